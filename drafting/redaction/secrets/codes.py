"""PINs, card checks, one-time and recovery codes: digits that are a secret only because of the words beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from drafting.redaction.model.vocabulary import ordinary
from drafting.redaction.placeholders import Span
from drafting.redaction.secrets.names import hits

_I: Final = regex.IGNORECASE
_STEMS: Final = ("pin", "cvv", "cvc", "cv2", "otp", "code", "puk", "passcode")
_LIST_STEMS: Final = (
    *("recovery", "back-up", "backup", "scratch", "one-time", "one time", "2fa", "mfa"),
    *("emergency", "rescue", "bypass", "single"),
)
_PIN: Final = regex.compile(
    r"(?:(?P<pin>passcode|pin(?:[\s_-]?(?:number|nr|no\.?))?|cv[vc]2?|cv2|otp|puk|2fa|tan)|(?P<area>pin[\s-]?code)|"
    r"(?P<code>codes?))(?![a-z0-9])"
    r"[\"'`*)]{0,3}(?P<op>\s*[:=]\s*|(?:\s+(?:for|of|to|on)(?:\s\S{1,20}){1,4}?)?(?:['’]s|\s+(?:is|was|ist))"
    r"(?:\s+(?:now|still|just|currently))?\s*:?\s+|\s+#?)"
    r"[\"'`*“]{0,3}(?P<v>(?:G-)?\d{3}[ -]\d{3}|\d{3,8}|\d{4} \d{4}|(?=[A-Z0-9-]*\d)[A-Z0-9]{4,10}"
    r"(?:-[A-Z0-9]{3,10}){0,4}|(?=[a-z0-9-]*\d)[a-z0-9]{4,8}-[a-z0-9]{4,8}|[a-z]{5}-[a-z]{5})"
    r"(?![\w@]|[.,/:-]\d|%)",
    _I,
)
_CODE_BEFORE: Final = regex.compile(
    r"(?:verification|verify|security|confirmation|otp|[2m]fa|two[- ]factor|auth(?:entication|orization"
    r"|enticator)?|log-?in|sign-?in|access"
    r"|sms|text|one[- ]time|unlock|door|gate|alarm|reset|recovery|back-?up|activation|entry|safe|voicemail|sim"
    r"|puk|pairing|key|lock|garage|[468][- ]digit"
    r"|six[- ]digit|four[- ]digit)[\s_-]{1,2}(?:pin[\s_-])?$",
    _I,
)
_CODE_ALONE: Final = regex.compile(r"(?:^|\n)[ \t>*]*$|\b(?:use|enter|type)\s(?:the\s|this\s)?$", _I)
_CODE_AFTER: Final = regex.compile(
    r"(?<![\w.,/-])(?P<v>(?:G-)?\d{4,8}|\d{3}[ -]\d{3})\s+is\s+(?:your|the|my)\s(?:[\w-]{1,20}\s){0,4}$", _I
)
_CODE_OF_ONE: Final = regex.compile(
    r"(?:^|[\s(])(?:the|my|your|this|a|his|her|our|enter|use|following|new|last)\s(?:new\s|last\s)?$",
    _I,
)
_CODES: Final = regex.compile(
    r"(?:recovery|back-?up|scratch|one[- ]time|2fa|mfa|emergency|rescue|bypass|single[- ]use)[\s_-]"
    r"(?:\w{1,12}[\s_-])?(?:codes?|keys?)[\"']?(?:\s?\([^()\n]{0,40}\))?"
    r"(?:\s(?:are|is|were|list|below|here|follow))?[^\n:=\d]{0,40}(?:[:=]|\s)\s{0,4}\[?[\"']?",
    _I,
)
_ONE_CODE: Final = regex.compile(
    r"(?:[\s,;|\"'`*\]]|-\s|•|(?<=\s)\d{1,2}[.)]\s){0,6}(?P<v>\d{4} \d{4}|(?=[\w-]{0,15}\d)(?:[A-Za-z0-9]{4,16}"
    r"(?:-[A-Za-z0-9]{3,16}){1,7}|[a-z0-9]{6,16}|[A-Z0-9]{6,32})|[a-z]{5}-[a-z]{5})(?![\w-])"
)


def find_codes(text: str, lower: str) -> Iterator[Span]:
    """Codes in a text. `lower` is the text in lower case, every letter where it was."""
    for stem in _STEMS:
        for at in hits(lower, stem):
            if at == 0 or not text[at - 1].isalnum():
                yield from _code(text, at)
    for stem in _LIST_STEMS:
        for start in hits(lower, stem):
            cue = _CODES.match(text, start)
            at = cue.end() if cue else len(text)
            while match := _ONE_CODE.match(text, at):
                if not _is_worded(match["v"]):
                    yield Span(*match.span("v"), "SECRET")
                at = match.end()


def _code(text: str, at: int) -> Iterator[Span]:
    """The code that a word at an offset announces, or that stands before it: "482913 is your login code"."""
    before = text[max(0, at - 60) : at]
    reverse = _CODE_AFTER.search(before)
    if reverse:
        start = at - len(before) + reverse.start("v")
        yield Span(start, start + len(reverse["v"]), "SECRET")
    match = _PIN.match(text, at)
    if match and (_is_code(match, before) if match["code"] else _is_pin(match)):
        yield Span(match.start("v"), match.end("v"), "SECRET")


def _is_code(match: regex.Match[str], before: str) -> bool:
    """Many codes are none to hide: postal, error, promotion. Those of a sign-in are named, or have six digits."""
    value = str(match["v"])
    if _CODE_BEFORE.search(before):
        return sum(c.isdigit() for c in value) >= 3 or ("-" in value and not _is_worded(value))
    if not (value.isdigit() and len(value) == 6):
        return False
    stated = ":" in match["op"] or match["op"].strip() in ("is", "was", "ist")
    return (stated and bool(_CODE_OF_ONE.search(before))) or bool(_CODE_ALONE.search(before))


def _is_pin(match: regex.Match[str]) -> bool:
    if match["area"] and not match["op"].strip(" :=\t\n#"):
        return False  # in India a PIN code is a part of the address
    digits = match["v"].replace(" ", "").replace("-", "")
    card = (match["pin"] or "").lower().startswith("cv")
    return bool(digits.isdigit() and len(digits) >= (3 if card else 4))


def _is_worded(value: str) -> bool:
    """Two words with a hyphen rather than two groups of a code."""
    return all(part.isalpha() and ordinary(part) for part in value.split("-"))
