"""Ids that states give to people: passports, identity, tax, health and insurance numbers, told by form and checksum."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from drafting.redaction.ids.national import FORMS, numeric, passes
from drafting.redaction.ids.neighbourhoods import around_digits, search
from drafting.redaction.placeholders import Span

# A word with a digit among letters, or digits with single separators.
_CANDIDATE: Final = regex.compile(
    r"(?<![\w@/.%+$€£#-])(?:[A-Za-z]{1,6}-?(?=\d)|(?=\d))[A-Za-z0-9]++"
    r"(?:[ .\-/+](?=[A-Za-z]{0,2}\d)[A-Za-z0-9]++|-[A-Za-z]\b){0,6}(?![\w@/%])"
)
# Written with blanks between letters and digits.
_SPACED: Final = regex.compile(
    r"(?<!\w)(?:[A-Za-z]{2} ?\d\d ?\d\d ?\d\d ?[A-Da-d]|\d\d ?\d{6} ?[A-Z] ?\d{3}"
    r"|[1-478] \d\d \d\d (?:\d\d|2[AB]) \d{3} \d{3} \d\d"
    r"|[A-Z]{3} [A-Z]{3} [\dL-NP-V]{2}[A-Z][\dL-NP-V]{2} [A-Z][\dL-NP-V]{3} ?[A-Z]"
    r"|(?:[A-Z]{2}|CHE)[ -]?\d{3}[ .]\d{3}[ .]\d{3}|GB ?\d{3} ?\d{4} ?\d\d)(?!\w)"
)
_HONG_KONG: Final = regex.compile(r"(?<!\w)[A-Z]{1,2}\d{6}\([0-9A]\)")
_NEAR: Final = regex.compile(
    r"\b(?:passport|pasaporte|passeport|reisepass|licen[cs]e|identi\w+|national|tax\w*|insurance|medicare|provider|npi"
    r"|routing|aba|ssn|social|nhs|personnummer|bsn|pesel|nif|nip|tin|citizen\w*|resident|government|nric|ausweis\w*"
    r"|f[öo]retag\w*|steuer\w*|fiscal\w*|kimlik|hetu|aadha+r|pan|id)\b",
    regex.IGNORECASE,
)
_NUMBERS: Final = regex.compile(r"\d{6,16}(?:[\s,;]{1,3}\d{4,16}){1,40}")
_COUNTS_UP: Final = regex.compile(r"12345678|23456789")  # typed to try something out
_SEPARATORS: Final = regex.compile(r"[ .\-/+]")
_SHORTEST: Final = 8
_LONGEST: Final = 18


def find_government_ids(text: str) -> Iterator[Span]:
    """Ids of the countries in `national`. A form that many other numbers share counts only where the words agree."""
    first = len(text) - len(text.lstrip(" \t\r\n.,;:!?\"'()[]<>*`"))
    last = len(text.rstrip(" \t\r\n.,;:!?\"'()[]<>*`"))
    if _NUMBERS.fullmatch(text, first, last):
        # An answer that is nothing but numbers: whatever was asked for, it was asked for to tell a person.
        for match in regex.finditer(r"\d{6,}", text):
            yield Span(match.start(), match.end(), "ID")
        return
    stretches = around_digits(text)
    for match in search(_CANDIDATE, text, stretches):
        for start, end in _pieces(text, match.start(), match.end()):
            if _is_id(text, start, end, alone=start <= first and end >= last):
                yield Span(start, end, "ID")
    for pattern in (_SPACED, _HONG_KONG):
        for match in search(pattern, text, stretches):
            start, end = match.span()
            if pattern is _HONG_KONG or _is_id(text, start, end, alone=start <= first and end >= last):
                yield Span(start, end, "ID")


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The whole candidate, then its parts between blanks: two numbers may stand side by side."""
    yield start, end
    if " " in text[start:end]:
        for part in regex.finditer(r"\S{8,}", text, pos=start, endpos=end):
            yield part.span()


def _is_id(text: str, start: int, end: int, *, alone: bool) -> bool:
    written = text[start:end]
    compact = _SEPARATORS.sub("", written).upper()
    if not _SHORTEST <= len(compact) <= _LONGEST or len(set(compact)) < 2:
        return False
    if alone and _COUNTS_UP.search(compact) and written.isdecimal() and len(compact) < 11:
        return False
    agreed = alone or _NEAR.search(text, max(0, start - 60), min(len(text), end + 40)) is not None
    for form in numeric() if compact.isdecimal() else FORMS:
        # Small letters are those of hashes and file names: they need a checksum or the words around them.
        if not agreed and (form.trust == "alone" or not (form.check or written == written.upper())):
            continue
        if passes(form, compact, written):
            return True
    return False
