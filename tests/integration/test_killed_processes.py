"""A process killed at any point loses no draft, sends none twice, and leaves an unbroken log."""

from __future__ import annotations

import asyncio
import os
import random
from collections import Counter
from pathlib import Path

import pytest

from drafting import bootstrap
from drafting.models import Status
from drafting.policy.compiler import compile_policies
from drafting.settings import Settings
from tests.fakes import PlainRedactor
from tests.forks import Done, call
from tests.integration import victim

NODES = ["redact", "triage", "retrieve", "examine", "decide", "draft", "check", "file", "review", "close"]
KILLS = int(os.environ.get("COUNTERSIGN_TEST_KILLS", "40"))


def run(data_dir: Path, ticket_id: str, place: str) -> Done:
    return call(victim.run, data_dir, ticket_id, place)


def places() -> list[str]:
    """Every node before and after, the rest at random: after something was committed, or at some millisecond."""
    dice = random.Random(20261124)
    fixed = [f"{when}:{node}" for node in NODES for when in ("before", "after")]
    rest = [
        dice.choice((f"commit:{dice.randint(1, 3)}", f"written:{dice.randint(1, 12)}", f"ms:{dice.randint(30, 1500)}"))
        for _ in range(KILLS)
    ]
    chosen = [*fixed, *rest][:KILLS]
    dice.shuffle(chosen)
    return chosen


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "build_redactor", lambda *_: PlainRedactor())


def test_killed_forty_times_nothing_is_lost_and_nothing_sent_twice(tmp_path: Path) -> None:
    killed = 0
    for number, place in enumerate(places()):
        done = run(tmp_path, f"T-{number}", place)
        assert done.code in {0, -9}, done.err[-2000:]
        killed += done.code == -9
    last = run(tmp_path, "T-last", "none")
    assert last.code == 0, last.err[-2000:]
    assert killed >= KILLS // 2

    asyncio.run(_assert_whole(tmp_path))


async def _assert_whole(data_dir: Path) -> None:
    settings = Settings(data_dir=data_dir)
    async with bootstrap.running(settings, compile_policies(settings.policies_dir)) as service:
        await service.recover()
        store = service.parts.store
        kinds = Counter([(event.draft_id, event.kind) async for event in store.events()])
        received = {draft for draft, kind in kinds if kind == "received"}
        open_drafts = await store.list([Status.DRAFTING], limit=100)
        assert not open_drafts, "a draft hangs"
        for draft_id in received:
            assert draft_id is not None
            draft = await store.load(draft_id)
            assert draft.status in {Status.SENT, Status.IN_REVIEW, Status.READY, Status.APPROVED, Status.FAILED}
            assert kinds[draft_id, "checked"] + kinds[draft_id, "failed"] == 1
            assert kinds[draft_id, "sent"] <= 1
            if draft.status is Status.FAILED:
                assert draft.held
        await store.verify_log()


@pytest.mark.parametrize(
    "place", ["before:draft", "after:file", "before:review", "written:1", "written:3", "written:9", "written:11"]
)
def test_a_killed_draft_goes_on_where_it_stopped(tmp_path: Path, place: str) -> None:
    assert run(tmp_path, "T-1", place).code == -9
    again = run(tmp_path, "T-1", "none")
    assert again.code == 0, again.err[-2000:]
    asyncio.run(_assert_whole(tmp_path))
