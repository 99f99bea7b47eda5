"""Strings that a pattern needs: never one that a matching text can be without, and enough of them to be of use."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafting.bootstrap import read_policies
from drafting.errors import PolicyBroken
from drafting.policy import patterns
from drafting.policy.literals import needed
from drafting.settings import Settings


def matches(pattern: str, text: str) -> bool:
    """Asked of PCRE2 alone."""
    return patterns.compiled(pattern).search(patterns.plain(text)) is not None


@cache
def ours() -> tuple[str, ...]:
    """Every pattern by which triage and the examiner recognise something."""
    found: dict[str, None] = {}
    for section in read_policies(Settings()).sections.values():
        found |= dict.fromkeys(signal.words for signal in section.file.triage.signals)
        for element in section.file.intake:
            known = [element.recognise, *element.parts.values()]
            found |= dict.fromkeys(p for r in known if r for p in (*r.words, *r.unless, *r.questions, *r.unclear))
    return tuple(found)


@pytest.mark.parametrize(
    ("pattern", "strings"),
    [
        ("copyright", ("copyright",)),
        (r"\bCopy ?right\b", ("right",)),
        (r"take ?downs?", ("take",)),
        (r"(?:leak|breach|hack)ed", ("hack", "leak", "breach")),
        (r"(?:leak|breach|)ed my data", ("ed my data",)),
        (r"c(?:sam|sem)", ("sam", "sem")),
        (r"my (?:data|account)?", ("my ",)),
        (r"my (?:data|account)*", ("my ",)),
        (r"my (?:data|account){0,3}", ("my ",)),
        (r"my (?:data|account){,3}", ("my ",)),
        (r"my (?:data|account)+?", ("data", "account")),
        (r"my (?:data|account){2}", ("data", "account")),
        (r"foo(?!barbar)", ("foo",)),
        (r"foo(?=barbar)", ("barbar",)),
        (r"(?<=barbar)foo", ("barbar",)),
        (r"(?<!barbar)foo", ("foo",)),
        (r"(?<name>foo)bars", ("bars",)),
        (r"(?-i:FOO)", ("foo",)),
        (r"(?>atomic)", ("atomic",)),
        (r"straße", ("strasse",)),
        (r"17 U\.S\.C\.", ("17 u.s.c.",)),
        (r"\$\d+ a month", (" a month",)),
        (r"[abc]def|ghi", ("def", "ghi")),
        (r"ab", ()),
        (r"\w+", ()),
        (r"foo|b", ()),
        (r"", ()),
        (r"(?x) f o o", ()),
        (r"[[:alpha:]]word", ()),
        (r"(?|foo|bar)", ()),
        (r"\Qa.b\E", ()),
        (r"(foo)(?(1)bar|baz)", ()),
        (r"foo)", ()),
        (r"(foo", ()),
    ],
)  # fmt: skip
def test_the_strings_of_a_pattern(pattern: str, strings: tuple[str, ...]) -> None:
    assert needed(pattern) == strings


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("kelvin", "\u212aELVIN"),
        ("signs", "\u017figns"),
        ("straße", "STRA\u1e9eE"),
        ("don't", "DON\u2019T"),
        ("don\u2019t", "DON'T"),
        ("two words", "two\u00a0words"),
        ("\u03c3\u03c3\u03c2", "\u03a3\u03a3\u03a3"),
    ],
)
def test_letters_that_fold_to_others_are_found(pattern: str, text: str) -> None:
    assert matches(pattern, text)
    assert patterns.search(pattern, text) is not None


def test_most_of_our_patterns_need_something() -> None:
    assert sum(bool(needed(p)) for p in ours()) > 0.9 * len(ours()) > 1_000


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_text_that_one_of_our_patterns_matches_is_passed_over(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(ours()))
    try:
        made = st.from_regex(re.compile(pattern, re.IGNORECASE))
        text = data.draw(made)
    except re.error:  # PCRE2's alone
        text = data.draw(st.text())
    assert patterns.may_match(pattern, patterns.plain(text)) or not matches(pattern, text)


LETTERS = st.text("abcABC ſsK’'", min_size=1, max_size=4)
PIECES = st.recursive(
    LETTERS
    | st.sampled_from([".", r"\w", r"\b", "^", "$", "[ab]", "[^b]", "[]a]", r"\.", r"\x61", r"\1", "", "{", "}"]),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map("".join)
        | st.lists(inner, min_size=2, max_size=3).map("|".join).map(lambda p: f"(?:{p})")
        | inner.map(lambda p: f"({p})")
        | st.tuples(st.sampled_from(["(?=", "(?!", "(?<=", "(?<!", "(?>", "(?i:"]), inner).map(
            lambda t: f"{t[0]}{t[1]})"
        )
        | st.tuples(inner, st.sampled_from(["?", "*", "+", "{2}", "{0,2}", "{1,}", "{,2}", "??", "*+", "+?"])).map(
            lambda t: f"(?:{t[0]}){t[1]}"
        )
        | st.tuples(LETTERS, st.sampled_from(["?", "*", "+", "{2}", "{0}", "{,1}"])).map("".join)
    ),
    max_leaves=12,
)


@settings(max_examples=1_500, suppress_health_check=list(HealthCheck))
@given(PIECES, st.data())
def test_no_text_that_any_pattern_matches_is_passed_over(pattern: str, data: st.DataObject) -> None:
    try:
        patterns.compiled(pattern)
    except PolicyBroken:
        return
    try:
        text = data.draw(st.from_regex(re.compile(pattern, re.IGNORECASE)) | st.text("abcABC ſsK’'{},12.]"))
    except re.error:
        text = data.draw(st.text("abcABC ſsK’'{},12.]"))
    assert patterns.may_match(pattern, patterns.plain(text)) or not matches(pattern, text)


@given(st.text(), st.text())
def test_whatever_is_written_is_read(pattern: str, text: str) -> None:
    assert all(len(string) >= 3 for string in needed(pattern))
    patterns.may_match(pattern, text)
