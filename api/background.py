"""Work that must end even when the client that asked for it has gone."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, TypeVar

from fastapi import FastAPI

from drafting.errors import CountersignError, where

T = TypeVar("T")
log = logging.getLogger("countersign")


async def finish(app: FastAPI, work: Coroutine[Any, Any, T]) -> T:
    """Awaits `work`; cancelling the caller does not cancel it. The app waits for it at shutdown."""
    return await asyncio.shield(_kept(app, work))


def start(app: FastAPI, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
    """Begins `work` that nobody waits for; when it breaks, the log says where."""
    task = _kept(app, work)
    task.add_done_callback(_report)
    return task


def _kept(app: FastAPI, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
    tasks: set[asyncio.Task[Any]] = app.state.tasks
    task = asyncio.create_task(work)
    tasks.add(task)
    task.add_done_callback(tasks.discard)
    return task


def _report(task: asyncio.Task[Any]) -> None:
    error = None if task.cancelled() else task.exception()
    if isinstance(error, CountersignError):
        log.error("background work: %s", error)
    elif error is not None:  # its message may quote a ticket
        log.error("background work: %s at %s", type(error).__name__, where(error))
