"""People and their API keys. A key is shown once; the table keeps a hash of it."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final

from pydantic import JsonValue
from sqlalchemy import insert, select, update

from drafting.errors import BadInput, Conflict, NotFound
from drafting.models import Actor, Level
from drafting.ports import NewEvent, Person, Sealer
from drafting.store import audit
from drafting.store.engine import Database
from drafting.store.tables import people

KEY: Final = re.compile(r"cs_([0-9a-f]{8})_([A-Za-z0-9_-]{43})")
NAME: Final = re.compile(r"[^\s\x00-\x1f\x7f](?:[^\x00-\x1f\x7f]{0,98}[^\s\x00-\x1f\x7f])?")
NOBODY: Final = "0" * 64


def new_key() -> tuple[str, str, str]:
    """A key, its public id (8 hex digits, 32 bits) and the SHA-256 of its secret (256 random bits need no salt)."""
    key_id, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
    return f"cs_{key_id}_{secret}", key_id, hash_secret(secret)


def hash_secret(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


class People:
    """The people's methods of the store."""

    _db: Database
    _sealer: Sealer

    async def actor_by_key(self, key: str) -> Actor | None:
        """Who holds this key; None for a wrong, unknown, malformed or revoked one, all by the same path."""
        match = KEY.fullmatch(key)
        key_id, secret = match.groups() if match else ("", "")
        query = select(people).where(people.c.key_id == key_id, people.c.revoked_at.is_(None))
        async with self._db.read() as connection:
            row = (await connection.execute(query)).first()
        right = hmac.compare_digest(hash_secret(secret), row.key_hash if row else NOBODY)
        if not right or row is None:
            return None
        return Actor(name=row.name, levels=frozenset(map(Level, row.levels)))

    async def actor(self, name: str, *, known_at: datetime | None = None) -> Actor | None:
        """The person of this name, as a signed session asks for it.

        None when there is none, when the key was revoked, or when the name was added only after `known_at`: then
        whoever bore it at that time was somebody else.
        """
        query = select(people).where(people.c.name == name, people.c.revoked_at.is_(None))
        async with self._db.read() as connection:
            row = (await connection.execute(query)).first()
        if row is None or (known_at is not None and row.created_at > known_at):
            return None
        return Actor(name=row.name, levels=frozenset(map(Level, row.levels)))

    async def add_person(self, name: str, levels: Iterable[Level], *, by: str) -> str:
        """Gives a person a key and returns it: it cannot be shown again. A revoked name may be added anew.

        Raises Conflict when the name has a key, BadInput for a name or levels that cannot be.
        """
        held = sorted({Level(level).value for level in levels})
        if not NAME.fullmatch(name):
            raise BadInput("A name has 1 to 100 printable characters and no space at its ends.")
        if not held:
            raise BadInput(f"Give {name} at least one level: {', '.join(Level)}.")
        key, key_id, key_hash = new_key()
        row = {
            "levels": held,
            "key_id": key_id,
            "key_hash": key_hash,
            "created_at": datetime.now(UTC),
            "revoked_at": None,
        }
        async with self._db.write() as connection:
            await audit.locked_head(connection, self._sealer)
            earlier = (await connection.execute(select(people).where(people.c.name == name))).first()
            if earlier is not None and earlier.revoked_at is None:
                raise Conflict(f"{name} has a key already. Revoke it first; then add {name} again.")
            if earlier is not None:
                await connection.execute(update(people).where(people.c.name == name).values(row))
            else:
                await connection.execute(insert(people).values(name=name, **row))
            data: dict[str, JsonValue] = {"name": name, "levels": list(held), "key_id": key_id}
            await audit.append(connection, self._sealer, NewEvent("person_added", by, data=data))
        return key

    async def revoke_person(self, name: str, *, by: str) -> None:
        """The person's key opens nothing from now on. Raises NotFound when there is no such key."""
        where = (people.c.name == name, people.c.revoked_at.is_(None))
        async with self._db.write() as connection:
            done = await connection.execute(update(people).where(*where).values(revoked_at=datetime.now(UTC)))
            if done.rowcount != 1:
                raise NotFound(f"{name} has no key that could be revoked.")
            await audit.append(connection, self._sealer, NewEvent("person_revoked", by, data={"name": name}))

    async def people(self) -> Sequence[Person]:
        """Everybody who ever held a key, by name."""
        async with self._db.read() as connection:
            rows = (await connection.execute(select(people).order_by(people.c.name))).all()
        return [Person(row.name, frozenset(map(Level, row.levels)), row.created_at, row.revoked_at) for row in rows]
