"""Raw tickets and hidden values: sealed, of one case, never mixed up, gone when erased."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from drafting.errors import Conflict, NotFound, VaultLocked
from drafting.models import Account, Message, RawText, Requester, Ticket
from drafting.ports import NewEvent
from drafting.store.sql import SqlStore

PLANTED = ("Wilhelmina Quist", "w.quist@example.org", "555-0142", "legal_hold")


def planted_ticket(ticket_id: str) -> Ticket:
    return Ticket(
        id=ticket_id,
        subject=RawText(f"From {PLANTED[0]}"),
        requester=Requester(name=RawText(PLANTED[0]), email=RawText(PLANTED[1])),
        messages=(Message(text=RawText(f"Call me at {PLANTED[2]}.")),),
        account=Account(flags=("legal_hold",)),
    )


async def test_a_ticket_comes_back_whole(store: SqlStore, new_draft: Any) -> None:
    draft = new_draft()
    ticket = planted_ticket(draft.ticket_id)
    await store.submit(draft, ticket, NewEvent("received", "Ana"), key=None, body_hash="0")
    assert await store.load_ticket(draft.draft_id) == ticket


async def test_a_registry_comes_back_with_its_values(store: SqlStore) -> None:
    registry: Any = await store.load_registry("ZD-1")
    assert registry.values == {}
    registry.add("Ada Brook")
    await store.save_registry(registry)
    registry.add("Bo Cliff")
    await store.save_registry(registry)
    again: Any = await store.load_registry("ZD-1")
    assert again.values == {"<PERSON_1>": "Ada Brook", "<PERSON_2>": "Bo Cliff"}
    assert (await store.load_registry("ZD-2")).values == {}  # type: ignore[attr-defined]


async def test_a_registry_without_changes_writes_nothing(store: SqlStore, other: SqlStore) -> None:
    idle, busy = await store.load_registry("ZD-1"), await other.load_registry("ZD-1")
    busy.add("Ada Brook")  # type: ignore[attr-defined]
    await other.save_registry(busy)
    await store.save_registry(idle)  # nothing new in it: no conflict


@pytest.mark.parametrize("values_before", [0, 1])
async def test_one_placeholder_never_stands_for_two_people(
    store: SqlStore, other: SqlStore, values_before: int
) -> None:
    first: Any = await store.load_registry("ZD-1")
    for _ in range(values_before):
        first.add("Zoe Field")
        await store.save_registry(first)
    one: Any = await store.load_registry("ZD-1")
    two: Any = await other.load_registry("ZD-1")
    assert one.add("Ada Brook") == two.add("Bo Cliff")
    done = await asyncio.gather(store.save_registry(one), other.save_registry(two), return_exceptions=True)
    assert sorted(type(result).__name__ for result in done) == ["Conflict", "NoneType"]
    # the loser loads again and numbers behind the winner
    again: Any = await other.load_registry("ZD-1")
    winner = again.values[f"<PERSON_{values_before + 1}>"]
    again.add("Bo Cliff" if winner == "Ada Brook" else "Ada Brook")
    await other.save_registry(again)
    final: Any = await store.load_registry("ZD-1")
    assert sorted(final.values.values()) == sorted(["Ada Brook", "Bo Cliff"] + ["Zoe Field"] * values_before)


async def test_the_loser_keeps_its_changes_unsaved(store: SqlStore, other: SqlStore) -> None:
    one: Any = await store.load_registry("ZD-1")
    two: Any = await other.load_registry("ZD-1")
    one.add("Ada Brook")
    two.add("Bo Cliff")
    await store.save_registry(one)
    for _ in range(2):
        with pytest.raises(Conflict):
            await other.save_registry(two)
    assert two.unsaved == {"<PERSON_1>"}


async def test_a_row_moved_to_another_case_or_draft_does_not_open(store: SqlStore, new_draft: Any, submit: Any) -> None:
    for case_id in ("ZD-1", "ZD-2"):
        registry: Any = await store.load_registry(case_id)
        registry.add(f"somebody of {case_id}")
        await store.save_registry(registry)
    one, two = await submit(store, new_draft()), await submit(store, new_draft())
    async with store._db.write() as connection:
        await connection.execute(
            text("UPDATE vault SET sealed = (SELECT sealed FROM vault WHERE case_id = 'ZD-1') WHERE case_id = 'ZD-2'")
        )
        await connection.execute(
            text(
                "UPDATE tickets SET sealed = (SELECT sealed FROM tickets WHERE draft_id = :one) WHERE draft_id = :two"
            ),
            {"one": one.draft_id, "two": two.draft_id},
        )
    with pytest.raises(VaultLocked):
        await store.load_registry("ZD-2")
    with pytest.raises(VaultLocked):
        await store.load_ticket(two.draft_id)


async def test_another_key_opens_nothing(
    store: SqlStore, url: str, new_store: Callable[..., SqlStore], new_draft: Any, submit: Any
) -> None:
    draft = await submit(store, new_draft())
    stranger = new_store(url, Fernet.generate_key())
    await stranger.open()
    with pytest.raises(VaultLocked):
        await stranger.load_ticket(draft.draft_id)
    await stranger.close()


def on_disk(file: Path) -> bytes:
    return b"".join(path.read_bytes() for path in file.parent.iterdir() if path.name.startswith(file.name))


async def test_nothing_readable_on_disk(store: SqlStore, database_file: Path, new_draft: Any) -> None:
    draft = new_draft(held="planted to be found")
    await store.submit(draft, planted_ticket(draft.ticket_id), NewEvent("received", "Ana"), key="k", body_hash="0")
    registry: Any = await store.load_registry(draft.ticket_id)
    for value in PLANTED:
        registry.add(value)
    await store.save_registry(registry)
    assert database_file.with_name(database_file.name + "-wal").exists()
    stored = on_disk(database_file)
    assert b"planted to be found" in stored  # the search does look where the rows are
    for value in PLANTED:
        assert value.encode() not in stored
        assert value.encode("utf-16-le") not in stored


async def test_the_database_is_for_its_owner_only(tmp_path: Path, new_store: Callable[..., SqlStore]) -> None:
    file = tmp_path / "new" / "countersign.db"
    store = new_store(f"sqlite+aiosqlite:///{file}")
    await store.open()
    modes = {path.name: path.stat().st_mode & 0o077 for path in file.parent.iterdir()}
    assert set(modes.values()) == {0}, modes
    assert file.parent.stat().st_mode & 0o077 == 0
    await store.close()


async def test_an_erased_case_is_gone_and_the_log_says_so(
    store: SqlStore, database_file: Path, new_draft: Any, submit: Any
) -> None:
    mine, theirs = await submit(store, new_draft()), await submit(store, new_draft())
    registry: Any = await store.load_registry(mine.ticket_id)
    registry.add("Ada Brook")
    await store.save_registry(registry)
    async with store._db.read() as connection:
        sealed = (await connection.execute(text("SELECT sealed FROM vault"))).scalar_one()
    assert sealed in on_disk(database_file)

    assert await store.erase_case(mine.ticket_id, NewEvent("erased", "Lea", reason="retention ended")) == 2

    with pytest.raises(NotFound):
        await store.load_ticket(mine.draft_id)
    assert (await store.load_registry(mine.ticket_id)).values == {}  # type: ignore[attr-defined]
    assert await store.load_ticket(theirs.draft_id)
    assert await store.load(mine.draft_id) == mine
    last = [event async for event in store.events()][-1]
    assert (last.kind, last.actor, last.data) == ("erased", "Lea", {"case": mine.ticket_id, "rows": 2})
    assert sealed not in on_disk(database_file)  # overwritten, in the file and in the write-ahead log


async def test_a_registry_in_memory_does_not_bring_erased_values_back(store: SqlStore) -> None:
    registry: Any = await store.load_registry("ZD-1")
    registry.add("Ada Brook")
    await store.save_registry(registry)
    await store.erase_case("ZD-1", NewEvent("erased", "Lea"))
    registry.add("Bo Cliff")
    with pytest.raises(Conflict, match="was erased"):
        await store.save_registry(registry)
    assert await store.erase_case("ZD-1", NewEvent("erased", "Lea")) == 0


async def test_an_erased_case_takes_nothing_more(store: SqlStore, new_draft: Any, submit: Any) -> None:
    """Numbering would begin again: an old draft's <PERSON_1> would be restored as somebody else."""
    await submit(store, new_draft(ticket_id="ZD-1"))
    await store.erase_case("ZD-1", NewEvent("erased", "Lea"))
    registry: Any = await store.load_registry("ZD-1")
    registry.add("Bo Cliff")
    with pytest.raises(Conflict, match="was erased"):
        await store.save_registry(registry)
    with pytest.raises(Conflict, match="Use a new ticket id"):
        await submit(store, new_draft(ticket_id="ZD-1"))
    await submit(store, new_draft(ticket_id="ZD-2"))
