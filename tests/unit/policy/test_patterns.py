"""Patterns: plain quotes and dashes, offsets that stay true, searches that end."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from drafting.errors import PolicyBroken
from drafting.policy import patterns
from drafting.policy.files import Document
from drafting.policy.lint_rules import check_pattern


def test_a_typographic_apostrophe_matches_a_plain_one() -> None:
    assert patterns.search(r"\bdon't\b", "Please don\u2019t") is not None
    assert patterns.search("don\u2019t", "please don't") is not None


def test_a_no_break_space_and_a_dash_match_plain_ones() -> None:
    found = patterns.search(r"good - faith", "in good\u00a0\u2013\u00a0faith")
    assert found is not None
    assert found.span() == (3, 15)


def test_case_does_not_matter_and_a_dot_ends_at_the_line() -> None:
    assert patterns.search("penalty of", "PENALTY OF perjury") is not None
    assert patterns.search("a.b", "a\nb") is None


def test_the_compiler_tries_capitals_where_case_matters() -> None:
    """A lower-case run shows nothing of a repetition that only capitals make try everything."""
    document = Document("policies/x.md", Path("x.md"), {}, yaml.ScalarNode("", "", yaml.Mark("", 0, 0, 0, None, 0)), 0)
    for pattern in (r"(?-i:(?:[A-Z]|[A-Z][A-Z])+:)", r"(?-i:(?:[A-Z][a-z] |[A-Z][a-z] [A-Z][a-z] )+:)"):
        assert any("backtracks" in found.message for found in check_pattern(document, pattern)), pattern


def test_a_search_that_runs_away_is_stopped() -> None:
    with pytest.raises(PolicyBroken, match=r"x!' takes far too many steps"):
        patterns.search(r"(\w+\s*)+x!", "a" * 300 + "!\nx")


def test_a_pattern_that_needs_a_deep_stack_is_searched_all_the_same() -> None:
    assert patterns.search(r"(?:(a)|b)*c", "ab" * 200_000 + "c") is not None
    assert len(patterns.finditer(r"(?:(a)|b)*c", "ab" * 200_000 + "c")) == 1


def test_half_a_pair_is_no_error() -> None:
    found = patterns.search("b", "\ud83da\ude00b")
    assert found is not None
    assert found.span() == (3, 4)


def test_offsets_count_code_points() -> None:
    assert [m.span() for m in patterns.finditer(r"\bé\w", "😀 éa 日本 Éb")] == [(2, 4), (8, 10)]
    late = patterns.search("é", "é😀é", start=1)
    assert late is not None
    assert late.span() == (2, 3)


def test_a_bad_pattern_is_named() -> None:
    with pytest.raises(PolicyBroken, match="not a regular expression"):
        patterns.compiled("(open")


@given(st.text())
def test_plain_text_keeps_every_offset(text: str) -> None:
    assert len(patterns.plain(text)) == len(text)


@given(st.text(alphabet=st.sampled_from("Ab1.!?\n -\u2019\u00a0(),;*")))
def test_sentences_are_cut_from_the_text_in_order(text: str) -> None:
    last = 0
    for start, end, sentence in patterns.sentences(text):
        assert text[start:end] == sentence
        assert start >= last
        assert sentence.strip() == sentence != ""
        last = end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("A line\nand another", ["A line", "and another"]),
        ("- first item\n* second item\n3. third item", ["first item", "second item", "third item"]),
        (
            "See 17 U.S.C. 512 and Mr. Smith, e.g. this. Then go.",
            ["See 17 U.S.C. 512 and Mr. Smith, e.g. this.", "Then go."],
        ),
        ("The answer is no. We go on.", ["The answer is no.", "We go on."]),
        (
            "Version 1.2.3 is fine. https://example.com/a.b is too.",
            ["Version 1.2.3 is fine.", "https://example.com/a.b is too."],
        ),
        ('He said "stop." Then left.', ['He said "stop."', "Then left."]),
        ("", []),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert [s.text for s in patterns.sentences(text)] == expected
