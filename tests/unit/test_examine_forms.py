"""Web forms: which line is a question, what answers it, and what one answer may supply."""

from __future__ import annotations

import pytest

from drafting.policy.schema import Recognise
from tests.unit.intake import BELIEF, CONTACT, LOCATION, MISSING, PRESENT, SIGNATURE, WORK, element, items, state
from tests.unit.tickets import ticket

PAGE = element("page", recognise=Recognise(questions=(r"\bholder of the page\b", r"^url\b")))
PHONE = element("phone", recognise=Recognise(questions=(r"^\W*(?:tele)?phone\b",)))
NUMBER = element("number", recognise=Recognise(questions=(r"\bnumber\b",)))
WHAT = element("what", recognise=Recognise(questions=(r"^\W*what\b",), words=(r"\bspam\b",)))
WHEN = element("when", recognise=Recognise(questions=(r"^\W*when\b",), words=(r"\byesterday\b",)))


class TestColons:
    def test_the_colon_of_an_address_makes_no_field(self) -> None:
        line = "I want name, address and e-mail of the holder of the page https://quillhaven.example/kelmo"
        assert items(ticket(line[7:]), PAGE)["page"].state is MISSING

    @pytest.mark.parametrize("value", ["https://quillhaven.example/kelmo", "www.quillhaven.example/kelmo"])
    def test_a_label_before_an_address_is_one(self, value: str) -> None:
        assert items(ticket(f"URL: {value}"), PAGE)["page"].evidence == value

    def test_a_label_below_a_long_line_is_a_field_of_its_own(self) -> None:
        text = "URL: https://quillhaven.example/kelmo/copycat/blob/main/src/some/long/path.py\nPhone: 555 0100"
        found = items(ticket(text), PAGE, PHONE)
        assert found["page"].evidence == "https://quillhaven.example/kelmo/copycat/blob/main/src/some/long/path.py"
        assert found["phone"].evidence == "555 0100"

    def test_a_known_label_is_never_the_rest_of_a_wrapped_sentence(self) -> None:
        text = "The page was set up in spring by somebody whom I do not know\nphone: 555 0100"
        assert items(ticket(text), PHONE)["phone"].evidence == "555 0100"

    def test_a_sentence_that_is_wrapped_before_a_colon_stays_one(self) -> None:
        text = (
            "I have a good faith belief that the use of the works that are published\n"
            "at: https://fernlight.example is not authorized."
        )
        assert state(text, BELIEF) is PRESENT


class TestOneLine:
    @pytest.mark.parametrize(
        "line",
        [
            "Number: ENF-1. What: my page. When: on Monday.",
            "Number: ENF-1; What: my page; When: on Monday",
            "Number: ENF-1 | What: my page | When: on Monday",
            "Number: ENF-1, What: my page, When: on Monday",
            "- Number: ENF-1 - What: my page - When: on Monday",
        ],
    )
    def test_each_label_begins_an_answer(self, line: str) -> None:
        found = items(ticket(line), NUMBER, WHAT, WHEN)
        assert [i.evidence.rstrip(".") if i.evidence else None for i in found.values()] == [
            "ENF-1",
            "my page",
            "on Monday",
        ]

    def test_the_answer_to_one_says_nothing_of_the_others(self) -> None:
        found = items(ticket("Number: ENF-1. What: n/a. When: -."), NUMBER, WHAT, WHEN)
        assert [i.state for i in found.values()] == [PRESENT, MISSING, MISSING]

    def test_a_label_that_nobody_asks_for_ends_the_answer_before(self) -> None:
        found = items(ticket("Number: ENF-1. Colour: red. When: on Monday."), NUMBER, WHEN)
        assert found["number"].evidence == "ENF-1."

    def test_a_sentence_with_colons_is_a_sentence(self) -> None:
        found = items(ticket("What: this is the one thing. Remember: it was there yesterday."), WHAT, WHEN)
        assert found["what"].evidence == "this is the one thing. Remember: it was there yesterday."


