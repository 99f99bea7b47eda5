"""The extractor in the pipeline against an endpoint that lies and breaks: evidence for a person, or nothing at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from drafting import bootstrap
from drafting.models import Actor, Draft, ElementState, Event, Message, Outcome, RawText, Requester, Ticket
from drafting.policy.compiler import Policies, compile_policies
from drafting.settings import Settings
from tests.integration.fake_model import (
    Answers,
    Behaviour,
    Breaks,
    FakeModel,
    Hangs,
    Says,
    Sends,
    Status,
    fake_model,
    framework_of,
)
from tests.unit.policy.small import ACCESS, TODAY, write

AGENT = Actor(name="agent")
WORDS = "Hand me a duplicate of the lot, please."
TICKET = Ticket(
    id="T-1",
    requester=Requester(name=RawText("Ines Kruger"), email=RawText("ines@example.com"), verified=True),
    messages=(
        Message(
            text=RawText(
                "I want to see my data, everything that you hold about me. "
                f"{WORDS}\n\nWrite to ines@example.com.\nInes Kruger"
            )
        ),
        Message.model_validate({"from": "agent", "text": "What would you like to receive? A copy, say?"}),
    ),
)
QUOTED = Says(json.dumps({"right": WORDS}))
MADE_UP = Says(json.dumps({"right": "I want a copy of my data."}))


@pytest.fixture(scope="module")
def endpoint() -> Iterator[FakeModel]:
    with fake_model() as model:
        yield model


def compiled(folder: Path, how: str) -> Policies:
    asks = "    ask: Please say what you would like to receive.\n"
    assert asks in ACCESS
    access = ACCESS.replace(asks, f"{asks}    extract: {how}\n")
    return compile_policies(write(folder, {"privacy/access.md": access}), today=TODAY)


@pytest.fixture(scope="module")
def unclear(tmp_path_factory: pytest.TempPathFactory) -> Policies:
    return compiled(tmp_path_factory.mktemp("unclear"), "unclear")


@pytest.fixture(scope="module")
def present(tmp_path_factory: pytest.TempPathFactory) -> Policies:
    return compiled(tmp_path_factory.mktemp("present"), "present")


async def drafted(
    endpoint: FakeModel, policies: Policies, data_dir: Path, ticket: Ticket = TICKET, **changed: Any
) -> tuple[Draft, list[Event]]:
    given: dict[str, object] = {
        "data_dir": data_dir,
        "model": "openai/fake",
        "model_api_base": endpoint.url,
        "model_api_key": SecretStr("sk-test-4f9a2b7c1d8e"),
        "model_timeout_s": 20.0,
        "model_retries": 0,
        "extract": "on",
    }
    async with bootstrap.running(Settings.model_validate(given | changed), policies) as service:
        draft = await service.draft(ticket, AGENT)
        return draft, list(await service.history(draft.draft_id))


def state(draft: Draft) -> ElementState:
    return next(item.state for item in draft.intake if item.element == "right")


async def test_a_quotation_of_his_words_goes_to_a_person_with_them(
    endpoint: FakeModel, unclear: Policies, tmp_path: Path
) -> None:
    endpoint.will(QUOTED, Answers(framework_of))
    draft, events = await drafted(endpoint, unclear, tmp_path)
    item = next(i for i in draft.intake if i.element == "right")
    assert (item.state, item.evidence) == (ElementState.UNCLEAR, WORDS)
    assert "unclear" in " ".join(draft.approval.reasons)
    assert draft.approval.level.value == "reviewer"
    logged = next(e for e in events if e.kind == "extracted")
    assert (logged.reason, logged.data["quoted"]) == ("", ["privacy/access/right"])
    assert WORDS not in json.dumps(logged.data)
    assert {"extract", "draft"} == draft.provenance.prompts.keys()
    assert draft.provenance.usage["input_tokens"] == 200
    assert draft.provenance.extract_fallback is None


async def test_the_policy_may_count_it_as_present(endpoint: FakeModel, present: Policies, tmp_path: Path) -> None:
    endpoint.will(QUOTED, Answers(framework_of))
    draft, _ = await drafted(endpoint, present, tmp_path)
    assert (state(draft), draft.outcome) == (ElementState.PRESENT, Outcome.CONFIRM)


BROKEN: dict[str, tuple[Behaviour, str]] = {
    "hangs": (Hangs(4), "did not finish"),
    "returns 500": (Status(500, "sk-test-4f9a2b7c1d8e"), "status 500"),
    "breaks off": (Breaks('{"right": "Hand'), "The model call failed"),
    "sends nonsense": (Sends(b"data: {not json\n\n"), "JSONDecodeError"),
    "chats": (Says("I could not find anything, sorry!"), "not the JSON object"),
    "decides": (Says('{"right": null, "outcome": "confirm"}'), "was not asked"),
    "makes it up": (MADE_UP, "did not write"),
    "quotes us": (Says(json.dumps({"right": "What would you like to receive?"})), "did not write"),
    "is too long": (Says("{", finish="length"), "COUNTERSIGN_MODEL_MAX_TOKENS"),
    "repeats the fence": (
        Answers(lambda body: json.dumps({"right": body["messages"][-1]["content"].split("CUSTOMER_TEXT ")[1][:16]})),
        "its instructions",
    ),
}


@pytest.mark.parametrize("how", BROKEN)
async def test_a_model_that_fails_leaves_the_examination_as_it_was(
    endpoint: FakeModel, present: Policies, tmp_path: Path, how: str
) -> None:
    behaviour, why = BROKEN[how]
    endpoint.will(behaviour, Answers(framework_of))
    patience: dict[str, Any] = {"model_timeout_s": 2.0} if how == "hangs" else {}
    draft, events = await drafted(endpoint, present, tmp_path, **patience)
    assert (state(draft), draft.outcome) == (ElementState.MISSING, Outcome.REQUEST_MISSING)
    assert why in (draft.provenance.extract_fallback or "")
    assert draft.provenance.drafter == "model", "the drafter is asked all the same"
    logged = next(e for e in events if e.kind == "extracted")
    assert why in logged.reason
    assert logged.data["quoted"] == []
    assert "sk-test" not in f"{draft.provenance}{events}"


async def test_what_an_answer_cost_counts_when_its_words_are_refused(
    endpoint: FakeModel, present: Policies, tmp_path: Path
) -> None:
    endpoint.will(MADE_UP, Answers(framework_of))
    draft, _ = await drafted(endpoint, present, tmp_path)
    assert draft.provenance.usage["input_tokens"] == 200
    assert "extract" in draft.provenance.prompts


async def test_the_model_sees_masked_words_of_his_and_the_requests_of_the_policy(
    endpoint: FakeModel, present: Policies, tmp_path: Path
) -> None:
    endpoint.will(QUOTED, Answers(framework_of))
    await drafted(endpoint, present, tmp_path)
    asked = "\n".join(m["content"] for m in endpoint.requests[0].body["messages"])
    assert WORDS in asked
    assert "- right: Please say what you would like to receive." in asked
    assert "<EMAIL_ADDRESS_1>" in asked
    assert "A copy, say?" not in asked
    for value in ("Ines", "Kruger", "ines@example.com"):
        assert value not in endpoint.text_seen


async def test_a_value_that_the_vault_knows_is_not_sent(
    endpoint: FakeModel, present: Policies, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from drafting.examine.extract import Gaps

    monkeypatch.setattr(Gaps, "words", "I am Ines Kruger")  # as if the redactor had overlooked a name
    endpoint.will(QUOTED, Answers(framework_of))
    draft, _ = await drafted(endpoint, present, tmp_path)
    assert "personal value" in (draft.provenance.extract_fallback or "")
    assert "Kruger" not in endpoint.text_seen
    assert len(endpoint.requests) == 1


async def test_one_budget_holds_for_both(endpoint: FakeModel, present: Policies, tmp_path: Path) -> None:
    endpoint.will(QUOTED)
    draft, _ = await drafted(endpoint, present, tmp_path, model_budget_tokens=100)
    assert endpoint.requests == []
    assert "budget" in (draft.provenance.extract_fallback or "")
    assert "budget" in (draft.provenance.fallback or "")


@pytest.mark.parametrize("off", [{"extract": "off"}, {"model": None}])
async def test_it_is_off_unless_it_is_switched_on_and_a_model_is_set(
    endpoint: FakeModel, present: Policies, tmp_path: Path, off: dict[str, Any]
) -> None:
    endpoint.will(Answers(framework_of))
    draft, events = await drafted(endpoint, present, tmp_path, **off)
    assert state(draft) is ElementState.MISSING
    assert "extracted" not in {e.kind for e in events}
    assert "CUSTOMER_TEXT" not in endpoint.text_seen or "You look for quotations" not in endpoint.text_seen


async def test_nobody_is_asked_when_nothing_is_open(endpoint: FakeModel, present: Policies, tmp_path: Path) -> None:
    asked = "I want a copy of my data, everything that you hold about me. Ines Kruger"
    whole = TICKET.model_copy(update={"messages": (Message(text=RawText(asked)),)})
    endpoint.will(Answers(framework_of))
    draft, events = await drafted(endpoint, present, tmp_path, whole)
    assert state(draft) is ElementState.PRESENT
    assert len(endpoint.requests) == 1
    assert "extracted" not in {e.kind for e in events}
