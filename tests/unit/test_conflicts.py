"""Duties that pull apart go to whom may weigh them, the words stay, and a flagged account cannot be told apart."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.compose.playbook import render
from drafting.decide import LEGAL_REVIEWS, decide, explain
from drafting.models import Approval, Case, Decision, ElementState, IntakeItem, Level, Role
from drafting.policy.compiler import Policies, compile_policies
from tests.unit.policy.small import COMMON, TODAY, ticket, write

ACCESS, LEAK, USER_ASKS = "privacy/access", "leaked-secret/removal-request", "law-enforcement/user-asks"
FLAGS = ("legal_hold", "gag_order", "preservation", "incident")
CONFLICTS = """\
conflicts:
  - {id: held, sections: ['*'], flags: [legal_hold], approval: {level: legal}, why: The account is held.}
  - {id: held-evidence, sections: ['*'], flags: [preservation], words: ['\\bevidence\\b'], approval: {level: legal}, why: Evidence is held., fires: [It is evidence.], passes: [It is not.]}
  - {id: process, sections: ['privacy/*'], beside: ['leaked-*/*'], approval: {level: legal}, escalate: legal, why: Two duties in one ticket.}
  - {id: kept, sections: [privacy/access], facts: {evidence_kept: ['yes', partly]}, approval: {level: legal, also: [security]}, why: Evidence is kept.}
  - {id: reporter, sections: ['*'], words: ['\\bwho reported me\\b'], unless: ['\\bnot\\b'], approval: {level: legal}, why: A reporter is asked for., fires: [Who reported me?], passes: [I do not care who reported me.]}
rules:
"""  # noqa: E501


@cache
def policies() -> Policies:
    assert COMMON.count("rules:\n") == 1
    with tempfile.TemporaryDirectory() as folder:
        root = write(Path(folder) / "policies", {"common.md": COMMON.replace("rules:\n", CONFLICTS)})
        return compile_policies(root, today=TODAY)


def case(section: str = ACCESS, *also: str) -> Case:
    return Case(section=section, also=also, priority="P2", requester_role=Role.UNKNOWN_THIRD_PARTY)


def items(section: str) -> list[IntakeItem]:
    return [
        IntakeItem(section=section, element=element, state=ElementState.PRESENT)
        for element in policies().section(section).elements
    ]


def run(text: str = "Hi.", about: Case | None = None, flags: frozenset[str] = frozenset(), **changed: Any) -> Decision:
    about = about or case()
    found = [item for section in (about.section, *about.also) for item in items(section)]
    return decide(policies(), ticket(text, **changed), about, found, flags)


def test_without_a_conflict_nothing_is_raised() -> None:
    assert run().approval == Approval()


def test_words_of_the_requester_show_a_conflict() -> None:
    decision = run("Who reported me?")
    assert decision.approval == Approval(level=Level.LEGAL, reasons=("A reporter is asked for.",))
    assert run("I do not ask who reported me.").approval.level is Level.AGENT
    assert run("> Who reported me?\nThat was the question.").approval.level is Level.AGENT


@pytest.mark.parametrize("given", ["yes", True, "partly"])
def test_a_fact_shows_a_conflict(given: Any) -> None:
    approval = run(facts={"evidence_kept": given}).approval
    assert (approval.level, approval.also) == (Level.LEGAL, (Level.SECURITY,))


@pytest.mark.parametrize("given", ["no", False, None, 1, ["yes"], {"yes": "yes"}])
def test_another_value_of_the_fact_shows_none(given: Any) -> None:
    assert run(facts={"evidence_kept": given}).approval.level is Level.AGENT


def test_a_second_matter_in_the_ticket_shows_a_conflict() -> None:
    both = run(about=case(ACCESS, LEAK))
    assert both.approval.level is Level.LEGAL
    assert both.primary.escalate_to == "legal"
    assert run(about=case(LEAK)).approval.level is Level.AGENT


def test_a_flag_brings_legal_with_the_sentence_of_every_such_case() -> None:
    assert run(flags=frozenset({"legal_hold"})).approval.reasons == (LEGAL_REVIEWS,)
    assert run("It is evidence.", flags=frozenset({"preservation"})).approval.reasons == (LEGAL_REVIEWS,)


def test_who_may_see_the_flags_reads_which_duties_pull_apart() -> None:
    seen = explain(policies(), ticket(), case(), items(ACCESS), flags=frozenset({"legal_hold"}))
    assert seen.notes == ("The account is held.",)
    assert explain(policies(), ticket(), case(), items(ACCESS)).notes == ()


texts = st.sampled_from(["Hi.", "It is evidence.", "Who reported me?", "I will sue you.", "a" * 50])
roles = st.sampled_from(Role)
sections = st.lists(st.sampled_from([ACCESS, LEAK, USER_ASKS]), min_size=1, max_size=3, unique=True)
told = st.fixed_dictionaries({}, optional={"evidence_kept": st.sampled_from(["yes", "no", 3, [1]])})
flagged = st.frozensets(st.sampled_from(FLAGS), min_size=1)


def apart_from_the_approval(decision: Decision) -> Decision:
    sections = tuple(one.model_copy(update={"approval": Approval()}) for one in decision.sections)
    return decision.model_copy(update={"sections": sections, "approval": Approval()})


@given(texts, sections, roles, told, flagged)
def test_flags_change_the_approval_and_nothing_else(
    text: str, names: list[str], role: Role, facts: dict[str, Any], flags: frozenset[str]
) -> None:
    about = case(*names).model_copy(update={"requester_role": role})
    plain, held = run(text, about, facts=facts), run(text, about, flags, facts=facts)
    assert apart_from_the_approval(plain) == apart_from_the_approval(held)
    found = [item for name in names for item in items(name)]
    written = ticket(text, facts=facts)
    assert render(policies(), written, about, plain, found) == render(policies(), written, about, held, found)


@given(texts, sections, roles, told, flagged, flagged)
def test_no_two_flags_can_be_told_apart(
    text: str, names: list[str], role: Role, facts: dict[str, Any], one: frozenset[str], other: frozenset[str]
) -> None:
    about = case(*names).model_copy(update={"requester_role": role})
    first, second = run(text, about, one, facts=facts), run(text, about, other, facts=facts)
    assert first == second


@given(texts, sections, roles, told, flagged)
def test_the_reasons_of_a_flagged_account_are_those_of_any_account_that_legal_reads(
    text: str, names: list[str], role: Role, facts: dict[str, Any], flags: frozenset[str]
) -> None:
    about = case(*names).model_copy(update={"requester_role": role})
    plain, held = run(text, about, facts=facts), run(text, about, flags, facts=facts)
    assert set(held.approval.reasons) - set(plain.approval.reasons) <= {LEGAL_REVIEWS}
