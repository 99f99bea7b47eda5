"""What a sender wrote himself: a message without quoted history, as form fields and running text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import regex

from drafting.examine.history import Kind, Line, split
from drafting.examine.lines import Logical, Passage, logical
from drafting.examine.shown import ENTITY, Shown, shown
from drafting.policy import patterns

EVIDENCE_LIMIT: Final = 200

_I = regex.IGNORECASE
_NUMBERED: Final = regex.compile(r"\s*(?:\(?\d{1,2}[.)]|\[\d{1,2}\]|\([ivx]+\))\s", _I)


class Field(NamedTuple):
    """A question of a form and what stands below it. `statement`: the form printed a statement of the sender's.

    `ours`: the question is a quoted line of our mail, and he answers below it.
    """

    question: Passage
    answer: tuple[Passage, ...]
    statement: bool = False
    ours: bool = False

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
        if entity := ENTITY.match(self.text, last - 1):
            last = entity.end()
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
_LABEL: Final = regex.compile(
    r"\s*(?:[-*+•]\s*|\d{1,2}[.)]\s*)?(?P<label>[^:?]{2,90}(?::(?!//)|\?))\s*(?P<value>\S.*)?$"  # not `https:`
)
_DIALOGUE: Final = regex.compile(r"\s*(?P<who>[QA])(?:uestion|nswer)?\s?\d{0,2}\s?:\s+")  # "Q: Name? A: …"
_UNTICKED: Final = regex.compile(r"\W{0,3}(?:\[\s?\]|[☐□])\s*\w")
_VALUE: Final = regex.compile(r"https?://|www\.|<[A-Z][A-Z_]*_[0-9]+>|\b(?:my|our)\b", _I)
_PRINTED: Final = 60  # characters; a shorter sentence in the first person may well be an answer
_TITLE: Final = regex.compile(r"[\p{L}\p{M}'/()-]+(?: [\p{L}\p{M}'/()-]+){0,6} ?")
_NO: Final = regex.compile(
    r"\W*(?:no|nope|none|n/?\s?a|n\.a\.?|not applicable|nil|null|nothing|unknown|tbd|idk|\?+|[-_.xX]+|\[\s*\]"
    r"|(?:no,? )?(?:i|we) (?:do not|don'?t|have not|haven'?t)(?: know| have)?(?: (?:it|any|that|this|one))?"
    r"|not (?:sure|available|known|yet|provided|answered)|no answer|(?:left )?(?:blank|empty)"
    # a form's own prompt, left standing: "[your full name]"
    r"|[\[({](?:please|your|insert|enter|fill|type|add|write|full|legal|first|name|signature|date|link|here)\b[^\])}<]{0,60}[\])}])?\W*",
    _I,
)


def states(line: str) -> bool:
    """Whether a line speaks in the first person and asks nothing."""
    return bool(_STATING.match(line))


def says_nothing(answer: str) -> bool:
    """Whether an answer is empty or a plain "no", "n/a", "none", "-": it supplies nothing."""
    return bool(_NO.fullmatch(patterns.plain(answer).strip())) and "[private]" not in answer.lower()


def read(
    text: str, is_question: Callable[[str], bool], lines: Sequence[Line] | None = None, seen: Shown | None = None
) -> Letter:
    """The message as fields and passages. `is_question(line)` knows the questions of the policies' forms.

    `lines` are those of `seen` (default: of what the message shows) that count; default: all.
    """
    seen = seen or shown(text)
    every = list(logical(seen, list(split(seen.text)) if lines is None else lines, is_question))
    found = _Fields(is_question, form=sum(_plain_question(x.passage.text) for x in every) >= 3)
    for one in every:
        found.add(one)
    fields = found.done()
    unsaid = _unsaid(fields)
    spoken = tuple(x for x in found.passages if x.field is None or x.field not in unsaid)
    denied = {f.question.at[:1] for f in fields if f.answer and says_nothing(f.said)}
    his = (x.passage for x in every if x.passage.text and x.kind is not Kind.QUESTION)
    whole = "\n".join(x.text for x in his if x.at[:1] not in denied)
    return Letter(text, spoken, fields, segments(spoken), whole)


class _Fields:
    """Sorts logical lines into questions with their answers and running text."""

    def __init__(self, is_question: Callable[[str], bool], *, form: bool) -> None:
        self.passages: list[Passage] = []
        self._is_question = is_question
        self._form = form
        self._fields: list[tuple[Passage, list[Passage], str]] = []  # question, answer, what kind of question
        self._open: int | None = None

    def add(self, line: Logical) -> None:
        passage = line.passage
        if line.kind is Kind.BREAK:
            self._open = None
        elif not passage.text:
            self._after_blank()
        elif line.kind is Kind.QUESTION:
            self._ask("ours", passage.slice(0, line.bold))
        else:
            self._sort(line)

    def done(self) -> tuple[Field, ...]:
        return tuple(Field(q, tuple(a), kind == "statement", kind == "ours") for q, a, kind in self._fields)

    def _after_blank(self) -> None:
        """A blank line ends the answer to a plain label, not to a form's question."""
        if self._open is not None:
            _, answer, kind = self._fields[self._open]
            if kind == "label" and answer:
                self._open = None

    def _sort(self, line: Logical) -> None:
        passage = line.passage
        kind, question, rest = _classify(passage, line.bold, self._is_question, self._form)
        if kind == "text":
            self._say(passage)
            return
        if kind == "heading":
            self._open = None
            self.passages.append(passage)
            return
        self._ask(kind, question)
        if kind == "statement":
            self.passages.append(question._replace(field=self._open))
        elif kind == "label":  # "Telephone: …" is the sender's own line, and he is asked nothing
            self.passages.append(passage._replace(field=self._open))
        if rest is not None and rest.text.strip():
            self._fields[-1][1].append(rest._replace(field=self._open))
            if kind == "label":
                self._open = None
            else:
                self.passages.append(rest._replace(field=self._open))

    def _ask(self, kind: str, question: Passage) -> None:
        self._fields.append((question, [], kind))
        self._open = len(self._fields) - 1

    def _say(self, passage: Passage) -> None:
        answer = _DIALOGUE.match(passage.text)
        if answer and answer["who"] == "A" and self._open is not None:
            passage = passage.slice(answer.end())
        if _UNTICKED.match(passage.text):
            return  # what a form offers beside an empty box
        if self._open is not None and self._fields[self._open][2] == "ours" and self._fields[self._open][1]:
            self._open = None  # he answers a quoted question in a line and then goes on
        self.passages.append(passage._replace(field=self._open))
        if self._open is not None:
            self._fields[self._open][1].append(self.passages[-1])


