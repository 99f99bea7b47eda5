"""Invented people of many cultures: names in the forms that mail writes them, user names, e-mail addresses."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from tests.support_mail.pieces import NEUTRAL, Piece, words

HERE: Final = Path(__file__).parent
DOMAINS: Final = words(
    "example.com example.org example.net mail.example.com inbox.example post.example lawfirm.example "
    "studio.example univ.example team.example.org"
)
HONORIFICS: Final = ("Mr.", "Ms.", "Mrs.", "Dr.", "Mr", "Ms", "Mx.", "Prof.")
FAMILY_FIRST: Final = frozenset({"chinese", "korean", "vietnamese", "hungarian"})
_FOLD: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "þ": "th", "ð": "d", "æ": "ae", "ı": "i", "ħ": "h"}
)


class Person(NamedTuple):
    """A given and a family name of one culture, and an initial that some people write."""

    given: str
    family: str
    initial: str
    culture: str
    number: int  # two to four digits that the person likes in user names

    @property
    def full(self) -> str:
        return f"{self.given} {self.family}"

    def plain(self) -> tuple[str, str]:
        """Given and family name as they stand in addresses: small ASCII letters."""
        given, family = (_ascii(part) for part in (self.given, self.family))
        return given, family


@cache
def names() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """(culture, given names, family names) of every line of names.txt."""
    found = []
    for line in (HERE / "names.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            culture, _, rest = line[1:].partition("]")
            given, family = map(words, rest.split("|"))
            found.append((culture, given, family))
    return tuple(found)


def a_person(rng: Random) -> Person:
    culture, given, family = rng.choice(names())
    chosen = rng.choice(family)
    if rng.random() < 0.06:
        chosen = f"{chosen}-{rng.choice(family)}" if "-" not in chosen else chosen
    return Person(rng.choice(given), chosen, rng.choice("ABCDEFGHJKLMNPRSTVW"), culture, rng.randint(3, 2004))


def written(person: Person, form: str, rng: Random) -> list[Piece]:
    """The name in one form: `full`, `name` (any full form), `first`, `family`, `mr`, `listed`, `short`."""
    value = {
        "full": person.full,
        "first": person.given,
        "family": person.family,
        "listed": f"{person.family}, {person.given}",
        "short": f"{person.given[0]}. {person.family}",
    }.get(form)
    if value is not None:
        return [Piece(value, "person")]
    if form == "mr":
        return [Piece(rng.choice(HONORIFICS), NEUTRAL), Piece(" "), Piece(person.family, "person")]
    forms = [person.full] * 6 + [f"{person.given} {person.initial}. {person.family}"] * 3
    if person.culture in FAMILY_FIRST:
        forms += [f"{person.family} {person.given}"] * 3
    pieces = [Piece(rng.choice(forms), "person")]
    if rng.random() < 0.05:
        pieces += [Piece(rng.choice((", PhD", " Jr.", ", Esq.", ", LL.M.", " III")), NEUTRAL)]
    return pieces


def user_name(person: Person, rng: Random) -> str:
    given, family = person.plain()
    number = str(person.number)
    return rng.choice(
        (
            f"{given}{family}",
            f"{given}_{family}",
            f"{given[0]}{family}{number}",
            f"{given}{number}",
            f"{family}-{given[0]}",
            f"x{given}x{number}",
            f"{given}.{family}",
            f"the_real_{given}",
            f"{family}dev{number}",
        )
    )


def mail_address(person: Person, rng: Random) -> str:
    given, family = person.plain()
    local = rng.choice(
        (
            f"{given}.{family}",
            f"{given[0]}{family}",
            f"{given}{person.number}",
            f"{family}.{given}",
            f"{given}_{family}",
            f"{given}.{family}+support",
            f"{given[0]}.{family}",
            f"{given}-{family}",
        )
    )
    return f"{local}@{rng.choice(DOMAINS)}"


def _ascii(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.lower().translate(_FOLD))
    return "".join(c for c in folded if c.isascii() and c.isalnum())
