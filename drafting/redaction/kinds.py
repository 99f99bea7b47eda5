"""The kinds of hidden values: names, which wins where two overlap, and what a value is compared by."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import regex

from drafting.redaction.fold import folded
from drafting.redaction.people import name_of
from drafting.redaction.values import date_key, ip_key, phone_key, place_key, position_key

# Where spans of different kinds overlap, the longest gives the kind; of equal length the one that stands first here.
# A secret always wins: whatever else it looks like, it is never shown again.
KINDS: Final[tuple[str, ...]] = (
    "SECRET",
    "CREDIT_CARD",
    "IBAN_CODE",
    "US_SSN",
    "CRYPTO",
    "EMAIL_ADDRESS",
    "MAC_ADDRESS",
    "IP_ADDRESS",
    "DATE_OF_BIRTH",
    "DATE_TIME",
    "DEVICE_ID",
    "LICENSE_PLATE",
    "CASE_NUMBER",
    "ID",
    "COORDINATES",
    "ADDRESS",
    "PHONE_NUMBER",
    "LOCATION",
    "AGE",
    "PERSON",
    "USERNAME",
    "URL_PART",
    "LITERAL",
)
RANK: Final[dict[str, int]] = {kind: rank for rank, kind in enumerate(KINDS)}

_SEPARATORS: Final = regex.compile(r"[\s.,;:\-‐-―/]+")
_BLANKS: Final = regex.compile(r"[\s\-‐-―]+")
_AT: Final = regex.compile(r"\s*(?:[\[({<]\s*at\s*[\])}>]|%40|\s+at\s+|@)\s*")
_DOT: Final = regex.compile(r"\s*(?:[\[({<]\s*(?:dot|\.)\s*[\])}>]|\s+dot\s+|\.)\s*")
_NUMBER_SIGN: Final = regex.compile(
    r"^(?:case|docket|ref(?:erence)?|file|ticket)?[\s.:]*(?:(?:no|nr|number|id)(?!\p{L})|#)[\s.:#]*(?=\S*\d)"
)
_YEARS: Final = regex.compile(r"(?:aged?[ ])?(\d{1,3})(?:[ -]?(?:years?|yrs?|y/?o)(?:[ -]?old)?)?(?:[ ]of[ ]age)?")


def key_of(kind: str, value: str) -> str:
    """What two spellings of one value have in common. Values of one kind with equal keys share a placeholder.

    A value that nothing is left of keeps its raw spelling, so that two different ones never fall together.
    """
    read = _READERS.get(kind)
    return (read(value) if read else folded(value)) or value


def _compact(value: str) -> str:
    return _SEPARATORS.sub("", folded(value))


def _hyphened(value: str) -> str:
    """Blanks and dashes are one sign and not nothing: B-AB 1234 and BA-B 1234 are two plates."""
    return _BLANKS.sub("-", folded(value)).strip("-.,;:#()[]")


def _case_number(value: str) -> str:
    return _hyphened(_NUMBER_SIGN.sub("", folded(value)))


def _device(value: str) -> str:
    return _BLANKS.sub("", folded(value)).replace(":", "").strip("{}()[].,;")


def _email(value: str) -> str:
    plain = folded(value).strip("<>()[]\"'.,; ").removeprefix("mailto:")
    return _DOT.sub(".", _AT.sub("@", plain)).replace(" ", "")


def _username(value: str) -> str:
    plain = folded(value)
    return (plain.removeprefix("/").removeprefix("u/") if plain.startswith(("/u/", "u/")) else plain).lstrip("@")


def _wallet(value: str) -> str:
    """Hexadecimal and Bech32 addresses are read in any letter case; Base58 is not."""
    plain = value.strip()
    return plain.lower() if plain.lower().startswith(("0x", "bc1", "tb1", "ltc1")) else plain


def _age(value: str) -> str:
    plain = folded(value).strip(".,;:()")
    years = _YEARS.fullmatch(plain)
    return str(int(years[1])) if years else plain


_READERS: Final[dict[str, Callable[[str], str]]] = {
    "SECRET": str.strip,  # letter case is part of these
    "URL_PART": str.strip,
    "LITERAL": str.strip,
    "CRYPTO": _wallet,
    "CREDIT_CARD": _compact,
    "IBAN_CODE": _compact,
    "US_SSN": _compact,
    "MAC_ADDRESS": _compact,
    "DEVICE_ID": _device,
    "LICENSE_PLATE": _hyphened,
    "CASE_NUMBER": _case_number,
    "ID": _hyphened,
    "EMAIL_ADDRESS": _email,
    "PHONE_NUMBER": phone_key,
    "IP_ADDRESS": ip_key,
    "COORDINATES": position_key,
    "DATE_OF_BIRTH": date_key,
    "DATE_TIME": date_key,
    "ADDRESS": place_key,
    "LOCATION": place_key,
    "USERNAME": _username,
    "AGE": _age,
    "PERSON": lambda value: name_of(value).key,
}
