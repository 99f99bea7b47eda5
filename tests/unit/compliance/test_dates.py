"""Dates and periods are recognised in the forms people write."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.compliance.dates import dates, named_days
from drafting.compliance.periods import periods
from drafting.policy.calendar import words

EIGHTH = date(2026, 12, 8)


@pytest.mark.parametrize(
    "written",
    [
        "Tuesday, 8 December 2026",
        "8 December 2026",
        "8th of December 2026",
        "the 8th day of December, 2026",
        "December 8, 2026",
        "Dec. 8th, 2026",
        "Dec 8 2026",
        "2026-12-08",
        "2026-12-08T10:00:00Z",
        "8.12.2026",
        "12/08/2026",
        "December 8",
        "8 Dec",
        "by 12/8",
        "by the 8th",
        "DECEMBER 8",
    ],
)
def test_a_form_of_the_date_means_that_day(written: str) -> None:
    found = dates(f"We answer {written}, as we said.")
    assert len(found) == 1, found
    assert found[0].may_mean(EIGHTH)
    assert not found[0].may_mean(date(2026, 11, 9))


@pytest.mark.parametrize(
    "text",
    [
        "you may 3 times ask",
        "open 24/7",
        "the server 192.0.2.10",
        "version 1.2.14",
        "the 4th Amendment",
        "line 8 of the file",
        "March on",
        "10/14 business days",
        "Second, the notice",
    ],
)
def test_other_numbers_are_no_dates(text: str) -> None:
    assert dates(text) == ()


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
def test_what_the_clock_engine_writes_is_read_back(day: date) -> None:
    found = dates(f"We answer by {words(day)}.")
    assert [(w.day, w.weekday, w.deadline) for w in found] == [(day, day.weekday(), True)]
    assert named_days(f"on {day.isoformat()}") == {day}


def test_both_ends_of_a_window_are_deadlines() -> None:
    found = dates("between Tuesday, 8 December 2026, and Monday, 14 December 2026")
    assert [(w.day, w.deadline) for w in found] == [(EIGHTH, True), (date(2026, 12, 14), True)]
    found = dates("between 8 and 14 December 2026")
    assert [w.day for w in found] == [EIGHTH, date(2026, 12, 14)]


def test_a_time_belongs_to_its_date() -> None:
    found = dates("by Friday, 27 November 2026, 22:15 UTC")
    assert (found[0].clock, found[0].zone) == ("22:15", "UTC")


def test_a_vague_deadline_is_no_date() -> None:
    assert [w.vague for w in dates("We answer by the end of the week.")] == [True]
    assert dates("At the end of the week of holidays we rest.") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("within 14 days", (14, 14, "cd")),
        ("within fourteen days", (14, 14, "cd")),
        ("10-14 business days", (10, 14, "bd")),
        ("10 to 14 days", (10, 14, "cd")),
        ("ten (10) working days", (10, 10, "bd")),
        ("within two weeks", (14, 14, "cd")),
        ("in a fortnight", (14, 14, "cd")),
        ("within a month", (1, 1, "mo")),
        ("45 calendar days", (45, 45, "cd")),
        ("a 48-hour window", (48, 48, "h")),
        ("at least six months", (6, 6, "mo")),
        ("one year", (12, 12, "mo")),
        ("the 10 business day period", (10, 10, "bd")),
        ("within one business day", (1, 1, "bd")),
    ],
)
def test_a_period_is_read_with_its_unit(text: str, expected: tuple[int, int, str]) -> None:
    assert [(p.low, p.high, p.unit) for p in periods(f"We answer {text} of receipt.")] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "two weeks ago",
        "over the last 30 days",
        "16 years old",
        "24 hours a day",
        "watched day and night",
        "a day",
        "under 13 years",
    ],
)
def test_a_length_that_binds_nobody_is_no_period(text: str) -> None:
    assert periods(text) == []
