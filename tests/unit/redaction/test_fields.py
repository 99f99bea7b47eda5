"""Every field of a ticket: what passes as it is, what is hidden, and people in the names of files."""

from __future__ import annotations

import pytest
from pydantic import JsonValue

from drafting.redaction.fields import masked_fact, passes
from drafting.redaction.names.file_names import find_in_file_names


@pytest.mark.parametrize(
    "value",
    ["present", "eu-art17", "copyright.strike_2", "2026-11-23", "2026-11-23T09:00:00Z", "US-CA", "EU", "12", "zd-1042"],
)
def test_ids_dates_codes_and_short_numbers_pass(value: str) -> None:
    assert passes(value)


@pytest.mark.parametrize(
    "value",
    ["anna.schmidt", "anna-schmidt", "555-0142-33", "4111111111111111", "203.0.113.9", "Decided", "agent:celeste", ""],
)
def test_names_and_long_numbers_do_not_pass_as_ids(value: str) -> None:
    assert not passes(value)


def test_facts_are_masked_at_any_depth_and_so_are_their_keys() -> None:
    def masked(text: str) -> str:
        return f"<{len(text)}>"

    facts: JsonValue = {
        "signature": "present",
        "Anna said": ["yes she did", 3, 4111111111111111, None, True],
        "a": {"b": 1.5},
    }
    assert masked_fact(facts, masked) == {
        "signature": "present",
        "<9>": ["<11>", 3, "<16>", None, True],
        "a": {"b": 1.5},
    }


def test_keys_that_become_one_keep_both_values() -> None:
    assert masked_fact({"Anna A": 1, "Anna B": 2}, lambda text: "<P>") == {"<P>": [1, 2]}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see Anna_Schmidt_passport.pdf", ["Anna", "Schmidt"]),
        ("the photo IMG_anna.schmidt.jpg is old", ["anna", "schmidt"]),
        ("AnnaSchmidt2026.docx", ["Anna", "Schmidt"]),
        ("SCHMIDT-invoice.PDF.", ["SCHMIDT"]),
        ("letter of celeste_okonkwo.pdf", ["celeste_okonkwo"]),
        ("see invoice_2026.pdf and README.md", []),
        ("src/anna/tool.py and module.schmidt.function", []),
        ("annabelle.pdf", ["annabelle"]),
    ],
)
def test_people_in_file_names(text: str, found: list[str]) -> None:
    assert [text[s.start : s.end] for s in find_in_file_names(text, ["Anna Schmidt"])] == found


@pytest.mark.parametrize("text", ["a" * 100_000, "+" * 100_000, "a." * 50_000, "A_" * 50_000 + ".pdf", "(" * 100_000])
def test_file_names_are_found_in_linear_time(text: str) -> None:
    assert list(find_in_file_names(text, ["Anna Schmidt"])) is not None
