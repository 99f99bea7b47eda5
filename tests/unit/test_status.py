"""Statuses, moves and approval levels: the tables are complete, and nobody approves what he may not."""

from __future__ import annotations

from itertools import product
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.errors import Conflict, NotAllowed
from drafting.models import Actor, Approval, Draft, Level, Reply, Status
from drafting.status import (
    FINAL,
    MOVES,
    OPEN,
    SATISFIES,
    WAITING,
    Move,
    check_can_approve,
    check_can_decide,
    check_can_send,
    check_change,
    check_move,
    satisfied,
    stricter,
)

SPECIALISTS = (Level.LEGAL, Level.SECURITY, Level.CHILD_SAFETY)
levels = st.sampled_from(list(Level))
approvals = st.builds(
    Approval,
    level=levels,
    also=st.lists(levels, max_size=3).map(tuple),
    reasons=st.lists(st.sampled_from("abc")).map(tuple),
)
people = st.frozensets(levels, min_size=1)


def draft(status: Status = Status.IN_REVIEW, approval: Approval | None = None, body: str | None = "Hello,") -> Draft:
    reply = None if body is None else Reply(subject="Re: your request", body=body)
    return Draft(
        draft_id="d", ticket_id="t", status=status, requested_by="Ana", approval=approval or Approval(), reply=reply
    )


def needs(approval: Approval) -> set[Level]:
    return {approval.level, *approval.also}


def enough(held: frozenset[Level], approval: Approval) -> bool:
    """Whether one person holding these levels may sign everything that the approval asks for."""
    return needs(approval) <= satisfied(held)


# -- the tables ----------------------------------------------------------------------------------------------


def test_every_status_is_open_or_final() -> None:
    assert set(Status) == OPEN | FINAL
    assert not OPEN & FINAL
    assert WAITING <= OPEN


@pytest.mark.parametrize("status", Status)
def test_every_status_is_reached_and_left_as_it_should(status: Status) -> None:
    reached = {rule for rule in MOVES.values() if status in rule.targets}
    left = {rule for rule in MOVES.values() if status in rule.sources and rule.targets != {status}}
    assert reached, "no move leads here"
    assert bool(left) == (status in OPEN)


@pytest.mark.parametrize("status", sorted(OPEN))
def test_every_open_draft_can_be_superseded(status: Status) -> None:
    assert status in MOVES["supersede"].sources


def test_every_move_is_in_the_table_with_an_event_of_its_own() -> None:
    assert set(MOVES) == set(get_args(Move))
    assert len({rule.event for rule in MOVES.values()}) == len(MOVES)
    assert all(rule.sources and rule.targets and rule.event for rule in MOVES.values())


def test_only_people_decide_and_only_decided_or_passed_drafts_leave() -> None:
    for rule in MOVES.values():
        if rule.targets & {Status.APPROVED, Status.REJECTED}:
            assert rule.who == "reviewer"
        if Status.SENT in rule.targets:
            assert rule.who == "agent"
            assert rule.sources == {Status.READY, Status.APPROVED}
    assert MOVES["approve"].sources == {Status.IN_REVIEW}  # a blocked draft is edited first


@pytest.mark.parametrize("move", MOVES)
def test_a_move_is_made_from_its_sources_only(move: Move) -> None:
    for status in Status:
        if status in MOVES[move].sources:
            assert check_move(draft(status), move) is MOVES[move]
        else:
            with pytest.raises((NotAllowed, Conflict)):
                check_move(draft(status), move)


@pytest.mark.parametrize("move", MOVES)
def test_a_change_is_one_of_the_table(move: Move) -> None:
    rule = MOVES[move]
    for before, after in product(Status, Status):
        if before in rule.sources and after in rule.targets:
            check_change(before, after, rule.event)
        else:
            with pytest.raises(NotAllowed):
                check_change(before, after, rule.event)


def test_an_event_that_is_no_move_changes_nothing() -> None:
    for event in ("", "received", "approve"):
        with pytest.raises(NotAllowed, match="not the event of a move"):
            check_change(Status.IN_REVIEW, Status.APPROVED, event)


# -- levels --------------------------------------------------------------------------------------------------


def test_every_level_satisfies_itself_and_an_agent() -> None:
    assert set(SATISFIES) == set(Level)
    assert all({level, Level.AGENT} <= SATISFIES[level] for level in Level)


