"""The deadlines of a case: when the clocks of a row start, and how facts hold up, extend and stop them. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

from drafting.errors import BadInput, PolicyBroken
from drafting.examine import examine
from drafting.models import Due, ElementState, IntakeItem, MaskedTicket, Paused
from drafting.policy import calendar, clocks, events, inputs, schema, table
from drafting.policy.calendar import Calendar
from drafting.policy.values import Policies, Section


class About(NamedTuple):
    """What the clocks of every section of the case are run on."""

    policies: Policies
    ticket: MaskedTicket
    intake: Sequence[IntakeItem]
    now: datetime


def deadlines(
    about: About, section: Section, row: schema.Row, cells: Mapping[str, str], doubts: list[str]
) -> tuple[tuple[Due, ...], tuple[Paused, ...]]:
    """The due dates of the row's clocks, and those that wait. A clock whose start is not known yet does not run."""
    dues: list[Due] = []
    waiting: list[Paused] = []
    facts, days = about.ticket.facts, calendar.of(about.policies.company)
    for wanted in (one for one in row.clocks if table.meets(one.when, cells)):
        clock = about.policies.clocks[wanted.clock]
        try:
            start = _start(wanted.start or clock.start, about, section, row, days, doubts)
            if start is None:
                continue
            run = partial(clocks.due, clock, start, days, section=section.id)
            first = run()
            stop = events.stop(clock, first[0].starts_at, facts, days, doubts)
            waits = events.waits(clock, facts, days, doubts, done=stop)
            first = run(waits=waits, stop=stop)
            extended = events.extended(clock, first, facts, about.now, days, doubts)
            dues += run(waits=waits, stop=stop, extended=True) if extended else first
            wait = clocks.paused(clock, start, days, section=section.id, extended=extended, waits=waits)
            waiting += [wait] if wait else []
        except BadInput as error:
            doubts.append(str(error))
    return tuple(dues), tuple(waiting)


def _start(
    event: str, about: About, section: Section, row: schema.Row, days: Calendar, doubts: list[str]
) -> datetime | None:
    if event == "received":
        return about.ticket.received_at
    if event == "now":
        return about.now
    if event == "valid":
        return _valid(about, section, row, days, doubts)
    return events.moment(about.ticket.facts, event.removeprefix("fact:"), days)


def _valid(about: About, section: Section, row: schema.Row, days: Calendar, doubts: list[str]) -> datetime | None:
    """When the request became complete: what a person entered, else the first message with which it was.

    A later "any news?" starts nothing anew. Where the thread does not show it, the requester's last message counts.
    """
    if not _is_complete(section, row, about.intake):
        return None
    try:
        entered = events.moment(about.ticket.facts, "complete_at", days)
    except BadInput as error:
        doubts.append(str(error))
        entered = None
    if entered is not None:
        return entered
    written = about.ticket.messages
    ends = [n for n, message in enumerate(written, 1) if message.sender == "requester"]

    def is_complete_with(n: int) -> bool:
        begun = about.ticket.model_copy(update={"messages": written[:n]})
        return _is_complete(section, row, examine(about.policies, begun, [section.id]))

    try:
        first = bisect_left(ends, True, hi=max(len(ends) - 1, 0), key=is_complete_with)
    except PolicyBroken:  # a text too unusual for the patterns
        return _last_word(about.ticket)
    return _last_word(about.ticket.model_copy(update={"messages": written[: ends[first]] if ends else ()}))


def _is_complete(section: Section, row: schema.Row, intake: Sequence[IntakeItem]) -> bool:
    """Whether every element is there, or all that the row's table wants."""
    present = {name for name, state in inputs.states_of(section, intake).items() if state is ElementState.PRESENT}
    wanted = [
        set(section.elements if column.elements == "all" else column.elements)
        for column in (section.file.inputs[name] for name in row.when)
        if column.elements is not None
    ]
    return present == set(section.elements) or (bool(wanted) and all(one <= present for one in wanted))


def _last_word(ticket: MaskedTicket) -> datetime:
    """When the requester last wrote."""
    times = [events.aware(m.at) for m in ticket.messages if m.sender == "requester" and m.at is not None]
    return max(times, default=events.aware(ticket.received_at))


def newest(ticket: MaskedTicket) -> datetime:
    """When anybody last wrote."""
    return max(
        [events.aware(m.at) for m in ticket.messages if m.at is not None], default=events.aware(ticket.received_at)
    )
