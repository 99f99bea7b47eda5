"""A model endpoint that records every request and misbehaves on demand (OpenAI's chat completions, streamed).

Each request takes the next behaviour of the script; the last one stays. Without a script the answer is the framework
of the prompt, word for word: what a perfectly obedient model would send.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, NamedTuple

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route


class Says(NamedTuple):
    """A good stream. `usage`: whether the provider counts; `pause_s`: before each piece; `finish`: None for none."""

    text: str
    usage: bool = True
    pause_s: float = 0.0
    finish: str | None = "stop"


class Breaks(NamedTuple):
    """A stream whose connection is torn after `text`."""

    text: str


class Status(NamedTuple):
    """An error status with the provider's own words."""

    code: int
    message: str = "something went wrong"
    retry_after: str | None = None


class Sends(NamedTuple):
    """These bytes, as an event stream."""

    body: bytes


class Hangs(NamedTuple):
    """No answer for so long."""

    seconds: float


class Answers(NamedTuple):
    """A good stream of what the function makes of the request body."""

    reply: Callable[[dict[str, Any]], str]


Behaviour = Says | Breaks | Status | Sends | Hangs | Answers


class Seen(NamedTuple):
    """One request as it arrived."""

    body: dict[str, Any]
    headers: dict[str, str]
    raw: bytes


def framework_of(body: dict[str, Any]) -> str:
    """The text between the FRAMEWORK markers of a request."""
    prompt = str(body["messages"][-1]["content"])
    found = re.search(r"<<<FRAMEWORK (\w+)>>>\n(.*?)\n<<<END FRAMEWORK \1>>>", prompt, re.DOTALL)
    if found is None:
        raise AssertionError("the request holds no framework")
    return found[2]


class FakeModel:
    """The endpoint's address, its script, and what it has seen."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.requests: list[Seen] = []
        self.script: list[Behaviour] = [Answers(framework_of)]

    def will(self, *script: Behaviour) -> None:
        """Behave so from now on, and forget what was seen."""
        self.script = list(script)
        self.requests.clear()

    @property
    def text_seen(self) -> str:
        """Everything that arrived, headers included, for assertions on what must not arrive."""
        return "\n".join(
            f"{seen.raw.decode('utf-8')}\n{json.dumps(seen.body, ensure_ascii=False)}\n{seen.headers}"
            for seen in self.requests
        )

    async def answer(self, request: Request) -> Response:
        raw = await request.body()
        body = json.loads(raw)
        self.requests.append(Seen(body, dict(request.headers), raw))
        behaviour = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        match behaviour:
            case Status(code, message, retry_after):
                headers = {"retry-after": retry_after} if retry_after else {}
                return JSONResponse({"error": {"message": message, "type": "error"}}, code, headers)
            case Sends(data):
                return Response(data, media_type="text/event-stream")
            case Hangs(seconds):
                await asyncio.sleep(seconds)
                return Response(status_code=504)
            case Breaks(text):
                return StreamingResponse(_stream(Says(text, finish=None), torn=True), media_type="text/event-stream")
            case Says():
                return StreamingResponse(_stream(behaviour), media_type="text/event-stream")
            case Answers(reply):
                return StreamingResponse(_stream(Says(reply(body))), media_type="text/event-stream")


def chunk(**fields: Any) -> bytes:
    """One event of a stream."""
    head = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "fake"}
    return f"data: {json.dumps(head | fields)}\n\n".encode()


async def _stream(says: Says, *, torn: bool = False) -> AsyncIterator[bytes]:
    for piece in re.findall(r"\S+\s*|\s+", says.text):
        if says.pause_s:
            await asyncio.sleep(says.pause_s)
        yield chunk(choices=[{"index": 0, "delta": {"role": "assistant", "content": piece}, "finish_reason": None}])
    if torn:
        raise ConnectionResetError("torn on purpose")
    if says.finish is None:
        return
    yield chunk(choices=[{"index": 0, "delta": {}, "finish_reason": says.finish}])
    if says.usage:
        words = len(says.text.split())
        yield chunk(choices=[], usage={"prompt_tokens": 100, "completion_tokens": words, "total_tokens": 100 + words})
    yield b"data: [DONE]\n\n"


@contextlib.contextmanager
def fake_model() -> Iterator[FakeModel]:
    """A running endpoint on a free port of this machine, in a thread, until the block ends."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        model = FakeModel(f"http://127.0.0.1:{listener.getsockname()[1]}/v1")
        app = Starlette(routes=[Route("/v1/chat/completions", model.answer, methods=["POST"])])
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off", timeout_graceful_shutdown=0))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + 10
        while not server.started:
            if time.monotonic() > deadline:
                raise TimeoutError("the fake model did not start")
            time.sleep(0.01)
        try:
            yield model
        finally:
            server.should_exit = True
            thread.join(10)
