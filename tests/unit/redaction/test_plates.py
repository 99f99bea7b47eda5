"""Licence plates by their form."""

from __future__ import annotations

import pytest

from drafting.redaction.ids.plates import find_plates
from drafting.redaction.placeholders import resolve


def found(text: str) -> list[tuple[str, str]]:
    return [(text[s.start : s.end], s.kind) for s in resolve(find_plates(text))]


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("CD65 XYZ and more", "CD65 XYZ", "LICENSE_PLATE"),
        ("drives a grey golf cd65 xyz. i", "cd65 xyz", "LICENSE_PLATE"),
        ("driver was quill, car xyz 555, picked", "xyz 555", "LICENSE_PLATE"),
        ("a silver car, registration b-mw 1234", "b-mw 1234", "LICENSE_PLATE"),
        ("seen: MH 12 AB 1234.", "MH 12 AB 1234", "LICENSE_PLATE"),
        ("AB-123-CD", "AB-123-CD", "LICENSE_PLATE"),
        ("LND-404QX", "LND-404QX", "LICENSE_PLATE"),
        ("41 K 7788", "41 K 7788", "LICENSE_PLATE"),
        ("XYZ 456K", "XYZ 456K", "LICENSE_PLATE"),
        ("a blue Ford, B-MW 1234, parked", "B-MW 1234", "LICENSE_PLATE"),
        ("his car is ABC 1234", "ABC 1234", "LICENSE_PLATE"),
    ],
)
def test_a_plate_is_found(text: str, value: str, kind: str) -> None:
    assert (value, kind) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "AB00 XYZ",
        "my car has 200 mph, that van for 300 km",
        "97 KLM 321",
        "UTF-8 and SHA-256",
        "RFC 2616 and ISO-8859-1",
        "the ABC 1234 model",
        "HTTP 404",
        "Python 3.11, K11, R13",
    ],
)
def test_a_look_alike_of_a_plate_is_left_alone(text: str) -> None:
    assert found(text) == []
