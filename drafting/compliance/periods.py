"""Lengths of time in running text: "within two weeks", "10-14 business days", "a 48-hour window". English.

Nothing here knows what is right: `fields_dates` compares what is found with the clocks.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

import regex

Unit = Literal["min", "h", "bd", "cd", "mo"]


class Period(NamedTuple):
    """A length of time: `low` and `high` differ in "10 to 14 days". Weeks are 7 `cd`, years 12 `mo`."""

    start: int
    end: int
    low: int
    high: int
    unit: Unit
    text: str


_NUMBERS: Final = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "twenty-four": 24,
    "thirty": 30,
    "forty": 40,
    "forty-five": 45,
    "forty-eight": 48,
    "sixty": 60,
    "seventy-two": 72,
    "ninety": 90,
}
_NUMBER = r"(?:\d{1,3}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_PERIOD: Final = regex.compile(
    rf"(?<![\w.,/$€£%#-])(?:(?P<low>{_NUMBER})(?:\s*\(\d+\))?\s*(?:-|to|or|and"
    rf"|through)\s*)?(?P<high>{_NUMBER})(?:\s*\(\d+\))?[\s-]+"
    r"(?P<kind>business|working|work|banking|calendar|clock|consecutive|full|whole|court|more|further"
    r"|additional|other)?[\s-]*"
    r"(?P<kind2>business|working|calendar|clock)?[\s-]*"
    r"(?P<unit>minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|wks?|fortnights?|months?|years?|yrs?)\b",
    regex.IGNORECASE,
)
_FORTNIGHT: Final = regex.compile(r"\b(?:a |one )?fortnight\b", regex.IGNORECASE)
# A length that nobody has to keep: how long ago, how old, how often.
_NOT_A_TERM_AFTER: Final = regex.compile(
    r"\s*(?:ago|old|earlier|before (?:that|this|your|the)|of age|of (?:logs?|history|activity|experience|use"
    r"|data)|(?:a|per|every|each) (?:day|week|month|year)|in a row|prior)\b",
    regex.IGNORECASE,
)
_NOT_A_TERM_BEFORE: Final = regex.compile(
    r"\b(?:last|past|previous|preceding|over the|for over|for more than|since|age of|aged|under|every|each"
    r"|one of (?:the|these)|during (?:the|these)|these|those|"
    r"(?:has|have) been \w+ for|(?:has|have) had \w+ for)\s+(?:about |some |nearly |almost )?$",
    regex.IGNORECASE,
)
_UNITS: Final[dict[str, tuple[Unit, int]]] = {
    "min": ("min", 1), "hou": ("h", 1), "hr": ("h", 1), "hrs": ("h", 1), "day": ("cd", 1), "nig": ("cd", 1),
    "wee": ("cd", 7), "wk": ("cd", 7), "wks": ("cd", 7), "for": ("cd", 14), "mon": ("mo", 1), "yea": ("mo", 12),
    "yr": ("mo", 12), "yrs": ("mo", 12),
}  # fmt: skip


def periods(text: str) -> list[Period]:
    """Lengths of time that set a term: "within two weeks", "10-14 business days"; not "two weeks ago"."""
    found: list[Period] = []
    for m in _PERIOD.finditer(text):
        if _NOT_A_TERM_AFTER.match(text, m.end()) or _NOT_A_TERM_BEFORE.search(
            text[max(0, m.start() - 40) : m.start()]
        ):
            continue
        if (
            m["high"].lower() in {"a", "an"}
            and m["unit"].lower() in {"day", "night", "year", "minute"}
            and not m["kind"]
        ):
            continue  # "day and night", "a day": a manner of speaking
        unit, size = _UNITS.get(m["unit"].lower()[:3].removesuffix("."), ("cd", 1))
        kinds = {(m["kind"] or "").lower(), (m["kind2"] or "").lower()}
        if unit == "cd" and kinds & {"business", "working", "work", "banking", "court"}:
            unit = "bd"
        high = _number(m["high"]) * size
        low = min(_number(m["low"]) * size, high) if m["low"] else high
        found.append(Period(m.start(), m.end(), low, high, unit, m.group()))
    found.extend(Period(m.start(), m.end(), 14, 14, "cd", m.group()) for m in _FORTNIGHT.finditer(text))
    return sorted(set(found))


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]
