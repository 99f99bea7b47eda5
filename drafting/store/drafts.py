"""Drafts: submitted once, changed by compare-and-set, queued by urgency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from pydantic import JsonValue
from sqlalchemy import func, insert, select, tuple_, union_all, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from drafting.errors import BadInput, Conflict, NotFound
from drafting.models import Draft, Priority, Status, Ticket
from drafting.ports import NewEvent, Sealer, Submitted
from drafting.status import MOVES, OPEN, check_change
from drafting.store import audit
from drafting.store.engine import Database
from drafting.store.sealed import check_not_erased, seal_ticket
from drafting.store.tables import NO_DUE, drafts, events, idempotency, tickets

# Nobody has read the ticket yet: it may be the most urgent one, so only known emergencies stand before it.
UNREAD: Final = Priority.P1
KEY_MAX: Final = 255  # of an idempotency key


def _columns(draft: Draft) -> dict[str, Any]:
    """What the table repeats of the document, for the queue and for queries."""
    ends = [due.due_at for due in draft.clocks if due.is_pressing]
    return {
        "ticket_id": draft.ticket_id,
        "case_id": draft.ticket_id,
        "status": draft.status.value,
        "revision": draft.revision,
        "verdict": draft.verdict.value if draft.verdict else None,
        "level": draft.approval.level.value,
        "also": [level.value for level in draft.approval.also],
        "priority": (draft.case.priority if draft.case else UNREAD).value,
        "due_at": min(ends, default=NO_DUE),
        "requested_by": draft.requested_by,
        "held": draft.held,
        "document": draft.model_dump(mode="json"),
        "created_at": draft.created_at,
        "updated_at": draft.updated_at,
    }


class Drafts:
    """The drafts' methods of the store."""

    _db: Database
    _sealer: Sealer

    async def submit(
        self,
        draft: Draft,
        ticket: Ticket,
        event: NewEvent,
        *,
        key: str | None,
        body_hash: str,
        owner: str | None = None,
    ) -> Submitted:
        """Stores a new draft with its sealed ticket and the event; earlier open drafts of the ticket are superseded.

        `key` is the idempotency key of `event.actor`: seen with the same `body_hash` it returns the draft made then,
        with another one it raises Conflict, as for a case that was erased. `owner` reserves the draft for the process
        that goes on to run it.
        """
        if key is not None and not 1 <= len(key) <= KEY_MAX:
            raise BadInput(f"An idempotency key has 1 to {KEY_MAX} characters.")
        now = datetime.now(UTC)
        created = draft.model_copy(
            update={"created_at": draft.created_at or now, "updated_at": draft.updated_at or now}
        )
        async with self._db.write() as connection:
            await audit.locked_head(connection, self._sealer)  # before the look-ups: nobody writes between them and us
            if key is not None:
                earlier = await _submitted_before(connection, event.actor, key, body_hash)
                if earlier is not None:
                    return Submitted(earlier, replayed=True)
            await check_not_erased(connection, created.ticket_id)
            superseded = await _supersede(connection, created, now)
            try:
                fresh = {"draft_id": created.draft_id, "lease_owner": owner, "attempts": 0, "graph_done": False}
                await connection.execute(insert(drafts).values(fresh | _columns(created)))
            except IntegrityError as error:
                raise Conflict(f"There is a draft {created.draft_id} already.") from error
            sealed = seal_ticket(self._sealer, created.draft_id, ticket)
            await connection.execute(insert(tickets).values(draft_id=created.draft_id, sealed=sealed))
            if key is not None:
                row = {"scope": "submit", "actor": event.actor, "key": key, "body_hash": body_hash}
                await connection.execute(insert(idempotency).values(**row, draft_id=created.draft_id, created_at=now))
            await audit.append(connection, self._sealer, event, *superseded)
        return Submitted(created, replayed=False)

    async def load(self, draft_id: str) -> Draft:
        """The masked draft. Raises NotFound."""
        async with self._db.read() as connection:
            return await _load(connection, draft_id)

    async def save(self, draft: Draft, expected: int, event: NewEvent) -> Draft:
        """Replaces the draft if its revision still is `expected`, and returns it with the next revision.

        Raises Conflict, saying what happened meanwhile; NotAllowed where `event` is not a move from the stored status
        to the draft's; NotFound.
        """
        async with self._db.write() as connection:
            stored = await _load(connection, draft.draft_id)
            if stored.revision != expected:
                raise Conflict(await _meanwhile(connection, stored, expected))
            check_change(stored.status, draft.status, event.kind)
            saved = await _replace(connection, draft, expected)
            await audit.append(connection, self._sealer, event)
        return saved

    async def list(self, statuses: Sequence[Status], *, limit: int = 100, after: str | None = None) -> Sequence[Draft]:
        """Drafts in these statuses, most urgent first: priority, then due date, then age. At most `limit`.

        `after` is the draft_id of the last one of the page before; NotFound when there is no such draft.
        """
        order = (drafts.c.priority, drafts.c.due_at, drafts.c.created_at, drafts.c.draft_id)
        if not statuses or limit < 1:
            return []
        async with self._db.read() as connection:
            # One look into the index a status, each at most `limit` long, then merged: the table is never sorted.
            pages = [
                select(*order).where(drafts.c.status == status.value).order_by(*order).limit(limit)
                for status in statuses
            ]
            if after is not None:
                found = (await connection.execute(select(*order).where(drafts.c.draft_id == after))).one_or_none()
                if found is None:
                    raise NotFound(f"There is no draft {after} to go on from.")
                # row values compare column by column, as the index is ordered
                pages = [page.where(tuple_(*order) > tuple_(*found, types=[c.type for c in order])) for page in pages]
            merged = union_all(*(select(page.subquery()) for page in pages)).subquery()
            query = (
                select(drafts.c.document)
                .join(merged, merged.c.draft_id == drafts.c.draft_id)
                .order_by(*order)
                .limit(limit)
            )
            documents = (await connection.execute(query)).scalars().all()
        return [Draft.model_validate(document) for document in documents]

    async def recent(self, requested_by: str, limit: int) -> Sequence[Draft]:
        """The drafts that this person asked for, newest first; at most `limit`."""
        query = (
            select(drafts.c.document)
            .where(drafts.c.requested_by == requested_by)
            .order_by(drafts.c.created_at.desc(), drafts.c.draft_id.desc())
            .limit(max(0, limit))
        )
        async with self._db.read() as connection:
            documents = (await connection.execute(query)).scalars().all()
        return [Draft.model_validate(document) for document in documents]

    async def counts(self) -> Mapping[str, int]:
        """How many drafts stand in each status; a status that none is in counts 0."""
        query = select(drafts.c.status, func.count()).group_by(drafts.c.status)
        async with self._db.read() as connection:
            found = {row[0]: row[1] for row in (await connection.execute(query)).all()}
        return {status.value: found.get(status.value, 0) for status in Status}


