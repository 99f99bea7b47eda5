"""The second look, directly in front of a model: text that holds a value the vault knows does not leave."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from drafting.errors import RedactionFailed


class KnowsValues(Protocol):
    """What the guard asks of a case's registry: which of its values stand in a text."""

    def known_values(self, text: str) -> tuple[str, ...]: ...


_case: ContextVar[KnowsValues | None] = ContextVar("countersign_guarded_case", default=None)


@contextmanager
def guarding(registry: object) -> Iterator[None]:
    """Within, `refuse_known_values` looks for the values of this case."""
    assert hasattr(registry, "known_values")
    token = _case.set(registry)
    try:
        yield
    finally:
        _case.reset(token)


def refuse_known_values(text: str) -> None:
    """Raises RedactionFailed, without saying which, when a known value stands in the text or no case is guarded."""
    registry = _case.get()
    if registry is None:
        raise RedactionFailed("No case is open, so nothing may be sent to a model.")
    known = registry.known_values(text)
    if known:
        raise RedactionFailed(f"{len(known)} personal value(s) stood in the text for the model; it was not sent.")
