"""Web forms pasted into a ticket: a question, and the answer below it. The question says what the answer is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final, NamedTuple

import regex

from drafting.redaction.names.by_cue import trimmed
from drafting.redaction.placeholders import Span

_I: Final = regex.IGNORECASE
# A bold line, or a line that ends in a question mark or colon.
QUESTION: Final = regex.compile(
    r"^[ \t>]*(?:\d+[.)][ \t]*)?(?:\*\*(?P<bold>[^\n]{3,600}?)\*\*|(?P<plain>[^\n*]{8,200}[?:]))[ \t]*$",
    regex.MULTILINE,
)
_NAME_QUESTION: Final = regex.compile(
    r"(?:full|legal|your)\s+(?:legal\s+)?name|sign\s+this\s+(?:request|notice)"
    r"|(?:type|enter|provide)\s+your\s+(?:electronic\s+)?signature|who\s+are\s+you"
    r"|your\s+signature",
    _I,
)
_CONTACT_QUESTION: Final = regex.compile(
    r"telephone|phone\s+number|(?:physical|postal|mailing|street|home)\s+(?:or\s+\w+\s+)?address"
    r"|contact\s+(?:information|details)|how\s+(?:can|may)\s+we\s+(?:reach|contact)",
    _I,
)
_USER_QUESTION: Final = regex.compile(r"\b(?:user\s?name|account\s+name|handle)\b", _I)
_LABEL: Final = regex.compile(
    r"^[ \t>*_\-]*(?:(?:my|our|the|office|home|physical|mailing|postal|street)\s+)*(?:tele?phone"
    r"|phone|mobile|tel|fax|cell|address|number|contact|ph|t|m|p)(?:\s+(?:number"
    r"|no|is|address))*\.?\s*[:=\-]+\s*\**[ \t]*",
    _I,
)
_PHONE: Final = regex.compile(r"[+(]?\d[\d \t().\-–/+]{4,22}\d(?:\s?(?:x|ext\.?)\s?\d{1,6})?")
_WORDS: Final = regex.compile(r"\S")
_PRIVATE: Final = regex.compile(r"\[private\]|\[redacted\]", _I)


class Answer(NamedTuple):
    """The question and where its answer stands."""

    question: str
    start: int
    end: int


def find_form_answers(text: str) -> Iterator[Span]:
    """Names, telephone numbers, addresses and user names that a form asks for."""
    for answer in answers(text):
        if _NAME_QUESTION.search(answer.question):
            yield from _names(text, answer)
        elif _CONTACT_QUESTION.search(answer.question):
            yield from _contacts(text, answer)
        elif _USER_QUESTION.search(answer.question) and answer.question.rstrip("?:* ").lower().endswith(
            ("name", "handle")
        ):
            yield from _users(text, answer)


def answers(text: str) -> list[Answer]:
    """Each question with the lines up to the next one; an answer to a plain line ends with its paragraph."""
    found = list(QUESTION.finditer(text))
    result = []
    for match, following in zip_longest(found, found[1:]):
        end = following.start() if following else len(text)
        if match["bold"] is None:
            words = _WORDS.search(text, match.end())
            start = words.start() if words else len(text)
            stop = text.find("\n\n", start)
            end = min(end, stop if stop >= 0 else end)
        if end > match.end():
            result.append(Answer(match["bold"] or match["plain"], match.end(), end))
    return result


def bold_questions(text: str) -> list[tuple[int, int]]:
    """Lines `**...?**` of a form: the host's own words, in which nothing is hidden."""
    return [
        m.span()
        for m in QUESTION.finditer(text)
        if m["bold"] is not None and regex.search(r"[.?:]\s*$", m["bold"]) and len(m["bold"]) > 30
    ]


def _lines(text: str, answer: Answer) -> Iterator[tuple[int, str]]:
    at = answer.start
    for line in text[answer.start : answer.end].splitlines(keepends=True):
        if line.strip():
            yield at, line.rstrip()
        at += len(line)


def _names(text: str, answer: Answer) -> Iterator[Span]:
    for number, (start, line) in enumerate(_lines(text, answer)):
        if number > 1 or "@" in line or "://" in line or _PRIVATE.search(line) or len(line) > 60:
            return
        stripped = line.strip(" \t>*_/-")
        if len(stripped.split()) > 6 or any(c.isdigit() for c in stripped):
            return
        span = trimmed(text, start, start + len(line))
        if span and (number == 0 or "," not in line):
            yield span
            return


def _contacts(text: str, answer: Answer) -> Iterator[Span]:
    previous_address = False
    for start, line in _lines(text, answer):
        label = _LABEL.match(line)
        lead = label.end() if label else len(line) - len(line.lstrip(" \t>*_-"))
        body = line[lead:].rstrip(" .*\\")
        if len(body) < 3 or _PRIVATE.search(body) or "://" in body or len(body) > 120:
            previous_address = False
            continue
        if "@" in body:
            continue
        phone = _PHONE.search(body)
        letters = sum(c.isalpha() for c in body)
        if (
            phone
            and sum(c.isdecimal() for c in phone.group()) >= 6
            and (letters <= 3 or phone.end() == len(body) or phone.start() == 0)
        ):
            yield Span(start + lead + phone.start(), start + lead + phone.end(), "PHONE_NUMBER")
            rest = body[: phone.start()] if phone.start() else body[phone.end() :]
            offset = lead + (0 if phone.start() else phone.end())
            if phone.end() != phone.start() and sum(c.isalpha() for c in rest) > 8 and any(c.isdigit() for c in rest):
                yield Span(start + offset, start + offset + len(rest), "ADDRESS")
            previous_address = False
            continue
        digits = sum(c.isdecimal() for c in body)
        sentence = len(body.split()) > 14 or regex.search(r"\b(?:i|we|you|please|the|is|are|have|not)\b", body, _I)
        if (digits and letters >= 3 and not sentence) or (previous_address and not sentence and letters >= 3):
            yield Span(start + lead, start + lead + len(body), "ADDRESS")
            previous_address = True
        else:
            previous_address = False


def _users(text: str, answer: Answer) -> Iterator[Span]:
    for start, line in _lines(text, answer):
        match = regex.fullmatch(r"[ \t>*@]*(?P<v>[A-Za-z0-9][\w.-]{1,38})[ \t]*", line)
        if match:
            yield Span(start + match.start("v"), start + match.end("v"), "USERNAME")
        return
