"""Who may do what: one table over all routes, and what happens to keys, cookies and links that are no longer good."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest
import pytest_asyncio
from cryptography.fernet import Fernet
from fastapi.routing import APIRoute

from api.auth import COOKIE, SIGN_IN_S, Sessions
from drafting.models import Level
from drafting.policy.compiler import Policies
from tests.http.conftest import Desk, running, ticket

pytestmark = pytest.mark.asyncio(loop_scope="module")


class Row(NamedTuple):
    """A route and the status that a stranger, an agent and a reviewer get."""

    method: str
    path: str
    stranger: int
    agent: int
    reviewer: int
    body: dict[str, object] | None = None


# {id} is a draft that waits for a reviewer. A decision without a valid revision changes nothing: 409 means "allowed".
OLD = {"decision": "approve", "revision": 99}
TABLE = [
    Row("GET", "/healthz", 200, 200, 200),
    Row("GET", "/readyz", 200, 200, 200),
    Row("GET", "/metrics", 200, 200, 200),
    Row("POST", "/v1/drafts", 401, 201, 201, ticket()),
    Row("GET", "/v1/drafts/{id}", 401, 200, 200),
    Row("POST", "/v1/drafts/{id}/sent", 401, 409, 409, {"revision": 99}),
    Row("GET", "/v1/reviews", 401, 403, 200),
    Row("POST", "/v1/reviews/{id}/decision", 401, 403, 409, OLD),
    Row("GET", "/v1/policies", 401, 200, 200),
    Row("GET", "/v1/policies/dmca/takedown", 401, 200, 200),
    Row("GET", "/", 303, 303, 303),
    Row("GET", "/sign-in", 200, 200, 200),
    Row("GET", "/sidebar", 401, 200, 200),
    Row("GET", "/sidebar?draft={id}", 401, 200, 200),
    Row("GET", "/review", 401, 403, 200),
    Row("GET", "/review/{id}", 401, 403, 200),
    Row("GET", "/policies", 401, 200, 200),
    Row("GET", "/policies/dmca/takedown", 401, 200, 200),
    Row("GET", "/openapi.json", 200, 200, 200),
]
# Forms: with a key (no cookie) they act without a CSRF token, since no browser adds a key by itself.
FORMS = [
    Row("POST", "/sidebar", 401, 303, 303, {"text": "Please take it down."}),
    Row("POST", "/sidebar/{id}/sent", 401, 409, 409, {"revision": "99"}),
    Row("POST", "/review/{id}", 401, 403, 409, {"decision": "approve", "revision": "99"}),
    Row("POST", "/sidebar/{id}/again", 401, 303, 303, {"fact:signature": "present"}),
    Row("POST", "/sign-out", 401, 303, 303, {}),
]
WHO = ["stranger", "agent", "reviewer"]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def draft_id(desk: Desk) -> str:
    found = (await desk.waiting())["draft_id"]
    assert isinstance(found, str)
    return found


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("row", TABLE + FORMS, ids=lambda row: f"{row.method} {row.path}")
async def test_access(desk: Desk, draft_id: str, row: Row, who: str) -> None:
    async with desk.client({"agent": "ava", "reviewer": "rhea"}.get(who)) as client:
        given = {"data": row.body} if row in FORMS else {"json": row.body}
        answer = await client.request(row.method, row.path.format(id=draft_id), **given)  # type: ignore[arg-type]
    assert answer.status_code == getattr(row, who), answer.text
    if answer.status_code == 401:
        assert answer.headers["www-authenticate"] == "Bearer"
        assert answer.headers["content-type"] == "application/problem+json"


async def test_every_route_stands_in_the_table(desk: Desk) -> None:
    from api import health, pages, routes

    known = {(row.method, row.path.partition("?")[0].replace("dmca/takedown", "*").format(id="*")) for row in TABLE}
    known |= {(row.method, row.path.format(id="*")) for row in FORMS} | {("POST", "/sign-in")}
    for router in (health.router, pages.router, routes.router):
        for route in router.routes:
            assert isinstance(route, APIRoute)
            path = route.path.replace("{section:path}", "*").replace("{draft_id}", "*")
            for method in (route.methods or set()) - {"HEAD"}:
                assert (method, path) in known, f"{method} {path} is in no row of the access table"


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer ",
        "Bearer wrong",
        "Bearer cs_00000000_" + "A" * 43,
        "Bearer cs_00000000_" + "A" * 4300,
        "Basic YXZhOnNlY3JldA==",
        "Bearer \u00e9".encode("latin-1").decode("latin-1"),
    ],
)
async def test_without_a_good_key_nothing_is_told(desk: Desk, header: str) -> None:
    async with desk.client() as client:
        answer = await client.get("/v1/policies", headers=[(b"Authorization", header.encode("latin-1"))])
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.json()["status"] == 401


async def test_a_key_with_one_letter_changed_opens_nothing(desk: Desk) -> None:
    key = desk.keys["ava"]
    async with desk.client() as client:
        wrong = key[:-1] + ("A" if key[-1] != "A" else "B")
        assert (await client.get("/v1/policies", headers={"Authorization": f"Bearer {wrong}"})).status_code == 401
        assert (await client.get("/v1/policies", headers={"Authorization": f"bearer {key}"})).status_code == 200


async def test_a_revoked_key_opens_nothing(desk: Desk) -> None:
    answer = await desk.get("gone", "/v1/policies")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"


# -- sessions ------------------------------------------------------------------------------------------------


@pytest_asyncio.fixture(loop_scope="module")
async def own_desk(tmp_path: Path, policies: Policies) -> AsyncIterator[Desk]:
    """For tests that change the people."""
    async with running(tmp_path, policies) as found:
        yield found


async def test_a_cookie_is_not_for_scripts_and_not_for_other_sites(desk: Desk) -> None:
    async with desk.client() as client:
        answer = await client.post("/sign-in", data={"key": desk.keys["ava"], "next": "/sidebar"})
    cookie = answer.headers["set-cookie"].lower()
    assert answer.headers["location"] == "/sidebar"
    assert cookie.startswith(COOKIE)
    assert "httponly" in cookie
    assert "samesite=strict" in cookie or "samesite=lax" in cookie
    assert desk.keys["ava"].lower() not in cookie


async def test_behind_https_a_cookie_travels_over_https_only(desk: Desk) -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(desk.app), base_url="https://desk.example") as client:
        answer = await client.post("/sign-in", data={"key": desk.keys["ava"]})
    assert "secure" in answer.headers["set-cookie"].lower()


async def test_a_session_ends_at_once_when_its_person_is_revoked(own_desk: Desk) -> None:
    async with own_desk.browser("rhea") as client:
        assert (await client.get("/review")).status_code == 200
        await own_desk.store.revoke_person("rhea", by="test")
        assert (await client.get("/review")).headers["location"] == "/sign-in?next=/review"


async def test_an_old_cookie_is_not_the_new_person_of_that_name(own_desk: Desk) -> None:
    async with own_desk.browser("rhea") as client:
        await own_desk.store.revoke_person("rhea", by="test")
        own_desk.keys["rhea"] = await own_desk.store.add_person("rhea", [Level.EXECUTIVE], by="test")
        assert (await client.get("/review")).headers["location"] == "/sign-in?next=/review"
    async with own_desk.browser("rhea") as client:
        assert (await client.get("/review")).status_code == 200


async def signed_in_by(desk: Desk, token: str, next: str = "/sidebar") -> httpx.Response:
    async with desk.client() as client:
        return await client.get("/sign-in", params={"token": token, "next": next})


def sessions(desk: Desk) -> Sessions:
    found: Sessions = desk.app.state.sessions
    return found


@pytest.mark.parametrize(
    "next",
    ["//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "", "x"],
)
async def test_a_sign_in_link_leads_nowhere_else(desk: Desk, next: str) -> None:
    answer = await signed_in_by(desk, sessions(desk).issue("sign-in", "ava"), next)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sidebar"


@pytest.mark.parametrize("next", ["/\t/evil.example", "/\n/evil.example", "/\r\n/evil.example", "/%09/evil.example"])
async def test_a_link_with_control_characters_stays_here(desk: Desk, next: str) -> None:
    """Browsers drop tabs and newlines from a URL: `/<TAB>/evil.example` becomes `//evil.example`."""
    answer = await signed_in_by(desk, sessions(desk).issue("sign-in", "ava"), next)
    location = answer.headers["location"]
    for character in "\t\n\r":
        assert character not in location
    assert not location.startswith("//")


async def test_a_link_signs_in_and_no_other_token_does(desk: Desk) -> None:
    good = await signed_in_by(desk, sessions(desk).issue("sign-in", "ava"), "/policies")
    assert good.headers["location"] == "/policies"
    assert COOKIE in good.headers["set-cookie"]
    held = sessions(desk)._fernet.decrypt(sessions(desk).issue("sign-in", "ava"))
    assert (await signed_in_by(desk, sessions(desk)._fernet.encrypt(held).decode())).status_code == 303
    expired = sessions(desk)._fernet.encrypt_at_time(held, int(time.time()) - SIGN_IN_S - 5).decode()
    forged = Fernet(Fernet.generate_key()).encrypt(held).decode()
    other_purpose = sessions(desk).issue("session", "ava")
    for token in (expired, forged, other_purpose, "x", "é", good.cookies[COOKIE]):
        refused = await signed_in_by(desk, token)
        assert refused.status_code == 401
        assert "set-cookie" not in refused.headers
        assert "no longer valid" in refused.text


async def test_an_expired_session_is_over(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk.browser("ava") as client:
        assert (await client.get("/sidebar")).status_code == 200
        monkeypatch.setattr("api.auth.SESSION_S", -1)
        assert (await client.get("/sidebar")).headers["location"] == "/sign-in?next=/sidebar"


async def test_a_token_of_a_link_is_no_session(desk: Desk) -> None:
    async with desk.client(cookies={COOKIE: sessions(desk).issue("sign-in", "rhea")}) as client:
        assert (await client.get("/review")).status_code == 401


async def test_signing_out_takes_the_cookie_away(desk: Desk) -> None:
    async with desk.browser("ava") as client:
        csrf = sessions(desk).csrf(client.cookies[COOKIE])
        answer = await client.post("/sign-out", data={"csrf": csrf})
        assert answer.status_code == 303
        assert COOKIE not in client.cookies
