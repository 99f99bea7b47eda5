"""One element in one letter: what `schema.Recognise` means."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import regex

from drafting.examine import marks
from drafting.examine.letter import EVIDENCE_LIMIT, Field, Letter, says_nothing
from drafting.examine.lines import Passage
from drafting.examine.ours import Ours
from drafting.models import ElementState
from drafting.policy import patterns, schema

_TRIES: Final = 40  # matches of one pattern in one segment that are looked at
SIGNING: Final = frozenset({"sign-off", "typed-signature"})
_ELSEWHERE: Final = regex.compile(
    r"\W*(?:please\s+)?(?:see|find|refer to|as per|is|are|in)?\s*(?:the\s+|my\s+|our\s+)?"
    r"(?:attach(?:ed|ment|ments)|enclosed)(?:\s+(?:file|files|document|documents|pdf|letter|list|here|above|below))*\W*",
    regex.IGNORECASE,
)


class Hit(NamedTuple):
    state: ElementState  # present or unclear
    evidence: str


class Reader(NamedTuple):
    """What is needed to read one element or part: its recogniser, and the questions that ask for something else."""

    recognise: schema.Recognise
    others: tuple[str, ...]  # question patterns of the section's other elements
    siblings: bool  # a part: an answer must hold this part's own value, not only some value
    signing: bool  # a signature or an oath: only words that are certainly the requester's count
    ours: Ours
    company: schema.Company


def recognise(reader: Reader, letter: Letter, *, reported: bool = False) -> Hit | None:
    """The first words of the letter that supply the element, else words that leave it unclear, else None.

    `reported`: an agent's note, which can supply values but no signature and no words of an oath.
    """
    unclear: Hit | None = None
    finders: Iterable[Hit | None] = (
        (_by_kinds(reader, letter, skip=SIGNING),)
        if reported
        else (
            _by_question(reader, letter),
            _by_patterns(reader, letter, reader.recognise.words, ElementState.PRESENT),
            _by_kinds(reader, letter),
        )
    )
    for hit in finders:
        if hit and hit.state is ElementState.PRESENT:
            return hit
        unclear = unclear or hit
    return unclear or (
        None if reported else _by_patterns(reader, letter, reader.recognise.unclear, ElementState.UNCLEAR)
    )


def asks_for(patterns_: Sequence[str], question: str) -> bool:
    return patterns.matches_any(patterns_, question)


def _by_question(reader: Reader, letter: Letter) -> Hit | None:
    r = reader.recognise
    unclear: Hit | None = None
    for field in letter.fields:
        question = field.question.text
        if not asks_for(r.questions, question) or asks_for(r.unless, question):
            continue
        if not field.asks_something or says_nothing(field.said):
            continue  # a statement, printed or copied, is read as the sender's own words
        said = _counting(reader, field)
        if not said:
            continue
        words = letter.quote(said[0], 0, len(said[0].text))
        if _ELSEWHERE.fullmatch(field.said) or any(asks_for(r.unclear, p.text) for p in said):
            unclear = unclear or Hit(ElementState.UNCLEAR, words)
            continue
        return Hit(ElementState.PRESENT, words)
    return unclear


def _counting(reader: Reader, field: Field) -> list[Passage]:
    """The passages of an answer that `unless` leaves and `answers` want; none where a part's own value is missing."""
    said = [p for p in field.answer if not asks_for(reader.recognise.unless, p.text)]
    if reader.recognise.answers:
        said = [p for p in said if asks_for(reader.recognise.answers, p.text)]
    if reader.siblings and reader.recognise.kinds:
        whole = "\n".join(p.text for p in said)
        holding = [k for k in reader.recognise.kinds if k not in SIGNING and marks.holds(k, whole, reader.company)]
        return said if holding else []
    return said


def _by_patterns(reader: Reader, letter: Letter, wanted: Sequence[str], state: ElementState) -> Hit | None:
    """The first of the patterns whose match counts, as evidence of `state`."""
    unclear: Hit | None = None
    asked = bool(reader.recognise.questions)
    segments = [s for s in letter.segments if not asked or _about(reader, letter, s)] if wanted else []
    for pattern in wanted:
        words = _first(reader, letter, segments, pattern)
        if words is None:
            continue
        if not (reader.signing and reader.ours.said(words) and reader.ours.pasted(letter)):
            return Hit(state, words)
        unclear = unclear or Hit(ElementState.UNCLEAR, words)  # he pasted our mail: did he mean to say all of it?
    return unclear


def _first(reader: Reader, letter: Letter, segments: Sequence[Passage], pattern: str) -> str | None:
    """The words around the first match of the pattern that counts."""
    for segment in segments:
        start = 0
        for _ in range(_TRIES):
            match = patterns.search(pattern, segment.text, start=start)
            if not match:
                break
            region = sentences_at(segment, *match.span())
            ours = reader.ours.ask(segment.text[slice(*region)])
            if not ours and not _taken_back(reader, letter, segment, region):
                first = region[0] if region[1] - region[0] <= EVIDENCE_LIMIT else match.start()
                return letter.quote(segment, first, region[1])
            # a shorter match may begin behind the sentence that takes this one back
            start = max(match.start() + 1, sentences_at(segment, match.start(), match.start() + 1)[1])
    return None


def _about(reader: Reader, letter: Letter, passage: Passage) -> bool:
    """Not the answer to a question about something else: the other side's telephone is not the sender's."""
    field = letter.fields[passage.field] if passage.field is not None else None
    if reader.recognise.anywhere or field is None or not field.asks_something:
        return True
    if asks_for(reader.recognise.questions, field.question.text):
        return True
    return not asks_for((*reader.recognise.unless, *reader.others), field.question.text)


def _by_kinds(reader: Reader, letter: Letter, skip: frozenset[str] = frozenset()) -> Hit | None:
    for kind in reader.recognise.kinds:
        if kind in skip:
            continue
        for mark in marks.find(kind, letter, lambda p: _about(reader, letter, p), reader.company):
            region = sentences_at(mark.passage, mark.start, mark.end)
            words = mark.passage.text[slice(*region)]
            if reader.signing and reader.ours.said(words) and reader.ours.pasted(letter):
                continue  # the name under our own mail
            if not _taken_back(reader, letter, mark.passage, region):
                return Hit(ElementState.PRESENT, letter.quote(mark.passage, *region))
    return None


def sentences_at(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """The span of the sentences that passage[start:end] touches."""
    starts, ends = _bounds(passage.text)
    first, last = bisect_right(ends, start), bisect_left(starts, end) - 1
    return (starts[first], ends[last]) if first <= last else (start, end)


@lru_cache(maxsize=16)  # of the segments that are being read: each is asked for by every pattern
def _bounds(text: str) -> tuple[list[int], list[int]]:
    """Where the sentences of a text begin and end."""
    found = patterns.sentences(text)
    return [s.start for s in found], [s.end for s in found]


def _taken_back(reader: Reader, letter: Letter, passage: Passage, region: tuple[int, int]) -> bool:
    """Whether `unless` matches the sentences, or the question that they answer."""
    if asks_for(reader.recognise.unless, passage.text[slice(*region)]):
        return True
    field = letter.fields[passage.field] if passage.field is not None else None
    return field is not None and field.asks_something and asks_for(reader.recognise.unless, field.question.text)
