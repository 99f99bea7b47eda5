"""What a masked text must not hold, judged without the code that masks it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from drafting.ports import Masked
from drafting.redaction.fold import folded
from drafting.redaction.lookup import promised


def segments(text: str, masked: Masked) -> Iterator[str]:
    """What of a text is outside of placeholders."""
    at = 0
    for entity in masked.entities:
        yield text[at : entity.start]
        at = entity.end
    yield text[at:]


def leaked(values: Iterable[tuple[str, str]], shown: Iterable[str]) -> list[str]:
    """Promised values that still stand in a segment in the same spelling: as a whole word, or six characters long."""
    shown = [s for s in shown if s]
    found = []
    for kind, value in dict.fromkeys(values):
        plain = value.strip()
        if plain and promised(kind, value) and any(_stands(plain, segment) for segment in shown):
            found.append(plain)
    return found


def _stands(value: str, text: str) -> bool:
    at = text.find(value)
    while at >= 0:
        end = at + len(value)
        before = at > 0 and _wordy(text[at - 1]) and _wordy(value[0])
        after = end < len(text) and _wordy(text[end]) and _wordy(value[-1])
        if len(folded(value)) >= 6 or not (before or after):
            return True
        at = text.find(value, at + 1)
    return False


def _wordy(char: str) -> bool:
    return char.isalnum()
