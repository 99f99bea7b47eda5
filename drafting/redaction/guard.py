"""The second look, directly in front of what leaves: a model, a recording, the log. What the vault knows stays here.

A model is asked in the name of one case, and only that case's values can be in its prompt, so `refuse_known_values`
wants to be told the case (`guarding`). A log line or a recording may be about any case, so those are held against
every registry that is in memory (`opened`).
"""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final, Protocol, runtime_checkable
from weakref import WeakSet

import regex

from drafting.errors import CountersignError, RedactionFailed
from drafting.redaction.ids.find import find_structured
from drafting.redaction.placeholders import Span, resolve
from drafting.redaction.secrets.find import find_secrets

LONGEST_LINE: Final = 4_000  # characters of a log line; the rest is cut off, since looking costs 1 µs a character
_NEVER_LOGGED: Final = frozenset({"EMAIL_ADDRESS", "CREDIT_CARD", "IBAN_CODE", "US_SSN"})
_WORTH_A_LOOK: Final = regex.compile(r"@|\d(?:[ -]?\d){8}")  # without it a line holds none of them but a secret


@runtime_checkable
class KnowsValues(Protocol):
    """What the guard asks of a case's registry: the placeholders of its values that stand in a text."""

    def known_values(self, text: str) -> tuple[str, ...]: ...


_case: ContextVar[KnowsValues | None] = ContextVar("countersign_guarded_case", default=None)
_open: Final[WeakSet[KnowsValues]] = WeakSet()  # weak: it keeps no value in memory that nobody works with
_opening: Final = threading.Lock()


@contextmanager
def guarding(registry: object) -> Iterator[None]:
    """Within, `refuse_known_values` looks for the values of this case."""
    if not isinstance(registry, KnowsValues):
        raise TypeError("a registry that does not tell what it knows cannot be guarded")
    token = _case.set(registry)
    try:
        yield
    finally:
        _case.reset(token)


def refuse_known_values(text: str) -> None:
    """Raises RedactionFailed, without saying which, when a known value stands in the text or no case is guarded.

    For whatever sends text out of the process in the name of a case: the model client, and an embedder like it.
    """
    registry = _case.get()
    if registry is None:
        raise RedactionFailed("No case is open, so nothing may be sent.")
    known = registry.known_values(text)
    if known:
        raise RedactionFailed(f"{len(known)} personal value(s) stood in the text that was to leave; it was not sent.")


def opened(registry: KnowsValues) -> None:
    """From now on, and for as long as it is in memory, its values are kept out of log and recordings."""
    with _opening:
        _open.add(registry)


def count_known(text: str) -> int:
    """How many values of the cases in memory stand in the text."""
    with _opening:
        cases = list(_open)
    return sum(len(case.known_values(text)) for case in cases)


# -- the log -------------------------------------------------------------------------------------------------


def guard_logs() -> None:
    """From now on every log record of this process is looked at before any handler sees it. A second call does nothing.

    A record factory and no `logging.Filter`: a filter sits on one handler, and libraries bring handlers of their own.
    """
    make = logging.getLogRecordFactory()
    if not isinstance(make, _Records):
        logging.setLogRecordFactory(_Records(make))


class _Records:
    """Makes log records without personal values. Raises nothing: a line that cannot be looked at is left out."""

    def __init__(self, make: Any) -> None:
        self._make = make

    def __call__(self, *args: Any, **kwargs: Any) -> logging.LogRecord:
        record: logging.LogRecord = self._make(*args, **kwargs)
        try:
            _clean(record)
        except Exception as error:  # noqa: BLE001 - logging must not break its caller; the unseen line is not written
            record.msg = f"(a line was left out: looking at it broke with {type(error).__name__})"
            record.args = record.exc_info = record.exc_text = record.stack_info = None
        return record


def _clean(record: logging.LogRecord) -> None:
    """Well-formed secrets and addresses are replaced; a line with a value of an open case is left out as a whole.

    A traceback keeps its places and loses the errors' own words: those may quote the ticket before any value of it is
    known. Only our own errors are made of words that quote nothing.
    """
    text = said = record.getMessage()
    if len(text) > LONGEST_LINE:
        text = f"{text[:LONGEST_LINE]} (cut)"
    found = list(find_secrets(text))
    if _WORTH_A_LOOK.search(text):
        found += (s for s in find_structured(text) if s.kind in _NEVER_LOGGED)
    text = _without(text, found)
    known = count_known(text)
    if known:
        text = f"(a line was left out: {known} personal value(s) stood in it)"
    if text != said:
        record.msg, record.args = text, None
    if record.exc_info and record.exc_info[1] is not None:
        record.exc_text = "\n".join(_places(record.exc_info[1]))
        record.exc_info = None


def _without(text: str, spans: list[Span]) -> str:
    for start, end, kind in reversed(resolve(spans)):
        text = f"{text[:start]}[{kind}]{text[end:]}"
    return text


def _places(error: BaseException) -> Iterator[str]:
    """Where each error of the chain was raised, and its class."""
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield from (f"  {f.filename}:{f.lineno} in {f.name}" for f in traceback.extract_tb(link.__traceback__))
        ours = isinstance(link, CountersignError) and not count_known(str(link))
        yield f"{type(link).__name__}: {link}" if ours else type(link).__name__
        link = link.__cause__ or link.__context__
