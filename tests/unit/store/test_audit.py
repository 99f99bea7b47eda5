"""The log: whole, in order, and any tampering is found at the event where it happened."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select, text, update

from drafting.errors import BadInput, LogBroken
from drafting.ports import NewEvent
from drafting.store import audit
from drafting.store.audit import START, canonical, digest
from drafting.store.sql import SqlStore
from drafting.store.tables import event_head, events

COUNT = 6


@pytest.fixture
async def log(store: SqlStore) -> SqlStore:
    for n in range(1, COUNT + 1):
        await store.append(
            NewEvent("noted", "Ana", f"draft-{n}", f"reason {n}", {"n": n, "ä": ["<PERSON_1>", None, 1.5]})
        )
    return store


async def change(store: SqlStore, *statements: str) -> None:
    async with store._db.write() as connection:
        for statement in statements:
            await connection.execute(text(statement))


async def broken(store: SqlStore) -> LogBroken:
    with pytest.raises(LogBroken) as found:
        await store.verify_log()
    return found.value


async def test_an_empty_log_is_whole(store: SqlStore) -> None:
    assert await store.verify_log() == (0, START)


async def test_a_log_that_nobody_touched_is_whole(log: SqlStore) -> None:
    written = [event async for event in log.events()]
    assert await log.verify_log() == (COUNT, written[-1].hash)
    assert [event.seq for event in written] == list(range(1, COUNT + 1))
    assert written[0].prev_hash == START
    assert written[2].data == {"n": 3, "ä": ["<PERSON_1>", None, 1.5]}
    assert [event.seq async for event in log.events("draft-3")] == [3]


async def test_the_hash_can_be_computed_without_our_code(log: SqlStore) -> None:
    event = [event async for event in log.events()][1]
    fields = event.model_dump() | {"at": event.at.isoformat(timespec="microseconds").replace("+00:00", "Z")}
    del fields["hash"]
    plain = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(plain.encode("utf-8")).hexdigest() == event.hash


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "'2020-01-01T00:00:00.000000Z'"),
        ("at", "'yesterday'"),
        ("actor", "'Eve'"),
        ("kind", "'approved'"),
        ("draft_id", "'draft-1'"),
        ("draft_id", "NULL"),
        ("reason", "''"),
        ("data", "'{}'"),
        ("data", "'not json'"),
        ("data", "'[]'"),
        ("data", "data || ' '"),
        ("hash", f"'{'a' * 64}'"),
    ],
)
async def test_a_changed_column_is_found(log: SqlStore, column: str, value: str) -> None:
    await change(log, f"UPDATE events SET {column} = {value} WHERE seq = 3")
    error = await broken(log)
    assert error.seq == 3
    assert "Event 3 was changed" in str(error)


async def test_a_changed_predecessor_is_found(log: SqlStore) -> None:
    await change(log, f"UPDATE events SET prev_hash = '{'a' * 64}' WHERE seq = 3")
    error = await broken(log)
    assert (error.seq, "does not continue event 2" in str(error)) == (3, True)


async def test_a_changed_number_is_found(log: SqlStore) -> None:
    await change(log, "UPDATE events SET seq = 30 WHERE seq = 3")
    assert (await broken(log)).seq == 3


@pytest.mark.parametrize("seq", [1, 3])
async def test_a_removed_event_is_found(log: SqlStore, seq: int) -> None:
    await change(log, f"DELETE FROM events WHERE seq = {seq}")
    error = await broken(log)
    assert (error.seq, f"Event {seq} is missing" in str(error)) == (seq, True)


async def test_a_removed_event_is_found_when_the_rest_moved_up(log: SqlStore) -> None:
    await change(
        log,
        "DELETE FROM events WHERE seq = 3",
        *(f"UPDATE events SET seq = {n - 1} WHERE seq = {n}" for n in (4, 5, 6)),
    )
    assert (await broken(log)).seq == 3


@pytest.mark.parametrize("left", [0, 4])
async def test_a_cut_off_tail_is_found(log: SqlStore, left: int) -> None:
    await change(log, f"DELETE FROM events WHERE seq > {left}")
    error = await broken(log)
    assert (error.seq, "cut off before its head, 6" in str(error)) == (left + 1, True)


async def test_a_cut_off_tail_is_found_when_the_head_was_turned_back(log: SqlStore) -> None:
    await change(
        log,
        "DELETE FROM events WHERE seq > 4",
        "UPDATE event_head SET seq = 4, hash = (SELECT hash FROM events WHERE seq = 4)",
    )
    assert "does not carry our seal" in str(await broken(log))


async def test_an_event_put_in_is_found(log: SqlStore) -> None:
    copied = "at, actor, kind, draft_id, reason, data, prev_hash, hash FROM events WHERE seq = 3"
    await change(log, "UPDATE events SET seq = -seq WHERE seq > 3", "UPDATE events SET seq = 1 - seq WHERE seq < 0")
    await change(log, f"INSERT INTO events SELECT 4, {copied}")
    assert (await broken(log)).seq == 4


@pytest.mark.parametrize("seq", [0, -5])
async def test_an_event_before_the_beginning_is_found(log: SqlStore, seq: int) -> None:
    await change(
        log,
        f"INSERT INTO events SELECT {seq}, at, actor, kind, draft_id, reason, data, prev_hash, hash FROM events "
        "WHERE seq = 1",
    )
    error = await broken(log)
    assert (error.seq, "before the beginning" in str(error)) == (seq, True)


async def test_an_event_put_behind_the_head_is_found_and_nothing_is_added(log: SqlStore) -> None:
    last = [event async for event in log.events()][-1]
    row = {
        "seq": 7,
        "at": "2026-11-23T09:00:00.000000Z",
        "actor": "Eve",
        "kind": "approved",
        "draft_id": "d",
        "reason": "",
    }
    row |= {"data": "{}", "prev_hash": last.hash}
    row["hash"] = digest(row)
    async with log._db.write() as connection:
        await connection.execute(insert(events), row)
    error = await broken(log)
    assert (error.seq, "behind the head" in str(error)) == (7, True)
    with pytest.raises(LogBroken):
        await log.append(NewEvent("noted", "Ana"))


async def test_two_swapped_events_are_found(log: SqlStore) -> None:
    await change(
        log,
        "UPDATE events SET seq = 99 WHERE seq = 3",
        "UPDATE events SET seq = 3 WHERE seq = 4",
        "UPDATE events SET seq = 4 WHERE seq = 99",
    )
    assert (await broken(log)).seq == 3


async def rewritten(store: SqlStore) -> None:
    """Another third event, and every hash behind it made right again, head included: all but the seal."""
    rows = []
    async with store._db.read() as connection:
        rows = [dict(row) for row in (await connection.execute(select(events))).mappings()]
    rows[2]["actor"] = "Eve"
    for before, row in zip([{"hash": START}, *rows], rows, strict=False):
        row["prev_hash"] = before["hash"]
        row["hash"] = digest(row)
    await change(store, "DELETE FROM events")
    async with store._db.write() as connection:
        await connection.execute(insert(events), rows)
        await connection.execute(update(event_head).values(hash=rows[-1]["hash"]))


async def test_a_log_rewritten_from_end_to_end_lacks_the_seal(log: SqlStore) -> None:
    await rewritten(log)
    error = await broken(log)
    assert "rewritten" in str(error)
    with pytest.raises(LogBroken):  # nor would the next event seal it by accident
        await log.append(NewEvent("noted", "Ana"))


async def test_a_head_that_is_gone_is_found(log: SqlStore) -> None:
    await change(log, "DELETE FROM event_head")
    assert "lost its head" in str(await broken(log))
    with pytest.raises(LogBroken):
        await log.append(NewEvent("noted", "Ana"))


async def test_an_event_that_cannot_be_read_is_named(log: SqlStore) -> None:
    await change(log, "UPDATE events SET data = 'not json' WHERE seq = 2")
    with pytest.raises(LogBroken, match="Event 2 cannot be read"):
        _ = [event async for event in log.events()]


async def test_a_stranger_s_key_adds_nothing(log: SqlStore, url: str, new_store: Callable[..., SqlStore]) -> None:
    stranger = new_store(url, Fernet.generate_key())
    await stranger.open()
    with pytest.raises(LogBroken):
        await stranger.append(NewEvent("noted", "Eve"))
    await stranger.close()
    assert (await log.verify_log()).events == COUNT


async def test_a_long_log_is_read_in_batches(log: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    for batch in (1, 2, COUNT, COUNT + 1):
        monkeypatch.setattr(audit, "BATCH", batch)
        assert [event.seq async for event in log.events()] == list(range(1, COUNT + 1))
        assert (await log.verify_log()).events == COUNT


async def test_a_log_that_grows_while_it_is_read_is_still_whole(log: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "BATCH", 2)
    check = audit._check_link
    adding: list[asyncio.Task[Any]] = []

    def grow(seen: Any, event: Any) -> None:
        adding.append(asyncio.ensure_future(log.append(NewEvent("noted", "Ben"))))
        check(seen, event)

    monkeypatch.setattr(audit, "_check_link", grow)
    assert (await log.verify_log()).events == COUNT
    await asyncio.gather(*adding)
    monkeypatch.undo()
    assert (await log.verify_log()).events == 2 * COUNT


async def test_once_means_once_for_each_actor(store: SqlStore, other: SqlStore) -> None:
    revealed = NewEvent("revealed", "Ana", "d1")
    done = await asyncio.gather(*(which.append_once(revealed, "d1:1") for which in (store, other) * 3))
    assert sorted(done) == [False] * 5 + [True]
    assert await store.append_once(revealed, "d1:2")
    assert await store.append_once(NewEvent("revealed", "Ben", "d1"), "d1:1")
    assert (await store.verify_log()).events == 3


async def test_concurrent_appends_make_one_chain(store: SqlStore, other: SqlStore) -> None:
    await asyncio.gather(
        *(which.append(NewEvent("noted", "Ana", reason=str(n))) for n in range(20) for which in (store, other))
    )
    assert (await store.verify_log()).events == 40


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=5), json_values, max_size=4))
def test_canonical_json_survives_a_round_trip(value: dict[str, Any]) -> None:
    try:
        written = canonical(value)
    except BadInput:
        return
    assert json.loads(written) == value
    assert canonical(json.loads(written)) == written


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800", object(), {1: 2, "a": 3}, b"x"])
def test_what_json_cannot_say_is_refused(value: Any) -> None:
    with pytest.raises(BadInput):
        canonical({"value": value})
