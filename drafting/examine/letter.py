"""What a sender wrote himself: a message without quoted history, as form fields and running text.

Nothing is rewritten: every character of a passage knows its offset in the message, so that evidence can be quoted
verbatim. HTML tags, Markdown bold and line wraps are only looked through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

import regex

from drafting.examine.history import Line, split
from drafting.policy import patterns

EVIDENCE_LIMIT: Final = 200

_I = regex.IGNORECASE
_MARKUP: Final = regex.compile(
    r"</?(?:a|abbr|b|blockquote|body|br|code|div|em|font|h[1-6]|hr|html|i|li|mark|ol|p|pre|s|small|span|strong|table|tbody|td"
    r"|th|tr|u|ul)\b[^<>]*>|\*\*+|(?<!\w)__|__(?!\w)",
    _I,
)
_BOLD: Final = regex.compile(
    r"^\s*(?:>\s?)?(?:#{1,6}\s+(?P<all>\S.*)"
    r"|(?:\d{1,2}[.)]\s*)?(?:\*\*|__|<b>|<strong>)(?P<bold>.+?)(?:\*\*|__|</b>|</strong>)(?P<rest>.*))$",
    _I,
)
_ITEM: Final = regex.compile(r"\s*(?:[-*+•◦]\s|\(?\d{1,2}[.)]\s|\[\d{1,2}\]|[a-h][.)]\s)", _I)
_NUMBERED: Final = regex.compile(r"\s*(?:\(?\d{1,2}[.)]|\[\d{1,2}\]|\([ivx]+\))\s", _I)
_WRAPPED: Final = 50  # a line at least this long that is followed by another is taken as wrapped


class Passage(NamedTuple):
    """One logical line: wraps joined, markup left out. `at[i]` is the offset of `text[i]` in the message."""

    text: str
    at: tuple[int, ...]
    field: int | None = None  # the form field that it answers

    def slice(self, start: int, end: int | None = None) -> Passage:
        return Passage(self.text[start:end], self.at[start:end], self.field)


class Field(NamedTuple):
    """A question of a form and what stands below it. `statement`: the form printed a statement of the sender's."""

    question: Passage
    answer: tuple[Passage, ...]
    statement: bool = False

    @property
    def asks_something(self) -> bool:
        """Whether the question says what the answer is about; "type the following statement" does not."""
        return not self.statement and not _TO_COPY.match(self.question.text)

    @property
    def said(self) -> str:
        return "\n".join(x.text for x in self.answer).strip()


