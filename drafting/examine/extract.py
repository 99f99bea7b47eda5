"""Words that a model quotes for elements which no pattern found: what it is asked, and what its quotations are worth.

A quotation counts only when the requester wrote it, word for word, himself. It never supplies what must be sworn; what
else it does, the policy says (`Element.extract`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import regex

from drafting.errors import DrafterFailed
from drafting.examine.letter import Letter
from drafting.examine.lines import Passage
from drafting.examine.recognise import asks_for, sentences_at
from drafting.examine.thread import read_thread
from drafting.models import ElementState, IntakeItem, MaskedText, MaskedTicket
from drafting.policy import schema
from drafting.policy.compiler import Policies

SHORTEST: Final = 3  # characters of a quotation that can be looked up
LONGEST: Final = 600

_MISSING, _UNCLEAR, _PRESENT = ElementState.MISSING, ElementState.UNCLEAR, ElementState.PRESENT


class Gap(NamedTuple):
    """An element that may gain from a quotation, and the place of its item in the intake."""

    at: int
    element: schema.Element


class Gaps:
    """What is open after the examination of one ticket."""

    def __init__(self, policies: Policies, ticket: MaskedTicket, intake: Sequence[IntakeItem]) -> None:
        self._intake = tuple(intake)
        open_ = [
            Gap(n, element)
            for n, item in enumerate(intake)
            if _may_gain(element := policies.section(item.section).elements[item.element], item, ticket)
        ]
        twice = Counter(gap.element.id for gap in open_)
        self._gaps: dict[str, Gap] = {
            gap.element.id if twice[gap.element.id] == 1 else f"{intake[gap.at].section}/{gap.element.id}": gap
            for gap in open_
        }
        self._thread = read_thread(policies, ticket, tuple(dict.fromkeys(item.section for item in intake)))
        self._letters = tuple(s.unrepeated for s in self._thread.said if not s.reported)

    @property
    def wanted(self) -> dict[str, str]:
        """Name and request of each open element. Empty: nothing to ask, or the requester wrote nothing."""
        return {name: gap.element.ask for name, gap in self._gaps.items()} if self.words else {}

    @property
    def words(self) -> MaskedText:
        """All that the requester said himself: no quotation, no form's question, nothing hidden."""
        letters = ("\n".join(p.text for p in letter.passages) for letter in self._letters)
        return MaskedText("\n\n".join(text for text in letters if text.strip()))

    def filled(self, quotes: Mapping[str, str]) -> tuple[IntakeItem, ...]:
        """The intake with the quotations added. Raises DrafterFailed when one is not the requester's words.

        Our own words, pasted by him, and what the policy knows as a near-miss add nothing.
        """
        items = list(self._intake)
        for name, quote in quotes.items():
            gap = self._gaps[name]
            found = self._found(quote)
            if found is None:
                raise DrafterFailed("The model quoted words that the requester did not write.")
            letter, segment, start, end = found
            first, last = sentences_at(segment, start, end)
            said = segment.text[first:last]
            ours = self._thread.ours
            if ours.ask(said) or (ours.said(said) and ours.pasted(letter)):
                continue
            if asks_for(_near_misses(gap.element), said):
                continue
            state = _PRESENT if gap.element.extract == "present" and not gap.element.sworn else _UNCLEAR
            evidence = MaskedText(letter.quote(segment, start, end))
            items[gap.at] = items[gap.at].model_copy(update={"state": state, "evidence": evidence})
        return tuple(items)

    def _found(self, quote: str) -> tuple[Letter, Passage, int, int] | None:
        """Where the requester wrote these words, white space apart; not inside a longer word."""
        words = " ".join(quote.split())
        if not SHORTEST <= len(words) <= LONGEST:
            return None
        pattern = regex.compile(rf"(?<!\w){regex.escape(words)}(?!\w)")
        for letter in self._letters:
            for segment in letter.segments:
                if match := pattern.search(segment.text.replace("\n", " ")):
                    return letter, segment, *match.span()
        return None


def _may_gain(element: schema.Element, item: IntakeItem, ticket: MaskedTicket) -> bool:
    """Not what only a check of identity supplies, nor what an agent has settled, wholly or in part."""
    settled = any(key == element.id or key.startswith(f"{element.id}.") for key in ticket.facts)
    if element.by == "verified" or settled:
        return False
    return item.state is _MISSING or (item.state is _UNCLEAR and element.extract == "present")


def _near_misses(element: schema.Element) -> tuple[str, ...]:
    return (*element.recognise.unless, *(p for part in element.parts.values() for p in part.unless))
