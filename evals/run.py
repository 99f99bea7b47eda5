"""Runs the golden cases offline and prints a table; a failed gate is exit code 1.

Every case goes through the whole product with the playbook drafter. Cases marked `model` go through it once more with
the LiteLLM drafter, answered from their cassette; a request that the cassette does not hold, or a recording that nobody
asked for, fails (see `replay.py`).
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from pydantic import SecretStr
from rich.console import Console
from rich.table import Table

from drafting.bootstrap import load_policies, running
from drafting.models import Actor, Draft
from drafting.pipeline import State
from drafting.policy.compiler import Policies
from drafting.settings import ROOT, Settings
from drafting.side_by_side import cores, side_by_side
from evals.case import GoldenCase, load_cases
from evals.corpus import CORPUS, Share, shares
from evals.local_model import ALIAS, API_KEY, BASE_URL
from evals.replay import replay
from evals.scorers import SCORERS, Score

CASSETTES = Path(__file__).parent / "cassettes"
EVALUATOR = Actor(name="evals")


class Result(NamedTuple):
    """One case through one drafter. `scores` maps a scorer to what is wrong ("" when right, None when unscored)."""

    case: str
    drafter: str
    scores: dict[str, Score]

    @property
    def failures(self) -> dict[str, str]:
        return {name: score for name, score in self.scores.items() if score}


def value_past_the_redactor(case: GoldenCase, state: State) -> Score:
    """A raw value of the requester in what the nodes, the checkpoints or a model see."""
    who = case.ticket.requester
    seen = state.model_dump_json()
    values = [value for value in (who.name, who.email) if value]
    leaked = sum(re.search(rf"(?<!\w){re.escape(value)}(?!\w)", seen) is not None for value in values)
    return f"{leaked} value(s) in clear" if leaked else ""


def score(case: GoldenCase, draft: Draft, state: State, drafter: str) -> Result:
    scores = {name: scorer(case, draft) for name, scorer in SCORERS.items()}
    scores["value_past_the_redactor"] = value_past_the_redactor(case, state)
    return Result(case.id, drafter, scores)


@contextmanager
def settings_for(model: bool) -> Iterator[Settings]:
    """Settings of a throw-away installation: nothing from the environment but where policies and prompts stand."""
    with tempfile.TemporaryDirectory(prefix="countersign-eval-") as folder:
        given = Settings(data_dir=Path(folder), policies_dir=ROOT / "policies", prompts_dir=ROOT / "prompts")
        clean: dict[str, object] = {"model": None, "model_api_base": None, "model_api_key": None, "database_url": None}
        clean["extract"] = False
        if model:
            clean |= {
                "model": f"openai/{ALIAS}",
                "model_api_base": BASE_URL,
                "model_api_key": SecretStr(API_KEY),
                "model_retries": 0,
            }
        yield given.model_copy(update=clean)


async def by_playbook(cases: Iterable[GoldenCase], policies: Policies) -> list[Result]:
    """The cases with no model set."""
    results = []
    with settings_for(model=False) as settings:
        async with running(settings, policies) as service:
            for case in cases:
                draft = await service.draft(case.ticket, EVALUATOR)
                _, state = await service.masked(draft.draft_id)
                results.append(score(case, draft, state, "playbook"))
    return results


async def by_model(cases: Iterable[GoldenCase], policies: Policies) -> list[Result]:
    """The cases with the recorded model. Draft ids are the case ids, so that a request is the same every time."""
    results = []
    with settings_for(model=True) as settings:
        for case in cases:
            async with running(settings, policies, new_id=lambda case=case: f"eval-{case.id}") as service:  # type: ignore[misc]
                with replay(CASSETTES / f"{case.id}.yaml") as missed:
                    draft = await service.draft(case.ticket, EVALUATOR)
                _, state = await service.masked(draft.draft_id)
            result = score(case, draft, state, "model")
            result.scores["unmatched_or_unused_recording"] = "; ".join(missed)
            results.append(result)
    return results


def _measured(cases: list[GoldenCase], policies: Policies) -> list[Result]:
    return asyncio.run(by_playbook(cases, policies))


def run(*, as_json: bool = False, only: str | None = None) -> int:
    """All cases; prints the table (or one JSON object) and returns the exit code."""
    cases = [case for case in load_cases() if only is None or only in case.id]
    tickets = [case for case in load_cases(CORPUS) if only is None or only in case.id]
    if not cases and not tickets:
        sys.stderr.write("countersign: no golden case has that in its id.\n")
        return 2
    with settings_for(model=False) as settings:
        policies = load_policies(settings)
    # first, while this process has no threads: it is the longest part and is shared between the cores
    workers = cores()
    jobs = [partial(_measured, tickets[n::workers], policies) for n in range(workers)]
    measured = side_by_side([jobs], workers)
    results = asyncio.run(by_playbook(cases, policies))
    recorded = [case for case in cases if case.model]
    if recorded:
        results += asyncio.run(by_model(recorded, policies))
    gates = shares([result.scores for result in measured])
    failed = [r for r in results if r.failures]
    if as_json:
        summary = {
            "cases": len(cases),
            "runs": len(results),
            "failed": [_told(r) for r in failed],
            "scores": _totals(results),
            "corpus": {share.scorer: {**share._asdict(), "passed": share.passed} for share in gates},
            "misses": [_told(r) for r in measured if r.failures],
        }
        sys.stdout.write(json.dumps(summary, ensure_ascii=False) + "\n")
    else:
        _print(results)
        _print_corpus(gates, len(tickets))
    return 1 if failed or not all(share.passed for share in gates) else 0


def _told(result: Result) -> dict[str, object]:
    return {"case": result.case, "drafter": result.drafter, "failures": result.failures}


def _totals(results: Sequence[Result]) -> dict[str, dict[str, int]]:
    names = dict.fromkeys(name for r in results for name in r.scores)
    return {
        name: {
            "right": sum(r.scores.get(name) == "" for r in results),
            "wrong": sum(bool(r.scores.get(name)) for r in results),
            "unscored": sum(r.scores.get(name) is None for r in results),
        }
        for name in names
    }


def _print(results: Sequence[Result]) -> None:
    console = Console(width=None if sys.stdout.isatty() else 110)
    table = Table("error that must not happen", "right", "wrong", "unscored", box=None)
    for name, total in _totals(results).items():
        style = "red" if total["wrong"] else None
        table.add_row(
            name.replace("_", " "), str(total["right"]), str(total["wrong"]), str(total["unscored"]), style=style
        )
    console.print(table)
    for result in results:
        for name, what in result.failures.items():
            console.print(f"[red]{result.case}[/] ({result.drafter}) {name.replace('_', ' ')}: {what}", highlight=False)
    failed = sum(bool(r.failures) for r in results)
    console.print(f"{len(results)} runs of {len({r.case for r in results})} cases, {failed} failed.")


def _print_corpus(gates: Sequence[Share], tickets: int) -> None:
    console = Console(width=None if sys.stdout.isatty() else 110)
    table = Table(f"{tickets} tickets of the corpus", "right", "scored", "share", "gate", box=None)
    for share in gates:
        figure = f"{share.right / share.scored:.3f}" if share.scored else ""
        row = (share.scorer.replace("_", " "), str(share.right), str(share.scored), figure, f"{share.gate:.2f}")
        table.add_row(*row, style=None if share.passed else "red")
    console.print(table)
