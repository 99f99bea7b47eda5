"""What leaves the process: a recording model server sees placeholders only, whatever the tickets hold."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from drafting import bootstrap
from drafting.models import Actor, Draft, Message, RawText, Requester, Status, Ticket, Verdict
from drafting.policy.compiler import Policies, compile_policies
from drafting.settings import ROOT, Settings
from tests.integration.fake_model import (
    Answers,
    Behaviour,
    Breaks,
    FakeModel,
    Hangs,
    Says,
    Sends,
    fake_model,
    framework_of,
)
from tests.integration.fake_model import (
    Status as HttpStatus,
)
from tests.integration.planted import tickets

AGENT = Actor(name="agent")
TICKET = Ticket(
    id="T-1",
    requester=Requester(name=RawText("Ines Kruger"), email=RawText("ines@example.com"), verified=True),
    messages=(Message(text=RawText("Please send me a copy of all personal data you hold about me. Ines Kruger")),),
)


@pytest.fixture(scope="module")
def policies() -> Policies:
    return compile_policies(ROOT / "policies")


@pytest.fixture(scope="module")
def endpoint() -> Iterator[FakeModel]:
    with fake_model() as model:
        yield model


def settings(endpoint: FakeModel, data_dir: Path, **changed: object) -> Settings:
    given: dict[str, object] = {
        "data_dir": data_dir,
        "model": "openai/fake",
        "model_api_base": endpoint.url,
        "model_api_key": SecretStr("sk-test-4f9a2b7c1d8e"),
        "model_timeout_s": 8.0,
        "model_retries": 0,
    }
    return Settings.model_validate(given | changed)


async def test_no_planted_value_of_sixty_tickets_arrives_at_the_model_the_log_or_the_disk(
    endpoint: FakeModel, policies: Policies, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    endpoint.will(Answers(framework_of))
    asked_before = len(endpoint.requests)
    planted = tickets(60, seed=60)
    drafts: list[Draft] = []
    with caplog.at_level(logging.DEBUG):
        async with bootstrap.running(settings(endpoint, tmp_path), policies) as service:
            for case in planted:
                drafts.append(await service.draft(case.ticket, AGENT))
    assert len(endpoint.requests) - asked_before >= 40, "too few tickets reached the model to prove anything"

    on_disk = _all_bytes(tmp_path)
    for case in planted:
        for value in case.values:
            assert value not in endpoint.text_seen, f"{case.ticket.id}: a value arrived at the model"
            assert value not in caplog.text, f"{case.ticket.id}: a value stands in the log"
            assert value.encode() not in on_disk, f"{case.ticket.id}: a value is readable on disk"
    assert any(d.provenance.drafter == "model" for d in drafts)


def _all_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


MISBEHAVIOUR: dict[str, Behaviour] = {
    "hangs": Hangs(12),
    "returns 500": HttpStatus(500),
    "returns 401": HttpStatus(401, "bad key sk-test-4f9a2b7c1d8e"),
    "malformed JSON": Sends(b"data: {not json\n\n"),
    "an empty reply": Says(""),
    "a cut stream": Breaks("Hello <PERSON_1>, thank"),
    "nonsense": Says("\x00\x01 %%%%"),
}


@pytest.mark.parametrize("how", MISBEHAVIOUR)
async def test_a_broken_model_costs_the_wording_and_nothing_else(
    endpoint: FakeModel, policies: Policies, tmp_path: Path, how: str
) -> None:
    endpoint.will(MISBEHAVIOUR[how])
    async with bootstrap.running(settings(endpoint, tmp_path), policies) as service:
        draft = await service.draft(TICKET, AGENT)
        events = [event.reason for event in await service.history(draft.draft_id)]
    assert draft.provenance.drafter == "playbook"
    assert draft.provenance.fallback
    assert draft.reply is not None
    assert "Ines Kruger" in draft.reply.body
    assert draft.status is Status.READY
    assert "sk-test" not in f"{draft.provenance.fallback}{events}"


async def test_a_text_that_stays_blocked_is_revised_twice_and_then_replaced(
    endpoint: FakeModel, policies: Policies, tmp_path: Path
) -> None:
    endpoint.will(
        Says("Hello <PERSON_1>, we guarantee that your data is gone. Your account exists. <PERSON_7> will call you.")
    )
    async with bootstrap.running(settings(endpoint, tmp_path), policies) as service:
        draft = await service.draft(TICKET, AGENT)
    assert len(endpoint.requests) == 3
    assert draft.provenance.revisions == 2
    assert draft.provenance.drafter == "playbook"
    assert "blocked" in (draft.provenance.fallback or "")
    assert draft.verdict is Verdict.PASS


@pytest.mark.parametrize(
    "mangled",
    [
        "<PERSON_10>",
        "<person_1>",
        "PERSON_1",
        "[PERSON_1]",
        "< PERSON_1 >",
        "<PERSONE_1>",
        "<PERSON_01>",
        "&lt;PERSON_1&gt;",
    ],
)
async def test_a_mangled_placeholder_never_reaches_a_customer(
    endpoint: FakeModel, policies: Policies, tmp_path: Path, mangled: str
) -> None:
    endpoint.will(Answers(lambda body: framework_of(body).replace("<PERSON_1>", mangled)))
    async with bootstrap.running(settings(endpoint, tmp_path), policies) as service:
        draft = await service.draft(TICKET, AGENT)
    assert draft.reply is not None
    assert draft.provenance.drafter == "playbook", "the mangled text was kept"
    assert draft.reply.body.startswith("Hello Ines Kruger,")
    assert not re.search(r"PERSONE?\W?_", draft.reply.body, re.IGNORECASE)


async def test_the_models_budget_ends_the_calls_and_not_the_drafts(
    endpoint: FakeModel, policies: Policies, tmp_path: Path
) -> None:
    endpoint.will(Answers(framework_of))
    async with bootstrap.running(settings(endpoint, tmp_path, model_budget_tokens=100), policies) as service:
        draft = await service.draft(TICKET, AGENT)
    assert not endpoint.requests
    assert "budget" in (draft.provenance.fallback or "")
    assert draft.reply is not None
