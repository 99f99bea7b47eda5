"""The decision log: each event carries the hash of the one before, and the head is sealed under the vault key.

An event changed, removed, added or moved breaks the chain at that place; a tail cut off no longer meets the head; and
whoever rewrites everything, head included, lacks the key for the seal. What no log inside one database can show is the
whole database put back to an older copy: for that, keep the head's hash elsewhere (`countersign audit verify` prints
it).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from drafting.errors import BadInput, LogBroken, VaultLocked
from drafting.models import Event
from drafting.ports import NewEvent, Sealer, Verified
from drafting.store.engine import Database
from drafting.store.tables import event_head, events, idempotency, utc_text

START: Final = "0" * 64
BATCH: Final = 500


class Head(NamedTuple):
    """Where the log ends."""

    seq: int
    hash: str


def canonical(value: Mapping[str, Any]) -> str:
    """JSON with sorted keys and no spaces: one value, one text. Raises BadInput for what JSON cannot say."""
    try:
        text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
        text.encode("utf-8")
    except (TypeError, ValueError) as error:  # UnicodeEncodeError is a ValueError
        raise BadInput(
            "The log cannot record this: it holds something that is not text, a number or a list."
        ) from error
    return text


def digest(row: Mapping[str, Any]) -> str:
    """SHA-256 (hex) over seq, at, actor, kind, draft_id, reason, data and prev_hash in canonical JSON."""
    fields = ("seq", "at", "actor", "kind", "draft_id", "reason", "prev_hash")
    hashed = {name: row[name] for name in fields} | {"data": json.loads(row["data"])}
    return hashlib.sha256(canonical(hashed).encode()).hexdigest()


def seal_head(sealer: Sealer, head: Head) -> bytes:
    return sealer.seal(f"log-head:{head.seq}:{head.hash}".encode())


def check_seal(sealer: Sealer, head: Head, sealed: bytes) -> None:
    """Raises LogBroken when the seal is not of this head, or cannot be opened with the keys at hand."""
    try:
        good = sealer.open(sealed) == f"log-head:{head.seq}:{head.hash}".encode()
    except VaultLocked:
        good = False
    if not good:
        raise LogBroken(
            f"The head of the log (event {head.seq}) does not carry our seal: the log was rewritten, or the vault "
            "key is another one. Nothing is added to it.",
            head.seq,
        )


async def begin_log(connection: AsyncConnection, sealer: Sealer) -> None:
    """The head of an empty log; once, when the database is made."""
    head = Head(0, START)
    await connection.execute(insert(event_head).values(one=1, seq=0, hash=START, sealed=seal_head(sealer, head)))


async def locked_head(connection: AsyncConnection, sealer: Sealer) -> Head:
    """The head, locked until the transaction ends: whoever appends waits here. Raises LogBroken."""
    row = (await connection.execute(select(event_head).with_for_update())).mappings().one_or_none()
    if row is None:
        raise LogBroken("The log has lost its head.")
    head = Head(row["seq"], row["hash"])
    check_seal(sealer, head, row["sealed"])
    return head


async def append(connection: AsyncConnection, sealer: Sealer, *new: NewEvent) -> list[Event]:
    """Writes events inside the caller's transaction, in order. Raises BadInput or LogBroken."""
    head = await locked_head(connection, sealer)
    rows = []
    for event in new:
        row: dict[str, Any] = {
            "seq": head.seq + 1,
            "at": utc_text(datetime.now(UTC)),
            "actor": event.actor,
            "kind": event.kind,
            "draft_id": event.draft_id,
            "reason": event.reason,
            "data": canonical(event.data),
            "prev_hash": head.hash,
        }
        if not event.actor or not event.kind:
            raise BadInput("An event needs an actor and a kind.")
        if any("\0" in str(row[name]) for name in ("actor", "kind", "draft_id", "reason")):
            raise BadInput("The log cannot record a NUL character.")
        row["hash"] = digest(row)
        head = Head(head.seq + 1, row["hash"])
        rows.append(row)
    try:
        await connection.execute(insert(events), rows)
    except IntegrityError:
        raise LogBroken(f"Event {rows[0]['seq']} stands behind the head of the log already.", rows[0]["seq"]) from None
    await connection.execute(update(event_head).values(seq=head.seq, hash=head.hash, sealed=seal_head(sealer, head)))
    return [_event(row) for row in rows]


def _event(row: Mapping[str, Any]) -> Event:
    try:
        return Event(**{**row, "at": datetime.fromisoformat(row["at"]), "data": json.loads(row["data"])})
    except ValueError:
        raise LogBroken(
            f"Event {row['seq']} cannot be read: it was changed after it was written.", row["seq"]
        ) from None


