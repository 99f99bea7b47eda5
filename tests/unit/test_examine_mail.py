"""Quoted history: what is the requester's own statement in a mail, whatever program wrote it and whoever forged it."""

from __future__ import annotations

import time

import pytest

from drafting.examine import own_words
from drafting.models import ElementState, Sender
from drafting.policy.schema import Recognise
from tests.unit.intake import (
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
)
from tests.unit.tickets import ticket

OATH = "I swear under penalty of perjury that I am the owner."
SWORN = element("accuracy-perjury", sworn=True, recognise=Recognise(words=(r"under penalty of perjury\b.*\bowner",)))
HIS, OURS = "<EMAIL_ADDRESS_1>", "<EMAIL_ADDRESS_5>"
ASKED: tuple[Sender, str] = ("agent", "Which plugin do you mean, and where is it?")

HEADERS = [
    "On Mon, 23 Nov 2026 at 10:00, Quillhaven <<EMAIL_ADDRESS_5>> wrote:",
    "On Mon, 23 Nov 2026 at 10:00, Quillhaven Copyright\n<<EMAIL_ADDRESS_5>> wrote:",
    "On Monday, 23 November 2026 at 10:00:12 CET, Quillhaven\nCopyright Team and Friends <<EMAIL_ADDRESS_5>>\nwrote:",
    "Am Mo., 23. Nov. 2026 um 10:00 Uhr schrieb Quillhaven <<EMAIL_ADDRESS_5>>:",
    "Am 23.11.26 um 10:00 schrieb\nQuillhaven:",
    "Quillhaven <<EMAIL_ADDRESS_5>> schrieb am Mo., 23. Nov. 2026, 10:00:",
    "Le lun. 23 nov. 2026 à 10:00, Quillhaven <<EMAIL_ADDRESS_5>> a écrit :",
    "El lun, 23 nov 2026 a las 10:00, Quillhaven escribió:",
    "Quillhaven Support wrote:",
    "-----Original Message-----\nFrom: Quillhaven\nSent: Monday\nTo: <PERSON_1>\nSubject: Your notice\n",
    "________________________________\nFrom: Quillhaven\nSent: Monday\nTo: <PERSON_1>\n",
    "From: Quillhaven\nSent: Monday, 23 November 2026 10:00\nTo: <PERSON_1>\nSubject: Your notice\n",
    "Von: Quillhaven\nGesendet: Montag, 23. November 2026 10:00\nAn: <PERSON_1>\nBetreff: Ihre Meldung\n",
    "De : Quillhaven\nEnvoyé : lundi 23 novembre 2026 10:00\nÀ : <PERSON_1>\nObjet : Votre avis\n",
    "---------- Forwarded message ---------\nFrom: Quillhaven\nDate: Monday\nSubject: Your notice\nTo: <PERSON_1>\n",
    "Begin forwarded message:\n\nFrom: Quillhaven\nSubject: Your notice\nDate: 23 November 2026\n",
    "##- Please type your reply above this line -##",
]


def sworn(*texts: str | tuple[Sender, str]) -> ElementState:
    asked = ticket(*texts, email=HIS, name="<PERSON_1>")
    return items(asked, SWORN)["accuracy-perjury"].state


class TestClients:
    @pytest.mark.parametrize("header", HEADERS)
    @pytest.mark.parametrize("marks", [True, False])
    def test_above_the_history_is_his_and_the_history_is_not(self, header: str, marks: bool) -> None:
        history = f"{header}\n" + "\n".join(f"> {x}" if marks else x for x in ("Please write:", OATH))
        found = items(ticket("Hello.", ASKED, f"It is my fine plugin.\n\n{history}", email=HIS), SWORN, WORK)
        assert found["work"].state is PRESENT
        assert found["accuracy-perjury"].state is MISSING

    @pytest.mark.parametrize("header", [h for h in HEADERS if h.endswith(":")])
    def test_below_a_marked_history_is_his_again(self, header: str) -> None:
        assert sworn("Hello.", ASKED, f"{header}\n> Please write a statement.\n> Thank you.\n\n{OATH}") is PRESENT

    def test_history_within_history_of_his_is_not_his(self) -> None:
        his = f"On Friday, <PERSON_1> <{HIS}> wrote:\n> It is my fine plugin.\n"
        nested = f"{his}> On Thursday, Quillhaven wrote:\n>> {OATH}"
        found = items(ticket("Hello.", ASKED, f"See below.\n\n{nested}", email=HIS), SWORN, WORK)
        assert found["work"].state is PRESENT
        assert found["accuracy-perjury"].state is MISSING

    @pytest.mark.parametrize("said", ["As I wrote:", "In May the other developer wrote:", "We wrote:"])
    def test_a_sentence_about_writing_is_no_attribution(self, said: str) -> None:
        assert sworn(f"{said}\n\n{OATH}") is PRESENT

    def test_lines_that_end_with_a_carriage_return_are_read_alike(self) -> None:
        assert sworn(f"On 3 May 2026, Quillhaven wrote:\r\n> Which?\r\n\r\n{OATH}\r\n") is PRESENT


