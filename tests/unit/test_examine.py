"""Which elements a request has, and the words that show it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.errors import NotFound, PolicyBroken
from drafting.examine import examine
from drafting.models import ElementState
from drafting.policy.schema import Element, Recognise
from tests.unit.intake import (
    BELIEF,
    CONSENT,
    CONTACT,
    FILLED,
    FORM,
    LOCATION,
    MISSING,
    PRESENT,
    SECTION,
    SIGNATURE,
    UNCLEAR,
    WORK,
    element,
    items,
    state,
)
from tests.unit.tickets import policies, section, ticket


class TestForms:
    def test_a_filled_form_has_every_element_it_asks_for(self) -> None:
        found = items(ticket(FORM.format(**FILLED)))
        assert [e for e, item in found.items() if item.state is not PRESENT] == ["jurisdiction-consent"]

    @pytest.mark.parametrize(
        "answer", ["", "n/a", "N/A", "none", "No.", "-", "not applicable", "I don't know", "…", "?"]
    )
    @pytest.mark.parametrize(
        ("field", "wanted"), [("work", WORK), ("location", LOCATION), ("contact", CONTACT), ("signature", SIGNATURE)]
    )
    def test_an_answer_that_says_nothing_supplies_nothing(self, field: str, wanted: Element, answer: str) -> None:
        assert state(FORM.format(**{**FILLED, field: answer}), wanted) is MISSING

    @pytest.mark.parametrize(("field", "wanted"), [("work", WORK), ("contact", CONTACT), ("signature", SIGNATURE)])
    def test_a_value_that_the_publisher_removed_counts_as_a_value(self, field: str, wanted: Element) -> None:
        assert state(FORM.format(**{**FILLED, field: "[private]"}), wanted) is PRESENT

    def test_the_other_sides_telephone_is_not_the_senders(self) -> None:
        form = FORM.format(**{**FILLED, "contact": "", "infringer": "<PHONE_NUMBER_7>"})
        assert state(form, CONTACT) is MISSING

    def test_the_answer_to_another_question_supplies_no_location(self) -> None:
        form = FORM.format(**{**FILLED, "work": "It is at https://quillhaven.example/me/original", "location": ""})
        assert state(form, LOCATION) is MISSING

    def test_a_statement_that_the_form_prints_needs_no_answer(self) -> None:
        item = items(ticket(FORM.format(**FILLED)))["good-faith"]
        assert item.state is PRESENT
        assert item.evidence is not None
        assert item.evidence.startswith("I have a good faith belief")

    def test_a_printed_statement_that_is_declined_is_not_made(self) -> None:
        assert state(FORM.format(**FILLED).replace("the law.**\n", "the law.**\n\nNo\n"), BELIEF) is MISSING

    @pytest.mark.parametrize("bold", ["**", ""])
    def test_a_statement_to_copy_counts_only_when_it_is_copied(self, bold: str) -> None:
        words = "I have a good faith belief that use of the materials is not authorized by the owner."
        asked = f'{bold}Type (or copy and paste) the following statement: "{words}"{bold}\n\n'
        assert state(asked, BELIEF) is MISSING
        assert state(asked + words, BELIEF) is PRESENT

    def test_a_form_without_bold_questions_is_read_as_a_form(self) -> None:
        plain = FORM.replace("**", "")
        assert state(plain.format(**FILLED), SIGNATURE) is PRESENT
        assert state(plain.format(**{**FILLED, "signature": ""}), SIGNATURE) is MISSING
        assert state(plain.format(**{**FILLED, "work": "none"}), WORK) is MISSING

    def test_an_answer_on_the_same_line_counts(self) -> None:
        assert state("**Full legal name:** <PERSON_1>", SIGNATURE) is PRESENT
        assert state("Your full legal name: <PERSON_1>", SIGNATURE) is PRESENT
        assert state("Your full legal name:\n\nOther things are well.", BELIEF) is MISSING

    def test_a_short_line_that_names_the_field_is_its_question(self) -> None:
        kind = element("process-type", recognise=Recognise(questions=("type of process",)))
        assert (
            items(ticket("Type of process\n2703(d) order\n\nThank you."), kind)["process-type"].evidence
            == "2703(d) order"
        )
        assert items(ticket("Type of process\n\nn/a"), kind)["process-type"].state is MISSING
        assert items(ticket("I do not know the type of process\nthat you mean."), kind)["process-type"].state is MISSING

    def test_the_answer_below_a_statement_to_copy_is_no_answer_to_another_question(self) -> None:
        removed = element("material-location", recognise=Recognise(questions=("material was removed",)))
        words = "I swear that the material was removed by mistake."
        asked = f'**Type (or copy and paste) the following statement: "{words}"**\n\n{words}'
        assert items(ticket(asked), removed)["material-location"].state is MISSING

    def test_links_inside_a_question_do_not_hide_it(self) -> None:
        asked = '**What <a href="https://docs.example.org/x">files</a> should be taken down?**\n\nhttps://quillhaven.example/k/c'
        assert state(asked, LOCATION) is PRESENT

    def test_an_attachment_that_nobody_here_can_see_is_unclear(self) -> None:
        assert state(FORM.format(**{**FILLED, "work": "See attached file."}), WORK) is UNCLEAR


class TestLetters:
    def test_a_sentence_that_is_wrapped_is_one_sentence(self) -> None:
        letter = (
            "I have a good faith belief that use of the material described above\nin the pages listed is\n"
            "not authorized by the copyright owner,\nits agent, or the law."
        )
        assert state(letter, BELIEF) is PRESENT

    def test_typographic_quotes_and_html_do_not_hide_words(self) -> None:
        assert state("<p>I have a <b>good faith belief</b> that this is<br>not authorized.</p>", BELIEF) is PRESENT
        assert state("I don’t have a good faith belief that it is not authorized.", BELIEF) is MISSING

    def test_a_negated_sentence_does_not_count_but_another_does(self) -> None:
        refused = "I do not consent to the jurisdiction of Federal District Court."
        assert state(refused, CONSENT) is MISSING
        assert (
            state(f"{refused} On second thought: I consent to the jurisdiction of Federal District Court.", CONSENT)
            is PRESENT
        )

    def test_words_that_are_not_enough_alone_make_it_unclear(self) -> None:
        item = items(ticket("I agree that some court decides."))["jurisdiction-consent"]
        assert (item.state, item.evidence) == (UNCLEAR, "I agree that some court decides.")

    @pytest.mark.parametrize(
        "end",
        [
            "Kind regards,\n<PERSON_1>",
            "Sincerely,\n\n[private]\nGeneral Counsel",
            "Very truly yours,\nMarisol Quade",
            "Thanks, Marisol",
            "Thank you for your help.\n\nMarisol Quade\nQuade Studio",
            "-- \n<PERSON_1>",
            "/s/ Marisol Quade",
            "/<PERSON_1>/",
            "Signed: Marisol Quade",
            "Signature: <PERSON_1>",
            "Electronic signature:\n<PERSON_1>",
            "Best,\n李小明",
        ],
    )
    def test_a_name_after_a_closing_or_typed_as_a_signature_signs(self, end: str) -> None:
        assert state(f"Please remove the copy at once.\n\n{end}", SIGNATURE) is PRESENT

    @pytest.mark.parametrize(
        "end",
        [
            "My name is <PERSON_1> and I found this page.",
            "Kind regards,\nThe Fernlight Legal Team",
            "Thanks in advance for your help",
            "Signature: ________",
            "Regards,",
            "The contract was signed by <PERSON_2> in May.",
            "You can ask my colleague:\n<PERSON_1>",
            "Yes",
        ],
    )
    def test_a_name_that_is_no_signature_does_not_sign(self, end: str) -> None:
        assert state(f"Please remove the copy at once.\n\n{end}", SIGNATURE) is MISSING

    def test_only_material_that_we_host_is_a_location(self) -> None:
        assert state("It is sold at https://fernlight.example.org/icons.", LOCATION) is MISSING
        assert state("See https://quillhaven.example/policies/copyright for your rules.", LOCATION) is MISSING
        assert state("It stands at quillhaven.example/kelmo/copycat now.", LOCATION) is PRESENT
        assert state("It stands at https://quillhaven.example/<USERNAME_1>/copycat now.", LOCATION) is PRESENT

    def test_the_uploaders_address_is_not_a_contact(self) -> None:
        assert state("The uploader writes from <EMAIL_ADDRESS_3>.", CONTACT) is MISSING
        assert state("The uploader is unknown. Write to me at <EMAIL_ADDRESS_3>.", CONTACT) is PRESENT


class TestThreads:
    SWORN = "I have a good faith belief that the use is not authorized."

    def test_a_later_message_supplies_what_an_earlier_one_lacked(self) -> None:
        asked = ticket("Somebody took my icon plugin.", ("agent", "Please send the statement."), self.SWORN)
        found = items(asked)
        assert found["work"].state is PRESENT
        assert found["good-faith"].evidence == self.SWORN

    def test_what_an_agent_explains_is_not_the_requesters_statement(self) -> None:
        asked = ticket(
            "Somebody took my plugin.", ("agent", f"Please write this sentence: {self.SWORN}\n\nRegards,\n<PERSON_4>")
        )
        assert items(asked)["good-faith"].state is MISSING
        assert items(asked)["signature"].state is MISSING

    def test_a_value_that_an_agent_passes_on_counts_but_no_oath(self) -> None:
        asked = ticket(
            "Take it down.",
            (
                "agent",
                "Caller left this number: <PHONE_NUMBER_2>\nI consent to the jurisdiction of Federal District Court.",
            ),
        )
        assert items(asked)["contact"].state is PRESENT
        assert items(asked)["jurisdiction-consent"].state is MISSING

    def test_a_notice_that_an_agent_typed_in_counts_as_the_requesters(self) -> None:
        assert items(ticket(("agent", f"Came by post:\n\n{self.SWORN}")))["good-faith"].state is PRESENT

    def test_third_parties_and_the_system_state_nothing_for_the_requester(self) -> None:
        asked = ticket("Take it down.", ("third_party", self.SWORN), ("system", self.SWORN))
        assert items(asked)["good-faith"].state is MISSING

    @pytest.mark.parametrize(
        "history",
        [
            "On Mon, 23 Nov 2026 at 10:00, Quillhaven <<EMAIL_ADDRESS_5>> wrote:\n> {0}",
            "On Mon, 23 Nov 2026 at 10:00, Quillhaven Copyright\n<<EMAIL_ADDRESS_5>> wrote:\n\n{0}",
            "-----Original Message-----\nFrom: Quillhaven\nSent: Monday\nTo: <PERSON_1>\nSubject: Your notice\n\n{0}",
            "________________________________\nFrom: Quillhaven\nSent: Monday\nTo: <PERSON_1>\n\n{0}",
            "> {0}",
        ],
    )
    def test_quoted_history_is_not_the_requesters_statement(self, history: str) -> None:
        answer = "I do not know what you want from me.\n\n" + history.format(self.SWORN)
        asked = ticket("Take it down.", ("agent", self.SWORN), answer, email="<EMAIL_ADDRESS_1>")
        assert items(asked)["good-faith"].state is MISSING

    def test_an_answer_between_quoted_lines_counts(self) -> None:
        answer = "On Monday, Quillhaven wrote:\n> What is your number?\nIt is <PHONE_NUMBER_1>.\n> Anything else?\nNo."
        assert items(ticket("Hello.", ("agent", "What is your number?"), answer))["contact"].state is PRESENT

    def test_his_own_words_that_he_quotes_count(self) -> None:
        answer = f"As I wrote:\n\nOn Friday, <PERSON_1> <<EMAIL_ADDRESS_1>> wrote:\n> {self.SWORN}"
        assert items(ticket(answer, email="<EMAIL_ADDRESS_1>"))["good-faith"].state is PRESENT

    def test_a_message_of_quoted_lines_only_counts_unless_they_may_be_ours(self) -> None:
        forwarded = f"> {self.SWORN}"
        assert items(ticket(forwarded))["good-faith"].state is PRESENT
        assert items(ticket("Take it down.", ("agent", "Please swear."), forwarded))["good-faith"].state is MISSING
        assert items(ticket(f"On Friday, Quillhaven wrote:\n{forwarded}"))["good-faith"].state is MISSING


class TestFacts:
    @pytest.mark.parametrize(
        ("fact", "wanted"),
        [
            ("present", PRESENT),
            ("missing", MISSING),
            ("unclear", UNCLEAR),
            (True, PRESENT),
            (False, MISSING),
            (["https://quillhaven.example/a"], PRESENT),
            ([], MISSING),
            ("perhaps", UNCLEAR),
        ],
    )
    def test_an_agents_fact_beats_the_text(self, fact: object, wanted: ElementState) -> None:
        text = "It is a copy of my plugin." if wanted is not PRESENT else "Hello."
        assert items(ticket(text, facts={"work": fact}))["work"].state is wanted

    def test_a_claim_in_the_text_verifies_nobody(self) -> None:
        identity = element("identity", by="verified", recognise=Recognise(words=(r"\bverified\b",)))
        text = "I am verified. [agent note: identity verified]"
        assert items(ticket(text), identity)["identity"].state is MISSING
        assert items(ticket(text, verified=True), identity)["identity"].state is PRESENT
        assert items(ticket(text, facts={"identity": "present"}), identity)["identity"].state is PRESENT
        assert items(ticket(text, verified=True, facts={"identity": "missing"}), identity)["identity"].state is MISSING

    def test_the_senders_address_is_a_contact_only_where_the_policy_says_so(self) -> None:
        asked = ticket("Take it down.", email="<EMAIL_ADDRESS_1>", name="<PERSON_1>")
        assert items(asked)["contact"].state is MISSING
        open_one = element("contact", recognise=Recognise(kinds=("requester-email",)))
        assert items(asked, open_one)["contact"].evidence == "<EMAIL_ADDRESS_1>"
        assert items(asked)["signature"].state is MISSING

    def test_the_senders_name_never_swears(self) -> None:
        sworn = element("accuracy-perjury", sworn=True, recognise=Recognise(kinds=("requester-name",)))
        assert items(ticket("Hello.", name="<PERSON_1>"), sworn)["accuracy-perjury"].state is MISSING


class TestParts:
    BOTH = r"telephone number and physical address"
    COMPOSITE = element(
        "name-address-phone",
        parts={
            "address": Recognise(questions=(BOTH,), kinds=("ADDRESS",)),
            "phone": Recognise(questions=(BOTH,), kinds=("PHONE_NUMBER",)),
        },
    )

    @pytest.mark.parametrize(
        ("answer", "gone"),
        [
            ("<PHONE_NUMBER_1>\n<ADDRESS_1>", ()),
            ("[private]", ()),
            ("555-0142 99\n12 Mill Lane, Dunmore", ()),
            ("<PHONE_NUMBER_1>", ("address",)),
            ("<ADDRESS_1>", ("phone",)),
            ("12 Mill Lane, Dunmore", ("phone",)),
            ("n/a", ("address", "phone")),
            ("", ("address", "phone")),
        ],
    )
    def test_every_part_must_be_there(self, answer: str, gone: tuple[str, ...]) -> None:
        asked = f"**Please provide both your telephone number and physical address.**\n\n{answer}\n"
        item = items(ticket(asked), self.COMPOSITE)["name-address-phone"]
        assert item.parts_missing == gone
        assert item.state is (MISSING if gone else PRESENT)

    def test_parts_may_come_in_different_messages(self) -> None:
        asked = ticket("I live at <ADDRESS_1>.", ("agent", "And your telephone?"), "<PHONE_NUMBER_1>")
        assert items(asked, self.COMPOSITE)["name-address-phone"].state is PRESENT

    def test_a_fact_may_settle_one_part(self) -> None:
        asked = ticket("I live at <ADDRESS_1>.", facts={"name-address-phone.phone": "present"})
        assert items(asked, self.COMPOSITE)["name-address-phone"].state is PRESENT


def test_items_come_in_the_order_of_the_sections_and_their_policies() -> None:
    two = policies(section("dmca/takedown", SIGNATURE, WORK), section("ncii/removal-request", SIGNATURE))
    found = examine(two, ticket("Hello."), ["ncii/removal-request", "dmca/takedown"])
    assert [(i.section, i.element) for i in found] == [
        ("ncii/removal-request", "signature"),
        ("dmca/takedown", "signature"),
        ("dmca/takedown", "work"),
    ]


def test_a_section_without_a_policy_is_refused() -> None:
    with pytest.raises(NotFound):
        examine(policies(section(SECTION, WORK)), ticket("Hello."), ["dmca/retraction"])


def test_a_pattern_that_runs_too_long_is_an_error_and_no_silent_pass() -> None:
    slow = element("work", recognise=Recognise(words=(r"(\w+\s*)+x!",)))
    with pytest.raises(PolicyBroken):
        items(ticket("a" * 400 + "!"), slow)


@pytest.mark.parametrize(
    "run", ["a", "a ", "a-", "- ", "1. ", "a:", "*", "> ", "<b>", "a?", "(", "_", "/", "\u00e9", "? "]
)
def test_a_message_of_one_thing_a_thousand_times_is_read_to_its_end(run: str) -> None:
    for end in ("!", "", ":", "?", "\n.", "**"):
        items(ticket(run * 2000 + end))


PIECES = st.sampled_from(
    [
        *FORM.splitlines(),
        "> quoted",
        "On Monday, Somebody wrote:",
        "<PERSON_1>",
        "Kind regards,",
        "my fine plugin",
        "https://quillhaven.example/a/b",
        "<p>good faith belief</p> that it is not authorized",
        "I don’t consent — no.",
        "",
    ]
)


@settings(max_examples=60)
@given(st.lists(PIECES | st.text(max_size=40), max_size=14))
def test_evidence_is_always_words_of_the_ticket(lines: list[str]) -> None:
    text = "\n".join(lines)
    for item in items(ticket(text)).values():
        assert (item.evidence is None) == (item.state is MISSING)
        if item.evidence is not None:
            assert item.evidence in text
            assert 0 < len(item.evidence) <= 200
