"""The law that a hidden place stands for."""

from __future__ import annotations

import pytest

from drafting.redaction.places import jurisdiction
from drafting.triage.circumstances import jurisdictions
from drafting.triage.scores import Text
from tests.unit.tickets import ticket


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("California", "US-CA"),
        ("Fresno, California", "US-CA"),
        ("the Netherlands", "EU"),
        ("Northern Ireland", "UK"),
        ("Lyon,\nFrance", "EU"),
        ("U.S.A.", "US"),
        ("Springfield", None),
        ("", None),
    ],
)
def test_a_country_or_state_stands_for_its_law(place: str, code: str | None) -> None:
    assert jurisdiction(place) == code


@pytest.mark.parametrize(
    "said",
    [
        "I live in <LOCATION_1>.",
        "I am a resident of <LOCATION_1>",
        "I live in <LOCATION_2>, <LOCATION_1>.",
        "State: <LOCATION_1>",
    ],
)
def test_where_the_writer_lives_counts(said: str) -> None:
    asked = ticket(said, places={"<LOCATION_1>": "US-CA"})
    assert jurisdictions(asked, Text("", said, said)) == ("US-CA",)


def test_a_place_in_passing_does_not() -> None:
    said = "My holiday in <LOCATION_1> was nice."
    assert jurisdictions(ticket(said, places={"<LOCATION_1>": "US-CA"}), Text("", said, said)) == ()
