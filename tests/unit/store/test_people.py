"""API keys: shown once, kept as a hash, and of no use to anybody who reads the database."""

from __future__ import annotations

import hashlib
import hmac
import re
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from drafting.errors import BadInput, Conflict, NotFound
from drafting.models import Actor, Level
from drafting.store import people
from drafting.store.sql import SqlStore

BOTH = {Level.LEGAL, Level.REVIEWER}


async def test_a_key_opens_for_its_holder(store: SqlStore) -> None:
    key = await store.add_person("Lea", BOTH, by="setup")
    assert re.fullmatch(r"cs_[0-9a-f]{8}_[A-Za-z0-9_-]{43}", key)
    assert await store.actor_by_key(key) == Actor(name="Lea", levels=frozenset(BOTH))
    assert await store.actor("Lea") == Actor(name="Lea", levels=frozenset(BOTH))


async def test_every_key_is_another(store: SqlStore) -> None:
    keys = {await store.add_person(f"p{n}", [Level.AGENT], by="setup") for n in range(5)}
    assert len(keys) == 5


async def test_nothing_else_opens(store: SqlStore) -> None:
    key = await store.add_person("Lea", BOTH, by="setup")
    last = "A" if key[-1] != "A" else "B"
    stranger = "cs_00000000_" + key[12:]
    for wrong in (
        "",
        "cs_",
        key[:-1],
        key[:-1] + last,
        key + "A",
        key.upper(),
        " " + key,
        key + "\n",
        stranger,
        "cs_" + "é" * 52,
    ):
        assert await store.actor_by_key(wrong) is None, wrong
    assert await store.actor("Eve") is None


async def test_unknown_and_wrong_keys_take_the_same_path(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    key = await store.add_person("Lea", BOTH, by="setup")
    compared: list[tuple[Any, Any]] = []
    compare = hmac.compare_digest

    def note(given: Any, kept: Any) -> bool:
        compared.append((given, kept))
        return compare(given, kept)

    monkeypatch.setattr(hmac, "compare_digest", note)
    for wrong in ("cs_00000000_" + key[12:], key[:12] + "A" * 43, "not a key"):
        assert await store.actor_by_key(wrong) is None
    assert [(len(given), len(kept)) for given, kept in compared] == [(64, 64)] * 3


async def test_the_hash_of_nobody_is_never_met(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "hash_secret", lambda secret: people.NOBODY)
    assert await store.actor_by_key("cs_00000000_" + "A" * 43) is None


async def test_only_a_hash_is_kept(store: SqlStore, database_file: Path) -> None:
    key = await store.add_person("Lea", BOTH, by="setup")
    secret = key[12:]
    stored = b"".join(path.read_bytes() for path in database_file.parent.iterdir())
    assert b"Lea" in stored
    assert secret.encode() not in stored
    async with store._db.read() as connection:
        kept = (await connection.execute(text("SELECT key_hash FROM people"))).scalar_one()
    assert kept == hashlib.sha256(secret.encode()).hexdigest()


async def test_a_revoked_key_opens_nothing(store: SqlStore) -> None:
    key = await store.add_person("Lea", BOTH, by="setup")
    await store.revoke_person("Lea", by="Max")
    assert await store.actor_by_key(key) is None
    assert await store.actor("Lea") is None
    with pytest.raises(NotFound):
        await store.revoke_person("Lea", by="Max")


async def test_a_name_has_one_key_at_a_time(store: SqlStore) -> None:
    first = await store.add_person("Lea", BOTH, by="setup")
    with pytest.raises(Conflict, match="Revoke it first"):
        await store.add_person("Lea", [Level.EXECUTIVE], by="setup")
    assert await store.actor_by_key(first) == Actor(name="Lea", levels=frozenset(BOTH))
    await store.revoke_person("Lea", by="setup")
    second = await store.add_person("Lea", [Level.AGENT], by="setup")
    assert await store.actor_by_key(first) is None
    assert await store.actor_by_key(second) == Actor(name="Lea", levels=frozenset({Level.AGENT}))


async def test_everybody_is_listed_with_when(store: SqlStore) -> None:
    for name in ("Max", "Lea"):
        await store.add_person(name, BOTH, by="setup")
    await store.revoke_person("Max", by="Lea")
    lea, max_ = await store.people()
    assert (lea.name, lea.levels, lea.revoked_at) == ("Lea", frozenset(BOTH), None)
    assert max_.name == "Max"
    assert max_.revoked_at is not None
    assert max_.revoked_at >= max_.created_at


async def test_the_log_knows_who_gave_which_levels(store: SqlStore) -> None:
    key = await store.add_person("Lea", BOTH, by="setup")
    await store.revoke_person("Lea", by="Max")
    events = [event async for event in store.events()]
    assert [(event.kind, event.actor) for event in events] == [("person_added", "setup"), ("person_revoked", "Max")]
    assert events[0].data == {"name": "Lea", "levels": ["legal", "reviewer"], "key_id": key[3:11]}
    assert key[12:] not in str(events)


@pytest.mark.parametrize("name", ["", " ", " Lea", "Lea ", "L\nea", "a\0b", "x" * 101])
async def test_a_name_that_cannot_be_is_refused(store: SqlStore, name: str) -> None:
    with pytest.raises(BadInput):
        await store.add_person(name, BOTH, by="setup")
    assert await store.people() == []


async def test_nobody_without_a_level(store: SqlStore) -> None:
    with pytest.raises(BadInput, match="at least one level"):
        await store.add_person("Lea", [], by="setup")
