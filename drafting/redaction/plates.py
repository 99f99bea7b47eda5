"""Licence plates that are told by their form alone. Those that a label announces are found in `references`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from drafting.redaction.neighbourhoods import around_digits, search
from drafting.redaction.placeholders import Span

_EDGES: Final = " \t\r\n.,;:!?\"'()[]<>*`"
_INDIAN: Final = (
    "AN|AP|AR|AS|BR|CG|CH|DD|DL|DN|GA|GJ|HP|HR|JH|JK|KA|KL|LA|LD|MH|ML|MN|MP|MZ|NL|OD|OR|PB|PY|RJ|SK|TN|TR|TS|UK|UP|WB"
)
_ALWAYS: Final = regex.compile(
    r"(?<![\w/.-])(?:"
    r"[A-HJ-PR-Y][A-HJ-PR-Y](?:0[2-9]|[12]\d|5[1-9]|6\d|7[0-9])[ ]?[A-HJ-PR-Z]{3}"  # GB since 2001
    rf"|(?:{_INDIAN})[ -]?\d{{1,2}}[ -]?[A-Z]{{1,3}}[ -]?(?!0000)\d{{4}}"  # IN
    r"|\d\d[ -]?BH[ -]?\d{4}[ -]?[A-HJ-NP-Z]{1,2}"
    r"|[A-HJ-NP-TV-Z]{2}-\d{3}-[A-HJ-NP-TV-Z]{2}"  # FR
    r"|[A-Z]{3}-\d{3}[A-Z]{2}"  # NG
    r"|[A-Z]{2}\s?\d\d\s?[A-Z]{2}\s(?:GP|ZN|WP|EC|NC|FS|LP|MP|NW)"  # ZA
    r")(?![\w/-]|\.\w)"
)
_ALONE: Final = regex.compile(
    r"(?:0[1-9]|[1-7]\d|8[01])[ -]?[A-PR-VY-Z]{1,3}[ -]?\d{2,5}"  # TR
    r"|[A-HJ-NPR-TV-Y]\d{1,3}[ -]?[A-HJ-PR-Y][A-HJ-PR-Z]{2}|[A-HJ-PR-Z]{3}[ -]?\d{1,3}[ -]?[A-HJ-NPR-TV-Y]"  # GB before
    r"|[A-ZÄÖÜ]{1,3}[ -][A-Z]{1,2}[ -]\d{1,4}[EH]?"  # DE
    r"|[A-Z]{3}[ -]?\d{3,4}|\d{3}[ -]?[A-Z]{3}|\d[A-Z]{3}\d{3}|[A-Z]{3}\d[A-Z]\d{2}"  # US, BR
    r"|\d{4}[ -]?[B-DF-HJ-NP-TV-Z]{3}"  # ES
    r"|[A-Z]{2} ?\d{3} ?[A-Z]{2}|[A-Z]{3} ?\d{3} ?[A-Z]{2}|\d{1,3}(?:CD|CC|UN)\d{1,4}"
)
_NEAR: Final = regex.compile(
    r"\b(?:plates?|registration|rego?|vehicles?|cars?|vans?|trucks?|lorry|driver|drives|drove|driving|parked|motorbike|sedan"
    r"|suv|kennzeichen|plaka\w*|targa|kenteken|immatricul\w+|matr[íi]cula|auto|toyota|honda|ford|bmw|tesla|audi|nissan)\b",
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
