"""Coordinates."""

from __future__ import annotations

import pytest

from drafting.redaction.ids.coordinates import find_coordinates
from drafting.redaction.placeholders import resolve


def found(text: str) -> list[tuple[str, str]]:
    return [(text[s.start : s.end], s.kind) for s in resolve(find_coordinates(text))]


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("48.858370, 2.294481", "48.858370, 2.294481", "COORDINATES"),
        ("My location is 48.85, 2.29", "48.85, 2.29", "COORDINATES"),
        ("40°26'46\"N 79°58'56\"W", "40°26'46\"N 79°58'56\"W", "COORDINATES"),
        ("N 40° 26.767' W 79° 58.933'", "N 40° 26.767' W 79° 58.933'", "COORDINATES"),
        ("lat: 40.44 lon: -79.98", "-79.98", "COORDINATES"),
        ("geo:48.8583,2.2945", "geo:48.8583,2.2945", "COORDINATES"),
        ("plus code 8FW4V75V+8Q", "8FW4V75V+8Q", "COORDINATES"),
        ("what3words: filled.count.soap", "filled.count.soap", "COORDINATES"),
        ("///filled.count.soap", "filled.count.soap", "COORDINATES"),
        ("48.8584 N, 2.2945 E", "48.8584 N, 2.2945 E", "COORDINATES"),
    ],
)
def test_a_place_on_earth_is_found(text: str, value: str, kind: str) -> None:
    assert (value, kind) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "score 0.9871, 0.1234",
        "3.1415 2.7182",
        "[12.3456, 45.1234, 3.2211]",
        "12.5, 3.5",
        "version 1.2345, 2.3456.7",
        "1234.5678, 2.3456",
        "config.prod.json",
        "C++ and A+B",
        "20 °C",
    ],
)
def test_a_look_alike_of_a_place_on_earth_is_left_alone(text: str) -> None:
    assert found(text) == []
