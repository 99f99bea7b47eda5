"""What leaves the vault: placeholders only, whatever the tickets hold, whatever breaks, and whoever listens."""

from __future__ import annotations

import contextlib
import logging
import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from api.serve import CHATTY
from drafting import bootstrap
from drafting.errors import LostReview
from drafting.models import Actor, DecisionRequest, Draft, Level, Message, RawText, Requester, Status, Ticket, Verdict
from drafting.pipeline import Pipeline, State, Update, silent
from drafting.policy.compiler import Policies, compile_policies
from drafting.ports import Redactor
from drafting.settings import ROOT, Settings
from drafting.status import WAITING
from evals.replay import recording
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
from tests.integration.planted import leaks, tickets

AGENT = Actor(name="agent")
REVIEWER = Actor(name="reviewer", levels=frozenset(Level))
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


# -- a thousand tickets --------------------------------------------------------------------------------------

# 124 tickets in a minute or so; all thousand in seven with COUNTERSIGN_TEST_TICKETS=1000.
TICKETS, TICKETS_EACH, LOUD = int(os.environ.get("COUNTERSIGN_TEST_TICKETS", "120")), 40, 4
STEPS = ("redact", "triage", "retrieve", "examine", "decide", "draft", "check", "file")
QUICK = [how for name, how in MISBEHAVIOUR.items() if name != "hangs"]


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return bootstrap.build_redactor(Settings())


@pytest.fixture
def breaking(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Draft ids and the step that breaks for each, with the whole raw ticket in the error's words."""
    broken: dict[str, str] = {}

    def watched(name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        async def go(self: Pipeline, state: State, emit: Any = silent) -> Update:
            update: Update = await step(self, state, emit)
            if broken.get(state.draft_id) == name:
                ticket = await self.parts.store.load_ticket(state.draft_id)
                raise ValueError(f"cannot go on with {ticket.model_dump_json()}")
            return update

        return go

    for name in STEPS:
        monkeypatch.setattr(Pipeline, name, watched(name, getattr(Pipeline, name)))
    return broken


@contextlib.contextmanager
def logged(path: Path, quiet: Sequence[str]) -> Iterator[None]:
    """Everything goes into a file at debug, of the `quiet` loggers the warnings: pytest would keep every record."""
    root = logging.getLogger()
    levels = {name: logging.getLogger(name).level for name in ("root", *quiet)}
    handlers, handler = root.handlers, logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root.handlers = [handler]
    for name in levels:
        logging.getLogger(name).setLevel(logging.WARNING if name in quiet else logging.DEBUG)
    try:
        yield
    finally:
        root.handlers = handlers
        handler.close()
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)


def on_disk(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("chunk", range(1 + TICKETS // TICKETS_EACH))
async def test_no_planted_value_of_a_thousand_tickets_leaves_the_vault(
    endpoint: FakeModel,
    policies: Policies,
    redactor: Redactor,
    breaking: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    chunk: int,
) -> None:
    """Log at debug, cassettes being written, every third ticket breaks in one of the steps, every second model too."""
    monkeypatch.setattr(bootstrap, "build_redactor", lambda *_: redactor)  # one model for all chunks
    count = TICKETS_EACH if chunk else LOUD
    planted = tickets(count, seed=chunk)
    ids = iter(f"draft-{number}" for number in range(count))
    breaking |= {f"draft-{n}": STEPS[(chunk + n // 3) % len(STEPS)] for n in range(0, count, 3)}
    endpoint.will(Answers(framework_of))
    drafts: list[Draft] = []
    quiet = CHATTY if chunk else ()  # as `serve` has them; in the first chunk they say all they can
    with logged(tmp_path / "debug.log", quiet), recording(tmp_path / "cassette.yaml"):
        async with bootstrap.running(settings(endpoint, tmp_path), policies, new_id=lambda: next(ids)) as service:
            for number, case in enumerate(planted):
                answers = Answers(framework_of) if number % 2 == 0 else QUICK[(chunk + number // 2) % len(QUICK)]
                endpoint.script = [answers]
                drafts.append(await service.draft(case.ticket, AGENT))
                if drafts[-1].status in WAITING:
                    request = DecisionRequest(
                        decision="reject", revision=drafts[-1].revision, reason=RawText(case.reason)
                    )
                    with contextlib.suppress(LostReview):  # where `file` broke, the pipeline does not wait for it
                        await service.decide(drafts[-1].draft_id, REVIEWER, request)

    files = on_disk(tmp_path)
    places: dict[str, str | bytes] = {"what the model got": endpoint.text_seen, **files}
    places["cassette.yaml"] = re.sub(rb"\\?\n\s*\\?", b" ", files["cassette.yaml"])  # YAML breaks long lines at blanks
    assert leaks(planted, places) == []

    failed = {draft.draft_id for draft in drafts if draft.status is Status.FAILED}
    assert failed <= breaking.keys()
    assert len(failed) >= len(breaking) // 2, "too few steps broke to prove anything"
    assert len(endpoint.requests) >= count // 3, "too few tickets reached the model to prove anything"
    assert any(draft.provenance.drafter == "model" for draft in drafts)
    assert b"<PERSON_1>" in files["cassette.yaml"]
    assert {"countersign.db", "checkpoints.db"} <= files.keys()
    assert b" DEBUG " in files["debug.log"] and b" ERROR countersign draft draft-" in files["debug.log"]
