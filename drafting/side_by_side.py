"""Work that is cut into parts and done in forked processes, on as many cores as there are."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import TypeVar

Item = TypeVar("Item")
Found = TypeVar("Found")


def side_by_side(work: Callable[[Sequence[Item]], list[Found]], items: Sequence[Item], workers: int) -> list[Found]:
    """What `work` finds in all items, in any order. Each process takes every n-th item.

    Forks: only for a process that has no threads yet, such as a command. The work sees what this process holds; what it
    finds is pickled. Raises RuntimeError when a process dies.
    """
    workers = min(workers, len(items))
    if workers < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return work(items)
    context = multiprocessing.get_context("fork")
    running = []
    for n in range(1, workers):
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_run, args=(work, items[n::workers], theirs), daemon=True)
        process.start()
        theirs.close()
        running.append((process, ours))
    found = work(items[0::workers])
    for process, ours in running:
        try:
            found += ours.recv()
        except EOFError:
            raise RuntimeError("A process that did a part of the work died.") from None
        finally:
            process.join()
    return found


def _run(work: Callable[[Sequence[Item]], list[Found]], items: Sequence[Item], to: Connection) -> None:
    to.send(work(items))
    to.close()


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
