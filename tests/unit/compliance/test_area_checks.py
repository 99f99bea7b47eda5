"""Checks of one area (R19, R23, R30, R35, R39, R41, R43, R44, R50)."""

from __future__ import annotations

from typing import Any

import pytest

from drafting.models import Priority, Reply
from tests.unit.compliance.house import FIXED, LEGAL, field, quotes, tried

REFUSAL = field(
    "refusal-has-redress",
    ground=[r"\bbecause\b"],
    redress=[r"\bappeal\b"],
    EU=[r"\bauthority\b", r"\bcourts?\b"],
    US=[r"\bappeal\b"],
)


@pytest.mark.parametrize(
    ("reply", "places", "count"),
    [
        ("We refuse, because it was sent twice. You may complain to the authority and go to court.", ("EU",), 0),
        ("We refuse, because it was sent twice. You may complain to the authority.", ("EU",), 1),
        ("We refuse. You may complain to the authority and go to court.", ("EU",), 1),
        ("We refuse, because it was sent twice. You may appeal.", ("US-CA",), 0),
        ("We refuse, because it was sent twice.", (), 1),
        ("We refuse, because it was sent twice. You may appeal.", (), 0),
    ],
)
def test_a_refusal_has_its_ground_and_its_redress(reply: str, places: tuple[str, ...], count: int) -> None:
    assert len(tried(REFUSAL, reply, "privacy/access", outcome="decline", jurisdictions=places)) == count


def test_what_is_no_refusal_needs_no_redress() -> None:
    assert tried(REFUSAL, "Here it is.", "privacy/access", outcome="confirm") == []


REDIRECT = field("redirect-only", require=[r"\bowner of the app\b"], forbid=[r"\bwe looked\b"])


def test_a_redirection_redirects_and_looks_nothing_up() -> None:
    assert quotes(REDIRECT, "The owner of the app decides.", outcome="redirect") == []
    assert quotes(REDIRECT, "We looked and found it.", outcome="redirect") == ["", "We looked"]
    assert quotes(REDIRECT, "The owner of the app decides.", outcome="confirm") == [""]


COURT = field("court-action-check", fact="court_action", filed="filed", speaks_of_it=[r"\bput back\b"])


def test_nothing_is_put_back_while_a_court_action_is_on_file() -> None:
    assert quotes(COURT, "It is put back.", facts={"court_action": "filed"}) == ["put back"]
    assert quotes(COURT, "It is put back.", facts={"court_action": "none"}) == []
    assert quotes(COURT, "Legal looks at it.", facts={"court_action": "filed"}) == []


NEUTRAL = field(
    "neutral-acknowledgement-only",
    require=[r"\bonly acknowledges\b", r"\bneither confirms\b"],
    forbid=[r"\bwe found\b"],
    allowed=[r"\bthis message only acknowledges\b"],
)
RECEIPT = (
    "We received your message on Monday. Our Legal team reads it next. "
    "This message only acknowledges it and neither confirms nor denies anything."
)


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (RECEIPT, []),
        (f"Hello,\n\n{RECEIPT}\n\nNimbusworks Trust", []),
        (f"{RECEIPT} We found the account.", ["We found"]),
        (f"{RECEIPT} It looks interesting.", ["It looks interesting."]),
        ("We received your message on Monday.", [""]),
    ],
)
def test_a_receipt_and_nothing_else(reply: str, expected: list[str]) -> None:
    assert quotes(NEUTRAL, reply, "law-enforcement/legal-process", outcome="acknowledge") == expected


def test_another_outcome_than_the_receipt_may_not_be_sent() -> None:
    assert len(tried(NEUTRAL, RECEIPT, "law-enforcement/legal-process", outcome="confirm")) == 1


SAME = field("fixed-text-identical", text="T3")


@pytest.mark.parametrize(
    ("reply", "same"),
    [
        (FIXED["T3"], True),
        (FIXED["T3"] + "\n", True),
        ("Hello,\n\n" + FIXED["T3"], False),
        (FIXED["T3"].replace("any account", "your account"), False),
        (FIXED["T3"] + " Do not worry.", False),
        (FIXED["T3"].replace(" ", "\u00a0", 1), False),
        (FIXED["T3"] + "\u200b", False),
    ],
)
def test_a_fixed_text_is_the_same_to_the_letter(reply: str, same: bool) -> None:
    assert (tried(SAME, reply, "law-enforcement/user-asks", outcome="fixed-text") == []) is same


