"""Tickets with planted personal values of many kinds, seeded. Every value is invented and easy to find again."""

from __future__ import annotations

import random
from typing import NamedTuple

from drafting.models import Account, Message, RawText, Requester, Ticket

FIRST = (
    "Amara",
    "Bjorn",
    "Celeste",
    "Dmitri",
    "Eleanor",
    "Farid",
    "Greta",
    "Hiroshi",
    "Ingrid",
    "Joaquin",
    "Katarina",
    "Leopold",
)
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
    "Johansson",
)
STREETS = ("Maple Street", "Harbor Road", "Juniper Lane", "Chestnut Avenue", "Mill Lane")
TOWNS = (("Portland", "OR", "97205"), ("Austin", "TX", "78701"), ("Madison", "WI", "53703"), ("Boulder", "CO", "80302"))

BODIES = (
    """I wrote Lampion and {other} copied it to https://quillhaven.example/zoe/lampion. It is my copyrighted work.
Please take it down. Reach me at {email}, {phone}, {address}.

Kind regards,
{name}""",
    """Please send me a copy of all personal data you hold about me. I live at {address}. My number is {phone}.

Regards,
{name}""",
    """Please delete my account. My e-mail is {email}, my card was {card} and my IP address was {ip}.

Thanks,
{name}""",
    """You suspended my account on 12 November 2026 and I did nothing wrong. I logged in from {ip}. Call me: {phone}.

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
)


class Planted(NamedTuple):
    """A ticket and the raw values in it that must never leave."""

    ticket: Ticket
    values: tuple[str, ...]


def tickets(count: int, seed: int) -> list[Planted]:
    """`count` tickets; the same seed gives the same ones."""
    dice = random.Random(seed)
    return [_one(dice, number) for number in range(count)]


def _one(dice: random.Random, number: int) -> Planted:
    town = dice.choice(TOWNS)
    name = f"{dice.choice(FIRST)} {dice.choice(LAST)}"
    other = f"{dice.choice(FIRST)} {dice.choice(LAST)}"
    values = {
        "name": name,
        "other": other,
        "email": f"{name.split(maxsplit=1)[0].lower()}.{dice.randint(100, 999)}@example.com",
        "other_email": f"{other.split()[1].lower()}{dice.randint(100, 999)}@example.org",
        "phone": f"+1 {dice.randint(201, 989)} 555 01{dice.randint(10, 99)}",
        "address": f"{dice.randint(10, 9999)} {dice.choice(STREETS)}, {town[0]}, {town[1]} {town[2]}",
        "ip": f"203.0.113.{dice.randint(1, 254)}",
        "card": "4111 1111 1111 1111",
        "secret": "AKIA" + "".join(dice.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", k=16)),
    }
    body = BODIES[number % len(BODIES)].format(**values)
    used = (*(value for value in values.values() if value in body), name)
    account = Account(id=RawText(f"acct-{dice.randint(10**6, 10**7)}"), email=RawText(values["email"]))
    ticket = Ticket(
        id=f"P-{number}",
        subject=RawText(f"Message from {name}"),
        requester=Requester(name=RawText(name), email=RawText(values["email"]), verified=number % 2 == 0),
        messages=(Message(sender="requester", text=RawText(body)),),
        account=account,
    )
    return Planted(ticket, (*dict.fromkeys(used), str(account.id), values["email"]))
