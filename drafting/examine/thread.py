"""The letters of a ticket: who said what in the thread, as far as it counts as the requester's own statement."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import regex

from drafting.examine.history import Kind, own_lines
from drafting.examine.letter import Letter, read, segments
from drafting.examine.lines import Passage
from drafting.examine.ours import Ours
from drafting.examine.shown import shown
from drafting.models import MaskedMessage, MaskedText, MaskedTicket
from drafting.policy import patterns, schema
from drafting.policy.compiler import Policies

_CLOSING: Final = regex.compile(
    r"\W*(?:(?:kind|best|warm|many)?\s*regards|sincerely|yours|thanks|thank you|cheers|--)\b.{0,40}$", regex.IGNORECASE
)
# What we ask for, explain or promise; none of it is a value that the agent passes on
_ASKING: Final = regex.compile(
    r"\?|\b(?:please|pls|need(?:s|ed)?|requires?d?|must|should|missing|provide|send us|include|reply|add"
    r"|confirm that you|statement|following|example|for instance|e\.g\.|our|us|we|contact|call|write to|form|policy"
    r"|guide)\b",
    regex.IGNORECASE,
)


class Said(NamedTuple):
    """One letter of the thread. `reported`: an agent passes on what he was told; it supplies values, never an oath.

    `unrepeated` is the letter without what stands in it as a quotation: only that swears and signs.
    """

    letter: Letter
    reported: bool
    unrepeated: Letter


class Sent(NamedTuple):
    """What is read of a ticket to find the requester's words in it."""

    messages: tuple[MaskedMessage, ...]
    email: MaskedText | None
    name: MaskedText | None


class Thread(NamedTuple):
    """A ticket as it is examined: its letters, oldest first, and what we ourselves said in it."""

    said: tuple[Said, ...]
    ours: Ours


def read_thread(policies: Policies, ticket: MaskedTicket, section_ids: Sequence[str]) -> Thread:
    """The ticket with the questions and requests of these sections in mind. Raises NotFound and PolicyBroken."""
    elements = [e for section_id in section_ids for e in policies.section(section_id).file.intake]
    questions = tuple(dict.fromkeys(q for e in elements for q in questions_of(e)))

    def is_question(line: str) -> bool:
        return patterns.matches_any(questions, line)

    asks = (ask for e in elements for ask in (e.ask, *e.ask_parts.values()))
    said = letters(ticket, is_question, policies.company.name)
    return Thread(said, Ours(asks, _our_words(ticket, is_question)))


def questions_of(element: schema.Element) -> Iterator[str]:
    """The patterns of the form questions that ask for an element or a part of it."""
    yield from element.recognise.questions
    for part in element.parts.values():
        yield from part.questions


def letters(ticket: MaskedTicket | Sent, is_question: Callable[[str], bool], company: str) -> tuple[Said, ...]:
    """The letters that count, oldest first.

    The requester's own words count whole. An agent's message counts whole only where the ticket has no message of the
    requester (a notice that came by post and was typed in); beside one, only values in sentences that ask for nothing.
    Third parties' and the system's messages do not count: they are not the requester's statement.
    """
    his = [m for m in ticket.messages if m.sender == "requester"]
    if not his:
        typed_in = [m for m in ticket.messages if m.sender == "agent"]
        return tuple(_said(m, ticket, is_question, company, answered=False) for m in typed_in)
    found: list[Said] = []
    answered = False
    for message in ticket.messages:
        if message.sender == "requester":
            found.append(_said(message, ticket, is_question, company, answered=answered))
        elif message.sender == "agent":
            answered = True
            passed_on = _reported(_said(message, ticket, is_question, company, answered=True).letter)
            found.append(Said(passed_on, reported=True, unrepeated=passed_on))
    return tuple(found)


def _our_words(ticket: MaskedTicket, is_question: Callable[[str], bool]) -> Iterator[str]:
    """What our people wrote to the requester, a passage at a time; nothing where no message is the requester's own."""
    if any(m.sender == "requester" for m in ticket.messages):
        for message in ticket.messages:
            if message.sender == "agent":
                yield from (p.text for p in read(message.text, is_question).passages)


def own_words(ticket: MaskedTicket, company: str = "") -> tuple[str, str]:
    """What the requester sent, without quoted history and markup, one logical line a line: all of it, and without the
    questions that a form printed. A ticket of third parties or the system only is read as theirs.
    """
    return _own_words(ticket.messages, ticket.email, ticket.name, company)


@lru_cache(maxsize=16)  # triage, retrieval and the decision read the same ticket one after the other
def _own_words(
    messages: tuple[MaskedMessage, ...], email: MaskedText | None, name: MaskedText | None, company: str
) -> tuple[str, str]:
    ticket = Sent(messages, email, name)
    said = letters(ticket, lambda _: False, company)
    if not said:
        named = tuple(m.model_copy(update={"sender": "requester"}) for m in ticket.messages)
        said = letters(ticket._replace(messages=named), lambda _: False, company)
    his = [s.letter for s in said if not s.reported]
    return "\n".join(x.whole for x in his), "\n".join(p.text for x in his for p in x.passages)


def _said(
    message: MaskedMessage,
    ticket: MaskedTicket | Sent,
    is_question: Callable[[str], bool],
    company: str,
    *,
    answered: bool,
) -> Said:
    marks = tuple(x for x in (ticket.email, ticket.name) if x)

    def is_his(header: str) -> bool:
        return message.sender == "requester" and any(mark in header for mark in marks)

    seen = shown(message.text)
    # A message of nothing but quoted lines: his own notice forwarded, unless words of ours may be among them
    ours_possible = answered or bool(company and regex.search(rf"(?i)\b{regex.escape(company)}\b", seen.text[:400]))
    lines = own_lines(seen.text, is_his, is_question, keep_all=not ours_possible)
    letter = read(message.text, is_question, lines, seen)
    unrepeated = letter
    if any(x.kind is Kind.REPEATED for x in lines):
        own = [x for x in lines if x.kind is not Kind.REPEATED]
        unrepeated = read(message.text, is_question, own, seen)
    return Said(letter, reported=False, unrepeated=unrepeated)


def _reported(letter: Letter) -> Letter:
    kept: list[Passage] = []
    for passage in letter.passages:
        if _CLOSING.match(passage.text):
            break
        if not _ASKING.search(passage.text):
            kept.append(passage._replace(field=None))
    return Letter(letter.text, tuple(kept), (), segments(kept), "")