async def _load(connection: AsyncConnection, draft_id: str) -> Draft:
    query = select(drafts.c.document).where(drafts.c.draft_id == draft_id)
    document = (await connection.execute(query)).scalar_one_or_none()
    if document is None:
        raise NotFound(f"There is no draft {draft_id}.")
    return Draft.model_validate(document)


async def _replace(connection: AsyncConnection, draft: Draft, expected: int) -> Draft:
    saved = draft.model_copy(update={"revision": expected + 1, "updated_at": datetime.now(UTC)})
    columns = _columns(saved)
    del columns["created_at"]
    where = (drafts.c.draft_id == draft.draft_id, drafts.c.revision == expected)
    done = await connection.execute(update(drafts).where(*where).values(columns))
    if done.rowcount != 1:  # on a database with several writers, between our look and this
        raise Conflict(await _meanwhile(connection, await _load(connection, draft.draft_id), expected))
    return saved


async def _meanwhile(connection: AsyncConnection, stored: Draft, expected: int) -> str:
    """What the second of two people is told: who did what, when, and where the draft stands now."""
    kinds = {rule.event for rule in MOVES.values()}
    query = (
        select(events.c.actor, events.c.kind, events.c.at)
        .where(events.c.draft_id == stored.draft_id, events.c.kind.in_(kinds))
        .order_by(events.c.seq.desc())
        .limit(1)
    )
    last = (await connection.execute(query)).first()
    act = "It was changed"
    if last is not None:
        at = datetime.fromisoformat(last.at)
        act = f"{last.actor} changed it ({last.kind.replace('_', ' ')}) on {at.day} {at:%B %Y at %H:%M} UTC"
    status = stored.status.value.replace("_", " ")
    return (
        f"The draft has moved on: {act}; it is {status} now (revision {stored.revision}, you saw {expected}). "
        "Your change was not made. Reload and look at it again."
    )


async def _submitted_before(connection: AsyncConnection, actor: str, key: str, body_hash: str) -> Draft | None:
    query = select(idempotency.c.body_hash, idempotency.c.draft_id).where(
        idempotency.c.scope == "submit", idempotency.c.actor == actor, idempotency.c.key == key
    )
    seen = (await connection.execute(query)).first()
    if seen is None:
        return None
    if seen.body_hash != body_hash:
        raise Conflict(
            "This idempotency key was used for another ticket; nothing was stored. Use a new key for a new ticket."
        )
    return await _load(connection, seen.draft_id)


async def _supersede(connection: AsyncConnection, by: Draft, now: datetime) -> Sequence[NewEvent]:
    """Closes the ticket's earlier open drafts; returns the event of each."""
    query = (
        select(drafts.c.document)
        .where(drafts.c.ticket_id == by.ticket_id, drafts.c.status.in_(sorted(status.value for status in OPEN)))
        .order_by(drafts.c.created_at, drafts.c.draft_id)
    )
    written = []
    kind = MOVES["supersede"].event
    for document in (await connection.execute(query)).scalars().all():
        earlier = Draft.model_validate(document)
        check_change(earlier.status, Status.SUPERSEDED, kind)
        await _replace(connection, earlier.model_copy(update={"status": Status.SUPERSEDED}), earlier.revision)
        data: dict[str, JsonValue] = {"by": by.draft_id, "was": earlier.status.value}
        written.append(NewEvent(kind, "pipeline", earlier.draft_id, "The ticket was drafted again.", data))
    return written
