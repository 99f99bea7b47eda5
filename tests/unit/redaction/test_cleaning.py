"""What detectors read of a text, and the way back to what was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.redaction.cleaning import cleaned
from drafting.redaction.spans import Span


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize("other", ["", "é"])
def test_every_line_end_ends_a_line(end: str, other: str) -> None:
    raw = f"Anna{other}{end}Kowalski"
    clean = cleaned(raw)
    assert clean.text == f"Anna{other}\nKowalski"
    at = clean.text.index("Kowalski")
    assert raw[slice(*clean.raw(Span(at, at + 8, "PERSON"))[:2])] == "Kowalski"


def test_invisible_characters_are_gone_and_full_width_letters_are_plain() -> None:
    assert cleaned("An\u200bna\u00a0\uff2b\u00ad\u202eowal\x07ski").text == "Anna Kowalski"


@given(st.text(alphabet=st.characters() | st.sampled_from("\r\n\x0b\u200b\u202e\x00é"), max_size=60))
def test_each_character_of_the_copy_stands_for_one_of_the_text(text: str) -> None:
    clean = cleaned(text)
    back = tuple(range(len(text))) if clean.back is None else clean.back
    assert len(back) == len(clean.text)
    assert list(back) == sorted(set(back))
    for at, source in enumerate(back):
        if text[source].isascii() and text[source] not in "\r\x0b\x0c":
            assert clean.text[at] == text[source]
