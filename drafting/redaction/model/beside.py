"""The recognisers and the model in a process of their own, beside the service.

They load on another core while the service starts, and reading a ticket does not hold up whoever asks for a page. Only
the two ends of a pipe join them: text goes one way, offsets and kinds come back.
"""

from __future__ import annotations

import itertools
import multiprocessing
import signal
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Final

from drafting.redaction.model.windows import Detector
from drafting.redaction.spans import Span

_ENDING_S: Final = 5.0
_NOBODY: Final = -1  # asked by nobody


class ProcessDied(Exception):
    """The process ended before it answered."""


class DetectorBeside:
    """Finds what `windows.Detector` finds, for many threads at once: a long text does not keep a short one waiting.

    The process starts when this is made. When it dies, what it was reading is lost (the ticket is held), and the next
    text starts another one.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbers = itertools.count()
        self._closed = False
        self._running = _Running()

    def __call__(self, text: str) -> Sequence[Span]:
        """The spans of a text, possibly overlapping. Raises ProcessDied, or what broke there, by its name alone."""
        with self._lock:
            if self._closed:
                raise ProcessDied
            if self._running.dead:
                self._running = _Running()
            running, number = self._running, next(self._numbers)
        return running.ask(number, text)

    def close(self) -> None:
        """Ends the process; nothing is answered any more."""
        with self._lock:
            self._closed = True
            self._running.end()


class _Running:
    """One process and the questions that it has not answered."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would copy locks that our threads hold
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs,), name="redactor", daemon=True)
        self._process.start()
        theirs.close()
        self._lock = threading.Lock()
        self._waiting: dict[int, Future[list[Span]]] = {}
        self.dead = False
        threading.Thread(target=self._listen, name="redactor answers", daemon=True).start()

    def ask(self, number: int, text: str) -> Sequence[Span]:
        future: Future[list[Span]] = Future()
        with self._lock:
            if self.dead:
                raise ProcessDied
            self._waiting[number] = future
            try:
                self._pipe.send((number, text))
            except OSError:
                raise ProcessDied from None
        return future.result()

    def end(self) -> None:
        self._process.terminate()
        self._process.join(_ENDING_S)

    def _listen(self) -> None:
        try:
            while True:
                number, found, broke = self._pipe.recv()
                future = self._waiting.pop(number, None)
                if future is None:
                    continue
                if broke:
                    future.set_exception(_named(broke))
                else:
                    future.set_result(found)
        except (EOFError, OSError):
            with self._lock:
                self.dead = True
        for future in self._waiting.values():
            future.set_exception(ProcessDied())


def _named(name: str) -> Exception:
    """An exception of this name without the words of the other one, which may quote the text."""
    made: Exception = type(name, (Exception,), {})()
    return made


# -- the other process -----------------------------------------------------------------------------------------


def serve(pipe: Connection) -> None:
    """Answers texts until the other end is gone, each in a thread of its own. Loads the model at once."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal sends it to both; the service ends this one
    loading, sending = threading.Lock(), threading.Lock()
    made: list[Detector] = []

    def found(text: str) -> list[Span]:
        with loading:
            if not made:
                made.append(Detector())
        return made[0](text)

    def answer(number: int, text: str) -> None:
        spans, broke = list[Span](), ""
        try:
            spans = found(text)
        except BaseException as error:  # noqa: BLE001 - whatever it was, the ticket is held
            broke = type(error).__name__
        with sending, suppress(OSError):
            pipe.send((number, spans, broke))

    threading.Thread(target=answer, args=(_NOBODY, "Warm up."), daemon=True).start()
    with suppress(EOFError, OSError):
        while True:
            threading.Thread(target=answer, args=pipe.recv(), daemon=True).start()
