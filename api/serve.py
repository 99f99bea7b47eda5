"""Runs the service under uvicorn and prints where it is; with `--sample`, also who can sign in at once."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
import sys
from collections.abc import Iterator

import uvicorn
from fastapi import FastAPI

from api.app import create_app
from api.auth import Sessions
from api.samples import add_samples
from drafting.bootstrap import Detect, load_policies
from drafting.errors import BadInput
from drafting.settings import Settings
from drafting.side_by_side import cores

CHATTY = ("httpx", "httpcore", "LiteLLM", "presidio-analyzer", "aiosqlite", "alembic", "uvicorn")


def serve(settings: Settings, *, sample: bool, detector: Detect | None = None) -> None:
    """Serves until SIGINT or SIGTERM. What keeps it from starting is raised here and nothing is left listening.

    Raises PolicyBroken (with file and line), VaultLocked, StoreUnavailable, or BadInput for an address it cannot have.
    """
    policies = load_policies(settings, workers=cores())
    _log_to_stderr(settings.log_level)
    listening = _listen(settings.host, settings.port)

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

    async def run() -> None:
        app = create_app(settings, policies, announce, detector)
        # The service's life is ours, not uvicorn's, which answers an error at start with a traceback.
        config = uvicorn.Config(app, lifespan="off", log_config=None, access_log=False)
        async with app.router.lifespan_context(app):
            await _Server(config).serve(sockets=[listening])

    with listening:
        asyncio.run(run())


class _Server(uvicorn.Server):
    """uvicorn raises the signal again when it has stopped; our own life still has drafts to finish then."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        yield


def _listen(host: str, port: int) -> socket.socket:
    """The listening socket, bound before anything is announced."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
            listening.listen(2048)
        except OSError:
            listening.close()
            raise
    except OSError as error:
        raise BadInput(
            f"Cannot listen on {host}:{port}: {error.strerror}. Choose another address with --host and --port."
        ) from None
    return listening


def _log_to_stderr(level: str) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.setLevel(level)  # on the handler too: a library may set its own logger to DEBUG when it is imported
    logging.basicConfig(level=level, handlers=[handler])
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
