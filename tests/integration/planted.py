"""Tickets with planted personal values of many kinds, seeded. Every value is invented and easy to find again."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from drafting.models import Account, Message, RawText, Requester, Ticket

FIRST = ("Amara", "Bjorn", "Celeste", "Dmitri", "Eleanor", "Farid", "Greta", "Hiroshi", "Ingrid", "Joaquin", "Katarina")
LAST = (
    "Abernathy",
    "Brzezinski",
    "Castellanos",
    "Dubrovsky",
    "Eriksen",
    "Fitzgerald",
    "Gutierrez",
    "Hawthorne",
    "Ivanova",
)
ADDRESSES = (
    "{n} Maple Street, Portland, OR 97205",
    "{n} Harbor Road, Austin, TX 78701",
    "{n} Juniper Lane, Apt {k}, Madison, WI 53703",
    "{n} Chestnut Avenue, Boulder, CO 80302",
    "Flat {k}, {n} Mill Lane, London NW1 6XE",
    "Gartenstraße {n}, 10115 Berlin",
    "{n} rue des Lilas, 75011 Paris",
    "{n} Queen Street West, Toronto, ON M5H 2N2",
)
CALLING = ("+1 {a} 555 01{b}", "({a}) 555-01{b}", "{a}-555-01{b}", "+44 20 7946 0{a}", "07700 900{a}")

# Each is what somebody writes to a trust-and-safety desk; `{…}` is a value that must never leave.
BODIES = (
    """I wrote Lampion and {other} copied it to https://quillhaven.example/zoe/lampion. It is my copyrighted work.
Please take it down. Reach me at {email}, {phone}, {address}.

Kind regards,
{name}""",
    """Please send me a copy of all personal data you hold about me. I live at {address}. My number is {phone}.
My date of birth is {birth}.

Regards,
{name}""",
    """Please delete my account. My e-mail is {email}, my card was {card} and my IP address was {ip}.

Thanks,
{name}""",
    """You suspended my account on 12 November 2026 and I did nothing wrong. My username is {user} and I logged in
from {ip}. Call me: {phone}.

{name}""",
    """Our access key {secret} is published at https://quillhaven.example/exdev/scripts/blob/main/a.sh, line 8. That
is a risk: anybody can read our backups with it. {other} may know more ({other_email}).

Best regards,
{name}""",
    """Someone posted intimate pictures of me at https://quillhaven.example/creep/album without my consent. I say this
in good faith. It was probably {other}. Contact me at {email} or {phone}.

Signed: {name}""",
    """Did you get hacked? My token {secret} was used from {ip} and I never gave it to anybody.

Regards,
{name}""",
    """This is a counter notice for https://quillhaven.example/zoe/lampion, disabled by mistake. I swear under penalty
of perjury that I believe this in good faith.
{name}
{address}
{phone}
{email}""",
    """My name is {name}. Please delete everything you keep about me. You refunded me to IBAN {iban}, and my social
security number {ssn} stands in the form I sent you.""",
    """I cannot sign in. My account id is {account} and my password is {password}, please try it yourself. My laptop
has the MAC address {mac}.

Cheers,
{first}""",
    """This is Detective {other}, badge number {badge}, of the Rivertown Police Department. Please preserve the records
of the account {user}. You reach me at {other_email} or {phone}.""",
    """Please keep this between us: {name} drives the car with the licence plate {plate} and sits at {place} most days.
The phone has the IMEI {imei}. Pay {wallet} and it stops. The police has it under case number {docket}.""",
    """Hello,

my colleague {other} and I were locked out. Our server at {ip} used the database password: {password}
Please write to {other_email} or to me.

{name}
{address}""",
)
AGENT_NOTES = (
    "Called {other} on {note_phone}; {first} will send the form.",
    "Spoke to {name} about the request, new address {note_email}.",
)
FACTS = ("{name} phoned from {note_phone} and left {note_email}", "Identity of {name} checked, born {birth}")
REASONS = ("{name} asked us on {note_phone} to wait", "See the mail of {note_email}; {other} confirms")


class Planted(NamedTuple):
    """A ticket, the raw values in it that must never leave, and what a reviewer says about it, which holds some too."""

    ticket: Ticket
    values: tuple[str, ...]
    reason: str


def tickets(count: int, seed: int) -> list[Planted]:
    """`count` tickets; the same seed gives the same ones."""
    dice = random.Random(seed)
    return [_one(dice, number) for number in range(count)]


def leaks(planted: Iterable[Planted], places: Mapping[str, str | bytes]) -> list[str]:
    """`value of ticket in place`, for each planted value that stands in one; a name's parts count like the name."""
    found: list[str] = []
    bare = {name: data.encode("utf-8", "replace") if isinstance(data, str) else data for name, data in places.items()}
    for value, ticket_id in {value: case.ticket.id for case in planted for value in case.values}.items():
        forms = {value.encode(), json.dumps(value)[1:-1].encode()}
        found += (f"{value!r} of {ticket_id} in {n}" for n, data in bare.items() if any(form in data for form in forms))
    return found