def test_the_frameworks_text_goes_before_the_option() -> None:
    expected = Reply(subject="", body="Another approved text.")
    assert tried(SAME, "Another approved text.", expected_fixed=expected, fixed=True, outcome="fixed-text") == []
    assert quotes(
        SAME, "Another approved text. And more.", expected_fixed=expected, fixed=True, outcome="fixed-text"
    ) == ["And more."]


CHILD = field(
    "child-safety-fixed-text",
    text="T9",
    other_outcomes=["acknowledge"],
    forbid=[r"\bpictures?\b"],
    unless=[r"\bdo not\b"],
)


def test_child_safety_has_only_the_approved_words() -> None:
    assert tried(CHILD, FIXED["T9"], outcome="fixed-text") == []
    assert len(tried(CHILD, "We found it.", outcome="fixed-text")) == 1
    assert quotes(CHILD, "Describe the pictures.", outcome="acknowledge") == ["pictures"]
    assert quotes(CHILD, "Please do not send pictures.", outcome="acknowledge") == []
    assert quotes(CHILD, "Thank you.", outcome="confirm") == [""]


def test_a_minor_needs_the_specialists() -> None:
    rule = field("child-safety-fixed-text", fact="minor", values=["yes"], level="child-safety")
    assert len(tried(rule, "x", facts={"minor": "yes"}, approval=LEGAL)) == 1
    assert tried(rule, "x", facts={"minor": "no"}, approval=LEGAL) == []


REASONS = field(
    "statement-of-reasons",
    facts=["clause", "automation"],
    measure=[r"\bsuspended\b"],
    automation=[r"\bautomated\b"],
    redress=[r"\bcomplain\b", r"\bcourts?\b"],
)
FULL = "It is suspended. The rule: section 4, mining. Automated means found it. You can complain, or go to court."
KNOWN: dict[str, Any] = {"clause": "section 4, mining", "automation": {"detection": True}}


@pytest.mark.parametrize(
    ("lost", "facts", "count"),
    [
        ("", KNOWN, 0),
        ("suspended", KNOWN, 1),
        ("section 4, mining", KNOWN, 1),
        ("Automated", KNOWN, 1),
        ("court", KNOWN, 1),
        ("", {"clause": "section 4, mining"}, 1),
        ("", {}, 2),
    ],
)
def test_the_reasons_are_recorded_and_said(lost: str, facts: dict[str, Any], count: int) -> None:
    reply = FULL.replace(lost, "x") if lost else FULL
    assert len(tried(REASONS, reply, "abuse/suspension-appeal", facts=facts)) == count


CRISIS = field("crisis-first", crisis=[r"\bemergency number\b"], forbid=[r"\bviolation\b"], priority="P0")


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("We are glad you wrote. Please call your local emergency number.", []),
        ("We are glad you wrote.", [""]),
        ("Please call your local emergency number. This is a violation.", ["violation"]),
        ("One. Two. Three. Four. Five is longer. Call your emergency number.", ["emergency number"]),
    ],
)
def test_help_comes_first(reply: str, expected: list[str]) -> None:
    assert quotes(CRISIS, reply, priority=Priority.P0) == expected


def test_a_crisis_has_the_highest_priority() -> None:
    assert len(tried(CRISIS, "Call your emergency number.", priority=Priority.P2)) == 1


def test_words_of_the_ticket_can_show_the_danger() -> None:
    rule = field("crisis-first", crisis=[r"\bemergency number\b"], marks=[r"\bend my life\b"])
    assert quotes(rule, "Your appeal is late.", ticket_text="I want to end my life") == [""]
    assert quotes(rule, "Your appeal is late.", ticket_text="I want my account") == []


ROTATE = field("rotate-first", advice=[r"\brotate\b"], false_comfort=[r"\bnow safe\b"], before=[r"\bwe remove\b"])


def test_a_secret_is_rotated_first() -> None:
    assert quotes(ROTATE, "Please rotate the key. We remove the file.") == []
    assert quotes(ROTATE, "We remove the file. Please rotate the key.") == ["We remove"]
    assert quotes(ROTATE, "The file is gone.") == [""]
    assert quotes(ROTATE, "Please rotate it. Your key is now safe.") == ["now safe"]
