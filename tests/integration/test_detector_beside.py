"""The redactor's model in a process of its own: the same answers, many at once, and what happens when it dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from drafting.errors import RedactionFailed
from drafting.models import RawText
from drafting.redaction.engine import PresidioRedactor
from drafting.redaction.model.beside import DetectorBeside, ProcessDied
from drafting.redaction.model.windows import Detector
from drafting.redaction.registry import CaseRegistry
from drafting.settings import Settings

TEXTS = [
    "My name is Ines Kruger. I live at 12 Rose Lane, Springfield, IL 62704.",
    "Write to ines@example.com or call +1 415 555 0132.",
    "Nothing personal stands here, in no word of it.",
    "",
    "\x00\u202e\U0001f600 مرحبا",
]


@pytest.fixture(scope="module")
def beside() -> Iterator[DetectorBeside]:
    made = DetectorBeside()
    yield made
    made.close()


def process_of(detector: DetectorBeside) -> int:
    pid = detector._running._process.pid
    assert pid is not None
    return pid


def gone(pid: int) -> bool:
    """Whether the process ends within ten seconds."""
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_it_finds_what_the_detector_finds(beside: DetectorBeside) -> None:
    here = Detector()
    for text in TEXTS:
        assert list(beside(text)) == list(here(text))


def test_everybody_gets_his_own_answer(beside: DetectorBeside) -> None:
    texts = [f"{'. ' * n}Call +1 415 555 01{n:02}." for n in range(40)]
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(beside, texts))
    for text, spans in zip(texts, found, strict=True):
        assert any(text[s.start : s.end] == text[-16:-1] for s in spans)


def test_a_long_text_keeps_no_short_one_waiting(beside: DetectorBeside) -> None:
    done: list[str] = []

    def ask(name: str, text: str) -> None:
        beside(text)
        done.append(name)

    long = threading.Thread(target=ask, args=("long", TEXTS[0] * 3_000))
    long.start()
    time.sleep(0.2)
    ask("short", TEXTS[1])
    long.join()
    assert done == ["short", "long"]


def test_what_breaks_there_is_told_by_its_name_alone(beside: DetectorBeside) -> None:
    with pytest.raises(Exception, match=r"^$") as broke:
        beside(12345)  # type: ignore[arg-type]
    assert type(broke.value).__name__ == "TypeError"
    assert beside(TEXTS[1])


def test_when_it_dies_the_ticket_is_held_and_the_next_one_starts_another(beside: DetectorBeside) -> None:
    redactor = PresidioRedactor(Settings(), beside)
    first = process_of(beside)
    answers: list[BaseException] = []

    def ask() -> None:
        try:
            redactor.mask(RawText(TEXTS[0] * 1_000), CaseRegistry("c"), "requester")
        except RedactionFailed as error:
            answers.append(error)

    waiting = threading.Thread(target=ask)
    waiting.start()
    time.sleep(0.3)
    os.kill(first, signal.SIGKILL)
    waiting.join(10)
    assert [str(error) for error in answers] == [
        "Personal data could not be hidden: the redactor broke with ProcessDied."
    ]
    assert "<EMAIL_ADDRESS_1>" in redactor.mask(RawText(TEXTS[1]), CaseRegistry("c"), "requester").text
    assert process_of(beside) != first


def test_it_ends_with_its_maker_however_that_dies() -> None:
    lines = (
        "from drafting.redaction.model.beside import DetectorBeside\n"
        "made = DetectorBeside()\n"
        "print(made._running._process.pid, flush=True)\n"
        "made('x')\n"
        "input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", lines], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as maker:
        assert maker.stdout is not None
        child = int(maker.stdout.readline())
        maker.kill()
    assert gone(child)


def test_an_interrupt_from_the_terminal_is_for_the_service(beside: DetectorBeside) -> None:
    assert beside(TEXTS[1])
    os.kill(process_of(beside), signal.SIGINT)
    assert beside(TEXTS[1])


def test_after_the_end_nothing_is_answered() -> None:
    made = DetectorBeside()
    pid = process_of(made)
    made.close()
    with pytest.raises(ProcessDied):
        made(TEXTS[1])
    assert gone(pid)
