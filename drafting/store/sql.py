"""The SQL store: opening, migrating, and the methods of drafts, leases, vault, log and people under one name."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection

from drafting.errors import StoreUnavailable
from drafting.ports import Registries, Registry, Sealer
from drafting.store import audit
from drafting.store.drafts import Drafts
from drafting.store.engine import Database
from drafting.store.leases import Leases
from drafting.store.people import People
from drafting.store.sealed import Vault
from drafting.store.tables import HEAD

MIGRATIONS: Final = Path(__file__).parent / "migrations"


class SqlStore(Drafts, Leases, Vault, audit.Log, People):
    """`ports.Store` on an SQL database; `url` is SQLAlchemy's, with an async driver.

    Every change is one transaction with its event. Raises StoreUnavailable when the database does not answer.
    """

    def __init__(self, url: str, sealer: Sealer, registries: Registries) -> None:
        self._db = Database(url)
        self._sealer = sealer
        self._registries = registries
        self._versions: WeakKeyDictionary[Registry, int] = WeakKeyDictionary()

    async def open(self) -> None:
        """Connects, and brings the tables up to date. A database of a newer program: StoreUnavailable."""
        await self._db.open()
        try:
            async with self._db.read() as connection:
                version = await connection.run_sync(_version)
            if version != HEAD:
                async with self._db.write() as connection:
                    await self._migrate(connection)
        except BaseException:
            await self._db.close()
            raise

    async def close(self) -> None:
        await self._db.close()

    async def ping(self) -> None:
        """Raises StoreUnavailable when the database does not answer."""
        await self._db.ping()

    async def _migrate(self, connection: AsyncConnection) -> None:
        before = await connection.run_sync(_version)  # again, under the lock: another process may have been faster
        if before == HEAD:
            return
        await connection.run_sync(_upgrade, before)
        if before is None:
            await audit.begin_log(connection, self._sealer)


def _version(connection: Connection) -> str | None:
    """The migration that the database is at; None for a new one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: Any = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return None if found is None else str(found)


def _upgrade(connection: Connection, before: str | None) -> None:
    from alembic import command  # slow to import, and rarely needed
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    if before is not None:
        try:
            ScriptDirectory.from_config(config).get_revision(before)
        except CommandError:
            raise StoreUnavailable(
                f"The database is at version {before}; this program knows versions up to {HEAD}. It was made by a "
                "newer program: install that one. Nothing was changed."
            ) from None
    command.upgrade(config, "head")
