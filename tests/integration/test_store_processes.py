"""Several processes on one database file, and one of them that will not let go of it."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
import textwrap
import time
from pathlib import Path

from cryptography.fernet import Fernet

from drafting.errors import StoreUnavailable
from drafting.ports import NewEvent
from drafting.redaction.vault import CaseRegistries
from drafting.store.sql import SqlStore

WRITER = textwrap.dedent("""
    import asyncio, sys
    from cryptography.fernet import Fernet
    from drafting.ports import NewEvent
    from drafting.store.sql import SqlStore

    class Sealer:
        def __init__(self, key):
            self.seal, self.open = Fernet(key).encrypt, Fernet(key).decrypt

    async def main(url, key):
        store = SqlStore(url, Sealer(key), None)
        await store.open()
        for n in range(25):
            await store.append(NewEvent("noted", "other", reason=str(n)))
        await store.close()

    asyncio.run(main(*sys.argv[1:]))
""")


class Sealer:
    def __init__(self, key: bytes) -> None:
        self.seal, self.open = Fernet(key).encrypt, Fernet(key).decrypt


def store_in(folder: Path, key: bytes) -> SqlStore:
    return SqlStore(f"sqlite+aiosqlite:///{folder / 'countersign.db'}", Sealer(key), CaseRegistries())


async def test_two_processes_keep_one_chain(tmp_path: Path) -> None:
    key = Fernet.generate_key()
    url = f"sqlite+aiosqlite:///{tmp_path / 'countersign.db'}"
    command = [sys.executable, "-c", WRITER, url, key.decode()]
    processes = [await asyncio.create_subprocess_exec(*command, stderr=subprocess.PIPE) for _ in range(2)]
    for process in processes:  # each of them also finds no database yet, and one makes it
        _, errors = await process.communicate()
        assert process.returncode == 0, errors.decode()
    store = store_in(tmp_path, key)
    await store.open()
    reasons = [event.reason async for event in store.events()]
    assert sorted(reasons) == sorted([str(n) for n in range(25)] * 2)
    assert (await store.verify_log()).events == 50
    await store.close()


async def test_a_locked_database_is_given_up_after_five_seconds(tmp_path: Path) -> None:
    store = store_in(tmp_path, Fernet.generate_key())
    await store.open()
    thief = sqlite3.connect(tmp_path / "countersign.db", isolation_level=None)
    thief.execute("BEGIN IMMEDIATE")
    start = time.monotonic()
    done = await asyncio.gather(*(store.append(NewEvent("noted", "Ana")) for _ in range(20)), return_exceptions=True)
    assert 4.5 < time.monotonic() - start < 20
    assert {type(result) for result in done} == {StoreUnavailable}
    thief.execute("ROLLBACK")
    thief.close()
    assert (await store.verify_log()).events == 0
    await store.close()
