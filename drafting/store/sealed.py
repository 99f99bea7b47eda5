"""What is stored encrypted: raw tickets and the values behind placeholders, each under the key of its case.

The case's key is random and stands beside the case under the master key, so rotating the master key re-wraps keys and
no values, and erasing a case destroys its key first of all. What was sealed before cases had keys of their own is under
the master key itself; it is still opened, and moved under the case's key by the next `rotate_keys`.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import Final
from weakref import WeakKeyDictionary

from pydantic import ValidationError
from sqlalchemy import ColumnElement, Table, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from drafting.errors import Conflict, NotFound, VaultLocked
from drafting.models import Ticket
from drafting.ports import NewEvent, Registries, Registry, Sealer
from drafting.store import audit
from drafting.store.case_key import MARK, CaseKey
from drafting.store.engine import Database
from drafting.store.tables import cases, drafts, tickets, vault

SEPARATOR: Final = b"\0"
BATCH: Final = 500  # rows that a rotation changes in one transaction
_LOST: Final = "Another draft of this ticket hid values at the same moment; nothing was saved. Try again."


async def check_not_erased(connection: AsyncConnection, case_id: str) -> None:
    """Raises Conflict when the case was erased."""
    query = select(cases.c.erased_at).where(cases.c.case_id == case_id)
    if (await connection.execute(query)).scalar_one_or_none() is not None:
        raise Conflict(f"The data of ticket {case_id} was erased, so it takes nothing more. Use a new ticket id.")


async def key_of(connection: AsyncConnection, master: Sealer, case_id: str) -> CaseKey:
    """The key to seal with, made together with the case's row where there is none yet; close it after use.

    Inside the caller's writing transaction. Raises Conflict when the case was erased, and VaultLocked.
    """
    await check_not_erased(connection, case_id)
    query = select(cases.c.data_key).where(cases.c.case_id == case_id).with_for_update()
    row = (await connection.execute(query)).one_or_none()
    if row is not None and row.data_key is not None:
        return CaseKey.unwrapped(master, case_id, row.data_key)
    key = CaseKey.new()
    wrapped = {"data_key": key.wrapped(master, case_id)}
    if row is None:
        await connection.execute(insert(cases).values(wrapped | {"case_id": case_id, "version": 0}))
    else:
        await connection.execute(update(cases).where(cases.c.case_id == case_id).values(wrapped))
    return key


def seal_ticket(sealer: Sealer, draft_id: str, ticket: Ticket) -> bytes:
    data = ticket.model_dump_json(by_alias=True).encode()
    return sealer.seal(SEPARATOR.join((b"ticket", draft_id.encode(), data)))


class _Opener:
    """Opens what was sealed of one case, under its own key or, from before it had one, under the master key."""

    def __init__(self, master: Sealer, case_id: str, wrapped: bytes | None) -> None:
        self._master = master
        self._key = CaseKey.unwrapped(master, case_id, wrapped) if wrapped else None

    def __enter__(self) -> _Opener:
        return self

    def __exit__(self, *_: object) -> None:
        if self._key is not None:
            self._key.close()

    def open(self, place: tuple[str, ...], sealed: bytes) -> bytes:
        """Raises VaultLocked when it was not sealed with this key for this place."""
        if not sealed.startswith(MARK):
            opened = self._master.open(sealed)
            prefix = SEPARATOR.join((*(part.encode() for part in place), b""))
            if opened.startswith(prefix):
                return opened[len(prefix) :]
        elif self._key is not None:
            return self._key.open(place, sealed)
        raise VaultLocked("A sealed value stands in a place where it was not written; it is not opened.")


class Vault:
    """The vault's methods of the store."""

    _db: Database
    _sealer: Sealer
    _registries: Registries
    _versions: WeakKeyDictionary[Registry, int]  # the version of its case at which each registry in memory was loaded

    async def load_ticket(self, draft_id: str) -> Ticket:
        """The raw ticket of a draft. Raises NotFound (also after `erase_case`) or VaultLocked."""
        joined = tickets.join(drafts).outerjoin(cases, cases.c.case_id == drafts.c.case_id)
        columns = (tickets.c.sealed, drafts.c.case_id, cases.c.data_key)
        query = select(*columns).select_from(joined).where(tickets.c.draft_id == draft_id)
        async with self._db.read() as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None:
            raise NotFound(f"There is no ticket of draft {draft_id}; it was erased or never stored.")
        with _Opener(self._sealer, row.case_id, row.data_key) as opener:
            data = opener.open(("ticket", draft_id), row.sealed)
        with suppress(ValidationError):  # its words quote the ticket
            return Ticket.model_validate_json(data)
        raise VaultLocked(f"The ticket of draft {draft_id} is not in the form this version reads.")

    async def load_registry(self, case_id: str) -> Registry:
        """The placeholders of a case, each opened once; an empty registry for a new one. Raises VaultLocked.

        Work on it afterwards is done in memory: no look-up of a value or a placeholder opens anything.
        """
        joined = cases.outerjoin(vault, vault.c.case_id == cases.c.case_id)
        columns = (cases.c.version, cases.c.data_key, vault.c.placeholder, vault.c.sealed)
        query = select(*columns).select_from(joined).where(cases.c.case_id == case_id).order_by(vault.c.placeholder)
        async with self._db.read() as connection:  # one statement: version and entries are of the same moment
            rows = (await connection.execute(query)).all()
        with _Opener(self._sealer, case_id, rows[0].data_key if rows else None) as opener:
            entries = [opener.open(("vault", case_id, row.placeholder), row.sealed) for row in rows if row.placeholder]
        registry = self._registries.load(case_id, entries)
        self._versions[registry] = rows[0].version if rows else 0
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
        async with self._db.write() as connection:
            try:
                key = await key_of(connection, self._sealer, case_id)
            except IntegrityError:  # on a database with several writers: the case's row was made at the same moment
                raise Conflict(_LOST) from None
            with key:
                rows = [
                    {"case_id": case_id, "placeholder": name, "sealed": key.seal(("vault", case_id, name), data)}
                    for name, data in sorted(changed.items())
                ]
            where = (cases.c.case_id == case_id, cases.c.version == version)
            if (await connection.execute(update(cases).where(*where).values(version=version + 1))).rowcount != 1:
                raise Conflict(_LOST)
            names = [row["placeholder"] for row in rows]
            await connection.execute(delete(vault).where(vault.c.case_id == case_id, vault.c.placeholder.in_(names)))
            await connection.execute(insert(vault), rows)
        self._versions[registry] = version + 1
        self._registries.saved(registry)

    async def erase_case(self, case_id: str, event: NewEvent) -> int:
        """Deletes key, raw tickets and hidden values of a case; returns how many rows. Drafts (masked) and log stay.

        The case is closed by it: numbering would begin again, and `<PERSON_1>` of an old draft would be restored as
        somebody else. A later message needs a new ticket id.
        """
        async with self._db.write() as connection:
            # a registry that is in memory somewhere must not bring the values back: its version is not this one
            closed = {"version": cases.c.version + 1, "erased_at": datetime.now(UTC), "data_key": None}
            if (await connection.execute(update(cases).where(cases.c.case_id == case_id).values(closed))).rowcount == 0:
                await connection.execute(insert(cases).values(closed | {"case_id": case_id, "version": 1}))
            ids = select(drafts.c.draft_id).where(drafts.c.case_id == case_id)
            erased = (await connection.execute(delete(tickets).where(tickets.c.draft_id.in_(ids)))).rowcount
            erased += (await connection.execute(delete(vault).where(vault.c.case_id == case_id))).rowcount
            data = {**event.data, "case": case_id, "rows": erased}
            await audit.append(connection, self._sealer, event._replace(data=data))
        await self._db.forget_deleted()
        return erased

    # -- rotation --------------------------------------------------------------------------------------------

    async def rotate_keys(self, event: NewEvent) -> int:
        """Wraps every case's key, and seals the log's head, with the newest master key; returns how many cases.

        Afterwards an older master key opens nothing here and can be taken out of the settings; every process needs the
        newest one before this begins. It goes on in batches beside other work, and may be broken off and begun again.
        Who has an old copy of the database and the old master key can still read that copy.
        """
        done, last = 0, ""
        while wrapped := await self._wrap_again(after=last):
            done, last = done + len(wrapped), wrapped[-1]
        moved = 0
        while number := await self._move_under_case_keys():
            moved += number
        async with self._db.write() as connection:
            data = {**event.data, "cases": done, "moved": moved}
            await audit.append(connection, self._sealer, event._replace(data=data))
        await self._db.forget_deleted()
        return done

    async def _wrap_again(self, *, after: str) -> list[str]:
        """The next cases in order of their ids, their keys wrapped anew."""
        query = select(cases.c.case_id, cases.c.data_key).where(cases.c.case_id > after, cases.c.data_key.is_not(None))
        async with self._db.write() as connection:
            ordered = query.order_by(cases.c.case_id).limit(BATCH).with_for_update()
            rows = (await connection.execute(ordered)).all()
            for case_id, wrapped in rows:
                with CaseKey.unwrapped(self._sealer, case_id, wrapped) as key:
                    values = {"data_key": key.wrapped(self._sealer, case_id)}
                await connection.execute(update(cases).where(cases.c.case_id == case_id).values(values))
        return [row.case_id for row in rows]

    async def _move_under_case_keys(self) -> int:
        """Seals again what is still under the master key itself; returns how many, 0 when nothing is."""
        of_tickets = select(drafts.c.case_id, tickets.c.draft_id, tickets.c.sealed).select_from(tickets.join(drafts))
        of_vault = select(vault.c.case_id, vault.c.placeholder, vault.c.sealed)
        async with self._db.write() as connection:
            rows = (await connection.execute(of_tickets.where(_unmarked(tickets)).limit(BATCH))).all()
            for case_id, draft_id, sealed in rows:
                again = await self._sealed_again(connection, case_id, ("ticket", draft_id), sealed)
                await connection.execute(update(tickets).where(tickets.c.draft_id == draft_id).values(sealed=again))
            entries = (await connection.execute(of_vault.where(_unmarked(vault)).limit(BATCH))).all()
            for case_id, name, sealed in entries:
                again = await self._sealed_again(connection, case_id, ("vault", case_id, name), sealed)
                where = (vault.c.case_id == case_id, vault.c.placeholder == name)
                await connection.execute(update(vault).where(*where).values(sealed=again))
        return len(rows) + len(entries)

    async def _sealed_again(
        self, connection: AsyncConnection, case_id: str, place: tuple[str, ...], sealed: bytes
    ) -> bytes:
        data = _Opener(self._sealer, case_id, None).open(place, sealed)
        with await key_of(connection, self._sealer, case_id) as key:
            return key.seal(place, data)


def _unmarked(table: Table) -> ColumnElement[bool]:
    return func.substr(table.c.sealed, 1, len(MARK)) != MARK
