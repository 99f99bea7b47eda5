"""A draft told while it is made: server-sent events that end in `draft` or `error`."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any, Final

from fastapi import FastAPI
from fastapi.sse import KEEPALIVE_COMMENT, EventSourceResponse, format_sse_event

from api.background import start
from api.errors import Problem, broken, status_of
from drafting.errors import CountersignError
from drafting.models import Actor, Ticket
from drafting.service import Service

MEDIA: Final = "text/event-stream"
PING_S: Final = 15.0  # a proxy must not take a model that thinks for a dead connection


def told(app: FastAPI, service: Service, ticket: Ticket, who: Actor, key: str | None) -> EventSourceResponse:
    """`accepted`, then `progress` and `text` (masked), then `draft`. The work goes on when the client is gone."""
    return EventSourceResponse(_events(app, service, ticket, who, key), headers={"X-Accel-Buffering": "no"})


async def _events(app: FastAPI, service: Service, ticket: Ticket, who: Actor, key: str | None) -> AsyncIterator[bytes]:
    queue: asyncio.Queue[tuple[str, Any] | None] = asyncio.Queue()

    async def emit(event: str, data: Any) -> None:
        await queue.put((event, dict(data)))

    async def work() -> None:
        try:
            made, replay = await service.submit(ticket, who, key)
            await emit("accepted", {"draft_id": made.draft_id})
            if not replay:
                await service.run(made.draft_id, emit)
            await emit("draft", (await service.view(made.draft_id, who)).model_dump(mode="json"))
        except CountersignError as error:
            status = status_of(error)
            await emit("error", Problem(title=status.phrase, status=status, detail=str(error)).model_dump())
        except Exception as error:  # noqa: BLE001 - the client is told, and no log quotes the ticket
            await emit("error", broken(error).model_dump())
        finally:
            await queue.put(None)

    start(app, work())
    while True:
        try:
            item = await asyncio.wait_for(queue.get(), PING_S)
        except TimeoutError:
            yield KEEPALIVE_COMMENT
            continue
        if item is None:
            return
        yield format_sse_event(event=item[0], data_str=json.dumps(item[1], ensure_ascii=False, default=str))
