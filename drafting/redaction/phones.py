"""Telephone numbers: what the phonenumbers library knows as valid, and digits after a word such as `phone`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import regex

from drafting.redaction.placeholders import Span

REGIONS: Final = (
    "US",
    "GB",
    "DE",
    "FR",
    "IN",
    "AU",
    "BR",
    "ES",
    "IT",
    "NL",
    "SE",
    "CH",
    "AT",
    "BE",
    "PL",
    "JP",
    "MX",
    "ZA",
)
_I: Final = regex.IGNORECASE
_EXTENSION: Final = r"(?:\s?(?:ext\.?|extension|x)\s?\d{1,6})?"
_CANDIDATE: Final = regex.compile(
    rf"(?<![\w./=#$€£%@+-])(?<!\d,)(?:\+|00(?=[1-9]))?\(?\d(?:[ \t]?[ .\-–/()·]?[ \t]?[(]?\d\)?){{5,14}}{_EXTENSION}"
    rf"(?![\w%@]|[.,:/-]\d|/\w)",
    _I,
)
_CUE: Final = regex.compile(
    r"(?:\b(?:tele?phone|phone|tel|mobile|mob|cell(?:ular|phone)?|handy|fax|whats\s?app"
    r"|sms|call(?:ed|ing)?(?:\s+(?:me|us|him|her|back))?"
    r"|ring|dial|text(?:ed)?(?:\s+me)?|reach(?:ed)?(?:\s+(?:me|us|him|her))?|answering"
    r"|landline|hotline|contact(?:\s+me)?|number|voicemail|[tmpf])"
    r"(?:\s*(?:number|no|nr|num|is|at|on|via|under|by\s+phone|me|us|him|her|#))*\.?\s*(?:[:\-–=#(]\s*"
    r"|\]\s*|\*\*\s*)*)\Z",
    _I,
)
_NOT_CUE: Final = regex.compile(
    r"\b(?:case|ticket|invoice|order|account|reference|ref|registration|serial"
    r"|version|line|lines|patent|passport|card|issue|id|docket)"
    r"(?:\s*(?:number|no|nr|num|is))*\.?\s*[:#]?\s*\Z",
    _I,
)
_DATE: Final = regex.compile(
    r"(?:19|20)\d{2}[-./ ]\d{1,2}[-./ ]\d{1,2}(?:\D.*)?|\d{1,2}[-./ ]\d{1,2}[-./ ](?:19"
    r"|20)\d{2}(?:\D.*)?|(?:\d{4}\s?[-–]\s?)?\d{4}"
)

# Registration numbers such as 1-905-952, a year and a number, groups without any local prefix.
_SERIAL: Final = regex.compile(r"\d-\d{3}-\d{3}|(?:19|20)\d{2}[ -]\d{3,4}")


def find_phones(text: str) -> Iterator[Span]:
    """Telephone numbers. Dates, versions and bare digit strings without a cue are none."""
    for match in _CANDIDATE.finditer(text):
        value = match.group().rstrip(" (-./")
        digits = sum(c.isdecimal() for c in value)
        if not 6 <= digits <= 20 or _DATE.fullmatch(value):
            continue
        window = text[max(0, match.start() - 40) : match.start()]
        cued = bool(_CUE.search(window)) and not _NOT_CUE.search(window)
        if _SERIAL.fullmatch(value) and not cued:
            continue
        if cued or (not _NOT_CUE.search(window) and _valid(value)):
            yield Span(match.start(), match.start() + len(value), "PHONE_NUMBER")


@lru_cache(maxsize=4096)
def _valid(value: str) -> bool:
    """Whether the digits are a valid number somewhere and are also written like one."""
    import phonenumbers

    if value.startswith(("+", "00")):
        try:
            number = phonenumbers.parse("+" + value.removeprefix("00") if value.startswith("00") else value, None)
        except phonenumbers.NumberParseException:
            return False
        return bool(phonenumbers.is_possible_number(number))
    if not regex.search(r"\d[ .\-–/()]", value) and not regex.fullmatch(r"[6-9]\d{9}", value):
        return False
    if not regex.search(r"\d{3}|\(|(?:\d{2}[ .-]){3}", value) or regex.fullmatch(r"\d{4}([ -]\d{4}){2,}", value):
        return False
    for region in REGIONS:
        try:
            number = phonenumbers.parse(value, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number_for_region(number, region):
            return True
    return False
