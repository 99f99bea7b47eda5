"""`make bench`: milliseconds a node and a ticket, on the golden cases, with the playbook drafter.

"outside the nodes" is what the service itself adds: graph, checkpoints, database, filing and log.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from drafting.bootstrap import load_policies, running
from drafting.models import Actor
from evals.case import load_cases
from evals.run import settings_for

ROUNDS = 3
NODES = ("redact", "triage", "retrieve", "examine", "decide", "draft", "check")


async def measure() -> dict[str, list[float]]:
    """Milliseconds by row, one value a ticket. The first round warms up and is not counted."""
    with settings_for(model=False) as settings:
        policies = load_policies(settings)
    spent: dict[str, list[float]] = defaultdict(list)
    with settings_for(model=False) as settings:
        start = time.perf_counter()
        async with running(settings, policies) as service:
            await asyncio.to_thread(service.warm)
            spent["(start of the service)"].append((time.perf_counter() - start) * 1000)
            for number in range(ROUNDS + 1):
                for case in load_cases():
                    start = time.perf_counter()
                    draft = await service.draft(case.ticket, Actor(name="bench"))
                    whole = (time.perf_counter() - start) * 1000
                    if number == 0:
                        continue
                    inside = draft.provenance.timings_ms
                    for node in NODES:
                        if node in inside:
                            spent[node].append(inside[node])
                    spent["outside the nodes"].append(whole - sum(inside.values()))
                    spent["whole ticket"].append(whole)
    return spent


def p95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


def main() -> None:
    spent = asyncio.run(measure())
    table = Table("milliseconds", "median", "p95", "n", box=None)
    for row in (*NODES, "outside the nodes", "whole ticket", "(start of the service)"):
        values = spent[row]
        table.add_row(row, f"{statistics.median(values):.1f}", f"{p95(values):.1f}", str(len(values)))
    Console(width=None if sys.stdout.isatty() else 100).print(table)


if __name__ == "__main__":
    main()
