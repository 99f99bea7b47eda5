"""Placeholders such as `<PERSON_1>`: putting them in, taking them out, and judging what came back from a model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple, Protocol

from drafting.models import PLACEHOLDER, MaskedText, RawText
from drafting.ports import Entity, Masked, Origin
from drafting.redaction.kinds import KINDS, RANK
from drafting.redaction.people import name_of

LONGEST_TOKEN: Final = 40  # of any we hand out; a longer look-alike is never one of ours


class Span(NamedTuple):
    """A value to hide: code points `start` to `end` (exclusive) of the raw text."""

    start: int
    end: int
    kind: str


class Numbers(Protocol):
    """Hands out placeholders: the same for the same value."""

    def placeholder(self, kind: str, value: str, origin: Origin) -> str: ...


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


def mask(text: str, spans: Iterable[Span], registry: Numbers, origin: Origin) -> Masked:
    """Replaces the spans by placeholders, left to right. Whatever looks like one of ours in the text is hidden too."""
    typed = (Span(m.start(), m.end(), "LITERAL") for m in PLACEHOLDER.finditer(text))
    final = resolve((*spans, *typed))
    if final and (final[0].start < 0 or final[-1].end > len(text)):
        raise ValueError("a span lies outside the text")
    _introduce_full_names(text, final, registry, origin)
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


def _introduce_full_names(text: str, spans: Sequence[Span], registry: Numbers, origin: Origin) -> None:
    """Makes full names known before a first name or surname that stands before them is looked up."""
    names = [(text[s.start : s.end], name_of(text[s.start : s.end])) for s in spans if s.kind == "PERSON"]
    seen: set[str] = set()
    wanted: set[str] = set()
    for _, name in names:  # single names that no full name precedes
        seen |= name.ends
        if len(name.words) == 1 and name.words[0] not in seen:
            wanted.add(name.words[0])
    for value, name in names:
        if name.ends & wanted:
            registry.placeholder("PERSON", value, origin)


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


# -- what a model made of them -------------------------------------------------------------------------------


class Found(NamedTuple):
    """A placeholder, or what is left of one, in a draft; `meant` is the one it stands for, if that can be told."""

    text: str
    start: int
    end: int
    meant: str | None


class Report(NamedTuple):
    """Every placeholder of a draft. Whether one was dropped depends on the framework: the checker says so."""

    intact: tuple[Found, ...]
    unknown: tuple[Found, ...]  # well formed, never handed out
    altered: tuple[Found, ...]  # case, blanks, brackets or label changed, or two run together


class Known(Protocol):
    """Knows which placeholders were handed out."""

    def knows(self, placeholder: str) -> bool: ...


_GAP: Final = r"[\s_\\\-\u00ad\u200b-\u200f\u2060\ufeff]{0,3}"
_LABELS: Final = "|".join(
    _GAP.join(k.split("_")) for k in sorted({*KINDS, "EMAIL", "PHONE", "LOCATION"}, key=len, reverse=True)
)
_OPEN: Final = r"(?:\\?[<＜‹«〈{(\[]|&lt;|&\#60;|&\#x3c;|%3c)"
_CLOSE: Final = r"(?:\\?[>＞›»〉})\]]|&gt;|&\#62;|&\#x3e;|%3e)"
_INVISIBLE: Final = r"[\s*`_\\\u00ad\u200b-\u200f\u2060\ufeff]{0,3}"
# In this order: `< person 1 >` and `[PERSON_1]`; `<PERSONNE_1>`; `PERSON_1`.
_BROKEN: Final = re.compile(
    rf"{_OPEN}{_INVISIBLE}(?P<a>{_LABELS}){_GAP}(?P<an>[0-9]{{1,6}}(?:_[0-9]+)*){_INVISIBLE}{_CLOSE}"
    rf"|(?:[<＜‹«〈]|&lt;)\s{{0,2}}[^\W\d_][\w \-]{{0,30}}_(?P<bn>[0-9]{{1,6}})\s{{0,2}}(?:[>＞›»〉]|&gt;)"
    rf"|[<＜‹«〈]?(?<![\w&])(?P<c>{_LABELS})\\?_{_INVISIBLE}(?P<cn>[0-9]{{1,6}}(?:_[0-9]+)*)(?!\w){_CLOSE}?",
    re.IGNORECASE,
)


def inspect(text: str, registry: Known) -> Report:
    """Sorts everything in a draft that is, or once was, a placeholder. Exact tokens only count as intact.

    `PERSON_1` is never found inside `<PERSON_10>`: a token is read whole, with its brackets.
    """
    intact: list[Found] = []
    unknown: list[Found] = []
    altered: list[Found] = []
    exact: list[tuple[int, int]] = []
    for match in PLACEHOLDER.finditer(text):
        token = match.group()
        found = Found(token, match.start(), match.end(), token)
        exact.append(match.span())
        if registry.knows(token):
            intact.append(found)
        elif token[1 : token.rindex("_")] in RANK:
            unknown.append(found)
        else:  # a label of ours in another language, or one that a model made up
            altered.append(found._replace(meant=None))
    for start, end in _between(exact, len(text)):
        altered += _damaged(text, start, end, registry)
    return Report(tuple(intact), tuple(unknown), tuple(sorted(altered, key=lambda f: f.start)))


def _between(spans: Sequence[tuple[int, int]], length: int) -> Iterable[tuple[int, int]]:
    at = 0
    for start, end in spans:
        yield at, start
        at = end
    yield at, length


def _damaged(text: str, start: int, end: int, registry: Known) -> Iterable[Found]:
    for match in _BROKEN.finditer(text, start, end):
        label = match["a"] or match["c"]
        number = (match["an"] or match["bn"] or match["cn"]).split("_")[0].lstrip("0")
        meant = f"<{_canonical(label)}_{number}>" if label and number else None
        bare = match["c"] is not None
        if bare and not label.isupper() and not (meant and registry.knows(meant)):
            continue  # `address_1` in a file name, where no such placeholder exists
        yield Found(match.group(), match.start(), match.end(), meant)


def _canonical(label: str) -> str:
    words = re.sub(r"[^A-Z]+", "_", label.upper()).strip("_")
    return {"EMAIL": "EMAIL_ADDRESS", "PHONE": "PHONE_NUMBER"}.get(words, words)
