"""The kinds of hidden values: names, which wins where two overlap, and what a value is compared by."""

from __future__ import annotations

from typing import Final

import regex

from drafting.redaction import people

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

_EXACT: Final = frozenset({"SECRET", "CRYPTO", "LITERAL", "URL_PART"})  # their case is part of the value
_COMPACT: Final = frozenset({"CREDIT_CARD", "IBAN_CODE", "US_SSN", "MAC_ADDRESS"})
_SEPARATORS: Final = regex.compile(r"[\s.,;:\-‐-―/]+")


def key_of(kind: str, value: str) -> str:
    """What two spellings of one value have in common. Values of one kind with equal keys share a placeholder.

    A value that nothing is left of keeps its raw spelling, so that two different ones never fall together.
    """
    plain = people.normal(value)
    if kind in _EXACT:
        key = value.strip()
    elif kind in _COMPACT:
        key = _SEPARATORS.sub("", plain)
    elif kind == "PHONE_NUMBER":
        key = _phone_key(plain)
    elif kind == "EMAIL_ADDRESS":
        key = plain.removeprefix("mailto:").replace(" ", "")
    elif kind == "ADDRESS":
        key = " ".join(regex.sub(r"[\s,;.]+", " ", plain).split())
    elif kind == "USERNAME":
        key = plain.lstrip("@")
    else:
        key = plain
    return key or value


def _phone_key(plain: str) -> str:
    """Digits alone; `+1 212 …`, `001 212 …`, `1-212-…` and `(212) …` are one number. An extension makes another one."""
    digits = "".join(c for c in plain if c.isdecimal())
    if digits.startswith("00"):
        digits = digits[2:]
    if len(digits) == 11 and digits.startswith("1"):
        digits = digits[1:]
    return digits