@pytest.mark.parametrize(("one", "two"), [pair for pair in product(SPECIALISTS, SPECIALISTS) if pair[0] is not pair[1]])
def test_specialists_do_not_stand_in_for_each_other(one: Level, two: Level) -> None:
    assert two not in satisfied([one])
    assert Level.REVIEWER in satisfied([one])


def test_an_executive_stands_in_for_all_and_nobody_for_him() -> None:
    assert satisfied([Level.EXECUTIVE]) == set(Level)
    assert Level.EXECUTIVE not in satisfied(set(Level) - {Level.EXECUTIVE})


def test_nobody_signs_for_nothing() -> None:
    assert satisfied([]) == frozenset()


@given(people)
def test_satisfied_is_closed(held: frozenset[Level]) -> None:
    assert held <= satisfied(held)
    assert satisfied(satisfied(held)) == satisfied(held)


@given(approvals, approvals)
def test_stricter_asks_for_the_same_whichever_comes_first(a: Approval, b: Approval) -> None:
    assert needs(stricter(a, b)) == needs(stricter(b, a))


@given(approvals, approvals, people)
def test_stricter_is_never_weaker_and_asks_for_no_more_than_both(
    a: Approval, b: Approval, held: frozenset[Level]
) -> None:
    assert enough(held, stricter(a, b)) == (enough(held, a) and enough(held, b))


@given(approvals, approvals, approvals)
def test_stricter_does_not_depend_on_the_order_of_three(a: Approval, b: Approval, c: Approval) -> None:
    assert needs(stricter(stricter(a, b), c)) == needs(stricter(a, stricter(b, c)))


@given(approvals, approvals)
def test_stricter_is_tidy(a: Approval, b: Approval) -> None:
    both = stricter(a, b)
    assert both.level not in both.also
    assert len(set(both.also)) == len(both.also)
    assert both.reasons == tuple(dict.fromkeys((*a.reasons, *b.reasons)))
    assert stricter(both, both) == both


def test_two_specialists_are_both_named() -> None:
    both = stricter(Approval(level=Level.SECURITY), Approval(level=Level.LEGAL))
    assert (both.level, both.also) == (Level.SECURITY, (Level.LEGAL,))


# -- who may approve -----------------------------------------------------------------------------------------


@given(approvals, people)
def test_who_asked_never_approves(approval: Approval, held: frozenset[Level]) -> None:
    with pytest.raises(NotAllowed):
        check_can_approve(draft(approval=approval), Actor(name="Ana", levels=held))


@given(approvals, people)
def test_an_approval_signs_exactly_what_the_person_holds(approval: Approval, held: frozenset[Level]) -> None:
    person = Actor(name="Lea", levels=held)
    may = person.is_reviewer and bool(needs(approval) & satisfied(held))
    if may:
        assert check_can_approve(draft(approval=approval), person) == needs(approval) - satisfied(held)
    else:
        with pytest.raises(NotAllowed):
            check_can_approve(draft(approval=approval), person)


def test_two_specialists_sign_one_after_the_other() -> None:
    waiting = draft(approval=Approval(level=Level.LEGAL, also=(Level.SECURITY,)))
    lea, sam = (
        Actor(name=name, levels=frozenset({level})) for name, level in (("Lea", Level.LEGAL), ("Sam", Level.SECURITY))
    )
    assert check_can_approve(waiting, lea) == {Level.SECURITY}
    with pytest.raises(NotAllowed, match="needs approval by security"):
        check_can_approve(waiting, lea, already=[Level.LEGAL])
    assert check_can_approve(waiting, sam, already=[Level.LEGAL]) == frozenset()


def test_an_agent_decides_nothing() -> None:
    for status in Status:
        with pytest.raises(NotAllowed, match="Only a reviewer"):
            check_can_decide(draft(status), Actor(name="Ben"))


@pytest.mark.parametrize("status", sorted(set(Status) - {Status.IN_REVIEW}))
def test_only_a_draft_in_review_is_approved(status: Status) -> None:
    with pytest.raises((NotAllowed, Conflict)):
        check_can_approve(draft(status), Actor(name="Lea", levels=frozenset(Level)))


def test_a_draft_without_a_reply_is_not_approved() -> None:
    with pytest.raises(NotAllowed, match="no reply"):
        check_can_approve(draft(body=None), Actor(name="Lea", levels=frozenset(Level)))


@pytest.mark.parametrize("status", Status)
def test_only_ready_and_approved_drafts_are_sent(status: Status) -> None:
    if status in {Status.READY, Status.APPROVED}:
        check_can_send(draft(status))
    else:
        with pytest.raises((NotAllowed, Conflict)):
            check_can_send(draft(status))
