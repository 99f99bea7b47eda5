# ruff: noqa: SIM905 - a list of words is easiest to read and to change as text
"""How old somebody is and when somebody was born. How old an account or a rule is says nothing about a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from drafting.redaction.ids.neighbourhoods import around_digits, around_words, search
from drafting.redaction.placeholders import Span

_I: Final = regex.IGNORECASE
_TEENS: Final = (
    r"(?:(?:twenty|thirty|fou?rty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen)"
)
_N: Final = rf"(?P<v>\d{{1,3}}|{_TEENS})"
_MONTH: Final = (
    r"(?:jan|feb|f[ée]v|m[aä]r|apr|avr|abr|may|mai|mag|jun|jui|jul|giu|lug|aug|ao[uû]|ago|sep|set|oct|okt|ott"
    r"|out|nov|dec|d[ée]c"
    r"|dez|dic|ene|gen)\p{L}{0,8}\.?"
)
_DATE: Final = (
    rf"(?:\d{{1,4}}\s?[./\- ]\s?\d{{1,2}}\s?[./\- ]\s?\d{{1,4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)?[\s-]{{0,2}}(?:(?:of|de)\s+)?{_MONTH},?(?:\s+(?:de\s+)?|-|['’]"
    rf"|,)?\s?(?:\d{{4}}|['’]?\d{{2}})(?!\d)"
    rf"|{_MONTH}[\s-]{{1,2}}\d{{1,2}}(?:st|nd|rd|th)?(?:,\s?|\s+|-)(?:of\s+)?(?:\d{{4}}|['’]?\d{{2}})(?!\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\d)"
    rf"|{_MONTH}[\s/-]{{1,2}}(?:19|20)\d{{2}}|\d{{1,2}}/(?:19|20)\d{{2}}|(?:19|20)\d{{6}}|(?:18|19|20)\d{{2}})"
)
_BIRTH: Final = regex.compile(
    rf"\b(?:d\s?\.?\s?o\s?\.?\s?b\b\.?|date[\s_-]+of[\s_-]+birth|birth[\s_-]*(?:date|day)|bday|b-day|born"
    rf"|né(?:e)?|geboren|geb\.?"
    rf"|geburtsdatum|date\s+de\s+naissance|fecha\s+de\s+nacimiento|nacid[oa]|data\s+di\s+nascita|nat[oa]"
    rf"|data\s+de\s+nascimento"
    rf"|geboortedatum|födelsedatum|year\s+of\s+birth|birth\s+year)(?:['’]s)?"
    rf"(?:\s*\([^)\n]{{1,24}}\))?(?:\s+(?:is|was|on|in|the|am|le|el|il|em"
    rf"|:))*\s*[:=\-–—]?\s*[*\"'`(\[]{{0,3}}\s*(?P<v>{_DATE})(?!\w)",
    _I,
)
_OLD: Final = regex.compile(
    rf"(?<![\w.,$€£/-]){_N}[\s-]{{0,2}}(?:years?|yrs?|y|months?|weeks?|jahre?|ans|años|anni|anos|jaar|år)"
    rf"(?:[\s-]{{1,2}}|/)?(?:olds?\b|o\b|of\s+age\b|alt(?:e[rsn]?)?\b|oud\b|gammal\b)(?:\s+(?P<after>\p{{L}}+))?",
    _I,
)
# What is so old: the word before `is only about`.
_SUBJECT: Final = regex.compile(
    r"(?P<thing>\p{L}+)(?:['’]s)?(?:\s+(?:is|are|was|were|that|which|be|only|just|over|about|nearly|almost"
    r"|already|now|at\s+least"
    r"|more\s+than|less\s+than)){0,4}\s*\Z",
    _I,
)
_SHORT: Final = regex.compile(rf"(?<![\w.,$€£/-]){_N}\s?-?(?:y/?o|y\.o\.|yrs?\s?old|yo)(?![\w/])", _I)
_AGED: Final = regex.compile(
    rf"\b(?P<how>aged?|ages|age\s*(?:is|was|of|group)?|at\s+(?:the\s+)?age(?:\s+of)?|alter|âge|edad|età|leeftijd)"
    rf"\s*(?:[:=\-–]\s*)?(?:(?:only|just|about|around|approximately|approx\.?|is|was)\s+)?[*\"'(]{{0,2}}{_N}"
    rf"(?:\s*(?:,|and|&|to|-|–)\s*(?P<w>\d{{1,2}})(?!\d))?(?![\w%]|[.,:/-]\d|\([a-z])(?P<after>\s+(?:or|and"
    rf"|years?)\s+(?:over|older|"
    rf"under|younger|above|up))?",
    _I,
)
_KIN: Final = (
    r"(?:my|our|his|her|their|the)\s(?:\p{L}+\s)?(?:son|daughter|child|kid|brother|sister|boy|girl|baby|mother"
    r"|father|mom|mum|dad"
    r"|wife|husband|student|nephew|niece|cousin|friend|grandson|granddaughter|partner|minor|victim|grandmother"
    r"|grandfather)"
    r"(?:,?\s(?-i:\p{Lu}[\p{L}\p{M}'’-]{1,30})(?:\s(?-i:\p{Lu}[\p{L}\p{M}'’-]{1,30})){0,3})?"
)
_IS: Final = regex.compile(
    rf"\b(?:I\s?['’]?\s?a?m|(?:he|she|they|who)\s?(?:['’](?:s|re)|\s(?:is|was|are|were))|(?:I|he|she"
    rf"|they)\s(?:was|were)"
    rf"|{_KIN}\s?(?:['’]s|\s(?:is|was)))\s+(?:(?:only|just|now|already|about|around|nearly|almost|currently|still"
    rf"|barely|like|actually|really|not\s+even)\s+){{0,2}}{_N}(?=\s*(?:[,;!?)\n]|\.(?!\d)|$)(?![0-9])|\s+(?:and"
    rf"|but|now|so|when|at\s+the"
    rf"\s+time|or|who|because|though|year|yr|this|next|in\s+(?:{_MONTH}|grade|year)|with)\b)"
    rf"|\b{_KIN}\s?[(,]\s?(?P<v>\d{{1,2}})(?=[),])",
    _I,
)
# `Maria Example (16, from …)`
_BESIDE_NAME: Final = regex.compile(
    r"(?-i:\p{Lu}[\p{L}\p{M}'’-]{1,30}\s\p{Lu}[\p{L}\p{M}.'’-]{1,30})\s?[(,]\s?(?P<v>\d{1,2})(?=,\s(?:from|of|in"
    r"|living|lives|resident"
    r"|born|student|pupil|male|female|m\b|f\b|an?\s\p{L}|who|he|she|they|single|married|his|her|my|our)\b"
    r"|\s?(?:years|yrs|yo|y/o)\b)",
    _I,
)
_AGE_OF: Final = regex.compile(
    rf"\b(?:age|alter|âge|edad|età)\s+(?:of|in|at)\s+(?:the|this|that|my|our|his|her|each|every|first"
    rf"|second)?\s?(?:[\w'’-]+\s){{0,4}}?"
    rf"(?:person|people|child|victim|minor|son|daughter|user|student|pupil|patient|subject|individual|girl|boy"
    rf"|man|woman|applicant|holder|owner"
    rf"|kid|author|complainant|claimant|requester|suspect|brother|sister|niece|nephew)s?\s?"
    rf"(?:[:=]|\b(?:is|was)\b)\s*{_N}(?![\w%]|[.,:/-]\d)",
    _I,
)
_TURN: Final = regex.compile(
    rf"\b(?:I|I['’]ll|he|she|he['’]ll|she['’]ll|they|son|daughter|child|kid|who|brother|sister"
    rf"|(?-i:\p{{Lu}}\p{{L}}{{1,30}}))"
    rf"(?:\s(?:will|just|have|has|had|recently|only|finally|am|is|was|would|going\s+to|about\s+to"
    rf"|soon)){{0,3}}\s(?:turn(?:ed|s|ing)?|reached)"
    rf"\s(?:the\s+age\s+of\s+)?{_N}(?![\w%°]|[.,:/-]\d|\s(?:degrees|percent|pages|files|times|into|off|on|days|hours))",
    _I,
)
_THRESHOLD: Final = regex.compile(
    r"(?:up\s+to|pension|retirement|drinking|voting|driving|working|under|below|over|above|than|minimum|maximum"
    r"|least|legal|required|until|before|reach(?:es|ed|ing)?)\s+(?:the\s+)?"
    r"(?:age\s+of\s+|age\s+|aged\s+)?\Z",
    _I,
)
_BIRTH_TRIGGERS: Final = tuple(
    (
        "dob|d.o|d o b|birth|bday|b-day|born|né|gebor|geb.|geb |geburt|naissance|nacim|nacid|nascit"
        "|nascim|nato|nata|födelse"
    ).split("|")
)
_AGE_TRIGGERS: Final = ("old", "age", "y/o", "yo", "alt", "âge", "edad", "età", "leeftijd", "oud", "gammal")
_POINTERS: Final = frozenset({"this", "that", "these", "those"})
_THINGS: Final = frozenset(
    (
        "account accounts repo repos repository repositories project projects code library package packages issue "
        "issues bug company software app apps post posts article photo picture video device car house building "
        "file files data record records version ticket domain site website page computer laptop phone case law "
        "contract agreement subscription fork commit commits copy it this that these those which system server "
        "business blog game channel work works key backup dog cat branch release"
    ).split()
)


def find_ages(text: str) -> Iterator[Span]:
    """Ages (the number alone) and dates or years of birth."""
    for match in search(_BIRTH, text, around_words(text, _BIRTH_TRIGGERS, 12, 72)):
        yield Span(match.start("v"), match.end("v"), "DATE_OF_BIRTH")
    aged = around_words(text, _AGE_TRIGGERS, 36, 40)
    for match in search(_OLD, text, aged):
        subject = _SUBJECT.search(text, max(0, match.start() - 48), match.start())
        thing = subject["thing"].lower() if subject else ""
        if thing in _POINTERS and subject and subject.group().strip().lower() == thing:
            thing = ""  # `this 39 year old`
        things = {thing, (match["after"] or "").lower()}
        if not things & _THINGS and not _rule(text, match):
            yield Span(match.start("v"), match.end("v"), "AGE")
    for match in search(_AGED, text, aged):
        if not match["after"] and not _rule(text, match):
            yield Span(match.start("v"), match.end("v"), "AGE")
            if match["w"]:
                yield Span(match.start("w"), match.end("w"), "AGE")
    numbers = around_digits(text, before=64)
    for pattern, stretches in (
        (_SHORT, numbers),
        (_IS, numbers),
        (_BESIDE_NAME, numbers),
        (_AGE_OF, aged),
        (_TURN, around_words(text, ("turn", "reached"), 64, 40)),
    ):
        for match in search(pattern, text, stretches):
            if _plausible(match["v"]):
                yield Span(match.start("v"), match.end("v"), "AGE")


def _rule(text: str, match: regex.Match[str]) -> bool:
    """Whether a number is a limit that a rule sets (`under the age of 13`) or nobody's age."""
    start = match.start()
    return not _plausible(match["v"]) or _THRESHOLD.search(text, max(0, start - 30), start) is not None


def _plausible(value: str) -> bool:
    return not value.isdecimal() or 0 < int(value) < 120