class TestAnswers:
    """A question for two things supplies what the answer holds."""

    BOTH = r"number and date of the decision"
    DATED = element("dated", recognise=Recognise(questions=(BOTH,), answers=(r"\b\d{1,2} \w+ \d{4}\b",)))
    NUMBERED = element("numbered", recognise=Recognise(questions=(BOTH,), answers=(r"\bENF-\d+\b",)))

    @pytest.mark.parametrize(
        ("answer", "wanted"),
        [
            ("ENF-61190, 21 November 2026", {"numbered", "dated"}),
            ("ENF-61190\n21 November 2026", {"numbered", "dated"}),
            ("ENF-61190", {"numbered"}),
            ("it was 21 November 2026", {"dated"}),
            ("I cannot find it", set()),
            ("", set()),
        ],
    )
    def test_an_answer_must_match_where_the_policy_says_how(self, answer: str, wanted: set[str]) -> None:
        form = f"**Number and date of the decision?**\n\n{answer}\n"
        found = items(ticket(form), self.NUMBERED, self.DATED)
        assert {e for e, i in found.items() if i.state is PRESENT} == wanted


class TestDialogue:
    FORM = (
        "Q: What files should be taken down?\nA: https://quillhaven.example/kelmo/copycat\n"
        "Q: Description of the original work\nA: Fernlight, a set of icons\n"
        "Q: Telephone number or physical address\nA: -\n"
        "Q: Statement\nA: [{0}] I have a good faith belief that the use is not authorized.\n"
        "Q: Signature (type your full legal name)\nA: Marisol Quade"
    )

    def test_questions_and_answers_that_are_marked_so(self) -> None:
        found = items(ticket(self.FORM.format("x")), LOCATION, WORK, CONTACT, BELIEF, SIGNATURE)
        assert {e for e, i in found.items() if i.state is MISSING} == {"contact"}
        assert found["signature"].evidence == "Marisol Quade"

    @pytest.mark.parametrize("empty", ["", " "])
    def test_beside_an_empty_box_nothing_is_stated(self, empty: str) -> None:
        assert items(ticket(self.FORM.format(empty)), BELIEF)["good-faith"].state is MISSING
        assert items(ticket(f"☐ {BELIEF_WORDS}\n☑ I am over 16."), BELIEF)["good-faith"].state is MISSING
        assert items(ticket(f"☑ {BELIEF_WORDS}"), BELIEF)["good-faith"].state is PRESENT


BELIEF_WORDS = "I have a good faith belief that the use is not authorized."


class TestNumbered:
    def test_an_item_of_a_list_keeps_its_letter(self) -> None:
        text = "What files should be taken down?\na) https://quillhaven.example/k/c\nA. and its copy"
        assert items(ticket(text), LOCATION)["location"].evidence == "a) https://quillhaven.example/k/c"

    def test_a_numbered_sentence_of_his_is_no_question(self) -> None:
        asks = element(
            "material-location", recognise=Recognise(questions=(r"was disabled|removed",), kinds=("hosted-url",))
        )
        text = "1. My page https://quillhaven.example/k/c was disabled by mistake.\n2. The sender knew that."
        assert items(ticket(text), asks)["material-location"].evidence == (
            "My page https://quillhaven.example/k/c was disabled by mistake."
        )

    def test_a_numbered_question_is_one(self) -> None:
        assert state("1) What files should be taken down\nhttps://quillhaven.example/k/c", LOCATION) is PRESENT

    @pytest.mark.parametrize(
        "answer", ["(no answer)", "[your name]", "[Please type your full name]", "left blank", "not answered"]
    )
    def test_a_prompt_left_standing_is_no_answer(self, answer: str) -> None:
        assert state(f"Your full legal name:\n{answer}", SIGNATURE) is MISSING


class TestAnywhere:
    """An answer to a question about another element is that element's, unless the words say what they are about."""

    @pytest.mark.parametrize("anywhere", [True, False])
    def test_words_that_name_themselves_count_in_any_answer(self, anywhere: bool) -> None:
        names_itself = Recognise(questions=(r"^file\b",), words=(r"\bfile no\. \d+",), anywhere=anywhere)
        found = items(
            ticket("What: a page, file no. 7\nNumber: ENF-1"), WHAT, NUMBER, element("file", recognise=names_itself)
        )
        assert found["file"].state is (PRESENT if anywhere else MISSING)
