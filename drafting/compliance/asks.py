"""What a reply asks its reader for. Explaining a requirement is not asking for it (CONTRACT section 3, note on R13).

An ask is a sentence that asks ("please send", "we still need", "… is missing"), a list item below one, or an imperative
list item. Which element it asks for is found by the element's own words in the policy: its `ask` and `ask_parts`
verbatim, the rule's patterns for it, or else its label.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import regex

from drafting.compliance.text import Page, Part
from drafting.policy import schema
from drafting.policy.patterns import finditer, plain, search

_VERBS = (
    r"(?:provide|send|include|confirm|add|state|give|supply|reply|respond|attach|sign|tell|identify|list"
    r"|specify|forward|share"
    r"|upload|submit|resend|complete|enclose|name|describe|verify|prove|show|consent|agree|declare|swear|type"
    r"|write (?:down |out )?(?:your|the|an?)|furnish"
    r"|return|fax|mail|e-?mail|let us (?:know|have)|fill in|put (?:your|the|an?))"
)
ASKING: Final = (
    rf"\b(?:please|kindly)\b(?! (?:note|see|read|be aware|know|visit|keep in mind|remember|understand|allow"
    rf"|accept|refer|contact))[^.;]{{0,60}}?\b{_VERBS}\b",
    r"\b(?:we|i)(?:'ll| will| would|'d)? ?(?:still |also |first |now |then |just |only )*(?:need|require"
    r"|request|lack|await|ask(?:ed)?(?: you)? (?:for|to)|must (?:have|receive)|are (?:still )?(?:missing"
    r"|waiting for))\b",
    rf"\byou(?:'ll| will)? (?:still |also |first )*(?:must|need to|should|have to|ought to|are (?:required"
    rf"|asked|requested|invited) to|may be (?:asked|required) to) (?:\w+ )?{_VERBS}\b",
    r"\b(?:can|could|would|will) you (?:please |kindly |also )*" + _VERBS + r"\b",
    r"\b(?:is|are|was|were) (?:still |also )?(?:missing|absent|lacking|outstanding|incomplete"
    r"|not (?:yet )?(?:included|provided|there|given))\b",
    r"\b(?:does|did|do) not (?:yet |seem to |appear to )?(?:include|contain|give|state|carry|bear)\b|\black(?:s"
    r"|ing)\b|\bthe missing\b|\bmissing (?:part|element|item|information|statement)s?\b",
    rf"^(?:also |then |first |next,? |and )?{_VERBS}\b",
    r",? please[.!]?$|\bwould (?:also )?(?:help|be (?:helpful|useful|good|needed|necessary|required|appreciated))\b",
    r"\b(?:we|i)(?:'d| would) (?:also |still )*(?:like|appreciate|be (?:glad|grateful|happy) (?:of|for"
    r"|to (?:have|receive|see)))\b",
    r"\b(?:without|until we (?:have|receive)|once we (?:have|receive)|as soon as we (?:have"
    r"|receive)) (?:\w+ ){0,2}(?:your|the|this|that|these)\b",
)  # fmt: skip
_NOT_ASKING: Final = regex.compile(
    r"\b(?:you (?:do not|don't|will not|won't|need not|needn't|never) (?:\w+ )?(?:need|have|must|require)"
    r"|no need (?:to|for)|not necessary|unnecessary"
    r"|(?:do not|don't|never|please avoid|rather than|instead of) (?:\w+ )?(?:need|send|sending|include"
    r"|including|provide|give|share|attach|post|paste|add|reply|submit|upload|e-?mail)"
    r"|you need not|(?:we|i) (?:do not|don't|will not|won't|never|cannot|are not) (?:\w+ )?(?:need|require|ask"
    r"|request|asking)"
    r"|(?:is|are) not (?:required|needed|necessary)|not required|already (?:have|gave|sent|provided|contains?"
    r"|included)|(?:contains?|includes?|has|have) all)\b",
    regex.IGNORECASE,
)
# "The law requires that a notice contains …", "A complete notice must include …": what the law wants of everybody.
_EXPLAINING: Final = regex.compile(
    r"^(?:(?:under|by|according to) [^,]{2,60}, )?(?:(?:the|this|that|any|every|each|an?"
    r"|such) (?:\w+ ){0,4}(?:law|statute|act|dmca|gdpr|section|notice|counter[- ]notice|notification|request"
    r"|claim|complaint|form|policy|statement)s?|it|they)\b"
    r"(?: \w+){0,3} (?:requires?|must|needs? to|has to|have to|should|asks? (?:for|that)|expects?|contains?"
    r"|is (?:made|sworn)|are|may)\b",
    regex.IGNORECASE,
)
_POINTING_BACK: Final = regex.compile(
    r"\b(?:your|in your|of your) (?:notice|message|request|letter|reply|counter[- ]notice)\b", regex.IGNORECASE
)
# "If you would like to report …, please …": how another matter would be brought; not an ask for this one.
_ANOTHER_MATTER: Final = regex.compile(
    r"^if (?:you (?:would|'d)? ?(?:like|want|wish|prefer|decide|choose|intend)|you believe|your (?:complaint"
    r"|concern)|this (?:is|concerns))\b[^.]{0,80}\b(?:report|submit|file|send (?:a|an|us a) (?:new|separate"
    r"|formal)|counter|dispute|another|complain)\b",
    regex.IGNORECASE,
)


class Ask(NamedTuple):
    """A place where the reply asks, and the words of it."""

    start: int
    end: int
    text: str
    another_matter: bool = False


class Asked(NamedTuple):
    """An element that the reply asks for, and where."""

    element: str
    start: int
    end: int


def asks(page: Page) -> tuple[Ask, ...]:
    """The sentences and list items that ask the reader for something."""
    found: list[Ask] = []
    asking_leads: set[int] = set()
    other_leads: set[int] = set()
    asking = {page.part_at(words.start).start for words in page.every(ASKING)}
    for index, part in enumerate(page.parts):
        other = bool(_ANOTHER_MATTER.match(part.text)) or part.lead in other_leads
        does = part.start in asking and _really(part)
        if does and not part.listed:
            asking_leads.add(index)
        inherited = (
            part.item and part.lead in asking_leads and _introduces(page, part) and not _NOT_ASKING.search(part.text)
        )
        if other and not part.listed:
            other_leads.add(index)
        if does or inherited:
            begin = part.start + _supposition(part.text)
            found.append(Ask(begin, part.end, page.text[begin : part.end], other))
    return tuple(found)


def _really(part: Part) -> bool:
    if _NOT_ASKING.search(part.text):
        return bool(_split_off(part.text))
    return not _EXPLAINING.match(part.text) or bool(_POINTING_BACK.search(part.text[:60]))


_SUPPOSED: Final = regex.compile(r"^(?:if|when|once|should|where|in case|unless)\b[^,]{3,140},\s+", regex.IGNORECASE)


def _supposition(text: str) -> int:
    """The length of a leading "If …,": nothing is asked for in it."""
    clause = _SUPPOSED.match(text)
    return clause.end() if clause else 0


def _split_off(text: str) -> str:
    """What is left of a sentence when the clauses that say "you need not" are taken away, if that still asks."""
    left = " ".join(
        clause for clause in regex.split(r"[;:]|, (?:but|and|so)\b| but ", text) if not _NOT_ASKING.search(clause)
    )
    return left if any(regex.search(pattern, left, regex.IGNORECASE) for pattern in ASKING) else ""


def _introduces(page: Page, part: Part) -> bool:
    """A lead that ends with a colon, or that stands right above the list."""
    assert part.lead is not None
    lead = page.parts[part.lead]
    between = page.text[lead.end : part.start]
    return (
        lead.text.endswith(":")
        or between.count("\n") <= 2
        or "following" in lead.text.lower()
        or "missing" in lead.text.lower()
    )


def asked_elements(
    page: Page, elements: Iterable[schema.Element], found: Sequence[Ask], patterns: Mapping[str, Sequence[str]]
) -> Iterator[Asked]:
    """The elements that the reply asks for, each with every place. Words that match an `ask` verbatim are that
    element's.
    """
    known = tuple(elements)
    verbatim: list[Asked] = []
    for element in known:
        for sentence in (element.ask, *element.ask_parts.values()):
            for match in finditer(as_written(sentence), page.text):
                verbatim.append(Asked(element.id, match.start(), match.end()))
    yield from verbatim
    for ask in found:
        rest = _blanked(page.text, ask, verbatim)
        for element in known:
            own = patterns.get(element.id)
            for pattern in (*own, _label(element.label)) if own else _by_label(element):
                if (hit := search(pattern, rest)) is not None:
                    yield Asked(element.id, ask.start + hit.start(), ask.start + hit.end())
                    break


def _blanked(text: str, ask: Ask, verbatim: Sequence[Asked]) -> str:
    """The ask's words without those that are an element's `ask` verbatim; the same length."""
    rest = list(text[ask.start : ask.end])
    for one in verbatim:
        for position in range(max(one.start, ask.start), min(one.end, ask.end)):
            rest[position - ask.start] = "\x1a"
    return "".join(rest)


@lru_cache(maxsize=2048)
def as_written(sentence: str) -> str:
    """A pattern of the sentence however it is wrapped and whatever stands for its variables."""
    words = [regex.escape(word) for word in regex.sub(r"\{\{.*?\}\}", "\x1a", plain(sentence)).rstrip(" .").split()]
    return r"\s+".join(words).replace("\x1a", r"\S.{0,120}?")


# fmt: off
_GENERAL: Final = frozenset((
    "a", "an", "and", "of", "or", "the", "to", "for", "in", "on", "with", "your", "you", "that", "this", "which",
    "where", "whether", "how", "what", "is", "are", "it", "its", "our", "we", "us", "by", "from", "statement",
    "details", "information", "number", "part", "item", "reason", "material", "explicit",
))
# fmt: on


@lru_cache(maxsize=2048)
def _label(label: str) -> str:
    """A pattern of the label word for word, without its article."""
    words = regex.sub(r"^(?:the|an?|your|that you)\s+", "", plain(label), flags=regex.IGNORECASE).split()
    return r"\b" + r"\s+".join(regex.escape(word) for word in words) + r"\b"


def _by_label(element: schema.Element) -> tuple[str, ...]:
    return _label_patterns(element.label, tuple(element.ask_parts) or tuple(element.parts))


@lru_cache(maxsize=2048)
def _label_patterns(label: str, parts: tuple[str, ...]) -> tuple[str, ...]:
    """Patterns of every telling word of the label, in any order and inflection; or, of a composite, one part's name."""
    words = [w for w in regex.findall(r"[\p{L}]+", label.lower()) if w not in _GENERAL]
    wanted = [r"(?s)^" + "".join(rf"(?=.*\b{_stem(word)})" for word in words) + ".*"] if words else []
    wanted += [r"\b" + r"\W+".join(_stem(w) for w in part.split("-")) for part in parts]
    return tuple(wanted)


def _stem(word: str) -> str:
    if word in {"phone", "telephone"}:
        return r"(?:tele)?phone\w*"
    return regex.escape(word[: max(6, len(word) - 2)]) + r"\w*"
