# ruff: noqa: SIM905 - a list of words is easiest to read and to change as text
"""Addresses in a network: e-mail, IP and MAC."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from typing import Final

import regex

from drafting.redaction.ids.neighbourhoods import around_digits, around_words, search
from drafting.redaction.placeholders import Span

_I: Final = regex.IGNORECASE
_AT: Final = r"(?:@|\s{0,2}[\[({<]\s?(?:at|ät|@)\s?[\])}>]\s{0,2}|＠)"
_DOT: Final = r"(?:\.|\s{0,2}[\[({<]\s?(?:dot|punkt|punto|\.)\s?[\])}>]\s{0,2})"
_LABEL: Final = r"[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]{0,62}[\p{L}\p{N}\p{M}])?"
_EMAIL: Final = regex.compile(
    rf"(?<![\w.+%-])(?:mailto:)?(?:[\p{{L}}\p{{N}}\p{{M}}_.+%!#$&'’*=?^~{{}}|-]{{1,64}}+|\"[^\"\n@]{{1,64}}\"){_AT}"
    rf"(?:{_LABEL}{_DOT}){{1,6}}(?:\p{{L}}[\p{{L}}\p{{M}}]{{1,23}}|xn--[a-z0-9-]{{2,59}})(?![\w-])",
    _I,
)
_EMAIL_LITERAL: Final = regex.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@\[(?:IPv6:)?[0-9a-fA-F.:]{3,45}\]")
_KEY: Final = regex.compile(
    r"(?:(?:e-?)?mail|from|to|cc|owner|login|user(?:name)?|[A-Z]+_[A-Z_]+)=(?=[^@]+@)", _I
)  # of a log
_SPOKEN: Final = regex.compile(
    r"(?<![\w.+-])[a-z0-9][\w.+-]{1,40}(?:\s+(?:dot|underscore"
    r"|dash)\s+[a-z0-9]{1,30}){0,3}\s+at\s+[a-z0-9][a-z0-9-]{1,40}"
    r"(?:\s+dot\s+[a-z0-9-]{2,30}){0,3}\s+dot\s+(?:com|org|net|edu|gov|io|co|de|uk|fr|eu|info|dev|me|in|ca|au|es"
    r"|it|nl|ch)"
    r"(?:\s+dot\s+[a-z]{2})?\b",
    _I,
)
_NO_MAILBOX: Final = frozenset(
    (
        "look is was are were site sites page pages live up available here posted found find me us him her them "
        "located website account see visit arrive arrived user users repo code hosted published shown it that "
        "this file"
    ).split()
)
_IPV4: Final = regex.compile(
    r"(?<![\w.])(?:\d{1,3}(?:\.|\[\.\]|\(\.\))){3}\d{1,3}(?!\w|\.\d{1,3}\.\d)"
    r"(?:/\d{1,2}(?!\d))?"
)
_IPV6: Final = regex.compile(
    r"(?<![\w:.])(?=[0-9a-f]{0,4}:[0-9a-f:.]*:)[0-9a-f:]*:(?:\d{1,3}(?:\.\d{1,3}){3}"
    r"|[0-9a-f]{0,4})(?![\w:])(?:%[\w.-]{1,15})?"
    r"(?:/\d{1,3}(?!\d))?",
    _I,
)
_VERSION_BEFORE: Final = regex.compile(
    r"(?:versions?|ver\.?|release|v|build|firmware|section|sections|§|chapter|clause|rule|rev|revision)\s*[:=]?\s*$", _I
)
_MAC: Final = regex.compile(
    r"(?<![\w:.-])(?:[0-9a-f]{2}([:-]))(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![\w]|[:-][0-9a-f])"
    r"|(?<![\w.])[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}(?![\w]|\.\w)",
    _I,
)


def find_network(text: str) -> Iterator[Span]:
    """E-mail addresses, disguised ones too, and the addresses of machines."""
    stretches = around_words(text, ("@", "＠", "(at", "[at", "{at", "<at", "( at", "[ at", "(ät"), 80, 200)
    for pattern in (_EMAIL, _EMAIL_LITERAL):
        for match in search(pattern, text, stretches):
            key = _KEY.match(text, match.start(), match.end())
            yield Span(key.end() if key else match.start(), match.end(), "EMAIL_ADDRESS")
    for match in search(_SPOKEN, text, around_words(text, (" dot ",), 120, 120)):
        if match.group().split()[0].lower() not in _NO_MAILBOX:
            yield Span(match.start(), match.end(), "EMAIL_ADDRESS")
    yield from _addresses_of_machines(text)


def _addresses_of_machines(text: str) -> Iterator[Span]:
    stretches = around_digits(text)
    for match in search(_IPV4, text, stretches):
        value = regex.sub(r"[\[\]()]", "", match.group())
        if _is_ip(value) and not _VERSION_BEFORE.search(text, max(0, match.start() - 14), match.start()):
            yield Span(match.start(), match.end(), "IP_ADDRESS")
    for match in search(_IPV6, text, around_words(text, (":",), 50, 50)):
        value = match.group()
        # `a::b` and `face::` are names in source code.
        if _is_ip(value) and regex.search(r"\d", value) and (value.startswith("::") or len(value) > 6):
            yield Span(match.start(), match.end(), "IP_ADDRESS")
    for match in search(_MAC, text, around_words(text, (":", "-", "."), 4, 16)):
        if len(set(match.group().lower()) - set(":-.")) > 1:  # not the broadcast address
            yield Span(match.start(), match.end(), "MAC_ADDRESS")


def _is_ip(value: str) -> bool:
    try:
        ipaddress.ip_interface(value)
    except ValueError:
        return False
    return True
