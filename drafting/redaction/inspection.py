"""What a model made of the placeholders: which came back whole, and which are missing, altered, invented or merged."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple, Protocol

import regex

from drafting.models import PLACEHOLDER
from drafting.redaction.fold import Folded, fold
from drafting.redaction.kinds import KINDS, RANK


class Found(NamedTuple):
    """A placeholder, or what is left of one: code points `start` to `end` of the draft. `meant` are the ones it stands
    for, as far as that can be told: none of a translated label, several of two that were run together."""

    text: str
    start: int
    end: int
    meant: tuple[str, ...]


class Missing(NamedTuple):
    """A placeholder that stands in the draft `times` fewer than in the framework."""

    placeholder: str
    times: int


class Report(NamedTuple):
    """Every placeholder of a draft. Only `intact` ones are ever restored."""

    intact: tuple[Found, ...]
    missing: tuple[Missing, ...] = ()
    altered: tuple[Found, ...] = ()  # letter case, blanks, brackets, label or number changed, or one stands twice
    invented: tuple[Found, ...] = ()  # well formed, never handed out
    merged: tuple[Found, ...] = ()  # two in one pair of brackets

    @property
    def whole(self) -> bool:
        return not (self.missing or self.altered or self.invented or self.merged)


class Known(Protocol):
    """Knows which placeholders were handed out."""

    def knows(self, placeholder: str) -> bool: ...


_ALIASES: Final = {"NAME": "PERSON", "EMAIL": "EMAIL_ADDRESS", "MAIL": "EMAIL_ADDRESS", "PHONE": "PHONE_NUMBER"}
_WORDS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NUMBERS: Final = {word: n for words in (_WORDS, _ORDINALS) for n, word in enumerate(words, start=1)}

# All of these read a folded text: lower case, full-width forms plain, invisible characters gone, one blank for many.
_LABELS: Final = "|".join(
    k.lower().replace("_", r"[ _\-]?") for k in sorted((*KINDS, *_ALIASES), key=len, reverse=True)
)
_NUMBER: Final = rf"(?:\d{{1,6}}|{'|'.join(_NUMBERS)})"
_ANGLE_OPEN: Final = r"(?:\\?[<‹«〈⟨❮《]|&(?:amp;){0,2}(?:lt|\#0{0,4}60|\#x0{0,4}3c);|%3c|\\u003c)"
_ANGLE_CLOSE: Final = r"(?:\\?[>›»〉⟩❯》]|&(?:amp;){0,2}(?:gt|\#0{0,4}62|\#x0{0,4}3e);|%3e|\\u003e)"
_INSIDE: Final = r"[^<>‹›«»〈〉⟨⟩❮❯《》{}()\[\]&%]{1,60}?"
_BRACKETED: Final = regex.compile(
    rf"(?P<open>{_ANGLE_OPEN}|\\?(?:\[{{1,2}}|\{{{{1,2}}|\()|%)(?P<inside>{_INSIDE}(?:&{_INSIDE})?)(?:{_ANGLE_CLOSE}|\\?(?:\]{{1,2}}|\}}{{1,2}}|\))|%)"
)
_BARE: Final = regex.compile(
    rf"{_ANGLE_OPEN}?(?<!\w)(?P<label>{_LABELS})s?(?P<gap>[ _\\*`\-]{{0,4}})(?P<number>{_NUMBER}(?:_\d{{1,6}}){{0,4}})"
    rf"(?!\w){_ANGLE_CLOSE}?"
)
_MARKS: Final = regex.compile(r"[\s*`_~\\\-]+")
_ITEMS: Final = regex.compile(
    rf"/?(?:the )?(?:(?P<ordinal>{'|'.join(_ORDINALS)}) )?(?P<label>{_LABELS})(?:'?s)?(?: ?(?P<number>{_NUMBER}))?"
    rf"(?:'?s)?(?:(?: ?(?:and|or|und|et|y|&|,|;|/|\+) ?| )(?:(?P<label>{_LABELS})(?:'?s)? ?)?(?P<number>{_NUMBER})"
    r"(?:'?s)?){0,6}"
    r"[.,:;!?]?"
)
_ONE_LABEL: Final = regex.compile(rf"/?(?:{_LABELS})(?![\p{{L}}])")
_OTHER_LABEL: Final = regex.compile(r"/?[^\W\d_][\w .\-]{0,30}[ _\-]\d{1,6}")
_SQUEEZED: Final = regex.compile(
    rf"(?P<label>{'|'.join(k.lower().replace('_', '') for k in sorted(KINDS, key=len, reverse=True))})s?"
    r"(?P<number>\d{1,6})"
)
_MARKUP: Final = regex.compile(r"[=\"@]|://")
_TAGS: Final = frozenset({"address"})  # labels that are also tags of HTML
_JOINED: Final = regex.compile(r"[\s*_]{0,3}")


def inspect(text: str, registry: Known, expected: Iterable[str] = ()) -> Report:
    """Sorts everything in a draft that is, or once was, a placeholder. Exact tokens only count as intact.

    `expected` are the placeholders of the framework, each as often as it stands there: what of them the draft has not
    is `missing`. Without them nothing is. `PERSON_1` is never found inside `<PERSON_10>`: a token is read whole, with
    its brackets. Linear in the text.
    """
    intact: list[Found] = []
    invented: list[Found] = []
    altered: list[Found] = []
    exact: list[tuple[int, int]] = []
    for match in PLACEHOLDER.finditer(text):
        token = match.group()
        exact.append(match.span())
        found = Found(token, match.start(), match.end(), (token,))
        if registry.knows(token):
            intact.append(found)
        elif token[1 : token.rindex("_")] in RANK:
            invented.append(found)
        else:  # a label of ours in another language, or one that a model made up
            altered.append(found._replace(meant=()))
    altered += _doubled(text, intact)
    lost = Counter(expected)
    lost.subtract(found.text for found in intact)
    missing = tuple(Missing(placeholder, times) for placeholder, times in lost.items() if times > 0)
    merged: list[Found] = []
    page = fold(text)
    for start, end in _between(0, exact, len(text)):
        for found in _damaged(page, start, end, registry, {m.placeholder for m in missing}):
            (merged if len(found.meant) > 1 else altered).append(found)
    return Report(tuple(intact), missing, tuple(sorted(altered, key=lambda f: f.start)), tuple(invented), tuple(merged))


def _doubled(text: str, intact: Sequence[Found]) -> Iterator[Found]:
    """One that stands twice in a row, or in another pair of its brackets: what is restored there reads wrongly."""
    for one, other in itertools.pairwise(intact):
        if one.text == other.text and _JOINED.fullmatch(text, one.end, other.start):
            yield Found(text[one.start : other.end], one.start, other.end, one.meant)
    for found in intact:
        if text[found.start - 1 : found.start] == "<" and text[found.end : found.end + 1] == ">":
            yield Found(text[found.start - 1 : found.end + 1], found.start - 1, found.end + 1, found.meant)


def _between(at: int, spans: Sequence[tuple[int, int]], end: int) -> Iterator[tuple[int, int]]:
    for start, stop in spans:
        yield at, start
        at = stop
    yield at, end


def _damaged(page: Folded, start: int, end: int, registry: Known, missing: set[str]) -> Iterator[Found]:
    first, last = bisect_left(page.back, start), bisect_left(page.back, end)
    taken = first
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for match in _BRACKETED.finditer(page.text, first, last, overlapped=True):
        if match.start() < taken:
            continue
        meant = _bracketed(page, match, registry)
        if meant is not None:
            found.append((match.start(), match.end(), meant))
            taken = match.end()
    for begin, stop in _between(first, [(a, b) for a, b, _ in found], last):
        for match in _BARE.finditer(page.text, begin, stop):
            meant = _bare(page, match, registry, missing)
            if meant is not None:
                found.append((match.start(), match.end(), meant))
    for a, b, meant in found:
        raw_start, raw_end = page.span(a, b)
        yield Found(page.raw[raw_start:raw_end], raw_start, raw_end, meant)


def _bracketed(page: Folded, match: regex.Match[str], registry: Known) -> tuple[str, ...] | None:
    """What stands in brackets: the placeholders it was, () when that cannot be told, None when it never was one."""
    inside, angle = match["inside"], match["open"][-1] not in "[{(%"
    if _MARKUP.search(inside):
        return None
    raw_start, raw_end = page.span(match.start("inside"), match.end("inside"))
    raw = page.raw[raw_start:raw_end]
    plain = _MARKS.sub(" ", inside).strip()
    items = _ITEMS.fullmatch(plain)
    if items:
        meant = _placeholders(items)
        loud = raw.upper() == raw or "_" in inside
        if match["open"] == "%":
            return meant if loud and meant else None
        if meant:
            return meant if angle or loud or any(map(registry.knows, meant)) else None
        return () if raw.isupper() or (angle and plain not in _TAGS) else None
    squeezed = _SQUEEZED.fullmatch(regex.sub(r"[\W_]+", "", inside))
    if squeezed and (angle or raw.isupper()):
        kind = next(k for k in KINDS if k.lower().replace("_", "") == squeezed["label"])
        return (f"<{kind}_{int(squeezed['number'])}>",)
    if angle and (_ONE_LABEL.match(plain) or _OTHER_LABEL.fullmatch(inside)):
        return ()
    return () if match["open"][-1] in "[{" and "_" in raw and raw.isupper() and _OTHER_LABEL.fullmatch(inside) else None


def _bare(page: Folded, match: regex.Match[str], registry: Known, missing: set[str]) -> tuple[str, ...] | None:
    """Without brackets, or with one: `PERSON_1` always; `person_1`, `PERSON 1` when there is one; "person 1" when that
    one is missing, since it is ordinary English and a name of files."""
    raw_start, raw_end = page.span(match.start("label"), match.end("label"))
    loud = page.raw[raw_start:raw_end].isupper()
    joined = "_" in match["gap"]
    meant = tuple(_placeholder(match["label"], number) for number in match["number"].split("_"))
    known = any(map(registry.knows, meant))
    if (loud and joined) or (known and (loud or joined)) or not missing.isdisjoint(meant):
        return meant
    return None


def _placeholders(items: regex.Match[str]) -> tuple[str, ...]:
    """Each number with the label before it."""
    labels = list(zip(items.starts("label"), items.captures("label"), strict=True))
    numbers = list(zip(items.starts("number"), items.captures("number"), strict=True))
    if items["ordinal"] and not numbers:
        numbers = [(len(items.string), items["ordinal"])]
    return tuple(_placeholder([label for at, label in labels if at < place][-1], number) for place, number in numbers)


def _placeholder(label: str, number: str) -> str:
    kind = re.sub(r"[^A-Z]+", "_", label.upper())
    if kind not in RANK:
        kind = _ALIASES.get(kind) or next((k for k in KINDS if k.replace("_", "") == kind.replace("_", "")), kind)
    return f"<{kind}_{_NUMBERS.get(number) or int(number)}>"
