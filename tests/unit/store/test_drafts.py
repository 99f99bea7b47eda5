"""Submitting, saving by compare-and-set, and what the log says of both."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from drafting.errors import BadInput, Conflict, NotAllowed, NotFound
from drafting.models import Draft, Level, Message, RawText, Reply, Signature, Status, Ticket
from drafting.ports import NewEvent
from drafting.status import FINAL, OPEN
from drafting.store.sql import SqlStore

TICKET = Ticket(messages=(Message(text=RawText("Please delete my account.")),))


async def log_of(store: SqlStore, draft_id: str | None = None) -> list[tuple[str, str]]:
    return [(event.kind, event.actor) async for event in store.events(draft_id)]


async def in_review(store: SqlStore, draft: Draft, submit: Callable[..., Any]) -> Draft:
    draft = await submit(store, draft)
    reply = Reply(subject="Re: your request", body="Hello <PERSON_1>,")
    filed = draft.model_copy(update={"status": Status.IN_REVIEW, "reply": reply})
    return await store.save(filed, 1, NewEvent("checked", "pipeline", draft.draft_id))


async def test_a_submitted_draft_comes_back_as_it_was(store: SqlStore, new_draft: Any, submit: Any) -> None:
    draft = new_draft()
    assert await submit(store, draft) == draft
    assert await store.load(draft.draft_id) == draft
    assert await log_of(store) == [("received", "Ana")]


async def test_a_draft_without_times_gets_them(store: SqlStore, new_draft: Any, submit: Any) -> None:
    draft = await submit(store, new_draft(created_at=None, updated_at=None))
    assert draft.created_at is not None
    assert datetime.now(UTC) - draft.created_at < timedelta(minutes=1)
    assert (await store.load(draft.draft_id)).created_at == draft.created_at


async def test_an_unknown_draft_is_not_found(store: SqlStore, new_draft: Any) -> None:
    with pytest.raises(NotFound):
        await store.load("nothing")
    with pytest.raises(NotFound):
        await store.save(new_draft(), 1, NewEvent("checked", "pipeline"))
    with pytest.raises(NotFound):
        await store.attempts("nothing")


async def test_the_same_key_with_the_same_ticket_gives_the_same_draft(store: SqlStore, new_draft: Any) -> None:
    first, second = new_draft(), new_draft()
    event = NewEvent("received", "Ana")
    one = await store.submit(first, TICKET, event, key="k1", body_hash="aa")
    two = await store.submit(second, TICKET, event, key="k1", body_hash="aa")
    assert (one.draft, one.replayed) == (first, False)
    assert (two.draft, two.replayed) == (first, True)
    assert await log_of(store) == [("received", "Ana")]


async def test_the_same_key_with_another_ticket_is_a_conflict(store: SqlStore, new_draft: Any) -> None:
    first, second = new_draft(), new_draft()
    await store.submit(first, TICKET, NewEvent("received", "Ana"), key="k1", body_hash="aa")
    with pytest.raises(Conflict, match="idempotency key was used for another ticket"):
        await store.submit(second, TICKET, NewEvent("received", "Ana"), key="k1", body_hash="bb")
    with pytest.raises(NotFound):
        await store.load(second.draft_id)


async def test_keys_of_two_people_do_not_meet(store: SqlStore, new_draft: Any) -> None:
    for actor in ("Ana", "Ben"):
        made = await store.submit(new_draft(), TICKET, NewEvent("received", actor), key="k1", body_hash="aa")
        assert not made.replayed


@pytest.mark.parametrize("key", ["", "k" * 256])
async def test_a_key_of_impossible_length_is_refused(store: SqlStore, new_draft: Any, key: str) -> None:
    with pytest.raises(BadInput):
        await store.submit(new_draft(), TICKET, NewEvent("received", "Ana"), key=key, body_hash="aa")


async def test_concurrent_submits_with_one_key_make_one_draft(store: SqlStore, other: SqlStore, new_draft: Any) -> None:
    def one(which: SqlStore) -> Any:
        return which.submit(new_draft(), TICKET, NewEvent("received", "Ana"), key="k1", body_hash="aa")

    made = await asyncio.gather(*(one(which) for which in (store, other, store, other, store, other)))
    assert len({submitted.draft.draft_id for submitted in made}) == 1
    assert sorted(submitted.replayed for submitted in made) == [False] + [True] * 5
    assert await log_of(store) == [("received", "Ana")]


async def test_a_draft_id_is_used_once(store: SqlStore, new_draft: Any, submit: Any) -> None:
    await submit(store, new_draft(draft_id="same"))
    with pytest.raises(Conflict):
        await submit(store, new_draft(draft_id="same"))
    assert len(await log_of(store)) == 1


@pytest.mark.parametrize("status", sorted(OPEN))
async def test_a_newer_draft_supersedes_an_open_one(
    store: SqlStore, new_draft: Any, submit: Any, status: Status
) -> None:
    old = await submit(store, new_draft(ticket_id="ZD-1", status=status))
    new = await submit(store, new_draft(ticket_id="ZD-1"))
    now = await store.load(old.draft_id)
    assert (now.status, now.revision) == (Status.SUPERSEDED, 2)
    events = [event async for event in store.events(old.draft_id)]
    assert [(event.kind, event.actor) for event in events] == [("received", "Ana"), ("superseded", "pipeline")]
    assert events[-1].data == {"by": new.draft_id, "was": status.value}


@pytest.mark.parametrize("status", sorted(FINAL))
async def test_a_finished_draft_is_left_alone(store: SqlStore, new_draft: Any, submit: Any, status: Status) -> None:
    old = await submit(store, new_draft(ticket_id="ZD-1", status=status))
    await submit(store, new_draft(ticket_id="ZD-1"))
    assert await store.load(old.draft_id) == old


async def test_drafts_of_other_tickets_are_left_alone(store: SqlStore, new_draft: Any, submit: Any) -> None:
    old = await submit(store, new_draft())
    await submit(store, new_draft())
    assert (await store.load(old.draft_id)).status is Status.DRAFTING


async def test_a_replayed_submit_supersedes_nothing(store: SqlStore, new_draft: Any) -> None:
    first = new_draft(ticket_id="ZD-1")
    for _ in range(2):
        await store.submit(first, TICKET, NewEvent("received", "Ana"), key="k1", body_hash="aa")
    assert (await store.load(first.draft_id)).status is Status.DRAFTING


async def test_save_counts_the_revision_and_writes_the_event(store: SqlStore, new_draft: Any, submit: Any) -> None:
    filed = await in_review(store, new_draft(), submit)
    assert filed.revision == 2
    assert filed.updated_at is not None
    assert filed.created_at is not None
    assert filed.updated_at > filed.created_at
    assert await store.load(filed.draft_id) == filed
    assert await log_of(store, filed.draft_id) == [("received", "Ana"), ("checked", "pipeline")]


async def test_signatures_are_kept_until_the_second_specialist_signs(
    store: SqlStore, new_draft: Any, submit: Any
) -> None:
    draft = await in_review(store, new_draft(), submit)
    signature = Signature(by="Lea", levels=(Level.LEGAL,), at=datetime(2026, 11, 23, 9, 5, tzinfo=UTC))
    signed = draft.model_copy(update={"signatures": (signature,)})
    await store.save(signed, 2, NewEvent("partly_approved", "Lea", draft.draft_id))
    assert (await store.load(draft.draft_id)).signatures == (signature,)


async def test_the_second_reviewer_is_told_what_happened(store: SqlStore, new_draft: Any, submit: Any) -> None:
    draft = await in_review(store, new_draft(), submit)
    approved = draft.model_copy(update={"status": Status.APPROVED})
    await store.save(approved, 2, NewEvent("approved", "Lea", draft.draft_id))
    await store.append(NewEvent("revealed", "Ana", draft.draft_id))  # no change of the draft: not what he is told
    with pytest.raises(Conflict) as refused:
        await store.save(
            draft.model_copy(update={"status": Status.REJECTED}), 2, NewEvent("rejected", "Max", draft.draft_id)
        )
    said = str(refused.value)
    assert "Lea changed it (approved) on " in said
    assert "it is approved now (revision 3, you saw 2)" in said
    assert (await store.load(draft.draft_id)).status is Status.APPROVED
    assert ("rejected", "Max") not in await log_of(store)


async def test_of_two_concurrent_decisions_one_wins(
    store: SqlStore, other: SqlStore, new_draft: Any, submit: Any
) -> None:
    for _ in range(5):
        draft = await in_review(store, new_draft(), submit)
        done = await asyncio.gather(
            store.save(
                draft.model_copy(update={"status": Status.APPROVED}), 2, NewEvent("approved", "Lea", draft.draft_id)
            ),
            other.save(
                draft.model_copy(update={"status": Status.REJECTED}), 2, NewEvent("rejected", "Max", draft.draft_id)
            ),
            return_exceptions=True,
        )
        won = [result for result in done if isinstance(result, Draft)]
        assert len(won) == 1
        assert [type(result) for result in done if result not in won] == [Conflict]
        assert await store.load(draft.draft_id) == won[0]
        assert len(await log_of(store, draft.draft_id)) == 3


async def test_a_move_that_the_table_does_not_know_is_refused(store: SqlStore, new_draft: Any, submit: Any) -> None:
    draft = await submit(store, new_draft())
    with pytest.raises(NotAllowed, match="drafting cannot become sent"):
        await store.save(draft.model_copy(update={"status": Status.SENT}), 1, NewEvent("sent", "Ana", draft.draft_id))
    with pytest.raises(NotAllowed, match="not the event of a move"):
        await store.save(draft, 1, NewEvent("tidied", "Ana", draft.draft_id))
    assert await store.load(draft.draft_id) == draft
    assert await log_of(store) == [("received", "Ana")]


async def test_a_change_whose_event_cannot_be_written_is_not_made(store: SqlStore, new_draft: Any, submit: Any) -> None:
    draft = await submit(store, new_draft())
    held = draft.model_copy(update={"status": Status.FAILED})
    for event in (
        NewEvent("failed", "pipeline", draft.draft_id, "\ud800"),
        NewEvent("failed", "pipeline", draft.draft_id, "a\0b"),
        NewEvent("failed", "", draft.draft_id),
        NewEvent("failed", "pipeline", draft.draft_id, data={"cost": float("nan")}),
    ):
        with pytest.raises(BadInput):
            await store.save(held, 1, event)
    assert await store.load(draft.draft_id) == draft
    assert (await store.verify_log()).events == 1


async def test_people_find_their_own_latest_drafts(store: SqlStore, new_draft: Any, submit: Any) -> None:
    at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    mine = [await submit(store, new_draft(created_at=at + timedelta(minutes=n))) for n in range(4)]
    await submit(store, new_draft(requested_by="Ben"))
    assert [draft.draft_id for draft in await store.recent("Ana", 3)] == [draft.draft_id for draft in mine[:0:-1]]
    assert await store.recent("Cleo", 3) == []


async def test_every_status_is_counted(store: SqlStore, new_draft: Any, submit: Any) -> None:
    for status in (Status.DRAFTING, Status.SENT, Status.SENT):
        await submit(store, new_draft(status=status))
    expected = {status.value: 0 for status in Status} | {"drafting": 1, "sent": 2}
    assert await store.counts() == expected
