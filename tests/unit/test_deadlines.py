"""When a case's clocks run: what starts them, holds them up, extends and stops them, out of a ticket and its facts."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from drafting.decide import decide
from drafting.examine import examine
from drafting.models import Case, Due, ElementState, IntakeItem, Level, MaskedMessage, MaskedText, Role, SectionDecision
from drafting.policy.compiler import Policies, compile_policies
from tests.unit.policy.small import ACCESS, CLOCKS, SECRET, TODAY, ticket, write

SECTION = "privacy/access"
LEAK = "leaked-secret/removal-request"
TIMED = """\
  - {id: K02, title: UK answer, unit: mo, length: 1, extension: 2, pauses: true, stops: {answered_at: the answer was sent}, basis: UK GDPR Art. 12A, kind: law}
  - {id: K04, title: CCPA receipt, unit: bd, length: 10, stops: {acknowledged_at: receipt was confirmed, answered_at: the answer was sent}, basis: 11 CCR 7021(a), kind: law}
  - {id: K17, title: Preservation, unit: cd, length: 90, extension: 90, renewal: true, basis: 18 USC 2703(f), kind: law}
  - {id: K23, title: Secrecy, unit: cd, length: 0, start: 'fact:secrecy_ends_on', basis: 18 USC 2705(b), kind: law}
