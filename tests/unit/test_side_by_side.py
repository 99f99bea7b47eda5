"""Jobs in forked processes: everything is found, rounds wait for each other, a process that dies is noticed."""

from __future__ import annotations

import os

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


def test_a_process_does_the_same_part_of_every_round() -> None:
    once: list[int] = []

    def first() -> list[str]:
        once.append(os.getpid())
        return []

    def second() -> list[str]:
        return [f"{os.getpid()} {once}"]

    found = side_by_side([[first, first], [second, second]], 2)
    assert len({line.split()[0] for line in found}) == 2
    assert all(line == f"{line.split()[0]} [{line.split()[0]}]" for line in found)


def test_a_process_that_dies_is_no_clean_result() -> None:
    def dies() -> list[str]:
        os._exit(3)

    with pytest.raises(RuntimeError, match="died"):
        side_by_side([[job(), dies]], 2)


def test_there_is_a_core() -> None:
    assert cores() >= 1
