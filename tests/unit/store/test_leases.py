"""A crash is noticed, and no draft is run twice."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from drafting.errors import NotFound
from drafting.models import Status
from drafting.ports import NewEvent
from drafting.store import leases
from drafting.store.leases import is_dead, owner_of_this_process, start_ticks
from drafting.store.sql import SqlStore

ELSEWHERE = "another-host:17:4711"
US = owner_of_this_process()
HERE = socket.gethostname()
no_proc = pytest.mark.skipif(start_ticks(os.getpid()) is None, reason="needs /proc")


@pytest.fixture
def dead() -> str:
    """The owner string of a process of this host that has ended."""
    with subprocess.Popen([sys.executable, "-S", "-c", "input()"], stdin=subprocess.PIPE) as process:
        owner = f"{HERE}:{process.pid}:{start_ticks(process.pid)}"
        assert not is_dead(owner)
        assert process.stdin is not None
        process.stdin.close()
        process.wait()
    return owner


@no_proc
def test_this_process_lives_and_an_ended_one_does_not(dead: str) -> None:
    assert not is_dead(US)
    assert is_dead(dead)


@no_proc
def test_a_process_that_got_an_old_number_is_not_the_old_process() -> None:
    assert is_dead(f"{HERE}:{os.getpid()}:1")


@pytest.mark.parametrize("owner", [ELSEWHERE, f"{HERE}:x:1", "", "no-colons", "elsewhere:{pid}:1"])
def test_nobody_is_declared_dead_on_a_guess(owner: str) -> None:
    assert not is_dead(owner.replace("{pid}", str(os.getpid())))


def test_without_proc_only_time_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leases, "start_ticks", lambda pid: None)
    assert not is_dead(f"{HERE}:1:1")


async def test_one_of_many_claims_wins(store: SqlStore, other: SqlStore, new_draft: Any, submit: Any) -> None:
    draft = await submit(store, new_draft())
    done = await asyncio.gather(*(which.claim(draft.draft_id, US, 30) for which in (store, other) * 3))
    assert sorted(done) == [False] * 5 + [True]
    assert await store.attempts(draft.draft_id) == 1


async def test_an_unknown_draft_cannot_be_claimed(store: SqlStore) -> None:
    with pytest.raises(NotFound):
        await store.claim("nothing", US, 30)


async def test_a_released_draft_can_be_claimed_again(store: SqlStore, new_draft: Any, submit: Any) -> None:
    draft = await submit(store, new_draft())
    assert await store.claim(draft.draft_id, US, 30)
    await store.release(draft.draft_id, ELSEWHERE)  # not theirs: nothing happens
    assert not await store.claim(draft.draft_id, US, 30)
    await store.release(draft.draft_id, US)
    assert await store.claim(draft.draft_id, US, 30)
    assert await store.attempts(draft.draft_id) == 2


async def test_a_lease_that_ran_out_is_lost(store: SqlStore, new_draft: Any, submit: Any) -> None:
    draft = await submit(store, new_draft())
    assert await store.claim(draft.draft_id, ELSEWHERE, -1)
    assert await store.abandoned() == [draft.draft_id]
    assert await store.claim(draft.draft_id, US, 30)
    assert not await store.extend(draft.draft_id, ELSEWHERE, 30)
    assert await store.abandoned() == []


async def test_an_extended_lease_holds(store: SqlStore, new_draft: Any, submit: Any) -> None:
    draft = await submit(store, new_draft())
    await store.claim(draft.draft_id, ELSEWHERE, 1)
    assert await store.extend(draft.draft_id, ELSEWHERE, 3600)
    assert await store.abandoned(datetime.now(UTC) + timedelta(minutes=50)) == []
    assert await store.abandoned(datetime.now(UTC) + timedelta(minutes=70)) == [draft.draft_id]


@no_proc
async def test_a_dead_process_loses_its_lease_at_once(store: SqlStore, new_draft: Any, submit: Any, dead: str) -> None:
    draft = await submit(store, new_draft())
    await store.claim(draft.draft_id, dead, 3600)
    assert await store.abandoned() == [draft.draft_id]
    assert await store.claim(draft.draft_id, US, 30)


async def test_a_draft_that_was_never_taken_up_is_found_after_a_while(
    store: SqlStore, new_draft: Any, submit: Any
) -> None:
    now = datetime.now(UTC)
    draft = await submit(store, new_draft(created_at=now))
    assert await store.abandoned(now) == []
    assert await store.abandoned(now + timedelta(seconds=leases.UNCLAIMED_S)) == [draft.draft_id]


async def test_a_reserved_draft_is_left_to_its_process(store: SqlStore, new_draft: Any, submit: Any) -> None:
    now = datetime.now(UTC)
    draft = await submit(store, new_draft(created_at=now), owner=US)
    assert await store.abandoned(now) == []
    assert not await store.claim(draft.draft_id, ELSEWHERE, 30)
    assert await store.claim(draft.draft_id, US, 30)


@no_proc
async def test_a_draft_reserved_by_a_dead_process_is_found_at_once(
    store: SqlStore, new_draft: Any, submit: Any, dead: str
) -> None:
    draft = await submit(store, new_draft(created_at=datetime.now(UTC)), owner=dead)
    assert await store.abandoned() == [draft.draft_id]
    assert await store.claim(draft.draft_id, US, 30)


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.DRAFTING])
async def test_only_drafts_in_the_making_are_abandoned(
    store: SqlStore, new_draft: Any, submit: Any, status: Status
) -> None:
    await submit(store, new_draft(status=status))
    assert await store.abandoned() == []


async def test_a_decided_draft_waits_for_the_end_of_its_graph(store: SqlStore, new_draft: Any, submit: Any) -> None:
    for name, status in (("a", Status.IN_REVIEW), ("b", Status.REJECTED), ("c", Status.SENT)):
        await submit(store, new_draft(draft_id=name, status=status))
    assert await store.unresumed() == ["b"]
    draft = await store.load("a")
    await store.save(draft.model_copy(update={"status": Status.APPROVED}), 1, NewEvent("approved", "Lea", "a"))
    assert set(await store.unresumed()) == {"a", "b"}
    await store.mark_resumed("b")
    assert await store.unresumed() == ["a"]
    await store.mark_resumed("a")
    assert await store.unresumed() == []
