"""The review desk over HTTP: order, who may decide, once, and the parallel second decision."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import pytest_asyncio

from tests.http.conftest import COUNTER_NOTICE, Desk

pytestmark = pytest.mark.asyncio(loop_scope="module")
URGENT = "Somebody posted intimate photos of me without my consent at https://quillhaven.example/mallory/gallery."


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def untouched(desk: Desk) -> dict[str, Any]:
    return await desk.waiting()


async def queue(desk: Desk, path: str = "/v1/reviews?limit=200") -> list[dict[str, Any]]:
    answer = await desk.get("rhea", path)
    assert answer.status_code == 200
    found: list[dict[str, Any]] = answer.json()["reviews"]
    return found


async def test_the_most_urgent_stands_first(desk: Desk) -> None:
    calm = await desk.waiting()
    urgent = await desk.drafted(URGENT, account={"flags": ["legal_hold"]})
    assert urgent["case"]["section"] == "ncii/removal-request"
    found = await queue(desk)
    order = [draft["draft_id"] for draft in found]
    assert order.index(urgent["draft_id"]) < order.index(calm["draft_id"])
    priorities = [draft["case"]["priority"] for draft in found]
    assert priorities == sorted(priorities)


async def test_a_row_of_the_policy_moves_its_ticket_forward_in_the_queue(desk: Desk) -> None:
    plain = "European Production Order Certificate (EPOC) under Regulation (EU) 2023/1543, from the prosecutor in Lyon."
    order = f"{plain} This is an emergency case under Article 10(4); produce the data within 8 hours."
    calm, pressing = await desk.drafted(plain), await desk.drafted(order)
    assert {draft["case"]["section"] for draft in (calm, pressing)} == {"law-enforcement/eu-evidence-order"}
    assert (calm["case"]["priority"], pressing["case"]["priority"]) == ("P2", "P0")
    found = [draft["draft_id"] for draft in await queue(desk)]
    assert found.index(pressing["draft_id"]) < found.index(calm["draft_id"])


async def test_the_queue_is_masked(desk: Desk) -> None:
    draft = await desk.waiting()
    assert "Ines Kruger" in draft["reply"]["body"]
    found = next(d for d in await queue(desk) if d["draft_id"] == draft["draft_id"])
    assert "Ines" not in str(found)
    assert "<PERSON_1>" in found["reply"]["body"]


async def test_pages_of_the_queue_join_without_gap_or_repetition(desk: Desk) -> None:
    for _ in range(3):
        await desk.waiting()
    whole = [draft["draft_id"] for draft in await queue(desk)]
    joined: list[str] = []
    after: str | None = None
    while True:
        page = (await desk.get("rhea", f"/v1/reviews?limit=2{f'&after={after}' if after else ''}")).json()
        joined += [draft["draft_id"] for draft in page["reviews"]]
        after = page["next"]
        if after is None:
            break
    assert joined == whole


async def test_another_person_approves(desk: Desk) -> None:
    draft = await desk.waiting()
    answer = await desk.decide("rhea", draft, "approve")
    assert answer.status_code == 200
    approved = answer.json()
    assert approved["status"] == "approved"
    assert [s["by"] for s in approved["signatures"]] == ["rhea"]
    assert draft["draft_id"] not in {d["draft_id"] for d in await queue(desk)}


async def test_who_asked_does_not_approve(desk: Desk) -> None:
    draft = await desk.waiting(who="both")
    refused = await desk.decide("both", draft, "approve")
    assert refused.status_code == 403
    assert "another person" in refused.json()["detail"]
    assert (await desk.get("both", f"/v1/drafts/{draft['draft_id']}")).json()["status"] == "in_review"


async def test_an_agent_decides_nothing(desk: Desk) -> None:
    draft = await desk.waiting()
    for decision in ("approve", "reject", "escalate", "edit"):
        assert (await desk.decide("ava", draft, decision, reason="because")).status_code == 403


async def test_a_stale_revision_is_a_conflict(desk: Desk) -> None:
    draft = await desk.waiting()
    raised = await desk.decide("rhea", draft, "escalate", level="legal", reason="a threat of suit")
    assert raised.status_code == 200
    assert raised.json()["approval"]["level"] == "legal"
    stale = await desk.decide("lena", draft, "approve")
    assert stale.status_code == 409
    assert "revision" in stale.json()["detail"]


async def test_an_escalated_draft_waits_for_that_level(desk: Desk) -> None:
    draft = await desk.waiting()
    raised = (await desk.decide("rhea", draft, "escalate", level="legal", reason="a threat of suit")).json()
    assert (await desk.decide("otto", raised, "approve")).status_code == 403
    assert (await desk.decide("lena", raised, "approve")).json()["status"] == "approved"


async def test_of_two_parallel_decisions_one_holds(desk: Desk) -> None:
    for _ in range(3):
        draft = await desk.waiting()
        answers = await asyncio.gather(
            desk.decide("rhea", draft, "approve"), desk.decide("otto", draft, "reject", reason="not this one")
        )
        assert sorted(answer.status_code for answer in answers) == [200, 409]
        held = next(answer.json() for answer in answers if answer.status_code == 200)
        after = (await desk.get("rhea", f"/v1/drafts/{draft['draft_id']}")).json()
        assert after["status"] == held["status"]
        history = [event.kind for event in await desk.service.history(draft["draft_id"])]
        assert len([kind for kind in history if kind in {"approved", "rejected"}]) == 1


@pytest.mark.parametrize(
    ("decision", "more"),
    [
        ("reject", {}),
        ("reject", {"reason": "   "}),
        ("escalate", {"reason": "why"}),
        ("escalate", {"level": "legal"}),
        ("escalate", {"level": "agent", "reason": "why"}),
        ("escalate", {"level": "king", "reason": "why"}),
        ("edit", {}),
        ("edit", {"body": " \n"}),
        ("approve", {"body": "a new text"}),
        ("approve", {"revision": "0"}),
        ("approve", {"revision": None}),
        ("approve", {"force": True}),
        ("destroy", {}),
        ("reject", {"reason": "x" * 2001}),
    ],
)
async def test_a_decision_that_lacks_something_is_422(
    desk: Desk, untouched: dict[str, Any], decision: str, more: dict[str, Any]
) -> None:
    draft = untouched
    answer = await desk.decide("rhea", draft, decision, **more)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    after = (await desk.get("rhea", f"/v1/drafts/{draft['draft_id']}")).json()
    assert after["revision"] == draft["revision"]


async def test_an_edit_that_breaks_a_rule_is_blocked(desk: Desk) -> None:
    draft = await desk.waiting()
    body = draft["reply"]["body"] + "\n\nWe guarantee that your material will be restored."
    edited = (await desk.decide("rhea", draft, "edit", body=body)).json()
    assert edited["status"] == "blocked"
    finding = next(f for f in edited["findings"] if f["severity"] == "block" and f["end"])
    assert edited["reply"]["body"][finding["start"] : finding["end"]] == finding["quote"]
    assert "guarantee" in finding["quote"]
    refused = await desk.decide("otto", edited, "approve")
    assert refused.status_code == 403
    assert "block" in refused.json()["detail"]
    assert (
        await desk.post("ava", f"/v1/drafts/{draft['draft_id']}/sent", revision=edited["revision"])
    ).status_code == 409


async def test_an_approved_draft_is_sent_once(desk: Desk) -> None:
    draft = await desk.waiting()
    path = f"/v1/drafts/{draft['draft_id']}/sent"
    assert (await desk.post("ava", path, revision=draft["revision"])).status_code == 409
    approved = (await desk.decide("rhea", draft, "approve")).json()
    answers = await asyncio.gather(*(desk.post("ava", path, revision=approved["revision"]) for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409]
    assert next(a.json() for a in answers if a.status_code == 200)["status"] == "sent"
    late = await desk.decide("rhea", approved, "reject", reason="too late")
    assert late.status_code == 409


async def test_a_second_approval_is_a_conflict(desk: Desk) -> None:
    draft = await desk.waiting()
    approved = (await desk.decide("rhea", draft, "approve")).json()
    assert (await desk.decide("otto", approved, "approve")).status_code == 409


async def test_a_new_message_takes_the_old_draft_out_of_the_queue(desk: Desk) -> None:
    old = await desk.waiting(id="ZD-77")
    new = await desk.drafted(COUNTER_NOTICE + "\n\nMy telephone number is 555 0100.", id="ZD-77")
    waiting = {draft["draft_id"] for draft in await queue(desk)}
    assert old["draft_id"] not in waiting
    late = await desk.decide("rhea", old, "approve")
    assert late.status_code == 409
    assert "superseded" in late.json()["detail"]
    assert new["draft_id"] in waiting
