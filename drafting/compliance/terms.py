"""Which due dates and periods the policy allows a reply to name when the decision itself was not handed over.

`countersign check` and the rules' examples know a section, perhaps an outcome and a date of receipt. The clocks of
every row that could still hold are run, so that a date of the wrong clock is found and a date of the right one is
left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, time
from typing import Final

from pydantic import JsonValue

from drafting.errors import BadInput
from drafting.models import Due, Outcome
from drafting.policy import calendar, clocks, events, schema
from drafting.policy.compiler import Policies
from drafting.policy.phrases import within
from drafting.policy.table import OTHER, allowed

_AT_RECEIPT: Final = frozenset({"received", "valid", "now"})


def possible_clocks(
    policies: Policies,
    section_id: str,
    outcome: Outcome | None,
    received: datetime | None,
    facts: Mapping[str, JsonValue],
    jurisdictions: tuple[str, ...],
) -> tuple[Due, ...] | None:
    """The due dates of every row that could hold; None when nothing is known that a clock could start from."""
    if section_id not in policies.sections:
        return None
    days = calendar.of(policies.company)
    found: list[Due] = []
    started = received is not None
    for wanted in rows_clocks(policies.sections[section_id].file, outcome, facts, jurisdictions):
        clock = policies.clocks[wanted.clock]
        event = wanted.start or clock.start
        start = received if event in _AT_RECEIPT else _moment(facts.get(event.removeprefix("fact:")), days)
        if start is None:
            continue
        started = True
        try:
            for extended in (False, True) if clock.extension and facts.get("extension") else (False,):
                waits = events.waits(clock, facts, days, [])
                found += clocks.due(clock, start, days, section=section_id, extended=extended, waits=waits)
        except BadInput:
            continue  # a start out of range starts nothing; `decide` reports it
    return tuple(dict.fromkeys(found)) if started else None


def rows_clocks(
    file: schema.SectionFile, outcome: Outcome | None, facts: Mapping[str, JsonValue], jurisdictions: tuple[str, ...]
) -> Iterator[schema.RowClock]:
    """The clocks of the rows that what is known does not exclude."""
    for row in file.table:
        if (outcome is None or row.outcome is outcome) and _possible(file, row.when, facts, jurisdictions):
            yield from (clock for clock in row.clocks if _possible(file, clock.when, facts, jurisdictions))


def _possible(
    file: schema.SectionFile,
    when: Mapping[str, str | tuple[str, ...]],
    facts: Mapping[str, JsonValue],
    jurisdictions: tuple[str, ...],
) -> bool:
    for name, cell in when.items():
        column = file.inputs.get(name)
        if column is None:
            continue
        if column.jurisdiction and jurisdictions:
            value = next(
                (n for n, wanted in column.jurisdiction.items() if any(within(j, wanted) for j in jurisdictions)), OTHER
            )
            if value not in allowed(cell):
                return False
        if column.fact and (told := _dotted(facts, column.fact)) is not None and str(told) not in allowed(cell):
            return False
    return True


def _dotted(facts: Mapping[str, JsonValue], name: str) -> JsonValue:
    value: JsonValue = dict(facts)
    for step in name.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _moment(value: JsonValue, days: calendar.Calendar) -> datetime | None:
    """A fact that is an ISO date or date and time; anything else starts no clock here."""
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = datetime.combine(moment.date(), moment.time() or time(), tzinfo=days.zone)
    return moment
