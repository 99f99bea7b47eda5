"""The model drafter against an endpoint that misbehaves: every failure is one clear error, never a bad text."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from drafting.compose.client import ModelClient
from drafting.compose.model import ModelDrafter
from drafting.compose.prompts import load_prompts
from drafting.errors import BadInput, BudgetSpent, DrafterFailed, RedactionFailed
from drafting.models import Outcome, Reply
from drafting.settings import ROOT, Settings
from tests.integration.fake_model import (
    Answers,
    Behaviour,
    Breaks,
    FakeModel,
    Hangs,
    Says,
    Sends,
    Status,
    chunk,
    fake_model,
)
from tests.unit.compose.briefs import FINDING, PLAYBOOK, brief

KEY = "sk-test-4f9a2b7c1d8e"
GOOD = Says("Hello <PERSON_1>, all is well.")


@pytest.fixture(scope="module")
def endpoint() -> Iterator[FakeModel]:
    with fake_model() as model:
        yield model


def client(endpoint: FakeModel, *, guard: Any = lambda text: None, **changed: Any) -> ModelClient:
    given: dict[str, Any] = {
        "model": "openai/fake",
        "model_api_base": endpoint.url,
        "model_api_key": KEY,
        "model_timeout_s": 5.0,
        "model_retries": 1,
    }
    return ModelClient(Settings(**(given | changed)), guard)


def drafter(endpoint: FakeModel, **changed: Any) -> ModelDrafter:
    return ModelDrafter(client(endpoint, **changed), load_prompts(ROOT / "prompts"))


# -- a good reply --------------------------------------------------------------------------------------------


async def test_the_reply_is_the_models_body_under_the_playbooks_subject(endpoint: FakeModel) -> None:
    endpoint.will(Says("Here is the reply:\n\nHello <PERSON_1>,\n\nAll is well."))
    written = await drafter(endpoint).write(brief())
    assert written.reply == Reply(subject=PLAYBOOK.subject, body="Hello <PERSON_1>,\n\nAll is well.")
    assert written.model == "openai/fake"
    assert written.prompts == {"draft": load_prompts(ROOT / "prompts")["draft"].hash}


async def test_an_obedient_model_gives_the_playbook_back(endpoint: FakeModel) -> None:
    endpoint.will(
        Answers(lambda body: str(body["messages"][-1]["content"]).split("<<<FRAMEWORK ")[1].split(">>>\n")[1])
    )
    written = await drafter(endpoint).write(brief())
    assert written.reply.body.startswith("Hello <PERSON_1>,")


async def test_a_revision_uses_its_own_prompt_with_the_findings(endpoint: FakeModel) -> None:
    endpoint.will(GOOD)
    previous = Reply(subject="", body="We restored your account.")
    written = await drafter(endpoint).write(brief(previous=previous, findings=(FINDING,)))
    assert list(written.prompts) == ["revise"]
    assert FINDING.message in endpoint.text_seen
    assert "PREVIOUS_DRAFT" in endpoint.text_seen


async def test_a_request_is_the_same_every_time_and_asks_for_no_chance(endpoint: FakeModel) -> None:
    endpoint.will(GOOD)
    for _ in range(2):
        await drafter(endpoint).write(brief())
    first, second = (seen.body for seen in endpoint.requests)
    assert first == second
    assert first["temperature"] == 0
    assert first["stream"] is True
    assert not {"user", "metadata", "seed"} & first.keys()


async def test_tokens_and_cost_are_reported_where_they_are_known(endpoint: FakeModel) -> None:
    endpoint.will(GOOD)
    unknown = await drafter(endpoint).write(brief())
    priced = await drafter(endpoint, model="openai/gpt-4o-mini").write(brief())
    assert (unknown.input_tokens, unknown.output_tokens, unknown.cost_usd) == (100, 5, None)
    assert priced.cost_usd is not None
    assert priced.cost_usd > 0


async def test_a_reply_without_usage_is_counted_here(endpoint: FakeModel) -> None:
    endpoint.will(GOOD._replace(usage=False))
    written = await drafter(endpoint).write(brief())
    assert written.input_tokens > 100
    assert 5 <= written.output_tokens <= 15


async def test_pieces_arrive_before_the_end(endpoint: FakeModel) -> None:
    endpoint.will(Says("one two three four five", pause_s=0.15))
    arrived: list[tuple[float, str]] = []
    start = time.monotonic()

    async def on_text(piece: str) -> None:
        arrived.append((time.monotonic() - start, piece))

    written = await drafter(endpoint).write(brief(), on_text)
    assert "".join(piece for _, piece in arrived) == written.reply.body
    assert arrived[-1][0] - arrived[0][0] > 0.4


async def test_an_error_of_the_listener_is_not_taken_for_the_models(endpoint: FakeModel) -> None:
    endpoint.will(GOOD)

    async def on_text(piece: str) -> None:
        raise ConnectionError("the browser went away")

    with pytest.raises(ConnectionError, match="the browser went away"):
        await drafter(endpoint).write(brief(), on_text)


# -- failures ------------------------------------------------------------------------------------------------

BROKEN_OFF = chunk(choices=[{"index": 0, "delta": {"content": "Hello "}, "finish_reason": None}])


@pytest.mark.parametrize(
    ("behaviour", "message", "requests"),
    [
        (Status(500), "InternalServerError, status 500.* after 2 attempts", 2),
        (Status(503), "status 503.* after 2 attempts", 2),
        (Status(429), "RateLimitError, status 429.* after 2 attempts", 2),
        (Status(401, f"bad key {KEY}"), "AuthenticationError, status 401; check COUNTERSIGN_MODEL_API_KEY", 1),
        (Status(400, f"bad request {KEY}"), "BadRequestError, status 400", 1),
        (Status(404), "NotFoundError, status 404", 1),
        (Says(""), "empty reply", 1),
        (Says(" \n "), "empty reply", 1),
        (Says("Hello there", finish=None), "broke off", 1),
        (Breaks("Hello there"), "from TransferEncodingError", 1),
        (Says("Hello there", finish="length"), "longer than COUNTERSIGN_MODEL_MAX_TOKENS", 1),
        (Says("Hello", finish="content_filter"), "refused", 1),
        (Says("Hello \x1b[31m"), "control characters", 1),
        (Sends(b"data: {not json\n\n"), "from JSONDecodeError", 2),
        (Sends(BROKEN_OFF + b"data: {not json\n\n"), "from JSONDecodeError", 1),
        (Sends(b'data: {"choices": 5}\n\n'), "The model call failed", 2),
        (Sends(f'data: {{"error": {{"message": "{KEY}", "code": 500}}}}\n\n'.encode()), "from APIError", 2),
        (Sends(b"<html>Bad gateway</html>"), "broke off", 1),
        (Sends(b""), "broke off", 1),
    ],
    ids=lambda value: repr(value)[:50] if isinstance(value, tuple) else None,
)
async def test_a_failure_ends_as_one_clear_error(
    endpoint: FakeModel, behaviour: Behaviour, message: str, requests: int
) -> None:
    endpoint.will(behaviour)
    with pytest.raises(DrafterFailed, match=message) as caught:
        await drafter(endpoint).write(brief())
    assert len(endpoint.requests) == requests
    assert not isinstance(caught.value, BudgetSpent)


async def test_nothing_that_the_provider_says_reaches_error_log_or_screen(
    endpoint: FakeModel, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    for behaviour in (Status(401, f"no such key: {KEY}"), Status(500, KEY), Sends(f'data: {{"e": "{KEY}"'.encode())):
        endpoint.will(behaviour)
        with pytest.raises(DrafterFailed) as caught:
            await drafter(endpoint).write(brief("my secret words"))
        error: BaseException | None = caught.value
        while error is not None:
            assert KEY not in str(error)
            error = error.__cause__ or error.__context__
    screen = capfd.readouterr()
    for said in (KEY, "my secret words"):
        assert said not in caplog.text
        assert said not in screen.out + screen.err


async def test_an_endpoint_that_is_not_there_is_a_clear_error(endpoint: FakeModel) -> None:
    with pytest.raises(DrafterFailed, match="from ConnectionRefusedError"):
        await drafter(endpoint, model_api_base="http://127.0.0.1:9/v1", model_retries=0).write(brief())


@pytest.mark.parametrize("behaviour", [Hangs(5), Says("a b c d e f g h i j k l m n o p", pause_s=0.2)])
async def test_a_hanging_or_dripping_endpoint_ends_within_the_time_limit(
    endpoint: FakeModel, behaviour: Behaviour
) -> None:
    endpoint.will(behaviour)
    start = time.monotonic()
    with pytest.raises(DrafterFailed, match="did not finish within 1 seconds"):
        await drafter(endpoint, model_timeout_s=1.0, model_retries=5).write(brief())
    assert time.monotonic() - start < 10.0
    assert len(endpoint.requests) == 1


# -- retries -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("retries", [0, 2])
async def test_there_are_exactly_as_many_requests_as_the_settings_say(endpoint: FakeModel, retries: int) -> None:
    endpoint.will(Status(500))
    with pytest.raises(DrafterFailed):
        await drafter(endpoint, model_retries=retries).write(brief())
    assert len(endpoint.requests) == 1 + retries


async def test_a_retry_that_works_is_enough(endpoint: FakeModel) -> None:
    endpoint.will(Status(500), GOOD)
    assert (await drafter(endpoint).write(brief())).reply.body == GOOD.text


async def test_a_pause_that_the_provider_asks_for_is_kept(endpoint: FakeModel) -> None:
    endpoint.will(Status(429, retry_after="1"), GOOD)
    start = time.monotonic()
    await drafter(endpoint).write(brief())
    assert time.monotonic() - start > 1.0


async def test_a_pause_longer_than_the_time_limit_is_not_waited_for(endpoint: FakeModel) -> None:
    endpoint.will(Status(429, retry_after="60"), GOOD)
    start = time.monotonic()
    with pytest.raises(DrafterFailed, match="status 429"):
        await drafter(endpoint).write(brief())
    assert time.monotonic() - start < 1.0
    assert len(endpoint.requests) == 1


async def test_text_that_was_shown_is_not_shown_twice(endpoint: FakeModel) -> None:
    endpoint.will(Breaks("Hello there"), GOOD)
    shown: list[str] = []

    async def on_text(piece: str) -> None:
        shown.append(piece)

    with pytest.raises(DrafterFailed):
        await drafter(endpoint).write(brief(), on_text)
    assert "".join(shown) == "Hello there"
    assert len(endpoint.requests) == 1


# -- what may not be sent ------------------------------------------------------------------------------------


async def test_no_request_is_made_when_the_guard_refuses(endpoint: FakeModel) -> None:
    endpoint.will(GOOD)

    def guard(text: str) -> None:
        if "Jane Roe" in text:
            raise RedactionFailed("A hidden value stands in the prompt.")

    refusing = drafter(endpoint, guard=guard)
    with pytest.raises(RedactionFailed, match="A hidden value"):
        await refusing.write(brief("I am Jane Roe"))
    assert endpoint.requests == []
    await refusing.write(brief("I am <PERSON_1>"))


async def test_the_guard_sees_all_that_leaves(endpoint: FakeModel) -> None:
    endpoint.will(GOOD)
    guarded: list[str] = []
    await drafter(endpoint, guard=guarded.append).write(brief("subject matter", subject="my subject"))
    for message in endpoint.requests[0].body["messages"]:
        assert message["content"] in guarded[0]


async def test_a_fixed_text_is_never_shown_to_the_model(endpoint: FakeModel) -> None:
    endpoint.will(GOOD)
    written = await drafter(endpoint).write(brief(outcome=Outcome.FIXED_TEXT))
    assert written.reply == PLAYBOOK
    assert written.model is None
    assert endpoint.requests == []


async def test_a_key_of_the_environment_is_not_sent_to_another_address(
    endpoint: FakeModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-the-environment")
    endpoint.will(GOOD)
    await drafter(endpoint, model_api_key=None).write(brief())
    assert "sk-of-the-environment" not in endpoint.text_seen


@pytest.mark.parametrize(
    ("budget", "message"),
    [
        ({"model_budget_tokens": 500}, "COUNTERSIGN_MODEL_BUDGET_TOKENS"),
        ({"model_budget_usd": 1.0}, "price of this model is unknown"),
        ({"model_budget_usd": 0.0, "model": "openai/gpt-4o-mini"}, "COUNTERSIGN_MODEL_BUDGET_USD"),
    ],
)
async def test_no_request_is_made_when_the_budget_does_not_allow_it(
    endpoint: FakeModel, budget: dict[str, Any], message: str
) -> None:
    endpoint.will(GOOD)
    with pytest.raises(BudgetSpent, match=message):
        await drafter(endpoint, **budget).write(brief())
    assert endpoint.requests == []


async def test_the_budget_is_spent_by_what_was_used(endpoint: FakeModel) -> None:
    endpoint.will(GOOD)
    limited = client(endpoint, model_budget_tokens=1_800)
    writer = ModelDrafter(limited, load_prompts(ROOT / "prompts"))

    async def until_spent() -> None:
        while len(endpoint.requests) < 20:
            await writer.write(brief())

    with pytest.raises(BudgetSpent):
        await until_spent()
    assert limited.budget.spent.tokens == len(endpoint.requests) * 105
    assert 105 <= limited.budget.spent.tokens <= 1_800


async def test_a_request_that_was_turned_away_costs_nothing(endpoint: FakeModel) -> None:
    limited = client(endpoint, model_budget_tokens=3_000, model_retries=0)
    writer = ModelDrafter(limited, load_prompts(ROOT / "prompts"))
    for behaviour, spent in ((Status(401), False), (Says("Hello", finish=None), True)):
        endpoint.will(behaviour)
        with pytest.raises(DrafterFailed):
            await writer.write(brief())
        assert (limited.budget.spent.tokens > 0) is spent


def test_without_a_model_nobody_can_be_asked() -> None:
    with pytest.raises(BadInput, match="COUNTERSIGN_MODEL is not set"):
        ModelClient(Settings(model=None), lambda text: None)


# -- what litellm does by itself -----------------------------------------------------------------------------

ALONE = """
import asyncio, json, os, sys
places = set()
def hook(event, arguments):
    if event == "socket.connect":
        places.add(str(arguments[1]))
    elif event == "socket.getaddrinfo":
        places.add(f"name {arguments[0]}")
