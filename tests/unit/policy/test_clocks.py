"""Due dates: the vectors of the domain reference, and what must hold for every start."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.errors import BadInput
from drafting.policy import clocks, schema
from drafting.policy.calendar import Calendar, words
from drafting.policy.clocks import Stop, Wait
from drafting.policy.load import read_one

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
OURS = Path(__file__).parents[3] / "policies"


@cache
def ours() -> dict[str, schema.ClockDef]:
    """clocks.yaml as it is shipped."""
    found, wrong = read_one(OURS, "clocks.yaml", schema.ClocksFile)
    assert found is not None, wrong
    return {one.id: one for one in found[0].clocks}


@pytest.mark.parametrize(
    ("name", "start", "extended", "expected"),
    [
        ("K15", "2026-11-23", False, ["2026-12-08", "2026-12-14"]),
        ("K15", "2026-12-18", False, ["2027-01-05", "2027-01-11"]),
        ("K04", "2026-11-23", False, ["2026-12-08"]),
        ("K05", "2026-11-23", False, ["2027-01-07"]),
        ("K05", "2026-11-23", True, ["2027-02-21"]),
        ("K06", "2026-11-23", False, ["2026-12-15"]),
        ("K01", "2026-11-23", False, ["2026-12-23"]),
        ("K01", "2026-11-23", True, ["2027-02-23"]),
        ("K01", "2027-01-31", False, ["2027-02-28"]),
        ("K01", "2027-01-31", True, ["2027-04-30"]),
        ("K03", "2026-11-23", False, ["2026-12-22"]),
        ("K17", "2026-11-23", False, ["2027-02-21"]),
        ("K17", "2026-11-23", True, ["2027-05-22"]),
        ("K18", "2026-11-23", False, ["2026-12-03"]),
        ("K20", "2026-11-23", False, ["2027-01-22"]),
        ("K20", "2026-11-23", True, ["2027-02-21"]),
        ("K26", "2026-11-23", False, ["2027-05-23"]),
    ],
)
def test_the_vectors_of_the_domain_reference(name: str, start: str, extended: bool, expected: list[str]) -> None:
    assert days(ours()[name], at(start), extended=extended) == expected


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("K25", at("2026-11-25", 22, 15), at("2026-11-27", 22, 15)),  # Thanksgiving counts
        ("K08", at("2026-11-20", 17), at("2026-11-23", 17)),  # so does the weekend
        ("K19", at("2026-11-23", 20), at("2026-11-24", 4)),
        ("K21", at("2026-11-22", 23, 30), at("2026-11-23", 0, 30)),
    ],
)
def test_the_clocks_of_hours_of_the_domain_reference(name: str, start: datetime, end: datetime) -> None:
    assert ends(ours()[name], start) == [end]


def test_the_regulators_count_of_a_complaint_is_a_day_later() -> None:
    assert days(clock("cd", 30), at("2026-11-23")) == ["2026-12-23"]


def test_every_clock_of_the_contract_is_there_or_explained() -> None:
    wanted = {f"K{n:02}" for n in range(1, 35)}
    text = (OURS / "clocks.yaml").read_text(encoding="utf-8")
    left_out = wanted - set(ours())
    assert left_out == {"K34"}
    assert all(re.search(rf"^# Left out.*{name}", text, re.MULTILINE) for name in left_out)


def test_a_day_that_a_person_enters_is_the_due_date() -> None:
    (one,) = clocks.due(ours()["K23"], at("2027-03-05", 0), US, section="law-enforcement/secrecy-order")
    assert one.due_at.isoformat() == "2027-03-05T23:59:59+00:00"
    assert one.counted == "on Friday, 5 March 2027, the day that was entered"


@pytest.mark.parametrize("name", sorted(f"K{n:02}" for n in range(1, 36) if n != 34))
def test_every_due_date_says_its_basis_and_how_it_was_counted(name: str) -> None:
    for one in clocks.due(ours()[name], MONDAY, US, section="dmca/takedown"):
        assert one.basis == ours()[name].basis
        assert re.search(r"\d+ (?:hour|business day|calendar day|calendar month)s? |on ", one.counted)
        assert words(one.starts_at.date()) in one.counted


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


# -- waiting, and what was done ------------------------------------------------------------------------------

MONTH = clock("mo", 1, extension=2, pauses=True)


def asked(day: str, received: str | None = None, *, moves_start: bool = False, what: str = "the clarification") -> Wait:
    return Wait(what, at(day), at(received) if received else None, moves_start)


def run(*waits: Wait, defn: schema.ClockDef = MONTH, start: str = "2026-11-23", **more: Any) -> list[str]:
    dues = clocks.due(defn, at(start), US, section="privacy/access", waits=waits, **more)
    return [str(one.due_at.date()) for one in dues]


def test_a_clock_runs_from_the_latest_of_what_it_waits_for() -> None:
    identity = asked("2026-11-24", "2026-11-27", moves_start=True, what="the proof of identity")
    fee = asked("2026-11-24", "2026-12-02", moves_start=True, what="the fee")
    assert run(identity) == ["2026-12-27"]
    assert run(identity, fee) == run(fee, identity) == ["2027-01-02"]
    (one,) = clocks.due(MONTH, MONDAY, US, section="privacy/access", waits=(fee,))
    assert one.starts_at == at("2026-12-02")
    assert one.counted.startswith("1 calendar month after Wednesday, 2 December 2026, when the fee arrived;")


def test_the_days_of_waiting_for_a_clarification_are_added() -> None:
    assert run(asked("2026-11-25", "2026-11-30")) == ["2026-12-28"]
    (one,) = clocks.due(MONTH, MONDAY, US, section="privacy/access", waits=(asked("2026-11-25", "2026-11-30"),))
    assert one.counted == (
        "1 calendar month after Monday, 23 November 2026, and 5 calendar days of waiting for the clarification"
    )


def test_days_that_two_questions_share_count_once() -> None:
    assert run(asked("2026-11-25", "2026-11-30"), asked("2026-11-27", "2026-12-02")) == ["2026-12-30"]
    assert run(asked("2026-11-25", "2026-12-05"), asked("2026-11-27", "2026-11-28")) == ["2027-01-02"]
    assert run(asked("2026-11-25", "2026-11-26"), asked("2026-12-01", "2026-12-03")) == ["2026-12-26"]


def test_what_was_asked_for_before_the_start_counts_from_the_start() -> None:
    assert run(asked("2026-11-01", "2026-11-25")) == ["2026-12-25"]
    assert run(asked("2026-11-01", "2026-11-10", moves_start=True)) == ["2026-12-23"]


def test_what_is_asked_for_after_the_last_day_holds_nothing_up() -> None:
    late = asked("2026-12-24", "2026-12-30")
    assert run(late) == run(late._replace(received=None)) == run(late._replace(moves_start=True)) == ["2026-12-23"]


def test_a_clock_that_waits_has_no_due_date_and_says_why() -> None:
    waits = (asked("2026-11-25"),)
    assert clocks.due(MONTH, MONDAY, US, section="privacy/access", waits=waits) == ()
    one = clocks.paused(MONTH, MONDAY, US, section="privacy/access", waits=waits)
    assert one is not None
    assert (one.clock, one.since, one.basis) == ("K99", at("2026-11-25"), "b")
    assert one.counted == (
        "waits for the clarification, asked for on Wednesday, 25 November 2026; there is no due date until then"
    )
    assert clocks.paused(MONTH, MONDAY, US, section="privacy/access") is None


def test_an_extension_counts_from_the_first_start_and_says_so() -> None:
    (one,) = clocks.due(MONTH, MONDAY, US, section="privacy/access", extended=True)
    assert one.extended
    assert one.counted == ("3 calendar months after Monday, 23 November 2026, with the extension of 2 calendar months")


def test_a_clock_that_was_stopped_says_when_and_by_what() -> None:
    in_time, late = Stop(at("2026-12-01"), "the answer was sent"), Stop(at("2026-12-24"), "the answer was sent")
    (one,) = clocks.due(MONTH, MONDAY, US, section="privacy/access", stop=in_time)
    assert (one.stopped_at, one.is_pressing) == (in_time.at, False)
    assert one.counted.endswith("; stopped on Tuesday, 1 December 2026: the answer was sent")
    (one,) = clocks.due(MONTH, MONDAY, US, section="privacy/access", stop=late)
    assert one.counted.endswith("; stopped on Thursday, 24 December 2026, after that date: the answer was sent")


def test_the_opening_of_a_window_presses_nobody() -> None:
    assert [one.is_pressing for one in clocks.due(WINDOW, MONDAY, US, section="dmca/takedown")] == [False, True]


# -- for every start -----------------------------------------------------------------------------------------

starts = st.datetimes(datetime(2024, 1, 1), datetime(2029, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
zones = st.sampled_from(["UTC", "Europe/Berlin", "America/Los_Angeles", "Asia/Tokyo", "Pacific/Kiritimati"])
countries = st.sampled_from(["US", "DE", "GB", "JP"])
changing = st.sampled_from(["Europe/Berlin", "America/Los_Angeles"])
minutes = st.integers(0, 60 * 24 * 40)
units = st.sampled_from(["h", "bd", "cd", "mo"])
lengths = st.integers(1, 40)
names = st.sampled_from(sorted(f"K{n:02}" for n in range(1, 36) if n != 34))


@given(starts, lengths, zones, countries)
def test_business_days_never_end_on_a_day_off(start: datetime, length: int, zone: str, country: str) -> None:
    calendar = Calendar(zone, {"country": country})
    end = ends(clock("bd", length), start, calendar)[0]
    assert end.weekday() < 5
    assert calendar.holiday(end.date()) is None


@given(starts, lengths, zones, countries)
def test_that_many_business_days_lie_between(start: datetime, length: int, zone: str, country: str) -> None:
    calendar = Calendar(zone, {"country": country})
    first, last = calendar.local(start).date(), ends(clock("bd", length), start, calendar)[0].date()
    between = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    assert sum(calendar.is_business_day(day) for day in between) == length


@given(starts, minutes, names, zones)
def test_a_later_start_never_ends_earlier(start: datetime, later: int, name: str, zone: str) -> None:
    calendar = Calendar(zone, {"country": "US"})
    assert ends(ours()[name], start, calendar) <= ends(ours()[name], start + timedelta(minutes=later), calendar)


@given(starts, names, zones)
def test_a_period_never_ends_before_its_start_and_a_window_never_closes_before_it_opens(
    start: datetime, name: str, zone: str
) -> None:
    found = ends(ours()[name], start, Calendar(zone, {"country": "US"}))
    assert [start, *found] == sorted([start, *found])


@given(starts, units, lengths, st.integers(1, 40), zones)
def test_an_extension_is_never_earlier(start: datetime, unit: str, length: int, more: int, zone: str) -> None:
    calendar, defn = Calendar(zone, {"country": "US"}), clock(unit, length, extension=more)
    plain, longer = ends(defn, start, calendar)[0], ends(defn, start, calendar, extended=True)[0]
    assert plain < longer
    assert longer == ends(clock(unit, length + more), start, calendar)[0]


@given(starts, st.integers(1, 48), zones)
def test_months_keep_the_day_or_end_with_the_month(start: datetime, length: int, zone: str) -> None:
    calendar = Calendar(zone)
    first, last = calendar.local(start).date(), ends(clock("mo", length), start, calendar)[0].date()
    assert (last.year * 12 + last.month) - (first.year * 12 + first.month) == length
    assert last.day == min(first.day, monthrange(last.year, last.month)[1])


@given(starts, st.integers(1, 200), zones)
def test_hours_are_real_hours(start: datetime, length: int, zone: str) -> None:
    assert ends(clock("h", length), start, Calendar(zone))[0] - start == timedelta(hours=length)


@given(starts, st.sampled_from(["bd", "cd", "mo"]), lengths, changing)
def test_days_end_with_the_day_where_the_clocks_change(start: datetime, unit: str, length: int, zone: str) -> None:
    end = ends(clock(unit, length), start, Calendar(zone, {"country": "US"}))[0]
    assert (end.hour, end.minute, end.second) == (23, 59, 59)
    after = (end.astimezone(UTC) + timedelta(seconds=1)).astimezone(ZoneInfo(zone))
    assert (after.date() - end.date(), after.hour) == (timedelta(days=1), 0)


@given(starts, st.lists(st.tuples(minutes, minutes, st.booleans()), max_size=4))
def test_waiting_never_makes_a_date_earlier_nor_adds_more_days_than_were_waited(
    start: datetime, spans: list[tuple[int, int, bool]]
) -> None:
    waits = [
        Wait("it", start + timedelta(minutes=begun), start + timedelta(minutes=begun + lasted), moves_start)
        for begun, lasted, moves_start in spans
    ]
    (held,) = clocks.due(MONTH, start, US, section="privacy/access", waits=waits)
    plain = ends(MONTH, start)[0]
    assert plain <= held.due_at
    if not any(wait.moves_start for wait in waits):
        assert held.due_at - plain <= sum((timedelta(days=1, minutes=lasted) for _, lasted, _ in spans), timedelta())


@given(starts, minutes, minutes, minutes, st.booleans())
def test_a_later_answer_never_ends_earlier(
    start: datetime, begun: int, lasted: int, longer: int, moves_start: bool
) -> None:
    asked_at = start + timedelta(minutes=begun)
    first = Wait("it", asked_at, asked_at + timedelta(minutes=lasted), moves_start)
    second = first._replace(received=asked_at + timedelta(minutes=lasted + longer))
    a, b = (clocks.due(MONTH, start, US, section="privacy/access", waits=[wait])[0] for wait in (first, second))
    assert a.due_at <= b.due_at
