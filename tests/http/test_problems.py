"""What cannot be used is refused as RFC 9457 writes it, and a refusal repeats nothing of the ticket."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafting.errors import StoreUnavailable, VaultLocked
from tests.http.conftest import Desk, ticket

pytestmark = pytest.mark.asyncio(loop_scope="module")
WORDS = "Quentin Tarrow"  # stands in every bad value; must stand in no answer


async def sent(desk: Desk, content: bytes | AsyncIterator[bytes], kind: str = "application/json") -> httpx.Response:
    async with desk.client("ava") as client:
        return await client.post("/v1/drafts", content=content, headers={"Content-Type": kind})


def is_problem(answer: httpx.Response, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert set(body) == {"type", "title", "status", "detail"}
    assert body["status"] == status
    assert body["detail"]
    return body


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (ticket(subjekt=WORDS), "subjekt"),
        (ticket(requester={"nome": WORDS}), "requester.nome"),
        ({"messages": [{"text": "x", "form": WORDS}]}, "messages.0.form"),
        (ticket(account={"flags": [WORDS]}), "account.flags.0"),
        ({"messages": WORDS}, "messages"),
        ({"messages": []}, "messages"),
        ({"messages": [{"text": [WORDS]}]}, "messages.0.text"),
        ({"messages": [{"text": None}]}, "messages.0.text"),
        ({"messages": [{"text": "x", "from": WORDS}]}, "messages.0.from"),
        ({"messages": [{"text": "x", "at": WORDS}]}, "messages.0.at"),
        (ticket(received_at="2026-11-23T09:00:00"), "received_at"),
        (ticket(requester={"verified": WORDS}), "requester.verified"),
        (ticket(requester={"country": WORDS}), "requester.country"),
        (ticket(requester={"role": WORDS}), "requester.role"),
        (ticket(id=WORDS + "\u0000"), "id"),
        (ticket(channel=WORDS * 10), "channel"),
        (ticket(facts=WORDS), "facts"),
        ({}, "messages"),
        ([WORDS], "body"),
        (WORDS, "body"),
        (None, "body"),
    ],
)
async def test_a_wrong_field_is_named_and_its_value_is_not_repeated(desk: Desk, body: object, field: str) -> None:
    found = is_problem(await sent(desk, json.dumps(body).encode()), 422)
    assert field in found["detail"]
    assert WORDS not in json.dumps(found)


async def test_a_key_of_the_customers_words_is_not_repeated(desk: Desk) -> None:
    body = {**ticket(), WORDS: 1, "quentin@example.com": 2}
    found = is_problem(await sent(desk, json.dumps(body).encode()), 422)
    assert "Quentin" not in found["detail"]
    assert "quentin" not in found["detail"]


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b'{"messages": [{"text": "Quentin Tarrow"}',
        b"\xff\xfe\x00",
        b"Quentin Tarrow",
        b"{" * 5000,
        b"[" * 200_000,
        b'{"messages": [{"text": "x"}], "facts": {"n": ' + b"9" * 5000 + b"}}",
    ],
    ids=["open", "cut", "bytes", "words", "braces", "deep", "huge number"],
)
async def test_what_is_not_json_is_400(desk: Desk, content: bytes) -> None:
    found = is_problem(await sent(desk, content), 400)
    assert WORDS not in found["detail"]


@pytest.mark.parametrize(
    "content",
    [
        b'{"messages": [{"text": "\\ud800"}]}',
        b'{"messages": [{"text": "x"}], "facts": {"a": "\\ud800"}}',
        b'{"messages": [{"text": "x"}], "metadata": {"\\udfff": 1}}',
    ],
    ids=["text", "fact", "key"],
)
async def test_half_a_character_is_refused(desk: Desk, content: bytes) -> None:
    answer = await sent(desk, content)
    assert answer.status_code in {400, 422}, answer.text
    is_problem(answer, answer.status_code)


async def test_an_empty_body_is_refused(desk: Desk) -> None:
    is_problem(await sent(desk, b""), 422)


async def test_a_body_over_the_limit_is_413(desk: Desk) -> None:
    is_problem(await sent(desk, json.dumps(ticket("x" * 5 * 1024 * 1024)).encode()), 413)


async def test_a_body_that_hides_its_length_is_413_too(desk: Desk) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(80):
            yield b"x" * 65536

    is_problem(await sent(desk, chunks()), 413)


async def test_a_too_long_idempotency_key_is_422(desk: Desk) -> None:
    async with desk.client("ava") as client:
        answer = await client.post("/v1/drafts", json=ticket(), headers={"Idempotency-Key": "k" * 201})
    is_problem(answer, 422)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/nothing", 404),
        ("GET", "/nothing", 404),
        ("GET", "/v1/policies/dmca/nothing", 404),
        ("GET", "/v1/policies/..%2f..%2fpyproject.toml", 404),
        ("GET", "/static/..%2fapp.py", 404),
        ("GET", "/v1/reviews?limit=0", 422),
        ("GET", "/v1/reviews?limit=x", 422),
        ("GET", "/v1/reviews?after=nothing", 404),
        ("DELETE", "/v1/drafts", 405),
    ],
)
async def test_a_wrong_address_is_a_problem(desk: Desk, method: str, path: str, status: int) -> None:
    async with desk.client("rhea") as client:
        is_problem(await client.request(method, path), status)


async def test_a_person_gets_a_page_instead(desk: Desk) -> None:
    async with desk.browser("ava") as client:
        for path, status in (("/nothing", 404), ("/review", 403), ("/sidebar?draft=nothing", 404)):
            answer = await client.get(path)
            assert answer.status_code == status
            assert answer.headers["content-type"].startswith("text/html")
        assert (await client.get("/v1/drafts/nothing")).headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("error", [StoreUnavailable, VaultLocked])
async def test_without_database_or_vault_it_is_503(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    async def gone(*_: Any, **__: Any) -> None:
        raise error()

    with monkeypatch.context() as patched:
        patched.setattr(type(desk.store), "submit", gone)
        patched.setattr(type(desk.store), "ping", gone)
        is_problem(await desk.post("ava", "/v1/drafts", **ticket()), 503)
        is_problem(await desk.get(None, "/readyz"), 503)
        assert (await desk.get(None, "/healthz")).status_code == 200
    assert (await desk.get(None, "/readyz")).status_code == 200


async def test_a_store_that_fails_while_drafting_is_503_and_the_ticket_is_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def gone(*_: Any, **__: Any) -> None:
        raise StoreUnavailable

    with monkeypatch.context() as patched:
        patched.setattr(type(desk.store), "load_ticket", gone)
        async with desk.client("ava") as client:
            headers = {"Idempotency-Key": "kept"}
            is_problem(await client.post("/v1/drafts", json=ticket(id="KEPT-1"), headers=headers), 503)
    async with desk.client("ava") as client:
        again = await client.post("/v1/drafts", json=ticket(id="KEPT-1"), headers=headers)
    assert again.status_code == 200
    assert again.json()["status"] == "drafting"


async def test_a_surprise_is_a_bare_500_and_no_log_quotes_the_ticket(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def defect(*_: Any, **__: Any) -> None:
        raise KeyError(WORDS)

    monkeypatch.setattr(desk.service, "view", defect)
    found = is_problem(await desk.get("ava", "/v1/drafts/x"), 500)
    assert "KeyError" in found["detail"]
    assert WORDS not in json.dumps(found)
    assert "KeyError" in caplog.text
    assert WORDS not in caplog.text


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.sampled_from(["id", "channel", "subject", "received_at", "requester", "messages", "account", "facts"])


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.dictionaries(FIELDS, JSON, max_size=3) | JSON)
async def test_no_body_whatever_breaks_the_service(desk: Desk, body: object) -> None:
    answer = await sent(desk, json.dumps(body).encode())
    assert answer.status_code in {201, 422}, answer.text
