"""What operators and client programs read: health, metrics, and the OpenAPI document."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest

from drafting.models import Status, Ticket
from tests.http.conftest import Desk

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture
def document(desk: Desk) -> dict[str, Any]:
    return desk.app.openapi()


def operations(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{method.upper()} {path}", operation)
        for path, methods in document["paths"].items()
        if path.startswith("/v1")
        for method, operation in methods.items()
    ]


async def test_ready_says_which_policies_and_which_model(desk: Desk) -> None:
    assert (await desk.get(None, "/healthz")).json() == {"status": "ok"}
    ready = (await desk.get(None, "/readyz")).json()
    assert ready["policies"] == desk.service.parts.policies.digest
    assert ready["model"] is None


async def test_it_is_not_ready_while_the_redactor_loads_or_when_it_broke(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    loading: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    monkeypatch.setattr(desk.app.state, "warm", loading, raising=False)
    answer = await desk.get(None, "/readyz")
    assert answer.status_code == 503
    assert "loading" in answer.json()["detail"]
    loading.set_exception(OSError("/home/somebody/model is gone"))
    answer = await desk.get(None, "/readyz")
    assert answer.status_code == 503
    assert "OSError" in answer.json()["detail"]
    assert "/home" not in answer.text


async def test_metrics_count_drafts_and_name_nobody(desk: Desk) -> None:
    draft = await desk.waiting(id="ZD-METRIC", subject="About Ines")
    answer = await desk.get(None, "/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    counts = dict(re.findall(r'^countersign_drafts\{status="(\w+)"\} (\d+)$', answer.text, re.MULTILINE))
    assert set(counts) == {status.value for status in Status}
    assert int(counts["in_review"]) >= 1
    for personal in ("Ines", "Kruger", "ZD-METRIC", draft["draft_id"], "ava", "rhea", "quillhaven"):
        assert personal not in answer.text


async def test_the_document_has_a_version_and_the_routes_of_the_contract(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    assert re.fullmatch(r"\d+\.\d+\.\d+", document["info"]["version"])
    assert {name for name, _ in operations(document)} >= {
        "POST /v1/drafts",
        "GET /v1/drafts/{draft_id}",
        "GET /v1/reviews",
        "POST /v1/reviews/{draft_id}/decision",
        "GET /v1/policies",
        "GET /v1/policies/{section}",
    }
    assert not [path for path in document["paths"] if path.startswith(("/sidebar", "/review", "/sign"))]


async def test_every_operation_documents_its_problems_and_what_it_does(document: dict[str, Any]) -> None:
    for name, operation in operations(document):
        assert operation.get("description"), name
        expected = {"401", "500", "503"} if "policies" not in name else {"401", "500"}
        expected |= {"400", "403", "409", "413", "422"} if name.startswith("POST") else set()
        expected |= {"404"} if "{" in name else set()
        problems = {code: answer for code, answer in operation["responses"].items() if code >= "400"}
        assert problems.keys() >= expected, f"{name} does not document {expected - problems.keys()}"
        for code, answer in problems.items():
            assert answer["description"]
            assert list(answer["content"]) == ["application/problem+json"], f"{name} {code}"


async def test_the_example_of_a_ticket_is_a_ticket_and_is_drafted(desk: Desk, document: dict[str, Any]) -> None:
    body = document["paths"]["/v1/drafts"]["post"]["requestBody"]["content"]["application/json"]
    examples = [example["value"] for example in body.get("examples", {}).values()] or body["schema"]["examples"]
    assert examples
    for example in examples:
        Ticket.model_validate(example)
        made = await desk.post("ava", "/v1/drafts", **example)
        assert made.status_code == 201
        assert made.json()["case"]["section"] == "dmca/takedown"


async def test_the_key_is_documented(document: dict[str, Any]) -> None:
    schemes = document["components"].get("securitySchemes", {})
    assert any(scheme.get("scheme") == "bearer" for scheme in schemes.values())
    for name, operation in operations(document):
        assert operation.get("security"), name
