"""Who is running a draft right now, so that a crash is noticed and no draft is run twice."""

from __future__ import annotations

import os
import socket
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import and_, select, update

from drafting.errors import NotFound
from drafting.models import Status
from drafting.store.engine import Database
from drafting.store.tables import drafts

UNCLAIMED_S: Final = 30.0  # a stored draft that no process reserved or runs is taken up after this time


def start_ticks(pid: int) -> str | None:
    """When the process started, in clock ticks since boot; None when there is no such process or no /proc to ask."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        return stat.rsplit(")", 1)[1].split()[19]
    except (OSError, IndexError):
        return None


def owner_of_this_process() -> str:
    """`host:pid:start-ticks`: tells this process from a later one that got its number."""
    return f"{socket.gethostname()}:{os.getpid()}:{start_ticks(os.getpid()) or 0}"


def is_dead(owner: str) -> bool:
    """Whether the owner certainly runs no more: it was a process of this host and there is none like it now."""
    host, _, process = owner.partition(":")
    pid, _, ticks = process.partition(":")
    if host != socket.gethostname() or not pid.isdigit():
        return False
    if start_ticks(os.getpid()) is None:
        return False  # no /proc: only the lease's time tells
    return start_ticks(int(pid)) != ticks


def _left(row: Any, at: datetime) -> bool:
    """Whether nobody runs the draft of this row (lease_owner, lease_until, created_at), and nobody is about to."""
    if row.lease_owner is not None and is_dead(row.lease_owner):
        return True
    if row.lease_until is not None:
        return bool(row.lease_until <= at)
    return bool(row.created_at + timedelta(seconds=UNCLAIMED_S) <= at)


class Leases:
    """The crash recovery's methods of the store. They write no events: the run itself does."""

    _db: Database

    async def claim(self, draft_id: str, owner: str, ttl_s: float) -> bool:
        """Takes the draft for `ttl_s` seconds and counts a run; False while somebody, also the same owner, runs it."""
        now = datetime.now(UTC)
        columns = (drafts.c.lease_owner, drafts.c.lease_until, drafts.c.created_at)
        query = select(*columns).where(drafts.c.draft_id == draft_id).with_for_update()
        async with self._db.write() as connection:
            row = (await connection.execute(query)).first()
            if row is None:
                raise NotFound(f"There is no draft {draft_id}.")
            reserved_for_us = row.lease_until is None and row.lease_owner in (None, owner)
            if not reserved_for_us and not _left(row, now):
                return False
            values = {
                "lease_owner": owner,
                "lease_until": now + timedelta(seconds=ttl_s),
                "attempts": drafts.c.attempts + 1,
            }
            await connection.execute(update(drafts).where(drafts.c.draft_id == draft_id).values(values))
            return True

    async def extend(self, draft_id: str, owner: str, ttl_s: float) -> bool:
        """Prolongs the lease; False when it is not ours any more."""
        return await self._change(draft_id, owner, {"lease_until": datetime.now(UTC) + timedelta(seconds=ttl_s)})

    async def release(self, draft_id: str, owner: str) -> None:
        """Gives the draft back, if it is ours."""
        await self._change(draft_id, owner, {"lease_owner": None, "lease_until": None})

    async def attempts(self, draft_id: str) -> int:
        """How often the draft was claimed. Raises NotFound."""
        async with self._db.read() as connection:
            query = select(drafts.c.attempts).where(drafts.c.draft_id == draft_id)
            count = (await connection.execute(query)).scalar_one_or_none()
        if count is None:
            raise NotFound(f"There is no draft {draft_id}.")
        return int(count)

    async def abandoned(self, now: datetime | None = None) -> Sequence[str]:
        """Drafts that should be running and that nobody runs, oldest first: lease over, owner dead, never taken up."""
        at = now or datetime.now(UTC)
        columns = (drafts.c.draft_id, drafts.c.lease_owner, drafts.c.lease_until, drafts.c.created_at)
        query = (
            select(*columns)
            .where(drafts.c.status == Status.DRAFTING.value)
            .order_by(drafts.c.created_at, drafts.c.draft_id)
        )
        async with self._db.read() as connection:
            rows = (await connection.execute(query)).all()
        return [row.draft_id for row in rows if _left(row, at)]

    async def unresumed(self) -> Sequence[str]:
        """Drafts decided by a person whose graph was not ended yet, oldest first."""
        decided = [Status.APPROVED.value, Status.REJECTED.value]
        query = (
            select(drafts.c.draft_id)
            .where(drafts.c.graph_done.is_(False), drafts.c.status.in_(decided))
            .order_by(drafts.c.updated_at, drafts.c.draft_id)
        )
        async with self._db.read() as connection:
            return (await connection.execute(query)).scalars().all()

    async def mark_resumed(self, draft_id: str) -> None:
        """The draft's graph has come to its end."""
        async with self._db.write() as connection:
            await connection.execute(update(drafts).where(drafts.c.draft_id == draft_id).values(graph_done=True))

    async def _change(self, draft_id: str, owner: str, values: dict[str, Any]) -> bool:
        where = and_(drafts.c.draft_id == draft_id, drafts.c.lease_owner == owner, drafts.c.lease_until.is_not(None))
        async with self._db.write() as connection:
            return (await connection.execute(update(drafts).where(where).values(values))).rowcount == 1
