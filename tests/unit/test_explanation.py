"""Why a ticket comes out as it does: each thing with what gave it, and nothing that the decision did not use."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.decide import decide
from drafting.examine import examine
from drafting.explanation import Explanation, SectionExplained, explain
from drafting.explanation_page import page
from drafting.models import ElementState, Level, MaskedText, Outcome, Role
from drafting.policy.compiler import Policies
from drafting.triage import triage
from tests.unit.policy.small import policies, ticket

REQUEST = "I want my data. Please send a copy of my data. I live in California."


def told(text: str = REQUEST, **changed: Any) -> Explanation:
    return explain(policies(), ticket(text, **changed))


def one(found: Explanation) -> SectionExplained:
    (section,) = found.sections
    return section


def test_the_section_has_the_words_that_led_there() -> None:
    found = told()
    assert found.section == "privacy/access"
    assert one(found).fit.words == ("my data",)
    assert one(found).version == "1"


def test_each_element_has_its_state_and_what_settled_it() -> None:
    identity, right = one(told()).elements
    assert (identity.state, identity.by) == (ElementState.MISSING, "requester.verified; no text can supply it")
    assert (right.state, right.by) == (ElementState.PRESENT, "the ticket's words")
    assert right.evidence == "Please send a copy of my data."
    by_fact = one(told(facts={"right": "missing"})).elements[1]
    assert (by_fact.state, by_fact.by, by_fact.evidence) == (ElementState.MISSING, "the fact right", None)
    nothing = one(told("Hello, my data!")).elements[1]
    assert (nothing.state, nothing.by) == (ElementState.MISSING, "nothing in the ticket shows it")


def test_each_input_has_its_value_and_what_gave_it() -> None:
    found = {i.name: i for i in one(told(f"{REQUEST} Or I will sue you.", verified=True)).inputs}
    assert (found["intake"].value, found["intake"].because) == ("complete", "every element is there")
    assert (found["decision"].value, found["decision"].because) == (
        "none",
        "the fact human_decision.outcome is not known, so the default holds",
    )
    assert (found["angry"].value, found["angry"].words) == ("yes", "Or I will sue you.")
    assert (found["regime"].value, found["regime"].because) == ("california", "the case falls under US-CA")
    missing = {i.name: i for i in one(told()).inputs}
    assert missing["intake"].because == "identity is missing"
    assert (missing["angry"].value, missing["angry"].words) == ("no", None)
    assert not missing["angry"].decides  # row 2 does not look at it


def test_the_row_is_named_with_its_place_and_its_reason() -> None:
    row = one(told(verified=True)).row
    assert (row.number, row.why) == (3, "Everything is there.")
    assert row.file == "policies/privacy/access.md"
    assert row.when == {"decision": "none", "intake": "complete", "angry": "no"}
    assert row.line == 36


def test_a_fact_that_the_policy_does_not_know_is_said_and_raises_the_approval() -> None:
    found = told(facts={"human_decision": {"outcome": "perhaps"}}, verified=True)
    decision = next(i for i in one(found).inputs if i.name == "decision")
    assert decision.because == (
        "the fact human_decision.outcome has a value that the policy does not know, so the default holds"
    )
    assert found.approval.level is Level.REVIEWER
    assert "perhaps" not in found.model_dump_json()


def test_clocks_say_how_they_were_counted_or_why_they_do_not_run() -> None:
    gdpr, ccpa = one(told(verified=True)).clocks
    assert (gdpr.clock, gdpr.due_at, gdpr.counted) == ("K01", None, "does not run: it needs regime: eu or other")
    assert ccpa.clock == "K05"
    assert ccpa.counted.startswith("45 calendar days after Monday, 23 November 2026")
    secret = "I leaked a key: https://code.example.com/a/b, line 5. It gives access to all."
    clocks = {(c.clock, c.bound): c for c in one(told(secret)).clocks}
    assert clocks["K28", "due"].counted == "does not run: its start (fact:known_at) is not known yet"
    assert clocks["K15", "earliest"].due_at is not None
    assert clocks["K15", "latest"].due_at is not None


@pytest.mark.parametrize(
    ("changed", "role", "by"),
    [
        ({"role": Role.PRESS}, Role.PRESS, "the ticket says so"),
        ({}, Role.UNKNOWN_THIRD_PARTY, "the section's default; nothing shows another"),
    ],
)
def test_the_role_has_what_gave_it(changed: dict[str, Any], role: Role, by: str) -> None:
    found = told(**changed)
    assert (found.role, found.role_by) == (role, by)


def test_a_section_without_a_policy_is_answered_by_a_person() -> None:
    found = told("dmca takedown dmca takedown")
    assert found.sections == ()
    assert found.answered_by_person == (found.section,)
    assert f"Answered by a person: {found.section}." in page(found)


def test_a_fixed_text_does_not_tell_a_flagged_account_apart() -> None:
    asks = ticket("Did the police ask about me? Police?")
    assert explain(policies(), asks) == explain(policies(), asks, flags=frozenset({"legal_hold"}))


def test_a_flag_raises_the_approval_and_is_not_named() -> None:
    found = explain(policies(), ticket(REQUEST, verified=True), flags=frozenset({"gag_order"}))
    assert found.approval.level is Level.LEGAL
    assert "gag" not in found.model_dump_json()


def test_the_page_names_words_facts_row_and_clocks() -> None:
    text = page(told(verified=True))
    assert '- `privacy/access`: 1 point, for "my data"' in text
    assert "- **right** (what you would like to receive) is present; the ticket's words: \"Please send" in text
    assert "**Row 3** of the table (policies/privacy/access.md:36): **confirm**. Everything is there." in text
    assert "- clock K05 (CCPA answer): Thursday, 7 January 2027, 45 calendar days after Monday, 23 November" in text
    assert "- approval: " in text


def test_a_ticket_that_is_held_says_only_that() -> None:
    held = Explanation(ticket_id="ZD-1", policies="sha256:x", held="The message is empty.")
    assert page(held) == "# Why ZD-1 comes out as it does\n\nIt is held for a person: The message is empty.\n"


def decided(policies: Policies, text: str, verified: bool) -> tuple[Outcome | None, int | None, Level]:
    """What the pipeline decides on the same ticket."""
    given = ticket(text, verified=verified)
    case = triage(policies, given).case
    named = [s for s in (case.section, *case.also) if s in policies.sections]
    found = decide(policies, given, case, examine(policies, given, named))
    first = found.sections[0] if found.sections else None
    return (first.outcome, first.row, found.approval.level) if first else (None, None, found.approval.level)


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(["my data", "a copy of my data", "I will sue you", "not", ".", "\n", "leaked", "police", "EU"])
        | st.text(max_size=20)
    ),
    st.booleans(),
)
def test_an_explanation_never_disagrees_with_the_decision(words: list[str], verified: bool) -> None:
    text = MaskedText(" ".join(words))
    found = told(text, verified=verified)
    outcome, row, level = decided(policies(), text, verified)
    first = found.sections[0] if found.sections else None
    assert (first.outcome if first else None, first.row.number if first else None) == (outcome, row)
    order = list(Level)
    assert order.index(found.approval.level) >= order.index(level)
    assert page(found)
