"""Putting placeholders such as `<PERSON_1>` into a text, and the exact way back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from drafting.models import PLACEHOLDER, MaskedText, RawText
from drafting.ports import Entity, Masked, Origin
from drafting.redaction.lookup import Lookup
from drafting.redaction.people import Name, name_of
from drafting.redaction.spans import Span, resolve
from drafting.redaction.sweep import Range, with_mentions
from drafting.redaction.urls import find_urls

__all__ = ["Span", "mask", "originals", "resolve", "unmask"]


class Numbers(Protocol):
    """Hands out placeholders, the same for the same value, and knows the values that have one."""

    @property
    def values(self) -> Lookup: ...

    def placeholder(self, kind: str, value: str, origin: Origin) -> str: ...


def mask(
    text: str, spans: Iterable[Span], registry: Numbers, origin: Origin, kept: Iterable[Range] | None = None
) -> Masked:
    """Replaces the spans, and every other mention of their values and of the case's, by placeholders, left to right.

    Whatever looks like a placeholder in the text is hidden, too. Spans that overlap become one. In the masked text
    outside of placeholders no hidden value is left as a whole word, in any letter case, and none of six characters or
    more inside a longer word; `promised` says which values are too short or too ordinary for that. Other mentions in
    `kept` ranges (start, end) stay, but for those of `INSIDE_KEPT`; the given spans are hidden there, too. Without
    ranges the reported URLs are kept.

    Raises ValueError when a span lies outside of the text.
    """
    typed = (Span(m.start(), m.end(), "LITERAL") for m in PLACEHOLDER.finditer(text))
    given = resolve((*spans, *typed))
    if given and (given[0].start < 0 or given[-1].end > len(text)):
        raise ValueError("a span lies outside the text")
    if kept is None:
        kept = ((u.start, u.end) for u in find_urls(text))
    final = with_mentions(text, given, registry.values, kept)
    introduce(((s.kind, text[s.start : s.end], origin) for s in final), registry)
    parts: list[str] = []
    entities: list[Entity] = []
    at = 0
    for start, end, kind in final:
        placeholder = registry.placeholder(kind, text[start:end], origin)
        entities.append(Entity(kind, start, end, placeholder))
        parts += (text[at:start], placeholder)
        at = end
    parts.append(text[at:])
    return Masked(MaskedText("".join(parts)), tuple(entities))


def introduce(values: Iterable[tuple[str, str, Origin]], registry: Numbers) -> None:
    """Makes full names known before a first name, a surname or initials that stand before them are looked up.

    `values` are (kind, value, who wrote it) in their order; others than people are left for later. With all the values
    of a case's texts at once, "Anna" in the first message is nobody's name if two Annas follow.
    """
    names = [(value, name_of(value), origin) for kind, value, origin in values if kind == "PERSON"]
    needed: set[str] = set()
    waiting: set[str] = set()
    for _, name, _ in names:
        if _is_short(name):
            waiting |= {" ".join(name.words), name.words[-1]}
        else:
            needed |= name.parts & waiting
    for value, name, origin in names:
        if not _is_short(name) and name.parts & needed:
            registry.placeholder("PERSON", value, origin)


def _is_short(name: Name) -> bool:
    return name.is_part or len(name.words[0]) == 1


def originals(text: str, masked: Masked) -> tuple[str, ...]:
    """The raw words behind each placeholder, by occurrence."""
    return tuple(text[e.start : e.end] for e in masked.entities)


def unmask(masked: Masked, originals: Sequence[str]) -> RawText:
    """The exact inverse of `mask`: one original for each occurrence, so different spellings come back.

    Raises ValueError when the masked text is not the one that `mask` returned.
    """
    if len(originals) != len(masked.entities):
        raise ValueError("there must be one original for each placeholder")
    parts: list[str] = []
    at = raw_at = 0
    for entity, original in zip(masked.entities, originals, strict=True):
        start = at + entity.start - raw_at
        end = start + len(entity.placeholder)
        if masked.text[start:end] != entity.placeholder or len(original) != entity.end - entity.start:
            raise ValueError("the masked text was changed")
        parts += (masked.text[at:start], original)
        at, raw_at = end, entity.end
    parts.append(masked.text[at:])
    return RawText("".join(parts))
