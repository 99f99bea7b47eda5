"""`/v1/drafts`: one ticket, one draft, once; and the stream that ends in it."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest

from tests.http.conftest import COUNTER_NOTICE, NOTICE, Desk, ticket

pytestmark = pytest.mark.asyncio(loop_scope="module")
NODES = ["redact", "triage", "retrieve", "examine", "decide", "draft", "check", "file"]


def events(body: str) -> list[tuple[str, Any]]:
    """Name and data of each server-sent event."""
    found = []
    for block in body.replace("\r\n", "\n").strip().split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if lines:
            found.append((lines["event"], json.loads(lines["data"])))
    return found


async def stream(desk: Desk, body: dict[str, Any], **headers: str) -> list[tuple[str, Any]]:
    async with desk.client("ava") as client:
        answer = await client.post("/v1/drafts", json=body, headers={"Accept": "text/event-stream", **headers})
    assert answer.headers["content-type"].startswith("text/event-stream")
    return events(answer.text)


async def keyed(desk: Desk, key: str, body: dict[str, Any], who: str = "ava") -> httpx.Response:
    async with desk.client(who) as client:
        return await client.post("/v1/drafts", json=body, headers={"Idempotency-Key": key})


async def test_a_new_draft_is_201_with_its_address(desk: Desk) -> None:
    made = await desk.post("ava", "/v1/drafts", **ticket(id="ZD-1"))
    assert made.status_code == 201
    draft = made.json()
    assert draft["ticket_id"] == "ZD-1"
    assert draft["case"]["section"] == "dmca/takedown"
    again = await desk.get("ava", made.headers["location"])
    assert again.status_code == 200
    assert again.json() == draft


async def test_the_same_key_and_ticket_give_the_same_draft(desk: Desk) -> None:
    first = await keyed(desk, "k-1", ticket())
    second = await keyed(desk, "k-1", ticket())
    assert (first.status_code, second.status_code) == (201, 200)
    assert second.json() == first.json()
    assert second.headers["location"] == first.headers["location"]


async def test_the_same_key_with_another_ticket_is_a_conflict(desk: Desk) -> None:
    await keyed(desk, "k-2", ticket())
    other = await keyed(desk, "k-2", ticket("Please delete my account and all my data."))
    assert other.status_code == 409
    assert other.headers["content-type"] == "application/problem+json"


async def test_a_key_belongs_to_the_person_who_used_it(desk: Desk) -> None:
    mine = await keyed(desk, "k-3", ticket())
    hers = await keyed(desk, "k-3", ticket(), who="rhea")
    assert hers.status_code == 201
    assert hers.json()["draft_id"] != mine.json()["draft_id"]


async def test_a_replay_while_the_first_runs_starts_no_second_run(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[str] = []
    run = desk.service.graph.run

    async def slow(draft_id: str, *more: Any) -> None:
        runs.append(draft_id)
        await asyncio.sleep(0.1)
        await run(draft_id, *more)

    monkeypatch.setattr(desk.service.graph, "run", slow)
    answers = await asyncio.gather(*(keyed(desk, "k-4", ticket()) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 201]
    assert len({answer.json()["draft_id"] for answer in answers}) == 1
    assert len(runs) == 1
    history = await desk.service.history(runs[0])
    assert [event.kind for event in history].count("received") == 1


async def test_an_unknown_draft_is_404(desk: Desk) -> None:
    for draft_id in ("0" * 32, "..", "%00", "a" * 3000):
        answer = await desk.get("ava", f"/v1/drafts/{draft_id}")
        assert answer.status_code == 404, draft_id
        assert answer.headers["content-type"] == "application/problem+json"


async def test_a_stream_tells_each_step_then_the_text_and_ends_in_the_draft(desk: Desk) -> None:
    found = await stream(desk, ticket(COUNTER_NOTICE, requester={"name": "Ines Kruger"}))
    names = [name for name, _ in found]
    assert names[0] == "accepted"
    assert names[-1] == "draft"
    assert [data["node"] for name, data in found if name == "progress"] == NODES
    assert names.index("text") > names.index("progress")
    assert set(names[1:-1]) == {"progress", "text"}
    draft = found[-1][1]
    assert draft["draft_id"] == found[0][1]["draft_id"]
    assert "Ines Kruger" in draft["reply"]["body"]
    assert draft == (await desk.get("ava", f"/v1/drafts/{draft['draft_id']}")).json()


async def test_streamed_text_holds_placeholders_only(desk: Desk) -> None:
    found = await stream(desk, ticket(COUNTER_NOTICE, requester={"name": "Ines Kruger"}))
    text = "".join(data["delta"] for name, data in found if name == "text")
    assert "<PERSON_1>" in text
    assert "Ines" not in text


async def test_a_streamed_replay_is_the_draft_without_a_second_run(desk: Desk) -> None:
    first = await stream(desk, ticket(), **{"Idempotency-Key": "k-5"})
    second = await stream(desk, ticket(), **{"Idempotency-Key": "k-5"})
    assert [name for name, _ in second] == ["accepted", "draft"]
    assert second[-1] == first[-1]


async def test_a_conflict_in_a_stream_is_an_error_event(desk: Desk) -> None:
    await stream(desk, ticket(), **{"Idempotency-Key": "k-6"})
    found = await stream(desk, ticket("Another ticket."), **{"Idempotency-Key": "k-6"})
    assert [name for name, _ in found] == ["error"]
    assert found[0][1]["status"] == 409
    assert set(found[0][1]) == {"type", "title", "status", "detail"}


async def test_whatever_breaks_in_a_stream_is_told_and_the_stream_ends(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any, **__: Any) -> None:
        raise ValueError(f"a defect that quotes {NOTICE}")

    monkeypatch.setattr(desk.service, "view", broken)
    found = await asyncio.wait_for(stream(desk, ticket()), 10)
    assert found[-1][0] == "error"
    assert found[-1][1]["status"] == 500
    assert "quillhaven" not in json.dumps(found[-1][1])


async def test_a_step_that_breaks_files_the_draft_as_failed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ValueError(f"a defect that quotes {NOTICE}")

    monkeypatch.setattr(desk.service.parts.checker, "check", broken)
    draft = await desk.drafted()
    assert draft["status"] == "failed"
    assert "ValueError" in draft["held"]
    assert "quillhaven" not in draft["held"]


async def test_a_client_that_goes_away_does_not_stop_the_draft(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    run = desk.service.graph.run
    begun = asyncio.Event()

    async def slow(draft_id: str, *more: Any) -> None:
        begun.set()
        await asyncio.sleep(0.1)
        await run(draft_id, *more)

    monkeypatch.setattr(desk.service.graph, "run", slow)
    asking = asyncio.create_task(keyed(desk, "k-7", ticket()))
    await begun.wait()
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    await asyncio.gather(*[task for task in desk.app.state.tasks if "_sweep" not in repr(task.get_coro())])
    again = await keyed(desk, "k-7", ticket())
    assert again.status_code == 200
    assert again.json()["status"] in {"ready", "in_review"}
