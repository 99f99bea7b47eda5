"""Lines of a message as passages: wraps joined, markup looked through, one form field a line.

Nothing is rewritten: every character of a passage knows its offset in the message, so that evidence can be quoted
verbatim.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

import regex

from drafting.examine.history import Kind, Line
from drafting.examine.shown import Shown

_MARKUP: Final = regex.compile(r"\*\*+|(?<!\w)__|__(?!\w)")
_BOLD: Final = regex.compile(
    r"^\s*(?:>\s?)?(?:#{1,6}\s+(?P<all>\S.*)|(?:\d{1,2}[.)]\s*)?(?:\*\*|__)(?P<bold>.+?)(?:\*\*|__)(?P<rest>.*))$"
)
_ITEM: Final = regex.compile(
    r"\s*(?:[-*+•◦]\s|\(?\d{1,2}[.)]\s|\[\d{1,2}\]|[a-h][.)]\s|[QA]\d{0,2}:\s|\[[ xX]?\]|[☐☑☒✓✔□■])",
    regex.IGNORECASE,
)
_WRAPPED: Final = 50  # a line at least this long that is followed by another is taken as wrapped
_LABELLED: Final = regex.compile(r"\s*(?P<label>\p{L}[^\n:;,.!]{1,60}):(?!//)(?:\s|$)")
_GOING_ON: Final = frozenset(["are", "at", "by", "for", "from", "in", "is", "of", "on", "to", "was", "were", "with"])
_ADDRESS_ONLY: Final = regex.compile(r"[^:]{2,60}:\s*(?:https?://|www\.)\S+\s*")
# "Number: X. What: Y. When: Z.": a label that begins after the end of another answer
_NEXT_LABEL: Final = regex.compile(
    r"(?:^|(?:[.,;|•·]|\s[-–—/])\s+)(?P<label>\p{Lu}[\p{L}\p{M}'/()\- ]{1,40}?\??):(?!//)\s+(?=\S)"
)


class Passage(NamedTuple):
    """One logical line: wraps joined, markup left out. `at[i]` is the offset of `text[i]` in the message."""

    text: str
    at: tuple[int, ...]
    field: int | None = None  # the form field that it answers

    def slice(self, start: int, end: int | None = None) -> Passage:
        return Passage(self.text[start:end], self.at[start:end], self.field)


class Logical(NamedTuple):
    """A logical line; a blank one has no text. `bold`: how many characters at its start are bold, None for none."""

    passage: Passage
    bold: int | None = None
    kind: Kind = Kind.OWN


def logical(shown: Shown, lines: Sequence[Line], is_question: Callable[[str], bool]) -> Iterator[Logical]:
    """Logical lines in order: wrapped lines joined, an empty passage for a blank line."""
    waiting = _Buffer(shown)
    previous, kind = "", Kind.OWN
    for line in lines:
        raw = shown.text[line.start : line.end]
        bold = _BOLD.match(raw)
        joined = (
            bool(waiting.chars)
            and line.kind is kind
            and bool(raw.strip())
            and not bold
            and not _ITEM.match(raw)
            and _goes_on(previous, raw, is_question)
        )
        if waiting.chars and not joined:
            yield from _parted(waiting.passage(), kind, is_question)
            waiting = _Buffer(shown)
        if line.kind is Kind.BREAK or not raw.strip():
            yield Logical(Passage("", ()), kind=line.kind)
        elif bold:
            yield _bold(shown, line, bold)
        else:
            if joined:
                waiting.blank(line.start)
            waiting.add(line.start, line.end)
        previous, kind = raw, line.kind
    if waiting.chars:
        yield from _parted(waiting.passage(), kind, is_question)


def _goes_on(previous: str, line: str, is_question: Callable[[str], bool]) -> bool:
    """Whether `line` continues the wrapped `previous`: that one is long, or this one starts in lower case."""
    before = previous.rstrip()
    if before.endswith((".", ":", "?", "!")) or previous.endswith("  "):
        return False
    if line.lstrip().lower().startswith(("http://", "https://", "www.")):
        return False
    lower = line.lstrip()[:1].islower()
    if len(before) < (_WRAPPED // 2 if lower else _WRAPPED):
        return False
    if _ADDRESS_ONLY.fullmatch(before) and not lower:
        return False
    label = _LABELLED.match(line)
    return not (label and (is_question(label["label"]) or _is_title(label["label"])))


def _is_title(label: str) -> bool:
    """Whether a label looks like one of a form: a capital, few words, and not the middle of a sentence."""
    words = label.split()
    return label[:1].isupper() and len(words) <= 4 and words[-1].lower() not in _GOING_ON


def _parted(passage: Passage, kind: Kind, is_question: Callable[[str], bool]) -> Iterator[Logical]:
    """A line with several "Label: value" as one line for each; any other line as it is."""
    found = list(_NEXT_LABEL.finditer(passage.text)) if passage.text.count(":") > 1 else []
    labels = [x for x in found if len(x["label"].split()) <= 5]
    known = sum(1 for x in labels if is_question(f"{x['label']}:")) if len(labels) > 1 else 0
    if known < 2 and not (known and len(labels) > 2):
        yield Logical(passage, kind=kind)
        return
    starts = [x.start("label") for x in labels]
    for start, end in zip([0, *(s for s in starts if s)], [*(s for s in starts if s), len(passage.text)], strict=True):
        part = passage.slice(start, end)
        size = len(part.text.rstrip(" ;,|•·-–—/")) if end < len(passage.text) else len(part.text)
        yield Logical(part.slice(0, size), kind=kind)


def _bold(shown: Shown, line: Line, match: regex.Match[str]) -> Logical:
    buffer = _Buffer(shown)
    group = "bold" if match["bold"] is not None else "all"
    buffer.add(line.start + match.start(group), line.start + match.end(group))
    head = buffer.passage()
    size = len(head.text)
    if group == "bold" and match["rest"].strip():
        buffer = _Buffer(shown, head)
        buffer.blank(line.start + match.start("rest"))
        buffer.add(line.start + match.start("rest"), line.end)
        whole = buffer.passage()
        head = whole if len(whole.text) > size else head
    return Logical(head, size, line.kind)


class _Buffer:
    """Characters of a passage that is being put together."""

    def __init__(self, shown: Shown, begun: Passage | None = None) -> None:
        self._shown = shown
        self.chars = list(begun.text) if begun else []
        self._at = list(begun.at) if begun else []

    def blank(self, at: int) -> None:
        self.chars.append(" ")
        self._at.append(self._shown.at[at])

    def add(self, start: int, end: int) -> None:
        """Appends the text shown from start to end without Markdown's marks, runs of white space as one blank."""
        text, offsets, skipped = self._shown.text, self._shown.at, start
        for mark in [*_MARKUP.finditer(text, start, end), None]:
            stop = mark.start() if mark else end
            for i in range(skipped, stop):
                char = text[i]
                if not char.isspace():
                    self.chars.append(char)
                    self._at.append(offsets[i])
                elif self.chars and self.chars[-1] != " ":
                    self.chars.append(" ")
                    self._at.append(offsets[i])
            if mark:
                skipped = mark.end()

    def passage(self) -> Passage:
        words = "".join(self.chars)
        start = len(words) - len(words.lstrip())
        end = len(words.rstrip())
        return Passage(words[start:end], tuple(self._at[start:end]))
