"""Values with a form of their own: e-mail, IP, MAC, cards, IBAN, SSN, wallets, dates of birth, ids, user names."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from typing import Final

import regex

from drafting.redaction.placeholders import Span

_I: Final = regex.IGNORECASE
_EMAIL: Final = regex.compile(
    r"(?<![\w.+%-])(?:mailto:)?[\p{L}\p{N}_.+%'’-]{1,64}(?:@|\s?[\[(]\s?at\s?[\])]\s?)"
    r"(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62}[\p{L}\p{N}])?(?:\.|\s?[\[(]\s?dot\s?[\])]\s?)){1,6}\p{L}{2,24}(?![\w-])",
    _I,
)
_IPV4: Final = regex.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?!\.\d{1,3}\.\d)(?!\w)(?:/\d{1,2}(?!\d))?")
_IPV6: Final = regex.compile(
    r"(?<![\w:.])(?=[0-9a-f:.]*:[0-9a-f:.]*:)[0-9a-f:]*:[0-9a-f:]*(?:(?:\d{1,3}\.){3}\d{1,3})?(?![\w:])(?:/\d{1,3})?",
    _I,
)
_VERSION_BEFORE: Final = regex.compile(r"(?:version|ver\.?|release|v|build)\s*[:=]?\s*$", _I)
_MAC: Final = regex.compile(
    r"(?<![\w:.-])(?:[0-9a-f]{2}([:-]))(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![\w:-])"
    r"|(?<![\w.])[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}(?![\w.])",
    _I,
)
_DIGITS: Final = regex.compile(r"(?<![\w.,/-])\d(?:[ -]?\d){11,18}(?![\w]|[.,/-]\d)")
_CARD_CUE: Final = regex.compile(
    r"\b(?:(?:credit|debit|bank)\s+card|card|cc|visa|master\s?card|amex)(?:\s+(?:number"
    r"|no|nr|num|is|ending|#))*\.?\s*[:#]?\s*(?P<v>\d(?:[ -]?\d){11,18})(?![\w-])",
    _I,
)
_IBAN: Final = regex.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{2,4}){3,8}(?:[ -]?[A-Z0-9]{1,3})?(?!\w)", _I)
_SSN: Final = regex.compile(r"(?<![\w-])(?!000|666|9)\d{3}([- ])(?!00)\d{2}\1(?!0000)\d{4}(?![\w-])")
_SSN_CUE: Final = regex.compile(
    r"\b(?:ssn|social\s+security(?:\s+(?:number|no\.?|#))?|tax\s*payer\s+id)(?:\s+is)?\s*[:#=]?\s*"
    r"(?P<v>\d{3}[- .]?\d{2}[- .]?\d{4})(?!\d)",
    _I,
)
_NINO: Final = regex.compile(
    r"(?<!\w)(?!bg|gb|kn|nk|nt|tn|zz)[abceghj-prstw-z][abceghj-nprstw-z]([ -]?)\d{2}\1\d{2}\1\d{2}\1[a-d](?!\w)", _I
)
_CRYPTO: Final = regex.compile(
    r"(?<!\w)(?:bc1[ac-hj-np-z02-9]{11,87}|[13][a-km-zA-HJ-NP-Z1-9]{25,34}|0x[0-9a-fA-F]{40}"
    r"|4[0-9AB][1-9A-HJ-NP-Za-km-z]{93}"
    r"|(?:ltc1|addr1)[0-9a-z]{30,110}|T[1-9A-HJ-NP-Za-km-z]{33}|r[1-9A-HJ-NP-Za-km-z]{27,34})(?!\w)"
)
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
_DATE: Final = (
    rf"(?:\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+\d{{2,4}}"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{2,4}})"
)
_BIRTH: Final = regex.compile(
    r"\b(?:d\.?o\.?b\.?|date\s+of\s+birth|birth\s*(?:date|day)|birthday|born(?:\s+on)?)(?:\s+"
    r"(?:is|was|on))?\s*[:=\-]?\s*\**\s*"
    rf"(?P<v>{_DATE})",
    _I,
)
_ID_CUE: Final = regex.compile(
    r"\b(?:passport|driv(?:er|ing)(?:['’]?s)?\s+licen[cs]e|national\s+(?:id|insurance"
    r"|identity)|identity\s+card|id\s+card|aadhaar|aadhar"
    r"|pan\s+card|nhs|tax\s+id|tin|itin|ein|vat|nino|voter\s+id|visa|residence\s+permit"
    r"|student\s+id|employee\s+id|badge"
    r"|licen[cs]e\s+plate|vin|imei|device\s+id|medical\s+record|mrn|policy|membership"
    r"|customer|account|user|client|bank\s+account"
    r"|routing|personal\s+id|government\s+id|customer\s+ref(?:erence)?)"
    r"(?:\s+(?:card|number|num|no|nr|id|identifier|code))*\.?\s*(?:(?:is|was)\b"
    r"|[:#=])?\s*[:#]?\s*\(?(?P<v>(?=[\w-]*\d)[A-Za-z0-9][A-Za-z0-9-]{4,30}"
    r"(?:\s(?=[\d]{2,})\d{2,6}){0,5})(?![\w/])",
    _I,
)
_USER_CUE: Final = regex.compile(
    r"\b(?:user\s?-?names?|user\s+handle|screen\s+name|nick\s?name|login(?:\s+name)?"
    r"|handle|github\s+(?:user|account|handle)|my\s+account(?:\s+name)?"
    r"|account\s+name|discord|telegram|twitter|instagram|skype)\s*(?:is\b|was\b"
    r"|[:=])\s*[`\"'“*]{0,2}(?P<v>@?[A-Za-z0-9](?:[\w.#-]{1,38}[\w]))",
    _I,
)
_MENTION: Final = regex.compile(r"(?<![\w@./`])@(?P<v>[A-Za-z0-9](?:[\w-]{1,38}[A-Za-z0-9]))(?![\w@./-]|\.\w)")
_PACKAGE_SCOPE: Final = frozenset(
    {"types", "media", "param", "return", "import", "author", "override", "todo", "here", "all", "channel"}
)
_COMMON_ID: Final = regex.compile(r"(?:19|20)\d{2}(?:-\d{2}-\d{2})?|\d{1,5}", _I)


def find_structured(text: str) -> Iterator[Span]:
    """Every value of this file's kinds in a text."""
    if "@" in text or "at" in text:
        for match in _EMAIL.finditer(text):
            yield Span(match.start(), match.end(), "EMAIL_ADDRESS")
    yield from _addresses_of_machines(text)
    for match in _DIGITS.finditer(text):
        digits = [int(c) for c in match.group() if c.isdecimal()]
        if luhn(digits) and _card_prefix(digits):
            yield Span(match.start(), match.end(), "CREDIT_CARD")
    for match in _IBAN.finditer(text):
        end = iban_end(match.group())
        if end:
            yield Span(match.start(), match.start() + end, "IBAN_CODE")
    for match in _SSN.finditer(text):
        yield Span(match.start(), match.end(), "US_SSN")
    for match in _CRYPTO.finditer(text):
        if _looks_minted(match.group()):
            yield Span(match.start(), match.end(), "CRYPTO")
    for match in _NINO.finditer(text):
        yield Span(match.start(), match.end(), "ID")
    yield from _cued(text)


