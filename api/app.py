"""The application: routes, pages, limits, and the service's life around them."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from api import description, errors, health, pages, routes, sign_in
from api.auth import Sessions
from api.background import start
from api.middleware import BodyLimit, Headers, LastResort
from api.views import error_page
from drafting.bootstrap import Detect, running
from drafting.errors import CountersignError
from drafting.policy.compiler import Policies
from drafting.service import Service
from drafting.settings import Settings

SWEEP_S = 15.0
DRAIN_S = 20.0
log = logging.getLogger("countersign")


async def _sweep(service: Service) -> None:
    """Goes on with drafts whose process died: at the start, and every few seconds for those of other processes."""
    while True:
        try:
            await service.recover()
        except CountersignError as error:
            log.warning("recovery: %s", error)
        await asyncio.sleep(SWEEP_S)


def create_app(
    settings: Settings,
    policies: Policies | None = None,
    on_start: Callable[[FastAPI], Awaitable[None]] | None = None,
    detector: Detect | None = None,
) -> FastAPI:
    """The ASGI app. Broken policies, a vault that does not open and a log without our seal keep it from starting."""

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        async with running(settings, policies, detector=detector) as service:
            await service.ready()
            app.state.service = service
            app.state.sessions = Sessions.from_settings(settings)
            app.state.warm = start(app, asyncio.to_thread(service.warm))
            sweep = start(app, _sweep(service))
            if on_start is not None:
                await on_start(app)
            yield
            sweep.cancel()
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(asyncio.gather(*app.state.tasks, return_exceptions=True), DRAIN_S)

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
    app.add_middleware(LastResort, answer=errors.install(app, error_page))
    app.add_middleware(Headers)  # the outermost: its headers stand on every refusal too
    app.include_router(health.router)
    app.include_router(routes.router)
    app.include_router(sign_in.router, include_in_schema=False)
    app.include_router(pages.router, include_in_schema=False)
    description.install(app)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    return app
