"""Runs the service under uvicorn and prints where it is; with `--sample`, also who can sign in at once."""

from __future__ import annotations

import logging
import sys

import uvicorn
from fastapi import FastAPI

from api.app import create_app
from api.auth import Sessions
from api.samples import add_samples
from drafting.bootstrap import load_policies
from drafting.settings import Settings


def serve(settings: Settings, *, sample: bool) -> None:
    """Compiles the policies first: a broken file keeps the service from starting and is named with its line.

    Raises PolicyBroken, VaultLocked or BadInput before a port is opened.
    """
    policies = load_policies(settings)
    logging.basicConfig(
        level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s", stream=sys.stderr
    )
    for chatty in ("httpx", "httpcore", "LiteLLM", "presidio-analyzer", "aiosqlite", "alembic", "bm25s", "uvicorn"):
        logging.getLogger(chatty).setLevel(logging.WARNING)

    async def announce(app: FastAPI) -> None:
        address = f"http://{settings.host}:{settings.port}"
        lines = [f"Countersign listens on {address}"]
        if sample:
            people = await add_samples(app, settings)
            sessions: Sessions = app.state.sessions
            for person in people:
                link = f"{address}/sign-in?token={sessions.issue('sign-in', person.name)}&next={person.page}"
                lines += [f"  {person.title} ({person.name}): {link}", f"    API key: {person.key}"]
        sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.flush()

    app = create_app(settings, policies, announce)
    uvicorn.run(app, host=settings.host, port=settings.port, log_config=None, access_log=False)
