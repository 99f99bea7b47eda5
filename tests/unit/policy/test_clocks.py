"""Due dates: the vectors of the domain reference, and what must hold for every start."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.errors import BadInput
from drafting.policy import clocks, schema
from drafting.policy.calendar import Calendar, words

US = Calendar("UTC", {"country": "US"})
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def clock(unit: str, length: int, **more: Any) -> schema.ClockDef:
    return schema.ClockDef.model_validate(
        {"id": "K99", "title": "t", "unit": unit, "length": length, "basis": "b", "kind": "law", **more}
    )


def ends(defn: schema.ClockDef, start: datetime, calendar: Calendar = US, *, extended: bool = False) -> list[datetime]:
    return [due.due_at for due in clocks.due(defn, start, calendar, section="dmca/takedown", extended=extended)]


def days(defn: schema.ClockDef, start: datetime, calendar: Calendar = US, *, extended: bool = False) -> list[str]:
    return [str(end.date()) for end in ends(defn, start, calendar, extended=extended)]


def at(day: str, hour: int = 9, minute: int = 0) -> datetime:
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC).replace(hour=hour, minute=minute)


WINDOW = clock("bd", 10, latest=14)


@pytest.mark.parametrize(
    ("defn", "start", "extended", "expected"),
    [
        (WINDOW, "2026-11-23", False, ["2026-12-08", "2026-12-14"]),
        (WINDOW, "2026-12-18", False, ["2027-01-05", "2027-01-11"]),
        (clock("bd", 10), "2026-11-23", False, ["2026-12-08"]),
        (clock("cd", 45, extension=45), "2026-11-23", False, ["2027-01-07"]),
        (clock("cd", 45, extension=45), "2026-11-23", True, ["2027-02-21"]),
        (clock("bd", 15), "2026-11-23", False, ["2026-12-15"]),
        (clock("mo", 1, extension=2), "2026-11-23", False, ["2026-12-23"]),
        (clock("mo", 1, extension=2), "2026-11-23", True, ["2027-02-23"]),
        (clock("mo", 1, extension=2), "2027-01-31", False, ["2027-02-28"]),
        (clock("mo", 1, extension=2), "2027-01-31", True, ["2027-04-30"]),
        (clock("cd", 30, counts_start=True), "2026-11-23", False, ["2026-12-22"]),
        (clock("cd", 30), "2026-11-23", False, ["2026-12-23"]),
        (clock("cd", 90, extension=90), "2026-11-23", False, ["2027-02-21"]),
        (clock("cd", 90, extension=90), "2026-11-23", True, ["2027-05-22"]),
        (clock("cd", 10), "2026-11-23", False, ["2026-12-03"]),
        (clock("cd", 60, extension=30), "2026-11-23", False, ["2027-01-22"]),
        (clock("cd", 60, extension=30), "2026-11-23", True, ["2027-02-21"]),
        (clock("mo", 6), "2026-11-23", False, ["2027-05-23"]),
    ],
)
def test_the_vectors_of_the_domain_reference(
    defn: schema.ClockDef, start: str, extended: bool, expected: list[str]
) -> None:
    assert days(defn, at(start), extended=extended) == expected


def test_hours_run_through_thanksgiving() -> None:
    assert ends(clock("h", 48), at("2026-11-25", 22, 15)) == [at("2026-11-27", 22, 15)]


def test_hours_run_through_the_weekend() -> None:
    assert ends(clock("h", 72), at("2026-11-20", 17)) == [at("2026-11-23", 17)]


def test_a_window_gives_the_earliest_before_the_latest_day() -> None:
    bounds = [due.bound for due in clocks.due(WINDOW, MONDAY, US, section="dmca/takedown")]
    assert bounds == ["earliest", "latest"]


def test_day_units_end_with_the_day_on_the_companys_clock() -> None:
    tokyo = Calendar("Asia/Tokyo", {"country": "JP"})
    assert ends(clock("cd", 1), at("2026-11-23", 20), tokyo)[0].isoformat() == "2026-11-25T23:59:59+09:00"


def test_the_start_counts_by_its_date_at_the_company() -> None:
    """23:30 UTC on Monday is Tuesday in Berlin and still Monday in Los Angeles."""
    late = at("2026-11-23", 23, 30)
    assert days(clock("cd", 1), late, Calendar("Europe/Berlin")) == ["2026-11-25"]
    assert days(clock("cd", 1), late, Calendar("America/Los_Angeles")) == ["2026-11-24"]


def test_the_offset_follows_daylight_saving_time() -> None:
    start = datetime(2027, 3, 10, 12, 0, tzinfo=UTC)  # the clocks go forward on 14 March
    end = ends(clock("cd", 7), start, Calendar("America/Los_Angeles"))[0]
    assert end.isoformat() == "2027-03-17T23:59:59-07:00"


def test_hours_are_real_hours_when_the_clocks_change() -> None:
    start = datetime(2027, 3, 13, 12, 0, tzinfo=ZoneInfo("America/Los_Angeles"))
    end = ends(clock("h", 24), start, Calendar("America/Los_Angeles"))[0]
    assert end - start.astimezone(UTC) == timedelta(hours=24)
    assert end.tzinfo is UTC


def test_the_count_names_the_holidays_that_it_skips() -> None:
    counted = clocks.due(WINDOW, MONDAY, US, section="dmca/takedown")[1].counted
    assert counted == (
        "14 business days after Monday, 23 November 2026, skipping Thursday, 26 November 2026 (Thanksgiving Day)"
    )


def test_a_period_that_ends_on_a_day_off_names_the_working_day_before() -> None:
    counted = clocks.due(clock("cd", 90), MONDAY, US, section="dmca/takedown")[0].counted
    assert counted.endswith("; Sunday, 21 February 2027 is a Sunday, so aim for Friday, 19 February 2027")


def test_another_countrys_holidays_count_where_they_are_set() -> None:
    assert days(clock("bd", 1), at("2026-12-24"), Calendar("UTC", {"country": "GB", "subdivision": "ENG"})) == [
        "2026-12-29"
    ]
    assert days(clock("bd", 1), at("2026-12-24"), US) == ["2026-12-28"]
    assert days(clock("bd", 1), at("2026-12-24"), Calendar("UTC")) == ["2026-12-25"]


@pytest.mark.parametrize("year", [1, 1899, 2201, 9999])
def test_a_start_in_an_impossible_year_is_refused(year: int) -> None:
    with pytest.raises(BadInput, match=str(year)):
        ends(clock("cd", 1), datetime(year, 12, 31, tzinfo=UTC))


def test_dates_are_written_with_the_weekday() -> None:
    assert words(date(2026, 12, 8)) == "Tuesday, 8 December 2026"
    assert words(at("2026-11-27", 22, 15), hours=True) == "Friday, 27 November 2026, 22:15 UTC"
    berlin = datetime(2026, 11, 27, 22, 15, tzinfo=ZoneInfo("Europe/Berlin"))
    assert words(berlin, hours=True) == "Friday, 27 November 2026, 21:15 UTC"


starts = st.datetimes(datetime(2024, 1, 1), datetime(2029, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
zones = st.sampled_from(["UTC", "America/Los_Angeles", "Asia/Tokyo", "Pacific/Kiritimati"])


@given(starts, st.integers(1, 40), zones)
def test_business_days_never_end_on_a_day_off(start: datetime, length: int, zone: str) -> None:
    calendar = Calendar(zone, {"country": "US"})
    end = ends(clock("bd", length), start, calendar)[0]
    assert end.weekday() < 5
    assert calendar.holiday(end.date()) is None


@given(starts, st.integers(0, 60 * 24 * 40), st.sampled_from(["h", "bd", "cd", "mo"]), st.integers(1, 20), zones)
def test_a_later_start_never_ends_earlier(start: datetime, minutes: int, unit: str, length: int, zone: str) -> None:
    calendar = Calendar(zone, {"country": "US"})
    defn = clock(unit, length)
    assert ends(defn, start, calendar) <= ends(defn, start + timedelta(minutes=minutes), calendar)


@given(starts, st.sampled_from(["h", "bd", "cd", "mo"]), st.integers(1, 20))
def test_a_period_always_ends_after_its_start(start: datetime, unit: str, length: int) -> None:
    assert ends(clock(unit, length), start)[0] > start
