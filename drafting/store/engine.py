"""One connection pool and two kinds of transaction. Everything that differs between databases is in this file.

SQLite: write-ahead log, every commit synced, writers take the lock when they begin (BEGIN IMMEDIATE), so a
transaction that began to write can finish. A writer waits five seconds at most, whoever it waits for.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, event, make_url, select
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, NoSuchModuleError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from drafting.errors import BadInput, StoreUnavailable

WAIT_S: Final = 5.0
DEADLINE: Final = "countersign_deadline"  # execution option of a writing connection: when its wait for the lock ends


class Database:
    """Opens, begins, commits, and turns a database that does not answer into StoreUnavailable."""

    def __init__(self, url: str) -> None:
        try:
            self._url = make_url(url)
            usable = self._url.get_dialect().get_async_dialect_cls(self._url).is_async
        except (ArgumentError, NoSuchModuleError):
            usable = False
        if not usable:
            raise BadInput(
                "COUNTERSIGN_DATABASE_URL names no database with an asynchronous driver. Write, for example, "
                "sqlite+aiosqlite:///countersign.db"
            )
        self.is_sqlite = self._url.get_backend_name() == "sqlite"
        if self.is_sqlite and (not self._url.database or self._url.database.startswith((":memory:", "file:"))):
            raise BadInput("The database must be a file: sqlite+aiosqlite:///countersign.db")
        self._file = Path(self._url.database).absolute() if self.is_sqlite and self._url.database else None
        self._inode: tuple[int, int] | None = None
        self._engine: AsyncEngine | None = None
        self._writing = asyncio.Lock()  # SQLite has one writer: queue here in order instead of polling the file

    async def open(self) -> None:
        """Creates the file (readable by its owner only) where there is none. Does not migrate."""
        if self._engine is not None:
            return
        options: dict[str, Any] = {"hide_parameters": True, "pool_timeout": WAIT_S}
        if self._file is not None:
            try:
                self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                self._file.touch(mode=0o600)
                self._inode = _inode(self._file)
            except OSError as error:
                raise StoreUnavailable(f"The database file cannot be opened: {error.strerror}.") from error
            # SQLite opens by the absolute path, so a later change of directory cannot make a second database
            engine = create_async_engine(self._url.set(database=str(self._file)), **options)
            event.listen(engine.sync_engine, "connect", _prepare_sqlite)
            event.listen(engine.sync_engine, "begin", _begin_sqlite)
        else:
            try:
                engine = create_async_engine(self._url, pool_pre_ping=True, **options)
            except ModuleNotFoundError as error:
                raise BadInput(
                    f"COUNTERSIGN_DATABASE_URL needs the package {error.name}, which is not installed."
                ) from None
        self._engine = engine

    async def close(self) -> None:
        if self._engine is not None:
            engine, self._engine = self._engine, None
            await engine.dispose()

    @contextlib.asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that only reads, with one view of the data. Raises StoreUnavailable."""
        with _answering():
            async with self._connected() as connection, connection.begin():
                yield connection

    @contextlib.asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that changes something: all of it or nothing. Raises StoreUnavailable."""
        deadline = time.monotonic() + WAIT_S
        with _answering():
            async with self._turn(), self._connected() as connection:
                await connection.execution_options(**{DEADLINE: deadline})
                async with connection.begin():
                    yield connection

    async def ping(self) -> None:
        async with self.read() as connection:
            await connection.execute(select(1))

    async def forget_deleted(self) -> None:
        """After an erasure: moves the write-ahead log into the file, so that deleted rows stand in neither.

        Does nothing where the database looks after it itself; a busy reader delays it to the next checkpoint.
        """
        if self.is_sqlite:
            with _answering():
                async with self._connected() as connection:
                    await connection.run_sync(_checkpoint)

    @contextlib.asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        if not self.is_sqlite:
            yield
            return
        try:
            async with asyncio.timeout(WAIT_S):
                await self._writing.acquire()
        except TimeoutError:
            raise StoreUnavailable("The database is busy; nothing was changed. Try again.") from None
        try:
            yield
        finally:
            self._writing.release()

    @contextlib.asynccontextmanager
    async def _connected(self) -> AsyncIterator[AsyncConnection]:
        if self._engine is None:
            raise StoreUnavailable("The database is not open; nothing was changed.")
        if self._file is not None and _inode(self._file) != self._inode:
            # SQLite would go on writing into a file that nobody can reach any more
            raise StoreUnavailable(
                "The database file was moved or deleted; nothing was changed. Put it back and restart."
            )
        async with self._engine.connect() as connection:
            yield connection


def _inode(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextlib.contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except (IntegrityError, ProgrammingError, DataError):
        raise  # the database answered: these are for the caller, or our own mistakes
    except DBAPIError as error:
        raise StoreUnavailable(
            f"The database does not answer ({error.orig}); nothing was changed. Try again."
        ) from error
    except PoolTimeout as error:
        raise StoreUnavailable("The database is busy; nothing was changed. Try again.") from error


def _prepare_sqlite(connection: Any, record: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself: `_begin_sqlite` does
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {int(WAIT_S * 1000)}")
    _use_write_ahead_log(cursor)
    for pragma in (
        "synchronous = FULL",  # an answered request survives a power cut
        "foreign_keys = ON",
        "secure_delete = ON",  # erased values are overwritten, not only unlinked
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _use_write_ahead_log(cursor: Any) -> None:
    """Switches a new file over, once. Two who switch at the same time lock each other out, and SQLite does not wait."""
    deadline = time.monotonic() + WAIT_S
    while True:
        cursor.execute("PRAGMA journal_mode")
        if cursor.fetchone()[0] == "wal":
            return
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except Exception as error:  # the adapter's own class of OperationalError
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _begin_sqlite(connection: Connection) -> None:
    deadline = connection.get_execution_options().get(DEADLINE)
    left = WAIT_S if deadline is None else deadline - time.monotonic()
    wait_ms = max(1, math.ceil(left * 4)) * 250  # in quarter seconds: the usual case changes nothing
    if connection.info.get("wait_ms", int(WAIT_S * 1000)) != wait_ms:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {wait_ms}")
        connection.info["wait_ms"] = wait_ms
    connection.exec_driver_sql("BEGIN" if deadline is None else "BEGIN IMMEDIATE")


def _checkpoint(connection: Connection) -> None:
    cursor = connection.connection.cursor()  # past SQLAlchemy's own BEGIN: a checkpoint cannot run in a transaction
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    cursor.close()
