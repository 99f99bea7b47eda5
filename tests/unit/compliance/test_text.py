"""The reading of a reply: nothing hides words from the rules, and every place leads back to the reply as written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.compliance.text import Page


def quote(raw: str, pattern: str) -> list[str]:
    page = Page(raw)
    return [raw[slice(*page.span(w.start, w.end))] for w in page.matches(pattern)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("we got a warrant.", "warrant"),
        ("we got a war\u200brant.", "war\u200brant"),  # zero-width space
        ("we got a war\u00adrant.", "war\u00adrant"),  # soft hyphen
        ("we got a w\u0430rr\u0430nt.", "w\u0430rr\u0430nt"),  # Cyrillic a
        ("we got a **warr**ant.", "warr**ant"),
        ("we got a <b>warr</b>ant.", "warr</b>ant"),
        ("we got a warr&#97;nt.", "warr&#97;nt"),
        (
            "we got a \uff57\uff41\uff52\uff52\uff41\uff4e\uff54.",
            "\uff57\uff41\uff52\uff52\uff41\uff4e\uff54",
        ),  # full width
        ("\U0001f600\U0001f468\u200d\U0001f469\u200d\U0001f467 a warrant", "warrant"),
        ("\u05e9\u05dc\u05d5\u05dd a warrant", "warrant"),
        ("a warra\u0301nt", "warra\u0301nt"),  # combining accent
    ],
)
def test_a_disguised_word_is_found_where_it_stands(written: str, expected: str) -> None:
    assert quote(written, r"\bwarrant\b") == [expected]


def test_typographic_quotes_and_dashes_match_plain_ones() -> None:
    assert quote("We can\u2019t say \u2013 sorry.", r"can't say - sorry") == ["can\u2019t say \u2013 sorry"]


def test_placeholders_survive_the_reading() -> None:
    assert Page("Hello <PERSON_1> and <EMAIL_ADDRESS_12>,").text == "Hello <PERSON_1> and <EMAIL_ADDRESS_12>,"


def test_list_items_know_the_sentence_that_introduces_them() -> None:
    page = Page("Hello,\n\nPlease send:\n- your name. A typed one will do.\n- your address\n\nThank you.")
    items = [(p.text, p.item, page.parts[p.lead].text) for p in page.parts if p.listed and p.lead is not None]
    assert items == [
        ("your name.", True, "Please send:"),
        ("A typed one will do.", False, "Please send:"),
        ("your address", True, "Please send:"),
    ]


def test_a_sentence_wrapped_at_the_margin_is_one_sentence() -> None:
    page = Page("We cannot tell you whether or not anybody has received\na request about this account.\nSecond line.")
    assert [p.text for p in page.parts][1:] == ["Second line."]


def test_a_pattern_with_an_anchor_is_asked_sentence_by_sentence() -> None:
    page = Page("Thank you. Send your name.\nSend your address.")
    assert len(page.matches(r"^send\b")) == 2
    assert page.matches(r"name$") == ()
    assert len(page.matches(r"name\.$")) == 1


def test_a_blank_page_has_no_sentences() -> None:
    page = Page("\u200b \n")
    assert page.parts == ()
    assert page.matches("x") == ()


@given(st.text(max_size=120))
def test_every_place_leads_back_into_the_reply(raw: str) -> None:
    page = Page(raw)
    previous = 0
    for offset in range(len(page.text)):
        start, end = page.span(offset, offset + 1)
        assert previous <= start < end <= len(raw)
        previous = start


@given(st.text(alphabet=st.sampled_from("ab \n\u200b\u00ad*_`<>/&;#39bi1"), max_size=80))
def test_words_between_marks_are_quoted_whole(noise: str) -> None:
    raw = f"{noise}\n\nxylophone\n\n{noise}"
    assert "xylophone" in quote(raw, "xylophone")
