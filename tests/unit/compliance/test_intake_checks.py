"""The reply asks for exactly what is missing, and confirms nothing that is not complete (R13, R21, R22, R26, R28)."""

from __future__ import annotations

from typing import Any

import pytest

from drafting.compliance.asks import asks
from drafting.compliance.text import Page
from drafting.models import ElementState, Outcome
from tests.unit.compliance.house import COUNTER, TAKEDOWN, field, quotes, tried

RULE = field(
    "asks-exactly-missing",
    never=[r"\bregistration number\b", r"\bnotari[sz]ed\b"],
    asks={"signature": [r"\bsign(?:ature)?\b"]},
)
ALL = tuple(e.id for e in TAKEDOWN)


def asked(reply: str, missing: list[str], section: str = "dmca/takedown", **known: Any) -> list[str]:
    elements = ALL if section == "dmca/takedown" else tuple(e.id for e in COUNTER)
    given: dict[str, Any] = {"outcome": "request-missing", **known}
    return quotes(RULE, reply, section, missing=missing, present=[e for e in elements if e not in missing], **given)


@pytest.mark.parametrize(
    "reply",
    [
        "Please send us your signature.",
        "Your signature is still missing.",
        "Please reply with:\n\n- Your signature; your typed full name is enough.",
        "The notice is not complete. We still need the following:\n\n* a signature",
        "Could you add your signature?",
        "Please sign the notice.",
        "Your notice does not contain a signature yet.",
        "You do not need to send the rest again; please add your signature.",
        "Please send us your sig\u200bnature.",
        "Please send your signature. We already have your contact details.",
        "Please send your signature. A complete notice must also contain a good-faith statement; yours does.",
        "Please send your signature. Note that a notice, including your contact details, is passed on to the user.",
        "Please send your signature. You need not send a registration number.",
    ],
)
def test_asking_for_exactly_the_missing_element_is_right(reply: str) -> None:
    assert asked(reply, ["signature"]) == []


@pytest.mark.parametrize(
    ("reply", "quoted"),
    [
        ("Please send your signature and your contact details.", "your contact details"),
        ("Please reply with:\n\n- your signature\n- the good-faith statement", "good-faith statement"),
        ("Please sign it. We also need the sworn statement.", "sworn statement"),
        ("Please sign it and send your registration number.", "registration number"),
        ("Please send a notarized signature.", "notarized"),
    ],
)
def test_asking_for_more_than_is_missing_is_objected_to(reply: str, quoted: str) -> None:
    found = asked(reply, ["signature"])
    assert len(found) == 1
    assert quoted in found[0]


def test_leaving_out_a_missing_element_is_an_omission() -> None:
    assert asked("Please send your signature.", ["signature", "good-faith"]) == [""]
    assert asked("Please send your signature and the good-faith statement.", ["signature", "good-faith"]) == []
    assert asked("Thank you for your notice.", ["signature"]) == [""]


def test_a_part_of_a_composite_element_asks_for_it() -> None:
    assert asked("Please add your telephone number.", ["name-address-phone"], "dmca/counter-notice") == []
    assert asked("Please add your telephone number.", ["jurisdiction-consent"], "dmca/counter-notice") == [
        "your telephone number",
        "",
    ]


def test_the_policys_own_sentence_asks_for_its_element_and_for_no_other() -> None:
    reply = "Please reply with:\n\n- A statement, under penalty of perjury,\n  that you may act for the owner."
    assert asked(reply, ["accuracy-perjury"]) == []


def test_an_unclear_element_may_be_asked_for() -> None:
    known: dict[str, Any] = {"intake": {"dmca/takedown": {"signature": ElementState.UNCLEAR}}, "outcome": "acknowledge"}
    assert quotes(RULE, "Please send your signature.", **known) == []
    known = {"intake": {"dmca/takedown": {"signature": ElementState.PRESENT}}, "outcome": "acknowledge"}
    assert quotes(RULE, "Please send your signature.", **known) == ["signature"]