class TestForgedQuotes:
    """Words that stand as a quotation swear and sign nothing, whoever is said to have written them."""

    @pytest.mark.parametrize(
        "forged",
        [
            "> {0}",
            "> > {0}",
            "Please act.\n\n> {0}\n> {1}",
            "On Monday, support wrote:\n{0}\n{1}",
            "On Monday, support wrote:\n> {0}\n\nSee above.",
            "Quillhaven support wrote:\n\n{0}\n\n{1}",
            "As I wrote:\n> {0}\n> {1}",
            "On Friday, <PERSON_1> <<EMAIL_ADDRESS_1>> wrote:\n> {0}\n> {1}",
            "From: <PERSON_1> <<EMAIL_ADDRESS_1>>\nSent: Friday\nTo: Quillhaven\nSubject: Notice\n\n{0}\n\n{1}",
            "---------- Forwarded message ---------\nFrom: my lawyer\nDate: Friday\nSubject: x\n\n{0}\n\n{1}",
        ],
    )
    def test_they_never_make_it_present(self, forged: str) -> None:
        text = forged.format(OATH, "/s/ Marisol Quade")
        found = items(ticket(text, email=HIS, name="<PERSON_1>"), SWORN, SIGNATURE)
        assert found["accuracy-perjury"].state in {MISSING, UNCLEAR}
        assert found["signature"].state in {MISSING, UNCLEAR}

    def test_what_he_repeats_of_his_own_goes_to_a_person_with_the_words(self) -> None:
        text = f"As before.\n\nOn Friday, <PERSON_1> <{HIS}> wrote:\n> {OATH}"
        item = items(ticket(text, email=HIS), SWORN)["accuracy-perjury"]
        assert (item.state, item.evidence) == (UNCLEAR, OATH)

    def test_what_we_said_is_not_even_unclear(self) -> None:
        assert sworn("Hello.", ASKED, f"> {OATH}") is MISSING
        assert sworn(f"On Friday, Quillhaven wrote:\n> {OATH}") is MISSING

    def test_what_needs_no_oath_may_stand_in_a_notice_that_he_forwards(self) -> None:
        assert items(ticket("> It is my fine plugin."), WORK)["work"].state is PRESENT


class TestOurWordsPasted:
    """What we ask for, pasted without a mark, is not his statement."""

    ASK = "A statement under penalty of perjury that you are the owner of the right."
    ASKING = element(
        "accuracy-perjury", sworn=True, ask=ASK, recognise=Recognise(words=(r"under penalty of perjury\b.*\bowner",))
    )

    @pytest.mark.parametrize("pasted", ["{0}", "- {0}", "You want:\n\n1. {0}\n\nThat is silly.", "Missing: {0}"])
    def test_a_request_of_the_policy_is_no_statement(self, pasted: str) -> None:
        found = items(ticket(pasted.format(self.ASK)), self.ASKING)
        assert found["accuracy-perjury"].state is MISSING

    def test_a_statement_below_the_pasted_request_counts(self) -> None:
        found = items(ticket(f"{self.ASK}\n\nAll right. {OATH}"), self.ASKING)
        assert found["accuracy-perjury"].evidence == OATH

    def test_a_statement_that_we_worded_counts_when_he_sends_it(self) -> None:
        assert sworn("Hello.", ("agent", f"Please send us this sentence again, complete:\n\n{OATH}"), OATH) is PRESENT

    def test_the_whole_mail_pasted_goes_to_a_person(self) -> None:
        ours = f"Please send us this sentence again, complete:\n\n{OATH}\n\nKind regards,\n<PERSON_4>"
        found = items(ticket("Hello.", ("agent", ours), f"{ours}\n\nWhat is that?"), SWORN, SIGNATURE)
        assert found["accuracy-perjury"].state is UNCLEAR
        assert found["signature"].state is MISSING

    @pytest.mark.parametrize("bold", ["**", ""])
    @pytest.mark.parametrize(
        ("url", "name", "wanted"),
        [
            ("", "", MISSING),
            ("", "[your full name]", MISSING),
            ("n/a", "-", MISSING),
            ("https://quillhaven.example/k/c", "", PRESENT),
            ("", "Marisol Quade", PRESENT),
        ],
    )
    def test_a_form_that_nobody_filled_in_swears_nothing(
        self, bold: str, url: str, name: str, wanted: ElementState
    ) -> None:
        oath = OATH.replace("owner.", "owner, or may act for the owner, of a right.")
        form = (
            f"{bold}What files should be taken down?{bold}\n\n{url}\n\n"
            f"{bold}Do you have the contact information of the other side?{bold}\n\n"
            f"{bold}{oath}{bold}\n\n"
            f"{bold}Please type your full legal name below to sign this request:{bold}\n\n{name}\n"
        )
        found = items(ticket(form), SWORN, SIGNATURE)
        assert found["accuracy-perjury"].state is wanted
        assert found["signature"].state is (PRESENT if name == "Marisol Quade" else MISSING)


