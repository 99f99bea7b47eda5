"""Jobs shared between forked processes, on as many cores as there are."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Sequence
from multiprocessing.connection import Connection
from typing import TypeVar

Found = TypeVar("Found")
Job = Callable[[], Iterable[Found]]


def side_by_side(rounds: Sequence[Sequence[Job[Found]]], workers: int) -> list[Found]:
    """What the jobs of a round find, in any order; the next round begins only where nothing was found.

    Each process does every n-th job of each round, so what it has prepared for one round serves it in the next. Forks:
    more than one worker only for a process that has no threads yet, such as a command. The jobs see what this process
    holds; what they find is pickled. Raises RuntimeError when a process dies.
    """
    if "fork" not in multiprocessing.get_all_start_methods():
        workers = 1
    context = multiprocessing.get_context("fork" if workers > 1 else None)
    others = []
    for n in range(1, workers):
        ours, theirs = context.Pipe()
        process = context.Process(target=_other, args=(rounds, n, workers, theirs), daemon=True)
        process.start()
        theirs.close()
        others.append((process, ours))
    found: list[Found] = []
    for jobs in rounds:
        found = _done(jobs[::workers])
        try:
            for _, pipe in others:
                found += pipe.recv()
            for _, pipe in others:
                pipe.send(not found)
        except (EOFError, OSError):
            raise RuntimeError("A process that did a part of the work died.") from None
        if found:
            break
    for process, _ in others:
        process.join()
    return found


def _done(jobs: Sequence[Job[Found]]) -> list[Found]:
    return [one for job in jobs for one in job()]


def _other(rounds: Sequence[Sequence[Job[Found]]], n: int, workers: int, pipe: Connection) -> None:
    for jobs in rounds:
        pipe.send(_done(jobs[n::workers]))
        if not pipe.recv():
            return


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
