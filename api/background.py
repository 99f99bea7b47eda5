"""Work that must end even when the client that asked for it has gone."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from fastapi import FastAPI

T = TypeVar("T")


async def finish(app: FastAPI, work: Coroutine[Any, Any, T]) -> T:
    """Awaits `work`; cancelling the caller does not cancel it. The app waits for it at shutdown."""
    task = start(app, work)
    return await asyncio.shield(task)


def start(app: FastAPI, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
    tasks: set[asyncio.Task[Any]] = app.state.tasks
    task = asyncio.create_task(work)
    tasks.add(task)
    task.add_done_callback(tasks.discard)
    return task
