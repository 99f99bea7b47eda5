"""Pages in the states that come seldom: a refused decision, a draft that failed or is not there yet, a told draft."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest

from tests.http.conftest import Desk, ticket
from tests.http.test_pages import token

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture
def failing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise ValueError("a defect")

    monkeypatch.setattr(desk.service.parts.checker, "check", broken)


@pytest.mark.parametrize("decision", ["reject", "escalate", "approve"])
async def test_a_refused_decision_keeps_the_reason(desk: Desk, decision: str) -> None:
    draft = await desk.waiting()
    path = f"/review/{draft['draft_id']}"
    async with desk.browser("rhea") as client:
        form = {"decision": decision, "revision": "99", "reason": "seen by <two> of us", "level": "security"}
        answer = await client.post(path, data={**form, "csrf": token(await client.get(path))})
    assert answer.status_code == 409
    assert answer.text.count("seen by &lt;two&gt; of us") == 1
    assert '<option value="security" selected>' in answer.text


async def test_a_refused_edit_keeps_the_text_and_its_reason(desk: Desk) -> None:
    draft = await desk.waiting()
    path = f"/review/{draft['draft_id']}"
    async with desk.browser("rhea") as client:
        form = {
            "decision": "edit",
            "revision": "99",
            "reason": "shorter",
            "body": "Hello <PERSON_1>,\r\n\r\na new text",
        }
        answer = await client.post(path, data={**form, "csrf": token(await client.get(path))})
        assert answer.status_code == 409
        assert "a new text</textarea>" in answer.text
        assert 'value="shorter"' in answer.text
        assert "You looked at revision 99" in answer.text
        unchanged = await client.get(path)
    assert "a new text" not in unchanged.text


async def test_a_decision_on_the_page_reveals_nothing(desk: Desk) -> None:
    draft = await desk.waiting()
    path = f"/review/{draft['draft_id']}"
    async with desk.browser("rhea") as client:
        form = {"decision": "approve", "revision": str(draft["revision"]), "csrf": token(await client.get(path))}
        assert (await client.post(path, data=form)).status_code == 303
    seen = [event.actor for event in await desk.service.history(draft["draft_id"]) if event.kind == "revealed"]
    assert "rhea" not in seen


async def test_a_clock_that_waits_or_was_stopped_is_shown_as_that(desk: Desk) -> None:
    facts = {"jurisdiction": "UK", "clarification": {"asked_at": "2026-11-25"}}
    about: dict[str, Any] = {"requester": {"role": "account_holder_verified", "verified": True}, "facts": facts}
    text = "Subject access request: please send me a copy of all personal data that you hold about me."
    waiting = await desk.drafted(text, received_at="2026-11-23T09:00:00Z", **about)
    assert waiting["clocks"] == []
    assert [(clock["clock"], clock["since"][:10]) for clock in waiting["paused"]] == [("K02", "2026-11-25")]
    about["facts"] = {"jurisdiction": "EU", "answered_at": "2025-11-24"}
    done = await desk.drafted(text, received_at="2025-11-20T09:00:00Z", **about)
    assert [clock["clock"] for clock in done["clocks"]] == ["K01"]
    async with desk.browser("rhea") as client:
        paused, stopped = [await client.get(f"/sidebar?draft={draft['draft_id']}") for draft in (waiting, done)]
    assert "K02, UK GDPR Art. 12A: waits for the clarification, asked for on Wednesday, 25 November 2026" in paused.text
    assert "the answer was sent" in stopped.text
    assert "overdue" not in stopped.text


@pytest.mark.usefixtures("failing")
async def test_a_failed_draft_has_its_pages(desk: Desk) -> None:
    draft = await desk.drafted(who="both")
    assert draft["status"] == "failed"
    async with desk.browser("both") as client:
        for path in (f"/sidebar?draft={draft['draft_id']}", f"/review/{draft['draft_id']}", "/sidebar"):
            page = await client.get(path)
            assert page.status_code == 200
            assert "failed" in page.text
        assert "a person answers this ticket" in (await client.get(f"/sidebar?draft={draft['draft_id']}")).text


async def test_a_draft_that_is_not_there_yet_has_its_pages(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()
    run = desk.service.graph.run

    async def waits(*given: Any) -> None:
        begun.set()
        await go_on.wait()
        await run(*given)

    monkeypatch.setattr(desk.service.graph, "run", waits)
    asking = asyncio.create_task(desk.post("both", "/v1/drafts", **ticket(id="ZD-SLOW")))
    async with desk.browser("both") as client:
        await begun.wait()
        page = await client.get("/sidebar")
        listed = re.search(r'draft=(\w+)">ZD-SLOW<', page.text)
        assert listed, "the draft is in the agent's list at once"
        draft_id = listed[1]
        shown = await client.get(f"/sidebar?draft={draft_id}")
        assert shown.status_code == 200
        assert "Being drafted" in shown.text
        assert 'hx-trigger="every 2s"' in shown.text
        assert (await client.get(f"/review/{draft_id}")).status_code == 200
        go_on.set()
        await asking
        done = await client.get(f"/sidebar?draft={draft_id}")
    assert "hx-trigger" not in done.text
    assert 'id="reply"' in done.text


async def test_a_page_that_listens_is_told_the_steps(desk: Desk) -> None:
    async with desk.browser("ava") as client:
        form = {"text": "My card was charged twice.\r\nPlease refund.", "csrf": token(await client.get("/sidebar"))}
        answer = await client.post("/sidebar", data=form, headers={"Accept": "text/event-stream"})
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.headers["x-accel-buffering"] == "no"
        assert "event: progress" in answer.text
        assert answer.text.rstrip().rpartition("event: ")[2].startswith("draft\n")
        empty = await client.post("/sidebar", data={**form, "text": " "}, headers={"Accept": "text/event-stream"})
    assert empty.status_code == 422
    assert empty.headers["content-type"] == "application/problem+json"


async def test_a_silent_stream_is_kept_alive(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    run = desk.service.graph.run

    async def slow(*given: Any) -> None:
        await asyncio.sleep(0.2)
        await run(*given)

    monkeypatch.setattr("api.stream.PING_S", 0.05)
    monkeypatch.setattr(desk.service.graph, "run", slow)
    async with desk.client("ava") as client:
        answer = await client.post("/v1/drafts", json=ticket(), headers={"Accept": "text/event-stream"})
    assert ": ping" in answer.text
    assert answer.text.rstrip().rpartition("event: ")[2].startswith("draft\n")
