"""A store on a fresh database for each test. A second database is one more entry of BACKENDS."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import pytest
from cryptography.fernet import Fernet, InvalidToken

from drafting.errors import VaultLocked
from drafting.models import Draft, MaskedText, Message, RawText, Status, Ticket
from drafting.ports import NewEvent, Origin, Restored
from drafting.store.sql import SqlStore

BACKENDS = ["sqlite"]
KEY = Fernet.generate_key()


class FernetSealer:
    def __init__(self, key: bytes = KEY) -> None:
        self._fernet = Fernet(key)

    def seal(self, data: bytes) -> bytes:
        return self._fernet.encrypt(data)

    def open(self, sealed: bytes) -> bytes:
        try:
            return self._fernet.decrypt(sealed)
        except InvalidToken:
            raise VaultLocked() from None


class MemoryRegistry:
    """Numbers people; enough of a registry for the store."""

    def __init__(self, case_id: str, values: Mapping[str, str]) -> None:
        self.case_id = case_id
        self.values = dict(values)
        self.unsaved: set[str] = set()

    def add(self, value: str) -> str:
        placeholder = f"<PERSON_{len(self.values) + 1}>"
        self.values[placeholder] = value
        self.unsaved.add(placeholder)
        return placeholder

    def knows(self, placeholder: str) -> bool:
        return placeholder in self.values

    def restore(self, text: MaskedText, audience: Origin | Literal["staff"] | frozenset[Origin]) -> Restored:
        raise AssertionError("the store never restores")


class MemoryRegistries:
    def load(self, case_id: str, entries: Sequence[bytes]) -> MemoryRegistry:
        return MemoryRegistry(case_id, dict(json.loads(entry) for entry in entries))

    def changed(self, registry: Any) -> Mapping[str, bytes]:
        return {name: json.dumps([name, registry.values[name]]).encode() for name in registry.unsaved}

    def saved(self, registry: Any) -> None:
        registry.unsaved.clear()


@pytest.fixture(scope="session", params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def empty_database(backend: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty database: copying it is faster than migrating for every test."""
    path = tmp_path_factory.mktemp("template") / "empty.db"

    async def make() -> None:
        store = SqlStore(f"sqlite+aiosqlite:///{path}", FernetSealer(), MemoryRegistries())
        await store.open()
        await store.close()

    asyncio.run(make())
    return path


@pytest.fixture
def database_file(empty_database: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(empty_database, tmp_path / "countersign.db"))


@pytest.fixture
def url(database_file: Path) -> str:
    return f"sqlite+aiosqlite:///{database_file}"


@pytest.fixture
def new_store() -> Callable[..., SqlStore]:
    """Builds a store that is not open yet; `key` is the vault key."""

    def build(url: str, key: bytes = KEY) -> SqlStore:
        return SqlStore(url, FernetSealer(key), MemoryRegistries())

    return build


@pytest.fixture
async def store(url: str, new_store: Callable[..., SqlStore]) -> AsyncIterator[SqlStore]:
    store = new_store(url)
    await store.open()
    yield store
    await store.close()


@pytest.fixture
async def other(url: str, new_store: Callable[..., SqlStore]) -> AsyncIterator[SqlStore]:
    """A second store on the same database, with connections of its own, as another process would have."""
    store = new_store(url)
    await store.open()
    yield store
    await store.close()


@pytest.fixture
def new_draft() -> Callable[..., Draft]:
    """Makes drafts with ids of their own; any field may be given."""
    count = 0

    def make(**given: Any) -> Draft:
        nonlocal count
        count += 1
        at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
        fields = {
            "draft_id": f"draft-{count:04}",
            "ticket_id": f"ZD-{count:04}",
            "status": Status.DRAFTING,
            "requested_by": "Ana",
            "created_at": at,
            "updated_at": at,
        }
        return Draft.model_validate(fields | given)

    return make


@pytest.fixture
def submit() -> Callable[..., Any]:
    """Stores a draft with a plain ticket, as the service does."""

    async def go(store: SqlStore, draft: Draft, text: str = "Please delete my account.", **given: Any) -> Draft:
        ticket = Ticket(id=draft.ticket_id, messages=(Message(text=RawText(text)),))
        event = NewEvent("received", draft.requested_by, draft.draft_id)
        return (await store.submit(draft, ticket, event, **({"key": None, "body_hash": "0"} | given))).draft

    return go
