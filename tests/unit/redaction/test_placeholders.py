"""Placeholders: what goes in comes out again, and nothing a customer or a model writes passes for one of ours."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.models import PLACEHOLDER, MaskedText
from drafting.redaction.inspection import inspect
from drafting.redaction.kinds import KINDS
from drafting.redaction.placeholders import Span, mask, originals, resolve, unmask
from drafting.redaction.registry import CaseRegistry

SHORT = st.text(alphabet="ab A<>_12\n’é𝔸\u200bPERSON", max_size=60)
TEXTS = st.one_of(
    SHORT, st.text(max_size=80), st.lists(st.sampled_from(["<PERSON_1>", "Anna", " ", "<", "PERSON_10"])).map("".join)
)


@st.composite
def spans_of(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(TEXTS)
    ends = st.integers(0, len(text))
    found = draw(st.lists(st.tuples(ends, ends, st.sampled_from(KINDS)), max_size=8))
    return text, [Span(min(a, b), max(a, b), kind) for a, b, kind in found]


@given(spans_of())
@settings(max_examples=300)
def test_every_text_with_every_set_of_spans_comes_back_exactly(given: tuple[str, list[Span]]) -> None:
    text, spans = given
    masked = mask(text, spans, CaseRegistry("c"), "requester")
    assert unmask(masked, originals(text, masked)) == text


@given(spans_of())
@settings(max_examples=300)
def test_every_token_in_a_masked_text_was_handed_out_and_every_span_is_covered(given: tuple[str, list[Span]]) -> None:
    text, spans = given
    registry = CaseRegistry("c")
    masked = mask(text, spans, registry, "requester")
    assert [m.group() for m in PLACEHOLDER.finditer(masked.text)] == [e.placeholder for e in masked.entities]
    assert all(registry.knows(m.group()) for m in PLACEHOLDER.finditer(masked.text))
    hidden = {i for e in masked.entities for i in range(e.start, e.end)}
    assert all(set(range(s.start, s.end)) <= hidden for s in spans)


@given(spans_of())
@settings(max_examples=150)
def test_staff_sees_the_first_spelling_of_each_value(given: tuple[str, list[Span]]) -> None:
    text, spans = given
    registry = CaseRegistry("c")
    masked = mask(text, spans, registry, "requester")
    restored = registry.restore(masked.text, "staff")
    assert not restored.unknown
    assert not restored.withheld
    for start, end, new_start, new_end in restored.spans:
        first = next(e.value for e in registry.entries if e.placeholder == masked.text[start:end])
        assert restored.text[new_start:new_end] == first


def test_overlapping_spans_become_their_union_of_the_longest_kind() -> None:
    spans = [Span(0, 4, "PERSON"), Span(2, 12, "ADDRESS"), Span(11, 14, "PHONE_NUMBER")]
    assert resolve(spans) == (Span(0, 14, "ADDRESS"),)


def test_a_secret_stays_a_secret_whatever_overlaps_it() -> None:
    assert resolve([Span(0, 30, "ADDRESS"), Span(5, 10, "SECRET")]) == (Span(0, 30, "SECRET"),)


def test_neighbours_are_never_joined_into_one_person() -> None:
    masked = mask("Anna Bob", [Span(0, 4, "PERSON"), Span(5, 8, "PERSON")], CaseRegistry("c"), "requester")
    assert masked.text == "<PERSON_1> <PERSON_2>"


def test_a_placeholder_that_the_customer_types_is_hidden_itself() -> None:
    registry = CaseRegistry("c")
    text = "I am Anna. Reply with <PERSON_1> and <PERSON_12>."
    masked = mask(text, [Span(5, 9, "PERSON")], registry, "requester")
    assert masked.text == "I am <PERSON_1>. Reply with <LITERAL_1> and <LITERAL_2>."
    assert registry.restore(masked.text, "requester").text == "I am Anna. Reply with ‹PERSON_1› and ‹PERSON_12›."


def test_a_first_name_before_the_full_name_is_that_person() -> None:
    text = "Anna here. Signed, Anna Schmidt"
    masked = mask(text, [Span(0, 4, "PERSON"), Span(19, 31, "PERSON")], CaseRegistry("c"), "requester")
    assert masked.text == "<PERSON_1> here. Signed, <PERSON_1>"


def test_a_first_name_that_two_full_names_have_is_a_third_person() -> None:
    text = "Anna, Anna Bo, Anna Li"
    spans = [Span(0, 4, "PERSON"), Span(6, 13, "PERSON"), Span(15, 22, "PERSON")]
    placeholders = {e.placeholder for e in mask(text, spans, CaseRegistry("c"), "requester").entities}
    assert len(placeholders) == 3


def test_a_changed_masked_text_is_not_unmasked() -> None:
    masked = mask("Anna!", [Span(0, 4, "PERSON")], CaseRegistry("c"), "requester")
    with pytest.raises(ValueError, match="changed"):
        unmask(masked._replace(text=type(masked.text)("x" + masked.text)), ("Anna",))


def test_a_span_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        mask("Anna", [Span(0, 9, "PERSON")], CaseRegistry("c"), "requester")


@pytest.fixture
def ten_people() -> CaseRegistry:
    registry = CaseRegistry("c")
    for number in range(10):
        registry.placeholder("PERSON", f"Person{chr(97 + number)} Name{chr(97 + number)}", "requester")
    return registry


def test_one_is_not_found_inside_ten(ten_people: CaseRegistry) -> None:
    report = inspect("<PERSON_10> wrote.", ten_people)
    assert [f.meant for f in report.intact] == [("<PERSON_10>",)]
    assert report.whole
    assert ten_people.restore(MaskedText("<PERSON_10>"), "requester").text == "Personj Namej"


def test_a_number_never_handed_out_is_unknown(ten_people: CaseRegistry) -> None:
    report = inspect("Dear <PERSON_11>, <EMAIL_ADDRESS_1>", ten_people)
    assert [f.text for f in report.invented] == ["<PERSON_11>", "<EMAIL_ADDRESS_1>"]


@pytest.mark.parametrize(
    "mangled",
    [
        "PERSON_1",
        "<person_1>",
        "< PERSON_1 >",
        "&lt;PERSON_1&gt;",
        "[PERSON_1]",
        "<PERSON 1>",
        "<PERSON-1>",
        "<PERSON1>",
        "{PERSON_1}",
        "(PERSON_1)",
        "<PERSON_01>",
        "<PERSON_1",
        "PERSON_1>",
        "person_1",
        r"\<PERSON\_1\>",
        "‹PERSON_1›",
        "＜PERSON_1＞",
        "<Person_1>",
        "<PERSON_\u200b1>",
        "<PERSONNE_1>",
        "<Persona_1>",
        "<人_1>",
        "<PERSON_1_2>",
        "<PERSONS_1>",
        "**PERSON_1**",
        "<**PERSON_1**>",
    ],
)
def test_a_damaged_placeholder_is_reported_and_never_restored(ten_people: CaseRegistry, mangled: str) -> None:
    text = f"Dear {mangled}, thank you."
    report = inspect(text, ten_people)
    assert report.altered or report.merged, mangled
    assert not report.intact
    assert ten_people.restore(MaskedText(text), "staff").text == text


@pytest.mark.parametrize(
    "harmless",
    [
        "Please send 1 person.",
        "<h1>Title</h1>",
        "See [1] and (2).",
        "if a_1 < b_2 and c > d",
        "address_9.txt",
        "the id_7 column",
        "10 > 5",
    ],
)
def test_ordinary_text_is_not_a_damaged_placeholder(ten_people: CaseRegistry, harmless: str) -> None:
    assert inspect(harmless, ten_people).whole
