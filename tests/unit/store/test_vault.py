"""Raw tickets and hidden values: sealed, of one case, never mixed up, gone when erased."""

from __future__ import annotations

import asyncio
import contextlib
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from drafting.errors import Conflict, NotFound, VaultLocked
from drafting.models import Account, Message, RawText, Requester, Ticket
from drafting.ports import NewEvent, Sealer
from drafting.redaction.vault import Keyring
from drafting.store.case_key import MARK, CaseKey
from drafting.store.sealed import BATCH
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


# -- keys of cases -------------------------------------------------------------------------------------------


class Counting:
    """A master key, or two of them with the newest first, that counts what it opens."""

    def __init__(self, *sealers: Sealer) -> None:
        self._sealers = sealers
        self.opened = 0

    def seal(self, data: bytes) -> bytes:
        return self._sealers[0].seal(data)

    def open(self, sealed: bytes) -> bytes:
        self.opened += 1
        for sealer in self._sealers:
            with contextlib.suppress(VaultLocked):
                return sealer.open(sealed)
        raise VaultLocked


def new_master() -> Keyring:
    return Keyring([Fernet.generate_key()])


async def column(store: SqlStore, query: str) -> list[Any]:
    async with store._db.read() as connection:
        return list((await connection.execute(text(query))).scalars())


async def filled(store: SqlStore, case_id: str, *values: str) -> None:
    registry: Any = await store.load_registry(case_id)
    for value in values:
        registry.add(value)
    await store.save_registry(registry)


def test_a_key_is_overwritten_on_close_and_shows_nothing() -> None:
    material = bytearray(b"k" * 32)
    with CaseKey(material) as key:
        sealed = key.seal(("vault", "c", "<PERSON_1>"), b"Ada Brook")
        assert key.open(("vault", "c", "<PERSON_1>"), sealed) == b"Ada Brook"
        assert b"Ada" not in sealed
        assert repr(key) == "<CaseKey>"
        with pytest.raises(TypeError):
            pickle.dumps(key)
    assert material == bytes(32)
    with pytest.raises(VaultLocked, match="closed"):
        key.open(("vault", "c", "<PERSON_1>"), sealed)


@pytest.mark.parametrize("change", ["place", "byte", "short", "empty"])
def test_a_changed_or_moved_value_does_not_open(change: str) -> None:
    with CaseKey.new() as key:
        sealed = key.seal(("vault", "c", "<PERSON_1>"), b"Ada Brook")
        place = ("vault", "c", "<PERSON_2>" if change == "place" else "<PERSON_1>")
        sealed = {"byte": sealed[:-1] + bytes([sealed[-1] ^ 1]), "short": sealed[:5], "empty": b""}.get(change, sealed)
        with pytest.raises(VaultLocked) as caught:
            key.open(place, sealed)
    assert caught.value.__context__ is None


def test_the_key_of_one_case_is_not_taken_for_that_of_another() -> None:
    master = new_master()
    with CaseKey.new() as key:
        wrapped = key.wrapped(master, "ZD-1")
    with pytest.raises(VaultLocked, match="another case"):
        CaseKey.unwrapped(master, "ZD-11", wrapped)


async def test_each_case_has_a_key_of_its_own_that_only_the_master_opens(store: SqlStore) -> None:
    await filled(store, "ZD-1", "Ada Brook")
    await filled(store, "ZD-2", "Ada Brook")
    one, two = await column(store, "SELECT data_key FROM cases ORDER BY case_id")
    keys = [CaseKey.unwrapped(store._sealer, case_id, key) for case_id, key in (("ZD-1", one), ("ZD-2", two))]
    assert keys[0]._key != keys[1]._key
    assert all(sealed.startswith(MARK) for sealed in await column(store, "SELECT sealed FROM vault"))


async def test_a_registry_is_loaded_with_one_use_of_the_master_key(store: SqlStore) -> None:
    store._sealer = master = Counting(store._sealer)
    await filled(store, "ZD-1", *(f"person {n}" for n in range(50)))
    master.opened = 0
    registry: Any = await store.load_registry("ZD-1")
    assert len(registry.values) == 50
    assert master.opened == 1


async def test_saving_writes_what_changed_and_nothing_else(store: SqlStore) -> None:
    await filled(store, "ZD-1", "Ada Brook", "Bo Cliff")
    before = await column(store, "SELECT sealed FROM vault ORDER BY placeholder")
    await filled(store, "ZD-1", "Zoe Field")
    assert (await column(store, "SELECT sealed FROM vault ORDER BY placeholder"))[:2] == before