"""  # noqa: E501
K15 = "{id: K15, title: Put back, unit: bd, length: 10, latest: 14, start: valid"
STOPS = ", stops: {court_action_filed_at: notice of a court action arrived, put_back_at: the material was put back}"
ROW = "    clocks: [{clock: K01, when: {regime: [eu, other]}}, {clock: K05, when: {regime: california}}]\n    escalate"
TIMED_ROW = (
    "    clocks: [{clock: K02, when: {regime: [eu, other]}}, {clock: K04, when: {regime: california}}, "
    "{clock: K17}, {clock: K23}]\n    escalate"
)


def swap(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


@cache
def timed() -> Policies:
    """The small policies with clocks that pause, are renewed and are stopped."""
    changed: dict[str, str | bytes | None] = {
        "clocks.yaml": swap(CLOCKS + TIMED, (K15, K15 + STOPS)),
        "privacy/access.md": swap(
            ACCESS,
            (ROW, TIMED_ROW),
            ("You have our answer by {{ due.K05 or due.K01 }}.", "You have our answer in time."),
        ),
        "leaked-secret/removal-request.md": swap(SECRET, ("{clock: K28}", "{clock: K28}, {clock: K05}")),
    }
    with tempfile.TemporaryDirectory() as folder:
        return compile_policies(write(Path(folder) / "policies", changed), today=TODAY)


def run(section: str = SECTION, *, places: tuple[str, ...] = (), level: Level = Level.AGENT, **changed: Any) -> Any:
    """The decision of the section about a complete request; `level` is what the approval must be."""
    policies = timed()
    items = [
        IntakeItem(section=section, element=element, state=ElementState.PRESENT)
        for element in policies.section(section).elements
    ]
    case = Case(section=section, priority="P2", requester_role=Role.UNKNOWN_THIRD_PARTY, jurisdictions=places)
    decision = decide(policies, ticket(**changed), case, items)
    assert decision.approval.level is level, decision.approval.reasons
    return decision


def one(decided: SectionDecision, clock: str) -> Due:
    (found,) = [due for due in decided.clocks if due.clock == clock]
    return found


def uk(level: Level = Level.AGENT, **facts: Any) -> str:
    return str(one(run(facts=facts, level=level).primary, "K02").due_at.date())


# -- waiting -------------------------------------------------------------------------------------------------


def test_nothing_asked_for_holds_nothing_up() -> None:
    assert uk() == uk(identity_check=None, fee="no", clarification=[]) == "2026-12-23"


def test_the_uk_clock_runs_from_the_latest_of_receipt_identity_and_fee() -> None:
    identity = {"asked_at": "2026-11-24T10:00:00Z", "received_at": "2026-11-27T10:00:00Z"}
    assert uk(identity_check=identity) == "2026-12-27"
    assert uk(identity_check=identity, fee={"asked_at": "2026-11-24", "received_at": "2026-12-02"}) == "2027-01-02"


def test_the_days_of_a_clarification_are_added() -> None:
    first = {"asked_at": "2026-11-25", "received_at": "2026-11-30"}
    second = {"asked_at": "2026-12-01", "received_at": "2026-12-02"}
    assert uk(clarification=first) == "2026-12-28"
    assert uk(clarification=[first, second]) == "2026-12-29"


@pytest.mark.parametrize("fact", ["identity_check", "fee", "clarification"])
def test_an_open_question_pauses_the_clock_and_the_draft_says_so(fact: str) -> None:
    decision = run(facts={fact: {"asked_at": "2026-11-25"}})
    assert [due.clock for due in decision.primary.clocks] == ["K17"]
    (waiting,) = decision.paused
    assert (waiting.clock, waiting.section, waiting.since.date().isoformat()) == ("K02", SECTION, "2026-11-25")
    assert waiting.counted.startswith("waits for the ")


def test_only_clocks_that_pause_are_paused() -> None:
    facts = {"clarification": {"asked_at": "2026-11-25"}}
    decision = run(facts=facts, places=("US-CA",))
    assert [due.clock for due in decision.clocks] == ["K04", "K17"]
    assert decision.paused == ()


def test_an_answer_that_was_sent_ends_the_waiting() -> None:
    facts = {"clarification": {"asked_at": "2026-11-25"}, "answered_at": "2026-11-30"}
    decided = run(facts=facts).primary
    assert decided.paused == ()
    assert one(decided, "K02").stopped_at is not None


@pytest.mark.parametrize(
    "given",
    [
        "yes", 7, True, ["2026-11-25"], {"received_at": "2026-11-25"}, {"asked_at": "soon"}, {"asked_at": {}, "x": 1},
        {"asked_at": "2026-11-25", "received_at": "2026-11-24"}, {"asked_at": "2026-11-25", "received_at": 5},
        {"asked_at": "9999-12-31T23:59:59-12:00"}, {"asked_at": "0001-01-01T00:00:00+14:00"},
    ],
)  # fmt: skip
def test_what_does_not_say_when_it_was_asked_holds_nothing_up_and_calls_a_reviewer(given: Any) -> None:
    assert uk(Level.REVIEWER, clarification=given) == "2026-12-23"


# -- extensions ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "given",
    [
        "the request is complex",
        {"reason": "complex"},
        {"clock": "K02", "reason": "complex", "at": "2026-12-23"},
        [{"clock": "K05", "reason": "other"}, {"clock": "K02", "reason": "complex"}],
    ],
)
def test_an_extension_counts_from_the_first_start(given: Any) -> None:
    assert uk(extension=given) == "2027-02-23"


@pytest.mark.parametrize("given", [True, "yes", {"clock": "K02"}, {"clock": "K02", "reason": " "}, 3, [True]])
def test_an_extension_without_a_reason_does_not_count(given: Any) -> None:
    assert uk(Level.REVIEWER, extension=given) == "2026-12-23"


def test_an_extension_is_told_before_the_first_date() -> None:
    late = {"clock": "K02", "reason": "complex", "at": "2026-12-24"}
    assert uk(Level.REVIEWER, extension=late) == "2026-12-23"
    assert uk(Level.REVIEWER, extension={**late, "at": "next week"}) == "2026-12-23"
    assert uk(extension={**late, "at": "2026-12-23T23:00:00Z"}) == "2027-02-23"


def test_an_extension_without_a_date_is_told_with_the_newest_message() -> None:
    after = MaskedMessage(sender="requester", at=datetime(2026, 12, 24, 9, tzinfo=UTC), text=MaskedText("Well?"))
    decided = run(messages=(after,), facts={"extension": {"clock": "K02", "reason": "x"}}, level=Level.REVIEWER).primary
    assert not one(decided, "K02").extended


def test_a_clock_is_extended_once() -> None:
    twice = [{"clock": "K02", "reason": "complex"}, {"clock": "K02", "reason": "still complex"}]
    assert uk(Level.REVIEWER, extension=twice) == "2027-02-23"


def test_a_clock_that_has_no_extension_is_not_extended() -> None:
    named = run(places=("US-CA",), facts={"extension": {"clock": "K04", "reason": "x"}}, level=Level.REVIEWER)
    assert one(named.primary, "K04").due_at.date().isoformat() == "2026-12-08"
    assert not one(run(places=("US-CA",), facts={"extension": "complex"}).primary, "K04").extended


def test_a_renewal_needs_no_reason_of_ours() -> None:
    decided = run(facts={"extension": {"clock": "K17"}}).primary
    assert one(decided, "K17").due_at.date().isoformat() == "2027-05-22"
    assert one(decided, "K02").due_at.date().isoformat() == "2026-12-23"


# -- stops ---------------------------------------------------------------------------------------------------


def test_what_was_done_stops_the_clock() -> None:
    due = one(run(facts={"answered_at": "2026-12-01T10:00:00Z"}).primary, "K02")
    assert (due.stopped_at, due.is_pressing) == (datetime(2026, 12, 1, 10, tzinfo=UTC), False)
    assert due.due_at.date().isoformat() == "2026-12-23"


def test_the_first_of_the_things_that_were_done_stops_it() -> None:
    facts = {"acknowledged_at": "2026-12-02", "answered_at": "2026-12-01"}
    due = one(run(places=("US-CA",), facts=facts).primary, "K04")
    assert due.counted.endswith("stopped on Tuesday, 1 December 2026: the answer was sent")


def test_a_court_action_stops_the_put_back() -> None:
    facts = {"court_action_filed_at": "2026-12-04"}
    clocks = [due for due in run(LEAK, facts=facts).clocks if due.clock == "K15"]
    assert [due.stopped_at is not None for due in clocks] == [True, True]
    late = [due for due in run(LEAK, facts={**facts, "put_back_at": "2026-12-03"}).clocks if due.clock == "K15"]
    assert all(due.counted.endswith("the material was put back") for due in late)


@pytest.mark.parametrize(
    "given", ["yes", True, 20261201, "2026-11-22", "9999-12-31T23:59:59-14:00", {"at": "2026-12-01"}]
)
def test_what_is_no_date_after_the_start_stops_nothing_and_calls_a_reviewer(given: Any) -> None:
    due = one(run(facts={"answered_at": given}, level=Level.REVIEWER).primary, "K02")
    assert due.stopped_at is None


def test_a_day_that_legal_enters_is_the_due_date() -> None:
    decided = run(facts={"secrecy_ends_on": "2027-03-05"}).primary
    assert one(decided, "K23").due_at.isoformat() == "2027-03-05T23:59:59+00:00"
    assert [due for due in run().clocks if due.clock == "K23"] == []


# -- when a request became complete --------------------------------------------------------------------------

FULL = "See https://code.example.com/a/b, line 3, a key. It gives access to everything."
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


def said(*texts: str) -> tuple[MaskedMessage, ...]:
    """One message of the requester a day."""
    return tuple(
        MaskedMessage(sender="requester", at=MONDAY + timedelta(days=n), text=MaskedText(text))
        for n, text in enumerate(texts)
    )


def complete_on(*texts: str, level: Level = Level.AGENT, **facts: Any) -> int:
    policies = timed()
    written = ticket(messages=said(*texts), facts=facts)
    case = Case(section=LEAK, priority="P1", requester_role=Role.UNKNOWN_THIRD_PARTY)
    decision = decide(policies, written, case, examine(policies, written, [LEAK]))
    assert decision.approval.level is level
    return next(due for due in decision.clocks if due.clock == "K15").starts_at.day


def test_a_later_message_does_not_start_the_clock_anew() -> None:
    assert complete_on(FULL, "Any news?", "Hello?") == 23


def test_the_message_that_supplied_the_last_part_starts_the_clock() -> None:
    parts = ("See https://code.example.com/a/b.", "Lines 3 and 4, a key.", "It gives access to everything.", "Well?")
    assert complete_on(*parts) == 25


def test_a_person_who_knows_better_says_when_it_was_complete() -> None:
    assert complete_on(FULL, "Any news?", complete_at="2026-11-24") == 24
    assert complete_on(FULL, "Any news?", complete_at="last week", level=Level.REVIEWER) == 23


def test_the_due_dates_of_what_a_person_answers_apart_are_kept() -> None:
    """A fixed text stands alone in the reply; the rest of the ticket still has its deadlines."""
    policies = timed()
    case = Case(
        section="law-enforcement/user-asks", also=(LEAK,), priority="P3", requester_role=Role.UNKNOWN_THIRD_PARTY
    )
    decision = decide(policies, ticket(), case, [])
    assert [decided.section for decided in decision.sections] == ["law-enforcement/user-asks"]
    assert [due.clock for due in decision.clocks] == ["K31"]
