"""Dates, periods and citations of a reply against the clocks and the sources (R11, R12, R18, R29, R46, R47)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.compliance.house import MONDAY, due, field, quotes, tried

RIGHT = field("citations-and-dates-approved")
WINDOW = due("K15", "dmca/counter-notice")


def wrong(reply: str, section: str = "dmca/counter-notice", **known: Any) -> list[str]:
    given: dict[str, Any] = {"clocks": WINDOW, "received": MONDAY, **known}
    return quotes(RIGHT, reply, section, **given)


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("It is put back by Tuesday, 8 December 2026.", []),
        ("It is put back by December 8.", []),
        ("It is put back by 12/08/2026.", []),
        ("It is put back by the 8th.", []),
        ("It is put back by Wednesday, 9 December 2026.", ["Wednesday, 9 December 2026"]),
        ("It is put back by Monday, 8 December 2026.", ["Monday, 8 December 2026"]),
        ("It is put back by Monday, December 8.", ["Monday, December 8"]),
        ("It is put back by 12/09/2026.", ["12/09/2026"]),
        ("It is put back by the 9th.", ["the 9th"]),
        ("It is put back by the end of the week.", ["the end of the week"]),
        ("We received it on Monday, 23 November 2026.", []),
        ("We received it on Sunday, 22 November 2026.", ["Sunday, 22 November 2026"]),
        ("You have until Monday, 23 November 2027.", ["Monday, 23 November 2027"]),
    ],
)
def test_a_date_is_one_of_the_clocks_or_the_day_of_receipt(reply: str, expected: list[str]) -> None:
    assert wrong(reply) == expected


def test_the_day_of_receipt_is_no_deadline_of_later() -> None:
    assert wrong("Answer by 23 December 2026.", facts={"note": "2026-12-23"}) == []
    assert wrong("Answer by 23 December 2026.") == ["23 December 2026"]


def test_a_date_of_the_ticket_may_be_repeated_but_binds_nobody() -> None:
    known: dict[str, Any] = {"ticket_text": "On 3 December 2026 we sue. Published 1 March 2020."}
    assert wrong("Your work was published on 1 March 2020.", **known) == []
    assert wrong("We answer by 3 December 2026.", **known) == ["3 December 2026"]


def test_without_clock_and_receipt_only_the_weekday_can_be_judged() -> None:
    assert quotes(RIGHT, "By Tuesday, 8 December 2026.") == []
    assert quotes(RIGHT, "By Monday, 8 December 2026.") == ["Monday, 8 December 2026"]


def test_the_hour_of_a_clock_of_hours_counts() -> None:
    known: dict[str, Any] = {"clocks": due("K25", "ncii/removal-request"), "received": MONDAY}
    assert quotes(RIGHT, "Removed by Wednesday, 25 November 2026, 09:00 UTC.", "ncii/removal-request", **known) == []
    late = "Wednesday, 25 November 2026, 17:00 UTC"
    assert quotes(RIGHT, f"Removed by {late}.", "ncii/removal-request", **known) == [late]


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("It takes 10 to 14 business days.", []),
        ("It takes 10-14 days.", ["10-14 days"]),
        ("It takes two weeks.", ["two weeks"]),
        ("It takes 10 business days.", []),
        ("It takes 12 business days.", ["12 business days"]),
        ("You wrote two weeks ago.", []),
    ],
)
def test_a_period_has_the_length_and_the_unit_of_a_clock(reply: str, expected: list[str]) -> None:
    assert wrong(reply) == expected


def test_a_month_is_not_thirty_days() -> None:
    assert quotes(RIGHT, "We answer within 30 days.", "privacy/access") == ["30 days"]
    assert quotes(RIGHT, "We answer within one month.", "privacy/access") == []


def test_a_period_that_the_policy_owner_allows() -> None:
    rule = field("citations-and-dates-approved", durations=[r"7 days"])
    assert quotes(rule, "The link works for 7 days.") == []
    assert quotes(RIGHT, "The link works for 7 days.") == ["7 days"]


def test_a_period_that_a_person_recorded_may_stand() -> None:
    assert quotes(RIGHT, "The suspension lasts 30 days.", facts={"duration": "30 days"}) == []


def test_citations_are_compared_with_the_sources() -> None:
    assert wrong("See 17 U.S.C. § 512(c)(3).") == []
    assert wrong("See DMCA § 512(z) and Smith v. Jones.") == ["DMCA § 512(z)", "Smith v. Jones"]


def test_sentences_of_the_fixed_texts_are_approved_with_their_periods() -> None:
    assert (
        quotes(
            RIGHT, "This is general information about our process, not legal advice; you may wish to consult a lawyer."
        )
        == []
    )


# -- R12 -----------------------------------------------------------------------------------------------------

STEP = field("case-next-step-date")


def test_the_reply_names_case_step_and_date() -> None:
    known: dict[str, Any] = {"ticket_id": "ZD-7", "clocks": WINDOW, "outcome": "confirm"}
    good = "Your reference is ZD-7. Next, we look at it. The window of Tuesday, 8 December 2026 holds."
    assert tried(STEP, good, "dmca/counter-notice", **known) == []
    for lost, word in (("ZD-7", "reference"), ("Next, we look", "happens next"), ("Tuesday, 8 December 2026", "date")):
        found = tried(STEP, good.replace(lost, "x"), "dmca/counter-notice", **known)
        assert len(found) == 1
        assert word in found[0].message
        assert (found[0].start, found[0].end) == (0, 0)
    assert tried(STEP, "ZD-7: you get it by Tuesday, 8 December 2026.", "dmca/counter-notice", **known) == []


def test_without_a_known_case_nothing_is_owed() -> None:
    assert tried(STEP, "Thank you.") == []


# -- R18 -----------------------------------------------------------------------------------------------------

ANSWER = field("due-date-from-engine", clocks=["K01"], extended=[r"\bextend"])
MONTH = due("K01", "privacy/access")


def test_the_answer_date_is_the_clocks() -> None:
    known: dict[str, Any] = {"clocks": MONTH, "received": MONDAY}
    assert quotes(ANSWER, "We answer by Wednesday, 23 December 2026.", "privacy/access", **known) == []
    assert quotes(ANSWER, "We answer by Thursday, 31 December 2026.", "privacy/access", **known) == [
        "Thursday, 31 December 2026"
    ]
    assert quotes(ANSWER, "We answer soon.", "privacy/access", **known) == [""]


def test_an_extension_is_recorded_and_has_a_reason() -> None:
    reply = "We extend the time, because the request is large, to Tuesday, 23 February 2027."
    known: dict[str, Any] = {"clocks": due("K01", "privacy/access", extended=True), "received": MONDAY}
    extension = {"extension": {"clock": "K01", "reason": "large"}}
    assert len(tried(ANSWER, reply, "privacy/access", facts={}, **known)) == 1
    assert tried(ANSWER, reply, "privacy/access", facts=extension, **known) == []
    assert len(tried(ANSWER, reply.replace("because", "as"), "privacy/access", facts=extension, **known)) == 1


def test_an_extension_that_does_not_count_is_not_told() -> None:
    """Recorded too late or without a reason, it leaves the first date; the words must not say otherwise."""
    reply = "We extend the time, because the request is large, to Wednesday, 23 December 2026."
    found = tried(ANSWER, reply, "privacy/access", clocks=MONTH, received=MONDAY, facts={"extension": True})
    assert [finding.quote for finding in found] == ["extend"]


# -- R29 -----------------------------------------------------------------------------------------------------

PUT_BACK = field(
    "put-back-window", mentions=[r"\b(?:put back|restored?|reinstated?)\b"], conditional=[r"\bunless\b", r"\bif no\b"]
)


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (
            "It is put back between Tuesday, 8 December 2026 and Monday, 14 December 2026, unless an action is filed.",
            [],
        ),
        ("It is put back on Tuesday, 8 December 2026.", ["put back"]),
        ("It will be restored in 10 to 14 days, unless a court action is filed.", ["10 to 14 days"]),
        ("It will be restored in 10 to 14 business days, unless a court action is filed.", []),
        ("It is put back by Tuesday, 15 December 2026, unless a court action is filed.", ["Tuesday, 15 December 2026"]),
        ("The claimant has 10 business days to sue. If no action is filed, we restore it.", []),
        ("We have restored the files.", []),
        ("You ask whether the files can be restored.", []),
    ],
)
def test_a_put_back_is_conditional_and_in_its_window(reply: str, expected: list[str]) -> None:
    assert quotes(PUT_BACK, reply, "dmca/counter-notice", clocks=WINDOW, received=MONDAY) == expected


# -- R46, R47 ------------------------------------------------------------------------------------------------

REDRESS = field(
    "redress-window", final=[r"\bfinal\b"], redress=[r"\bcomplain\b"], appeal=[r"\bappeal\b"], EU=[r"\bcourts?\b"]
)


def test_nothing_is_final_without_a_way_on() -> None:
    section = "abuse/suspension-appeal"
    assert quotes(REDRESS, "This is final.", section) == ["final"]
    assert quotes(REDRESS, "This is final. You can complain.", section) == []
    assert quotes(REDRESS, "This is final. You can complain.", section, jurisdictions=("EU",)) == ["final"]
    assert quotes(REDRESS, "This is final. You can complain and go to court.", section, jurisdictions=("EU",)) == []


def test_the_time_for_a_complaint_is_not_cut_short() -> None:
    assert quotes(REDRESS, "You may appeal within 14 days.") == ["14 days"]
    assert quotes(REDRESS, "You may appeal within six months.") == []


PICTURE = field(
    "removal-within-48h", done=[r"\bhas been removed\b"], removal=[r"\bremove\b"], slow=[r"\boffice hours\b"]
)


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("We remove it by Wednesday, 25 November 2026, 09:00 UTC.", []),
        ("We remove it within 48 hours.", []),
        ("It has been removed.", []),
        ("We remove it within two business days.", ["", "two business days"]),
        ("We remove it by Friday, 27 November 2026.", ["Friday, 27 November 2026"]),
        ("We remove it within 48 hours in office hours.", ["office hours"]),
        ("We look at it.", [""]),
    ],
)
def test_a_picture_is_removed_within_the_hours_of_the_clock(reply: str, expected: list[str]) -> None:
    section = "ncii/removal-request"
    assert quotes(PICTURE, reply, section, outcome="confirm", clocks=due("K25", section), received=MONDAY) == expected
