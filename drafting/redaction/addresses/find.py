"""Postal addresses: street lines with what follows them, post boxes, postcodes, and what a cue announces."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Final

import regex

from drafting.redaction.addresses.boxes import find_boxes, find_postcodes
from drafting.redaction.addresses.cues import Cue, address_cues, place_cue
from drafting.redaction.addresses.parts import Head, heads, line_start
from drafting.redaction.addresses.tails import Tail, tail
from drafting.redaction.addresses.words import NOT_STREET, NOT_TAIL
from drafting.redaction.ids.phones import find_phones
from drafting.redaction.placeholders import Span
from drafting.redaction.ranges import Ranges

_I: Final = regex.IGNORECASE
_GAP: Final = 48  # characters between a cue and its street line: "Suite 4, Rose House, 12 Elm Street"
_UNIT_FIRST: Final = regex.compile(
    r"(?<![\w.-])(?:flat|apt|apartment|suite|unit|room|studio|penthouse|floor|level|block|blk|shop|office|villa"
    r"|house|b[âa]timent|b[âa]t|immeuble|résidence|appartement|appt|escalier|porte|haus"
    r"|wohnung)\.?[ ]?(?:no\.?[ ]?|\#)?"
    r"[ ]?(?:\d{1,5}[A-Za-z]?(?:[-/]\w{1,4})?|[A-Z]\d{0,4})(?:[ ]?,[ ]?|[ ]?\n[ \t]*|[ ](?=\d|\p{Lu}))",
    _I,
)
_CORNER: Final = regex.compile(
    r"(?:\bthe[ ])?\bcorner[ ]of[ ](?P<a>(?:[\p{L}\d][\p{L}\p{M}\d.'’\-]*[ ]){1,6}?)(?:and|&"
    r"|with)[ ](?P<b>[\p{L}\d][\p{L}\p{M}\d.'’\-]*(?:[ ][\p{L}\d][\p{L}\p{M}\d.'’\-]*){0,5})",
    _I,
)
_ORDINAL_CORNER: Final = regex.compile(
    r"(?<=\b(?:at|on|of|near|to|is)[ ])\d{1,3}(?:st|nd|rd|th)(?:[ ](?:street|st\.?|avenue|ave\.?))?[ ](?:and"
    r"|&)[ ](?:\d{1,3}(?:st|nd|rd|th)|\p{Lu}\p{L}+)"
    r"(?:[ ](?:street|st|avenue|ave|road|rd|boulevard|blvd)\b\.?)?(?![ ](?:floor|place|prize|quarter))",
    _I,
)
_PAIR: Final = regex.compile(
    r"[ \t]*(?P<v>\p{Lu}[\p{L}'’\-]+(?:[ ]\p{Lu}[\p{L}'’\-]+){0,3}[ ](?:and"
    r"|&)[ ]\p{Lu}[\p{L}'’\-]+(?:[ ](?:(?:d[aeiou]s?|del|della|la|von|van)[ ])?\p{Lu}[\p{L}'’\-]+){0,4})"
)
_HOUSE: Final = regex.compile(
    r"(?r)(?:^|(?<=[\n,:(])|(?<=\b(?:at|is|to|in|use|use:|of)[ ]))[ \t]*(?P<v>(?:c/o[ ][^\n,]{2,40}"
    r"|(?:the[ \n])?old[ \n]\p{L}+"
    r"|(?:[\p{L}\d'’.&-]+[ ]){0,3}(?:house|cottage|farm|lodge|barn|villa|manor|hall|mill|court|building|tower"
    r"|chambers|residency"
    r"|rectory|vicarage|parsonage|grange|bungalow|stables|granary|croft|gatehouse"
    r"|apartments?|heights|mansion|business[ ]park|estate|centre|center"
    r"|(?:flat|apt|apartment|unit|suite|block|blk|room|floor|level|tower|shop|studio|penthouse|villa"
    r"|office|b[âa]timent|b[âa]t|immeuble|appartement|appt|escalier|esc|porte|haus)\.?[ ](?:no\.?[ ])?\w{1,6}"
    r"|[A-Z]-\d{1,4}(?:/\d{1,3})?|\w{1,4}[ ]floor|\d{1,2}/f|\#\d{1,3}-\d{1,4}|plot[ ](?:no\.?[ ])?\w{1,5}"
    r"|shop[ ]\w{1,5}"
    r"|h\.?\s?no\.?[ ]?[\w/-]{1,8})))[ ]?,?[ \t]*(?:\n[ \t]*)?",
    _I | regex.MULTILINE,
)
# So many street lines in so few characters are made up to cost time: what follows each of them is not read.
_CROWD: Final = 20
_CROWDED: Final = 150
_SENTENCE: Final = regex.compile(r"[?!;:@]|\.\s+\p{Lu}\p{Ll}+\s+\p{Ll}")
_STOP: Final = regex.compile(
    r"[.!?](?=\s+\p{Lu}\p{L}+\s+\p{Ll})|[?!]|\s(?:e-?mail|tele?phone|phone|tel"
    r"|fax|mobile)\b|\*\*|\s(?:for|and\s+(?:i|my|we)|but|so|which|because)\s|;"
    r"|https?:|\s{3,}",
    _I,
)
_UNIT_BEFORE: Final = regex.compile(
    r"(?r)(?<![\p{L}\d])(?P<v>(?:flat|apt\.?|apartment|b[âa]timent|immeuble|appartement|escalier|haus"
    r"|wohnung)[ ](?:no\.?[ ])?"
    r"(?:\d{1,4}[A-Z]?|[A-Z]\d{0,3})),[ ]?",
    _I,
)
_FINGERPRINT: Final = regex.compile(r"(?<!\w)[0-9A-F]{4}(?:[ ]{1,2}[0-9A-F]{4}){7,15}(?!\w)")
_WORD: Final = regex.compile(r"[\p{L}\d]+")
_SMALL: Final = frozenset(["de", "la", "del", "von", "der", "des", "street", "road"])  # within the second street's name
_NO_VALUE: Final = ("[private]", "same", "as above", "see ", "not ", "n/a")
_POSTCODE: Final = regex.compile(r"\d{5}-\d{3,4}|\d{4}-\d{3}|\d{3} \d{2,3}|\d{5,6}")


def find_addresses(text: str) -> Iterator[Span]:
    """Postal addresses, each with its unit, town, postcode and country as far as they follow it.

    A telephone number on the line above or below is not part of one.
    """
    prints = Ranges(m.span() for m in _FINGERPRINT.finditer(text))
    found = [span for span in _candidates(text) if not prints.cover(span)]
    phones = tuple(find_phones(text)) if found else ()
    for span in found:
        yield from _without_phones(text, span, phones)


def _candidates(text: str) -> Iterator[Span]:
    tails: dict[tuple[int, bool], Tail] = {}
    known = []
    latest: deque[int] = deque(maxlen=_CROWD)
    for head in heads(text):
        latest.append(head.start)
        if len(latest) == _CROWD and abs(head.start - latest[0]) < _CROWDED:
            if head.strength == "sure":
                yield Span(head.start, head.end, "ADDRESS")
            continue
        at = (head.end, head.lower)
        if at not in tails:
            tails[at] = tail(text, head.end, lower=head.lower)
        known.append((head, tails[at]))
    for head, rest in known:
        start = _with_house(text, head.start)
        if _is_address(text, head, rest) or (start < head.start and rest.evidence):
            yield Span(start, rest.end, "ADDRESS")
        cue = place_cue(text, head.start)
        if cue:
            yield from _announced(text, cue, head, rest)
    yield from find_boxes(text)
    yield from find_postcodes(text)
    yield from _units(text)
    yield from _corners(text)
    known.sort(key=lambda pair: pair[0].start)
    starts = [head.start for head, _ in known]
    for cue in address_cues(text):
        near = slice(bisect_left(starts, cue.end), bisect_right(starts, cue.end + _GAP))
        spans = [span for head, rest in known[near] for span in _announced(text, cue, head, rest)]
        yield from spans
        if not spans and cue.certain:
            yield from _line(text, _begin(text, cue))


def _begin(text: str, cue: Cue) -> int:
    lead = text[cue.end : cue.end + 8]
    return cue.end + len(lead) - len(lead.lstrip(" \t\n*:-"))


def _announced(text: str, cue: Cue, head: Head, rest: Tail) -> Iterator[Span]:
    """A street line near behind a cue: from the cue to its end, whatever its words are."""
    start = _begin(text, cue)
    gap = text[start : head.start]
    if "\n\n" in gap or _SENTENCE.search(gap) or (not cue.certain and not _gap_fits(gap)):
        return
    if head.strength == "open" and not cue.certain and not _enough(text, head, rest):
        return
    if "\n" in gap:  # a name or company stands above the street
        start = _with_house(text, head.start)
    yield Span(start, rest.end, "ADDRESS")


def _is_address(text: str, head: Head, rest: Tail) -> bool:
    """Whether a street line is one by what stands around it."""
    if head.strength == "sure" or rest.evidence == 2:
        return True
    if head.strength == "likely":
        return (
            rest.evidence == 1
            or not text[head.start].isdigit()
            or (line_start(text, head.start) and _ends_line(text, head.end))
        )
    return False


def _ends_line(text: str, at: int) -> bool:
    return text[at : at + 2].strip(" ,.")[:1] in {"", "\n"}


def _with_house(text: str, start: int) -> int:
    """Back over "Flat 3B, Rose Cottage," and "c/o …" before a street line."""
    for _ in range(4):
        match = _HOUSE.match(text, max(0, start - 60), start)
        if match is None or match.start("v") >= start or _says(match["v"]):
            match = _UNIT_BEFORE.match(text, max(0, start - 40), start)
        if match is None or match.start("v") >= start:
            return start
        if "\n" not in match.group() and "," not in match.group() and not match["v"][-1:].isdigit():
            return start
        start = match.start("v")
    return start


def _says(words: str) -> bool:
    return any(w in NOT_TAIL and (i or w != "the") for i, w in enumerate(words.lower().split()))


def _units(text: str) -> Iterator[Span]:
    """Flat 37, Bennett Mall, East Harriet, N8 8HN: a unit first, a postcode or country behind it."""
    for match in _UNIT_FIRST.finditer(text):
        end = match.start() + len(match.group().rstrip(" ,\n\t"))
        rest = tail(text, end)
        if rest.evidence == 2 and rest.end > match.end():
            yield Span(match.start(), rest.end, "ADDRESS")


def _corners(text: str) -> Iterator[Span]:
    for match in _CORNER.finditer(text):
        words = (match["a"] + match["b"]).split()
        if any(w.lower() in {"my", "your", "the", "page", "screen", "this", "room", "eye"} for w in words[:1]):
            continue
        end = match.start("b") + _last_name(match["b"])
        yield Span(match.start(), tail(text, end).end, "ADDRESS")
    for match in _ORDINAL_CORNER.finditer(text):
        yield Span(match.start(), match.end(), "ADDRESS")


def _last_name(words: str) -> int:
    """How much of the words after "corner of X and" names the second street."""
    end = 0
    upper = words[:1].isupper() or words[:1].isdigit()
    for word in regex.finditer(r"\S+", words):
        lower = word.group().lower().strip(".")
        if (upper and word.group()[0].islower() and lower not in _SMALL) or lower in NOT_TAIL or lower in NOT_STREET:
            break
        end = word.end()
    return end or len(words.split(maxsplit=1)[0])


def _gap_fits(gap: str) -> bool:
    """Between "ship it to" and the street stand names and numbers, no other words."""
    words = gap.replace(",", " ").split()
    return len(words) <= 6 and all(
        w[0].isupper() or w[0].isdigit() or w.lower() in {"the", "corner", "of", "and", "&", "c/o"} for w in words
    )


def _enough(text: str, head: Head, rest: Tail) -> bool:
    """An unknown street after a weak cue has two words, two numbers, or a tail."""
    words = text[head.start : head.end].split()
    numbers = sum(any(c.isdigit() for c in w) for w in words)
    return (
        rest.evidence > 0
        or numbers >= 2
        or len(words) >= 3
        or (numbers == 1 and not words[0][0].isdigit() and len(words) == 2)
    )


def _line(text: str, start: int) -> Iterator[Span]:
    """What follows `address:` where no street is known: up to the end of the line or sentence, and its tail."""
    pair = _PAIR.match(text, start)
    if pair:
        yield Span(pair.start("v"), pair.end("v"), "ADDRESS")
    stop = text.find("\n", start, start + 160)
    value = text[start : stop if stop >= 0 else start + 160]
    found = _STOP.search(value)
    value = (value[: found.start()] if found else value).rstrip(" .,;*-")
    if len(value) < 4 or "@" in value or value.lower().startswith(_NO_VALUE):
        return
    words = _WORD.findall(value)
    if sum(c.isalpha() for c in value) < 3 or "address" in value.lower():
        return
    if not any(w.isdigit() for w in words) and not (
        2 <= len(words) <= 10 and sum(w[0].isupper() for w in words) >= len(words) / 2
    ):
        return
    if len(words) <= 25:
        yield Span(start, tail(text, start + len(value)).end, "ADDRESS")


def _without_phones(text: str, span: Span, phones: Iterable[Span]) -> Iterator[Span]:
    """What is left of an address beside telephone numbers that reach beyond it or have a line to themselves."""
    start, parts = span.start, []
    for phone in phones:
        crosses = phone.start < start < phone.end < span.end or start < phone.start < span.end < phone.end
        if _POSTCODE.fullmatch(text[phone.start : phone.end].strip(" ()")):
            continue
        if crosses or (start <= phone.start and phone.end <= span.end and _own_line(text, phone, span)):
            parts.append((start, phone.start))
            start = phone.end
    parts.append((start, span.end))
    for first, last in parts:
        piece = text[first:last]
        kept = piece.strip(" \t\n,;.(+")
        if len(kept) >= 3:
            at = first + piece.index(kept)
            yield Span(at, at + len(kept), span.kind)


def _own_line(text: str, phone: Span, address: Span) -> bool:
    """Whether the address has nothing else on the line of the telephone number; a label before it is outside."""
    first = max(text.rfind("\n", 0, phone.start) + 1, address.start)
    last = text.find("\n", phone.end)
    last = min(last if last >= 0 else len(text), address.end)
    crosses_lines = "\n" in text[address.start : address.end]
    return crosses_lines and not any(
        c.isalpha() or c == "〒" for c in text[first : phone.start] + text[phone.end : last]
    )
