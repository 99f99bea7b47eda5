"""Numbers of payment and of tax withholding: cards, IBAN, US social security numbers, crypto wallets."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Final

import regex

from drafting.redaction.ids.neighbourhoods import around_digits, around_words, search
from drafting.redaction.placeholders import Span

_I: Final = regex.IGNORECASE
_DIGITS: Final = regex.compile(
    r"(?<![\w$€£+-])(?<!\d[.,/])\d(?:(?:[ .\-–·]{0,2}|[ ]?\n)\d){11,18}(?!\w|[ .,/-]\d{4}(?!\d)|[.,/-]\d)"
)
_NETWORK: Final = regex.compile(r"4|5[0-8]|2[2-7]|3[0-9]|6|1800|2131|9792|508|8[16]")
_IBAN: Final = regex.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{2,4}){3,8}(?:[ -]?[A-Z0-9]{1,3})?(?!\w)", _I)
_SSN: Final = regex.compile(r"(?<![\w.-])(?!000|666|9)\d{3}([- .])(?!00)\d{2}\1(?!0000)\d{4}(?![\w-]|\.\d)")
_NINE: Final = regex.compile(r"(?<![\w.,-])(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}(?![\w-]|[.,]\d)")
_SSN_NEAR: Final = regex.compile(r"\b(?:ssn|ss#|social|socials|taxpayer)\b", _I)
_LAST_FOUR: Final = regex.compile(
    r"\b(?:card|ssn|social\s+security(?:\s+number)?|account)\b[^.\n]{0,24}?\b(?:ending|ends|last\s+(?:four"
    r"|4)(?:\s+digits)?)"
    r"(?:\s+(?:in|with|is|are|of|my|the|ssn|card|:))*\s*[:#]?\s*(?:[x*•]+[- ]?)*(?P<v>\d{4})(?![\w-])",
    _I,
)
_WALLET: Final = regex.compile(
    r"(?<![\w/])(?:(?P<segwit>(?:bc1|tb1|ltc1)[ac-hj-np-z02-9]{11,87})"
    r"|(?P<base58>[13LMmn2DX][a-km-zA-HJ-NP-Z1-9]{25,34})"
    r"|(?P<hex>0x[0-9a-fA-F]{40})|(?P<monero>[48][0-9AB][1-9A-HJ-NP-Za-km-z]{93}(?:[1-9A-HJ-NP-Za-km-z]{11})?)"
    r"|(?P<bech>(?:addr1|stake1|cosmos1|osmo1|terra1|thor1)[02-9ac-hj-np-z]{30,110})"
    r"|(?P<tron>T[1-9A-HJ-NP-Za-km-z]{33})|(?P<ripple>r[1-9A-HJ-NP-Za-km-z]{24,34})"
    r"|(?P<ton>[EU]Q[A-Za-z0-9_-]{46})|(?P<cash>bitcoincash:[qp][a-z0-9]{41})"
    r"|(?P<solana>[1-9A-HJ-NP-Za-km-z]{43,44}))(?!\w)"
)
_WALLET_NEAR: Final = regex.compile(
    r"\b(?:wallet|solana|sol|crypto|phantom|usdc|usdt|token|nft|coins?|bitcoin|btc|ethereum|pay(?:ment|out)?"
    r"|ransom|bount(?:y|ies)|rewards?|refund|tips?|donat\w+)\b",
    _I,
)
_ALPHABET: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_RIPPLE: Final = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
_BECH32: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_EDGES: Final = " \t\r\n.,;:!?\"'()[]<>*`"


def find_payments(text: str) -> Iterator[Span]:
    """Cards (Luhn), IBAN (mod 97), US social security numbers, wallets with their checksums."""
    stretches = around_digits(text)
    for match in search(_DIGITS, text, stretches):
        span = _card(text, match.start(), match.end())
        if span:
            yield span
    for match in search(_IBAN, text, stretches):
        end = iban_end(match.group())
        if end:
            yield Span(match.start(), match.start() + end, "IBAN_CODE")
    for match in search(_SSN, text, stretches):
        yield Span(match.start(), match.end(), "US_SSN")
    alone = text.strip(_EDGES)
    for match in search(_NINE, text, stretches):
        if match.group() == alone or _SSN_NEAR.search(
            text, max(0, match.start() - 40), min(len(text), match.end() + 30)
        ):
            yield Span(match.start(), match.end(), "US_SSN")
    for match in search(_LAST_FOUR, text, around_words(text, ("ending", "ends", "last"), 40, 60)):
        yield Span(match.start("v"), match.end("v"), "CREDIT_CARD" if "card" in match.group().lower() else "ID")
    for match in search(_WALLET, text, stretches):
        if _minted(match.lastgroup or "", match.group(), text, match.start(), match.end()):
            yield Span(match.start(), match.end(), "CRYPTO")


def _card(text: str, start: int, end: int) -> Span | None:
    """A card in a run of digits. One longer than a card may be a card and what follows it (its expiry, its code)."""
    while True:
        digits = [int(c) for c in text[start:end] if c.isdecimal()]
        if len(digits) < 12:
            return None
        if luhn(digits) and _NETWORK.match("".join(map(str, digits))) and _grouped(text[start:end]):
            return Span(start, end, "CREDIT_CARD")
        cut = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
        if cut < 0:
            return None
        end = cut


def _grouped(value: str) -> bool:
    """Whether digits are written as a card: at a stretch, or with one kind of separator between groups."""
    if value.count("\n") > 1:
        return False
    value = regex.sub(r"[ ]?\n", " ", value)  # the mail broke it over a line's end
    return len(set(regex.findall(r"\D+", value))) <= 1 and min(map(len, regex.split(r"\D+", value))) >= 2


def luhn(digits: list[int]) -> bool:
    """The checksum of payment cards (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = digit * 2 if place % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0 and len(set(digits)) > 1


def iban_end(value: str) -> int:
    """How long the IBAN at the start of a text is; 0 when none has the right checksum (ISO 13616)."""
    for end in range(len(value), 14, -1):
        compact = regex.sub(r"[ -]", "", value[:end]).upper()
        if value[end - 1] in " -" or value[end : end + 1].isalnum() or not 15 <= len(compact) <= 34:
            continue
        moved = compact[4:] + compact[:4]
        if int("".join(str(int(c, 36)) for c in moved)) % 97 == 1:
            return end
    return 0


def _minted(form: str, value: str, text: str, start: int, end: int) -> bool:
    """Whether a checksum proves a wallet, or, a typing error apart, its form does together with the words around it."""
    if form in {"hex", "monero", "ton", "cash"}:
        return len(set(value)) >= 10
    if form in {"base58", "tron"} and _base58check(value, _ALPHABET):
        return True
    if (form == "ripple" and _base58check(value, _RIPPLE)) or (form in {"segwit", "bech"} and _bech32(value)):
        return True
    mixed = any(c.isdigit() for c in value) and sum(c.isalpha() for c in value) >= 4 and len(set(value)) >= 10
    return mixed and _WALLET_NEAR.search(text, max(0, start - 80), min(len(text), end + 40)) is not None


def _base58check(value: str, alphabet: str) -> bool:
    """Four bytes of a double SHA-256 end the value."""
    number = 0
    for char in value:
        number = number * 58 + alphabet.index(char)
    size = (number.bit_length() + 7) // 8
    raw = number.to_bytes(max(25, size), "big")
    return hashlib.sha256(hashlib.sha256(raw[:-4]).digest()).digest()[:4] == raw[-4:]


def _bech32(value: str) -> bool:
    """BIP 173 and BIP 350."""
    prefix, _, data = value.rpartition("1")
    checksum = 1
    for item in (*(ord(c) >> 5 for c in prefix), 0, *(ord(c) & 31 for c in prefix), *(_BECH32.find(c) for c in data)):
        if item < 0:
            return False
        top = checksum >> 25
        checksum = (checksum & 0x1FFFFFF) << 5 ^ item
        for place, mask in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            checksum ^= mask if top >> place & 1 else 0
    return checksum in {1, 0x2BC830A3}
