"""Due dates. Each clock of clocks.yaml counted from a start, with words that say how it was counted."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Final, Literal

from dateutil.relativedelta import relativedelta

from drafting.errors import BadInput
from drafting.models import Due
from drafting.policy import schema
from drafting.policy.calendar import WEEKDAYS, Calendar, words

Bound = Literal["due", "earliest", "latest"]

_UNITS: Final = {"h": "hour", "bd": "business day", "cd": "calendar day", "mo": "calendar month"}
EARLIEST_YEAR: Final = 1970
LATEST_YEAR: Final = 2200  # beyond it a start is a slip of the keyboard


def due(
    clock: schema.ClockDef, start: datetime, calendar: Calendar, *, section: str, extended: bool = False
) -> tuple[Due, ...]:
    """The due date of a clock; two for a window, `earliest` before `latest`. Raises BadInput for a start out of range.

    Hours end at the exact instant, in UTC. Days and months end at 23:59:59 on the company's clock; the start counts by
    its date there. `extended` adds the clock's extension, counted from the same start.
    """
    local = calendar.local(start) if EARLIEST_YEAR < start.year < LATEST_YEAR else None
    if local is None:
        raise BadInput(f"{clock.id} cannot start in the year {start.year}.")
    more = clock.extension or 0 if extended else 0
    bounds: list[tuple[Bound, int]] = [("due", clock.length)]
    if clock.latest is not None:
        bounds = [("earliest", clock.length), ("latest", clock.latest)]
    return tuple(_one(clock, bound, length + more, local, calendar, section=section) for bound, length in bounds)


def _one(
    clock: schema.ClockDef, bound: Bound, length: int, start: datetime, calendar: Calendar, *, section: str
) -> Due:
    amount = f"{length} {_UNITS[clock.unit]}{'' if length == 1 else 's'}"
    if clock.unit == "h":
        begun = start.astimezone(UTC)
        ends = begun + timedelta(hours=length)
        counted = f"{amount} after {words(begun, hours=True)}; weekends and holidays count"
    else:
        begun = start
        day = last_day(clock.unit, length, start.date(), calendar, counts_start=clock.counts_start)
        ends = calendar.end_of(day)
        counted = f"{amount} {'from and including' if clock.counts_start else 'after'} {words(start.date())}"
        counted += _notes(clock.unit, start.date(), day, calendar)
    return Due(
        clock=clock.id, section=section, bound=bound, starts_at=begun, due_at=ends, basis=clock.basis, counted=counted
    )


def last_day(unit: str, length: int, start: date, calendar: Calendar, *, counts_start: bool = False) -> date:
    """The last day of a period. Months keep the day number, or end with the month: 31 January, 28 February."""
    first = start - timedelta(days=1) if counts_start else start
    if unit == "bd":
        return next(islice(calendar.business_days_after(first), length - 1, None))
    if unit == "cd":
        return first + timedelta(days=length)
    return start + relativedelta(months=length)


def _notes(unit: str, start: date, day: date, calendar: Calendar) -> str:
    """What was skipped; for a period that ends on a day off, the working day before it."""
    if unit == "bd":
        skipped = calendar.holidays_between(start, day)
        return f", skipping {_and([f'{words(d)} ({calendar.holiday(d)})' for d in skipped])}" if skipped else ""
    if calendar.is_business_day(day):
        return ""
    off = calendar.holiday(day) or f"a {WEEKDAYS[day.weekday()]}"
    return f"; {words(day)} is {off}, so aim for {words(calendar.business_day_before(day))}"


def _and(parts: list[str]) -> str:
    return " and ".join(filter(None, ["; ".join(parts[:-1]), parts[-1]]))
