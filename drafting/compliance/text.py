"""A reply as the rules read it: disguises taken off, sentences and lists known, and every offset traceable.

`Page` is the reading of one reply. Rules match on `page.text`, in which zero-width characters, soft hyphens, inline
HTML and Markdown emphasis are gone, letters that only look Latin are Latin, and quotes and dashes are plain.
`page.span` turns a place in it back into code points of the reply as it was written.
"""

from __future__ import annotations

import html
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any, Final, NamedTuple, TypeVar

import regex

from drafting.models import PLACEHOLDER
from drafting.policy.patterns import finditer, may_match, plain, search, sentences

# Cyrillic, Greek and other letters that a reader takes for Latin ones (Unicode TR39 confusables, the common part).
_LOOKALIKES: Final = {
    ord(like): latin
    for latin, alike in {
        "a": "аα", "b": "ЬƄ", "c": "сϲ", "d": "ԁ", "e": "еҽε", "g": "ɡ", "h": "һ", "i": "іιı", "j": "ј", "k": "κк",
        "l": "ӏ", "m": "м", "n": "ո", "o": "оοσօ", "p": "рρ", "q": "ԛ", "r": "г", "s": "ѕ", "t": "тτ",
        "u": "υս", "v": "νѵ",
        "w": "ԝω", "x": "хχ", "y": "уγү", "z": "ᴢ",
        "A": "АΑ", "B": "ВΒ", "C": "СϹ", "E": "ЕΕ", "H": "НΗ", "I": "ІΙ", "J": "Ј", "K": "КΚ", "M": "МΜ", "N": "Ν",
        "O": "ОΟ", "P": "РΡ", "S": "Ѕ", "T": "ТΤ", "X": "ХΧ", "Y": "УΥҮ", "Z": "Ζ",
    }.items()
    for like in alike
}  # fmt: skip

_INVISIBLE: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\U000e0000-\U000e007f\U000e0100-\U000e01ef\x00-\x08\x0b-\x1f\x7f"
)
# What a reader does not see. An asterisk that opens a list item stays, and so does every placeholder.
_DROPPED: Final = regex.compile(
    rf"(?P<gone>[{_INVISIBLE}]+|(?<=[A-Za-z])\p{{Mn}}+|(?<![^\n])[ ]*>[ >]*(?=\S)"
    r"|</?(?:a|abbr|b|big|blockquote|body|br|code|div|em|font|h[1-6]|hr|html|i|img|kbd|li|mark|ol|p|pre|s|small"
    r"|span|strike"
    r"|strong|sub|sup|table|tbody|td|th|tr|tt|u|ul|wbr)(?:[\s/][^<>\n]*)?>|<!--|-->"
    r"|\*\*+|(?<!(?<![^\n])[ ]*)\*|\*(?!\s)|`+|~~+|(?<!\w)_+(?=\w)|(?<=[^\W_])_+(?!\w))"
    r"|(?P<entity>&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});)",
    regex.IGNORECASE,
)
_BREAK: Final = regex.compile(r"</?(?:br|p|div|li|ul|ol|tr|table|h[1-6]|blockquote)\b", regex.IGNORECASE)
_WIDE: Final = regex.compile(r"[\uff01-\uff5e\U0001d400-\U0001d7ff\u2100-\u214f\u24b6-\u24e9]")
_WRAPPED: Final = regex.compile(r"(?<=[^\n]{40}[^\n.!?:;])\n(?=[ ]*[\p{Ll}\d(<])")
_BULLET: Final = regex.compile(r"[ ]*(?:[-*+•◦–—]|\(?\d{1,2}[.)]|\(?[a-h]\))[ ]+")
_URL: Final = regex.compile(
    r"\b(?:https?://|www\.)[^\s<>\"']+|(?<![\w@.])[\w-]+(?:\.[\w-]+)+/[^\s<>\"']*", regex.IGNORECASE
)

