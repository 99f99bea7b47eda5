"""One mention found makes every other mention of the same value found."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from drafting.redaction.fold import Folded, fold, folded
from drafting.redaction.lookup import Hit, Lookup, ends_word, promised, starts_word
from drafting.redaction.spans import Span, resolve

INSIDE_KEPT: Final = frozenset({"SECRET", "EMAIL_ADDRESS", "CREDIT_CARD", "IBAN_CODE", "US_SSN"})
"""Kinds of which a mention is hidden even in what is kept on purpose: a reported URL may show a name, not a card."""

__all__ = ["INSIDE_KEPT", "Kept", "Range", "promised", "sweep", "wanted", "with_mentions"]

Range = tuple[int, int]


def with_mentions(text: str, spans: Sequence[Span], known: Lookup, kept: Iterable[Range] = ()) -> tuple[Span, ...]:
    """The given spans (sorted, without overlap) and every other mention of their values and of the known ones.

    Afterwards no value of the spans stands outside of them, within the limits of `promised`, but in `kept` ranges. A
    mention that overlaps a span becomes one with it; that is a new value, and so looked for again until there is none.
    """
    page = fold(text)
    keep = Kept(kept)
    lookups = [known]
    done: set[tuple[str, str]] = set()
    final = tuple(spans)
    hits = list(known.hits(page))
    while True:
        final = resolve((*final, *_new(hits, final, keep)))
        values = {(s.kind, folded(text[s.start : s.end])): text[s.start : s.end] for s in final}
        fresh = {key: value for key, value in values.items() if key not in done}
        done.update(fresh)
        unknown = [(kind, value) for (kind, plain), value in fresh.items() if not known.has(kind, plain)]
        if unknown:
            lookups.append(Lookup(unknown))
            hits = list(lookups[-1].hits(page))
            continue
        bare = tuple(_laid_bare(page, final, lookups, keep))
        if not bare:
            return final
        final = resolve((*final, *bare))
        hits = []


def _new(hits: Iterable[Hit], spans: Sequence[Span], kept: Kept) -> Iterator[Span]:
    """Hits that hide more than the spans do, without what is kept. What was found as such keeps its own kind."""
    starts = [s.start for s in spans]
    for hit in dict.fromkeys((h.start, h.end, h.known.kind) for h in hits):
        span = Span(*hit)
        at = bisect_right(starts, span.start) - 1
        if at >= 0 and span.end <= spans[at].end and span.kind != "SECRET":
            continue
        yield from kept.outside(span)


def _laid_bare(page: Folded, spans: Sequence[Span], lookups: Sequence[Lookup], kept: Kept) -> Iterator[Span]:
    """Short values that touch a span: with a placeholder as its neighbour each is a whole word."""
    starts, ends = {s.start for s in spans}, {s.end for s in spans}
    ordered = [s.start for s in spans]
    seen: set[Range] = set()
    edges = [*starts, *ends]
    while edges:
        at = bisect_left(page.back, edges.pop())
        for lookup in lookups:
            for first, last, known in lookup.beside(page, at):
                start, end = page.span(first, last)
                before = bisect_left(ordered, end) - 1
                if (start, end) in seen or (before >= 0 and spans[before].end > start):
                    continue
                if not (start in ends or starts_word(page, first)) or not (end in starts or ends_word(page, last)):
                    continue
                seen.add((start, end))
                for span in kept.outside(Span(start, end, known.kind)):
                    yield span
                    starts.add(span.start)
                    ends.add(span.end)
                    edges += (span.start, span.end)


class Kept:
    """Ranges of a text that are kept on purpose."""

    def __init__(self, ranges: Iterable[Range]) -> None:
        merged: list[Range] = []
        for start, end in sorted(ranges):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(merged[-1][1], end))
            else:
                merged.append((start, end))
        self._ranges = merged
        self._ends = [end for _, end in merged]

    def outside(self, span: Span) -> Iterator[Span]:
        """The parts of a span that are hidden although something is kept."""
        if span.kind in INSIDE_KEPT:
            yield span
            return
        start = span.start
        for at in range(bisect_right(self._ends, start), len(self._ranges)):
            keep_start, keep_end = self._ranges[at]
            if keep_start >= span.end:
                break
            if keep_start > start:
                yield Span(start, keep_start, span.kind)
            start = max(start, keep_end)
        if start < span.end:
            yield Span(start, span.end, span.kind)


def wanted(values: Iterable[tuple[str, str]]) -> Lookup:
    """What to look for, given (kind, value) pairs."""
    return Lookup(values)


def sweep(text: str, *looked_for: Lookup) -> list[Span]:
    """Every mention of known values in a text; they may overlap."""
    page = fold(text)
    return [Span(hit.start, hit.end, hit.known.kind) for values in looked_for for hit in values.hits(page)]
