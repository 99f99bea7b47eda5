# ruff: noqa: SIM905 - a list of words is easiest to read and to change as text
"""Values that a label announces, and docket numbers by their form: what ties a text to one file, account or device."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from drafting.redaction.ids.labels import LABELS, Announced, label_after, label_before
from drafting.redaction.ids.neighbourhoods import Stretch, around_digits, search
from drafting.redaction.placeholders import Span

_I: Final = regex.IGNORECASE
# A word with a digit in it, with what capitals stand before it (`AB 7654321`).
_VALUE: Final = regex.compile(
    r"(?<![\w@/\\.$€£%+-])(?:[A-Z]{1,4}[ ](?=[A-Z]{0,4}[ -]?\d)){0,2}(?=[\p{L}_./:-]{0,16}\d)"
    r"[\p{L}\d](?:[\p{L}\d]|[-./:_*](?=[\p{L}\d*]))*+(?![@%])"
)
_GLUED: Final = regex.compile(r"(\p{L}[\p{L}_]{1,20})[-:_#]")
_MORE: Final = regex.compile(r"[ \n](?:\d{2,7}|[A-Z]{1,3}\d{0,7}|\d[A-Z]?)(?![\w%@/:-]|\.\d)")
_NO_MORE: Final = regex.compile(r"[ ](?:19|20)\d\d|[ ][A-Z]{4,}")
_LIST: Final = regex.compile(r"(?:\s?[,;&]\s?(?:and\s|or\s)?|\s(?:and|or|und|et|y|e)\s)(?:nos?\.\s?|#)?\Z", _I)
_NO_ID: Final = regex.compile(
    r"(?:19|20)\d\d|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}.*|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d\d|\d{1,2}:\d\d.*"
    r"|v?\d+(?:\.\d+){1,3}|\d+(?:st|nd|rd|th|x|h|hrs?|mins?|s|ms|k|kb|mb|gb|am|pm|px|days?|years?)|24/7"
    r"|(?:19|20)\d\d[-/–](?:19|20)?\d\d|[CTF]-\d+/\d\d|\d+(?:USC|CFR)|\d{3}\([a-z]\).*|https?:.*",
    _I,
)
_SORT_CODE: Final = regex.compile(r"\d\d-\d\d-\d\d")  # or a date
_FILE: Final = regex.compile(r".*\.\p{L}{1,5}(?:\d)?(?::\d+)?|.*[/:].*\p{L}{3}.*", _I)
_TRADEMARK: Final = regex.compile(
    r"trade\s?mark|uspto|euipo|copyright|\bmark\b|appl(?:ication|n)|patent|\bU\.?S\.?\s", _I
)
# Words that often stand before a number that is no reference.
_LOOSE: Final = frozenset(
    ("case investigation dossier fir az card account arzt ausweis voter student patente documento employee").split()
)
# Ordinary words, or short ones with other meanings: without `number` or a colon their value must look like an id.
_ORDINARY: Final = frozenset(
    (
        "file report index matter complaint citation claim crime summons petition cause incident writ device serial "
        "sim pass org bar nas fin sin social ss tc rg inn ni dl ird sv dni pan tin gst vat documento immigration tenant"
    ).split()
)
_SHORT: Final = frozenset({"badge", "shield", "collar", "officer badge", "badge id", "warrant card"})
_RANKS: Final = frozenset("officer constable pc detective trooper deputy sergeant inspector".split())

_DOCKETS: Final = regex.compile(
    r"(?<![\w:])\d:\d\d-(?:cv|cr|mj|mc|md|bk|br|ap|po|sw|gj|misc|sc|ml"
    r"|pt)-\d{2,6}(?:-[A-Z]{2,4}){0,3}(?:-\d{1,3})?(?!\w)"
    r"|(?<![\w-])(?:CR|CV|SW|GJ|MJ)-?(?:19|20)?\d\d-\d{3,7}(?![\w-])"
    r"|(?<![\w.-])\d{1,4}\s(?-i:[A-Z][A-Za-z]{0,3})\s\d{1,5}/\d\d(?![\w/])"  # DE
    r"|(?<![\w.-])\d{1,4}\s(?:js|ujs|gs|ds|ls|ks|cs|ar|owi|bs)\s\d{1,6}/\d\d(?![\w/])"
    r"|(?<![\w:.-])\d\d-(?:cv|cr|mj|mc|md|bk|br|ap|po|sw|gj|misc)-\d{3,6}(?:-[A-Z]{2,4}){0,3}(?![\w-])"
    r"|(?<![\w/.-])(?-i:CR|CAD|URN|CRN|NPA)/\d{3,7}/\d\d(?:\d\d)?(?![\w/-])"
    r"|(?<![\w-])(?:19|20)\d\d-?(?:CF|CV|CR|SW|CA|DR|GS|MM|PR)-?\d{4,7}(?:-[A-Z]{1,3})?(?![\w-])",
    _I,
)
_NUMBERED: Final = regex.compile(
    r"(?<!\p{L})nos?\.?\s?(?P<v>\d{1,6}/\d\d(?:\d\d)?|\d{2,6}/\d)(?![\w/])|\bNos?\.\s?(?P<w>\d\d-\d{2,6})(?![\w-])"
    r"|(?<![\w.-])(?P<x>\d\d-\d{3,5})(?=\s\(?(?:\d{1,2}(?:st|nd|rd|th)|D\.C\.|Fed\.)\sCir)",
    _I,
)
# Forms that other things have too: they count in a sentence of police and courts.
_FILED: Final = regex.compile(
    r"(?<![\w/.:-])(?:\d{5,8}/\d\d|(?:19|20)\d\d[-/]\d{6,8}|(?:19|20)\d\d/\d{2,6}-[A-Z]{1,3}"
    r"|[A-Z]{2,4}[-/]\d{4,6}[-/]\d\d"
    r"|\d\d-[A-Z]{2,4}-\d{3,6})(?![\w/-]|\.\d)",
    _I,
)
_COURTS: Final = regex.compile(
    r"\b(?:police|courts?|tribunal|judges?|judicial|magistrates?|sheriff|prosecut\w+|probate|probation"
    r"|restraining|protective\s+order"
    r"|injunction|subpoenas?|warrants?|crimes?|criminal|offen[cs]e|complaint|docket|plaintiff|defendant|v\.|vs\."
    r"|pending\s+in"
    r"|bail|release|arrest\w*|detective|investigat\w+|your\s+reference|our\s+reference|case|u\.?s\.?c\b|§|paper"
    r"|polizei\w*"
    r"|staatsanwalt\w*|gericht|tribunal|juzgado|policía|questura|gendarmerie)",
    _I,
)
_LAW: Final = regex.compile(
    r"(?:law|act|regulation|directive|decree|resolution|protocol|ordinance|code|decision|recommendation|bill|circular"
    r"|règlement|loi|verordnung|convention|treaty|instrument)s?(?:\s\([A-Z]{2,4}\))?\s*\Z",
    _I,
)
_DIGEST: Final = regex.compile(
    r"(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})", _I
)
_UUID: Final = regex.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", _I)


def find_references(text: str) -> Iterator[Span]:
    """Case and badge numbers, ids of accounts, people and devices, and whatever else a label announces."""
    stretches = around_digits(text, before=16)
    for match in search(_DOCKETS, text, stretches):
        yield Span(match.start(), match.end(), "CASE_NUMBER")
    for match in search(_FILED, text, stretches):
        around = max(0, match.start() - 70), min(len(text), match.end() + 50)
        if _COURTS.search(text, *around) and not _LAW.search(text, max(0, match.start() - 24), match.start()):
            yield Span(match.start(), match.end(), "CASE_NUMBER")
    yield from _numbered(text, stretches)
    yield from _labelled(text, stretches)


def _numbered(text: str, stretches: list[Stretch]) -> Iterator[Span]:
    """`application no. 12345/06`, with those that follow in a list; the number of a law is none."""
    last = -1
    for match in search(_NUMBERED, text, stretches):
        group = match.lastgroup or "v"
        start, end = match.span(group)
        if start > last and not _LAW.search(text, max(0, match.start() - 24), match.start()):
            yield Span(start, end, "CASE_NUMBER")
            for further in regex.finditer(
                r"\G(?:,| and|, and| &)\s(?:nos?\.\s)?(?P<v>\d{1,6}/\d\d)(?![\w/])", text, pos=end
            ):
                yield Span(further.start("v"), further.end("v"), "CASE_NUMBER")
                last = further.end()


def _labelled(text: str, stretches: list[Stretch]) -> Iterator[Span]:
    known: Announced | None = None
    end, size = -1, 0
    for match in search(_VALUE, text, stretches):
        start = _without_label(text, match.start(), match.end())
        value = text[start : match.end()]
        if start < end or (_NO_ID.fullmatch(value) and not _SORT_CODE.fullmatch(value)):
            continue
        if known and _LIST.fullmatch(text, end, start) and _size(value) == size:
            found: Announced | None = known
        else:
            found = label_before(text, start) or (label_after(text, match.end()) if len(value) > 4 else None)
        if found is None or not (stop := _extent(text, start, match.end(), found)):
            continue
        known, end, size = found, stop, _size(value)
        yield Span(start, stop, _kind(found, text[start:stop]))


def _without_label(text: str, start: int, end: int) -> int:
    """Where the value begins: in `TIN 321-123` the capitals are the label, in `AB 123456` a part of the value."""
    while (blank := text.find(" ", start, end)) >= 0:
        word = text[start:blank].lower()
        if word not in LABELS and word not in {
            "no",
            "nr",
            "id",
            "is",
            "num",
            "the",
            "on",
            "my",
            "at",
            "in",
            "to",
            "nos",
        }:
            return start
        start = blank + 1
    glued = _GLUED.match(text, start, end)  # `uid:7654321`, `acct-889911`
    return glued.end() if glued and glued[1].lower() in LABELS else start


def _extent(text: str, start: int, end: int, found: Announced) -> int:
    """Where an announced value ends; 0 when the label or the value does not bear it out."""
    value = text[start:end]
    if _DIGEST.fullmatch(value) and found.label.kind != "DEVICE_ID":
        return 0
    if _FILE.fullmatch(value) or (_SORT_CODE.fullmatch(value) and found.phrase not in {"sort code", "bsb"}):
        return 0
    if found.phrase in {"serial", "sn", "s/n", "registration"} and _TRADEMARK.search(text, max(0, start - 60), start):
        return 0
    if _size(value) <= 8:
        for _ in range(7):
            more = _MORE.match(text, end)
            if not more or _NO_MORE.fullmatch(more.group()):
                break
            if more.group()[0] == "\n" and (not more.group()[1:].isdigit() or not value.isdecimal()):
                break
            if more.group()[1:].isalpha() and found.label.kind not in _LETTERED:
                break
            end = more.end()
    return end if _borne_out(text[start:end], found) else 0


_LETTERED: Final = frozenset({"LICENSE_PLATE", "ID"})  # `06 A 123`, `AA 12 34 56 B`


def _borne_out(value: str, found: Announced) -> bool:
    digits, size, kind = sum(c.isdecimal() for c in value), _size(value), found.label.kind
    mixed = digits < size
    if kind == "CREDIT_CARD":
        return 12 <= digits <= 19 and not mixed
    if kind == "US_SSN":
        return 4 <= digits <= 11 and not mixed
    if kind == "IBAN_CODE":
        return size >= 14
    if kind == "LICENSE_PLATE":
        return 3 <= size <= 10
    if kind == "DEVICE_ID":
        return size >= (6 if found.marked else 8) and digits >= 2
    if found.phrase in _RANKS:
        return found.marked and 3 <= digits <= 7
    if found.phrase in _SHORT:
        return digits >= 2
    if found.phrase == "id" and _UUID.fullmatch(value):
        return False
    if found.phrase in _ORDINARY and not found.marked:
        return digits >= 9 or (digits >= 5 and (mixed or regex.search("[ -]", value) is not None))
    if found.label.strength == "weak" or (found.phrase in _LOOSE and not found.marked):
        return digits >= (4 if found.marked else 5) or (mixed and size >= 7 and digits >= 3)
    if kind == "CASE_NUMBER":
        return digits >= 3 and size >= 4
    return size >= 5 and digits >= (3 if found.marked else 4)


def _kind(found: Announced, value: str) -> str:
    kind = found.label.kind
    if kind == "US_SSN" and sum(c.isdecimal() for c in value) not in {4, 9}:
        return "ID"
    return kind


def _size(value: str) -> int:
    return sum(c.isalnum() for c in value)
