"""The stretches of a text that are worth a closer look: around digits, around key words. Prose has few of either."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import regex

Stretch = tuple[int, int]
_DIGITS: Final = re.compile(r"\d+")


def around_digits(text: str, before: int = 8, after: int = 8) -> list[Stretch]:
    """Stretches of whole words that reach so many characters to each side of every run of digits; disjoint."""
    return _joined(text, (m.span() for m in _DIGITS.finditer(text)), before, after)


def around_words(text: str, words: Sequence[str], before: int, after: int) -> list[Stretch]:
    """The same around every place where one of some strings in small letters stands, also inside a longer word."""
    lower = text.lower()
    if len(lower) != len(text):  # a few letters grow when lowered; offsets must stay
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    hits: list[Stretch] = []
    for word in words:
        at = lower.find(word)
        while at >= 0:
            hits.append((at, at + len(word)))
            at = lower.find(word, at + len(word))
    hits.sort()
    return _joined(text, hits, before, after)


def _joined(text: str, hits: Iterable[Stretch], before: int, after: int) -> list[Stretch]:
    found: list[Stretch] = []
    last = 0
    for start, end in hits:
        if found and end + after <= last:
            continue
        stop = text.find(" ", end + after)
        stop = len(text) if stop < 0 else stop
        blank = text.rfind(" ", last, start - before) if start - before > last else -1
        begin = blank + 1 if blank >= 0 else last
        if found and begin <= last:
            found[-1] = (found[-1][0], stop)
        else:
            found.append((begin, stop))
        last = stop
    return found


def search(pattern: regex.Pattern[str], text: str, stretches: Iterable[Stretch]) -> Iterator[regex.Match[str]]:
    """Every match of a pattern that lies within a stretch."""
    for start, end in stretches:
        yield from pattern.finditer(text, start, end)
