"""Many texts, one a line, in the order of the input: in this process, and on all cores once the input is large.

Memory is bounded: a line has a largest length, and only a few blocks of lines are under way at a time.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from typing import Any, BinaryIO, Final

from drafting.errors import BadInput, CountersignError
from drafting.models import HALF_PAIR, RawText
from drafting.ports import Redactor
from drafting.redaction.registry import CaseRegistry
from drafting.settings import Settings

LONGEST: Final = 8 * 1024 * 1024  # bytes of a line
_LARGE: Final = 2 * 1024 * 1024  # bytes redacted here before other processes are started: each takes seconds to load
_BLOCK: Final = 128 * 1024  # bytes of lines that a process is given at a time
_AHEAD: Final = 2  # blocks under way for each process

Line = tuple[int, bytes]
Result = dict[str, Any]


def read_lines(handle: BinaryIO) -> Iterator[Line]:
    """Lines that are not blank, with their numbers. Of a line beyond LONGEST only the beginning is kept."""
    number = 0
    while raw := handle.readline(LONGEST + 1):
        number += 1
        rest = raw
        while len(rest) > LONGEST and not rest.endswith(b"\n"):
            rest = handle.readline(LONGEST + 1)
        if raw.strip():
            yield number, raw


def redacted(identifier: object, text: object, redactor: Redactor) -> Result:
    """The contract's answer for one text. Raises BadInput or Held."""
    if not isinstance(text, str):
        raise BadInput("`text` is missing or is not a string.")
    if HALF_PAIR.search(text):
        raise BadInput("`text` has half of a surrogate pair, which is no character; send the whole text as UTF-8.")
    done = redactor.mask(RawText(text), CaseRegistry("redact"), "requester")
    entities = [{"type": e.kind, "start": e.start, "end": e.end, "placeholder": e.placeholder} for e in done.entities]
    return {"id": identifier, "text": done.text, "entities": entities}


def redacted_line(line: Line, redactor: Redactor) -> Result:
    """The answer for one line of JSON; `{"id", "error"}` for what cannot be used. No error repeats the line."""
    number, raw = line
    identifier: object = None
    try:
        value = _object(raw, number)
        identifier = value.get("id")
        return redacted(identifier, value.get("text"), redactor)
    except CountersignError as error:
        return {"id": identifier, "error": str(error)}


def redacted_lines(
    lines: Iterable[Line], redactor: Redactor, settings: Settings, processes: int | None = None
) -> Iterator[Result]:
    """One result a line, in order. `processes` is at most that many; default: one a core."""
    lines = iter(lines)
    seen = 0
    for line in lines:
        yield redacted_line(line, redactor)
        seen += len(line[1])
        if seen >= _LARGE:
            break
    wanted = processes if processes is not None else len(os.sched_getaffinity(0))
    if wanted < 2:
        yield from (redacted_line(line, redactor) for line in lines)
        return
    first = next(lines, None)
    if first is not None:
        yield from _on_all_cores(chain((first,), lines), settings, wanted)


def _on_all_cores(lines: Iterator[Line], settings: Settings, processes: int) -> Iterator[Result]:
    # Processes are spawned: a fork would copy locks that the redactor's threads may hold.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(processes, mp_context=context, initializer=_start, initargs=(settings,))
    waiting: deque[tuple[list[Line], Future[list[Result]]]] = deque()
    try:
        for block in _blocks(lines):
            waiting.append((block, _submit(pool, block)))
            if len(waiting) >= _AHEAD * processes:
                yield from _answers(*waiting.popleft())
        while waiting:
            yield from _answers(*waiting.popleft())
    except BaseException:  # an interrupt or a reader that went away: nothing is waited for
        for process in list(pool._processes.values()):
            process.terminate()
        raise
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, block: list[Line]) -> Future[list[Result]]:
    try:
        return pool.submit(_work, block)
    except BrokenProcessPool as error:
        failed: Future[list[Result]] = Future()
        failed.set_exception(error)
        return failed


def _answers(block: list[Line], future: Future[list[Result]]) -> Iterator[Result]:
    """The results of a block. When its process died (the system was out of memory), each line says so."""
    try:
        yield from future.result()
    except BrokenProcessPool:
        reason = "The process that read this line died; redact it again."
        yield from ({"id": _identifier(line), "error": reason} for line in block)


def _blocks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    size = 0
    for line in lines:
        block.append(line)
        size += len(line[1])
        if size >= _BLOCK:
            yield block
            block, size = [], 0
    if block:
        yield block


_redactor: Redactor | None = None


def _start(settings: Settings) -> None:
    """In a new process. The terminal sends an interrupt to every process; the first one ends the others."""
    global _redactor  # noqa: PLW0603 - how a pool hands its processes their state
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from drafting.redaction.engine import PresidioRedactor

    _redactor = PresidioRedactor(settings)


def _work(block: list[Line]) -> list[Result]:
    assert _redactor is not None
    return [redacted_line(line, _redactor) for line in block]


def _identifier(line: Line) -> object:
    try:
        return _object(line[1], line[0]).get("id")
    except BadInput:
        return None


def _object(raw: bytes, number: int) -> dict[str, Any]:
    if len(raw) > LONGEST:
        raise BadInput(f"line {number} is larger than {LONGEST // 1024 // 1024} MiB.")
    try:
        value = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadInput(f"line {number} is not UTF-8 text (byte {error.start}).") from None
    except json.JSONDecodeError as error:
        raise BadInput(f"line {number} is not JSON (column {error.colno}: {error.msg}).") from None
    except (RecursionError, ValueError):  # nested without end, or a number of thousands of digits
        raise BadInput(f"line {number} is not JSON that can be read.") from None
    if not isinstance(value, dict):
        raise BadInput(f"line {number} must be a JSON object, not {type(value).__name__}.")
    return value
