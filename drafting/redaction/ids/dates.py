"""The few dates that are hidden: machine time stamps and the forms of card expiries. Other dates drive clocks: kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from drafting.redaction.ids.neighbourhoods import around_digits, search
from drafting.redaction.placeholders import Span

_MONTH: Final = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)"
_STAMP: Final = regex.compile(
    r"(?<![\d-])\d{4}-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01])T[0-2]\d:?[0-5]\d(?::?[0-5]\d)?(?:[.,]\d{1,9})?"
    r"(?:Z|[+-][0-2]\d:?[0-5]\d)(?!\w)"
)
_MONTHLY: Final = regex.compile(
    rf"(?<![\w./-])(?:(?:0?[1-9]|1[0-2])/(?:19|20)\d\d|{_MONTH}-(?:19|20)?\d\d|(?:0?[1-9]|[12]\d|3[01])-{_MONTH})"
    r"(?![\w/-]|\.\w)",
    regex.IGNORECASE,
)
_NUMBERED: Final = regex.compile(
    r"(?:\b(?:no|nos|nr|law|act|regulation|directive|decree|resolution|protocol|bill|case|decision|opinion|circular"
    r"|ordinance|loi|verordnung|application)\.?|[§№#])\s*(?:\([A-Z]{2,3}\)\s*)?(?:no\.?\s*)?\Z",
    regex.IGNORECASE,
)
_EXPIRY: Final = regex.compile(
    r"\b(?:exp(?:\.|iry|ires?|iration)?|valid\s+(?:thru|through|until|till?|to)|good\s+thru)(?:\s+(?:date|on|is|in|:))*\s*[:=]?\s*"
    r"(?P<v>(?:0?[1-9]|1[0-2])\s?[/-]\s?(?:20)?\d\d)(?![\w/-])",
    regex.IGNORECASE,
)
_AFTER_CARD: Final = regex.compile(
    r"(?<=\d{4}[\s,;|]{1,3})(?P<v>(?:0[1-9]|1[0-2])/\d\d)(?=[\s,;|]{1,3}(?:cvv|cvc|\d{3,4}\b)|\s*$)", regex.I
)


def find_dates(text: str) -> Iterator[Span]:
    """ISO 8601 time stamps with a zone, `7/2024`, `Aug-2024`, `05-May`, `05/27` beside a word for expiry."""
    stretches = around_digits(text)
    if "T" in text:
        for match in search(_STAMP, text, stretches):
            yield Span(match.start(), match.end(), "DATE_TIME")
    for match in search(_MONTHLY, text, stretches):
        if not _NUMBERED.search(text, max(0, match.start() - 24), match.start()):
            yield Span(match.start(), match.end(), "DATE_TIME")
    for pattern in (_EXPIRY, _AFTER_CARD):
        for match in search(pattern, text, stretches):
            yield Span(match.start("v"), match.end("v"), "DATE_TIME")
