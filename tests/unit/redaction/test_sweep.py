"""One mention hides all: what stands elsewhere in a text of a value that is hidden in one place."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.redaction.fold import fold, folded
from drafting.redaction.lookup import Lookup, promised
from drafting.redaction.placeholders import Span, introduce, mask
from drafting.redaction.registry import CaseRegistry


def masked(text: str, *values: tuple[str, str], case: CaseRegistry | None = None, kept: tuple[str, ...] = ()) -> str:
    """Hides the first mention of each (kind, value) of a text, and keeps the first mention of others."""
    spans = [Span(text.index(v), text.index(v) + len(v), kind) for kind, v in values]
    ranges = [(text.index(k), text.index(k) + len(k)) for k in kept]
    return mask(text, spans, case or CaseRegistry("c"), "requester", ranges).text


@pytest.mark.parametrize(
    ("text", "kind", "value", "expected"),
    [
        ("Zora Planck. ZORA\n\tPLANCK, Zora Plánck", "PERSON", "Zora Planck", "<PERSON_1>. <PERSON_1>, <PERSON_1>"),
        ("Ivo, Ivory, xIvo, Ivo's", "PERSON", "Ivo", "<PERSON_1>, Ivory, xIvo, <PERSON_1>'s"),
        ("secret7 and mysecret77", "SECRET", "secret7", "<SECRET_1> and my<SECRET_1>7"),
        ("(a.b*c)? yes (a.b*c)?", "ID", "(a.b*c)?", "<ID_1> yes <ID_1>"),
        ("Planck, Zora: I, zora planck", "PERSON", "Planck, Zora", "<PERSON_1>: I, zora planck"),
        ("Li met li and Lia", "PERSON", "Li", "<PERSON_1> met li and Lia"),
        ("Rose? rose. Rose", "PERSON", "Rose", "<PERSON_1>? rose. Rose"),
        ("Mina Rose; Mina; Rose; mina", "PERSON", "Mina Rose", "<PERSON_1>; <PERSON_1>; Rose; <PERSON_1>"),
        ("7 and 7", "AGE", "7", "<AGE_1> and 7"),
        ("\u202eZora\u202c or Zo\u200bra", "PERSON", "Zora", "\u202e<PERSON_1>\u202c or <PERSON_1>"),
        ("Straße9 STRASSE9", "USERNAME", "Straße9", "<USERNAME_1> <USERNAME_1>"),
        (
            "\U0001d519\U0001d51f\U0001d520 𝔙bc",
            "USERNAME",
            "\U0001d519\U0001d51f\U0001d520",
            "<USERNAME_1> <USERNAME_1>",
        ),
        ("Jose\u0301 JOSÉ jose", "PERSON", "Jose\u0301", "<PERSON_1> <PERSON_1> <PERSON_1>"),
        ("Zora/Ivo-Zora_Zora", "PERSON", "Zora", "<PERSON_1>/Ivo-<PERSON_1>_<PERSON_1>"),
        ("Fisher, Fishers, fisherman", "PERSON", "Fisher", "<PERSON_1>, <PERSON_1>s, fisherman"),
    ],
)
def test_other_mentions(text: str, kind: str, value: str, expected: str) -> None:
    assert masked(text, (kind, value)) == expected


def test_a_value_that_its_neighbours_laid_bare_is_hidden() -> None:
    assert masked("Ivo: secret7Ivo, Ivosecret7", ("PERSON", "Ivo"), ("SECRET", "secret7")) == (
        "<PERSON_1>: <SECRET_1><PERSON_1>, <PERSON_1><SECRET_1>"
    )
    text = "id9Ivoid9Ivo42"  # the second Ivo is a whole word only if 42 were hidden
    assert (
        mask(text, [Span(0, 3, "ID"), Span(6, 9, "ID")], _case("Ivo"), "requester").text
        == "<ID_1><PERSON_1><ID_1>Ivo42"
    )


def test_a_value_inside_another_goes_with_it() -> None:
    text = "zora@example.com is Zora; write zora@example.com"
    assert masked(text, ("PERSON", "Zora"), ("EMAIL_ADDRESS", "zora@example.com")) == (
        "<EMAIL_ADDRESS_1> is <PERSON_1>; write <EMAIL_ADDRESS_1>"
    )


def test_a_mention_that_overlaps_a_span_becomes_one_with_it_and_is_looked_for_again() -> None:
    case = _case("Zora Planck")
    text = "Zora Planck-7788 here, xZora Planck-7788x there"
    done = mask(text, [Span(5, 16, "ID")], case, "requester")
    assert done.text == "<ID_1> here, x<ID_1>x there"
    assert case.entries[1].value == "Zora Planck-7788"


def test_what_is_kept_on_purpose_shows_a_name_but_no_secret() -> None:
    url = "https://quillhaven.example/zora-planck/Zora?key=s3cr3t-0"
    text = f"Zora has s3cr3t-0, see {url} by Zora"
    assert masked(text, ("PERSON", "Zora"), ("SECRET", "s3cr3t-0"), kept=(url,)) == (
        "<PERSON_1> has <SECRET_1>, see https://quillhaven.example/zora-planck/Zora?key=<SECRET_1> by <PERSON_1>"
    )
    assert masked("Zora, the law of Zora", ("PERSON", "Zora"), kept=("law of Zora",)) == "<PERSON_1>, the law of Zora"


def test_reported_urls_are_kept_unless_told_otherwise() -> None:
    text = "Zora: https://quillhaven.example/Zora"
    spans = [Span(0, 4, "PERSON")]
    assert mask(text, spans, CaseRegistry("c"), "requester").text == "<PERSON_1>: https://quillhaven.example/Zora"
    assert (
        mask(text, spans, CaseRegistry("c"), "requester", kept=()).text
        == "<PERSON_1>: https://quillhaven.example/<PERSON_1>"
    )


def test_an_earlier_message_makes_a_value_known() -> None:
    case = CaseRegistry("c")
    masked("I am Zora Planck", ("PERSON", "Zora Planck"), case=case)
    assert masked("zora planck, Planck", case=case) == "<PERSON_1>, <PERSON_1>"


def test_introduced_names_are_known_before_the_first_text() -> None:
    case = CaseRegistry("c")
    introduce([("PERSON", name, "requester") for name in ("Zora", "Zora Planck", "Zora Okoro")], case)
    assert masked("Zora is here", ("PERSON", "Zora"), case=case) == "<PERSON_3> is here"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("PERSON", "Al"),
        ("SECRET", "1234"),
        ("PERSON", "will"),
        ("USERNAME", "github"),
        ("ID", "------"),
        ("SECRET", " \u200b"),
    ],
)
def test_what_is_too_short_or_too_ordinary_is_not_promised(kind: str, value: str) -> None:
    assert not promised(kind, value)


@given(st.text(max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_whatever_contains_a_value_contains_its_folded_form(text: str, a: int, b: int) -> None:
    part = text[min(a, b) : max(a, b)]
    assert folded(part) in fold(text).text
    assert folded(part) == fold(part).text.rstrip(" ")
    page = fold(text)
    assert len(page.back) == len(page.text)
    assert page.back == sorted(page.back)


HOSTILE = ["aa", "1 ", "ab", "  ", "a.", "\u0301\u0301", "ßß"]


@pytest.mark.parametrize("piece", HOSTILE)
def test_three_thousand_values_cost_a_hostile_text_no_more_than_its_length(piece: str) -> None:
    r = random.Random(piece)
    lookup = Lookup(("ID", "".join(r.choices("ab1 .ß", k=r.randint(3, 12)))) for _ in range(3000))

    def seconds(times: int) -> float:
        page = fold(piece * times)
        began = time.process_time()
        for _ in lookup.hits(page):
            pass
        return time.process_time() - began

    short, long = (min(seconds(times) for _ in range(2)) for times in (500, 4_000))
    assert long < 8 * 3 * short + 0.05  # eight times the text; a square would take 64 times as long


def _case(name: str) -> CaseRegistry:
    case = CaseRegistry("c")
    case.placeholder("PERSON", name, "requester")
    return case