class Letter(NamedTuple):
    """A message as its sender's own words. `passages` holds answers and running text in order, no questions."""

    text: str
    passages: tuple[Passage, ...]
    fields: tuple[Field, ...]
    segments: tuple[Passage, ...]  # neighbouring passages of one field joined, a line end between them
    whole: str  # everything, one logical line a line; without the questions that were answered "no"

    def quote(self, passage: Passage, start: int, end: int) -> str:
        """The words of the message under passage[start:end], verbatim, whole, at most EVIDENCE_LIMIT characters."""
        if start >= end:
            return ""
        first, last = passage.at[start], passage.at[end - 1] + 1
        words = self.text[first:last].strip()
        if len(words) <= EVIDENCE_LIMIT:
            return words
        cut = words[: EVIDENCE_LIMIT + 1]
        return cut[: max(cut.rfind(" "), cut.rfind("\n"), EVIDENCE_LIMIT // 2)].strip()


_ASKING: Final = regex.compile(
    r"\W*(?:\d{1,2}[.)]\s*)?(?:please|pls|what|which|who|whom|whose|where|when|why|how|do|does|did|are|is|have|has|can|could"
    r"|would|will|may|if (?:the|you|your)|based on|so that|in order|we ask|we need|we require|identify|describe|provide"
    r"|list|enter|type|confirm|specify|give|explain|select|state|tell us|upload|attach|by (?:typing|signing|checking)"
    r"|in your own words)\b",
    _I,
)
_TO_COPY: Final = regex.compile(r"\W*(?:\d{1,2}[.)]\s*)?(?:please )?(?:type|copy)\b.{0,40}\bthe following\b", _I)
_STATING: Final = regex.compile(r"\W*(?:\d{1,2}[.)]\s*)?(?:I|we)\b(?!.*\?\s*$)", _I)
_LABEL: Final = regex.compile(r"\s*(?:[-*+•]\s*|\d{1,2}[.)]\s*)?(?P<label>[^:?]{2,90}[:?])\s*(?P<value>\S.*)?$")
_TITLE: Final = regex.compile(r"[\p{L}\p{M}'/()-]+(?: [\p{L}\p{M}'/()-]+){0,6} ?")
_NO: Final = regex.compile(
    r"\W*(?:no|nope|none|n/?\s?a|n\.a\.?|not applicable|nil|null|nothing|unknown|tbd|idk|\?+|[-_.xX]+|\[\s*\]"
    r"|(?:no,? )?(?:i|we) (?:do not|don'?t|have not|haven'?t)(?: know| have)?(?: (?:it|any|that|this|one))?"
    r"|not (?:sure|available|known|yet|provided))?\W*",
    _I,
)


def says_nothing(answer: str) -> bool:
    """Whether an answer is empty or a plain "no", "n/a", "none", "-": it supplies nothing."""
    return bool(_NO.fullmatch(patterns.plain(answer).strip())) and "[private]" not in answer.lower()


def read(text: str, is_question: Callable[[str], bool], lines: Sequence[Line] | None = None) -> Letter:
    """The message as fields and passages. `is_question(line)` knows the questions of the policies' forms."""
    logical = list(_logical(text, list(split(text)) if lines is None else lines))
    asked = sum(1 for x, _ in logical if _plain_question(x.text))
    fields: list[tuple[Passage, list[Passage], bool, bool]] = []  # question, answer, statement, ends at a blank line
    passages: list[Passage] = []
    open_field: int | None = None
    for passage, bold in logical:
        if not passage.text:  # a blank line ends the answer to a plain label, not to a form's question
            if open_field is not None and fields[open_field][3] and fields[open_field][1]:
                open_field = None
            continue
        kind, question, rest = _classify(passage, bold, is_question, form=asked >= 3)
        if kind == "text":
            passages.append(passage._replace(field=open_field))
            if open_field is not None:
                fields[open_field][1].append(passages[-1])
            continue
        if kind == "heading":
            open_field = None
            passages.append(passage)
            continue
        fields.append((question, [], kind == "statement", kind == "label"))
        open_field = len(fields) - 1
        if kind == "statement":
            passages.append(question._replace(field=open_field))
        elif kind == "label":  # "Telephone: …" is the sender's own line, and he is asked nothing
            passages.append(passage._replace(field=open_field))
        if rest is not None and rest.text.strip():
            fields[open_field][1].append(rest._replace(field=open_field))
            if kind == "label":
                open_field = None
            else:
                passages.append(rest._replace(field=open_field))
    done = tuple(Field(q, tuple(a), s) for q, a, s, _ in fields)
    declined = {id(f.question) for f in done if f.statement and f.answer and says_nothing(f.said)}
    spoken = tuple(
        x
        for x in passages
        if x.field is None or not (done[x.field].statement and id(done[x.field].question) in declined)
    )
    denied = {f.question.at[:1] for f in done if f.answer and says_nothing(f.said)}
    whole = "\n".join(x.text for x, _ in logical if x.text and x.at[:1] not in denied)
    return Letter(text, spoken, done, segments(spoken), whole)


def segments(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Running text and answers as a whole, so that a pattern can see over a line end but not into another answer."""
    joined: list[list[Passage]] = []
    for one in passages:
        if joined and joined[-1][-1].field == one.field:
            joined[-1].append(one)
        else:
            joined.append([one])
    return tuple(
        Passage(
            "\n".join(x.text for x in run),
            tuple(at for n, x in enumerate(run) for at in ((x.at[0], *x.at) if n else x.at)),
            run[0].field,
        )
        for run in joined
    )


def _plain_question(line: str) -> bool:
    asks = bool(_ASKING.match(line)) and line.rstrip().endswith(("?", ":", '"', "”"))
    return asks or bool(_TO_COPY.match(line))


def _classify(
    passage: Passage, bold: int | None, is_question: Callable[[str], bool], form: bool
) -> tuple[str, Passage, Passage | None]:
    """What a logical line is: text, heading, question, statement or label, with the question and an answer beside it.

    `bold`: how many characters at the start are bold (a form prints its questions so), None when none are.
    """
    line = passage.text
    if bold is not None:
        head = passage.slice(0, bold)
        rest = passage.slice(bold)
        known = is_question(head.text)
        if _STATING.match(head.text) and not head.text.rstrip().endswith(":"):
            return "statement", head, rest
        if (
            known
            or _ASKING.match(head.text)
            or head.text.rstrip().endswith(("?", ":"))
            or rest.text.lstrip().startswith(":")
        ):
            cut = len(rest.text) - len(rest.text.lstrip(" :"))
            return "question", head, rest.slice(cut)
        return ("heading" if not rest.text.strip() else "text"), passage, None
    if _STATING.match(line):
        return "text", passage, None
    if form and _plain_question(line):
        return "question", passage, None
    if _TO_COPY.match(line):
        return "question", passage, None
    label = _LABEL.match(line)
    if label and is_question(label["label"]):
        at = label.start("value") if label["value"] else len(line)
        return "label", passage.slice(0, at), passage.slice(at)
    if _TITLE.fullmatch(line) and is_question(line):  # "Type of process", the answer on the next line
        return "label", passage, passage.slice(len(line))
    if (_NUMBERED.match(line) or line.rstrip().endswith(("?", ":"))) and len(line) < 400 and is_question(line):
        return "question", passage, None
    return "text", passage, None


def _logical(text: str, lines: Sequence[Line]) -> Iterator[tuple[Passage, int | None]]:
    """Logical lines in order: wrapped lines joined, an empty passage for a blank line, bold length for bold starts."""
    chars: list[str] = []
    at: list[int] = []
    previous = ""
    for line in lines:
        raw = text[line.start : line.end]
        bold = _BOLD.match(raw)
        joined = bool(chars) and bool(raw.strip()) and not bold and not _ITEM.match(raw) and _goes_on(previous, raw)
        if chars and not joined:
            yield _passage(chars, at), None
            chars, at = [], []
        if not raw.strip():
            yield Passage("", ()), None
        elif bold:
            yield _bold(text, line, bold)
        else:
            if joined:
                chars.append(" ")
                at.append(line.start)
            _add(text, line.start, line.end, chars, at)
        previous = raw
    if chars:
        yield _passage(chars, at), None


def _goes_on(previous: str, line: str) -> bool:
    """Whether `line` continues the wrapped `previous`: that one is long, or this one starts in lower case."""
    ended = previous.rstrip().endswith((".", ":", "?", "!")) or previous.endswith("  ")
    start = line.lstrip()[:1]
    if line.lstrip().lower().startswith(("http://", "https://", "www.")):
        return False
    return not ended and (
        len(previous.rstrip()) >= _WRAPPED or (start.islower() and len(previous.rstrip()) >= _WRAPPED // 2)
    )


def _bold(text: str, line: Line, match: regex.Match[str]) -> tuple[Passage, int | None]:
    chars: list[str] = []
    at: list[int] = []
    group = "bold" if match["bold"] is not None else "all"
    _add(text, line.start + match.start(group), line.start + match.end(group), chars, at)
    head = _passage(chars, at)
    size = len(head.text)
    if group == "bold" and match["rest"].strip():
        chars = [*head.text, " "]
        at = [*head.at, line.start + match.start("rest")]
        _add(text, line.start + match.start("rest"), line.end, chars, at)
    return _passage(chars, at) if len(chars) > size else head, size


def _add(text: str, start: int, end: int, chars: list[str], at: list[int]) -> None:
    """Appends text[start:end] without markup, runs of white space as one blank."""
    skipped = start
    for mark in [*_MARKUP.finditer(text, start, end), None]:
        stop = mark.start() if mark else end
        for i in range(skipped, stop):
            char = text[i]
            if char.isspace():
                if chars and chars[-1] != " ":
                    chars.append(" ")
                    at.append(i)
            else:
                chars.append(char)
                at.append(i)
        if mark:
            skipped = mark.end()


def _passage(chars: list[str], at: list[int]) -> Passage:
    words = "".join(chars)
    start = len(words) - len(words.lstrip())
    end = len(words.rstrip())
    return Passage(words[start:end], tuple(at[start:end]))
