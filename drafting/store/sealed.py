"""What is stored encrypted: raw tickets and the values behind placeholders. Readable only with the vault's keys.

Each sealed thing names its own place, so a row copied to another case or draft does not open there.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final
from weakref import WeakKeyDictionary

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from drafting.errors import Conflict, NotFound, VaultLocked
from drafting.models import Ticket
from drafting.ports import NewEvent, Registries, Registry, Sealer
from drafting.store import audit
from drafting.store.engine import Database
from drafting.store.tables import cases, drafts, tickets, vault

SEPARATOR: Final = b"\0"


def _seal(sealer: Sealer, place: tuple[str, ...], data: bytes) -> bytes:
    return sealer.seal(SEPARATOR.join((*(part.encode() for part in place), data)))


def _open(sealer: Sealer, place: tuple[str, ...], sealed: bytes) -> bytes:
    opened = sealer.open(sealed)
    prefix = SEPARATOR.join((*(part.encode() for part in place), b""))
    if not opened.startswith(prefix):
        raise VaultLocked("A sealed value stands in a place where it was not written; it is not opened.")
    return opened[len(prefix) :]


def seal_ticket(sealer: Sealer, draft_id: str, ticket: Ticket) -> bytes:
    return _seal(sealer, ("ticket", draft_id), ticket.model_dump_json(by_alias=True).encode())


async def check_not_erased(connection: AsyncConnection, case_id: str) -> None:
    """Raises Conflict when the case was erased."""
    query = select(cases.c.erased_at).where(cases.c.case_id == case_id)
    if (await connection.execute(query)).scalar_one_or_none() is not None:
        raise Conflict(f"The data of ticket {case_id} was erased, so it takes nothing more. Use a new ticket id.")


class Vault:
    """The vault's methods of the store."""

    _db: Database
    _sealer: Sealer
    _registries: Registries
    _versions: WeakKeyDictionary[Registry, int]  # the version of its case at which each registry in memory was loaded

    async def load_ticket(self, draft_id: str) -> Ticket:
        """The raw ticket of a draft. Raises NotFound (also after `erase_case`) or VaultLocked."""
        async with self._db.read() as connection:
            query = select(tickets.c.sealed).where(tickets.c.draft_id == draft_id)
            sealed = (await connection.execute(query)).scalar_one_or_none()
        if sealed is None:
            raise NotFound(f"There is no ticket of draft {draft_id}; it was erased or never stored.")
        return Ticket.model_validate_json(_open(self._sealer, ("ticket", draft_id), sealed))

    async def load_registry(self, case_id: str) -> Registry:
        """The placeholders of a case; an empty registry for a new one. Raises VaultLocked."""
        async with self._db.read() as connection:
            # the version first: entries written after it only make `save_registry` refuse, never overwrite
            version = (
                await connection.execute(select(cases.c.version).where(cases.c.case_id == case_id))
            ).scalar_one_or_none()
            query = (
                select(vault.c.placeholder, vault.c.sealed)
                .where(vault.c.case_id == case_id)
                .order_by(vault.c.placeholder)
            )
            rows = (await connection.execute(query)).all()
        entries = [_open(self._sealer, ("vault", case_id, row.placeholder), row.sealed) for row in rows]
        registry = self._registries.load(case_id, entries)
        self._versions[registry] = version or 0
        return registry

    async def save_registry(self, registry: Registry) -> None:
        """Writes what is new or changed in the registry; nothing when nothing is.

        Raises Conflict when somebody else saved values of this case since the registry was loaded: the same
        placeholder may stand for another value there. Load it again and mask again.
        """
        changed = self._registries.changed(registry)
        if not changed:
            return
        case_id, version = registry.case_id, self._versions.get(registry, 0)
        rows = [
            {"case_id": case_id, "placeholder": name, "sealed": _seal(self._sealer, ("vault", case_id, name), data)}
            for name, data in sorted(changed.items())
        ]
        async with self._db.write() as connection:
            try:
                if version == 0:
                    await connection.execute(insert(cases).values(case_id=case_id, version=1))
                    moved = 1
                else:
                    where = (cases.c.case_id == case_id, cases.c.version == version, cases.c.erased_at.is_(None))
                    moved = (await connection.execute(update(cases).where(*where).values(version=version + 1))).rowcount
            except IntegrityError:
                moved = 0
            if moved != 1:
                await check_not_erased(connection, case_id)
                raise Conflict(
                    "Another draft of this ticket hid values at the same moment; nothing was saved. Try again."
                )
            names = [row["placeholder"] for row in rows]
            await connection.execute(delete(vault).where(vault.c.case_id == case_id, vault.c.placeholder.in_(names)))
            await connection.execute(insert(vault), rows)
        self._versions[registry] = version + 1
        self._registries.saved(registry)

    async def erase_case(self, case_id: str, event: NewEvent) -> int:
        """Deletes the raw tickets and hidden values of a case; returns how many rows. Drafts (masked) and log stay.

        The case is closed by it: numbering would begin again, and `<PERSON_1>` of an old draft would be restored as
        somebody else. A later message needs a new ticket id.
        """
        async with self._db.write() as connection:
            ids = select(drafts.c.draft_id).where(drafts.c.case_id == case_id)
            erased = (await connection.execute(delete(tickets).where(tickets.c.draft_id.in_(ids)))).rowcount
            erased += (await connection.execute(delete(vault).where(vault.c.case_id == case_id))).rowcount
            # a registry that is in memory somewhere must not bring the values back: its version is not this one
            closed = {"version": cases.c.version + 1, "erased_at": datetime.now(UTC)}
            if (await connection.execute(update(cases).where(cases.c.case_id == case_id).values(closed))).rowcount == 0:
                await connection.execute(insert(cases).values(closed | {"case_id": case_id, "version": 1}))
            data = {**event.data, "case": case_id, "rows": erased}
            await audit.append(connection, self._sealer, event._replace(data=data))
        await self._db.forget_deleted()
        return erased
