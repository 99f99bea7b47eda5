"""Who is told what: recipients, values of other people, identifiers in clear (R01, R06, R10, R32)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.compliance.house import Registry, field, quotes, tried

CASE = Registry(
    PERSON_1=("Ada Quill", "requester"),
    PERSON_2=("Ben Moor", "third_party"),
    PERSON_3=("Settings", "agent"),
    PERSON_4=("Cleo Vance", "agent"),
    EMAIL_ADDRESS_1=("copyright@nimbus.example", "agent"),
    EMAIL_ADDRESS_2=("ben@example.com", "account"),
    SECRET_1=("hunter2hunter2", ""),
)


def test_a_role_that_the_section_does_not_name_gets_no_answer() -> None:
    assert tried(field("recipient-allowed"), "Your notice is complete.", role="press")
    assert not tried(field("recipient-allowed"), "Your notice is complete.", role="complainant")
    assert not tried(field("recipient-allowed"), "Your notice is complete.", role=None)


def test_only_the_listed_roles_get_an_outcome() -> None:
    rule = field("recipient-allowed", only={"confirm": ["complainant"]})
    assert tried(rule, "Done.", role="agent_of_subject", outcome="confirm")
    assert not tried(rule, "Done.", role="agent_of_subject", outcome="request-missing")


def other_party(reply: str, **known: Any) -> list[str]:
    return quotes(field("no-other-party-values"), reply, registry=CASE, ticket_text="Please help, <PERSON_1>", **known)


def test_the_requesters_own_name_may_stand_and_another_name_may_not() -> None:
    assert other_party("Hello <PERSON_1>, the user is <PERSON_2>.", role="complainant") == ["<PERSON_2>"]
    assert other_party("Hello <PERSON_1>, the user is known to us.", role="complainant") == []


def test_the_direction_comes_from_the_role_not_from_the_words() -> None:
    reply = "The address on file is <EMAIL_ADDRESS_2>."
    assert other_party(reply, role="complainant") == ["<EMAIL_ADDRESS_2>"]
    assert (
        quotes(
            field("no-other-party-values"),
            reply,
            "dmca/counter-notice",
            registry=CASE,
            ticket_text="x",
            role="respondent",
        )
        == []
    )


def test_our_own_channel_is_nobodys_secret() -> None:
    assert other_party("Please write to <EMAIL_ADDRESS_1>.", role="complainant") == []
    assert other_party("Please write to copyright@nimbus.example.", role="complainant") == []
    assert other_party("Please write to copyright2@nimbus.example.", role="complainant") == [
        "copyright2@nimbus.example"
    ]


def test_a_full_name_that_only_the_reply_has_blocks_and_a_single_word_flags() -> None:
    rule = field("no-other-party-values")
    known: dict[str, Any] = {"registry": CASE, "ticket_text": "x", "role": "complainant"}
    assert [f.severity for f in tried(rule, "Ask <PERSON_4>.", **known)] == ["block"]
    assert [f.severity for f in tried(rule, "Open <PERSON_3>.", **known)] == ["flag"]


def test_without_the_ticket_a_name_cannot_be_judged_but_a_contact_detail_can() -> None:
    rule = field("no-other-party-values")
    assert quotes(rule, "The user <PERSON_2> uses <EMAIL_ADDRESS_2>.", registry=CASE) == ["<EMAIL_ADDRESS_2>"]
    assert quotes(rule, "We write to your address <EMAIL_ADDRESS_2>.", registry=CASE) == []


def test_kinds_that_a_role_never_gets() -> None:
    rule = field("no-other-party-values", never_kinds={"complainant": ["PERSON"]})
    assert quotes(rule, "Hello <PERSON_1>,", registry=CASE, ticket_text="x", role="complainant") == ["<PERSON_1>"]


@pytest.mark.parametrize(
    "value",
    [
        "jo.harper@example.org",
        "+1 212 555 0147",
        "(212) 555-0147 22",
        "4111 1111 1111 1111",
        "078-05-1120",
        "AKIAIOSFODNN7EXAMPLE",
        "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
        "-----BEGIN RSA PRIVATE KEY-----",
        "203.0.113.7",
        "DE89 3704 0044 0532 0130 00",
        "Zk39fqPw02LmXa81Rt55bQ",
    ],
)
def test_an_identifier_in_clear_blocks(value: str) -> None:
    assert quotes(field("no-raw-identifiers"), f"It is {value}, we think.") == [value]


@pytest.mark.parametrize(
    "text",
    [
        "We answer by Tuesday, 8 December 2026, reference ZD-1042.",
        "See 17 USC 512(c)(3)(A) and 18 USC 2702-2703.",
        "Write to copyright@nimbus.example or call +1 415 555 0100.",
        "The file is https://code.example.com/jo/x/blob/4f2a9c1d/9944123456789012345.txt today.",
        "Between 2026-12-08 and 2026-12-14.",
        "Hello <PERSON_1>, line 14 of the file.",
        "4111 1111 1111 1112 files",
    ],
)
def test_numbers_that_identify_nobody_stay(text: str) -> None:
    assert quotes(field("no-raw-identifiers"), text) == []


def test_a_secret_is_never_repeated_not_even_as_a_placeholder() -> None:
    assert quotes(field("no-raw-identifiers"), "The key <SECRET_1> is visible.", registry=CASE) == ["<SECRET_1>"]
    assert quotes(field("no-raw-identifiers"), "The key in line 14 is visible.", registry=CASE) == []


def test_a_crisis_line_may_be_allowed() -> None:
    reply = "Call 1 800 273 8255 now."
    assert quotes(field("no-raw-identifiers"), reply) == ["1 800 273 8255"]
    assert quotes(field("no-raw-identifiers", allow=[r"1 800 273 8255"]), reply) == []


COPIES = field(
    "counter-data-direction",
    copies={"counter_notice": [r"copy of the counter notice"]},
    roles={"counter_notice": ["complainant"]},
)


def test_a_counter_notice_goes_to_the_original_complainant_only() -> None:
    reply = "We send you a copy of the counter notice."
    assert quotes(COPIES, reply, role="respondent") == ["copy of the counter notice"]
    assert quotes(COPIES, reply, role="complainant") == []
    assert quotes(COPIES, reply, role="complainant", facts={"original_complainant": "no"}) == [
        "copy of the counter notice"
    ]
