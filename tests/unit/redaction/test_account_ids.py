"""Ids of accounts by their own form, and as a sentence, an answer or a record names them."""

from __future__ import annotations

import pytest

from drafting.redaction.ids.account_ids import find_account_ids
from drafting.redaction.placeholders import resolve


def found(text: str) -> list[tuple[str, str]]:
    return [(text[s.start : s.end], s.kind) for s in resolve(find_account_ids(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see acct_Zz9Yy8Xx7Ww and cus_00aaBB11cc", [("acct_Zz9Yy8Xx7Ww", "ID"), ("cus_00aaBB11cc", "ID")]),
        ("it was u-5550100.", [("u-5550100", "ID")]),
        ("the account with the id 55501000 is mine", [("55501000", "ID")]),
        ("everything in workspace XY-550100, please", [("XY-550100", "ID")]),
        ("the accounts XY-550100 and 5550100999", [("XY-550100", "ID"), ("5550100999", "ID")]),
        ("my accounts, otter_quill7 and 5550100999", [("otter_quill7", "USERNAME"), ("5550100999", "ID")]),
        ("> What is the number of the account?\n> It is 5550100999, as I said", [("5550100999", "ID")]),
        ('{"id": "XY-550100", "name": "A B", "email": "a@example.com"}', [("XY-550100", "ID")]),
    ],
)
def test_an_id_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "user_profile2, ws_server8, account_settings_v2, org_example and team_members2024",
        "user_ProfileManager and user-friendliness",
        "the accounts were made in 2023 and 2024",
        "We have 150000 customers, 200000 accounts and 30 teams.",
        "It is 5550100999 bytes.",
        '{"id": "55501000", "size": 4, "format": "png"}',
        "the team 20260314 build",
    ],
)
def test_a_look_alike_is_left_alone(text: str) -> None:
    assert found(text) == []