def test_an_agents_fact_beats_what_was_found() -> None:
    assert asked("Please send your signature.", ["signature"], facts={"signature": "present"}) == ["signature"]


def test_without_knowledge_of_the_ticket_only_the_never_list_is_judged() -> None:
    assert quotes(RULE, "Please send your signature and your contact details.") == []
    assert quotes(RULE, "Please send your registration number.") == ["registration number"]


def test_what_another_section_misses_may_be_asked_for() -> None:
    present, absent = ElementState.PRESENT, ElementState.MISSING
    known: dict[str, Any] = {
        "also": ("leaked-secret/removal-request",),
        "outcome": "confirm",
        "outcomes": {"dmca/takedown": Outcome.CONFIRM, "leaked-secret/removal-request": Outcome.REQUEST_MISSING},
        "missing": {"dmca/takedown": (), "leaked-secret/removal-request": ("file-links",)},
        "intake": {
            "dmca/takedown": dict.fromkeys(ALL, present),
            "leaked-secret/removal-request": {"file-links": absent},
        },
    }
    assert quotes(RULE, "Please send a link to each file.", **known) == []
    assert quotes(RULE, "Thank you.", **known) == [""]


@pytest.mark.parametrize(
    "text",
    [
        "A complete notice must contain a signature.",
        "The law requires a signature.",
        "You do not need to send a signature.",
        "Please note that the statement is made under penalty of perjury.",
        "We received your signature.",
        "Please see our guide.",
        "Under the statute, every notice has to contain a signature.",
    ],
)
def test_explaining_is_not_asking(text: str) -> None:
    assert asks(Page(text)) == ()


def test_a_supposition_asks_for_nothing() -> None:
    found = asks(Page("If a password is exposed, please tell us the file."))
    assert [a.text for a in found] == ["please tell us the file."]


# -- complete or not -----------------------------------------------------------------------------------------

COMPLETE = field(
    "requires-complete-intake", claims=[r"\bis complete\b"], unless=[r"\bnot complete\b", r"\bonce\b"], override="legal"
)


def test_an_incomplete_request_is_not_confirmed() -> None:
    reply = "Your notice is complete."
    assert quotes(COMPLETE, reply, outcome="confirm", missing=["signature"]) == ["is complete"]
    assert quotes(COMPLETE, "We go on.", outcome="confirm", missing=["signature"]) == [""]
    assert quotes(COMPLETE, reply, outcome="confirm", present=ALL) == []
    assert (
        quotes(COMPLETE, "Once your notice is complete, we go on.", outcome="request-missing", missing=["signature"])
        == []
    )
    assert quotes(COMPLETE, reply, outcome="confirm", missing=["signature"], facts={"approved_by": "legal"}) == []


DEMAND = field("no-identity-demand", demand=[r"\bverify your identity\b"], unless=[r"\bneed not\b"])
AGENT = field(
    "agent-permission-only",
    demand=[r"\bpower of attorney\b"],
    unless=[r"\bnot required\b"],
    require=[r"\bsigned permission\b"],
)


def test_no_identity_is_demanded() -> None:
    assert quotes(DEMAND, "Please verify your identity.") == ["verify your identity"]
    assert quotes(DEMAND, "You need not verify your identity.") == []


def test_an_agent_is_asked_for_the_signed_permission_only() -> None:
    known: dict[str, Any] = {"missing": ["signed-permission"], "outcome": "request-missing"}
    assert quotes(AGENT, "Please send the signed permission. A power of attorney is not required.", **known) == []
    assert quotes(AGENT, "Please send a power of attorney.", **known) == ["power of attorney", ""]


def test_a_check_without_the_words_it_needs_blocks() -> None:
    found = tried(field("no-identity-demand"), "Thank you.")
    assert [(f.severity, f.quote) for f in found] == [("block", "")]
    assert "demand" in found[0].message
