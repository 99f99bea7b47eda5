"""Every statement that the store sends can be said to PostgreSQL too."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event as sql_event
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlalchemy.sql import ClauseElement

from drafting.models import Level, Status
from drafting.ports import NewEvent
from drafting.store.sql import SqlStore
from drafting.store.tables import metadata, utc_text

POSTGRES = postgresql.dialect()  # type: ignore[no-untyped-call]


async def everything(store: SqlStore, submit: Any, new_draft: Any) -> None:
    """Every method of the store, once."""
    draft = await submit(store, new_draft(), key="k", owner="a:1:1")
    await submit(store, new_draft(), key="k")
    await store.claim(draft.draft_id, "a:1:1", 30)
    await store.extend(draft.draft_id, "a:1:1", 30)
    await store.release(draft.draft_id, "a:1:1")
    await store.attempts(draft.draft_id)
    filed = draft.model_copy(update={"status": Status.IN_REVIEW})
    await store.save(filed, 1, NewEvent("checked", "pipeline", draft.draft_id))
    await submit(store, new_draft(ticket_id=draft.ticket_id))
    await store.list([Status.IN_REVIEW, Status.SUPERSEDED], after=draft.draft_id)
    await store.recent("Ana", 5)
    await store.counts()
    await store.abandoned()
    await store.unresumed()
    await store.mark_resumed(draft.draft_id)
    await store.load_ticket(draft.draft_id)
    registry: Any = await store.load_registry(draft.ticket_id)
    for _ in range(2):
        registry.add("Ada Brook")
        await store.save_registry(registry)
    await store.erase_case(draft.ticket_id, NewEvent("erased", "Lea"))
    await store.append_once(NewEvent("revealed", "Ana"), "once")
    _ = [event async for event in store.events(draft.draft_id)]
    await store.verify_log()
    key = await store.add_person("Lea", [Level.LEGAL], by="setup")
    await store.actor_by_key(key)
    await store.actor("Lea")
    await store.revoke_person("Lea", by="setup")
    await store.add_person("Lea", [Level.LEGAL], by="setup")
    await store.people()


async def test_every_statement_compiles_for_postgresql(
    store: SqlStore, submit: Callable[..., Any], new_draft: Callable[..., Any]
) -> None:
    said: list[ClauseElement] = []
    raw: list[str] = []
    engine = store._db._engine
    assert engine is not None

    def note(connection: Any, statement: Any, *rest: Any) -> None:
        said.append(statement)

    def note_raw(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
        if context is None or context.compiled is None:
            raw.append(statement)

    sql_event.listen(engine.sync_engine, "before_execute", note)
    sql_event.listen(engine.sync_engine, "before_cursor_execute", note_raw)
    await everything(store, submit, new_draft)
    assert len(said) > 60
    compiled = [str(statement.compile(dialect=POSTGRES)) for statement in said]
    assert not [
        text for text in compiled if re.search(r"\b(sqlite|rowid|PRAGMA|OR REPLACE|OR IGNORE|glob)\b", text, re.I)
    ]
    assert any("FOR UPDATE" in text for text in compiled)  # the head of the log is locked where the database can
    assert set(raw) <= {"BEGIN", "BEGIN IMMEDIATE"}  # sent to SQLite only, by the engine's own hook


def test_the_tables_compile_for_postgresql() -> None:
    for table in metadata.sorted_tables:
        assert str(CreateTable(table).compile(dialect=POSTGRES))
        assert all(str(CreateIndex(index).compile(dialect=POSTGRES)) for index in table.indexes)


def test_names_fit_postgresql() -> None:
    names: list[object] = [index.name for table in metadata.sorted_tables for index in table.indexes]
    names += [constraint.name for table in metadata.sorted_tables for constraint in table.constraints]
    assert max(len(str(name)) for name in names) <= 63


def test_stored_times_sort_like_the_times_they_are() -> None:
    start = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    times = [start + timedelta(microseconds=n) for n in (0, 1, 999_999, 1_000_000, 10**9)]
    texts = [utc_text(at) for at in times]
    assert texts == sorted(texts)
    assert [datetime.fromisoformat(text) for text in texts] == times
    assert {len(text) for text in texts} == {27}


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        utc_text(datetime(2026, 11, 23))  # noqa: DTZ001
