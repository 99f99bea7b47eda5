"""Patterns of policy files: compiled once, time-limited, and matched on text with plain quotes and dashes.

Everything here keeps offsets: a typographic character is replaced by exactly one plain character.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

import regex

from drafting.errors import PolicyBroken

TIMEOUT_S: Final = 0.25

_PLAIN: Final = {
    ord(typographic): plain
    for plain, all_typographic in {
        "'": "\u2018\u2019\u201a\u201b\u02bc\u2032\u00b4\u0060",
        '"': "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033",
        "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212",
        " ": "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t",
    }.items()
    for typographic in all_typographic
}

_TYPOGRAPHIC: Final = re.compile(f"[{re.escape(''.join(map(chr, _PLAIN)))}]")

# Dots that end no sentence. The last word before the dot decides.
_ABBREVIATION: Final = regex.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|vs|e\.g|i\.e|cf|approx|Inc|Ltd|Co|Corp|Nos?(?=\.\s*\d)|Arts?|Secs?|[Pp]aras?|ch"
    r"|U\.S\.C|C\.F\.R|a\.m|p\.m)|\b\p{Lu}|^\s*\d{1,3})\.(?=\s)"
)
_END: Final = regex.compile(r"[.!?]+[\"')\]]*(?=\s|$)|\n+")
_BULLET: Final = regex.compile(r"[ ]*(?:[-*+\u2022\u25e6]|\(?\d{1,2}[.)])[ ]+")


class Sentence(NamedTuple):
    """Offsets in the text (code points) and the sentence itself, without the white space around it."""

    start: int
    end: int
    text: str


def plain(text: str) -> str:
    """The same text with plain quotes, dashes and spaces; the same length, so offsets stay true."""
    if text.isascii() and "\t" not in text and "`" not in text:
        return text  # translating costs more than most searches, and the same text is searched hundreds of times
    return text.translate(_PLAIN) if _TYPOGRAPHIC.search(text) else text


@lru_cache(maxsize=16384)
def compiled(pattern: str) -> regex.Pattern[str]:
    """The pattern, ignoring case; `.` does not match a line end. Raises PolicyBroken for a bad pattern."""
    try:
        return regex.compile(pattern.translate(_PLAIN), flags=regex.IGNORECASE)
    except regex.error as error:
        raise PolicyBroken(f"The pattern {pattern!r} is not a regular expression: {error}") from error


def search(pattern: str, text: str, timeout: float = TIMEOUT_S, start: int = 0) -> regex.Match[str] | None:
    """The first match at or after `start`. Longer than `timeout` seconds raises PolicyBroken naming the pattern."""
    try:
        return compiled(pattern).search(plain(text), start, timeout=timeout)
    except TimeoutError as error:
        raise _too_slow(pattern, timeout) from error


def finditer(pattern: str, text: str, timeout: float = TIMEOUT_S) -> list[regex.Match[str]]:
    """All matches that do not overlap; the limit holds for the whole search."""
    try:
        return list(compiled(pattern).finditer(plain(text), timeout=timeout))
    except TimeoutError as error:
        raise _too_slow(pattern, timeout) from error


def _too_slow(pattern: str, timeout: float) -> PolicyBroken:
    return PolicyBroken(f"The pattern {pattern!r} ran longer than {timeout} s; write it without nested repetition.")


def sentences(text: str) -> list[Sentence]:
    """Sentences and list items, in order, with their offsets. Line ends always separate."""
    found: list[Sentence] = []
    start = 0
    flat = plain(text)
    for mark in _END.finditer(flat):
        if mark.group() == "." and _abbreviated(flat, start, mark):
            continue
        _add(found, flat, text, start, mark.end())
        start = mark.end()
    _add(found, flat, text, start, len(text))
    return found


def _abbreviated(flat: str, start: int, mark: regex.Match[str]) -> bool:
    """Whether this dot belongs to an abbreviation, an initial or a list number, and the line goes on after it."""
    if flat[mark.end() : mark.end() + 1] != " ":
        return False
    around = flat[max(start, mark.start() - 14) : mark.end() + 4]
    return any(
        hit.end() == len(around) - len(flat[mark.end() : mark.end() + 4]) for hit in _ABBREVIATION.finditer(around)
    )


def _add(found: list[Sentence], flat: str, text: str, start: int, end: int) -> None:
    bullet = _BULLET.match(flat, start, end)
    if bullet and (start == 0 or flat[start - 1] == "\n"):
        start = bullet.end()
    while start < end and flat[start].isspace():
        start += 1
    while end > start and flat[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Sentence(start, end, text[start:end]))
