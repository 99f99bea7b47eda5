"""Places of law, countries and states, and that kept words hide neither people nor secrets from the redactor."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafting.errors import PolicyBroken
from drafting.redaction.kept import Kept, is_country_or_state, is_legal_place
from drafting.redaction.placeholders import Span
from drafting.settings import ROOT


@pytest.fixture(scope="module")
def kept() -> Kept:
    return Kept.read(ROOT / "policies")


@pytest.mark.parametrize(
    "words", ["Germany", "the United States", "TEXAS", "New York", "EU", "U.S.", "Türkiye", "Norway's"]
)
def test_countries_and_states(words: str) -> None:
    assert is_country_or_state(words)


@pytest.mark.parametrize("words", ["Springfield", "Berlin", "", "the", "Main Street", "Texarkana", "Anna"])
def test_towns_are_neither(words: str) -> None:
    assert not is_country_or_state(words)


@pytest.mark.parametrize(
    "text",
    [
        "the courts of [Ireland]",
        "under the laws of the State of [Texas]",
        "a resident of [California]",
        "the Northern District of [Illinois]",
        "the Attorney General of [Texas]",
        "the police of [Springfield]",
        "the District Court of [Hamburg]",
        "somewhere in the [EU]",
        "under [French]",
        "[California] residents have this right",
        "[Germany]'s Federal Court",
        "outside of the [United States]",
        "in violation of [Indian] law",
        "the Republic of [Korea]",
    ],
)
def test_a_place_that_stands_for_its_law_is_kept(text: str) -> None:
    assert is_legal_place(*_marked(text))


@pytest.mark.parametrize(
    "text",
    [
        "I live in [Germany]",
        "I moved to [Texas] last year",
        "he is from [Springfield]",
        "I am a resident of [Springfield]",
        "my flat in [Berlin]",
        "us and [them]",
        "born in [California] in May",
    ],
)
def test_a_place_where_somebody_lives_is_not(text: str) -> None:
    assert not is_legal_place(*_marked(text))


def _marked(text: str) -> tuple[str, Span]:
    start, end = text.index("["), text.index("]") - 1
    return text.replace("[", "").replace("]", ""), Span(start, end, "LOCATION")


def test_a_mistake_inside_what_is_kept_is_dropped_and_a_name_beside_it_is_not(kept: Kept) -> None:
    text = "Lanham Act says Anna Schmidt"
    act, anna = Span(0, 6, "PERSON"), Span(16, 28, "PERSON")
    assert kept.drop(text, [act, anna]) == [anna]


@pytest.mark.parametrize("kind", ["SECRET", "CREDIT_CARD", "EMAIL_ADDRESS", "IBAN_CODE", "US_SSN", "IP_ADDRESS"])
def test_values_with_a_form_of_their_own_are_hidden_even_there(kept: Kept, kind: str) -> None:
    spans = [Span(0, 10, kind)]
    assert kept.drop("Lanham Act", spans) == spans


def test_a_person_of_the_ticket_is_hidden_in_the_name_of_a_company(kept: Kept) -> None:
    text = "Petrak Software GmbH"
    found = [Span(0, 6, "PERSON")]
    assert kept.drop(text, found) == []
    assert kept.drop(text, found, repeated=True) == found


def test_our_own_address_is_kept_and_one_that_only_begins_like_it_is_not(kept: Kept) -> None:
    ours, other = "privacy@quillhaven.example", "privacy@quillhaven.example-mail.example"
    assert kept.drop(ours, [Span(0, len(ours), "EMAIL_ADDRESS")]) == []
    assert kept.drop(other, [Span(0, len(other), "EMAIL_ADDRESS")]) != []


def test_a_folder_without_a_table_keeps_nothing_but_places_of_law(tmp_path: Path) -> None:
    nothing = Kept.read(tmp_path)
    assert nothing.drop("courts of Ireland", [Span(10, 17, "LOCATION")]) == []
    assert nothing.drop("Lanham Act", [Span(0, 6, "PERSON")]) != []


def test_a_broken_table_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "kept.yaml").write_text("categories: []\nsections: {}\nwhat: x\n", encoding="utf-8")
    with pytest.raises(PolicyBroken, match=r"kept\.yaml:3: unknown key"):
        Kept.read(tmp_path)


@pytest.mark.parametrize(
    "unit", ["a", "A ", "1", " ", "section ", "v. ", "Court of ", "registration ", "Aa, ", "1-", "A-", "1.", "A&"]
)
def test_hostile_texts_take_linear_time(kept: Kept, unit: str) -> None:
    import time

    took = []
    for length in (25_000, 100_000):
        text = unit * (length // len(unit))
        started = time.process_time()
        kept.drop(text, [Span(0, 1, "PERSON")])
        took.append(time.process_time() - started)
    assert took[1] < max(2.0, 7 * took[0])
