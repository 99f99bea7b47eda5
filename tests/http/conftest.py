"""The application over ASGI, without a port: real store, policies, graph and checker; only the redactor is plain."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI

from api.app import create_app
from drafting import bootstrap
from drafting.models import Level
from drafting.policy.compiler import Policies, compile_policies
from drafting.service import Service
from drafting.settings import ROOT, Settings
from drafting.store.sql import SqlStore
from tests.fakes import PlainRedactor

PEOPLE = {
    "ava": [Level.AGENT],
    "rhea": [Level.REVIEWER],
    "otto": [Level.REVIEWER],
    "lena": [Level.LEGAL],
    "both": [Level.AGENT, Level.REVIEWER],
    "gone": [Level.REVIEWER],
}
NOTICE = "Someone copied my library into https://quillhaven.example/somebody/charts. Please take it down."
COUNTER_NOTICE = """Counter notice for https://quillhaven.example/zoe/lampion, disabled after a copyright notice.
I swear under penalty of perjury that I have a good faith belief that it was removed as a result of a mistake.

/s/ Ines Kruger"""


class Desk(NamedTuple):
    """A running application and the API keys of its people; `gone` was revoked."""

    app: FastAPI
    keys: dict[str, str]

    @property
    def service(self) -> Service:
        found: Service = self.app.state.service
        return found

    @property
    def store(self) -> SqlStore:
        found = self.service.parts.store
        assert isinstance(found, SqlStore)
        return found

    def client(self, who: str | None = None, **more: Any) -> httpx.AsyncClient:
        """A client with this person's key; without a name, a stranger."""
        headers = {"Authorization": f"Bearer {self.keys[who]}"} if who else {}
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app, raise_app_exceptions=False),
            base_url="http://desk.example",
            headers=headers,
            **more,
        )

    async def post(self, who: str, path: str, **body: Any) -> httpx.Response:
        async with self.client(who) as client:
            return await client.post(path, json=body)

    async def get(self, who: str | None, path: str) -> httpx.Response:
        async with self.client(who) as client:
            return await client.get(path)

    async def drafted(self, text: str = NOTICE, *, who: str = "ava", **more: Any) -> dict[str, Any]:
        made = await self.post(who, "/v1/drafts", **ticket(text, **more))
        assert made.status_code == 201, made.text
        found: dict[str, Any] = made.json()
        return found

    async def waiting(self, **more: Any) -> dict[str, Any]:
        """A draft that waits for a reviewer."""
        draft = await self.drafted(COUNTER_NOTICE, requester={"name": "Ines Kruger"}, **more)
        assert draft["status"] == "in_review"
        return draft

    async def decide(self, who: str, draft: dict[str, Any], decision: str, **more: Any) -> httpx.Response:
        body = {"decision": decision, "revision": draft["revision"], **more}
        return await self.post(who, f"/v1/reviews/{draft['draft_id']}/decision", **body)

    @asynccontextmanager
    async def browser(self, who: str) -> AsyncIterator[httpx.AsyncClient]:
        """Signed in by a cookie, and asking for HTML as browsers do."""
        async with self.client() as client:
            client.headers["Accept"] = "text/html,application/xhtml+xml"
            answer = await client.post("/sign-in", data={"key": self.keys[who]})
            assert answer.status_code == 303
            yield client


def ticket(text: str = NOTICE, **more: Any) -> dict[str, Any]:
    return {"messages": [{"text": text}], **more}


@pytest.fixture(scope="session")
def policies() -> Policies:
    return compile_policies(ROOT / "policies")


@asynccontextmanager
async def running(data_dir: Path, policies: Policies) -> AsyncIterator[Desk]:
    app = create_app(Settings(data_dir=data_dir), policies)
    async with app.router.lifespan_context(app):
        store: SqlStore = app.state.service.parts.store
        keys = {name: await store.add_person(name, levels, by="test") for name, levels in PEOPLE.items()}
        await store.revoke_person("gone", by="test")
        yield Desk(app, keys)


@pytest.fixture(scope="module", autouse=True)
def plain_redactor() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(bootstrap, "build_redactor", lambda *_: PlainRedactor())
        yield


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def desk(tmp_path_factory: pytest.TempPathFactory, policies: Policies) -> AsyncIterator[Desk]:
    """Shared by a module: tests make tickets of their own and leave people and policies as they are."""
    async with running(tmp_path_factory.mktemp("desk"), policies) as found:
        yield found
