"""`make record` in the small: recorded against an endpoint, scanned, and answered afterwards without it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from drafting.compose.client import ModelClient
from drafting.compose.model import ModelDrafter
from drafting.compose.prompts import load_prompts
from drafting.errors import DrafterFailed
from drafting.settings import ROOT, Settings
from evals import record as recorder
from evals.replay import CassetteRefused, ReplayMismatch, recording, replay, scan
from tests.integration.fake_model import Answers, FakeModel, Says, Status, fake_model
from tests.unit.compose.briefs import brief

KEY = "sk-test-4f9a2b7c1d8e"


def drafter(url: str, **changed: Any) -> ModelDrafter:
    given: dict[str, Any] = {"model": "openai/fake", "model_api_base": url, "model_api_key": KEY, "model_retries": 0}
    client = ModelClient(Settings(**(given | changed)), lambda text: None)
    return ModelDrafter(client, load_prompts(ROOT / "prompts"))


@pytest.fixture(autouse=True)
def _workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recorder, "WORKSHOP", tmp_path / "workshop")


async def recorded(path: Path, endpoint: FakeModel) -> str:
    with recording(path):
        written = await drafter(endpoint.url).write(brief())
    scan(path)
    return written.reply.body


async def test_a_recorded_reply_is_replayed_when_the_endpoint_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    with fake_model() as endpoint:
        endpoint.will(Says("Hello <PERSON_1>, grüß dich."))
        said = await recorded(path, endpoint)
        url = endpoint.url
    pieces: list[str] = []

    async def on_text(piece: str) -> None:
        pieces.append(piece)

    with replay(path) as problems:
        written = await drafter(url, model_api_key="another").write(brief(), on_text)
    assert problems == []
    assert written.reply.body == said == "".join(pieces)
    assert (written.input_tokens, written.output_tokens) == (100, 4)


async def test_a_cassette_holds_no_header_but_the_content_type(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    with fake_model() as endpoint:
        await recorded(path, endpoint)
    text = path.read_text(encoding="utf-8")
    assert KEY not in text
    for interaction in yaml.safe_load(text)["interactions"]:
        for part in (interaction["request"], interaction["response"]):
            assert {name.lower() for name in part["headers"]} == {"content-type"}


@pytest.mark.parametrize("retries", [0, 1])
async def test_a_changed_prompt_is_a_miss_although_the_drafter_fails_politely(tmp_path: Path, retries: int) -> None:
    path = tmp_path / "case.yaml"
    with fake_model() as endpoint:
        await recorded(path, endpoint)
        url = endpoint.url
    with replay(path) as problems, pytest.raises(DrafterFailed):
        await drafter(url, model_retries=retries).write(brief("other words"))
    assert len(problems) == 2
    assert "other words" in problems[0]
    assert "1 recorded answer(s)" in problems[1]


async def test_recording_fills_the_folder_and_prunes_what_is_gone(tmp_path: Path) -> None:
    cassettes = tmp_path / "cassettes"
    cassettes.mkdir()
    (cassettes / "gone.yaml").write_text("old")
    with fake_model() as endpoint:

        async def run(case_id: str) -> None:
            if case_id != "silent":
                await drafter(endpoint.url).write(brief(draft_id=case_id))

        made = await recorder.record(["a", "b", "silent"], run, cassettes, ours="", prune=True)
        assert len(endpoint.requests) == 2
    assert made == ["a", "b"]
    assert sorted(path.name for path in cassettes.iterdir()) == ["a.yaml", "b.yaml"]


async def test_a_case_that_asks_differently_each_time_changes_no_cassette(tmp_path: Path) -> None:
    count = 0
    with fake_model() as endpoint:

        async def run(case_id: str) -> None:
            nonlocal count
            count += 1
            await drafter(endpoint.url).write(brief(draft_id=f"{case_id}-{count}"))

        with pytest.raises((ReplayMismatch, DrafterFailed)):
            await recorder.record(["a"], run, tmp_path / "cassettes", ours="")
    assert not (tmp_path / "cassettes").exists()


@pytest.mark.parametrize(
    ("behaviour", "kind"),
    [(Answers(lambda body: "Write to jane.roe@example.com"), "e-mail address"), (Status(500), "failed answer")],
)
async def test_a_recording_that_may_not_be_kept_changes_no_cassette(tmp_path: Path, behaviour: Any, kind: str) -> None:
    with fake_model() as endpoint:
        endpoint.will(behaviour)

        async def run(case_id: str) -> None:
            try:
                await drafter(endpoint.url).write(brief(draft_id=case_id))
            except DrafterFailed:
                return  # as the pipeline does: it takes the playbook's text

        with pytest.raises(CassetteRefused, match=kind):
            await recorder.record(["a"], run, tmp_path / "cassettes", ours="")
    assert not (tmp_path / "cassettes").exists()
