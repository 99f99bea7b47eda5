"""The few dates that are hidden."""

from __future__ import annotations

import pytest

from drafting.redaction.ids.dates import find_dates
from drafting.redaction.placeholders import resolve


def found(text: str) -> list[tuple[str, str]]:
    return [(text[s.start : s.end], s.kind) for s in resolve(find_dates(text))]


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("at 2026-11-20T10:11:12+01:00 or not", "2026-11-20T10:11:12+01:00", "DATE_TIME"),
        ("2026-11-20T10:11Z", "2026-11-20T10:11Z", "DATE_TIME"),
        ("2024-03-15T14:30:00.123Z", "2024-03-15T14:30:00.123Z", "DATE_TIME"),
        ("It says 7/2024", "7/2024", "DATE_TIME"),
        ("Aug-2024", "Aug-2024", "DATE_TIME"),
        ("17-Aug", "17-Aug", "DATE_TIME"),
        ("valid thru 05/27", "05/27", "DATE_TIME"),
        ("exp. 05/27", "05/27", "DATE_TIME"),
    ],
)
def test_a_machine_date_is_found(text: str, value: str, kind: str) -> None:
    assert (value, kind) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "12 November 2026",
        "2026-11-20",
        "Nov 3",
        "on 3/11/2026",
        "3.11.2026 at 14:30",
        "May 2021",
        "05/27",
        "Regulation No 1/2003",
        "Law no. 5/2021",
        "2026-11-20T10:11:12",
        "2026-11-20 10:11:12Z",
        "the may-2021.zip file",
    ],
)
def test_a_look_alike_of_a_machine_date_is_left_alone(text: str) -> None:
    assert found(text) == []
