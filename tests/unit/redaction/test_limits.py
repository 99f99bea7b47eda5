"""Giving up: a worker that hangs, breaks or finds no place, and that none of it quotes the text."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

import pytest

from drafting.errors import LanguageUnsupported, RedactionFailed
from drafting.redaction.limits import Deadline, Workers, check_length, check_readable, guarded
from drafting.settings import ROOT


def test_work_is_done_and_its_answer_comes_back() -> None:
    assert Workers(1).run(lambda: 7, Deadline.after(5)) == 7


def test_none_is_an_answer_too() -> None:
    answers: list[None] = []
    answers.append(Workers(1).run(lambda: None, Deadline.after(5)))
    assert answers == [None]


def test_a_reason_to_hold_comes_back_as_it_is() -> None:
    def work() -> None:
        raise LanguageUnsupported("The message is in German, which the redactor cannot read.")

    with pytest.raises(LanguageUnsupported, match="German") as caught:
        Workers(1).run(work, Deadline.after(5))
    frames = []
    here = caught.value.__traceback__
    while here is not None:
        frames.append(here.tb_frame.f_code.co_name)
        here = here.tb_next
    assert "work" not in frames  # its frame would hold the text


def test_workers_that_hang_are_bounded_and_a_free_place_is_used_again() -> None:
    workers, go = Workers(2), threading.Event()
    before = threading.active_count()
    for _ in range(2):
        with pytest.raises(RedactionFailed, match="took longer than"):
            workers.run(lambda: go.wait(30), Deadline.after(0.05))
    for _ in range(5):
        with pytest.raises(RedactionFailed, match="busy"):
            workers.run(lambda: 1, Deadline.after(0.02))
    assert threading.active_count() - before <= 2
    go.set()
    assert workers.run(lambda: 1, Deadline.after(5)) == 1


def test_a_thread_that_cannot_be_started_gives_its_place_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    workers = Workers(1)
    with monkeypatch.context() as patched:
        patched.setattr(threading.Thread, "start", refuse)
        with pytest.raises(RedactionFailed, match="RuntimeError"):
            workers.run(lambda: 1, Deadline.after(1))
    assert workers.run(lambda: 1, Deadline.after(5)) == 1


def test_many_callers_share_few_workers() -> None:
    workers, results = Workers(3), []

    def call(n: int) -> None:
        results.append(workers.run(lambda: time.sleep(0.005) or n, Deadline.after(20)))  # type: ignore[func-returns-value]

    threads = [threading.Thread(target=call, args=(n,)) for n in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == list(range(40))


def test_a_process_ends_while_a_worker_hangs() -> None:
    code = (
        "import time\n"
        "from drafting.errors import RedactionFailed\n"
        "from drafting.redaction.limits import Deadline, Workers\n"
        "try:\n    Workers(1).run(lambda: time.sleep(600), Deadline.after(0.1))\n"
        "except RedactionFailed:\n    print('held')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == "held\n"


def test_what_breaks_is_named_and_not_quoted() -> None:
    def work() -> None:
        raise ValueError("Anna Schmidt")

    def by_worker() -> None:
        Workers(1).run(work, Deadline.after(5))

    def here() -> None:
        guarded(work)

    for run in (here, by_worker):
        with pytest.raises(RedactionFailed, match="ValueError") as caught:
            run()
        assert "Anna" not in str(caught.value)
        assert caught.value.__cause__ is caught.value.__context__ is None


@pytest.mark.parametrize("text", ["", " \n", "\u200b"])
def test_empty(text: str) -> None:
    with pytest.raises(RedactionFailed, match="empty"):
        check_readable(text)


def test_limits_are_inclusive() -> None:
    check_length(10, 10)
    with pytest.raises(RedactionFailed, match="11 characters; at most 10"):
        check_length(11, 10)
