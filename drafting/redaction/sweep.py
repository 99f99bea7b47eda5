"""One mention found makes every other mention of the same value found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import regex

from drafting.redaction.people import name_of
from drafting.redaction.placeholders import Span
from drafting.redaction.words import COMMON, NOT_PEOPLE

SHORTEST: Final = 3
_NEVER: Final = frozenset({"LITERAL", "URL_PART"})


class Wanted(NamedTuple):
    """A value to look for. A part of a name (`cased`) counts only with a capital: "Rose" is a person, "rose" is not."""

    kind: str
    value: str
    cased: bool = False


def wanted(values: Iterable[tuple[str, str]]) -> tuple[Wanted, ...]:
    """What to look for, given (kind, value) pairs: each value, and the first name and surname of each full name."""
    found: dict[Wanted, None] = {}
    for kind, given in values:
        value = " ".join(given.split())
        if kind in _NEVER or not promised(kind, value):
            continue
        found[Wanted(kind, value)] = None
        if kind == "PERSON":
            for word in (w.strip(".,;:'’\"()") for w in value.split()):
                if word.lower() in name_of(value).ends and promised(kind, word):
                    found[Wanted(kind, word, cased=True)] = None
    return tuple(found)


def promised(kind: str, value: str) -> bool:
    """Whether every other mention of a value is hidden: not of very short ones, ordinary words, short bare numbers."""
    plain = value.lower().strip(".,;:'’\"@")
    if len(plain) < SHORTEST or (plain.isdigit() and len(plain) < 5):
        return False
    return not (
        " " not in plain and kind in {"PERSON", "USERNAME", "SECRET", "ID"} and (plain in COMMON or plain in NOT_PEOPLE)
    )


def sweep(text: str, looked_for: Iterable[Wanted]) -> Iterator[Span]:
    """Every other mention as a whole word, in any letter case, with any blanks between its words."""
    lower = text.lower()
    if len(lower) != len(text):  # a few letters grow when lowered; offsets must stay
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for item in looked_for:
        needle = item.value.lower()
        words = needle.split()
        if words[0] not in lower:
            continue
        if len(words) > 1:
            pattern = r"\s+".join(regex.escape(w) for w in words)
            hits: Iterable[tuple[int, int]] = (m.span() for m in regex.finditer(pattern, lower))
        else:
            hits = _hits(lower, needle)
        for start, end in hits:
            if _whole(text, start, end) and not (item.cased and not text[start].isupper()):
                yield Span(start, end, item.kind)


def _hits(text: str, needle: str) -> Iterator[tuple[int, int]]:
    at = text.find(needle)
    while at >= 0:
        yield at, at + len(needle)
        at = text.find(needle, at + 1)


def _whole(text: str, start: int, end: int) -> bool:
    before = start > 0 and _wordy(text[start - 1]) and _wordy(text[start])
    after = end < len(text) and _wordy(text[end]) and _wordy(text[end - 1])
    return not before and not after


def _wordy(char: str) -> bool:
    return char.isalnum() or char == "_"
