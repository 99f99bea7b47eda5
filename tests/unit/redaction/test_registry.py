"""The case registry: one value, one placeholder; never one for two people; each audience sees what it wrote itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.models import MaskedText
from drafting.redaction.registry import CaseRegistry, Entry, StreamRestorer
from drafting.redaction.vault import dump_entry, load_entry


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("PERSON", "Anna Schmidt", "anna  schmidt"),
        ("PERSON", "Anna Schmidt", "ANNA SCHMIDT"),
        ("PERSON", "Anna Schmidt", "Dr. Anna Schmidt"),
        ("PERSON", "Anna Schmidt", "Anna Schmidt’s"),
        ("PERSON", "Anna Schmidt", "Anna\nSchmidt"),
        ("PERSON", "Anna Schmidt", "Ａnna Schm\u200bidt"),
        ("PERSON", "Anna Schmidt", "Schmidt"),
        ("PERSON", "Anna Schmidt", "Anna"),
        ("PERSON", "Anna Schmidt", "Mrs Schmidt"),
        ("EMAIL_ADDRESS", "Anna@Example.com", "mailto:anna@example.com"),
        ("PHONE_NUMBER", "+1 (212) 555-0100", "212.555.0100"),
        ("PHONE_NUMBER", "001 212 555 0100", "+12125550100"),
        ("CREDIT_CARD", "4111 1111 1111 1111", "4111-1111-1111-1111"),
        ("ADDRESS", "1 Main St,\nSpringfield", "1 main st Springfield"),
    ],
)
def test_spellings_of_one_value_share_a_placeholder(kind: str, one: str, other: str) -> None:
    registry = CaseRegistry("c")
    assert registry.placeholder(kind, one, "requester") == registry.placeholder(kind, other, "requester")


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("PERSON", "Anna Schmidt", "Anna Bauer"),
        ("PERSON", "Mr Schmidt", "Mrs Schmidt"),
        ("PERSON", "Mr. Kim Lee", "Ms. Kim Lee"),
        ("PERSON", "Anna Schmidt", "Anna Maria Schmidt"),
        ("PERSON", "John Smith Jr", "John Smith Sr"),
        ("EMAIL_ADDRESS", "a@example.com", "b@example.com"),
        ("PHONE_NUMBER", "212 555 0100", "212 555 0101"),
        ("PHONE_NUMBER", "212 555 0100", "212 555 0100 x7"),
        ("SECRET", "Hunter2!", "hunter2!"),
        ("ID", "AB-12345", "AB-12346"),
    ],
)
def test_different_values_never_share_a_placeholder(kind: str, one: str, other: str) -> None:
    registry = CaseRegistry("c")
    assert registry.placeholder(kind, one, "requester") != registry.placeholder(kind, other, "requester")


def test_a_first_name_that_two_people_have_is_neither_of_them() -> None:
    registry = CaseRegistry("c")
    known = {registry.placeholder("PERSON", name, "requester") for name in ("Anna Schmidt", "Anna Bauer")}
    assert registry.placeholder("PERSON", "Anna", "requester") not in known
    assert registry.placeholder("PERSON", "Bauer", "requester") in known


def test_a_shared_surname_with_a_title_is_only_a_person_of_that_gender() -> None:
    registry = CaseRegistry("c")
    he = registry.placeholder("PERSON", "Mr Tom Schmidt", "requester")
    she = registry.placeholder("PERSON", "Mrs Ann Schmidt", "requester")
    assert registry.placeholder("PERSON", "Mr Schmidt", "requester") == he
    assert registry.placeholder("PERSON", "Mrs Schmidt", "requester") == she


NAMES = st.lists(st.sampled_from(["Anna", "Bob", "Li", "Schmidt", "Kaya", "Mr", "Dr"]), min_size=1, max_size=3).map(
    " ".join
)


@given(st.lists(NAMES, max_size=12))
@settings(max_examples=200, deadline=None)
def test_numbering_is_the_same_every_time_and_survives_the_vault(names: list[str]) -> None:
    first, second = CaseRegistry("c"), CaseRegistry("c")
    given_first = [first.placeholder("PERSON", n, "requester") for n in names]
    assert given_first == [second.placeholder("PERSON", n, "requester") for n in names]
    loaded = CaseRegistry("c", [load_entry(dump_entry(e)) for e in first.entries])
    assert loaded.entries == first.entries
    # A value that was met before keeps its placeholder in a later draft.
    assert [loaded.placeholder("PERSON", n, "requester") for n in names] == [
        first.placeholder("PERSON", n, "requester") for n in names
    ]
    assert not loaded.changed()


@given(st.lists(NAMES, max_size=12))
@settings(max_examples=200, deadline=None)
def test_two_different_full_names_never_share(names: list[str]) -> None:
    registry = CaseRegistry("c")
    untitled: dict[str, set[tuple[str, ...]]] = {}
    for name in names:
        words = tuple(w for w in name.lower().split() if w not in {"mr", "dr"})
        placeholder = registry.placeholder("PERSON", name, "requester")
        if len(words) > 1:
            untitled.setdefault(placeholder, set()).add(words)
    assert all(len(full) == 1 for full in untitled.values())


def test_a_number_is_never_used_twice_even_when_an_entry_is_gone() -> None:
    kept = Entry("<PERSON_7>", "PERSON", "Anna Schmidt", frozenset({"requester"}))
    assert CaseRegistry("c", [kept]).placeholder("PERSON", "Bob Kaya", "requester") == "<PERSON_8>"


def test_changed_lists_new_entries_and_new_origins_until_saved() -> None:
    registry = CaseRegistry("c")
    registry.placeholder("PERSON", "Anna Schmidt", "requester")
    assert [e.placeholder for e in registry.changed()] == ["<PERSON_1>"]
    registry.saved()
    registry.placeholder("PERSON", "Anna Schmidt", "requester")
    assert registry.changed() == ()
    registry.placeholder("PERSON", "Anna Schmidt", "agent")
    assert [e.origins for e in registry.changed()] == [frozenset({"requester", "agent"})]


def test_an_audience_sees_only_what_it_wrote_itself() -> None:
    registry = CaseRegistry("c")
    registry.placeholder("PERSON", "Anna Schmidt", "requester")
    registry.placeholder("EMAIL_ADDRESS", "owner@example.com", "account")
    registry.placeholder("PERSON", "Bob Kaya", "third_party")
    text = MaskedText("<PERSON_1> <EMAIL_ADDRESS_1> <PERSON_2> <PERSON_3>")
    seen = registry.restore(text, "requester")
    assert seen.text == "Anna Schmidt <EMAIL_ADDRESS_1> <PERSON_2> <PERSON_3>"
    assert seen.withheld == ("<EMAIL_ADDRESS_1>", "<PERSON_2>")
    assert seen.unknown == ("<PERSON_3>",)
    assert registry.restore(text, "staff").text == "Anna Schmidt owner@example.com Bob Kaya <PERSON_3>"
    assert registry.restore(text, "third_party").text == "<PERSON_1> <EMAIL_ADDRESS_1> Bob Kaya <PERSON_3>"


def test_a_first_name_is_not_extended_by_a_surname_that_the_audience_did_not_write() -> None:
    registry = CaseRegistry("c")
    registry.placeholder("PERSON", "Anna Schmidt", "account")
    registry.placeholder("PERSON", "Anna", "requester")
    assert registry.restore(MaskedText("Hello <PERSON_1>"), "requester").text == "Hello Anna"
    assert registry.restore(MaskedText("Hello <PERSON_1>"), "staff").text == "Hello Anna Schmidt"


def test_a_secret_comes_back_for_staff_alone() -> None:
    registry = CaseRegistry("c")
    secret = MaskedText(registry.placeholder("SECRET", "hunter2!", "requester"))
    assert str(registry.restore(secret, "requester").text) == str(secret)
    assert registry.restore(secret, "requester").withheld == (secret,)
    assert registry.restore(secret, "staff").text == "hunter2!"


def test_a_restored_value_cannot_act_as_a_placeholder_again() -> None:
    registry = CaseRegistry("c")
    registry.placeholder("EMAIL_ADDRESS", "owner@example.com", "requester")
    literal = MaskedText(registry.placeholder("LITERAL", "<EMAIL_ADDRESS_1>", "requester"))
    once = registry.restore(literal, "requester").text
    assert once == "‹EMAIL_ADDRESS_1›"
    assert registry.restore(MaskedText(once), "requester").text == once


def test_a_restored_span_maps_both_texts() -> None:
    registry = CaseRegistry("c")
    registry.placeholder("PERSON", "Anna", "requester")
    masked = MaskedText("Hi <PERSON_1>, <PERSON_1>!")
    restored = registry.restore(masked, "requester")
    assert [(masked[a:b], restored.text[c:d]) for a, b, c, d in restored.spans] == [("<PERSON_1>", "Anna")] * 2


@given(
    st.lists(
        st.sampled_from(["Hi ", "<PERSON_1>", "<PERSON_10>", "<", ">", "PERSON_", "<PERSON", "1", "<A_B_", "\n", "é"]),
        max_size=14,
    ),
    st.data(),
)
@settings(max_examples=300, deadline=None)
def test_a_stream_shows_the_same_in_every_cut_and_never_half_a_placeholder(
    parts: list[str], data: st.DataObject
) -> None:
    registry = CaseRegistry("c")
    registry.placeholder("PERSON", "Anna", "requester")
    registry.placeholder("SECRET", "s3cret!", "requester")
    text = "".join(parts)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=10)))
    stream = StreamRestorer(registry, "requester")
    shown = ""
    for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True):
        shown += stream.feed(text[a:b])
        assert len(registry.restore(MaskedText(text[:b]), "requester").text) - len(shown) <= 40
    assert shown + stream.close() == registry.restore(MaskedText(text), "requester").text
    assert stream.unknown == registry.restore(MaskedText(text), "requester").unknown


def test_a_stream_holds_back_a_placeholder_until_it_is_whole() -> None:
    registry = CaseRegistry("c")
    registry.placeholder("PERSON", "Anna", "requester")
    stream = StreamRestorer(registry, "requester")
    assert [stream.feed(c) for c in ("Hi <PER", "SON_", "1", ">,", " 1 <", " 2")] == [
        "Hi ",
        "",
        "",
        "Anna,",
        " 1 ",
        "< 2",
    ]


def test_known_values_are_found_raw_but_not_as_placeholders_or_inside_kept_urls() -> None:
    registry = CaseRegistry("c")
    person = registry.placeholder("PERSON", "Anna Schmidt", "requester")
    mail = registry.placeholder("EMAIL_ADDRESS", "anna@example.com", "requester")
    name = registry.placeholder("PERSON", "Will", "requester")
    assert registry.known_values("Dear ANNA  schmidt, write to Anna@Example.com") == (person, mail)
    assert registry.known_values(f"Dear {person}, see https://quillhaven.example/anna-schmidt/x") == ()
    assert registry.known_values("https://quillhaven.example/?q=anna@example.com") == (mail,)
    assert registry.known_values("You will get a Willow.") == ()
    assert registry.known_values("Ask Will.") == (name,)


def test_a_registry_shows_no_value_when_printed() -> None:
    registry = CaseRegistry("c")
    registry.placeholder("PERSON", "Anna Schmidt", "requester")
    registry.placeholder("PERSON", "Schmidt", "agent")
    assert "Schmidt" not in repr(registry) + repr(registry.entries) + repr(registry.entries[0].forms)


def test_an_unknown_kind_or_an_empty_value_is_an_error() -> None:
    with pytest.raises(ValueError, match="unknown kind"):
        CaseRegistry("c").placeholder("PLANET", "Mars", "requester")
    with pytest.raises(ValueError, match="empty"):
        CaseRegistry("c").placeholder("PERSON", "", "requester")
