"""The inputs of a decision table, read out of a case: intake, facts, words, role and jurisdiction become values.

Input that does not fit never raises: the default stands in for it, and a doubt says so to the reviewer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import JsonValue

from drafting.errors import PolicyBroken
from drafting.models import Case, ElementState, IntakeItem, MaskedTicket
from drafting.policy import patterns, phrases, schema, table
from drafting.policy.values import Section


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
    """The value of every input of the table; what does not fit is noted in `doubts`.

    `said`: what the requester wrote, without quoted history, one logical line a line.
    """
    states = states_of(section, intake)
    cells: dict[str, str] = {}
    for name, column in section.file.inputs.items():
        if column.elements is not None:
            wanted = section.elements if column.elements == "all" else column.elements
            complete = all(states.get(element) is ElementState.PRESENT for element in wanted)
            cells[name] = "complete" if complete else "incomplete"
        elif column.verified:
            cells[name] = "yes" if ticket.verified else "no"
        elif column.fact is not None:
            cells[name] = _fact_value(column, ticket.facts, doubts)
        elif column.words:
            cells[name] = "yes" if says(column.words, column.unless, said, doubts) else "no"
        elif column.role:
            cells[name] = next((v for v, roles in column.role.items() if case.requester_role in roles), table.OTHER)
        else:
            cells[name] = _place(column, case.jurisdictions)
    return cells


def _place(column: schema.Input, jurisdictions: Sequence[str]) -> str:
    """The first value, in the order written, that one of the case's jurisdictions meets."""
    for value, places in column.jurisdiction.items():
        if any(phrases.within(place, places) for place in jurisdictions):
            return value
    return table.OTHER


def _fact_value(column: schema.Input, facts: Mapping[str, JsonValue], doubts: list[str]) -> str:
    default = column.default or ""
    given = fact(facts, column.fact or "")
    if given is None:
        return default
    text = text_of(given)
    if isinstance(given, bool) and not {"yes", "no"} & set(column.values):
        text = str(given)
    for value in table.values_of(column):
        if text.lower() == value.lower():
            return value
    doubts.append(f"The fact {column.fact} has a value that the policy does not know.")
    return default


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
    try:
        return any(
            patterns.matches_any(words, sentence.text) and not patterns.matches_any(unless, sentence.text)
            for text in said
            for sentence in patterns.sentences(text)
        )
    except PolicyBroken:
        doubts.append("The text is too unusual to be read by the policy's patterns.")
    return False
