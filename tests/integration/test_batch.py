"""Redacting on several processes: the order and the answers of one, a worker that dies, an interrupt."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from drafting.redaction import batch
from drafting.redaction.batch import redacted_lines
from drafting.redaction.engine import PresidioRedactor
from drafting.settings import ROOT, Settings

LINES = [
    (n, json.dumps({"id": n, "text": f"My name is Zorana Petrak, letter {n}, from p{n}@example.com."}).encode())
    for n in range(600)
]


def test_several_processes_answer_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "_LARGE", 2_000)
    monkeypatch.setattr(batch, "_BLOCK", 4_000)
    redactor = PresidioRedactor(Settings())
    lines = [*LINES[:100], (100, b"nonsense"), *LINES[101:]]
    assert list(redacted_lines(lines, redactor, Settings(), processes=2)) == list(
        redacted_lines(lines, redactor, Settings(), processes=1)
    )


def test_a_process_that_dies_costs_its_lines_and_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "_LARGE", 2_000)
    monkeypatch.setattr(batch, "_BLOCK", 4_000)
    monkeypatch.setattr(batch, "_work", _die)
    results = list(redacted_lines(LINES[:200], PresidioRedactor(Settings()), Settings(), processes=2))
    assert [r["id"] for r in results] == list(range(200))
    assert {r["error"] for r in results if "error" in r} == {"The process that read this line died; redact it again."}


def _die(block: object) -> None:
    os._exit(9)


@pytest.mark.parametrize("lines", [40, 40_000])  # before other processes are started, and with them
def test_an_interrupt_ends_at_once_and_without_a_traceback(tmp_path: Path, lines: int) -> None:
    given = tmp_path / "texts.jsonl"
    with given.open("wb") as handle:
        for n in range(lines):
            handle.write(LINES[n % 600][1] + b"\n")
    command = [sys.executable, "-m", "countersign", "redact", "--jsonl", str(given) if lines > 40 else "-"]
    env = os.environ | {"COUNTERSIGN_DATA_DIR": str(tmp_path)}
    out = (tmp_path / "out").open("wb")
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=out, stderr=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stderr is not None
    process.stdin.write(LINES[0][1] + b"\n")
    process.stdin.flush()
    until = time.monotonic() + 120
    while not (tmp_path / "out").stat().st_size and time.monotonic() < until:
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    assert process.wait(30) != 0
    assert b"Traceback" not in process.stderr.read()
