"""Where a value stands: an address is not the name before it nor the telephone number after it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.redaction.spans import Span, apart


def spanned(text: str, **kinds: str) -> list[Span]:
    return [Span(text.index(value), text.index(value) + len(value), kind) for kind, value in kinds.items()]


@pytest.mark.parametrize(
    ("text", "values", "address"),
    [
        ("12 Pine Road, Bremerton\n360-555-0188", {"PHONE_NUMBER": "360-555-0188"}, "12 Pine Road, Bremerton"),
        ("5 Elm St, Austin, jane@example.com", {"EMAIL_ADDRESS": "jane@example.com"}, "5 Elm St, Austin"),
        ("Hollis Granger, 4 Orchard Road", {"PERSON": "Hollis Granger"}, "4 Orchard Road"),
        (
            "Ann Lee\n4 Orchard Road\n360-555-0188",
            {"PERSON": "Ann Lee", "PHONE_NUMBER": "360-555-0188"},
            "4 Orchard Road",
        ),
        ("360-555-0188, 4 Orchard Road", {"PHONE_NUMBER": "360-555-0188"}, "4 Orchard Road"),
        (
            "Ann Lee, jane@example.com; 360-555-0188\n4 Orchard Road",
            {"PERSON": "Ann Lee", "EMAIL_ADDRESS": "jane@example.com", "PHONE_NUMBER": "360-555-0188"},
            "4 Orchard Road",
        ),
        ("Lincoln Road 4", {"PERSON": "Lincoln"}, "Lincoln Road 4"),
        ("4 Orchard Road, Flat 360-555, Leeds", {"PHONE_NUMBER": "360-555"}, "4 Orchard Road, Flat 360-555, Leeds"),
    ],
)
def test_an_address_is_what_stands_between(text: str, values: dict[str, str], address: str) -> None:
    found = apart(text, [Span(0, len(text), "ADDRESS"), *spanned(text, **values)])
    assert text[found[0].start : found[0].end] == address
    assert found[1:] == spanned(text, **values)


SPANS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 10), st.sampled_from(("ADDRESS", "PERSON", "PHONE_NUMBER")))
)


@given(st.text(alphabet="ab ,;|\n1", min_size=31, max_size=31), SPANS)
def test_nothing_but_what_separates_is_shown(text: str, given: list[tuple[int, int, str]]) -> None:
    spans = [Span(start, start + length, kind) for start, length, kind in given]
    before = {n for s in spans for n in range(s.start, s.end)}
    after = {n for s in apart(text, spans) for n in range(s.start, s.end)}
    assert all(text[n] in " ,;|\n" for n in before - after)
    assert after <= before
