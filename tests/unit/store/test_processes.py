"""Two processes on one database."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import textwrap

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


async def test_two_processes_keep_one_chain(store: SqlStore, url: str, vault_key: bytes) -> None:
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", WRITER, url, vault_key.decode(), stderr=subprocess.PIPE
        )
        for _ in range(2)
    ]
    for process in processes:
        _, errors = await process.communicate()
        assert process.returncode == 0, errors.decode()
    reasons = [event.reason async for event in store.events()]
    assert sorted(reasons) == sorted([str(n) for n in range(25)] * 2)
    assert (await store.verify_log()).events == 50
