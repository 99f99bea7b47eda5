"""The application: routes, pages, limits, and the service's life around them."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.staticfiles import StaticFiles
from starlette.types import Message, Receive, Scope, Send

from api import errors, health, pages, routes
from api.auth import Sessions
from api.background import start
from api.views import error_page
from drafting.bootstrap import running
from drafting.errors import CountersignError
from drafting.policy.compiler import Policies
from drafting.service import Service
from drafting.settings import Settings

MAX_BODY = 4 * 1024 * 1024
SWEEP_S = 15.0
log = logging.getLogger("countersign")

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; frame-ancestors 'self'; form-action 'self'; "
    "base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class BodyLimit:
    """Refuses a body over the limit with 413, whether or not it announces its length."""

    def __init__(self, app: Callable[[Scope, Receive, Send], Awaitable[None]], limit: int = MAX_BODY) -> None:
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


async def _sweep(service: Service) -> None:
    """Goes on with drafts whose process died: at the start, and every few seconds for those of other processes."""
    while True:
        try:
            await service.recover()
        except CountersignError as error:
            log.warning("recovery: %s", error)
        await asyncio.sleep(SWEEP_S)


def create_app(
    settings: Settings, policies: Policies | None = None, on_start: Callable[[FastAPI], Awaitable[None]] | None = None
) -> FastAPI:
    """The ASGI app. Policies that do not compile and a vault that does not open keep it from starting."""

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        async with running(settings, policies) as service:
            app.state.service = service
            app.state.sessions = Sessions.from_settings(settings)
            warm = start(app, asyncio.to_thread(service.warm))
            app.state.warm = warm
            sweep = start(app, _sweep(service))
            if on_start is not None:
                await on_start(app)
            yield
            sweep.cancel()
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(asyncio.gather(*app.state.tasks, return_exceptions=True), 20)

    app = FastAPI(
        title="Countersign",
        version="0.1.0",
        summary="Drafts and checks replies for trust-and-safety support.",
        lifespan=life,
        docs_url=None,
        redoc_url=None,
    )
    app.state.tasks = set()
    app.add_middleware(BodyLimit)

    @app.middleware("http")
    async def headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await call_next(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    errors.install(app, error_page)
    app.include_router(health.router)
    app.include_router(routes.router)
    app.include_router(pages.router, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    return app
