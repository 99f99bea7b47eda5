"""People: what cues such as a closing formula or "my name is" show, and which of a model's finds are names at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from drafting.redaction.model.vocabulary import derived, ordinary
from drafting.redaction.names.given import is_given, is_surname, may_be_given
from drafting.redaction.names.phrases import BRANDS, THINGS
from drafting.redaction.names.words import BETWEEN, COMMON, COMPANY_SUFFIXES, NOT_PEOPLE
from drafting.redaction.people import TITLES
from drafting.redaction.placeholders import Span

_I: Final = regex.IGNORECASE
_PARTICLE: Final = (
    r"(?:(?:de|da|do|dos|das|di|du|del|della|van|von|der|den|ter|ten|la|le|el|al|bin|ibn|ben|zu|af|av|y|e)[ ])"
)
_PART: Final = r"(?:\p{Lu}[\p{L}\p{M}'’\-]+|(?:\p{Lu}\.-?){1,3}|\p{Lu}(?!\w))"  # a word, initials, a letter
_NAME: Final = rf"(?-i:{_PART}(?:[ ]{_PARTICLE}{{0,2}}{_PART}){{0,4}})"
_ANY_PART: Final = r"(?:\p{L}[\p{L}\p{M}'’\-]+|(?:\p{L}\.-?){1,3}|\p{L}(?!\w))"
_ANY_NAME: Final = rf"{_ANY_PART}(?:[ ]{_ANY_PART}){{0,4}}"
_BLANK: Final = r"[ \t]*(?:\n[ \t>*_\\]*){1,4}"

_CLOSING: Final = regex.compile(
    r"(?:^|[.,!?\n][ \t>]*)(?:(?:with\s+)?(?:(?:best|kind|kindest|warm|warmest"
    r"|many|sincere)\s+)?(?:regards|wishes|thanks)|(?:yours\s+)?(?:very\s+)?sincerely(?:\s+yours)?"
    r"|yours(?:\s+(?:truly|faithfully))?|respectfully(?:\s+(?:yours|submitted))?"
    r"|faithfully|cordially|cheers|best|thanks(?:\s+(?:again|a\s+lot|so\s+much"
    r"|in\s+advance|and\s+(?:best\s+|kind\s+)?regards))?"
    r"|thank\s+you(?:\s+(?:again|so\s+much|very\s+much|in\s+advance|for\s+[^\n]{3,50}))?"
    r"|take\s+care|rgds|br|thx|ty|love|greetings|signed)"
    rf"[ \t]*[,.!\-–—]*(?:{_BLANK}|(?<=[,!\-–—])[ \t]+)[\-–—~/ \t]*(?P<v>{_ANY_NAME})[ \t]*(?=[,.|(\n]|$)",
    _I | regex.MULTILINE,
)
_LABEL: Final = regex.compile(
    r"(?:^|[\n;,|(])[ \t>*_#\d.)\-]*(?:(?:your|my|his|her|the|full|legal|complete"
    r"|print(?:ed)?|real|contact|first|last|family|given|sur|middle|electronic"
    r"|digital|physical|authori[sz]ed|e-?)[ \-]*)*"
    r"(?:names?|signature|signed(?:\s+by)?|sign|attn|attention|contact\s+person"
    r"|reported[\s-]by|submitted\s+by|prepared\s+by|represented\s+by|author|signatory"
    r"|from|to|cc"
    r"|complainant|plaintiff|defendant|claimant|copyright\s+owner|owner|patient"
    r"|requester|subject|spouse|parent|guardian|officer|detective|investigator"
    r"|agent|judge|attorney|witness|victim|beneficiary|account\s+holder|card\s*holder)"
    rf"(?:[ ]*\([^)\n]{{0,40}}\))?[ \t]*\**[ \t]*[:=][ \t]*\**[ \t]*(?:\n[ \t]*){{0,2}}(?P<v>{_NAME})"
    rf"(?=[ \t]*(?:[,;.|(<\[*\\]|\n|$|[ \t](?:e-?mail|phone|tel|date|address)))",
    _I,
)
_SAID: Final = regex.compile(
    r"\b(?:my\s+(?:full\s+|legal\s+|real\s+|first\s+|last\s+|family\s+)*(?:name\s+is"
    r"|name['’]s)|(?:his|her|their|whose)\s+(?:real\s+|full\s+)?name\s+is|i\s+am\s+called"
    r"|(?:is|was|am|are)\s+(?:called|named)"
    r"|named|name\s+of|this\s+is|i,|i\s+am|i['’]m|on\s+behalf\s+of|sincerely,"
    r"|(?:my|our)\s+(?:colleague|client|husband|wife|son|daughter|brother|sister"
    r"|mother|father|boss|manager|friend|partner"
    r"|lawyer|attorney|neighbou?r|ex|cousin|uncle|aunt|roommate|co-?worker|boyfriend"
    r"|girlfriend|landlord|doctor|child)[,]?|/s/|(?:signed|written|reported|committed"
    r"|uploaded|posted|created|owned|sent|approved|authored|submitted|made|published"
    r"|pushed|run|employed|represented|assisted)\s+by|contact)"
    rf"[ \t]+(?P<v>{_NAME})",
    _I,
)
_SAID_LOWER: Final = regex.compile(
    rf"\bmy\s+(?:full\s+|legal\s+|real\s+)*name(?:\s+is|['’]s)[ \t]+(?P<v>{_ANY_NAME})", _I
)
_FIELD: Final = regex.compile(
    rf"^[ \t>*_-]*(?:full\s+|legal\s+|my\s+|your\s+)*name[ \t]*\**[ \t]*:[ \t]*(?P<v>{_ANY_NAME})[ \t]*$",
    _I | regex.MULTILINE,
)
_SLASHED: Final = regex.compile(rf"(?:^|\s)/s?/[ \t]*(?P<v>{_ANY_NAME})(?:[ \t]*/)?")
_GREETING: Final = regex.compile(
    rf"(?:^|\n)[ \t>]*(?:dear|hi|hello|hey|good\s+(?:morning|afternoon|evening)"
    rf"|greetings)[ \t]+(?:there[ \t]+)?(?P<v>(?:(?:mr|mrs|ms|miss|mx|dr|prof)\.?[ ])?{_NAME})"
    rf"(?=[ \t]*(?:[,!:.\n\-–]|$|and\b))",
    _I,
)
_TITLED: Final = regex.compile(
    rf"\b(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|madam|herr|frau|monsieur|madame"
    rf"|mme|señora?|officer|detective|sergeant|sgt|lieutenant|judge|justice|captain"
    rf"|inspector|special\s+agent)\b\.?[ ](?P<v>{_NAME})",
    _I,
)
_TITLED_LOWER: Final = regex.compile(
    r"\b(?:mr|mrs|ms|dr|prof)\b\.?[ ](?P<v>\p{Ll}[\p{L}\p{M}'’\-]+(?:[ ]\p{Ll}[\p{L}\p{M}'’\-]+)?)"
    r"(?=[ ]*(?:[,.!?;:)\n]|$))"
)
_ANGLE: Final = regex.compile(rf"(?P<v>{_NAME})[ ]*[<(][\w.+-]+@[\w.-]+[>)]")  # Anna Schmidt <anna@example.com>
# The parties of a case that is cited: "Okoro and Lindt v. Norway".
_PARTIES: Final = regex.compile(
    rf"(?<![\w.])(?P<v>{_NAME})(?:[ ]and[ ](?P<w>{_NAME}))?(?:[ ]and[ ]others)?[ ]vs?\.?[ ](?:the[ ])?(?-i:\p{{Lu}})",
    _I,
)
_ALLOWED_TITLES: Final = regex.compile(
    r"mr|mrs|ms|miss|mx|dr|prof|sir|madam|herr|frau|officer|detective|sergeant|judge|justice|captain", _I
)
_TITLE_BEFORE: Final = regex.compile(r"\b(?:mr|mrs|ms|miss|mx|dr|prof|herr|frau|mme|monsieur|madame)\b\.?[ ]\Z", _I)
_WORD: Final = regex.compile(r"[\p{L}\p{M}'’\-]+")
# "an app called Lampion", "our trade mark Velunara"
THING_BEFORE: Final = regex.compile(
    r"\b(?:app|application|plug-?in|add-?on|repo|repository|project|package|file|folder|library|game|tool|(?:web)?site|bot"
    r"|company|firm|product|brand|trade-?[ ]?mark|branch|server|module|framework|service|program(?:me)?|software|script"
    r"|theme|template|font|book|novel|film|song|album|course|dataset|model|extension|platform|studio|band|domain|series"
    r"|channel|page|fork|version|work|title|database|newsletter|magazine|store|shop|startup)s?"
    r"(?:[ ](?:(?:is|was|are)[ ])?(?:called|named|titled|entitled|known[ ]as))?[ ][\"“'‘]?$",
    _I,
)
_CODE: Final = regex.compile(r"[\\/_=<>{}()\[\]#@|~^$%&+*`:;!?\"“”0-9]")

_CAPITAL_WORD: Final = regex.compile(r"\p{Lu}[\p{L}.]*")
_LISTED_BEFORE: Final = regex.compile(r"\b(\p{Ll}+),[ ]$")
_LISTED_AFTER: Final = regex.compile(r",?[ ](?:and|or)[ ](\p{Ll}+)\b")
_ABSTRACT: Final = regex.compile(
    r"(?:tion|sion|tions|ment|ments|ness|ability|ibility|fully|ically|ware|ology|ography|izer)$", _I
)


def find_names(text: str) -> Iterator[Span]:
    """Names that a cue announces."""
    for pattern in (_CLOSING, _FIELD, _SLASHED, _SAID_LOWER, _TITLED_LOWER):
        for match in pattern.finditer(text):
            yield from _accept(text, match.start("v"), match.end("v"), cased=False)
    for match in _PARTIES.finditer(text):
        for group in ("v", "w"):
            if match[group]:
                yield from _accept(text, match.start(group), match.end(group), cased=True)
    for pattern in (_LABEL, _SAID, _GREETING, _TITLED, _ANGLE):
        for match in pattern.finditer(text):
            if pattern is _SAID and THING_BEFORE.search(text, max(0, match.start("v") - 40), match.start("v")):
                continue
            yield from _accept(text, match.start("v"), match.end("v"), cased=True)


def _accept(text: str, start: int, end: int, *, cased: bool) -> Iterator[Span]:
    span = trimmed(text, start, end)
    if span is None:
        return
    words = _WORD.findall(text[span.start : span.end])
    lower = [w.lower() for w in words]
    if not cased and len(words) > (5 if words[0][0].isupper() else 3):
        return
    if not any(w[0].isupper() for w in words) and (any(w in COMMON for w in lower) or cased):
        return
    yield span


def trimmed(text: str, start: int, end: int, *, sure: bool = False) -> Span | None:
    """A find cut down to the name in it; None when nothing name-like is left.

    `sure`: something else than the words says that it is a name, so "Bill" and "Grace" are.
    """
    newline = text.find("\n", start, end)
    if newline >= 0:
        lead = start
        while lead < newline and text[lead].isspace():
            lead += 1
        end = newline if lead < newline else end
    value = text[start:end]
    code = _CODE.search(value)
    if code:
        end = start + code.start()
    while start < end and not text[start].isalpha():
        start += 1
    possessive = regex.search(r"['’]s?$", text[start:end])
    if possessive:
        end = start + possessive.start()
    while start < end and not (
        text[end - 1].isalpha() or (text[end - 1] == "." and end - start > 2 and text[end - 3] in " .")
    ):
        end -= 1
    words = [
        (m.start() + start, m.end() + start, m.group().lower())
        for m in _WORD.finditer(text, start, end)
        for start in (0,)
    ]
    stop = next((i for i, (_, _, word) in enumerate(words) if i and word in BETWEEN), len(words))
    words = words[:stop]  # "Anna Kowalski and I live"
    while words and _not_name(words[0][2]) and not (len(words) > 1 and _ALLOWED_TITLES.fullmatch(words[0][2])):
        words = words[1:]
    while words and _not_name(words[-1][2]):
        words = words[:-1]
    if not words or all(w in TITLES for _, _, w in words):
        return None
    if any(w in COMPANY_SUFFIXES for _, _, w in words) or _company_follows(text, words[-1][1]):
        return None
    capitals = all(text[s].isupper() for s, _, _ in words)
    if all(w in COMMON for _, _, w in words) and not (capitals and (sure or len(words) > 1)):
        return None
    if sum(e - s for s, e, _ in words) < 2:
        return None
    first, last = words[0][0], words[-1][1]
    if end - last == 1 and text[last] == "." and last - words[-1][0] == 1:
        last = end  # the point of an initial
    return with_title(text, Span(first, last, "PERSON"))


def with_title(text: str, name: Span) -> Span:
    """The name with "Mr" or the like before it."""
    title = _TITLE_BEFORE.search(text, max(0, name.start - 12), name.start)
    return name._replace(start=title.start()) if title else name


def _not_name(word: str) -> bool:
    return word in NOT_PEOPLE or word in BETWEEN


def _company_follows(text: str, end: int) -> bool:
    match = regex.match(r"[ ,]{1,2}([\p{L}./]+)", text[end : end + 20])
    return match is not None and match[1].lower() in COMPANY_SUFFIXES


def _is_product(text: str, start: int, words: list[str]) -> bool:
    """Whether a word that is no known name is called an app, a brand and so on, or is one: "Velunara Pro"."""
    if any(may_be_given(w) or is_surname(w) for w in words):
        return False
    if THING_BEFORE.search(text, max(0, start - 40), start) or words[-1].lower() in THINGS:
        return True
    things = THINGS | COMPANY_SUFFIXES
    at = text.find(f"{words[0]} ")
    while at >= 0:
        follows = _CAPITAL_WORD.match(text, at + len(words[0]) + 1)
        if follows and follows.group().lower() in things and (at == 0 or not text[at - 1].isalnum()):
            return True
        at = text.find(f"{words[0]} ", at + 1)
    return False


def plausible(text: str, start: int, end: int, *, agreed: bool = False) -> Span | None:
    """Judges a name that a recogniser found: None for product, statute and company words, code, and lines of a form.

    `agreed`: two recognisers found it, so that its words may be English ones.
    """
    span = trimmed(text, start, end, sure=agreed)
    if span is None:
        return None
    value = text[span.start : span.end]
    words = _WORD.findall(value)
    while len(words) > 1 and words[0].lower() in TITLES:
        words = words[1:]
    around = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
    if any(c in "/\\_=@{}#" for c in around) or regex.match(r"[.]\w", text[span.end : span.end + 2]):
        return None
    if any(w.lower() in NOT_PEOPLE for w in words) or regex.search(r"\w\.[a-z]{2,4}\b|[a-z][A-Z]{2}", value):
        return None
    if any(w.lower() in BRANDS for w in words) or _is_product(text, span.start, words):
        return None
    if value.islower() and len(words) == 1 and _among_words(text, span):
        return None
    if agreed:  # but not "PLEASE ALSO COPY": in capitals recognisers see names everywhere
        shouted = value.isupper() and len(words) > 1
        return None if shouted and all(len(w) > 1 and _plain_english(w) for w in words) else span
    return span if _name_like(text, span, words) else None


def _among_words(text: str, word: Span) -> bool:
    """Whether a word is listed with others that are no names: "hope, joy and faith"."""
    before = _LISTED_BEFORE.search(text, max(0, word.start - 20), word.start)
    after = _LISTED_AFTER.match(text, word.end)
    listed = (before[1], after[1]) if before and after else ()
    return bool(listed) and all(ordinary(w) and not is_given(w) for w in listed)


def _plain_english(word: str) -> bool:
    return ordinary(word) and not may_be_given(word) and not is_surname(word)


def _name_like(text: str, span: Span, words: list[str]) -> bool:
    """Whether the words are those of a name rather than English: "Articles" and "Popcorn Time" are not."""
    if len(words) == 1 and (
        _ABSTRACT.search(words[0])
        or words[0].lower() in COMMON
        or (words[0].isupper() and len(words[0]) <= 4)
        or len(words[0]) < 2
    ):
        return False
    if not any(w[0].isupper() for w in words) and any(w in COMMON for w in words):
        return False
    title = _TITLE_BEFORE.search(text, max(0, span.start - 12), span.start + 1) or text[
        span.start : span.end
    ] != " ".join(words)
    english = all(_plain_english(w) for w in words)
    # a word alone may be a nickname, unless the text also has it as a plain word
    plainly = len(words) > 1 or words[0].islower() or derived(words[0]) or f" {words[0].lower()}" in text
    return bool(title) or not (english and plainly)
