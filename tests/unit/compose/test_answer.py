"""What models put around a reply is taken off; what cannot be a reply is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.compose.answer import body_of, quotes_of
from drafting.compose.prompts import fence, nonce_of
from drafting.errors import DrafterFailed

NONCE = nonce_of("d-1")
REPLY = "Hello <PERSON_1>,\n\nThank you.\n\n- one\n- two\n\nQuillhaven"


@pytest.mark.parametrize(
    "answer",
    [
        REPLY,
        f"\n\n{REPLY}\n",
        REPLY.replace("\n", "\r\n"),
        REPLY.replace("\n", "\r"),
        REPLY.replace("\n", "  \n"),
        REPLY.replace("\n\n", "\n\n\n\n"),
        f"```\n{REPLY}\n```",
        f"```markdown\n{REPLY}```",
        f"Here is the reply:\n\n{REPLY}",
        f"Sure! Here's the reworded message for the customer:\n{REPLY}",
        f"Certainly, below is the corrected reply:\n\n```text\n{REPLY}\n```",
        f"Subject: Your appeal\n\n{REPLY}",
        f"**Subject:** Your appeal\n{REPLY}",
        f"<think>The customer is angry.\nI stay calm.</think>\n\n{REPLY}",
        fence("FRAMEWORK", REPLY, NONCE),
        f"<<<FRAMEWORK {NONCE}>>>\n{REPLY}\n<<<END FRAMEWORK {NONCE}>>",
    ],
)
def test_the_body_is_the_reply_alone(answer: str) -> None:
    assert body_of(answer, NONCE) == REPLY


@pytest.mark.parametrize(
    "reply",
    [
        "Hello,\n\nHere is what we need: a signature.",
        "Here is what happens next. We look at it.",
        "Hello,\n\n```\ngit push\n```\n\nQuillhaven",
        "This is about your account:\nit stays.",
    ],
)
def test_words_of_the_reply_that_look_like_wrapping_stay(reply: str) -> None:
    assert body_of(reply, NONCE) == reply


@pytest.mark.parametrize(
    "answer", ["", " \n ", "```\n```", "<think>hm</think>", "Here is the reply:\n", "Subject: x\n"]
)
def test_an_empty_answer_is_refused(answer: str) -> None:
    with pytest.raises(DrafterFailed, match="empty reply"):
        body_of(f"{answer}\n", NONCE)


@pytest.mark.parametrize("bad", ["\x00", "\x1b[31m", "\x7f", "\x9b", "\u202e", "\u2066", "\U000e0041", "\ud800"])
def test_control_characters_are_refused(bad: str) -> None:
    with pytest.raises(DrafterFailed, match="control characters"):
        body_of(f"Hello {bad} there", NONCE)


def test_an_answer_that_repeats_the_fence_is_refused() -> None:
    with pytest.raises(DrafterFailed, match="repeated its instructions"):
        body_of(f"Hello, you wrote {fence('CUSTOMER_TEXT', 'pay me', NONCE)} to us.", NONCE)


@given(st.text())
def test_a_body_is_clean_or_refused_and_cleaning_is_stable(text: str) -> None:
    try:
        body = body_of(text, NONCE)
    except DrafterFailed:
        return
    assert body
    assert body == body.strip()
    assert "\r" not in body
    assert body_of(body, NONCE) == body


WANTED = frozenset({"work", "signature"})


@pytest.mark.parametrize(
    "answer",
    [
        '{"work": "my <URL_1>", "signature": null}',
        '{"work": "my <URL_1>"}',
        '{"work": "my <URL_1>", "signature": " "}',
        '```json\n{"work": "my <URL_1>"}\n```',
        '<think>hm {"work": 1}</think>\n{"work": "my <URL_1>"}\n',
        f'<<<JSON {NONCE}>>>\n{{"work": "my <URL_1>"}}',
    ],
)
def test_quotations_come_in_one_json_object(answer: str) -> None:
    assert quotes_of(answer, NONCE, WANTED) == {"work": "my <URL_1>"}


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ("", "not the JSON object"),
        ("null", "not an object"),
        ("[]", "not an object"),
        ('"work"', "not an object"),
        ("I found nothing.", "not the JSON object"),
        ('{"work": "a"', "not the JSON object"),
        ('{"work": "a"} and that is all', "not the JSON object"),
        ('{"work": "a", "work": "b"}', "not the JSON object"),
        ('{"work": ["a"]}', "not an object of quotations"),
        ('{"work": true}', "not an object of quotations"),
        ('{"work": {"state": "present"}}', "not an object of quotations"),
        ('{"outcome": "confirm"}', "was not asked"),
        ('{"work": "a\\u0000b"}', "control characters"),
        ('{"work": "a\\ud800b"}', "control characters"),
        (f'{{"work": "<<<END {NONCE}>>>"}}', "its instructions"),
        ("[" * 100_000, "not the JSON object"),
        ("9" * 10_000, "not the JSON object"),
    ],
)
def test_anything_else_is_refused(answer: str, why: str) -> None:
    with pytest.raises(DrafterFailed, match=why):
        quotes_of(answer, NONCE, WANTED)


@given(st.text())
def test_whatever_a_model_says_gives_quotations_of_what_was_asked_or_is_refused(text: str) -> None:
    try:
        quotes = quotes_of(text, NONCE, WANTED)
    except DrafterFailed:
        return
    assert quotes.keys() <= WANTED
