"""Ids of accounts that no label of `labels` stands at: by a form of their own, or as a sentence or record names one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import regex

from drafting.redaction.ids.neighbourhoods import around_digits, around_words, search
from drafting.redaction.placeholders import Span

_I: Final = regex.IGNORECASE
# What services put before the ids of their accounts, people and teams; not those of events, prices or requests.
_PREFIXES: Final = (
    "acct|acc|account|usr|user|uid|cus|cust|customer|client|ws|wks|wksp|workspace|org|team|tnt|tenant|mem|member"
    "|memb|sub"
    "|prof|profile|person|seller|buyer|own|owner|contact|ctc"
)
_TAIL: Final = regex.compile(rf"(?<![\w/.@$-])(?:(?:{_PREFIXES})[_-])(?P<t>[A-Za-z0-9]{{8,40}})(?![\w@(]|[-.]\w)", _I)
_PREFIXED: Final = regex.compile(rf"(?:{_PREFIXES})_(?=[A-Za-z0-9]*[A-Z\d])[A-Za-z0-9]{{8,40}}")
_NUMBERED: Final = regex.compile(rf"(?<![\w/.@$-])(?:(?:{_PREFIXES})[_-]|[uU][_-])\d{{6,12}}(?![\w@(]|[-.]\w)", _I)
_VALUE: Final = (
    r"(?:[A-Za-z]{1,6}[-_.]?)?\d{5,14}"
    r"(?!\w|[-.,/]\d|\s(?:accounts|workspaces|customers|clients|members|users|people|rows|of)\b)"
    r"|[A-Za-z]{1,6}[-_][A-Za-z0-9]{6,24}(?![\w@]|[-.]\w)"
)
_NAME: Final = r"[a-z][a-z0-9]*(?:[._-][a-z0-9]+){0,3}(?![\w@/]|[-.]\w)"
_HOLDERS: Final = (
    r"accounts?|workspaces?|work\s+spaces?|organi[sz]ations?|tenants?|teams?|profiles?"
    r"|customers?|clients?|members?|subscribers?"
)
_SENTENCE: Final = regex.compile(
    rf"\b(?:{_HOLDERS})(?:\s+(?:with|of|under|having|has|has\s+got))?(?:\s+(?:the|an|this|my|our))?"
    r"(?:\s+(?:ids?|numbers?|nos?\.?|nrs?\.?|identifiers?|identification|refs?|references?|code))?"
    rf"(?:\s+with\s+(?:you|us))?(?:\s+(?:is|are|was|were|being))?\s*[:,=#]?\s*[(\[\"'“‘`*]{{0,2}}(?P<v>{_VALUE}"
    rf"|{_NAME})",
    _I,
)
_FURTHER: Final = regex.compile(
    r"[\"'”’`*)\]]{0,2}(?:\s*[,;]\s*(?:(?:and|or)\s+)?|\s+(?:and|or|&|plus|und|et|y)\s+)(?:also\s+|the\s+)?"
    rf"[\"'“‘`*(]{{0,2}}(?P<v>{_VALUE}|{_NAME})",
    _I,
)
# "What is the number of your account?" - "It is 4711 0815."
_WORDS: Final = (
    *("account", "space", "rganisation", "rganization", "tenant", "team", "profile", "customer", "client", "member"),
    "subscriber",
)
_ASKED: Final = regex.compile(
    r"\b(?:account|customer|client|member|user|workspace|membership|subscriber|case|reference|file|contract"
    r"|policy)\s*[- ]?"
    r"(?:number|no\.|nr\.?|id|identifier|name|code)\b"
    r"|\b(?:number|no\.|nr\.?|id|identifier|name)\s+(?:of|for)\s+(?:the|this|that|my|your|our|his|her|their|said)\s+"
    r"(?:\w+\s+)?(?:account|workspace|membership|user|team|organi[sz]ation|case|profile|customer|client)\b",
    _I,
)
_ANSWER: Final = regex.compile(
    r"(?:^|[.?!:\n]|\b(?:yes|ok|okay|sure|so|well|hi|hello),?)[\s>*\"'“-]*(?:it|that|this|mine|ours|the\s+(?:id"
    r"|number|name))\s?"
    rf"(?:['’]s|is|was|would\s+be)\s*:?\s*[(\[\"'“‘`*]{{0,2}}(?P<v>{_VALUE})",
    _I | regex.MULTILINE,
)
_RECORD: Final = regex.compile(
    rf"(?<![\w-])[\"']?(?:id|_id|uid|key|number|no)[\"']?\s*[:=]\s*[\"']?(?P<v>{_VALUE})[\"']?\s*(?=[,;}}\n]|$)", _I
)
_OF_A_PERSON: Final = regex.compile(
    r"[\"']?\b(?:name|full_?name|first_?name|last_?name|e-?mail|mail|phone|login|user_?name|owner|address"
    r"|dob)[\"']?\s*[:=]",
    _I,
)
_YEAR: Final = regex.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|0+|\d*(\d)\1{6,}")


def find_account_ids(text: str) -> Iterator[Span]:
    """Ids such as `acct_…` and `usr_…`, the accounts a sentence lists, answers to a question for one, ids in a record.

    In a list of accounts (`the accounts A and B`) what looks like a user name is one.
    """
    stretches = around_digits(text, before=48, after=32)
    for match in search(_TAIL, text, around_words(text, ("_", "-"), 12, 44)):
        if _random(match["t"]):
            yield Span(match.start(), match.end(), "ID")
    for match in search(_NUMBERED, text, stretches):
        yield Span(match.start(), match.end(), "ID")
    holders = around_words(text, _WORDS, 4, 120)
    for match in search(_SENTENCE, text, holders):
        yield from _listed(text, match)
    for match in search(_ANSWER, text, stretches):
        if _number(match["v"]) and _ASKED.search(text, max(0, match.start() - 160), match.start()):
            yield Span(match.start("v"), match.end("v"), "ID")
    for match in search(_RECORD, text, stretches):
        beside = max(0, match.start() - 160), min(len(text), match.end() + 160)
        if _number(match["v"]) and _OF_A_PERSON.search(text, *beside):
            yield Span(match.start("v"), match.end("v"), "ID")


def _listed(text: str, match: regex.Match[str]) -> Iterator[Span]:
    """The first value and those that follow it after a comma or `and`; one of them must look like an id."""
    found: list[Span] = []
    for _ in range(12):
        kind = _kind(match["v"])
        if kind is None:
            break
        found.append(Span(match.start("v"), match.end("v"), kind))
        further = _FURTHER.match(text, match.end(), match.end() + 60)
        if further is None:
            break
        match = further
    if len(found) == 1 and found[0].kind != "ID":
        return  # what names a single account is for `accounts` to judge
    yield from found


def _kind(value: str) -> str | None:
    if _number(value):
        return "ID"
    marked = any(c.isdigit() for c in value) or any(c in "_." for c in value[1:-1]) or value[-2:-1] == "-"
    return "USERNAME" if marked and len(value) >= 5 and any(c.isalpha() for c in value) else None


def _number(value: str) -> bool:
    """Whether a value is a number of its own, with letters or without: no count, no day, no word with a hyphen."""
    digits = sum(c.isdigit() for c in value)
    if value.isdigit():
        return digits >= 6 and not _YEAR.fullmatch(value)
    if _PREFIXED.fullmatch(value):
        return True
    prefix, _, rest = value.replace("_", "-").partition("-")
    if rest and prefix.isalpha():
        return (digits >= 4 and rest.isdigit()) or _random(rest)
    return digits >= 5 and value[:1].isalpha() and value.lstrip("".join(c for c in value if c.isalpha())).isdigit()


def _random(tail: str) -> bool:
    """Whether letters and digits follow each other as no word has them."""
    digits = sum(c.isdigit() for c in tail)
    turns = sum(a.isdigit() != b.isdigit() or a.isupper() != b.isupper() for a, b in pairwise(tail))
    often = turns * 5 >= len(tail) * 2 or (digits >= 1 and turns >= (2 if len(tail) <= 12 else 3))
    return len(tail) >= 8 and (digits >= 5 or often)
