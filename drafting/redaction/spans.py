"""Where a value stands that is to be hidden, and what becomes of spans that overlap."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from drafting.redaction.kinds import RANK


class Span(NamedTuple):
    """A value to hide: code points `start` to `end` (exclusive) of the raw text."""

    start: int
    end: int
    kind: str


Detect = Callable[[str], Sequence[Span]]  # what finds the values of a text, possibly overlapping


def apart(text: str, spans: Iterable[Span]) -> list[Span]:
    """The spans, an address without the name, telephone number or e-mail address that opens it or closes it.

    Everything stays hidden; each value gets its own placeholder, which the intake of a request looks for.
    """
    every = list(spans)
    contacts = [s for s in every if s.kind in {"PHONE_NUMBER", "EMAIL_ADDRESS"}]
    opening = sorted([*contacts, *(s for s in every if s.kind == "PERSON")])
    return [_without(text, s, opening, contacts) if s.kind in {"ADDRESS", "LOCATION"} else s for s in every]


def _without(text: str, address: Span, opening: list[Span], closing: list[Span]) -> Span:
    start, end, kind = address
    for one in closing:
        if start < one.start < end <= one.end:
            end = start + len(text[start : one.start].rstrip(" \t\r\n,;:|"))
    for one in opening:
        if one.start <= start < one.end < end and text[one.end] in ",;|\n":
            start = end - len(text[one.end : end].lstrip(" \t\r\n,;|"))
    return Span(start, end, kind) if end > start else address


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