def _one(dice: random.Random, number: int) -> Planted:
    values = _values(dice)
    body = BODIES[number % len(BODIES)].format(**values)
    note = AGENT_NOTES[number % len(AGENT_NOTES)].format(**values)
    fact = FACTS[number % len(FACTS)].format(**values)
    reason = REASONS[number % len(REASONS)].format(**values)
    metadata = {"attachments": [values["file"]], "client_ip": values["ip"], "seen_by": values["other"]}
    given = f"{body} {note} {fact} {reason} {metadata} {values['name']}"
    used = [value for value in (*values.values(), *values["other"].split()) if value in given]
    ticket = Ticket(
        id=f"P-{number}",
        subject=RawText(f"Message from {values['name']}"),
        requester=Requester(name=RawText(values["name"]), email=RawText(values["email"]), verified=dice.random() < 0.5),
        messages=(
            Message(sender="requester", text=RawText(body)),
            *((Message(sender="agent", text=RawText(note)),) if number % 3 == 0 else ()),
        ),
        account=Account(id=RawText(values["account"]), email=RawText(values["email"])),
        facts={"note": fact} if number % 4 == 0 else {},
        metadata=metadata,
    )
    return Planted(ticket, tuple(dict.fromkeys((*used, values["account"], values["email"]))), reason)


def _values(dice: random.Random) -> dict[str, str]:
    first, last = dice.choice(FIRST), dice.choice(LAST)
    other_first = dice.choice([name for name in FIRST if name != first])
    other_last = dice.choice([name for name in LAST if name != last])

    def phone() -> str:
        return dice.choice(CALLING).format(a=dice.randint(201, 989), b=dice.randint(10, 99))

    def digits(count: int) -> str:
        return "".join(dice.choices("123456789", k=count))

    return {
        "name": f"{first} {last}",
        "first": first,
        "last": last,
        "other": f"{other_first} {other_last}",
        "email": f"{first.lower()}.{digits(4)}@example.com",
        "other_email": f"{other_last.lower()}{digits(4)}@example.org",
        "note_email": f"{last.lower()}-{digits(4)}@example.net",
        "phone": phone(),
        "note_phone": phone(),
        "address": dice.choice(ADDRESSES).format(n=dice.randint(10, 999), k=dice.randint(1, 9)),
        "ip": f"203.0.113.{dice.randint(1, 254)}",
        "mac": ":".join(["02", *(f"{dice.randint(16, 255):02x}" for _ in range(5))]),
        "card": _card(f"4111 11{digits(2)} {digits(4)} {digits(3)}"),
        "iban": _iban(f"3704 0044 {digits(4)} {digits(4)} {digits(2)}"),
        "ssn": f"{dice.randint(100, 665)}-{dice.randint(10, 99)}-{dice.randint(1000, 9999)}",
        "birth": f"{dice.randint(1, 28)} {dice.choice(('March', 'June', 'October'))} {dice.randint(1950, 2001)}",
        "secret": "AKIA" + "".join(dice.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", k=16)),
        "password": f"{dice.choice(('Tulip', 'Anchor', 'Falcon'))}{digits(4)}!x{digits(2)}",
        "user": f"{dice.choice(('moss', 'ember', 'tidal'))}-{digits(5)}",
        "account": f"acct-{digits(7)}",
        "badge": f"RP-{digits(5)}-{digits(2)}",
        "plate": f"{dice.choice('BKMRT')}{dice.choice('FGHJL')}{digits(2)} {''.join(dice.choices('BCDFGHJKL', k=3))}",
        "place": f"{dice.uniform(41, 47):.6f}, {dice.uniform(-122, -112):.6f}",
        "imei": f"35{digits(13)}",
        "wallet": "0x" + "".join(dice.choices("0123456789abcdef", k=40)),
        "docket": f"{dice.randint(20, 26)}-CR-{digits(5)}",
        "file": f"passport_{first}_{last}_{digits(4)}.pdf",
    }


def _card(start: str) -> str:
    """A card number of a test range with its check digit (Luhn)."""
    doubled = [int(d) * (2 if i % 2 == 0 else 1) for i, d in enumerate(reversed(start.replace(" ", "")))]
    return start + str(-sum(d - 9 if d > 9 else d for d in doubled) % 10)


def _iban(account: str) -> str:
    """A German IBAN with its check digits (ISO 13616): DE is 1314, and the rest is done modulo 97."""
    return f"DE{98 - int(account.replace(' ', '') + '131400') % 97:02d} {account}"