async def test_rotation_wraps_keys_again_and_touches_no_value(store: SqlStore, database_file: Path) -> None:
    cases = [f"ZD-{n}" for n in range(7)]
    for case_id in cases:
        await filled(store, case_id, f"somebody of {case_id}")
    await store.erase_case("ZD-6", NewEvent("erased", "Lea"))
    values = await column(store, "SELECT sealed FROM vault ORDER BY case_id")
    wraps = await column(store, "SELECT data_key FROM cases WHERE data_key IS NOT NULL")
    new = new_master()
    store._sealer = Counting(new, store._sealer)

    assert await store.rotate_keys(NewEvent("keys_rotated", "Lea")) == 6

    store._sealer = new  # the old key is gone for good
    assert await column(store, "SELECT sealed FROM vault ORDER BY case_id") == values
    for case_id in cases[:6]:
        assert (await store.load_registry(case_id)).values == {"<PERSON_1>": f"somebody of {case_id}"}  # type: ignore[attr-defined]
    await store.append(NewEvent("noted", "Lea"))
    assert (await store.verify_log()).events == 3
    rotated = [event async for event in store.events()][1]
    assert (rotated.kind, rotated.data) == ("keys_rotated", {"cases": 6, "moved": 0})
    assert not any(old in on_disk(database_file) for old in wraps)


async def test_a_rotation_of_many_cases_goes_in_batches(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drafting.store.sealed.BATCH", 3)
    for number in range(8):
        await filled(store, f"ZD-{number}", "Ada Brook")
    assert await store.rotate_keys(NewEvent("keys_rotated", "Lea")) == 8
    assert BATCH >= 100


async def test_what_was_sealed_before_cases_had_keys_is_opened_and_moved_by_a_rotation(
    store: SqlStore, new_draft: Any, submit: Any
) -> None:
    draft = await submit(store, new_draft(ticket_id="ZD-1"))
    data = Ticket(id="ZD-1", messages=(Message(text=RawText("Please delete my account.")),)).model_dump_json(
        by_alias=True
    )
    old = {
        "ticket": store._sealer.seal(b"ticket\0" + draft.draft_id.encode() + b"\0" + data.encode()),
        "entry": store._sealer.seal(b'vault\0ZD-1\0<PERSON_1>\0["<PERSON_1>", "Ada Brook"]'),
    }
    async with store._db.write() as connection:
        await connection.execute(text("DELETE FROM cases"))
        await connection.execute(text("INSERT INTO cases (case_id, version) VALUES ('ZD-1', 1)"))
        await connection.execute(text("UPDATE tickets SET sealed = :ticket"), old)
        await connection.execute(text("INSERT INTO vault VALUES ('ZD-1', '<PERSON_1>', :entry)"), old)

    for _ in range(2):
        assert (await store.load_ticket(draft.draft_id)).messages[0].text == "Please delete my account."
        await filled(store, "ZD-1", "Bo Cliff")
        await store.rotate_keys(NewEvent("keys_rotated", "Lea"))
    registry: Any = await store.load_registry("ZD-1")
    assert list(registry.values.values()) == ["Ada Brook", "Bo Cliff", "Bo Cliff"]
    sealed = await column(store, "SELECT sealed FROM vault UNION ALL SELECT sealed FROM tickets")
    assert all(value.startswith(MARK) for value in sealed)


async def test_an_erased_case_has_no_key_any_more(store: SqlStore, database_file: Path) -> None:
    await filled(store, "ZD-1", "Ada Brook")
    (key,) = await column(store, "SELECT data_key FROM cases")
    assert key in on_disk(database_file)
    await store.erase_case("ZD-1", NewEvent("erased", "Lea"))
    assert await column(store, "SELECT data_key FROM cases") == [None]
    assert key not in on_disk(database_file)


async def test_a_ticket_that_this_version_cannot_read_is_not_quoted(
    store: SqlStore, new_draft: Any, submit: Any
) -> None:
    draft = await submit(store, new_draft())
    bad = store._sealer.seal(b"ticket\0" + draft.draft_id.encode() + b'\0{"from": "w.quist@example.org"}')
    async with store._db.write() as connection:
        await connection.execute(text("UPDATE tickets SET sealed = :bad"), {"bad": bad})
    with pytest.raises(VaultLocked, match="not in the form") as caught:
        await store.load_ticket(draft.draft_id)
    assert caught.value.__context__ is None
