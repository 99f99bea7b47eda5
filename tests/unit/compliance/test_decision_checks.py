"""Who decided, who approves, how urgent (R15, R16, R33, R42, R53)."""

from __future__ import annotations

from typing import Any

import pytest

from drafting.models import Approval
from tests.unit.compliance.house import LEGAL, field, quotes, tried

DECIDED = field(
    "human-decision-recorded",
    outcome_words=[r"\bwe (?:have )?(?:reversed|upheld)\b"],
    says={"reversed": [r"\breversed\b"], "upheld": [r"\bupheld\b"]},
)
PERSON = {"human_decision": {"outcome": "reversed", "by": "R. Lindqvist", "by_role": "reviewer"}}


def test_an_outcome_rests_on_a_recorded_decision() -> None:
    assert quotes(DECIDED, "We have reversed the decision.", facts={}) == ["We have reversed"]
    assert quotes(DECIDED, "We have reversed the decision.", facts=PERSON) == []
    assert quotes(DECIDED, "A person looks at it next.", facts={}) == []
    assert quotes(DECIDED, "If we reversed it, we would write to you.", facts={}) == []
    assert quotes(DECIDED, "We have reversed the decision.", facts=None) == []


def test_the_reply_says_what_was_decided() -> None:
    assert quotes(DECIDED, "We upheld the decision.", facts=PERSON) == ["upheld"]


def test_without_words_the_outcome_itself_needs_the_decision() -> None:
    rule = field("human-decision-recorded", outcomes=["decline"])
    assert quotes(rule, "No.", outcome="decline", facts={}) == [""]
    assert quotes(rule, "No.", outcome="confirm", facts={}) == []


DECIDER = field("different-decider")


@pytest.mark.parametrize(
    ("by", "first", "severities"),
    [
        ("Ada", "Ben", []),
        ("Ada", "ada", ["block"]),
        ("moderation bot", "Ben", ["block"]),
        ("Ada", None, ["flag"]),
        ("Abbot", "Ben", []),
    ],
)
def test_an_appeal_is_decided_by_another_person(by: str, first: str | None, severities: list[str]) -> None:
    facts = {"human_decision": {"outcome": "denied", "by": by}, "original_decider": first}
    assert [f.severity for f in tried(DECIDER, "It stays.", facts=facts)] == severities


@pytest.mark.parametrize(
    ("known", "count"),
    [
        ({"facts": {"approved_by": "agent"}}, 1),
        ({"facts": {"approved_by": "reviewer"}}, 0),
        ({"facts": {"approved_by": "legal"}}, 0),
        ({"facts": {}}, 0),
        ({"approval": LEGAL, "facts": {"approved_by": "reviewer"}}, 1),
        ({"approval": LEGAL, "facts": {"approved_by": "executive"}}, 0),
    ],
)
def test_the_recorded_approval_is_as_high_as_the_table(known: dict[str, Any], count: int) -> None:
    assert len(tried(field("approval-level"), "Done.", "ncii/removal-request", outcome="confirm", **known)) == count


def test_a_floor_binds_the_approval_that_is_coming() -> None:
    rule = field("approval-level", levels={"dmca/*": "legal"}, roles={"press": "legal"})
    assert len(tried(rule, "x", approval=Approval())) == 1
    assert tried(rule, "x", approval=LEGAL) == []
    assert tried(rule, "x", "privacy/access", approval=Approval()) == []
    assert len(tried(rule, "x", "privacy/access", approval=Approval(), role="press")) == 1
    assert tried(rule, "x", approval=Approval(), outcome="fixed-text") == []


def test_specialists_do_not_stand_in_for_each_other() -> None:
    rule = field("approval-level", level=["legal", "security"])
    assert "security" in tried(rule, "x", approval=LEGAL)[0].message


MARKED = field("legal-approval-for", marks=[r"\bcircumvention\b"], sections=["privacy/*"])


def test_some_matters_always_need_legal() -> None:
    assert quotes(MARKED, "About circumvention.", approval=Approval()) == ["circumvention"]
    assert quotes(MARKED, "About circumvention.", approval=LEGAL) == []
    assert quotes(MARKED, "Thank you.", approval=Approval(), ticket_text="this is circumvention") == [""]
    assert quotes(MARKED, "Thank you.", approval=Approval()) == []
    assert quotes(MARKED, "Thank you.", "privacy/access", approval=Approval()) == [""]


def test_the_priority_is_at_least_the_sections() -> None:
    rule = field("priority-minimum", minimum={"dmca/*": ["P1"]})
    assert tried(field("priority-minimum"), "x", priority=None) == []
    assert len(tried(field("priority-minimum"), "x", priority="P3")) == 1
    assert tried(field("priority-minimum"), "x", priority="P2") == []
    assert len(tried(rule, "x", priority="P2")) == 1


def test_an_unknown_level_in_the_policy_blocks() -> None:
    found = tried(field("approval-level", level="boss"), "x", approval=LEGAL)
    assert found[0].severity == "block"
    assert "boss" in found[0].message
