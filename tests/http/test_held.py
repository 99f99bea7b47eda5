"""A ticket that the redactor holds: the review desk reads it, and nobody and nothing else does."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from drafting import bootstrap
from drafting.policy.compiler import Policies
from drafting.ports import NewEvent
from drafting.redaction.engine import PresidioRedactor
from drafting.redaction.spans import Span
from drafting.settings import Settings
from tests.http.conftest import Desk, running
from tests.http.test_pages import token

pytestmark = pytest.mark.asyncio(loop_scope="module")
GERMAN = """Sehr geehrte Damen und Herren,

bitte löschen Sie alle Daten, die Sie über mich gespeichert haben, und bestätigen Sie mir das schriftlich an
anna.beispiel@example.com oder telefonisch. <script>alert(1)</script>

Mit freundlichen Grüßen
Anna Beispiel"""
SHOWN = "Mit freundlichen Grüßen\nAnna Beispiel"
VALUES = ("Beispiel", "freundlichen", "example.com")


@pytest.fixture(scope="module", autouse=True)
def plain_redactor() -> Iterator[None]:
    """The real redactor without its model: a German message does not get that far."""

    def nothing(_: str) -> Sequence[Span]:
        return ()

    def build(settings: Settings, _: object) -> PresidioRedactor:
        return PresidioRedactor(settings, analyze=nothing)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(bootstrap, "build_redactor", build)
        yield


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


async def test_a_reviewer_reads_it_with_its_structured_values_hidden(desk: Desk) -> None:
    draft = await desk.drafted(GERMAN, subject="Löschung meiner Daten <b>")
    assert draft["status"] == "in_review"
    assert "German" in draft["held"]
    async with desk.browser("rhea") as client:
        page = await client.get(f"/review/{draft['draft_id']}")
    assert page.status_code == 200
    assert SHOWN in page.text
    assert "Löschung meiner Daten &lt;b&gt;" in page.text
    assert "example.com" not in page.text
    assert 'title="hidden email address"' in page.text
    assert "names and places are not" in page.text
    assert "&lt;script&gt;alert(1)" in page.text
    assert "<script>alert" not in page.text
    assert page.headers["cache-control"] == "no-store"


async def test_each_look_is_one_event_with_a_name_and_no_value(desk: Desk) -> None:
    draft = await desk.drafted(GERMAN)
    path = f"/review/{draft['draft_id']}"
    for who in ("rhea", "lena", "rhea"):
        async with desk.browser(who) as client:
            await client.get(path)
    history = await desk.service.history(draft["draft_id"])
    looks = [event for event in history if event.kind == "revealed"]
    assert [event.actor for event in looks] == ["rhea", "lena", "rhea"]
    assert all(event.data == {"revision": draft["revision"], "held": True} for event in looks)
    assert not any(value in str(history) for value in VALUES)


async def test_a_refused_decision_shows_it_too(desk: Desk) -> None:
    draft = await desk.drafted(GERMAN)
    path = f"/review/{draft['draft_id']}"
    async with desk.browser("rhea") as client:
        form = {"decision": "approve", "revision": str(draft["revision"]), "csrf": token(await client.get(path))}
        answer = await client.post(path, data=form)
    assert answer.status_code == 403
    assert SHOWN in answer.text


@pytest.mark.parametrize("who", ["ava", "both"])
async def test_the_sidebar_and_the_api_do_not_get_it(desk: Desk, who: str) -> None:
    draft = await desk.drafted(GERMAN, who=who)
    async with desk.browser(who) as client:
        pages = [await client.get("/sidebar"), await client.get(f"/sidebar?draft={draft['draft_id']}")]
    pages += [await desk.get(who, f"/v1/drafts/{draft['draft_id']}"), await desk.get("rhea", "/v1/reviews")]
    assert all(page.status_code == 200 for page in pages)
    assert not any(value in page.text for value in VALUES for page in pages)
    assert not [e for e in await desk.service.history(draft["draft_id"]) if e.kind == "revealed"]


async def test_an_agent_may_not_open_the_page(desk: Desk) -> None:
    draft = await desk.drafted(GERMAN)
    async with desk.browser("ava") as client:
        page = await client.get(f"/review/{draft['draft_id']}")
    assert page.status_code == 403
    assert not any(value in page.text for value in VALUES)


async def test_nothing_of_it_is_kept_logged_or_measured(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        draft = await desk.drafted(GERMAN, channel="anna-beispiel")
        async with desk.browser("rhea") as client:
            assert SHOWN in (await client.get(f"/review/{draft['draft_id']}")).text
    metrics = await desk.get(None, "/metrics")
    state = await desk.service.graph.state(draft["draft_id"])
    texts = [caplog.text, metrics.text, state.model_dump_json(), str(await desk.service.history(draft["draft_id"]))]
    assert not any(value in text for value in (*VALUES, "anna-beispiel") for text in texts)


async def test_nothing_of_it_is_readable_on_disk(tmp_path: Path, policies: Policies) -> None:
    async with running(tmp_path, policies) as desk:
        draft = await desk.drafted(GERMAN)
        async with desk.browser("rhea") as client:
            assert SHOWN in (await client.get(f"/review/{draft['draft_id']}")).text
        files = contents(tmp_path)  # before the write-ahead logs are folded away, too
    for kept in (files, contents(tmp_path)):
        assert "checkpoints.db" in kept
        assert [name for name, data in kept.items() if any(value.encode() in data for value in VALUES)] == []


async def test_an_erased_case_has_its_page(desk: Desk) -> None:
    draft = await desk.drafted(GERMAN, id="ZD-ERASED")
    await desk.store.erase_case("ZD-ERASED", NewEvent("erased", "rhea"))
    async with desk.browser("rhea") as client:
        page = await client.get(f"/review/{draft['draft_id']}")
    assert page.status_code == 200
    assert "could not be read here" in page.text
    assert not any(value in page.text for value in VALUES)


async def test_an_id_that_is_an_address_is_refused_at_the_door(desk: Desk) -> None:
    answer = await desk.post("ava", "/v1/drafts", id="anna@example.com", messages=[{"text": "Hello."}])
    assert answer.status_code == 422
    assert "e-mail address is no ticket id" in answer.json()["detail"]
    assert "anna" not in answer.text
