"""Recordings are played back strictly and hold nothing that may not be kept."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from evals.replay import CassetteRefused, ReplayMismatch, recording, replay, replay_exactly, scan

URL = "http://127.0.0.1:9/v1/chat/completions"  # nothing listens there
ASKED = {"model": "m", "messages": [{"role": "user", "content": "Hello <PERSON_1>"}]}


def chunks(*pieces: str) -> str:
    lines = [json.dumps({"choices": [{"index": 0, "delta": {"content": piece}}]}) for piece in pieces]
    return "".join(f"data: {line}\n\n" for line in [*lines, "[DONE]"])


@pytest.fixture
def cassette(tmp_path: Path) -> Path:
    return write(tmp_path / "case.yaml")


def write(
    path: Path,
    *,
    asked: dict[str, Any] = ASKED,
    answered: str | None = None,
    status: int = 200,
    headers: dict[str, list[str]] | None = None,
) -> Path:
    interaction = {
        "request": {
            "method": "POST",
            "uri": URL,
            "body": json.dumps(asked),
            "headers": {"content-type": ["application/json"]},
        },
        "response": {
            "status": {"code": status, "message": "OK"},
            "headers": {"content-type": ["text/event-stream"]} | (headers or {}),
            "body": {"string": chunks("Hel", "lo") if answered is None else answered},
        },
    }
    path.write_text(yaml.safe_dump({"version": 1, "interactions": [interaction]}), encoding="utf-8")
    return path


def post(body: dict[str, Any] = ASKED, **headers: str) -> str:
    return httpx.post(URL, json=body, headers=headers).text


def test_a_recorded_request_is_answered_without_a_server(cassette: Path) -> None:
    with replay(cassette) as problems:
        assert "Hel" in post()
    assert problems == []


def test_the_order_of_keys_and_the_headers_do_not_matter(cassette: Path) -> None:
    with replay(cassette) as problems:
        post(dict(reversed(ASKED.items())), authorization="Bearer another", cookie="a=b")
    assert problems == []


@pytest.mark.parametrize(
    "body",
    [
        ASKED | {"temperature": 0},
        ASKED | {"messages": [{"role": "user", "content": "Hello <PERSON_2>"}]},
        {"model": "m"},
    ],
)
def test_a_changed_request_is_a_miss_that_shows_the_place(cassette: Path, body: dict[str, Any]) -> None:
    with replay(cassette) as problems, pytest.raises(Exception, match="Can't play back"):
        post(body)
    assert len(problems) == 2
    assert problems[0].startswith("case.yaml: no recording for a request; it has ")
    assert "1 recorded answer(s) were not asked for" in problems[1]


def test_a_miss_is_reported_although_a_retry_and_a_fallback_swallowed_it(cassette: Path) -> None:
    def swallowing() -> str:
        for _ in range(2):
            try:
                return post(ASKED | {"changed": True})
            except Exception:  # noqa: BLE001 - just what a retrying client does
                continue
        return "the playbook's text"

    with replay(cassette) as problems:
        post()
        assert swallowing() == "the playbook's text"
    assert len(problems) == 1
    assert "no recording for a request" in problems[0]


def test_an_answer_is_given_once_only(cassette: Path) -> None:
    with replay(cassette) as problems:
        post()
        with pytest.raises(Exception, match="Can't play back"):
            post()
    assert len(problems) == 1


def test_the_exact_replay_raises_whatever_the_block_made_of_a_miss(cassette: Path) -> None:
    def block() -> None:
        with replay_exactly(cassette), contextlib.suppress(Exception):
            post(ASKED | {"changed": True})

    with pytest.raises(ReplayMismatch, match="no recording for a request"):
        block()


def test_an_unused_recording_is_reported(cassette: Path) -> None:
    with pytest.raises(ReplayMismatch, match="1 recorded answer"), replay_exactly(cassette):
        pass


def test_a_missing_cassette_answers_nothing(tmp_path: Path) -> None:
    path = tmp_path / "none.yaml"
    with replay(path) as problems, pytest.raises(Exception, match="Can't play back"):
        post()
    assert problems == ["none.yaml: a request was made, and nothing is recorded."]
    with replay_exactly(path):
        pass
    assert not path.exists()


def test_recording_without_a_request_leaves_no_file(tmp_path: Path) -> None:
    with recording(tmp_path / "none.yaml"):
        pass
    assert not (tmp_path / "none.yaml").exists()


def test_a_clean_cassette_passes_the_scan(cassette: Path) -> None:
    scan(cassette)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("sk-abcdefgh12345678", "key"),
        ("ghp_0123456789abcdefghij", "key"),
        ("AKIAABCDEFGHIJKLMNOP", "key"),
        ('"Authorization": "Basic dXNlcjpwYXNz"', "key"),
        ("-----BEGIN RSA PRIVATE KEY-----", "key"),
        ("write to jane.doe@example.com", "e-mail address"),
        ("call (415) 555-0142", "telephone number"),
        ("call +44 20 7946 0958", "telephone number"),
        ("from 203.0.113.9 at noon", "IP address"),
        ("card 4111 1111 1111 1111", "card number"),
        ("123-45-6789", "government or bank number"),
        ("DE89 3704 0044 0532 0130 00", "government or bank number"),
    ],
)
@pytest.mark.parametrize("place", ["request", "answer"])
def test_a_key_or_a_personal_value_is_refused_without_being_repeated(
    tmp_path: Path, text: str, kind: str, place: str
) -> None:
    halves = chunks(text[: len(text) // 2], text[len(text) // 2 :]) if kind != "key" else chunks(text)
    if place == "answer":
        path = write(tmp_path / "case.yaml", answered=halves)
    else:
        path = write(tmp_path / "case.yaml", asked={"messages": [{"role": "user", "content": text}]})
    with pytest.raises(CassetteRefused, match=kind) as caught:
        scan(path)
    assert text not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "<EMAIL_ADDRESS_1> and <PHONE_NUMBER_2>",
        "by Monday, 7 December 2026, 22:15 UTC",
        "17 USC 512(c)(3)(A)(i)-(vi), 18 USC 2258A",
        "https://quillhaven.example/<USERNAME_1>/cards#L10-L42 in case ZD-1042",
        "a statement with your authorization under penalty of perjury",
        "<<<CUSTOMER_TEXT 0123456789abcdef>>>",
    ],
)
def test_words_of_the_trade_are_not_personal_values(tmp_path: Path, text: str) -> None:
    scan(write(tmp_path / "case.yaml", answered=chunks(text)))


def test_what_our_policies_publish_may_stand_in_a_recording(tmp_path: Path) -> None:
    path = write(tmp_path / "case.yaml", answered=chunks("write to dmca@quillhaven.example"))
    scan(path, published="agent: dmca@quillhaven.example")
    with pytest.raises(CassetteRefused):
        scan(path, published="agent: copyright@quillhaven.example")


def test_a_header_or_a_failed_answer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CassetteRefused, match="1 x header"):
        scan(write(tmp_path / "a.yaml", headers={"server": ["x"]}))
    with pytest.raises(CassetteRefused, match="1 x failed answer"):
        scan(write(tmp_path / "b.yaml", status=500))


def test_a_file_that_is_no_cassette_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("- 1")
    with pytest.raises(CassetteRefused, match="not a cassette"):
        scan(tmp_path / "x.yaml")
