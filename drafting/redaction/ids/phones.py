# ruff: noqa: SIM905 - a list of words is easiest to read and to change as text
"""Telephone numbers: what the phonenumbers library knows as valid, and digits beside a word such as `phone`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import regex

from drafting.redaction.ids.labels import label_before
from drafting.redaction.placeholders import Span

# Whose national ways of writing count without a country code.
REGIONS: Final = tuple("US GB DE FR IN AU BR ES IT NL SE CH AT BE PL JP MX ZA TR PH NZ IE NG".split())
_I: Final = regex.IGNORECASE
_EXTENSION: Final = r"(?:\s?[,;]?\s?(?:ext\.?|extn\.?|extension|durchwahl|x|#)\s?[:.]?\s?\d{1,6})?"
_CANDIDATE: Final = regex.compile(
    rf"(?<![\w./=#$€£%@+-])(?<!\d[,:])(?:\+|00(?=[1-9]))?[(]?\d"
    rf"(?:[ \t\xa0]?[ .\-–‑/()·\xa0]?[ \t]?[(]?\d\)?){{5,15}}{_EXTENSION}"
    rf"(?![%@]|\w(?<!\p{{Lu}})|\p{{Lu}}(?!\p{{Ll}})|[.,:/-]\d|/\w)",
    _I,
)
_WORDS: Final = (
    r"tele(?:phone|fon|fono|foon)(?:nummer)?|t[ée]l[ée](?:phone|fono)?|phones?|tel|telefonnr|tlf|mobile"
    r"|mobil(?:nummer)?|mob|m[óo]vil"
    r"|celular|cellulare|portable|cell(?:ular|phone)?|handy(?:nummer)?|gsm|cep|fax|whats\s?app|viber|signal|sms"
    r"|imessage|facetime"
    r"|call(?:ed|ing|s)?|phoned|ring|rang|dial(?:led|ed)?|text(?:ed|s)?(?=\s)|reach(?:ed|able)?|answering"
    r"|landline|hotline|helpline"
    r"|contact|voice\s?mail|pager|toll[\s-]free|switchboard|direct(?:\s+line)?|ph|emergency|hot\s?line|ruf|rufen"
)
_CUE: Final = regex.compile(
    rf"(?:\b(?:{_WORDS})\b(?:['’]s|\.(?=\s?(?:no|nr)\b))?(?:\s*(?:numbers?|no|nr|num|numaram|numaras[ıi]|is|was"
    rf"|are|at|on|via|under|by|phone|me|us|him|her|them|back"
    rf"|you|please|and|or|text|call|either|the|my|his|line|office|home|work|mobile|cell|private|direct|local|day"
    rf"|night|#))*"
    rf"|\b(?:my|his|her|their|our|this|that|whose)\s+(?:\w+\s+)?(?:numbers?|digits)(?:\s+(?:is|was|are))?"
    rf"|\b[tmpfw](?=[.:]))"
    r"\.?\s*(?:[:\-–—=#(\[\]*|\"'’]\s*){0,8}\Z",
    _I,
)
_AFTER: Final = regex.compile(
    r"\s?[-–—,]?\s?[(\[]?\s?(?:office|fax|home|mobile|cell|work|direct|landline|phone|tel|whatsapp|voice|m|h|w"
    r"|c)\b(?:\s?[)\]])?",
    _I,
)
_NOT_CUE: Final = regex.compile(
    r"\b(?:case|ticket|invoice|order|account|reference|ref|registration|serial|version|lines?|patent|passport"
    r"|card|issue|id|docket"
    r"|isbn|issn|ean|asin|sku|commit|rows?|port|ports|pages?|rfc|cve|cfr|usc|build|article|section|tracking"
    r"|parcel|amount|total|"
    r"application|appl)"
    r"(?:\s*(?:number|no|nr|num|is))*\.?\s*[:#]?\s*\Z",
    _I,
)
_NUMBERED: Final = regex.compile(r"\b(?:no|nr|nos)\.?\s*[:#]?\s*\Z", _I)
_NO_PHONE: Final = regex.compile(
    r"(?:19|20)\d{2}[-./ ]\d{1,2}[-./ ]\d{1,2}(?:\D.*)?|\d{1,2}[-./ ]\d{1,2}[-./ ](?:19|20)\d{2}(?:\D.*)?"
    r"|(?:\d{4}\s?[-–]\s?)?\d{4}|(?:19|20)\d{2}(?:[ ,-]+(?:19|20)\d{2})+"
    r"|97[89][- ]?\d[\d -]{8,14}|\d{1,3}(?:\.\d{1,3}){3}"
)
# Without a cue: registration numbers such as 1-905-952, a year and a number, social security numbers, cards.
_SERIAL: Final = regex.compile(
    r"\d[ -]\d{3}[ -]\d{3}|(?:19|20)\d{2}[ /-]\d{3,4}|\d+\.\d+|\d{3}-\d{2}-\d{4}"
    r"|\d{4}(?:[ -]\d{4}){2,}|[1-9]\d{5}[ -]\d{4,}|\d{4}-\d{4}-\d"
)
_COUNTS_UP: Final = regex.compile(r"01234567|12345678|23456789")
# Written as in North America, and as hardly anything else is, whether or not its area has been handed out.
_AMERICAN: Final = regex.compile(
    r"(?:1[-. ])?(?:\([2-9]\d{2}\)[ \t\xa0]?[2-9]\d{2}[-. ]|[2-9]\d{2}(?P<s>[-.])[2-9]\d{2}(?P=s))\d{4}"
)
# A mobile number at a stretch: a line or phrase of its own, or the next after another number.
_MOBILE: Final = regex.compile(r"0[1-9]\d{8,10}")
_OWN_PHRASE: Final = regex.compile(r"(?:^|[\n,;:|(]|\d\s(?:or|and|/)|\d\s?/)[ \t>*•-]*\Z")
_PHRASE_ENDS: Final = regex.compile(
    r"[ \t]*(?:[\n,;.)|]|$)(?!\d)|[ ](?!(?:and|to|of|files?|rows?|bytes|items|euros?|usd)\b)\p{L}{2}", _I
)
_LOGGED: Final = regex.compile(r"\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|HTTP)\b[^\n]{0,80}\Z")
# The rest of a number that the mail broke over a line's end.
_REST: Final = regex.compile(
    r"[ \t]*\n[ \t>]{0,3}(?P<v>\d{2,4}(?:[ .-]\d{2,4}){0,3})(?![\w/:@%°]|[.,-]\d)"
    r"(?=[,;.)\n]|$|[ ]\p{Ll}|[ ]\()"
)
# The same where so little stands before the line's end that it could be anything but for the plus sign.
_CUT: Final = regex.compile(
    r"(?<![\w.+])\+[1-9]\d{0,2}(?:[ .-]?[(]?\d{1,4}[)]?){0,2}[ \t]*\n[ \t>]{0,3}\d{2,5}(?:[ .-]?\d{2,5}){1,4}"
    r"(?![\w/:@%°]|[.,-]\d)"
)
_EDGES: Final = " \t\r\n.,;:!?\"'[]<>*`"


def find_phones(text: str) -> Iterator[Span]:
    """Telephone numbers. Dates, versions and bare digits are none, unless a word says so or they are all there is."""
    whole = text.strip(_EDGES) if len(text) < 60 else ""
    for match in _CANDIDATE.finditer(text):
        value = match.group().rstrip(" (-./–\t\xa0")
        if value.count("(") < value.count(")"):
            value = value[: value.rindex(")")] if value.endswith(")") else value
        start, end = match.start(), match.start() + len(value)
        digits = sum(c.isdecimal() for c in value)
        if not 6 <= digits <= 21 or _NO_PHONE.fullmatch(value):
            continue
        if value == whole:
            found = _COUNTS_UP.search(value) is None and not _SERIAL.fullmatch(value) and (_like(value) or _bare(value))
        elif _CUE.search(text, max(0, start - 48), start):
            before = text[max(0, start - 48) : start]
            found = not _NOT_CUE.search(before) or regex.search(rf"\b(?:{_WORDS})\W+\w+\W*\Z", before, _I) is not None
        elif _AFTER.match(text, end) and digits >= 6 and (digits < 12 or "x" in value):
            found = True
        else:
            found = _unannounced(text, start, value)
        if found:
            rest = _REST.match(text, end)
            if rest and not _complete(value) and _like(f"{value} {rest['v']}"):
                end = rest.end("v")
            yield Span(start, end, "PHONE_NUMBER")
    for match in _CUT.finditer(text):
        if _international(regex.sub(r"[\s>]+", " ", match.group())):
            yield Span(*match.span(), "PHONE_NUMBER")


def _unannounced(text: str, start: int, value: str) -> bool:
    """A number in running text with nothing that says what it is: it must be valid somewhere and written like one."""
    before = text[max(0, start - 40) : start]
    mobile = (
        _MOBILE.fullmatch(value)
        and _OWN_PHRASE.search(before)
        and _PHRASE_ENDS.match(text, start + len(value))
        and _valid(value, REGIONS)
    )
    if not mobile and (_SERIAL.fullmatch(value) or not _like(value)):
        return False
    if _LOGGED.search(text, max(0, start - 100), start):
        return False
    if _NOT_CUE.search(before) or _NUMBERED.search(before):
        return False
    found = label_before(text, start)
    # A title or the like at the end of the line before announces nothing.
    return found is None or value.startswith("+") or (not found.marked and before.endswith("\n"))


@lru_cache(maxsize=4096)
def _like(value: str) -> bool:
    """Whether a number is valid somewhere and also written like a telephone number."""
    plain = (
        regex.split(_EXTENSION + r"\Z", value, maxsplit=1, flags=_I)[0]
        if value[-4:].isdecimal() is False or "x" in value.lower()
        else value
    )
    if plain.startswith(("+", "00")):
        return _international("+" + plain.lstrip("+0 ") if plain.startswith("00") else plain)
    if _AMERICAN.fullmatch(plain):
        return True
    groups = regex.findall(r"\d+", plain)
    separators = {s.strip(" ()\t\xa0") for s in regex.findall(r"\D+", plain)} - {""}
    if len(groups) < 2 or len(separators) > 2 or ("." in separators and (len(separators) > 1 or " " in plain)):
        return False
    if len(groups) == 2:
        fits = (2 <= len(groups[0]) <= 5 or (len(groups[0]) == 6 and groups[0][0] == "0")) and 4 <= len(groups[1]) <= 8
    else:
        fits = all(2 <= len(g) <= 5 for g in groups[1:]) and (len(groups[0]) <= 5)
    if not fits or not regex.search(r"\d{3}|\(|(?:\d{2}[ .-]){3}", plain):
        return False
    return _valid("".join(groups), REGIONS)


def _bare(value: str) -> bool:
    """Digits alone as the whole message: ten or eleven that are valid somewhere."""
    return value.isdecimal() and 10 <= len(value) <= 11 and len(set(value)) > 2 and _valid(value, REGIONS)


def _complete(value: str) -> bool:
    """Whether a number needs no more digits."""
    import phonenumbers

    if not value.startswith("+"):
        return _like(value) or _bare(value)
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(value, None))
    except phonenumbers.NumberParseException:
        return False


def _international(value: str) -> bool:
    import phonenumbers

    try:
        return bool(phonenumbers.is_possible_number(phonenumbers.parse(value, None)))
    except phonenumbers.NumberParseException:
        return False


@lru_cache(maxsize=4096)
def _valid(digits: str, regions: tuple[str, ...]) -> bool:
    import phonenumbers

    for region in regions:
        try:
            number = phonenumbers.parse(digits, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number_for_region(number, region):
            return True
    return False
