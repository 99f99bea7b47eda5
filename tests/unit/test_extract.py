"""What a model's quotation is worth: the requester's own words or nothing, and never an oath."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.errors import DrafterFailed
from drafting.examine import examine
from drafting.examine.extract import Gaps
from drafting.models import ElementState, IntakeItem, MaskedTicket, Sender
from drafting.policy.schema import Element, Recognise
from tests.unit.intake import MISSING, PRESENT, SECTION, UNCLEAR, element
from tests.unit.tickets import policies, section, ticket

ASK = "A statement under penalty of perjury that you are the owner of the right."
OATH = element("accuracy-perjury", sworn=True, ask=ASK, recognise=Recognise(words=(r"penalty of perjury",)))
WORK = element("work", ask="What the original work is.", recognise=Recognise(words=(r"original work is",)))
OPEN = WORK.model_copy(update={"extract": "present"})
CONSENT = element(
    "jurisdiction-consent",
    extract="present",
    recognise=Recognise(words=(r"consent to the jurisdiction",), unless=(r"\bdo not (?:consent|submit)\b",)),
)
IDENTITY = element("identity", by="verified")
OURS: tuple[Sender, str] = ("agent", f"Please tell us: what is the original?\n\n{ASK}\n\nRegards,\n<PERSON_4>")


def gaps(asked: MaskedTicket, *elements: Element) -> Gaps:
    known = policies(section(SECTION, *elements))
    return Gaps(known, asked, examine(known, asked, [SECTION]))


def filled(asked: MaskedTicket | str, wanted: Element, quote: str) -> IntakeItem:
    found = gaps(ticket(asked) if isinstance(asked, str) else asked, wanted).filled({wanted.id: quote})
    return found[0]


class TestWhatIsAsked:
    def test_only_what_is_open_and_may_gain(self) -> None:
        text = "I swear under penalty of perjury that the thing I made was Fernlight."
        assert gaps(ticket(text), OATH, WORK, IDENTITY).wanted == {"work": "What the original work is."}

    def test_nothing_that_an_agent_has_settled(self) -> None:
        assert gaps(ticket("Hello.", facts={"work": "missing"}), WORK, OATH).wanted.keys() == {"accuracy-perjury"}
        assert not gaps(ticket("Hello.", facts={"work.title": True}), WORK).wanted

    def test_what_is_unclear_only_where_a_quotation_could_make_it_present(self) -> None:
        unclear: dict[str, Any] = {"recognise": Recognise(unclear=("Fernlight",))}
        asked = ticket("Fernlight.")
        assert not gaps(asked, WORK.model_copy(update=unclear)).wanted
        assert gaps(asked, OPEN.model_copy(update=unclear)).wanted

    def test_an_element_of_two_sections_has_two_names(self) -> None:
        known = policies(section(SECTION, WORK), section("dmca/retraction", WORK))
        asked = ticket("Hello.")
        both = Gaps(known, asked, examine(known, asked, [SECTION, "dmca/retraction"]))
        assert list(both.wanted) == ["dmca/takedown/work", "dmca/retraction/work"]
        assert [i.state for i in both.filled({"dmca/retraction/work": "Hello."})] == [MISSING, UNCLEAR]

    def test_nothing_of_a_ticket_without_words(self) -> None:
        assert not gaps(ticket("> quoted\n", OURS), WORK).wanted

    def test_the_words_are_his_own_without_quotations_and_hidden_text(self) -> None:
        asked = ticket(
            "<p>One</p><p style='display:none'>two</p><blockquote>three</blockquote>",
            OURS,
            "On Monday, Quillhaven wrote:\n> four\n\nFive",
            ("third_party", "six"),
        )
        assert gaps(asked, WORK).words == "One\n\nFive"


class TestWhatAQuotationIsWorth:
    def test_words_of_his_go_to_a_person(self) -> None:
        item = filled("Hello.\nWhat I made is Fernlight.", WORK, "What I made is Fernlight.")
        assert (item.state, item.evidence) == (UNCLEAR, "What I made is Fernlight.")

    def test_the_policy_may_take_them_as_present(self) -> None:
        assert filled("What I made is Fernlight.", OPEN, "I made is Fernlight").state is PRESENT

    @pytest.mark.parametrize("how", ["unclear", "present"])
    def test_an_oath_is_never_present(self, how: str) -> None:
        sworn = OATH.model_copy(update={"extract": how})
        assert filled("I swear on my life that I own it.", sworn, "I swear on my life that I own it.").state is UNCLEAR

    def test_white_space_and_markup_between_the_words_do_not_count(self) -> None:
        item = filled("<p>What I\nmade&nbsp;<b>is</b> Fernlight.</p>", WORK, " What  I made is\nFernlight. ")
        assert item.evidence == "What I\nmade&nbsp;<b>is</b> Fernlight."

    @pytest.mark.parametrize(
        "quote",
        [
            "What I made is fernlight.",
            "What I made was Fernlight.",
            "What … Fernlight.",
            "What I made is Fern",
            "I",
            "What is the original?",
            "Regards, <PERSON_4>",
            "something he once quoted",
            "x" * 700,
        ],
    )
    def test_words_that_he_did_not_write_are_refused_with_all_the_rest(self, quote: str) -> None:
        asked = ticket("What I made is Fernlight.", OURS, "> something he once quoted\n\nYes.")
        with pytest.raises(DrafterFailed, match="did not write"):
            gaps(asked, WORK, OATH).filled({"accuracy-perjury": "What I made is Fernlight.", "work": quote})

    def test_a_near_miss_of_the_policy_adds_nothing(self) -> None:
        item = filled(
            "I do not submit to the jurisdiction of any court.", CONSENT, "submit to the jurisdiction of any court"
        )
        assert (item.state, item.evidence) == (MISSING, None)

    def test_our_own_request_that_he_pasted_adds_nothing(self) -> None:
        loose = OATH.model_copy(update={"recognise": Recognise(words=("never",))})
        assert filled(ticket("Hello.", OURS, f"What is this?\n\n{ASK}"), loose, ASK).state is MISSING
        named = element("signature", extract="present", recognise=Recognise(words=("never",)))
        assert filled(ticket("Hello.", OURS, f"{ASK}\n\nRegards,\n<PERSON_4>"), named, "<PERSON_4>").state is MISSING

    def test_no_quotation_changes_nothing(self) -> None:
        asked = ticket("What I made is Fernlight.")
        known = policies(section(SECTION, WORK, OATH))
        intake = examine(known, asked, [SECTION])
        assert Gaps(known, asked, intake).filled({}) == intake

    def test_the_missing_parts_stay_named(self) -> None:
        both = element(
            "name-address-phone",
            parts={"address": Recognise(kinds=("ADDRESS",)), "phone": Recognise(kinds=("PHONE_NUMBER",))},
        )
        item = filled("I live in the old mill. <PHONE_NUMBER_1>", both, "I live in the old mill.")
        assert (item.state, item.parts_missing) == (UNCLEAR, ("address",))


TEXTS = st.text(alphabet="ab .\n<>&;*", max_size=60)


@given(TEXTS, st.text(alphabet="ab .\n<>&;*", max_size=12))
def test_a_quotation_is_refused_or_stands_in_the_words_that_were_shown(text: str, quote: str) -> None:
    open_ = gaps(ticket(text), OPEN)
    try:
        item = open_.filled({"work": quote} if open_.wanted else {})[0]
    except DrafterFailed:
        return
    if item.state is not ElementState.MISSING:
        assert " ".join(quote.split()) in " ".join(open_.words.split())
        assert item.evidence is not None
        assert item.evidence in text
