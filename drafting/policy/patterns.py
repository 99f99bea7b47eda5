"""Patterns of policy files: PCRE2, compiled once, limited in their steps, matched on text with plain quotes and dashes.

PCRE2 compiles them forty times and searches four times faster than the `regex` module, and stops a pattern that
backtracks after a number of steps, the same on every machine, where a clock would ask how busy the machine is.
Everything here keeps offsets: a typographic character is replaced by exactly one plain character.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import pcre2
import regex

from drafting.errors import PolicyBroken
from drafting.policy.literals import fewest, needed

STEPS: Final = 10_000_000  # of one search: at most about 0.1 s
_STACK_FULL: Final = -46  # PCRE2_ERROR_JIT_STACKLIMIT: the interpreter, slower, has no such limit

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

_PLAIN.update(dict.fromkeys(range(0xD800, 0xE000), "\ufffd"))  # half a pair is no character
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
def compiled(pattern: str, steps: int = STEPS, jit: bool = True) -> pcre2.Pattern:
    """The pattern, ignoring case; `.` does not match a line end. Raises PolicyBroken for a bad pattern."""
    begin = f"(*LIMIT_MATCH={steps})"
    try:
        return pcre2.compile(begin + pattern.translate(_PLAIN), pcre2.IGNORECASE, jit=jit)
    except pcre2.PatternError as error:
        what = str(error).partition("; ")[2] or str(error)
        where = max(0, error.pos - len(begin))
        raise PolicyBroken(
            f"The pattern '{pattern}' is not a regular expression: {what} at position {where}"
        ) from error


def search(pattern: str, text: str, *, start: int = 0) -> pcre2.Match | None:
    """The first match at or after `start`. More than STEPS steps raise PolicyBroken naming the pattern."""
    text = plain(text)
    if not may_match(pattern, text):
        return None
    try:
        return compiled(pattern).search(text, start)
    except pcre2.LibraryError as error:
        if error.code == _STACK_FULL:
            return next(iter(_interpreted(pattern, text, start, STEPS)), None)
        raise _too_slow(pattern) from error


def may_match(pattern: str, text: str) -> bool:
    """False only where the pattern matches nothing in the text (a plain one), which costs far less to say."""
    strings = _needed(pattern)
    return not strings or any(map(_folded(text).__contains__, strings))


def _one_may_match(these: tuple[str, ...], text: str) -> bool:
    strings = _needed_by_one(these)
    return not strings or any(map(_folded(text).__contains__, strings))


@lru_cache(maxsize=16384)
def _needed(pattern: str) -> tuple[str, ...]:
    return needed(pattern.translate(_PLAIN))


@lru_cache(maxsize=4096)
def _needed_by_one(these: tuple[str, ...]) -> tuple[str, ...]:
    every = [_needed(pattern) for pattern in these]
    return fewest(string for strings in every for string in strings) if all(every) else ()


@lru_cache(maxsize=64)
def _folded(text: str) -> str:
    return text.casefold()


def is_slow(pattern: str, text: str, steps: int) -> bool:
    """Whether searching the text takes more than so many steps."""
    try:
        compiled(pattern, steps, jit=False).search(text)
    except pcre2.LibraryError:
        return True
    return False


def matches_any(these: Sequence[str], text: str) -> bool:
    """Whether one of the patterns matches."""
    text = plain(text)
    return _one_may_match(tuple(these), text) and any(search(pattern, text) for pattern in these)


def finditer(pattern: str, text: str) -> list[pcre2.Match]:
    """All matches that do not overlap; the limit holds for each."""
    text = plain(text)
    if not may_match(pattern, text):
        return []
    try:
        return list(compiled(pattern).finditer(text))
    except pcre2.LibraryError as error:
        if error.code == _STACK_FULL:
            return _interpreted(pattern, text, 0, STEPS)
        raise _too_slow(pattern) from error


def _interpreted(pattern: str, text: str, start: int, steps: int) -> list[pcre2.Match]:
    try:
        return list(compiled(pattern, steps, jit=False).finditer(text, start))
    except pcre2.LibraryError as error:
        raise _too_slow(pattern) from error


def _too_slow(pattern: str) -> PolicyBroken:
    return PolicyBroken(f"The pattern '{pattern}' takes far too many steps; write it without nested repetition.")


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