sys.addaudithook(hook)
from drafting.compose.client import ModelClient
from drafting.compose.model import ModelDrafter
light = "litellm" not in sys.modules
from drafting.compose.prompts import load_prompts
from drafting.settings import ROOT, Settings
from tests.unit.compose.briefs import brief
client = ModelClient(Settings(model="openai/fake", model_api_base=sys.argv[1], model_api_key="k"), str)
drafter = ModelDrafter(client, load_prompts(ROOT / "prompts"))
client.warm()
body = asyncio.run(drafter.write(brief())).reply.body
env = os.environ.get("FROM_DOTENV")
print(json.dumps({"places": sorted(places), "light": light, "body": body, "env": env}))
"""


def test_importing_and_calling_litellm_contacts_the_endpoint_and_nothing_else(
    endpoint: FakeModel, tmp_path: Path
) -> None:
    endpoint.will(GOOD)
    (tmp_path / ".env").write_text("FROM_DOTENV=read\n")
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "LITELLM_LOCAL_MODEL_COST_MAP": "False",
        "LITELLM_MODE": "DEV",
    }
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "ignore", "-c", ALONE, endpoint.url],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout.splitlines()[-1])
    port = int(endpoint.url.rsplit(":", 1)[1].split("/")[0])
    assert result["body"] == GOOD.text
    assert result["light"] is True
    assert result["env"] is None
    assert {place for place in result["places"] if place not in {"name 127.0.0.1"}} == {str(("127.0.0.1", port))}
    assert "never retrieved" not in done.stderr
