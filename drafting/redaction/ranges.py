"""Ranges of a text that are kept, sorted and without overlap, and what of a span lies in or outside of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from drafting.redaction.spans import Span


class Ranges:
    """Looked up in logarithmic time: a long ticket has thousands of spans and thousands of URLs."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        """(start, end) pairs in any order; those that touch become one."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(ranges):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def cover(self, span: Span) -> bool:
        """Whether the whole span lies in one of them."""
        at = bisect_right(self._starts, span.start) - 1
        return at >= 0 and span.end <= self._ends[at]

    def outside(self, span: Span) -> Iterator[Span]:
        """The parts of a span that lie in none of them. A secret is whole wherever it stands."""
        if span.kind == "SECRET":
            yield span
            return
        start = span.start
        at = bisect_right(self._ends, start)
        while at < len(self._starts) and self._starts[at] < span.end:
            if self._starts[at] > start:
                yield Span(start, self._starts[at], span.kind)
            start = self._ends[at]
            at += 1
        if start < span.end:
            yield Span(start, span.end, span.kind)
