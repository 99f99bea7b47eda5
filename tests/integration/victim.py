"""A process that works on tickets until it is killed (SIGKILL) at a chosen place, for `test_killed_processes.py`."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

from drafting import bootstrap, graph
from drafting.errors import Conflict, CountersignError
from drafting.models import Actor, DecisionRequest, Level, Message, RawText, Requester, Status, Ticket
from drafting.pipeline import Pipeline
from drafting.policy.compiler import compile_policies
from drafting.service import Service
from drafting.settings import Settings
from drafting.store.sql import SqlStore
from tests.fakes import PlainRedactor

AGENT = Actor(name="agent", levels=frozenset({Level.AGENT}))
REVIEWER = Actor(name="reviewer", levels=frozenset({Level.REVIEWER, Level.LEGAL}))
NOTICE = """I found a copy of my program Lampion at https://quillhaven.example/zoe/lampion. It is my copyrighted work.
I have a good faith belief that the use is not authorized by the copyright owner, its agent, or the law.
Please take it down. Write to me at ines.kruger@example.com.

Regards,
Ines Kruger"""
COUNTER_NOTICE = """Counter notice for https://quillhaven.example/zoe/lampion, disabled after a copyright notice.
I swear under penalty of perjury that I have a good faith belief that it was removed as a result of a mistake.
I want to dispute the notice.

/s/ Ines Kruger"""  # a reviewer approves every counter notice, so this one waits in the graph


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def arm(place: str) -> None:
    """Sets the trap."""
    kind, _, where = place.partition(":")
    if kind == "ms":
        threading.Timer(int(where) / 1000, die).start()
    elif kind == "commit":
        left = int(where)
        save = SqlStore.save

        async def saved(self: SqlStore, *args: Any, **kwargs: Any) -> Any:
            nonlocal left
            result = await save(self, *args, **kwargs)
            left -= 1
            if left == 0:
                die()
            return result

        SqlStore.save = saved  # type: ignore[method-assign, assignment]
    elif kind == "written":
        steps = int(where)
        put = AsyncSqliteSaver.aput_writes

        async def written(self: AsyncSqliteSaver, *args: Any, **kwargs: Any) -> None:
            nonlocal steps
            await put(self, *args, **kwargs)
            steps -= 1
            if steps == 0:
                die()

        AsyncSqliteSaver.aput_writes = written  # type: ignore[method-assign]
    elif kind in {"before", "after"}:
        holder: Any = graph if where in {"review", "close"} else Pipeline
        name = f"_{where}" if holder is graph else where
        setattr(holder, name, trapped(getattr(holder, name), kind))


def trapped(step: Callable[..., Awaitable[Any]], kind: str) -> Callable[..., Awaitable[Any]]:
    async def wrapper(*args: Any, **kwargs: Any) -> Any:
        if kind == "before":
            die()
        result = await step(*args, **kwargs)
        die()
        return result

    # langgraph reads the annotations of a node
    wrapper.__annotations__ = step.__annotations__
    return wrapper


async def work(service: Service, ticket_id: str) -> None:
    """Recover, draft two tickets, let a second person approve what waits, send what may be sent."""
    await service.recover()
    for number, text in enumerate((COUNTER_NOTICE, NOTICE)):
        ticket = Ticket(
            id=f"{ticket_id}-{number}",
            requester=Requester(name=RawText("Ines Kruger")),
            messages=(Message(text=RawText(text)),),
        )
        made, replay = await service.submit(ticket, AGENT, f"key-{ticket.id}")
        if not replay:
            await service.run(made.draft_id)
    for draft in await service.queue():
        try:
            request = DecisionRequest(decision="approve", revision=draft.revision, reason=RawText("complete"))
            await service.decide(draft.draft_id, REVIEWER, request)
        except Conflict:
            continue
    for draft in await service.parts.store.list([Status.READY, Status.APPROVED]):
        await service.send(draft.draft_id, AGENT, draft.revision)


def run(data_dir: Path, ticket_id: str, place: str) -> None:
    """Works until `place`: `none`, `before:NODE`, `after:NODE`, `ms:N`, or right after something was committed for the
    Nth time: `commit:N` a draft, `written:N` what a step found, before the checkpoint that moves on to the next step.
    """
    bootstrap.build_redactor = lambda *_: PlainRedactor()
    arm(place)
    try:
        asyncio.run(_run(Settings(data_dir=data_dir), ticket_id))
    except CountersignError as error:
        sys.exit(f"{type(error).__name__}: {error}")


async def _run(settings: Settings, ticket_id: str) -> None:
    async with bootstrap.running(settings, compile_policies(settings.policies_dir)) as service:
        await work(service, ticket_id)
