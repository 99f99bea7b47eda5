"""A long text in windows gives what one piece would give."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.redaction.model.windows import MARGIN, WINDOW, Entity, in_windows, windows

_CAPITALS = regex.compile(r"(?<=\b(?:by|from|to) )\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){0,3}")
PARAGRAPHS = (
    "This was written by Anna Schmidt on a Monday. It was sent to Zorana Petrak and came back from Lothar.",
    "We do not know who uploaded the file, and nobody has answered the letter.",
    "The tool was copied by Quentin Tarrow Junior from Celeste, who wrote to Anna the next day!",
    "x" * 900,
    "   \t ",
    "",
)


def find(text: str) -> Iterator[Entity]:
    """A stand-in for the model: sees a few words around."""
    for match in _CAPITALS.finditer(text):
        yield Entity(match.start(), match.end(), "PERSON")


def text_of(seed: int, length: int, joint: str) -> str:
    rng = random.Random(seed)
    parts: list[str] = []
    total = 0
    while total < length:
        parts.append(rng.choice(PARAGRAPHS))
        total += len(parts[-1]) + len(joint)
    return joint.join(parts)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("joint", ["\n", "\n\n", " ", "\r\n"])
def test_windows_find_what_one_piece_finds(seed: int, joint: str) -> None:
    text = text_of(seed, 60_000 + 5_000 * seed, joint)
    assert in_windows(text, find) == list(find(text))
    assert len(list(windows(text))) > 2


@given(st.integers(0, 10_000), st.integers(1, 400), st.integers(80, 200))
@settings(max_examples=60)
def test_every_size_of_window_finds_the_same(seed: int, size: int, margin: int) -> None:
    text = text_of(seed, 3000, " ")
    assert in_windows(text, find, size, margin) == list(find(text))


def test_a_value_across_every_cut_is_found_once() -> None:
    for shift in range(40):
        text = "x" * (WINDOW - 20 - shift) + " by Anna Schmidt Tarrow and " + "y" * WINDOW
        assert [text[e.start_char : e.end_char] for e in in_windows(text, find)] == ["Anna Schmidt Tarrow"]


@given(st.integers(0, 4), st.integers(0, 2000), st.sampled_from("\n y"))
@settings(max_examples=40)
def test_the_deciding_parts_lie_side_by_side_and_each_window_sees_beyond_them(full: int, rest: int, joint: str) -> None:
    text = ("x" * 79 + joint) * ((full * WINDOW + rest) // 80 + 1)
    pieces = list(windows(text))
    assert [p.first for p in pieces] == [0, *(p.last for p in pieces[:-1])]
    assert pieces[-1].last == pieces[-1].end == len(text)
    for piece in pieces:
        assert piece.last - piece.first <= WINDOW
        assert piece.start == 0 or piece.first - piece.start >= MARGIN
        assert piece.end == len(text) or piece.end - piece.last >= MARGIN // 4


def test_an_empty_text_has_one_empty_window() -> None:
    assert [tuple(w) for w in windows("")] == [(0, 0, 0, 0)]
