"""Jobs in forked processes: everything is found, rounds wait for each other, a process that dies is noticed."""

from __future__ import annotations

import os
import time

import pytest

from drafting.side_by_side import Job, cores, side_by_side


def job(*found: str) -> Job[str]:
    return lambda: found


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_what_all_jobs_find_is_found(workers: int) -> None:
    jobs = [job(f"{n}") for n in range(7)]
    assert sorted(side_by_side([jobs], workers)) == [f"{n}" for n in range(7)]


@pytest.mark.parametrize("workers", [1, 3])
def test_a_round_begins_only_where_nothing_was_found(workers: int) -> None:
    clean, dirty = [job(), job()], [job(), job("first")]
    assert side_by_side([clean, dirty, [job("second")] * 4], workers) == ["first"]
    assert side_by_side([clean, clean, [job("last")]], workers) == ["last"]
    assert side_by_side([clean, [], clean], workers) == []


def test_whoever_is_free_takes_the_next_job() -> None:
    """One long job and many short ones: the process that has the long one does no other."""

    def long() -> list[tuple[str, int]]:
        time.sleep(0.5)
        return [("long", os.getpid())]

    def short() -> list[tuple[str, int]]:
        time.sleep(0.01)
        return [("short", os.getpid())]

    found = side_by_side([[long, *[short] * 6]], 2)
    by = {name: {pid for what, pid in found if what == name} for name in ("long", "short")}
    assert len(by["long"]) == len(by["short"]) == 1
    assert by["long"] != by["short"]


def test_a_process_that_dies_is_no_clean_result() -> None:
    here = os.getpid()

    def dies() -> list[str]:
        time.sleep(0.3)  # so that each process takes one
        if os.getpid() != here:
            os._exit(3)
        return []

    with pytest.raises(RuntimeError, match="died"):
        side_by_side([[dies, dies]], 2)


def test_there_is_a_core() -> None:
    assert cores() >= 1
