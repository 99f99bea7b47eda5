"""Quoted history of a mail: which lines its sender wrote himself, and which of our questions he answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from typing import Final, NamedTuple

import regex

_ATTRIBUTION: Final = regex.compile(
    r"^\s*(?:On\b.{4,240}\bwrote\s*:|(?:Am|Von)\b.{4,200}\bschrieb\b.{0,80}:"
    r"|Le\b.{4,200}\ba écrit\s*:|El\b.{4,200}\bescribió\s*:|Il\b.{4,200}\bha scritto\s*:|Em\b.{4,200}\bescreveu\s*:"
    r"|Op\b.{4,200}\bschreef\b.{0,80}:)\s*$"
)
# Without a date in front: an attribution only beside an address, a number, a name of ours or quoted lines
_SAID_BY: Final = regex.compile(r"^\s*.{2,200}(?<!\bI|\b[Ww]e)\s+(?:wrote\s*|schrieb\b.{0,80}):\s*$")
_MAIL_WORDS: Final = regex.compile(
    r"[<@\d]|\b(?:support|help\s?desk|service|team|trust|safety|copyright|abuse|privacy|legal)\b", regex.IGNORECASE
)
_BROKEN: Final = regex.compile(r"\s*(?:On|Am|Von|Le|El|Il|Em|Op)\s")  # an attribution that runs over two or three lines
_SEPARATOR: Final = regex.compile(
    r"^\s*(?:-{2,}\s*(?:original message|forwarded message|reply above this line|ursprüngliche nachricht"
    r"|weitergeleitete nachricht|message d'origine|message transféré|mensaje original|messaggio originale)\s*-*"
    r"|begin forwarded message\s*:?|#{2,}-? ?please type your reply above this line.*)\s*$",
    regex.IGNORECASE,
)
_RULE: Final = regex.compile(r"^\s*_{8,}\s*$")
_FROM: Final = regex.compile(r"^[\s*]*(?:from|von|de|da|van)\s*:[\s*]*\S", regex.IGNORECASE)
_MAIL_HEADER: Final = regex.compile(
    r"^[\s*]*(?:from|sent|date|to|cc|subject|reply-to|importance|attachments"
    r"|von|gesendet|datum|an|betreff|de|envoyé|date|à|objet|enviado|fecha|para|asunto|da|inviato|a|oggetto"
    r"|van|verzonden|aan|onderwerp)\s*:",
    regex.IGNORECASE,
)
_QUOTED: Final = regex.compile(r"\s*>")
_ITEM: Final = regex.compile(r"\s*(?:[-*+•]|\(?\d{1,2}[.)])\s")
_DEEPEST: Final = 8  # quotes in quotes that are looked into


class Kind(Enum):
    """Who wrote a line. OWN: the sender. REPEATED: he too, but it stands as a quotation, so that it swears and signs
    nothing. QUESTION: we, and he answers below it. BREAK: nothing; here quoted words of somebody else stood.
    """

    OWN = "own"
    REPEATED = "repeated"
    QUESTION = "question"
    BREAK = "break"


class Line(NamedTuple):
    """Offsets of one line in the text, without its end."""

    start: int
    end: int
    kind: Kind = Kind.OWN


def split(text: str) -> Iterator[Line]:
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield Line(start, end - (end > start and text[end - 1] == "\r"))
        start = end + 1
    yield Line(start, len(text))


def own_lines(
    text: str, is_his: Callable[[str], bool], is_question: Callable[[str], bool], *, keep_all: bool
) -> list[Line]:
    """The lines that the sender wrote, without quoted history, and the quoted question that stands over an answer.

    `is_his(header)` says whether an attribution line or a mail header names the sender: words of his own that he quotes
    or forwards are REPEATED. `is_question(line)` knows the questions of the policies' forms. `keep_all`: when nothing
    else is left of the message, the quoted lines are what he sent (a notice that he only forwards), REPEATED; the
    caller says no where our own words may be among them.
    """
    kept, quoted = _own(text, list(split(text)), is_his, is_question, 0)
    if keep_all and not any(text[x.start : x.end].strip() for x in kept):
        return [x._replace(kind=Kind.REPEATED) for x in quoted]
    return kept


def _own(
    text: str, lines: Sequence[Line], is_his: Callable[[str], bool], is_question: Callable[[str], bool], depth: int
) -> tuple[list[Line], list[Line]]:
    """The sender's lines and the quoted ones."""
    kept: list[Line] = []
    quoted: list[Line] = []
    above: list[Line] = []  # quoted lines since his last words
    his = False
    i = 0
    own = Kind.OWN
    while i < len(lines):
        header, after = _header(text, lines, i)
        if header:
            his = is_his(header)
            i = after
            if not _QUOTED.match(_next_words(text, lines, i)):  # no marks: everything below is quoted
                if not his:
                    quoted += lines[i:]
                    break
                own = Kind.REPEATED
            continue
        if _QUOTED.match(text, lines[i].start, lines[i].end):
            block, i = _quotation(text, lines, i)
            if his and depth < _DEEPEST:
                repeated = _own(text, block, is_his, is_question, depth + 1)[0]
                kept += [x._replace(kind=Kind.REPEATED) for x in repeated if x.kind in {Kind.OWN, Kind.REPEATED}]
            else:
                quoted += block
                above += block
            continue
        if above and text[lines[i].start : lines[i].end].strip():
            kept += _asked(text, above, is_question)
            above = []
        kept.append(lines[i]._replace(kind=own))
        i += 1
    return kept, quoted


