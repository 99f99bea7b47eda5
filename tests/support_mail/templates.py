"""The language of the bodies: «slots» are filled with planted values, one cast of people to a ticket.

`«me.full»` is a property of a person of the cast (me, other, third, kid, boss, officer, lawyer), the same each time.
`«phone»` is a fresh value. `«~Mr»` stands for itself and counts neither way. Everything else must not be hidden.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from functools import cache
from random import Random
from typing import Final, NamedTuple

import regex

from tests.support_mail import credentials, numbers, official, people, places, wallets
from tests.support_mail.pieces import NEUTRAL, Piece, quoted, words

SLOT: Final = regex.compile(r"«([^«»]*)»")
ROLES: Final = ("me", "other", "third", "kid", "boss", "officer", "lawyer")
VOICES: Final = ("mail", "form", "lower", "caps", "log")
URLS: Final = (
    "https://quillhaven.example/apps/{}", "https://quillhaven.example/apps/{}/src/main.py", "https://{}.quillhaven.app.example/",
    "https://{}.quillhaven.app.example/login.html", "https://github.com/northgale-mirror/{}", "https://github.com/openquill/{}/blob/main/README.md",
    "https://quillhaven.example/t/{}?page=2#comments", "http://files.{}.example/download.php?id=4411", "https://quillhaven.example/gallery/{}/edit",
)  # fmt: skip
WORDS: Final = words(
    "weather widget salt iron tidewater scheduler rust cooking course copy pixel quest shop theme budget "
    "tracker lumen archive player maze bingo chess meme forum clone"
)


class Template(NamedTuple):
    """A body: its name, the voice it is typed in and its text with slots."""

    name: str
    voice: str
    text: str


@cache
def bodies() -> tuple[Template, ...]:
    """Every body of every area, in the order of the files."""
    found = []
    for path in sorted((people.HERE / "bodies").glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("=== ")[1:]:
            head, _, text = block.partition("\n")
            name, _, voice = head.partition(" | ")
            found.append(Template(f"{path.stem}/{name}", voice, text.rstrip("\n")))
    return tuple(found)


@cache
def fragments(name: str) -> tuple[str, ...]:
    """One a line, or separated by `%%` where they have several lines."""
    text = (people.HERE / "fragments" / f"{name}.txt").read_text(encoding="utf-8")
    parts = text.split("%%\n")[1:] if text.startswith("%%") else text.splitlines()
    return tuple(part.strip("\n").replace("\\n", "\n") for part in parts)


class Cast:
    """The people of one ticket and the randomness of everything else in it."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self._people: dict[str, people.Person] = {}
        self._said: dict[str, list[Piece]] = {}
        self._addresses: dict[str, places.Address] = {}

    def fill(self, slot: str) -> list[Piece]:
        """The pieces of one slot. Raises KeyError for a slot that nobody knows."""
        if slot.startswith("~"):
            return [Piece(slot[1:], NEUTRAL)]
        role, dot, what = slot.partition(".")
        if not dot and slot not in ROLES:
            return VALUES[slot](self.rng)
        if slot not in self._said:
            self._said[slot] = self._of(role, what or "name")
        return self._said[slot]

    def _of(self, role: str, what: str) -> list[Piece]:
        person = self._people.setdefault(role, people.a_person(self.rng))
        if what in {"user", "email"}:
            made = people.user_name if what == "user" else people.mail_address
            return [Piece(made(person, self.rng), "user name" if what == "user" else "e-mail")]
        if what in {"addr", "block"}:
            address = self._addresses.setdefault(role, places.an_address(self.rng))
            return address.one_line() if what == "addr" else address.block(self.rng)
        if what == "age" and role == "kid":
            return [Piece(str(self.rng.randint(6, 16)), "age")]
        if what in VALUES_OF_A_PERSON:
            return VALUES_OF_A_PERSON[what](self.rng)
        if what not in {"name", "full", "first", "family", "mr", "listed", "short"}:
            raise KeyError(what)
        return people.written(person, what, self.rng)


def rendered(text: str, cast: Cast) -> list[Piece]:
    """The template's text in pieces. A value of several lines keeps the quote marks of the line that it stands in."""
    pieces: list[Piece] = []
    at, line = 0, ""
    for match in SLOT.finditer(text):
        before = text[at : match.start()]
        at = match.end()
        line = before.rpartition("\n")[2] if "\n" in before else line + before
        mark = regex.match(r"[> ]*", line)
        filled = cast.fill(match[1])
        pieces.append(Piece(before))
        pieces += quoted(filled, mark[0])[1:] if mark and mark[0].strip() else filled
    return [*pieces, Piece(text[at:])]


def _town(rng: Random) -> list[Piece]:
    return [Piece(rng.choice(places.towns()), "town")]


def _slug(rng: Random) -> str:
    return "-".join(rng.sample(WORDS, 2)) + rng.choice(("", "", f"-{rng.randint(2, 40)}"))


def _kept(make: Callable[[Random], str]) -> Callable[[Random], list[Piece]]:
    return lambda rng: [Piece(make(rng))]


def _day(rng: Random) -> str:
    return numbers.date(rng, 2025, 2026)


VALUES: Final[dict[str, Callable[[Random], list[Piece]]]] = {
    "town": _town,
    "freeaddr": places.free_form,
    "coordinates": places.coordinates,
    "plate": places.plate,
    "yearsold": numbers.years_old,
    "gov": official.government,
    "card": official.card,
    "iban": official.iban,
    "wallet": lambda rng: [Piece(wallets.wallet(rng), "wallet")],
    "ip": numbers.ip,
    "mac": numbers.mac,
    "device": numbers.device,
    "case": numbers.case,
    "badge": numbers.badge,
    "account": numbers.account,
    "secret": credentials.secret,
    "variable": credentials.variable,
    "told": credentials.told,
    "password": credentials.password,
    "token": credentials.token,
    "connection": credentials.connection,
    "jwt": credentials.jwt,
    "pem": credentials.private_key,
    "backup": credentials.backup_code,
    "url": _kept(lambda rng: rng.choice(URLS).format(_slug(rng))),
    "slug": _kept(_slug),
    "day": _kept(_day),
    "time": _kept(lambda rng: f"{rng.randint(0, 23):02}:{rng.randint(0, 59):02}"),
    "money": _kept(lambda rng: f"{rng.randint(4, 4800):,}.{rng.randint(0, 99):02}"),
    "version": _kept(lambda rng: f"{rng.randint(0, 9)}.{rng.randint(0, 30)}.{rng.randint(0, 12)}"),
    "hash": _kept(lambda rng: rng.randbytes(20).hex()[: rng.choice((7, 10, 40))]),
    "sha": _kept(lambda rng: "sha256:" + hashlib.sha256(rng.randbytes(8)).hexdigest()),
    "uuid": _kept(lambda rng: str(uuid.UUID(bytes=rng.randbytes(16), version=4))),
}
VALUES_OF_A_PERSON: Final[dict[str, Callable[[Random], list[Piece]]]] = {
    "phone": numbers.phone,
    "phone2": numbers.phone,
    "fax": numbers.phone,
    "dob": numbers.birth,
    "age": numbers.age,
    "gov": official.government,
    "town": _town,
}
