"""Quoted history of a mail: which lines of a message its sender wrote himself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

import regex

_LINE_END: Final = regex.compile(r"\r?\n|<br\s*/?>|</(?:p|div|li|tr|h[1-6]|blockquote)>", regex.IGNORECASE)
_ATTRIBUTION: Final = regex.compile(
    r"^\s*(?:On\b.{4,240}\bwrote\s*:|.{2,200}\bwrote\s*:|Am\b.{4,200}\bschrieb\b.{0,80}:"
    r"|Le\b.{4,200}\ba écrit\s*:|El\b.{4,200}\bescribió\s*:)\s*$"
)
_SEPARATOR: Final = regex.compile(
    r"^\s*(?:-{2,}\s*(?:original message|forwarded message|reply above this line|ursprüngliche nachricht"
    r"|message d'origine)\s*-*|begin forwarded message\s*:?|#{2,}-? ?please type your reply above this line.*)\s*$",
    regex.IGNORECASE,
)
_RULE: Final = regex.compile(r"^\s*_{8,}\s*$")
_FROM: Final = regex.compile(r"^\s*\**from\s*:\**\s*\S", regex.IGNORECASE)
_MAIL_HEADER: Final = regex.compile(r"^\s*\**(?:from|sent|date|to|cc|subject|reply-to)\s*:\**", regex.IGNORECASE)


class Line(NamedTuple):
    """Offsets of one line in the message, without its end."""

    start: int
    end: int


def split(text: str) -> Iterator[Line]:
    start = 0
    for end in _LINE_END.finditer(text):
        yield Line(start, end.start())
        start = end.end()
    yield Line(start, len(text))


def own_lines(text: str, is_his: Callable[[str], bool], keep_all: bool) -> list[Line]:
    """The lines that the sender wrote, without quoted history.

    `is_his(header)` says whether an attribution line or a mail header names the sender: words of his own that he quotes
    or forwards count. `keep_all`: when nothing else is left of the message, the quoted lines are what he sent (a notice
    that he only forwards); the caller says no where our own words may be among them.
    """
    lines = list(split(text))
    kept: list[Line] = []
    quoted: list[Line] = []
    i, his = 0, False
    while i < len(lines):
        line = text[lines[i].start : lines[i].end]
        header, after = _header(text, lines, i)
        if header:
            his = is_his(header)
            i = after
            following = next((text[x.start : x.end] for x in lines[i:] if text[x.start : x.end].strip()), "")
            if not his and not following.lstrip().startswith(">"):
                quoted += lines[i:]
                break
            continue
        if line.lstrip().startswith(">"):
            bare = Line(lines[i].start + line.index(">") + 1, lines[i].end)
            (kept if his else quoted).append(bare)
        else:
            kept.append(lines[i])
        i += 1
    if keep_all and not any(text[x.start : x.end].strip() for x in kept):
        return quoted
    return kept


def _header(text: str, lines: Sequence[Line], i: int) -> tuple[str, int]:
    """The words that introduce quoted history at line `i` and the index after them, or an empty string."""
    line = text[lines[i].start : lines[i].end]
    if _SEPARATOR.match(line) or (_RULE.match(line) and i + 1 < len(lines) and _FROM.match(_at(text, lines, i + 1))):
        return _mail_header(text, lines, i + 1, line)
    if _FROM.match(line):
        block = [_at(text, lines, k) for k in range(i, min(i + 6, len(lines)))]
        if sum(bool(_MAIL_HEADER.match(x)) for x in block) >= 3:
            return _mail_header(text, lines, i, "")
    for span in (1, 2, 3):
        if i + span <= len(lines):
            joined = " ".join(_at(text, lines, k).strip() for k in range(i, i + span))
            if _ATTRIBUTION.match(joined) and (span == 1 or joined.startswith(("On ", "Am ", "Le ", "El "))):
                return joined, i + span
    return "", i


def _mail_header(text: str, lines: Sequence[Line], i: int, start: str) -> tuple[str, int]:
    words = [start]
    while i < len(lines) and (_MAIL_HEADER.match(_at(text, lines, i)) or not _at(text, lines, i).strip()):
        # only the sender counts: "To: <EMAIL_ADDRESS_1>" names the reader of our own words
        words += [_at(text, lines, i)] if _FROM.match(_at(text, lines, i)) else []
        i += 1
    return " ".join(words).strip() or "From:", i


def _at(text: str, lines: Sequence[Line], i: int) -> str:
    return text[lines[i].start : lines[i].end]
