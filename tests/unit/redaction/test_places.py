"""Places and addresses that the model found: whose they are decides, and what else bears the name of a place."""

from __future__ import annotations

import pytest

from drafting.redaction.addresses.places import address, place


def judged(text: str, value: str) -> str | None:
    at = text.index(value)
    span = place(text, at, at + len(value))
    return None if span is None else text[span.start : span.end]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("I moved to Chorzów last year.", "Chorzów"),
        ("She came here from Hungary.", "Hungary"),
        ("My parents live in Peru.", "Peru"),
        ("Anna, 4 Elm Row\nCastletown\nIreland\n", "Ireland"),
        ("We met in Gdynia, Poland, in May.", "Poland"),
        ("The orchestra serves Southern Portugal.", "Southern Portugal"),
        ("i live in lower hutt", "lower hutt"),
        ("THE CAR WAS SEEN IN KOSTINBROD", "KOSTINBROD"),
        ("It was sent to Pärnu's post office.", "Pärnu's"),
    ],
)
def test_where_somebody_lives_or_came_from_is_hidden(text: str, value: str) -> None:
    assert judged(text, value) == value.removesuffix("'s")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Can I use the card in Japan?", "Japan"),
        ("How long does delivery to the United States take?", "the United States"),
        ("The laws of Germany do not know fair use.", "Germany"),
        ("Delaware LLC", "Delaware"),
        ("see src/paris/index.js", "paris"),
        ("paris_data.csv was leaked", "paris"),
        ("@berlin is the handle", "berlin"),
        ("our product GitLab", "GitLab"),
        ("It runs on Debian", "Debian"),
        ("The Vienna Convention applies", "Vienna"),
        ("about the same", "about"),
        ("version 3.11", "3.11"),
    ],
)
def test_countries_that_are_nobodys_products_and_code_stay(text: str, value: str) -> None:
    assert judged(text, value) is None


def test_the_article_before_a_place_stays() -> None:
    assert judged("I come from the Netherlands.", "the Netherlands") == "Netherlands"


@pytest.mark.parametrize(
    "value", ["17 U.S.C. 512", "Elm Street", "12", "src/main/12.js", "{id: 12}", "mail@12.example"]
)
def test_an_address_has_a_number_and_words_and_is_no_code(value: str) -> None:
    assert address(f"See {value} there", 4, 4 + len(value)) is None


def test_an_address_loses_the_comma_after_it() -> None:
    text = "Write to 12 Orchard Row, Leeds LS6 2AB, please"
    span = address(text, 9, text.index(", please") + 1)
    assert span is not None and text[span.start : span.end] == "12 Orchard Row, Leeds LS6 2AB"