def _unsaid(fields: Sequence[Field]) -> frozenset[int]:
    """The fields whose words are only the form's: a statement declined, or all of a form that nobody filled in."""
    asking = [f for f in fields if f.asks_something]
    blank = len(asking) > 1 and not any(_answered(f) for f in asking)
    return frozenset(
        n for n, f in enumerate(fields) if (f.statement and f.answer and says_nothing(f.said)) or (blank and not f.ours)
    )


def _answered(field: Field) -> bool:
    """Whether an answer is more than a statement that a form without bold questions prints below the question."""
    own = [p for p in field.answer if not (_STATING.match(p.text) and len(p.text) >= _PRINTED)]
    return not says_nothing("\n".join(p.text for p in own))


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
    asked = _DIALOGUE.match(line)
    if asked and asked["who"] == "Q" and bold is None:
        question = passage.slice(asked.end())
        return ("statement" if _STATING.match(question.text) else "question"), question, None
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
    if (_is_numbered(line) or line.rstrip().endswith(("?", ":"))) and len(line) < 400 and is_question(line):
        return "question", passage, None
    return "text", passage, None


def _is_numbered(line: str) -> bool:
    """Whether a line is a form's numbered question, not a numbered sentence of the sender's with a value in it."""
    if not (number := _NUMBERED.match(line)):
        return False
    return not (_VALUE.search(line) or _STATING.match(line[number.end() :]))
