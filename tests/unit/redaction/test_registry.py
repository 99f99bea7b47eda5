"""The case registry: one value, one placeholder; never one for two people; each audience sees what it wrote itself."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.models import MaskedText
from drafting.redaction.registry import CaseRegistry, Entry
from drafting.redaction.restore import StreamRestorer
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
        ("PERSON", "José Núñez", "Jose Nun\u0303ez"),
        ("PERSON", "José Núñez", "JOSÉ NÚÑEZ"),
        ("PERSON", "Anna Schmidt", "Schmidt, Anna"),
        ("PERSON", "Anna Schmidt", "Schmidt, Mrs. Anna M."),
        ("PERSON", "Anna Schmidt", "Anna M. Schmidt"),
        ("PERSON", "Anna M. Schmidt", "Anna Schmidt"),
        ("PERSON", "Anna M. Schmidt", "Anna Maria Schmidt"),
        ("PERSON", "Anna Schmidt", "A. Schmidt"),
        ("PERSON", "A. M. Schmidt", "Anna Maria Schmidt"),
        ("PERSON", "A.M. Schmidt", "A. M. Schmidt"),
        ("PERSON", "Anna Schmidt", "Anna Schmidt, PhD"),
        ("PERSON", "Anna Schmidt", "Prof. Dr. Anna Schmidt"),
        ("PERSON", "Sean O’Brien", "sean o'brien"),
        ("PERSON", "Anna van der Berg", "Ms van der Berg"),
        ("PERSON", "Anna van der Berg", "Berg"),
        ("PERSON", "John Smith, Jr.", "John Q. Smith Jr"),
        ("PERSON", "İlknur Groß", "ilknur gross"),
        ("EMAIL_ADDRESS", "Anna@Example.com", "mailto:anna@example.com"),
        ("PHONE_NUMBER", "+1 (212) 555-0100", "212.555.0100"),
        ("PHONE_NUMBER", "001 212 555 0100", "+12125550100"),
        ("CREDIT_CARD", "4111 1111 1111 1111", "4111-1111-1111-1111"),
        ("ADDRESS", "1 Main St,\nSpringfield", "1 main st Springfield"),
        ("ADDRESS", "1 Main Street, Springfield", "1 MAIN ST. SPRINGFIELD"),
        ("ADDRESS", "Beispielstraße 5", "Beispielstr. 5"),
        ("EMAIL_ADDRESS", "anna (at) example [dot] com", "Anna@example.com"),
        ("PHONE_NUMBER", "+44 (0) 20 5550 1234", "+44 20 5550 1234"),
        ("PHONE_NUMBER", "212 555 0100 ext. 7", "(212) 555-0100 x7"),
        ("PHONE_NUMBER", "٢١٢ ٥٥٥ ٠١٠٠", "212-555-0100"),
        ("IBAN_CODE", "DE89 3704 0044 0532 0130 00", "de89370400440532013000"),
        ("US_SSN", "078-05-1120", "078 05 1120"),
        ("MAC_ADDRESS", "00:00:5E:00:53:01", "0000.5e00.5301"),
        ("IP_ADDRESS", "2001:0DB8:0:0::1", "2001:db8::1"),
        ("IP_ADDRESS", "203.0.113[.]9", "203.0.113.9"),
        ("COORDINATES", "12.345600, -65.400000", "12.3456,-65.4"),
        ("COORDINATES", "12.3456° N, 65.4° W", "lat 12.3456 lon -65.4"),
        ("COORDINATES", "12°30'36\"N 65°24'0\"W", "12.51, -65.4"),
        ("LOCATION", "Zürich", "ZURICH"),
        ("USERNAME", "@quill_user", "/u/Quill_User"),
        ("LICENSE_PLATE", "B-AB 1234", "b ab-1234"),
        ("CASE_NUMBER", "Case No. 1:99-cv-00001", "1:99-CV-00001"),
        ("DEVICE_ID", "35-209900-176148-1", "352099001761481"),
        ("ID", "AB 12345", "ab-12345"),
        ("DATE_OF_BIRTH", "3 March 1984", "March 3rd, 1984"),
        ("DATE_OF_BIRTH", "1984-03-03", "3rd of March 1984"),
        ("DATE_TIME", "03/04/1984", "03.04.1984"),
        ("AGE", "34 years old", "aged 34"),
        ("CRYPTO", "0xABCDEF0000000000000000000000000000000000", "0xabcdef0000000000000000000000000000000000"),
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
        ("PERSON", "Anna Luise Schmidt", "Anna Maria Schmidt"),
        ("PERSON", "Anna L. Schmidt", "Anna M. Schmidt"),
        ("PERSON", "Anna Schmidt", "B. Schmidt"),
        ("PERSON", "John Smith Jr", "John Smith Sr"),
        ("PERSON", "John Smith, Jr.", "John Smith"),
        ("PERSON", "John Smith II", "John Smith III"),
        ("PERSON", "Anna", "Anna Schmidt"),
        ("PERSON", "Anna Berg", "Anna Bergmann"),
        ("PHONE_NUMBER", "1-800-EXAMPLE", "1-800-SAMPLES"),
        ("LICENSE_PLATE", "B-AB 1234", "BA-B 1234"),
        ("CRYPTO", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT", "1boatslrhtknngkdxeeobr76b53lettpyt"),
        ("DATE_OF_BIRTH", "03/04/1984", "04/03/1984"),
        ("CASE_NUMBER", "novel-1", "vel-1"),
        ("AGE", "34 years old", "34 months old"),
        ("IP_ADDRESS", "203.0.113.0/24", "203.0.113.0"),
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


def test_initials_are_the_only_person_whom_they_fit_or_nobody() -> None:
    registry = CaseRegistry("c")
    anna = registry.placeholder("PERSON", "Anna Schmidt", "requester")
    assert registry.placeholder("PERSON", "A. Schmidt", "requester") == anna
    adam = registry.placeholder("PERSON", "Adam Schmidt", "requester")
    assert adam != anna
    assert registry.placeholder("PERSON", "A. B. Schmidt", "requester") not in {anna, adam}
    assert registry.placeholder("PERSON", "A. Schmidt", "requester") == anna  # given once, given for good


def test_a_middle_name_once_known_keeps_others_out() -> None:
    registry = CaseRegistry("c")
    first = registry.placeholder("PERSON", "Anna Schmidt", "requester")
    assert registry.placeholder("PERSON", "Anna Maria Schmidt", "requester") == first
    other = registry.placeholder("PERSON", "Anna Luise Schmidt", "requester")
    assert other != first
    assert registry.placeholder("PERSON", "Anna L. Schmidt", "requester") == other
    assert registry.placeholder("PERSON", "Anna Schmidt", "requester") == first
    assert registry.placeholder("PERSON", "Schmidt", "requester") not in {first, other}


def test_who_shares_a_name_with_a_crowd_is_found_by_the_whole_name_alone() -> None:
    registry = CaseRegistry("c")
    names = [f"Anna {chr(65 + a)}{chr(97 + b)}a Schmidt" for a in range(10) for b in range(5)]
    given = [registry.placeholder("PERSON", name, "requester") for name in names]
    assert len(set(given)) == 50
    assert [registry.placeholder("PERSON", name.upper(), "requester") for name in names] == given
    assert registry.placeholder("PERSON", "Anna Schmidt", "requester") not in given


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
@settings(max_examples=200)
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
@settings(max_examples=200)
def test_two_different_full_names_never_share(names: list[str]) -> None:
    registry = CaseRegistry("c")
    people: dict[str, list[tuple[str, ...]]] = {}
    for name in names:
        words = tuple(w for w in name.lower().split() if w not in {"mr", "dr"})
        placeholder = registry.placeholder("PERSON", name, "requester")
        if len(words) > 1:
            people.setdefault(placeholder, []).append(words)
    for full in people.values():  # the same first name and surname, and at most one middle name
        assert len({(words[0], words[-1]) for words in full}) == 1
        assert len({words[1] for words in full if len(words) == 3}) <= 1


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
@settings(max_examples=300)
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
    assert registry.known_values("Ask Will.") == ()  # an ordinary word: masking leaves it, so the guard must, too
    assert name != person


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("PERSON", "Zora Planck", "from ZORA\n  planck."),
        ("PERSON", "Zora Planck", "from Ｚｏｒａ Planck."),
        ("PERSON", "Zora Planck", "from Zo\u00adra\u200b Pl\u00e1nck."),
        ("PERSON", "Ivo", "ask ivo"),
        ("EMAIL_ADDRESS", "zora@example.com", "xZORA@EXAMPLE.COMx"),
        ("SECRET", "sk_test_0000", "?key=sk_test_0000&"),
        ("ID", "QH-00417", "file QH-00417.txt"),
        ("USERNAME", "straße9", "STRASSE9"),
        ("LITERAL", "Planck & Co", ""),
    ],
)
def test_a_known_value_is_found_in_any_dress(kind: str, value: str, text: str) -> None:
    registry = CaseRegistry("c")
    placeholder = registry.placeholder(kind, value, "requester")
    assert registry.known_values(text) == ((placeholder,) if text else ())


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("PERSON", "Zora Planck", "Zora <ID_1> Planck, <PERSON_1>"),
        ("PERSON", "Bo", "a bow"),
        ("AGE", "34", "34 days"),
        ("DATE_TIME", "23 November 2026", "until 23 November 2026"),
        ("LOCATION", "Springfield", "the law of Springfield"),
        ("PERSON", "Martin", "in Martinique"),
        ("ID", "1234", "1234"),
    ],
)
def test_our_own_words_are_not_refused(kind: str, value: str, text: str) -> None:
    registry = CaseRegistry("c")
    registry.placeholder(kind, value, "requester")
    assert registry.known_values(text) == ()


def test_three_thousand_values_are_looked_for_at_once() -> None:
    registry = CaseRegistry("c")
    for number in range(3000):
        registry.placeholder("PERSON", f"Zora{number} Planck{number}", "requester")
    text = "Nobody wrote this to anyone today, and Zora is not in it. " * 1700
    began = time.perf_counter()
    assert registry.known_values(text + "ZORA2999 planck2999") == ("<PERSON_3000>",)
    assert time.perf_counter() - began < 5  # a tenth of this is usual; one value after another took minutes


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


@pytest.mark.parametrize(
    "text",
    [
        "Hi <PERSON_1>, and <PERSON_2>.",
        "&lt;PERSON_1&gt; is not ours, nor < PERSON_1>, <PERSON_1 or <person_1>",
        "<<PERSON_1>> <PERSON_<PERSON_1> <PERSON_1",
        "a <b> c < 3, <A_" + "X" * 80 + "_1>",
    ],
)
def test_a_stream_cut_anywhere_shows_what_the_whole_text_does(text: str) -> None:
    registry = CaseRegistry("c")
    registry.placeholder("PERSON", "Zora Planck", "requester")
    whole = registry.restore(MaskedText(text), "requester").text
    for first in range(len(text) + 1):
        for second in (first, min(len(text), first + 1), min(len(text), first + 5)):
            stream = StreamRestorer(registry, "requester")
            shown = [stream.feed(part) for part in (text[:first], text[first:second], text[second:])]
            assert "".join([*shown, stream.close()]) == whole
    stream = StreamRestorer(registry, "requester")
    shown_so_far = ""
    for at, char in enumerate(text, start=1):
        shown_so_far += stream.feed(char)
        held = len(registry.restore(MaskedText(text[:at]), "requester").text) - len(shown_so_far)
        assert held <= 40  # one placeholder at most


def test_an_id_is_one_value_whatever_it_is_taken_for() -> None:
    case = CaseRegistry("c")
    assert case.placeholder("ID", "acct-4711", "account") == "<ID_1>"
    assert case.placeholder("USERNAME", "ACCT-4711", "requester") == "<ID_1>"
    assert case.placeholder("USERNAME", "acct-4712", "requester") == "<USERNAME_1>"
    again = CaseRegistry("c", case.entries)
    assert again.placeholder("CASE_NUMBER", "acct-4711", "agent") == "<ID_1>"
