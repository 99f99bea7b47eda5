"""What surrounds every request: the limit of a body, the security headers, and the last resort for a surprise."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import errors

MAX_BODY: Final = 4 * 1024 * 1024

HEADERS: Final = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; object-src 'none'; frame-ancestors 'self'; "
    "form-action 'self'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Headers:
    """Security headers on every answer. Only our own static files may be kept by a browser."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        keep = "no-cache" if scope["path"].startswith("/static/") else "no-store"

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in (*HEADERS.items(), ("Cache-Control", keep)):
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers)


class LastResort:
    """Answers an error nobody foresaw, and keeps it from the server, which would write its message to the log."""

    def __init__(self, app: ASGIApp, answer: Callable[[Request, Exception], Response]) -> None:
        self._app = app
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:  # noqa: BLE001 - the edge of the process
            answer = self._answer(Request(scope), error)
            if not begun:  # else the server cuts the answer, which the client notices
                await answer(scope, receive, send)


class BodyLimit:
    """Refuses a body over the limit with 413, whether or not it announces its length."""

    def __init__(self, app: ASGIApp, limit: int = MAX_BODY) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        too_large = errors.problem(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"The body is larger than {self._limit // 1024 // 1024} MiB."
        )
        if announced.isdigit() and int(announced) > self._limit:
            return await too_large(scope, receive, send)
        seen = 0
        chunks: list[Message] = []
        while True:  # buffered up to the limit: our bodies are small, and a refusal must come before any work
            message = await receive()
            chunks.append(message)
            seen += len(message.get("body", b""))
            if seen > self._limit:
                return await too_large(scope, receive, send)
            if message["type"] != "http.request" or not message.get("more_body"):
                break

        async def replay() -> Message:
            return chunks.pop(0) if chunks else await receive()

        await self._app(scope, replay, send)
