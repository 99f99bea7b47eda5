"""Jobs shared between forked processes, on as many cores as there are."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import Synchronized
from typing import TypeVar

Found = TypeVar("Found")
Job = Callable[[], Iterable[Found]]


def side_by_side(rounds: Sequence[Sequence[Job[Found]]], workers: int) -> list[Found]:
    """What the jobs of a round find, in any order; the next round begins only where nothing was found.

    Whoever is free takes the next job, so the longest should stand first. Forks: more than one worker only for a
    process that has no threads yet, such as a command. The jobs see what this process holds; what they find is pickled.
    Raises RuntimeError when a process dies.
    """
    workers = max(1, min(workers, max(map(len, rounds), default=0)))
    if "fork" not in multiprocessing.get_all_start_methods():
        workers = 1
    context = multiprocessing.get_context("fork" if workers > 1 else None)
    taken = [context.Value("i", 0) for _ in rounds]
    others = []
    for _ in range(1, workers):
        ours, theirs = context.Pipe()
        process = context.Process(target=_other, args=(rounds, taken, theirs), daemon=True)
        process.start()
        theirs.close()
        others.append((process, ours))
    found: list[Found] = []
    for jobs, number in zip(rounds, taken, strict=True):
        found = _done(jobs, number)
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


def _done(jobs: Sequence[Job[Found]], taken: Synchronized[int]) -> list[Found]:
    found: list[Found] = []
    while True:
        with taken.get_lock():
            n = taken.value
            taken.value += 1
        if n >= len(jobs):
            return found
        found += jobs[n]()


def _other(rounds: Sequence[Sequence[Job[Found]]], taken: Sequence[Synchronized[int]], pipe: Connection) -> None:
    for jobs, number in zip(rounds, taken, strict=True):
        pipe.send(_done(jobs, number))
        if not pipe.recv():
            return


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
