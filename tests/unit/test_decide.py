"""The decision: rows, due dates, approval. Pure, total, and blind to flags where a text is fixed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.decide import LEGAL_REVIEWS, decide, explain, raised
from drafting.models import (
    Case,
    Decision,
    ElementState,
    IntakeItem,
    Level,
    MaskedMessage,
    MaskedText,
    Outcome,
    Priority,
    Role,
)
from drafting.policy.compiler import Policies, compile_policies
from tests.unit.policy import small
from tests.unit.policy.small import policies, ticket
from tests.unit.test_deadlines import timed

ACCESS, SECRET, USER_ASKS = "privacy/access", "leaked-secret/removal-request", "law-enforcement/user-asks"
FLAGS = ("legal_hold", "gag_order", "preservation", "incident")


def case(
    section: str = ACCESS, *also: str, role: Role = Role.UNKNOWN_THIRD_PARTY, places: tuple[str, ...] = ()
) -> Case:
    return Case(section=section, also=also, priority="P2", requester_role=role, jurisdictions=places)


def intake(section: str = ACCESS, **states: str) -> list[IntakeItem]:
    return [
        IntakeItem(section=section, element=name.replace("_", "-"), state=ElementState(state))
        for name, state in states.items()
    ]


COMPLETE = intake(identity="present", right="present")
ALL_SECRET = intake(SECRET, file_links="present", line_numbers="present", risk="present")


def run(
    *texts: str, given: Case | None = None, items: Any = COMPLETE, flags: frozenset[str] = frozenset(), **changed: Any
) -> Decision:
    return decide(policies(), ticket(*texts, **changed), given or case(), items, flags)


# -- rows ----------------------------------------------------------------------------------------------------


def test_a_complete_request_is_confirmed() -> None:
    decided = run().primary
    assert (decided.outcome, decided.framework, decided.row) == (Outcome.CONFIRM, "confirm", 3)
    assert decided.missing == ()
    assert decided.escalate_to == "privacy"


def test_what_nobody_looked_for_is_missing() -> None:
    decided = run(items=intake(right="present")).primary
    assert decided.outcome is Outcome.REQUEST_MISSING
    assert decided.missing == ("identity",)


def test_missing_elements_stand_in_the_order_of_the_policy() -> None:
    decided = run(
        given=case(SECRET), items=intake(SECRET, risk="missing", line_numbers="missing", file_links="present")
    )
    assert decided.primary.missing == ("line-numbers", "risk")


def test_an_unclear_element_is_asked_for_and_a_reviewer_looks() -> None:
    decision = run(items=intake(identity="present", right="unclear"))
    assert decision.primary.missing == ("right",)
    assert decision.approval.level is Level.REVIEWER
    assert decision.approval.reasons == (
        "It is unclear whether the ticket gives this: what you would like to receive.",
    )


def test_a_persons_decision_chooses_the_row() -> None:
    decision = run(facts={"human_decision": {"outcome": "refused", "by": "Legal"}})
    assert decision.primary.outcome is Outcome.DECLINE
    assert decision.approval.level is Level.LEGAL
    assert decision.approval.reasons == ("A person refused.",)


@pytest.mark.parametrize("value", ["maybe", 7, ["refused"], {"x": 1}, True, "refused!"])
def test_a_fact_that_the_policy_does_not_know_goes_to_a_reviewer(value: Any) -> None:
    decision = run(facts={"human_decision": {"outcome": value}})
    assert decision.primary.outcome is Outcome.CONFIRM
    assert decision.approval.level is Level.REVIEWER
    assert "human_decision.outcome" in decision.approval.reasons[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("If this takes long I WILL sue you.", Level.LEGAL),
        ("If this takes long I will\nsue you.", Level.LEGAL),
        ("I will not say that I will sue you.", Level.AGENT),
        ("> I will sue you\nThat was my neighbour.", Level.AGENT),
        ("Thanks.\n\nOn Monday, Support wrote:\nI will sue you.", Level.AGENT),
        ("Thanks.", Level.AGENT),
    ],
)
def test_words_count_when_the_requester_wrote_them(text: str, expected: Level) -> None:
    assert run(text).approval.level is expected


def test_words_of_others_do_not_count() -> None:
    said = (("requester", "Hello."), ("third_party", "I will sue you."), ("system", "I will sue you."))
    messages = tuple(MaskedMessage(sender=who, at=None, text=MaskedText(text)) for who, text in said)
    assert run(messages=messages).approval.level is Level.AGENT


def test_explain_shows_the_inputs_of_the_row() -> None:
    explained = explain(policies(), ticket("Hi."), case(places=("US-CA",)), COMPLETE)
    assert explained.row == 3
    assert explained.inputs == {"decision": "none", "intake": "complete", "angry": "no"}


# -- clocks --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("places", "clock", "day"),
    [
        (("US-CA",), "K05", "2027-01-07"),
        (("EU",), "K01", "2026-12-23"),
        (("EU", "US-CA"), "K05", "2027-01-07"),
        ((), "K01", "2026-12-23"),
        (("US-NY",), "K01", "2026-12-23"),
    ],
)
def test_the_jurisdiction_chooses_the_clock(places: tuple[str, ...], clock: str, day: str) -> None:
    (due,) = run(given=case(places=places)).primary.clocks
    assert (due.clock, due.due_at.isoformat(), due.section) == (clock, f"{day}T23:59:59+00:00", ACCESS)


def test_an_extension_that_a_person_recorded_lengthens_the_clock() -> None:
    (due,) = run(facts={"extension": {"clock": "K01", "reason": "complex"}}).primary.clocks
    assert due.due_at.date().isoformat() == "2027-02-23"
    (due,) = run(facts={"extension": {"clock": "K05"}}).primary.clocks
    assert due.due_at.date().isoformat() == "2026-12-23"


def test_a_valid_clock_starts_with_the_message_that_completed_the_request() -> None:
    first = datetime(2026, 11, 23, 9, tzinfo=UTC)
    messages = tuple(
        MaskedMessage(sender=sender, at=first + timedelta(days=n), text=MaskedText("x"))
        for n, sender in enumerate(("requester", "agent", "requester", "agent"))
    )
    clocks = run(given=case(SECRET), items=ALL_SECRET, messages=messages).primary.clocks
    assert [(due.clock, due.bound, due.starts_at.day) for due in clocks] == [
        ("K31", "due", 23),
        ("K15", "earliest", 25),
        ("K15", "latest", 25),
    ]


def test_a_valid_clock_does_not_start_while_something_is_missing() -> None:
    clocks = run(given=case(SECRET), items=ALL_SECRET[:2]).primary.clocks
    assert [due.clock for due in clocks] == ["K31"]


@pytest.mark.parametrize(
    ("known", "due"),
    [
        ("2026-11-23T09:00:00Z", "2026-11-23T13:00:00+00:00"),
        ("2026-11-23T09:00:00+02:00", "2026-11-23T11:00:00+00:00"),
        ("2026-11-23", "2026-11-23T04:00:00+00:00"),
    ],
)
def test_a_fact_that_is_a_date_starts_its_clock(known: str, due: str) -> None:
    clocks = run(given=case(SECRET), items=ALL_SECRET, facts={"known_at": known}).primary.clocks
    assert [one.due_at.isoformat() for one in clocks if one.clock == "K28"] == [due]


@pytest.mark.parametrize(
    "known", ["soon", "2026-02-30", 20261123, ["2026-11-23"], "0001-01-01", "9999-12-31T23:59:59Z"]
)
def test_a_date_that_is_none_starts_no_clock_and_calls_a_reviewer(known: Any) -> None:
    decision = run(given=case(SECRET), items=ALL_SECRET, facts={"known_at": known})
    assert "K28" not in [due.clock for due in decision.primary.clocks]
    assert decision.approval.level is Level.REVIEWER
    assert len(decision.approval.reasons) == 1


# -- approval ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "role", [Role.LE_US, Role.LE_FOREIGN, Role.GOV_AGENCY, Role.CIVIL_LITIGANT, Role.REGULATOR, Role.PRESS]
)
def test_official_requesters_are_answered_by_legal(role: Role) -> None:
    approval = run(given=case(role=role)).approval
    assert approval.level is Level.LEGAL
    assert approval.reasons[0] == LEGAL_REVIEWS


def test_a_role_that_the_policy_does_not_answer_goes_to_a_reviewer() -> None:
    approval = run(given=case(role=Role.PARENT)).approval
    assert approval.level is Level.REVIEWER
    assert "the role parent" in approval.reasons[0]


@pytest.mark.parametrize("flag", FLAGS)
def test_a_flag_brings_legal_without_being_named(flag: str) -> None:
    flagged = run(flags=frozenset({flag}))
    assert flagged.approval.level is Level.LEGAL
    assert flagged.approval.reasons == (LEGAL_REVIEWS,)
    plain = run()
    assert flagged.model_copy(update={"approval": None, "sections": ()}) == plain.model_copy(
        update={"approval": None, "sections": ()}
    )
    assert flagged.primary.model_copy(update={"approval": plain.primary.approval}) == plain.primary


@pytest.mark.parametrize("also", [(), (ACCESS,), ("dmca/circumvention",)])
@given(flags=st.frozensets(st.sampled_from(FLAGS)), role=st.sampled_from(Role))
def test_a_fixed_text_never_differs_on_a_flagged_account(
    also: tuple[str, ...], flags: frozenset[str], role: Role
) -> None:
    given_case = case(USER_ASKS, *also, role=role)
    assert run(given=given_case, flags=flags) == run(given=given_case)


@pytest.mark.parametrize("role", [Role.LE_US, Role.ACCOUNT_HOLDER_VERIFIED, Role.GOV_AGENCY])
def test_a_fixed_text_may_go_out_at_agent(role: Role) -> None:
    assert run(given=case(USER_ASKS, role=role)).approval.level is Level.AGENT


# -- priority ------------------------------------------------------------------------------------------------


@cache
def urgent() -> Policies:
    """The small policies, with a row that is more urgent than its section."""
    old = "  - when: {decision: refused}\n    outcome: decline\n"
    assert old in small.ACCESS
    changed = small.ACCESS.replace(old, f"{old}    priority: P1\n")
    with tempfile.TemporaryDirectory() as folder:
        root = small.write(Path(folder) / "policies", {"privacy/access.md": changed})
        return compile_policies(root, today=small.TODAY)


@pytest.mark.parametrize(
    ("given", "outcome", "expected"),
    [("P2", "refused", "P1"), ("P0", "refused", "P0"), ("P1", "refused", "P1"), ("P2", "none", "P2")],
)
def test_a_row_raises_the_priority_and_never_lowers_it(given: str, outcome: str, expected: str) -> None:
    about = case().model_copy(update={"priority": Priority(given)})
    facts = {"human_decision": {"outcome": outcome}}
    decision = decide(urgent(), ticket("Hi.", facts=facts), about, COMPLETE)
    assert raised(about, decision) == about.model_copy(update={"priority": Priority(expected)})


def test_the_row_of_a_section_that_a_person_answers_apart_raises_it_too() -> None:
    about = case(USER_ASKS, ACCESS)
    facts = {"human_decision": {"outcome": "refused"}}
    decision = decide(urgent(), ticket("Hi.", facts=facts), about, COMPLETE)
    assert decision.answered_by_person == (ACCESS,)
    assert raised(about, decision).priority is Priority.P1


# -- several sections ----------------------------------------------------------------------------------------


def test_beside_a_fixed_text_a_person_answers_the_rest() -> None:
    decision = run(given=case(USER_ASKS, ACCESS))
    assert [one.section for one in decision.sections] == [USER_ASKS]
    assert decision.answered_by_person == (ACCESS,)
    assert decision.approval.level is Level.REVIEWER


def test_a_fixed_text_does_not_join_another_reply() -> None:
    decision = run(given=case(ACCESS, USER_ASKS))
    assert [one.section for one in decision.sections] == [ACCESS]
    assert decision.answered_by_person == (USER_ASKS,)
    assert decision.approval.level is Level.REVIEWER


def test_a_section_without_a_policy_is_answered_by_who_it_needs() -> None:
    decision = run(given=case(ACCESS, "dmca/circumvention"))
    assert decision.answered_by_person == ("dmca/circumvention",)
    assert decision.approval.level is Level.LEGAL


def test_nothing_is_decided_where_only_a_person_can_answer() -> None:
    decision = run(given=case("dmca/circumvention"))
    assert decision.sections == ()
    assert decision.approval.level is Level.LEGAL


def test_the_approval_satisfies_every_section() -> None:
    decision = run(
        given=case(SECRET, ACCESS), items=[*ALL_SECRET, *COMPLETE], facts={"human_decision": {"outcome": "refused"}}
    )
    assert [one.outcome for one in decision.sections] == [Outcome.CONFIRM, Outcome.DECLINE]
    assert decision.approval.level is Level.LEGAL


# -- for everything ------------------------------------------------------------------------------------------

json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
moments = st.sampled_from(
    ["2026-11-23", "2026-12-01T10:00:00Z", "9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+14:00", "2026-02-30"]
)
spans = st.dictionaries(
    st.sampled_from(["asked_at", "received_at", "clock", "reason", "at"]), moments | json, max_size=3
)
NAMES = [
    "human_decision",
    "human_decision.outcome",
    "extension",
    "known_at",
    "items",
    "case_id",
    "x",
    "identity_check",
    "fee",
    "clarification",
    "answered_at",
    "acknowledged_at",
    "court_action_filed_at",
    "put_back_at",
    "secrecy_ends_on",
    "complete_at",
]
facts = st.dictionaries(
    st.sampled_from(NAMES),
    json | moments | spans | st.lists(spans, max_size=3) | st.fixed_dictionaries({"outcome": json}),
)
items_found = st.lists(
    st.builds(
        IntakeItem,
        section=st.sampled_from([ACCESS, SECRET, USER_ASKS]),
        element=st.sampled_from(["identity", "right", "file-links", "line-numbers", "risk", "unknown"]),
        state=st.sampled_from(ElementState),
    ),
    max_size=8,
)
cases = st.builds(
    Case,
    section=st.sampled_from([ACCESS, SECRET, USER_ASKS, "dmca/circumvention", "never/heard-of"]),
    also=st.lists(st.sampled_from([ACCESS, SECRET, USER_ASKS, "dmca/circumvention", "never/heard-of"]), max_size=3).map(
        tuple
    ),
    priority=st.just("P2"),
    requester_role=st.sampled_from(Role),
    jurisdictions=st.lists(st.sampled_from(["EU", "US-CA", "US", "", "??"]), max_size=2).map(tuple),
)


@pytest.mark.parametrize("compiled", [policies, timed])
@settings(max_examples=150)
@given(
    given_case=cases,
    told=facts,
    found=items_found,
    text=st.text(max_size=60),
    at=st.datetimes(timezones=st.none() | st.just(UTC)),
)
def test_every_ticket_is_decided_and_always_the_same_way(
    compiled: Callable[[], Policies],
    given_case: Case,
    told: dict[str, Any],
    found: list[IntakeItem],
    text: str,
    at: datetime,
) -> None:
    written = ticket(text, facts=told, received_at=at)
    first = decide(compiled(), written, given_case, found)
    assert first == decide(compiled(), written, given_case, found)
    answered = {one.section for one in first.sections} | set(first.answered_by_person)
    assert answered == {given_case.section, *given_case.also}


@settings(max_examples=150)
@given(given_case=cases, told=facts, found=items_found, flags=st.frozensets(st.sampled_from(FLAGS)))
def test_flags_never_change_what_is_decided(
    given_case: Case, told: dict[str, Any], found: list[IntakeItem], flags: frozenset[str]
) -> None:
    written = ticket("Hi.", facts=told)
    plain, flagged = decide(timed(), written, given_case, found), decide(timed(), written, given_case, found, flags)
    for one, other in zip(plain.sections, flagged.sections, strict=True):
        assert other.model_copy(update={"approval": one.approval}) == one
    assert flagged.model_copy(update={"approval": plain.approval, "sections": plain.sections}) == plain


@given(given_case=cases, told=facts, found=items_found)
def test_every_due_date_lies_after_its_start_and_says_its_basis(
    given_case: Case, told: dict[str, Any], found: list[IntakeItem]
) -> None:
    for due in decide(timed(), ticket("Hi.", facts=told), given_case, found).clocks:
        assert due.starts_at <= due.due_at
        assert due.basis == timed().clocks[due.clock].basis
        assert due.counted