def _addresses_of_machines(text: str) -> Iterator[Span]:
    for match in _IPV4.finditer(text):
        if _is_ip(match.group()) and not _VERSION_BEFORE.search(text, max(0, match.start() - 12), match.start()):
            yield Span(match.start(), match.end(), "IP_ADDRESS")
    if ":" in text:
        for match in _IPV6.finditer(text):
            value = match.group().rstrip(".:") if not match.group().endswith("::") else match.group()
            if len(value) > 2 and _is_ip(value):
                yield Span(match.start(), match.start() + len(value), "IP_ADDRESS")
    for match in _MAC.finditer(text):
        if len(set(match.group().lower()) - set(":-.")) > 1:  # not the broadcast address
            yield Span(match.start(), match.end(), "MAC_ADDRESS")


def _cued(text: str) -> Iterator[Span]:
    for pattern, kind in (
        (_CARD_CUE, "CREDIT_CARD"),
        (_SSN_CUE, "US_SSN"),
        (_BIRTH, "DATE_OF_BIRTH"),
        (_ID_CUE, "ID"),
        (_USER_CUE, "USERNAME"),
    ):
        for match in pattern.finditer(text):
            value = match["v"]
            if kind == "ID" and _COMMON_ID.fullmatch(value):
                continue
            if kind == "USERNAME" and value.lower() in {
                "is",
                "was",
                "and",
                "not",
                "the",
                "been",
                "has",
                "name",
                "suspended",
            }:
                continue
            yield Span(match.start("v"), match.end("v"), kind)
    for match in _MENTION.finditer(text):
        if match["v"].lower() not in _PACKAGE_SCOPE:
            yield Span(match.start(), match.end(), "USERNAME")


def _is_ip(value: str) -> bool:
    try:
        ipaddress.ip_interface(value)
    except ValueError:
        return False
    return True


def luhn(digits: list[int]) -> bool:
    """The checksum of payment cards (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = digit * 2 if place % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0 and len(set(digits)) > 1


def _card_prefix(digits: list[int]) -> bool:
    number = "".join(map(str, digits))
    return bool(regex.match(r"4|5[0-8]|2[2-7]|3[4-9]|30|6|1800|2131", number)) and len(number) >= 12


def iban_end(value: str) -> int:
    """How long the IBAN at the start of a text is; 0 when none has the right checksum (ISO 13616)."""
    for end in range(len(value), 14, -1):
        compact = regex.sub(r"[ -]", "", value[:end]).upper()
        if value[end - 1] in " -" or not 15 <= len(compact) <= 34:
            continue
        moved = compact[4:] + compact[:4]
        if int("".join(str(int(c, 36)) for c in moved)) % 97 == 1:
            return end
    return 0


def _looks_minted(value: str) -> bool:
    """Wallets mix digits and letters; a word, a hash in lower case of another length or a class name does not."""
    return any(c.isdigit() for c in value) and sum(c.isalpha() for c in value) >= 4 and len(set(value)) >= 10
