"""HTML mail is read like the text that its reader sees."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.examine.shown import shown
from drafting.models import ElementState, Sender
from drafting.policy.schema import Element, Recognise
from tests.unit.intake import (
    ALL,
    BELIEF,
    CONTACT,
    LOCATION,
    MISSING,
    PRESENT,
    SIGNATURE,
    UNCLEAR,
    WORK,
    element,
    items,
    state,
)
from tests.unit.tickets import ticket

BELIEVES = "I have a good faith belief that the use is not authorized."
ASKED: tuple[Sender, str] = ("agent", "Which plugin do you mean?")


class TestShown:
    @pytest.mark.parametrize(
        ("source", "wanted"),
        [
            ("plain\ntext", "plain\ntext"),
            ("a <PERSON_1> & b < c", "a <PERSON_1> & b < c"),
            ("<p>a\nb</p><p>c</p>", "a b\n\nc"),
            ("<div>a</div><div>b<br>c</div>", "a\nb\nc"),
            ("<p>a&nbsp;b&amp;c&#39;s&hellip;</p>", "a b&c's…"),
            ("<p>no &such; entity</p>", "no &such; entity"),
            ("<ul><li>a<li>b</ul>", "- a\n- b"),
            ("<p><b>Name:</b> <PERSON_1></p>", "**Name:** <PERSON_1>"),
            ("<table><tr><td>Name</td><td>x</td></tr></table>", "**Name**\nx"),
            ("<blockquote>a<br>b</blockquote>c<br>", "> a\n> b\n\nc"),
            ("<div>a<blockquote><p>b</p><p>c</p></blockquote></div>", "a\n\n> b\n\n> c"),
            ("<pre>a\n  b</pre>", "a\n  b"),
            ("<p>a<!-- not this -->b</p>", "ab"),
            ("<html><head><title>t</title><style>p{}</style></head><body>a</body></html>", "a"),
            ('<div><p style="display: none">x</p>a</div>', "a"),
            ('<div><span style="font-size:0px">x</span><span style="font-size:0.9em">a</span></div>', "a"),
            ('<div><div hidden>x<div>y</div></div><div class="hidden">a</div></div>', "a"),
            ("<p>a <s>x</s>b</p>", "a b"),
            ('<p><a href="mailto:<EMAIL_ADDRESS_1>">mail</a> me</p>', "mail me"),
            ("<p>one<o:p></o:p></p>", "one"),
            ('<p class="MsoNormal">a</p><p class="MsoNormal">b</p>', "a\nb"),
            ('<p><input type="checkbox" checked> yes<br><input type=checkbox> no</p>', "[x] yes\n[ ] no"),
            ("Look at <script>, it is <b>bold</b>", "Look at , it is **bold**"),
            ("Line\n<br>\nline </p> <T> x", "Line\n\n\nline  <T> x"),
        ],
    )
    def test_what_the_reader_sees(self, source: str, wanted: str) -> None:
        assert shown(source).text.rstrip("\n") == wanted

    @given(
        st.lists(
            st.sampled_from(
                [
                    "<p>",
                    "</p>",
                    "<td>",
                    "</tr>",
                    "<table>",
                    "<!--",
                    "-->",
                    "<blockquote>",
                    "</div>",
                    "<s>",
                    "</s>",
                    "&amp;",
                    "<PERSON_1>",
                    "<a href='",
                    "\n",
                    ">",
                    "word",
                    " ",
                ]
            ),
            max_size=30,
        )
    )
    def test_every_character_has_its_place_in_the_message(self, pieces: list[str]) -> None:
        message = "".join(pieces)
        seen = shown(message)
        assert len(seen.text) == len(seen.at)
        assert list(seen.at) == sorted(seen.at)
        for char, at in zip(seen.text, seen.at, strict=True):
            assert message[at] in {char, "<", "&"} or char in "> \n*"  # marks stand at what they mark


class TestElements:
    @pytest.mark.parametrize(
        "mail",
        [
            f"<div>{BELIEVES}</div>",
            f"<html><body><table><tr><td>{BELIEVES}</td></tr></table></body></html>",
            "<p>I have a good&nbsp;faith belief that<br>the use\nis <b>not</b> authorized.</p>",
            "<p>I&nbsp;have a <span style='color:red'>good&#32;faith</span> belief that it is not author&#105;zed.</p>",
        ],
    )
    def test_markup_hides_no_words(self, mail: str) -> None:
        assert state(mail, BELIEF) is PRESENT

    @pytest.mark.parametrize(
        "mail",
        [
            f"<div>Hello.<blockquote>{BELIEVES}</blockquote></div>",
            "<div>Hello.</div><div class='gmail_quote'><div>On Monday, Quillhaven wrote:<br></div>"
            f"<blockquote>{BELIEVES}</blockquote></div>",
            f"<div>Hello.<blockquote><div>a<blockquote>{BELIEVES}</blockquote></div></blockquote></div>",
            "<p>Hello.</p><hr><p><b>From:</b> Quillhaven<br><b>Sent:</b> Monday<br><b>To:</b> <PERSON_1></p>"
            f"<p>{BELIEVES}</p>",
            f'<p>Hello.</p><p style="display:none">{BELIEVES}</p>',
            f"<p>Hello.</p><!-- {BELIEVES} -->",
            f"<p>Hello.</p><p><del>{BELIEVES}</del></p>",
            f'<p>Hello.</p><div style="max-height:0;overflow:hidden">{BELIEVES}</div>',
            f"<p>Hello.</p><table><tr><td>{BELIEVES}</td><td>No</td></tr></table>",
            f"<p>Hello.</p><p><input type='checkbox'>{BELIEVES}</p>",
        ],
    )
    def test_what_is_quoted_hidden_struck_or_declined_is_not_said(self, mail: str) -> None:
        assert items(ticket("Hello.", ASKED, mail), BELIEF)["good-faith"].state is MISSING

    def test_below_a_blockquote_he_speaks_again(self) -> None:
        mail = f"<div>On Monday, Quillhaven wrote:<blockquote>Which?</blockquote>{BELIEVES}</div>"
        assert items(ticket("Hello.", ASKED, mail), BELIEF)["good-faith"].state is PRESENT

    def test_a_table_is_a_form(self) -> None:
        rows = {
            "Description of the original copyrighted work": "Fernlight, a set of icons",
            "What files should be taken down": "https://quillhaven.example/kelmo/copycat",
            "Your telephone number or physical address": "n/a",
            "Your full legal name": "Marisol Quade",
        }
        table = "".join(f"<tr><td>{q}</td><td>{a}</td></tr>" for q, a in rows.items())
        found = items(ticket(f"<html><body><table>{table}</table></body></html>"), WORK, LOCATION, CONTACT, SIGNATURE)
        assert {e: i.state for e, i in found.items()} == {
            "work": PRESENT,
            "location": PRESENT,
            "contact": MISSING,
            "signature": PRESENT,
        }
        assert found["signature"].evidence == "Marisol Quade"

    def test_a_name_on_a_line_of_its_own_signs(self) -> None:
        assert (
            state("<div>It is a copy.</div><div>Kind regards,</div><div>Marisol&nbsp;Quade</div>", SIGNATURE) is PRESENT
        )

    def test_evidence_ends_with_the_whole_entity(self) -> None:
        work = element("work", recognise=Recognise(words=(r"my plugin",)))
        asked = "<p>This is my plugin &ldquo;Fern&rdquo;</p>"
        assert items(ticket(asked), work)["work"].evidence == "This is my plugin &ldquo;Fern&rdquo;"


MARKS = (
    "<p> </p> <br> <td> </td> <tr> <table> </table> <blockquote> </blockquote> <b> </b> </i> <html> <!-- --> &nbsp;"
    " &amp; <PERSON_1> https://quillhaven.example/a/b"
)
TAGS = st.sampled_from(
    [
        *MARKS.split(" "),
        '<i style="display:none">',
        BELIEVES,
        "my fine plugin",
        "Kind regards,",
        "On Monday, <PERSON_2> wrote:",
    ]
)


@settings(max_examples=80)
@given(st.lists(TAGS | st.text(max_size=10), max_size=24))
def test_evidence_in_html_is_always_words_of_the_ticket(pieces: list[str]) -> None:
    text = "".join(pieces)
    for item in items(ticket(text), *ALL).values():
        assert (item.evidence is None) == (item.state is MISSING)
        assert item.evidence is None or item.evidence in text


def states(text: str, *wanted: Element) -> set[ElementState]:
    return {item.state for item in items(ticket(text), *wanted).values()}


def test_an_oath_in_hidden_text_is_not_even_unclear() -> None:
    sworn = element("accuracy-perjury", sworn=True, recognise=Recognise(words=("penalty of perjury",)))
    hidden = "<div>Hi<span style='display:none'>I swear under penalty of perjury</span></div>"
    assert UNCLEAR not in states(hidden, sworn)
    assert states(hidden, sworn) == {MISSING}
