"""The pages: they need a session, a form needs its token, and what a customer wrote is text and nothing else."""

from __future__ import annotations

import re

import httpx
import pytest

from api.auth import COOKIE
from tests.http.conftest import COUNTER_NOTICE, Desk

pytestmark = pytest.mark.asyncio(loop_scope="module")
HOSTILE = """</textarea></script><script>alert(1)</script><img src=x onerror=alert(2)> "quoted' {{ 7*7 }} <PERSON_1>"""


def token(page: httpx.Response) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]{64})"', page.text)
    assert found, "the page has no form with a CSRF token"
    return found[1]


@pytest.mark.parametrize("path", ["/sidebar", "/review", "/review/x", "/policies", "/policies/dmca/takedown"])
async def test_a_stranger_is_sent_to_sign_in_and_back(desk: Desk, path: str) -> None:
    async with desk.client() as client:
        answer = await client.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/sign-in?next={path}"


async def test_a_wrong_key_signs_nobody_in(desk: Desk) -> None:
    async with desk.client() as client:
        answer = await client.post("/sign-in", data={"key": "cs_wrong", "next": '"><script>alert(1)</script>'})
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers
    assert "<script>alert" not in answer.text
    assert "cs_wrong" not in answer.text


FORMS = [
    ("/sidebar", {"text": "Please take it down."}),
    ("/sidebar/{id}/again", {"fact:signature": "present"}),
    ("/sidebar/{id}/sent", {"revision": "2"}),
    ("/review/{id}", {"decision": "reject", "revision": "2", "reason": "no"}),
    ("/sign-out", {}),
]


async def test_a_form_without_its_token_changes_nothing(desk: Desk) -> None:
    draft = await desk.waiting()
    async with desk.browser("rhea") as other:
        of_another_session = desk.app.state.sessions.csrf(other.cookies[COOKIE] + "x")
    async with desk.browser("rhea") as client:
        for path, form in FORMS:
            for csrf in (None, "", "0" * 64, "é", of_another_session):
                given = form if csrf is None else {**form, "csrf": csrf}
                answer = await client.post(path.format(id=draft["draft_id"]), data=given)
                assert answer.status_code == 403, (path, csrf)
    after = (await desk.get("rhea", f"/v1/drafts/{draft['draft_id']}")).json()
    assert (after["status"], after["revision"]) == ("in_review", draft["revision"])


async def test_the_api_refuses_a_cookie_without_the_token(desk: Desk) -> None:
    draft = await desk.waiting()
    body = {"decision": "approve", "revision": draft["revision"]}
    path = f"/v1/reviews/{draft['draft_id']}/decision"
    async with desk.browser("rhea") as client:
        assert (await client.post(path, json=body)).status_code == 403
        csrf = desk.app.state.sessions.csrf(client.cookies[COOKIE])
        assert (await client.post(path, json=body, headers={"X-CSRF-Token": csrf})).status_code == 200


async def test_an_agent_pastes_a_ticket_and_sees_its_draft(desk: Desk) -> None:
    async with desk.browser("ava") as client:
        csrf = token(await client.get("/sidebar"))
        form = {"text": COUNTER_NOTICE, "name": "Ines Kruger", "ticket_id": "ZD-500", "csrf": csrf}
        answer = await client.post("/sidebar", data=form)
        assert answer.status_code == 303
        page = await client.get(answer.headers["location"])
    assert page.status_code == 200
    assert "ZD-500" in page.text
    assert "Hello Ines Kruger," in page.text


async def test_the_words_of_a_ticket_are_escaped_everywhere(desk: Desk) -> None:
    draft = await desk.waiting(id="ZD-600")
    hostile = await desk.drafted(
        f"{COUNTER_NOTICE}\n\n{HOSTILE}",
        subject=HOSTILE,
        requester={"name": HOSTILE[:190], "email": "<script>@example.com"},
        facts={"case_id": HOSTILE},
    )
    assert draft["draft_id"] != hostile["draft_id"]
    async with desk.browser("both") as client:
        for path in ("/sidebar", f"/sidebar?draft={hostile['draft_id']}", "/review", f"/review/{hostile['draft_id']}"):
            page = await client.get(path)
            assert page.status_code == 200, path
            assert "<script>alert" not in page.text, path
            assert "<img src=x" not in page.text, path
            assert "</textarea></script>" not in page.text, path
            assert "{{ 7*7 }}" in page.text or "7*7" not in page.text, path
        shown = await client.get(f"/review/{hostile['draft_id']}")
        assert "&lt;script&gt;alert(1)" in shown.text


async def test_what_a_reviewer_typed_is_escaped_and_kept(desk: Desk) -> None:
    draft = await desk.waiting()
    async with desk.browser("rhea") as client:
        csrf = token(await client.get(f"/review/{draft['draft_id']}"))
        form = {"decision": "reject", "revision": "99", "reason": "<script>alert(1)</script>", "csrf": csrf}
        answer = await client.post(f"/review/{draft['draft_id']}", data=form)
        assert answer.status_code == 409
        assert "<script>alert" not in answer.text
        form |= {"revision": str(draft["revision"])}
        assert (await client.post(f"/review/{draft['draft_id']}", data=form)).status_code == 303
        page = await client.get(f"/review/{draft['draft_id']}")
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text


async def test_the_review_page_hides_what_the_agent_sees(desk: Desk) -> None:
    draft = await desk.waiting()
    async with desk.browser("rhea") as client:
        page = await client.get(f"/review/{draft['draft_id']}")
    assert "Ines" not in page.text
    assert "Kruger" not in page.text


async def test_a_reviewer_approves_on_the_page_and_the_asker_is_told_why_not(desk: Desk) -> None:
    draft = await desk.waiting(who="both")
    path = f"/review/{draft['draft_id']}"
    form = {"decision": "approve", "revision": str(draft["revision"])}
    async with desk.browser("both") as client:
        page = await client.get(path)
        assert "another person approves it" in page.text
        refused = await client.post(path, data={**form, "csrf": token(page)})
        assert refused.status_code == 403
        assert "another person approves it" in refused.text
    async with desk.browser("rhea") as client:
        page = await client.get(path)
        assert "another person approves it" not in page.text
        assert (await client.post(path, data={**form, "csrf": token(page)})).status_code == 303
    assert (await desk.get("ava", f"/v1/drafts/{draft['draft_id']}")).json()["status"] == "approved"


@pytest.mark.parametrize("path", ["/sign-in", "/sidebar", "/review", "/policies", "/v1/policies", "/healthz", "/no"])
async def test_every_answer_has_the_security_headers(desk: Desk, path: str) -> None:
    async with desk.browser("rhea") as client:
        for answer in (await client.get(path), await client.delete(path)):
            policy = answer.headers["content-security-policy"]
            assert "default-src 'self'" in policy
            assert "unsafe" not in policy
            assert "frame-ancestors" in policy
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["referrer-policy"] == "no-referrer"
            assert answer.headers["cache-control"] == "no-store"


async def test_no_page_needs_another_host_or_an_inline_script(desk: Desk) -> None:
    draft = await desk.waiting()
    async with desk.browser("rhea") as client:
        for path in ("/sign-in", "/sidebar", f"/sidebar?draft={draft['draft_id']}", "/review", "/policies"):
            page = await client.get(path)
            assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page.text.replace("http://www.w3.org", ""))
            assert not re.search(r"<script(?![^>]*\bsrc=)", page.text), path
            assert not re.search(r"\son[a-z]+=", page.text), path
            assert not re.search(r"\sstyle=", page.text), path
