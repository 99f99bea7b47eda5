"""`make record`: ask a real local model again for the golden cases marked `model`, and write their cassettes.

    python -m evals.record [PART-OF-A-CASE-ID]

Each case is recorded, scanned for anything that may not be kept, and replayed once, so that a request that differs from
run to run is found here and not in CI. Only when all of that held are the cassettes in the repository replaced.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Final

from drafting.errors import BadInput, CountersignError
from drafting.settings import ROOT
from evals import local_model
from evals.replay import recording, replay_exactly, scan

CASSETTES: Final = Path(__file__).parent / "cassettes"
WORKSHOP: Final = ROOT / ".countersign" / "record"  # weights, engine and unfinished recordings; never committed
PATIENCE_S: Final = 600.0  # for one reply of the local model, on a busy machine

Run = Callable[[str], Awaitable[None]]  # drafts the case of this id with the model drafter


def published(policies: Path) -> str:
    """All words of the policy files: addresses and numbers in them are ours and public."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(policies.rglob("*")) if path.is_file())


async def record(case_ids: Sequence[str], run: Run, cassettes: Path, *, ours: str, prune: bool = False) -> list[str]:
    """Record `case_ids`, one cassette each, and put them into `cassettes`; with `prune`, remove all others there.

    `run` drafts one case with the model at `local_model.BASE_URL`, which must be served. Returns the ids that have a
    cassette: a case that never asks the model (a fixed text, a held draft) has none. Raises CassetteRefused or
    ReplayMismatch, and then `cassettes` is as before.
    """
    WORKSHOP.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=WORKSHOP) as folder:
        made: dict[str, Path] = {}
        for case_id in case_ids:
            path = Path(folder) / f"{case_id}.yaml"
            with recording(path):
                await run(case_id)
            if path.exists():
                scan(path, ours)
                made[case_id] = path
            with replay_exactly(path):
                await run(case_id)
            _progress(f"{case_id}: {'recorded' if path.exists() else 'never asks the model'}")
        _replace(cassettes, made, prune=prune)
    return list(made)


def _replace(cassettes: Path, made: dict[str, Path], *, prune: bool) -> None:
    cassettes.mkdir(parents=True, exist_ok=True)
    for path in cassettes.glob("*.yaml"):
        if prune and path.stem not in made:
            path.unlink()
    for case_id, path in made.items():
        shutil.move(path, cassettes / f"{case_id}.yaml")


async def _record_golden_cases(only: str | None) -> int:
    """The golden cases, through the whole product, with the model that is being served."""
    from drafting.bootstrap import load_policies, running
    from evals.case import load_cases
    from evals.run import EVALUATOR, settings_for

    cases = {case.id: case for case in load_cases() if case.model and (only is None or only in case.id)}
    if not cases:
        raise BadInput("No golden case marked `model` has that in its id; there is nothing to record.")
    with settings_for(model=False) as settings:
        policies = load_policies(settings)

    async def run(case_id: str) -> None:
        with settings_for(model=True) as settings:
            patient = settings.model_copy(update={"model_timeout_s": PATIENCE_S})
            async with running(patient, policies, new_id=lambda: f"eval-{case_id}") as service:
                await service.draft(cases[case_id].ticket, EVALUATOR)

    ours = published(ROOT / "policies")
    return len(await record(list(cases), run, CASSETTES, ours=ours, prune=only is None))


def main(only: str | None = None) -> int:
    """Fetch and serve the model, record, stop it. Returns the exit code."""
    try:
        weights, engine = local_model.weights(WORKSHOP / "models"), local_model.engine(WORKSHOP)
        with local_model.serving(weights, engine):
            count = asyncio.run(_record_golden_cases(only))
    except CountersignError as error:
        sys.stderr.write(f"record: {error}\n")
        return 1
    sys.stdout.write(f"{count} cassettes in {CASSETTES.relative_to(ROOT)}\n")
    return 0


def _progress(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:2]))
