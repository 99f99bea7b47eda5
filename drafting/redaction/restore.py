"""Restoring a text that arrives in pieces."""

from __future__ import annotations

from typing import Final

import regex

from drafting.models import MaskedText, RawText
from drafting.redaction.registry import Audience, CaseRegistry

LONGEST_TOKEN: Final = 40  # of any we hand out; a longer look-alike is never one of ours
_HALF_TOKEN: Final = regex.compile(r"<(?:[A-Z][A-Z_0-9]*)?\Z")


class StreamRestorer:
    """Restores a text that comes in pieces. Never shows half a placeholder, never holds back more than one."""

    def __init__(self, registry: CaseRegistry, audience: Audience) -> None:
        self._registry = registry
        self._audience = audience
        self._held = ""
        self._withheld: dict[str, None] = {}
        self._unknown: dict[str, None] = {}

    @property
    def withheld(self) -> tuple[str, ...]:
        return tuple(self._withheld)

    @property
    def unknown(self) -> tuple[str, ...]:
        return tuple(self._unknown)

    def feed(self, chunk: str) -> RawText:
        """What can be shown now."""
        text = self._held + chunk
        half = _HALF_TOKEN.search(text, max(0, len(text) - LONGEST_TOKEN))
        cut = half.start() if half else len(text)
        self._held = text[cut:]
        return self._restore(text[:cut])

    def close(self) -> RawText:
        """What was still held back; the stream is over."""
        rest, self._held = self._held, ""
        return self._restore(rest)

    def _restore(self, text: str) -> RawText:
        restored = self._registry.restore(MaskedText(text), self._audience)
        self._withheld |= dict.fromkeys(restored.withheld)
        self._unknown |= dict.fromkeys(restored.unknown)
        return restored.text