class Log:
    """The log's methods of the store."""

    _db: Database
    _sealer: Sealer

    async def append(self, event: NewEvent) -> Event:
        """Writes one event that goes with no change of a draft."""
        async with self._db.write() as connection:
            return (await append(connection, self._sealer, event))[0]

    async def append_once(self, event: NewEvent, key: str) -> bool:
        """Writes the event unless this actor wrote one with this key before; says whether it did."""
        async with self._db.write() as connection:
            await locked_head(connection, self._sealer)  # before the look, so that no other writer comes between
            where = (idempotency.c.scope == "event", idempotency.c.actor == event.actor, idempotency.c.key == key)
            if (await connection.execute(select(idempotency.c.key).where(*where))).first():
                return False
            row = {"scope": "event", "actor": event.actor, "key": key, "body_hash": "", "draft_id": event.draft_id}
            await connection.execute(insert(idempotency).values(**row, created_at=datetime.now(UTC)))
            await append(connection, self._sealer, event)
            return True

    async def events(self, draft_id: str | None = None) -> AsyncIterator[Event]:
        """All events, or those of one draft, oldest first, in batches: no transaction is open between two of them."""
        async for row in self._rows(draft_id):
            yield _event(row)

    async def check_log(self) -> None:
        """A quick look at the log's end. Raises LogBroken when it does not carry our seal: nothing could be written."""
        async with self._db.read() as connection:
            row = (await connection.execute(select(event_head))).mappings().one_or_none()
        if row is None:
            raise LogBroken("The log has lost its head.")
        check_seal(self._sealer, Head(row["seq"], row["hash"]), row["sealed"])

    async def verify_log(self) -> Verified:
        """Follows the chain from its beginning to the head as it stands at the call.

        Raises LogBroken with the first event that does not fit and what is wrong with it.
        """
        last = select(func.max(events.c.seq)).scalar_subquery().label("last")
        async with self._db.read() as connection:  # one statement: head and last event are of the same moment
            row = (await connection.execute(select(event_head, last))).mappings().one_or_none()
        if row is None:
            raise LogBroken("The log has lost its head: it cannot be told where it ended.")
        head = Head(row["seq"], row["hash"])
        seen = Head(0, START)
        async for event in self._rows(None, until=head.seq):
            _check_link(seen, event)
            seen = Head(event["seq"], event["hash"])
        if seen.seq < head.seq:
            raise LogBroken(
                f"Event {seen.seq + 1} is missing: the log was cut off before its head, {head.seq}.", seen.seq + 1
            )
        if seen.hash != head.hash:
            raise LogBroken(f"Event {seen.seq} is not the one that the head names.", seen.seq)
        if (row["last"] or 0) > head.seq:
            raise LogBroken(f"Event {head.seq + 1} stands behind the head of the log.", head.seq + 1)
        check_seal(self._sealer, head, row["sealed"])
        return Verified(seen.seq, seen.hash)

    async def _rows(self, draft_id: str | None, until: int | None = None) -> AsyncIterator[Mapping[str, Any]]:
        last: int | None = None
        while True:
            query = select(events).order_by(events.c.seq).limit(BATCH)
            if draft_id is not None:
                query = query.where(events.c.draft_id == draft_id)
            if until is not None:
                query = query.where(events.c.seq <= until)
            if last is not None:
                query = query.where(events.c.seq > last)
            async with self._db.read() as connection:
                rows = (await connection.execute(query)).mappings().all()
            for row in rows:
                yield dict(row)
            if len(rows) < BATCH:
                return
            last = rows[-1]["seq"]


def _check_link(seen: Head, event: Mapping[str, Any]) -> None:
    seq = event["seq"]
    if seq < seen.seq + 1:
        raise LogBroken(f"Event {seq} stands before the beginning of the log.", seq)
    if seq > seen.seq + 1:
        raise LogBroken(f"Event {seen.seq + 1} is missing: after {seen.seq} comes {seq}.", seen.seq + 1)
    if event["prev_hash"] != seen.hash:
        raise LogBroken(f"Event {seq} does not continue event {seen.seq}: one of them was changed or put in.", seq)
    try:
        good = canonical(json.loads(event["data"])) == event["data"] and digest(event) == event["hash"]
    except (ValueError, TypeError, AttributeError, BadInput):  # no longer JSON at all
        good = False
    if not good:
        raise LogBroken(f"Event {seq} was changed after it was written: its hash differs.", seq)
