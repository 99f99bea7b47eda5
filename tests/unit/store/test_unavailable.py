"""A database that does not answer: said within the waiting time, and nothing half written."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from drafting.errors import StoreUnavailable
from drafting.models import Status
from drafting.ports import NewEvent
from drafting.store import engine
from drafting.store.sql import SqlStore


@pytest.fixture
async def impatient(
    url: str, new_store: Callable[..., SqlStore], monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[SqlStore]:
    """A store that waits half a second instead of five."""
    monkeypatch.setattr(engine, "WAIT_S", 0.5)
    store = new_store(url)
    await store.open()
    yield store
    await store.close()


def test_the_service_waits_five_seconds() -> None:
    assert engine.WAIT_S == 5.0


async def test_a_locked_database_is_unavailable_in_time_for_everybody(
    impatient: SqlStore, database_file: Path, new_draft: Any, submit: Any
) -> None:
    draft = await submit(impatient, new_draft())
    thief = sqlite3.connect(database_file, isolation_level=None)
    thief.execute("BEGIN IMMEDIATE")
    start = time.monotonic()
    held = draft.model_copy(update={"status": Status.FAILED})
    done = await asyncio.gather(
        impatient.save(held, 1, NewEvent("failed", "pipeline", draft.draft_id)),
        submit(impatient, new_draft()),
        impatient.append(NewEvent("noted", "Ana")),
        impatient.claim(draft.draft_id, "a:1:1", 30),
        return_exceptions=True,
    )
    assert time.monotonic() - start < 5  # one waiting time for all of them, not one after the other
    assert [type(result) for result in done] == [StoreUnavailable] * 4
    assert await impatient.load(draft.draft_id) == draft  # reading goes on beside a writer
    thief.execute("ROLLBACK")
    thief.close()
    assert (await impatient.save(held, 1, NewEvent("failed", "pipeline", draft.draft_id))).revision == 2
    assert (await impatient.verify_log()).events == 2


async def test_a_short_lock_is_waited_for(impatient: SqlStore, database_file: Path) -> None:
    thief = sqlite3.connect(database_file, isolation_level=None)
    thief.execute("BEGIN IMMEDIATE")
    asyncio.get_running_loop().call_later(0.1, thief.execute, "ROLLBACK")
    await impatient.append(NewEvent("noted", "Ana"))
    thief.close()


def take_away(file: Path, *, replace: bool) -> Callable[[], None]:
    """Moves the database elsewhere, leaving nothing or an empty file in its place; the result undoes it."""
    kept = file.with_name("kept.db")
    file.rename(kept)
    if replace:
        file.write_bytes(b"")

    def put_back() -> None:
        assert file.exists() == replace
        assert not replace or file.read_bytes() == b""
        kept.replace(file)

    return put_back


def damage(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))


@pytest.mark.parametrize("how", ["deleted", "replaced"])
async def test_a_database_that_vanished_takes_nothing_more(
    store: SqlStore, database_file: Path, new_draft: Any, submit: Any, how: str
) -> None:
    draft = await submit(store, new_draft())
    put_back = take_away(database_file, replace=how == "replaced")
    for attempt in (
        submit(store, new_draft()),
        store.load(draft.draft_id),
        store.ping(),
        store.append(NewEvent("n", "Ana")),
    ):
        with pytest.raises(StoreUnavailable, match="moved or deleted"):
            await attempt
    put_back()
    assert await store.load(draft.draft_id) == draft  # put back: it goes on


async def test_a_full_disk_changes_nothing(store: SqlStore, new_draft: Any, submit: Any) -> None:
    draft = await submit(store, new_draft())
    async with store._db.read() as connection:  # the pool hands out the same connection again
        pages = (await connection.execute(text("PRAGMA page_count"))).scalar_one()
        await connection.execute(text(f"PRAGMA max_page_count = {pages}"))
    with pytest.raises(StoreUnavailable, match="full"):
        await submit(store, new_draft(ticket_id=draft.ticket_id), text="x" * 200_000)
    assert await store.load(draft.draft_id) == draft  # not superseded by a draft that is not there
    assert (await store.verify_log()).events == 1


async def test_a_damaged_database_is_unavailable(
    store: SqlStore, database_file: Path, new_draft: Any, submit: Any
) -> None:
    await submit(store, new_draft())
    await store._db.forget_deleted()  # everything is in the file itself now
    await store._db._engine.dispose()  # type: ignore[union-attr]
    damage(database_file)
    with pytest.raises(StoreUnavailable):
        await store.recent("Ana", 5)


async def test_a_store_that_is_not_open_says_so(url: str, new_store: Callable[..., SqlStore]) -> None:
    with pytest.raises(StoreUnavailable, match="not open"):
        await new_store(url).load("x")


async def test_a_closed_store_says_so(store: SqlStore) -> None:
    await store.close()
    await store.close()
    with pytest.raises(StoreUnavailable, match="not open"):
        await store.append(NewEvent("noted", "Ana"))


async def test_our_own_mistakes_are_not_called_an_outage(store: SqlStore) -> None:
    with pytest.raises(IntegrityError) as mistake:
        async with store._db.write() as connection:
            await connection.execute(
                text("INSERT INTO tickets (draft_id, sealed) VALUES (:id, 'secret words')"), {"id": "no-such"}
            )
    assert "no-such" not in str(mistake.value)  # values never reach an error's text


async def test_a_cancelled_change_is_not_half_made(store: SqlStore, new_draft: Any, submit: Any) -> None:
    draft = await submit(store, new_draft())
    held = draft.model_copy(update={"status": Status.FAILED})
    for delay in (0.0, 0.0005, 0.001, 0.002, 0.004):
        save = asyncio.ensure_future(store.save(held, 1, NewEvent("failed", "pipeline", draft.draft_id)))
        await asyncio.sleep(delay)
        save.cancel()
        await asyncio.gather(save, return_exceptions=True)
        now = await store.load(draft.draft_id)
        kinds = [event.kind async for event in store.events()]
        assert (now.status, kinds) in [(Status.DRAFTING, ["received"]), (Status.FAILED, ["received", "failed"])]
    assert (await store.verify_log()).events in (1, 2)
