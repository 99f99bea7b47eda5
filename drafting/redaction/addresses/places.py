"""Places that the model found: towns are hidden, and a country or state where somebody lives or came from."""

from __future__ import annotations

from typing import Final

import regex

from drafting.redaction.kept import is_country_or_state
from drafting.redaction.names.phrases import BRANDS, THINGS
from drafting.redaction.names.words import COMMON, COMPANY_SUFFIXES, NOT_PEOPLE
from drafting.redaction.placeholders import Span

_I: Final = regex.IGNORECASE
_WORD: Final = regex.compile(r"[\p{L}\p{M}\d'’.\-]+")
# Before a country: what makes it somebody's. "A card from the US" and "delivery to Japan" are about no person.
_PERSONAL: Final = regex.compile(
    r"\b(?:from|(?:mov|liv|resid|stay|travel|settl|relocat|emigrat|immigrat|work|study|rais|bas)(?:e|es|ed|ing)?"
    r"|moved|lived|born|grew[ ]up|brought[ ]up|flew|arriv(?:e|es|ed|ing)|trip|visit(?:s|ed|ing)?|home|house|flat"
    r"|apartment|family|parents|mother|father|wife|husband|currently|now|here|serving|located|office|village|town|city|holidays?"
    r"|married|school|native|fled|left|return(?:ed|ing)?|back|country|birth|nationality)"
    r"(?:[ ]\p{L}+){0,2}[ :,]+(?:the[ ])?$",
    _I,
)
_PART_OF: Final = regex.compile(
    r"(?:north|south|east|west|cent(?:er|re))(?:ern|ral)?|upper|lower|mainland|rural|greater", _I
)
_AFTER_TOWN: Final = regex.compile(r"(?P<town>[\p{L}\p{M}\d'’.\-]+(?:[ ]\p{Lu}[\p{L}\p{M}]+)?),[ \t\n]*(?:the[ ])?$")
_LINE_ENDS: Final = regex.compile(r"[,.]?[ \t]*(?:\n|$)")
_NEXT: Final = regex.compile(r"[ ](\p{L}[\p{L}.]*)")
_CODE: Final = regex.compile(r"[\\/_=<>{}()\[\]#@|~^$%&+*`\d]")


def place(text: str, start: int, end: int) -> Span | None:
    """Judges a place: None for a product, a company or code, and for a country that is nobody's."""
    start, end = _trimmed(text, start, end)
    value = text[start:end]
    words = [w.lower().rstrip(".") for w in _WORD.findall(value)]
    if not words or len(value) < 3 or _CODE.search(value) or _in_code(text, start, end):
        return None
    if is_country_or_state(value) or (_PART_OF.fullmatch(words[0]) and is_country_or_state(" ".join(words[1:]))):
        return Span(start, end, "LOCATION") if _somebodys(text, start, end, words) else None
    if all(w in NOT_PEOPLE or w in BRANDS for w in words) or any(w in COMPANY_SUFFIXES for w in words[1:]):
        return None
    if value.islower() and all(w in COMMON for w in words):
        return None
    following = _NEXT.match(text, end)
    if following and following[1][0].isupper() and following[1].lower().rstrip(".") in THINGS and len(words) == 1:
        return None
    return Span(start, end, "LOCATION")


def address(text: str, start: int, end: int) -> Span | None:
    """Judges an address: None for one without a digit or on many lines, and for code."""
    start, end = _trimmed(text, start, end)
    value = text[start:end]
    if not any(c.isdigit() for c in value) or sum(c.isalpha() for c in value) < 4 or value.count("\n") > 6:
        return None
    if _in_code(text, start, end) or regex.search(r"[@{}=<>|\\$€£]|://|§|\p{L}{2}/\p{L}{2}|\bu\.?s\.?c\b", value, _I):
        return None
    return Span(start, end, "ADDRESS")


def _somebodys(text: str, start: int, end: int, words: list[str]) -> bool:
    before = text[max(0, start - 50) : start]
    town = _AFTER_TOWN.search(before)
    if town and not is_country_or_state(town["town"]):  # "Costa Rica, Peru and Chile" is a list of countries
        return True
    if _PART_OF.fullmatch(words[0]) or _PERSONAL.search(before):
        return True
    line = text[text.rfind("\n", 0, start) + 1 : end]
    # the last line of an address
    return line.strip(" \t>*") == text[start:end] and _LINE_ENDS.match(text, end) is not None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not (text[end - 1].isalnum() or (text[end - 1] == "." and text[end - 3 : end - 2] in ". ")):
        end -= 1
    if text[start:end].lower().startswith("the "):
        start += 4
    possessive = regex.search(r"['’]s?$", text[start:end])
    return start, end - (len(possessive.group()) if possessive else 0)


def _in_code(text: str, start: int, end: int) -> bool:
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return any(c in "/\\_=@{}#" for c in around) or regex.match(r"[.]\w", text[end : end + 2]) is not None