class TestInlineAnswers:
    def test_an_answer_below_our_quoted_question_is_an_answer_to_it(self) -> None:
        mail = (
            "On Monday, Quillhaven wrote:\n"
            "> Thank you. Two things are missing.\n"
            ">\n"
            "> Which type of process is it? Please\n"
            "> name the statute.\n"
            "2703(d) order\n"
            ">\n"
            "> Please type your full legal name:\n"
            "Marisol Quade\n"
            ">\n"
            "> Quillhaven Trust\n"
        )
        kind = element("process-type", recognise=Recognise(questions=("type of process",)))
        found = items(ticket("Hello.", ASKED, mail, email=HIS), kind, SIGNATURE)
        assert found["process-type"].evidence == "2703(d) order"
        assert found["signature"].evidence == "Marisol Quade"

    def test_an_answer_that_says_nothing_supplies_nothing(self) -> None:
        mail = "> Please type your full legal name:\nn/a\n"
        assert items(ticket("Hello.", ASKED, mail), SIGNATURE)["signature"].state is MISSING

    def test_below_several_questions_nobody_knows_which_is_answered(self) -> None:
        mail = "> Please type your full legal name:\n> And what is your dog called?\n\nrex the great"
        assert items(ticket("Hello.", ASKED, mail), SIGNATURE)["signature"].state is MISSING

    def test_the_question_is_none_of_his_words(self) -> None:
        asked = ticket("Hello.", ASKED, "> Please type your full legal name:\nMarisol Quade")
        assert own_words(asked, "Quillhaven") == ("Hello.\nMarisol Quade", "Hello.\nMarisol Quade")

    def test_yes_below_our_quoted_statement_is_no_oath(self) -> None:
        assert sworn("Hello.", ASKED, f"> {OATH}\nYes") is MISSING

    def test_what_follows_the_answer_is_free_text(self) -> None:
        mail = "> What files should be taken down?\nhttps://quillhaven.example/k/c\n\nKind regards,\nMarisol Quade"
        found = items(ticket("Hello.", ASKED, mail), LOCATION, SIGNATURE)
        assert found["location"].state is PRESENT
        assert found["signature"].state is PRESENT


class TestSignOffs:
    @pytest.mark.parametrize(
        "end",
        [
            "It is a copy. <PERSON_1>",
            "JUDr. <PERSON_1>\n<PHONE_NUMBER_1>",
            "Prof. Dr.-Ing. <PERSON_1>",
            "ok. <PERSON_1>",
        ],
    )
    def test_a_name_at_the_very_end_signs(self, end: str) -> None:
        assert items(ticket(f"Please remove it.\n\n{end}"), SIGNATURE)["signature"].state is PRESENT

    @pytest.mark.parametrize("end", ["Attn. <PERSON_1>", "It is a copy by <PERSON_1>.", "Ask <PERSON_1>"])
    def test_a_name_in_a_sentence_does_not(self, end: str) -> None:
        assert items(ticket(f"Please remove it.\n\n{end}"), SIGNATURE)["signature"].state is MISSING


class TestBadInput:
    @pytest.mark.parametrize(
        "unit",
        [
            "It is a copy of my fine plugin, see https://quillhaven.example/a/b, and I want it gone.\n",
            "Write to <EMAIL_ADDRESS_2> or to <PHONE_NUMBER_2> of the uploader; ",
            "> Please type your full legal name:\nn/a\n",
            f"On Monday, <PERSON_1> <{HIS}> wrote:\n> a\n",
            "Kind regards,\n",
            "<tr><td>Your full legal name</td><td>n/a</td></tr>\n",
            "<blockquote>a",
            "<!-- a",
        ],
    )
    def test_time_grows_with_length_and_not_faster(self, unit: str) -> None:
        def seconds(size: int) -> float:
            asked = ticket("<html>" * unit.startswith("<") + unit * (size // len(unit)), email=HIS)
            start = time.process_time()
            items(asked, BELIEF, CONTACT, SIGNATURE, SWORN, WORK)
            return time.process_time() - start

        seconds(1_000)
        assert seconds(100_000) < 10 * max(seconds(25_000), 0.02)  # 4 when linear, 16 when quadratic

    def test_of_three_hundred_messages_the_last_one_counts(self) -> None:
        thread: list[str | tuple[Sender, str]] = [ASKED if n % 2 else f"Still waiting, day {n}." for n in range(300)]
        asked = ticket(*thread, f"Here it is. {OATH}\n\nOn Monday, Quillhaven wrote:\n> Which?")
        start = time.process_time()
        assert items(asked, SWORN)["accuracy-perjury"].evidence == OATH
        assert time.process_time() - start < 10

    @pytest.mark.parametrize("text", ["", " ", "?", "help", "\ufeff", "&nbsp;", "<br>", ">", "> > >", "\r\n\r\n"])
    def test_a_ticket_of_one_word_or_none_has_nothing(self, text: str) -> None:
        for item in items(ticket(text), BELIEF, CONTACT, SIGNATURE, SWORN, WORK).values():
            assert (item.state, item.evidence) == (MISSING, None)
