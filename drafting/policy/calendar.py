"""The company's calendar: its time zone, its holidays, and how a date is written in a reply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from drafting.policy import schema

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_DAY: Final = timedelta(days=1)


def words(moment: date | datetime, *, hours: bool = False) -> str:
    """`Tuesday, 8 December 2026`; with `hours` the UTC time too: `Friday, 27 November 2026, 22:15 UTC`.

    Always English, whatever the locale of the machine.
    """
    if hours and isinstance(moment, datetime):
        moment = moment.astimezone(UTC)
        return f"{words(moment)}, {moment:%H:%M} UTC"
    return f"{WEEKDAYS[moment.weekday()]}, {moment.day} {MONTHS[moment.month - 1]} {moment.year}"


class Calendar:
    """Business days of one company: Monday to Friday without its holidays."""

    def __init__(self, timezone: str = "UTC", holidays: Mapping[str, str | None] | None = None) -> None:
        self.zone = ZoneInfo(timezone)
        self._country = (holidays or {}).get("country")
        self._subdivision = (holidays or {}).get("subdivision")

    def holiday(self, day: date) -> str | None:
        """The name of the holiday on this day, or None."""
        return _holidays(self._country, self._subdivision, day.year).get(day) if self._country else None

    def is_business_day(self, day: date) -> bool:
        return day.weekday() < 5 and self.holiday(day) is None

    def business_days_after(self, day: date) -> Iterator[date]:
        """Business days after this day, which is not among them."""
        while True:
            day += _DAY
            if self.is_business_day(day):
                yield day

    def business_day_before(self, day: date) -> date:
        """The last business day before this day."""
        day -= _DAY
        while not self.is_business_day(day):
            day -= _DAY
        return day

    def holidays_between(self, after: date, until: date) -> list[date]:
        """Holidays on weekdays after one day, up to and with another: the ones that a count of business days skips."""
        days = (after + _DAY * n for n in range(1, (until - after).days + 1))
        return [day for day in days if day.weekday() < 5 and self.holiday(day) is not None]

    def local(self, moment: datetime) -> datetime:
        """The moment on the company's clock. A naive moment is UTC."""
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(self.zone)

    def end_of(self, day: date) -> datetime:
        """23:59:59 of that day on the company's clock, with its UTC offset."""
        return datetime.combine(day, time(23, 59, 59), tzinfo=self.zone)


def of(company: schema.Company) -> Calendar:
    """The company's calendar."""
    return Calendar(company.timezone, company.holidays)


@lru_cache(maxsize=512)
def _holidays(country: str, subdivision: str | None, year: int) -> dict[date, str]:
    import holidays  # slow to import, and needed only where business days are counted

    return dict(holidays.country_holidays(country, subdiv=subdivision, years=year))
