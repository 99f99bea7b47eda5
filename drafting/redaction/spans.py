"""Where a value stands that is to be hidden, and what becomes of spans that overlap."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from drafting.redaction.kinds import RANK


class Span(NamedTuple):
    """A value to hide: code points `start` to `end` (exclusive) of the raw text."""

    start: int
    end: int
    kind: str


def resolve(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sorted spans without overlap. Overlapping ones become their union, so nothing found is ever shown.

    Spans that only touch stay apart: "Anna Bob" may be two people. The kind of a union is that of its longest part.
    """
    merged: list[Span] = []
    longest: Span | None = None
    for span in sorted(
        (s for s in spans if s.end > s.start), key=lambda s: (s.start, -s.end, RANK.get(s.kind, len(RANK)))
    ):
        if merged and longest is not None and span.start < merged[-1].end:
            longest = _stronger(longest, span)
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end), longest.kind)
        else:
            merged.append(span)
            longest = span
    return tuple(merged)


def _stronger(a: Span, b: Span) -> Span:
    def strength(s: Span) -> tuple[bool, int, int]:
        return (s.kind == "SECRET", s.end - s.start, -RANK.get(s.kind, len(RANK)))

    return b if strength(b) > strength(a) else a