WORD_EDGE: Final = regex.compile(r"[\w'-]")


_LOCAL: Final = regex.compile(r"(?<!\\)(?:\\\\)*[\^$]|\\[AZzGK]|\(\?<?[=!]|\(\?[a-z]*s")


Found = TypeVar("Found")


class Words(NamedTuple):
    """A place in the page and the words that stand there."""

    start: int
    end: int
    text: str


class Part(NamedTuple):
    """A sentence or list item of the page: where it stands, whether it is a list item, and what introduces the list."""

    start: int
    end: int
    text: str
    item: bool  # the first sentence of a list item
    listed: bool  # anywhere in a list item
    lead: int | None  # index of the sentence before the list


class Page:
    """One reply, read once; the rules share what was found. Offsets are code points of `text` unless said otherwise."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.text, self._starts, self._sources = _fold(raw)
        self.approved: tuple[tuple[int, int], ...] | None = None  # sentences of fixed texts, once somebody looked
        self._found: dict[str, tuple[Words, ...]] = {}
        self._mentioned: dict[tuple[str, ...], bool] = {}
        self._readings: dict[object, Sequence[Any]] = {}

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The same place in the reply as it was written. What was invisible inside it belongs to it."""
        if start >= end:
            return self._raw(start), self._raw(start)
        return self._raw(start), self._raw(end - 1) + self._width(end - 1)

    def from_raw(self, start: int, end: int) -> tuple[int, int]:
        """The place in `text` of a place in the reply as it was written."""
        first = max(bisect_right(self._sources, start) - 1, 0)
        begin = min(self._starts[first] + max(start - self._sources[first], 0), len(self.text))
        last = max(bisect_right(self._sources, max(end - 1, 0)) - 1, 0)
        stop = min(self._starts[last] + max(end - self._sources[last], 0), len(self.text))
        return begin, max(begin, stop)

    def whole_words(self, start: int, end: int) -> tuple[int, int]:
        """The place widened to whole words, so that a quote reads well."""
        while start > 0 and WORD_EDGE.match(self.text[start - 1]) and WORD_EDGE.match(self.text[start]):
            start -= 1
        while 0 < end < len(self.text) and WORD_EDGE.match(self.text[end]) and WORD_EDGE.match(self.text[end - 1]):
            end += 1
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return start, end

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Sentences and list items, in order."""
        parts: list[Part] = []
        lead: int | None = None
        previous_line = -1
        for found in sentences(self.text):
            line = self.text.rfind("\n", 0, found.start) + 1
            listed = _BULLET.match(self.text, line) is not None
            if not listed:
                lead = len(parts)
            parts.append(
                Part(
                    found.start,
                    found.end,
                    found.text,
                    listed and line != previous_line,
                    listed,
                    lead if listed else None,
                )
            )
            previous_line = line
        return tuple(parts)

    @cached_property
    def _part_starts(self) -> list[int]:
        return [part.start for part in self.parts]

    @cached_property
    def bare(self) -> str:
        """The text with addresses of the web and placeholders blanked out: same length, no numbers of theirs."""
        text = _URL.sub(lambda m: "\x1a" * len(m.group()), self.text)
        return PLACEHOLDER.sub(lambda m: "\x1a" * len(m.group()), text)

    def matches(self, pattern: str) -> tuple[Words, ...]:
        """Matches of a policy pattern inside single sentences. Raises PolicyBroken when the pattern takes too long."""
        if pattern not in self._found:
            self._found[pattern] = tuple(self._search(pattern))
        return self._found[pattern]

    def every(self, patterns: Iterable[str]) -> list[Words]:
        """All matches of the patterns, in the order of the text."""
        these = tuple(patterns)
        return sorted({words for pattern in these for words in self.matches(pattern)}) if self.mentions(these) else []

    def first(self, patterns: Iterable[str]) -> Words | None:
        """The earliest match of any of the patterns."""
        return min(self.every(patterns), default=None)

    def mentions(self, patterns: Iterable[str]) -> bool:
        """Whether one of the patterns matches in a sentence."""
        these = tuple(patterns)
        if these not in self._mentioned:
            self._mentioned[these] = any(map(self.matches, these))
        return self._mentioned[these]

    def part_at(self, offset: int) -> Part:
        """The sentence around an offset (the one before it, when it stands between two)."""
        index = bisect_right(self._part_starts, offset) - 1
        return self.parts[max(index, 0)]

    def read(self, reader: Callable[[str], Sequence[Found]]) -> Sequence[Found]:
        """What a reader (`dates`, `periods`, `citations`) finds in `bare`. It reads once for all rules."""
        if reader not in self._readings:
            self._readings[reader] = reader(self.bare)
        return self._readings[reader]

    def paragraph_at(self, offset: int) -> tuple[int, int]:
        """The block of lines around an offset, up to the empty lines."""
        start = self.text.rfind("\n\n", 0, offset)
        end = self.text.find("\n\n", offset)
        return (0 if start < 0 else start + 2), (len(self.text) if end < 0 else end)

    # -- helpers ---------------------------------------------------------------------------------------------

    def _search(self, pattern: str) -> Iterator[Words]:
        """In each sentence by itself, so that `^`, `$` and what looks around see no neighbour."""
        # One look at the whole text spares most patterns the sentences; one with anchors or look-arounds can match
        # a sentence and not the text, and takes the long way.
        if not (may_match(pattern, self.text) if _is_local(pattern) else search(pattern, self.text)):
            return
        for part in self.parts:
            for match in finditer(pattern, part.text):
                yield Words(part.start + match.start(), part.start + match.end(), match.group())

    def _raw(self, offset: int) -> int:
        if offset >= len(self.text):
            return len(self.raw)
        index = bisect_right(self._starts, offset) - 1
        return self._sources[index] + (offset - self._starts[index])

    def _width(self, offset: int) -> int:
        """How many characters of the raw text one character stands for (an HTML entity stands for several)."""
        raw = self._raw(offset)
        entity = _DROPPED.match(self.raw, raw)
        if entity and entity.lastgroup == "entity" and self.raw[raw] != self.text[offset]:
            return len(entity.group())
        return 1


@lru_cache(maxsize=16384)
def _is_local(pattern: str) -> bool:
    return _LOCAL.search(pattern) is not None


@lru_cache(maxsize=64)
def page_of(raw: str) -> Page:
    """The reading of a text, kept for the rules and revisions that ask for it again."""
    return Page(raw)


def _fold(raw: str) -> tuple[str, list[int], list[int]]:
    """The text as rules read it, and where each run of it came from (starts in the new text, starts in the raw one)."""
    pieces: list[str] = []
    starts: list[int] = []
    sources: list[int] = []
    length = 0

    def add(piece: str, source: int) -> None:
        nonlocal length
        if piece:
            pieces.append(piece)
            starts.append(length)
            sources.append(source)
            length += len(piece)

    position = 0
    for mark in _DROPPED.finditer(raw):
        add(raw[position : mark.start()], position)
        position = mark.end()
        if mark.lastgroup == "entity":
            character = html.unescape(mark.group())
            # an entity of several characters, or none that HTML knows, stays as it is written
            add(character if len(character) == 1 else mark.group(), mark.start())
        elif _BREAK.match(mark.group()):
            add("\n", mark.start())
    add(raw[position:], position)
    text = plain("".join(pieces).translate(_LOOKALIKES))
    text = _WIDE.sub(_narrow, text)
    return _WRAPPED.sub(" ", text), starts or [0], sources or [0]


def _narrow(wide: regex.Match[str]) -> str:
    """A full-width or mathematical letter as a plain one, where that is a single character."""
    normal = unicodedata.normalize("NFKC", wide.group())
    return normal if len(normal) == 1 else wide.group()
