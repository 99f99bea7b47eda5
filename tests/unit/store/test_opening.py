"""Opening: a new database is made, an old one brought up to date, a newer one refused."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine

from drafting.errors import BadInput, StoreUnavailable
from drafting.ports import NewEvent
from drafting.store import audit
from drafting.store.sql import MIGRATIONS, SqlStore
from drafting.store.tables import HEAD, metadata


async def test_the_migrated_schema_is_the_declared_one(store: SqlStore) -> None:
    def compare(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, metadata))

    async with store._db.read() as connection:
        assert await connection.run_sync(compare) == []


def test_the_migrated_tables_are_the_declared_ones_to_the_letter(empty_database: Path) -> None:
    """`compare_metadata` sees no checks and no order of columns; SQLite's own record does."""

    def schema(connection: Any) -> dict[str, str]:
        rows = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name != 'alembic_version'"
        )
        return {name: re.sub(r"\s+", "", sql) for name, sql in rows}

    declared = create_engine("sqlite://")
    metadata.create_all(declared)
    with sqlite3.connect(empty_database) as migrated, declared.connect() as connection:
        assert schema(migrated) == schema(connection.connection.driver_connection)
    migrated.close()


def test_the_code_names_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


async def test_an_existing_database_opens_fast_and_without_alembic(
    url: str, new_store: Callable[..., SqlStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "alembic", None)  # an import of it would fail
    store = new_store(url)
    start = time.perf_counter()
    await store.open()
    assert time.perf_counter() - start < 5
    await store.append(NewEvent("noted", "Ana"))
    await store.close()


async def test_what_was_written_is_there_after_opening_again(
    url: str, new_store: Callable[..., SqlStore], new_draft: Any, submit: Any
) -> None:
    draft = new_draft()
    for step in (0, 1):
        store = new_store(url)
        await store.open()
        if step == 0:
            await submit(store, draft)
        assert await store.load(draft.draft_id) == draft
        assert (await store.verify_log()).events == 1
        await store.close()


async def test_two_processes_may_make_the_database_at_once(tmp_path: Path, new_store: Callable[..., SqlStore]) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'new.db'}"
    stores = [new_store(url) for _ in range(3)]
    await asyncio.gather(*(store.open() for store in stores))
    for store in stores:
        await store.append(NewEvent("noted", "Ana"))
    assert (await stores[0].verify_log()).events == 3
    for store in stores:
        await store.close()


async def test_a_newer_database_is_refused_and_left_alone(
    database_file: Path, url: str, new_store: Callable[..., SqlStore]
) -> None:
    with sqlite3.connect(database_file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    store = new_store(url)
    with pytest.raises(StoreUnavailable, match=f"at version 9999; this program knows versions up to {HEAD}"):
        await store.open()
    with pytest.raises(StoreUnavailable):  # it is not half open
        await store.ping()


async def test_a_migration_that_breaks_leaves_nothing_behind(
    tmp_path: Path, new_store: Callable[..., SqlStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any) -> None:
        raise StoreUnavailable("out of space")

    file = tmp_path / "new.db"
    monkeypatch.setattr(audit, "begin_log", broken)
    with pytest.raises(StoreUnavailable):
        await new_store(f"sqlite+aiosqlite:///{file}").open()
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == []
    connection.close()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "sqlite+aiosqlite://",
        "sqlite+aiosqlite:///:memory:",
        "nodb+driver://x/y",
        "sqlite:///x.db",
        "sqlite+aiosqlite:///file:x",
    ],
)
def test_an_address_that_cannot_be_used_is_bad_input(url: str, new_store: Callable[..., SqlStore]) -> None:
    with pytest.raises(BadInput):
        new_store(url)


async def test_a_file_that_is_no_database_is_refused(tmp_path: Path, new_store: Callable[..., SqlStore]) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear Sir or Madam, " * 500)
    with pytest.raises(StoreUnavailable, match="not a database"):
        await new_store(f"sqlite+aiosqlite:///{file}").open()
    assert file.read_text().startswith("Dear Sir")


async def test_a_driver_that_is_not_installed_is_named(
    new_store: Callable[..., SqlStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(BadInput, match="needs the package psycopg"):
        await new_store("postgresql+psycopg://ours@db.example.org/countersign").open()


async def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path, new_store: Callable[..., SqlStore]) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnavailable, match="cannot be opened"):
        await new_store(f"sqlite+aiosqlite:///{tmp_path / 'file' / 'x.db'}").open()


async def test_a_percent_sign_in_the_path_is_no_trouble(tmp_path: Path, new_store: Callable[..., SqlStore]) -> None:
    store = new_store(f"sqlite+aiosqlite:///{tmp_path / '100%25 ours.db'}")
    await store.open()
    await store.ping()
    await store.close()
