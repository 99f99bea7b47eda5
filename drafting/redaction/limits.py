"""What the redactor refuses, and how it gives up: size, readability, time, and whatever breaks while raw text is read.

No reason quotes the text: what broke is told by the name of its exception alone.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from typing import Final, Generic, NamedTuple, TypeVar

from drafting.errors import Held, RedactionFailed
from drafting.redaction.cleaning import cleaned, unreadable_share

T = TypeVar("T")
WORKERS: Final = max(4, 2 * (os.cpu_count() or 1))
LOADING_S: Final = 120.0  # for the model and the word lists, once; a cold disk is slow
_UNREADABLE: Final = 0.1


class Deadline(NamedTuple):
    """When to give up: `at` on the monotonic clock, `limit_s` for the message."""

    at: float
    limit_s: float

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        return cls(time.monotonic() + seconds, seconds)

    def left(self) -> float:
        """Seconds; 0 when it has passed."""
        return max(0.0, self.at - time.monotonic())

    def check(self) -> None:
        """Raises RedactionFailed when it has passed."""
        if self.left() <= 0:
            raise _too_long(self)


class _Job(Generic[T]):
    def __init__(self, work: Callable[[], T], free: threading.Semaphore) -> None:
        self._work: Callable[[], T] | None = work
        self._free = free
        self._answer: list[T] = []
        self._held: Held | None = None
        self._broke = ""
        self.done = threading.Event()

    def run(self) -> None:
        work, self._work = self._work, None
        assert work is not None
        try:
            self._answer.append(work())
        except Held as error:
            self._held = type(error)(str(error))  # a new one: the frames of the other hold the text
        except BaseException as error:  # noqa: BLE001 - the worker's end: whatever it was, the ticket is held
            self._broke = type(error).__name__
        finally:
            del work
            self._free.release()
            self.done.set()

    def answer(self) -> T:
        if self._held is not None:
            raise self._held
        if not self._answer:
            raise _broken(self._broke)
        return self._answer[0]


class Workers:
    """Threads that read raw text for a caller who stops waiting at the deadline.

    Python cannot end a thread, so one that hangs keeps its place for good. There are `most` places: when all of them
    hang, everything is refused and nothing piles up. The threads are daemons, so a process ends in spite of them.
    """

    def __init__(self, most: int = WORKERS) -> None:
        self._most = most
        self._free = threading.BoundedSemaphore(most)

    def run(self, work: Callable[[], T], deadline: Deadline) -> T:
        """What `work` returns. Raises RedactionFailed when it breaks, hangs or finds no place before the deadline."""
        if not self._free.acquire(timeout=deadline.left()):
            raise RedactionFailed(
                f"The redactor is busy: no one of its {self._most} workers was free within {deadline.limit_s:g} s."
            )
        job = _Job(work, self._free)
        try:
            threading.Thread(target=job.run, name="redactor", daemon=True).start()
        except (RuntimeError, MemoryError) as error:
            self._free.release()
            name = type(error).__name__
        else:
            if not job.done.wait(deadline.left()):
                raise _too_long(deadline)
            return job.answer()
        raise _broken(name)


def guarded(work: Callable[[], T]) -> T:
    """Runs work that sees raw text here and now. What breaks in it becomes RedactionFailed with its name alone."""
    try:
        return work()
    except Held:
        raise
    except Exception as error:  # noqa: BLE001 - the ticket is held whatever broke, and the message may quote it
        name = type(error).__name__
    raise _broken(name)


def check_length(length: int, most: int) -> None:
    """Raises RedactionFailed for more than `most` code points."""
    if length > most:
        raise RedactionFailed(f"The message has {length:,} characters; at most {most:,} can be read.")


def check_readable(text: str) -> None:
    """Raises RedactionFailed for an empty text, and for bytes that somebody took for text."""
    share = unreadable_share(text)
    if share == 0 and not cleaned(text).text.strip():
        raise RedactionFailed("The message is empty.")
    if share > _UNREADABLE:
        raise RedactionFailed("The message is not readable text.")


def _too_long(deadline: Deadline) -> RedactionFailed:
    return RedactionFailed(f"Hiding personal data took longer than {deadline.limit_s:g} s.")


def _broken(name: str) -> RedactionFailed:
    return RedactionFailed(f"Personal data could not be hidden: the redactor broke with {name}.")
