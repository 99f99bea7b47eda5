"""Due dates. Each clock of clocks.yaml counted from a start, with words that say how it was counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Final, Literal, NamedTuple

from dateutil.relativedelta import relativedelta

from drafting.errors import BadInput
from drafting.models import Due, Paused
from drafting.policy import schema
from drafting.policy.calendar import WEEKDAYS, Calendar, words

Bound = Literal["due", "earliest", "latest"]

_UNITS: Final = {"h": "hour", "bd": "business day", "cd": "calendar day", "mo": "calendar month"}
EARLIEST_YEAR: Final = 1970
LATEST_YEAR: Final = 2200  # beyond it a date is a slip of the keyboard


class Wait(NamedTuple):
    """Something that we asked the requester for. `received` is None while it is not here."""

    what: str  # "the clarification"
    asked: datetime
    received: datetime | None
    moves_start: bool = False  # the clock runs from its arrival; else the days of waiting are added


class Stop(NamedTuple):
    """What a clock waits for was done."""

    at: datetime
    what: str  # "the answer was sent"


class _Span(NamedTuple):
    """Where a period really begins, how many days were spent waiting, and what it still waits for."""

    begins: datetime
    arrived: str
    waited: int
    reasons: tuple[str, ...]
    open: Wait | None


def due(
    clock: schema.ClockDef,
    start: datetime,
    calendar: Calendar,
    *,
    section: str,
    extended: bool = False,
    waits: Sequence[Wait] = (),
    stop: Stop | None = None,
) -> tuple[Due, ...]:
    """The due date of a clock: two for a window, `earliest` before `latest`; none while it is paused.

    Hours end at the exact instant, in UTC. Days and months end at 23:59:59 on the company's clock; the start counts by
    its date there. `extended` adds the clock's extension, counted from the same start. Raises BadInput for a start out
    of range.
    """
    local = _local(clock, start, calendar)
    more = clock.extension or 0 if extended else 0
    bounds: list[tuple[Bound, int]] = [("due", clock.length)]
    if clock.latest is not None:
        bounds = [("earliest", clock.length), ("latest", clock.latest)]
    found = []
    for bound, length in bounds:
        span = _span(clock, length + more, local, waits, calendar)
        if span.open is None:
            begins, ends, counted = _counted(clock, length + more, span, calendar)
            counted += f", with the extension of {_amount(more, clock.unit)}" if more else ""
            counted += _notes(clock, begins, ends, calendar) + (_stopped(stop, ends) if stop else "")
            found.append(
                Due(
                    clock=clock.id,
                    section=section,
                    bound=bound,
                    starts_at=begins,
                    due_at=ends,
                    basis=clock.basis,
                    counted=counted,
                    extended=bool(more),
                    stopped_at=stop.at if stop else None,
                )
            )
    return tuple(found)


def paused(
    clock: schema.ClockDef,
    start: datetime,
    calendar: Calendar,
    *,
    section: str,
    extended: bool = False,
    waits: Sequence[Wait] = (),
) -> Paused | None:
    """What a clock waits for, where it waits. Raises BadInput for a start out of range."""
    length = clock.length + (clock.extension or 0 if extended else 0)
    wait = _span(clock, length, _local(clock, start, calendar), waits, calendar).open
    if wait is None:
        return None
    since = calendar.local(wait.asked)
    counted = f"waits for {wait.what}, asked for on {words(since.date())}; there is no due date until then"
    return Paused(clock=clock.id, section=section, since=since, basis=clock.basis, counted=counted)


def last_day(unit: str, length: int, start: date, calendar: Calendar, *, counts_start: bool = False) -> date:
    """The last day of a period. Months keep the day number, or end with the month: 31 January, 28 February."""
    first = start - timedelta(days=1) if counts_start else start
    if unit == "bd":
        return next(islice(calendar.business_days_after(first), length - 1, None))
    if unit == "cd":
        return first + timedelta(days=length)
    return start + relativedelta(months=length)


def in_range(moment: datetime) -> bool:
    """Whether a date can be meant: a year far away is a slip, and overflows when it is moved between time zones."""
    return EARLIEST_YEAR < moment.year < LATEST_YEAR


def _local(clock: schema.ClockDef, start: datetime, calendar: Calendar) -> datetime:
    if not in_range(start):
        raise BadInput(f"{clock.id} cannot start in the year {start.year}.")
    return calendar.local(start)


def _span(clock: schema.ClockDef, length: int, start: datetime, waits: Sequence[Wait], calendar: Calendar) -> _Span:
    """What we asked for after the last day holds nothing up; days that two questions share count once."""
    begins, arrived, waited, covered = start, "", 0, start.date()
    reasons: list[str] = []
    for wait in sorted(waits, key=lambda one: (not one.moves_start, one.asked)):
        end = last_day(clock.unit, length, begins.date(), calendar, counts_start=clock.counts_start)
        asked = max(calendar.local(wait.asked), begins)
        if asked.date() > end + timedelta(days=waited):
            continue
        if wait.received is None:
            return _Span(begins, arrived, waited, tuple(reasons), wait)
        received = calendar.local(wait.received)
        if wait.moves_start:
            if received > begins:
                begins, arrived = received, wait.what
            continue
        first = max(asked.date(), covered)
        if received.date() > first:
            waited += (received.date() - first).days
            reasons.append(wait.what)
            covered = received.date()
    return _Span(begins, arrived, waited, tuple(dict.fromkeys(reasons)), None)


def _counted(clock: schema.ClockDef, length: int, span: _Span, calendar: Calendar) -> tuple[datetime, datetime, str]:
    """Start and end of a period, and how it was counted."""
    amount = _amount(length, clock.unit)
    if clock.unit == "h":
        begun = span.begins.astimezone(UTC)
        ends = begun + timedelta(hours=length)
        return begun, ends, f"{amount} after {words(begun, hours=True)}; weekends and holidays count"
    first = span.begins.date()
    day = last_day(clock.unit, length, first, calendar, counts_start=clock.counts_start) + timedelta(days=span.waited)
    if not length:
        return span.begins, calendar.end_of(day), f"on {words(first)}, the day that was entered"
    counted = f"{amount} {'from and including' if clock.counts_start else 'after'} {words(first)}"
    counted += f", when {span.arrived} arrived" if span.arrived else ""
    counted += f", and {_amount(span.waited, 'cd')} of waiting for {_and([*span.reasons])}" if span.waited else ""
    return span.begins, calendar.end_of(day), counted


def _amount(length: int, unit: str) -> str:
    return f"{length} {_UNITS[unit]}{'' if length == 1 else 's'}"


def _notes(clock: schema.ClockDef, begins: datetime, ends: datetime, calendar: Calendar) -> str:
    """What was skipped; for a period that ends on a day off, the working day before it."""
    start, day = begins.date(), ends.date()
    if clock.unit == "bd":
        skipped = calendar.holidays_between(start, day)
        return f", skipping {_and([f'{words(d)} ({calendar.holiday(d)})' for d in skipped])}" if skipped else ""
    if clock.unit == "h" or calendar.is_business_day(day):
        return ""
    off = calendar.holiday(day) or f"a {WEEKDAYS[day.weekday()]}"
    return f"; {words(day)} is {off}, so aim for {words(calendar.business_day_before(day))}"


def _stopped(stop: Stop, ends: datetime) -> str:
    late = ", after that date" if stop.at > ends else ""
    return f"; stopped on {words(stop.at)}{late}: {stop.what}"


def _and(parts: list[str]) -> str:
    return " and ".join(filter(None, ["; ".join(parts[:-1]), parts[-1]]))
