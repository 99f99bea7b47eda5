"""The inputs of a decision table, read out of a case: intake, facts, words, role and jurisdiction become values.

Input that does not fit never raises: the default stands in for it, and a doubt says so to the reviewer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pydantic import JsonValue

from drafting.errors import PolicyBroken
from drafting.models import Case, ElementState, IntakeItem, MaskedTicket
from drafting.policy import patterns, phrases, schema, table
from drafting.policy.values import Section


class Cell(NamedTuple):
    """The value of one input, and what gave it. `words`: the sentence of the ticket, masked, where words did."""

    value: str
    because: str
    words: str | None = None


def states_of(section: Section, intake: Sequence[IntakeItem]) -> dict[str, ElementState]:
    """The state of every element of the section, in the policy's order; what nobody looked for is missing."""
    found = {item.element: item.state for item in intake if item.section == section.id}
    return {element: found.get(element, ElementState.MISSING) for element in section.elements}


def cells_of(
    section: Section,
    ticket: MaskedTicket,
    case: Case,
    intake: Sequence[IntakeItem],
    *,
    said: Sequence[str],
    doubts: list[str],
) -> dict[str, str]:
    """The value of every input of the table; what does not fit is noted in `doubts`. See `read`."""
    found = read(section, ticket, case, intake, said=said, doubts=doubts)
    return {name: cell.value for name, cell in found.items()}


def read(
    section: Section,
    ticket: MaskedTicket,
    case: Case,
    intake: Sequence[IntakeItem],
    *,
    said: Sequence[str],
    doubts: list[str],
) -> dict[str, Cell]:
    """Every input of the table with what gave it; what does not fit is noted in `doubts`.

    `said`: what the requester wrote, without quoted history, one logical line a line.
    """
    states = states_of(section, intake)
    cells: dict[str, Cell] = {}
    for name, column in section.file.inputs.items():
        if column.elements is not None:
            cells[name] = _complete(section.elements if column.elements == "all" else column.elements, states)
        elif column.verified:
            known = "is" if ticket.verified else "is not"
            cells[name] = Cell("yes" if ticket.verified else "no", f"the requester {known} verified")
        elif column.fact is not None:
            cells[name] = _fact_value(column, ticket.facts, doubts)
        elif column.words:
            words = sentence_that_says(column.words, column.unless, said, doubts)
            cells[name] = Cell("yes", "the requester's words", words) if words else Cell("no", "nothing says so")
        elif column.role:
            role = case.requester_role
            value = next((v for v, roles in column.role.items() if role in roles), table.OTHER)
            cells[name] = Cell(value, f"the requester's role is {role.value}")
        else:
            cells[name] = _place(column, case.jurisdictions)
    return cells


def _complete(wanted: Iterable[str], states: Mapping[str, ElementState]) -> Cell:
    lacking = [
        f"{element} is {states.get(element, ElementState.MISSING).value}"
        for element in wanted
        if states.get(element) is not ElementState.PRESENT
    ]
    return Cell("incomplete", ", ".join(lacking)) if lacking else Cell("complete", "every element is there")


def _place(column: schema.Input, jurisdictions: Sequence[str]) -> Cell:
    """The first value, in the order written, that one of the case's jurisdictions meets."""
    for value, places in column.jurisdiction.items():
        for place in jurisdictions:
            if phrases.within(place, places):
                return Cell(value, f"the case falls under {place}")
    named = f"the case falls under {', '.join(jurisdictions)}" if jurisdictions else "no jurisdiction is known"
    return Cell(table.OTHER, named)


def _fact_value(column: schema.Input, facts: Mapping[str, JsonValue], doubts: list[str]) -> Cell:
    default = column.default or ""
    given = fact(facts, column.fact or "")
    if given is None:
        return Cell(default, f"the fact {column.fact} is not known, so the default holds")
    text = text_of(given)
    if isinstance(given, bool) and not {"yes", "no"} & set(column.values):
        text = str(given)
    for value in table.values_of(column):
        if text.lower() == value.lower():
            return Cell(value, f"the fact {column.fact}")
    doubts.append(f"The fact {column.fact} has a value that the policy does not know.")
    return Cell(default, f"the fact {column.fact} has a value that the policy does not know, so the default holds")


def text_of(given: JsonValue) -> str:
    """A fact as the policy files write its values; true is yes."""
    if isinstance(given, bool):
        return "yes" if given else "no"
    return given.strip() if isinstance(given, str) else str(given)


def fact(facts: Mapping[str, JsonValue], dotted: str) -> JsonValue:
    """A fact by its dotted name; None when it, or anything above it, is not there."""
    if dotted in facts:
        return facts[dotted]
    here: JsonValue = dict(facts)
    for step in dotted.split("."):
        if not isinstance(here, dict):
            return None
        here = here.get(step)
    return here


def says(words: Sequence[str], unless: Sequence[str], said: Sequence[str], doubts: list[str]) -> bool:
    """Whether a sentence matches one of the patterns and none of `unless`; unreadable text is noted in `doubts`."""
    return sentence_that_says(words, unless, said, doubts) is not None


def sentence_that_says(
    words: Sequence[str], unless: Sequence[str], said: Sequence[str], doubts: list[str]
) -> str | None:
    """The first sentence that matches one of the patterns and none of `unless`; see `says`."""
    try:
        return next(
            (
                sentence.text
                for text in said
                for sentence in patterns.sentences(text)
                if patterns.matches_any(words, sentence.text) and not patterns.matches_any(unless, sentence.text)
            ),
            None,
        )
    except PolicyBroken:
        doubts.append("The text is too unusual to be read by the policy's patterns.")
    return None
