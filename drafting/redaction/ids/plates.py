"""Licence plates that are told by their form alone. Those that a label announces are found in `references`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from drafting.redaction.ids.neighbourhoods import around_digits, search
from drafting.redaction.placeholders import Span

_EDGES: Final = " \t\r\n.,;:!?\"'()[]<>*`"
_INDIAN: Final = (
    "AN|AP|AR|AS|BR|CG|CH|DD|DL|DN|GA|GJ|HP|HR|JH|JK|KA|KL|LA|LD|MH|ML|MN|MP|MZ|NL|OD|OR|PB|PY|RJ|SK|TN|TR|TS|UK|UP|WB"
)
_ALWAYS_FORMS: Final = (
    r"(?:"
    r"[A-HJ-PR-Y][A-HJ-PR-Y](?:0[2-9]|[12]\d|5[1-9]|6\d|7[0-9])[ ]?[A-HJ-PR-Z]{3}"  # GB since 2001
    rf"|(?:{_INDIAN})[ -]?\d{{1,2}}[ -]?[A-Z]{{1,3}}[ -]?(?!0000)\d{{4}}"  # IN
    r"|\d\d[ -]?BH[ -]?\d{4}[ -]?[A-HJ-NP-Z]{1,2}"
    r"|[A-HJ-NP-TV-Z]{2}-\d{3}-[A-HJ-NP-TV-Z]{2}"  # FR
    r"|[A-Z]{3}-\d{3}[A-Z]{2}"  # NG
    r"|[A-Z]{2}\s?\d\d\s?[A-Z]{2}\s(?:GP|ZN|WP|EC|NC|FS|LP|MP|NW)"  # ZA
    r")"
)
_ALWAYS: Final = regex.compile(rf"(?<![\w/.-]){_ALWAYS_FORMS}(?![\w/-]|\.\w)")
_ALONE_FORMS: Final = (
    r"(?:(?:0[1-9]|[1-7]\d|8[01])[ -]?[A-PR-VY-Z]{1,3}[ -]?\d{2,5}"  # TR
    r"|[A-HJ-NPR-TV-Y]\d{1,3}[ -]?[A-HJ-PR-Y][A-HJ-PR-Z]{2}|[A-HJ-PR-Z]{3}[ -]?\d{1,3}[ -]?[A-HJ-NPR-TV-Y]"  # GB before
    r"|[A-ZÄÖÜ]{1,3}[ -][A-Z]{1,2}[ -]\d{1,4}[EH]?"  # DE
    r"|[A-Z]{3}[ -]?\d{3,4}|\d{3}[ -]?[A-Z]{3}|\d[A-Z]{3}\d{3}|[A-Z]{3}\d[A-Z]\d{2}"  # US, BR
    r"|\d{4}[ -]?[B-DF-HJ-NP-TV-Z]{3}"  # ES
    r"|[A-Z]{2} ?\d{3} ?[A-Z]{2}|[A-Z]{3} ?\d{3} ?[A-Z]{2}|\d{1,3}(?:CD|CC|UN)\d{1,4})"
)
_ALONE: Final = regex.compile(_ALONE_FORMS)
_NEAR: Final = regex.compile(
    r"\b(?:plates?|registration|rego?|vehicles?|cars?|vans?|trucks?|lorry|driver|drives|drove|driving|parked"
    r"|motorbike|sedan"
    r"|suv|kennzeichen|plaka\w*|targa|kenteken|immatricul\w+|matr[íi]cula|auto|toyota|honda|ford|bmw|tesla|audi"
    r"|nissan)\b",
    regex.IGNORECASE,
)
# Right behind a word for a vehicle or its plate, in small letters too.
_DRIVEN: Final = regex.compile(
    r"\b(?:(?:cars?|vans?|trucks?|lorry|taxi|cab|scooter|motorbike|vehicle|registration|reg(?:istered)?|rego"
    r"|plates?|tags?)"
    r"(?:\s(?:is|was|as|with|has|the|an?|number|no|reg|plates?|registration|reads?|reading|said)){0,4}"
    r"|(?:drives?|drove|driving)\s(?:an?|the|his|her|my)(?:\s[\p{L}\d-]+){1,4}?(?:\swith)?)"
    rf"\.?\s?[:=,(#\"']{{0,3}}\s?(?P<v>{_ALWAYS_FORMS}|{_ALONE_FORMS})(?![\w/-]|\.\w)",
    regex.IGNORECASE,
)
_COUNTED: Final = regex.compile(
    r"\d+[ -]?(?:mph|kmh|km|min|mins|hrs?|day|days|usd|eur|ppl|the|and|was|for|but|yrs?|pcs|cars?)"
    r"|(?:was|for|the|and|has|top|row|bus|now|did|got|say|had)[ -]?\d+",
    regex.IGNORECASE,
)
_CANDIDATE: Final = regex.compile(
    r"(?<![\w/.@#$-])(?=[A-ZÄÖÜ]{0,3}[ -]?[A-ZÄÖÜ]{0,2}[ -]?\d)[A-ZÄÖÜ\d]{1,7}"
    r"(?:[ -][A-ZÄÖÜ\d]{1,4}){0,3}(?![\w/-]|\.\w)"
)


def find_plates(text: str) -> Iterator[Span]:
    """Plates of forms that little else has; others where words speak of a vehicle, or as the whole message."""
    stretches = around_digits(text)
    for match in search(_ALWAYS, text, stretches):
        yield Span(match.start(), match.end(), "LICENSE_PLATE")
    whole = text.strip(_EDGES)
    if len(whole) <= 12 and _ALONE.fullmatch(whole):
        start = text.index(whole)
        yield Span(start, start + len(whole), "LICENSE_PLATE")
        return
    for match in search(_CANDIDATE, text, stretches):
        if _ALONE.fullmatch(match.group()) and _NEAR.search(
            text, max(0, match.start() - 40), min(len(text), match.end() + 20)
        ):
            yield Span(match.start(), match.end(), "LICENSE_PLATE")
    for match in search(_DRIVEN, text, around_digits(text, before=64, after=12)):
        if not _COUNTED.fullmatch(match["v"]):
            yield Span(match.start("v"), match.end("v"), "LICENSE_PLATE")