def _quotation(text: str, lines: Sequence[Line], i: int) -> tuple[list[Line], int]:
    """The quoted lines from `i` on without one mark, and the index after them."""
    block: list[Line] = []
    while i < len(lines) and (mark := _QUOTED.match(text, lines[i].start, lines[i].end)):
        block.append(Line(mark.end(), lines[i].end))
        i += 1
    return block, i


def _asked(text: str, above: Sequence[Line], is_question: Callable[[str], bool]) -> list[Line]:
    """The one question among the quoted lines; of several, nobody can say which is answered."""
    questions: list[list[Line]] = []
    for paragraph in _paragraphs(text, above):
        words = " ".join(text[x.start : x.end].strip() for x in paragraph)
        if words.endswith("?") or is_question(words):
            questions.append(paragraph)
    end = Line(above[-1].end, above[-1].end, Kind.BREAK)
    if len(questions) != 1:
        return [end]
    return [end, *(x._replace(kind=Kind.QUESTION) for x in questions[0])]


def _paragraphs(text: str, lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines up to a blank one or a list item. Quotes in quotes are older than the question."""
    paragraph: list[Line] = []
    for line in lines:
        words = text[line.start : line.end]
        if (
            not words.strip()
            or _ITEM.match(words)
            or _QUOTED.match(words)
            or (paragraph and _ends(text, paragraph[-1]))
        ):
            if paragraph:
                yield paragraph
            paragraph = []
        if words.strip() and not _QUOTED.match(words):
            paragraph.append(line)
    if paragraph:
        yield paragraph


def _ends(text: str, line: Line) -> bool:
    return text[line.start : line.end].rstrip().endswith(("?", ":"))


def _next_words(text: str, lines: Sequence[Line], i: int) -> str:
    """The first line at or after `i` that is not blank."""
    while i < len(lines) and not _at(text, lines, i).strip():
        i += 1
    return _at(text, lines, i) if i < len(lines) else ""


def _header(text: str, lines: Sequence[Line], i: int) -> tuple[str, int]:
    """The words that introduce quoted history at line `i` and the index after them, or an empty string."""
    line = _at(text, lines, i)
    if not line.strip():
        return "", i
    if _SEPARATOR.match(line) or (_RULE.match(line) and i + 1 < len(lines) and _FROM.match(_at(text, lines, i + 1))):
        return _mail_header(text, lines, i + 1, line)
    if _FROM.match(line):
        block = [_at(text, lines, k) for k in range(i, min(i + 6, len(lines)))]
        if sum(bool(_MAIL_HEADER.match(x)) for x in block) >= 3:
            return _mail_header(text, lines, i, "")
    if _QUOTED.match(line):
        return "", i
    for span in (1, 2, 3) if _BROKEN.match(line) else (1,):
        if i + span <= len(lines):
            joined = " ".join(_at(text, lines, k).strip() for k in range(i, i + span))
            if _ATTRIBUTION.match(joined) or (span == 1 and _is_attribution(text, lines, i)):
                return joined, i + span
    return "", i


def _is_attribution(text: str, lines: Sequence[Line], i: int) -> bool:
    line = _at(text, lines, i)
    if not _SAID_BY.match(line):
        return False
    return bool(_MAIL_WORDS.search(line) or _QUOTED.match(_next_words(text, lines, i + 1)))


def _mail_header(text: str, lines: Sequence[Line], i: int, start: str) -> tuple[str, int]:
    words = [start]
    while i < len(lines) and (_MAIL_HEADER.match(_at(text, lines, i)) or not _at(text, lines, i).strip()):
        # only the sender counts: "To: <EMAIL_ADDRESS_1>" names the reader of our own words
        words += [_at(text, lines, i)] if _FROM.match(_at(text, lines, i)) else []
        i += 1
    return " ".join(words).strip() or "From:", i


def _at(text: str, lines: Sequence[Line], i: int) -> str:
    return text[lines[i].start : lines[i].end]
