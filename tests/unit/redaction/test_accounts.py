"""User names."""

from __future__ import annotations

import pytest

from drafting.redaction.ids.accounts import find_accounts
from drafting.redaction.placeholders import resolve


def found(text: str) -> list[tuple[str, str]]:
    return [(text[s.start : s.end], s.kind) for s in resolve(find_accounts(text))]


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("My username is quill-user7.", "quill-user7", "USERNAME"),
        ("login: quillotter", "quillotter", "USERNAME"),
        ("their handle is @quill_a and sometimes otterdev100.", "otterdev100", "USERNAME"),
        ("you may know me as quill100 from the forum", "quill100", "USERNAME"),
        ("this guy otter-q stole it", "otter-q", "USERNAME"),
        ("he calls himself quill.otter and", "quill.otter", "USERNAME"),
        ("under the name quill-o and", "quill-o", "USERNAME"),
        ("erase the history for user quillotter.", "quillotter", "USERNAME"),
        ("exfil user=quillotter from", "quillotter", "USERNAME"),
        ("account: quill_otter", "quill_otter", "USERNAME"),
        ("my handle is quill_otter", "quill_otter", "USERNAME"),
        ("my username on the site is quillotter", "quillotter", "USERNAME"),
        ("GitHub user foo-bar posted it", "foo-bar", "USERNAME"),
        ("the account quill-otter77 is mine", "quill-otter77", "USERNAME"),
        ("the user `quillotter` wrote", "quillotter", "USERNAME"),
        ("signed in as quill.otter", "quill.otter", "USERNAME"),
        ("my Discord is otter#1234", "otter#1234", "USERNAME"),
        ("find otter#1234 there", "otter#1234", "USERNAME"),
        ("u/quillotter wrote", "u/quillotter", "USERNAME"),
        ("telegram: @quill_otter", "@quill_otter", "USERNAME"),
        ("thanks @quilluser for it", "@quilluser", "USERNAME"),
    ],
)
def test_a_user_name_is_found(text: str, value: str, kind: str) -> None:
    assert (value, kind) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "the user was banned",
        "user agreement",
        "account is suspended",
        "My username is not shown",
        "GitHub is located in California",
        "@types/node and @param x",
        "the user data",
        'a group known as "vegans"',
        "account settings and login page",
        "src/u/index.js",
        "anna@example.com",
        "issue#1234",
    ],
)
def test_a_look_alike_of_a_user_name_is_left_alone(text: str) -> None:
    assert found(text) == []
