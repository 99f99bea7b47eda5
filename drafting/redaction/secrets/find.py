"""Secrets: keys of a known form, key blocks, connection strings, and what a text names as a password or token."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from drafting.redaction.placeholders import Span
from drafting.redaction.secrets import names
from drafting.redaction.secrets.blocks import find_blocks
from drafting.redaction.secrets.codes import find_codes
from drafting.redaction.secrets.forms import Words, find_forms, long_words
from drafting.redaction.secrets.logins import find_logins
from drafting.redaction.secrets.names import hits
from drafting.redaction.secrets.places import values_of
from drafting.redaction.secrets.values import Said, is_dense, is_hash, is_secret, trimmed

_I: Final = regex.IGNORECASE
_DENSE: Final = regex.compile(r"(?<![\w+/.~-])[A-Za-z0-9][\w+/.~-]{18,127}={0,2}(?![\w+/=~-])")
_NEAR: Final = regex.compile(
    r"(?<![a-z])(?:(?<!(?:public|cache|primary|foreign|sort|ssh|gpg|pgp|host|object|s3|partition|idempotency"
    r"|deploy) )keys?|tokens?|secrets?|passwords?"
    r"|credentials?|creds|api|bearer|auth|hard-?coded|\.env)\b|_(?:KEY|TOKEN|SECRET)|\b(?:AKIA|ASIA)[A-Z0-9]{16}",
    _I,
)
_BENIGN: Final = regex.compile(
    r"(?:sha-?\d*|md5|integrity|e-?tag|digest|checksum|fingerprint|hash(?:es)?|commit|revision|ssh-\w{2,10}"
    r"|ecdsa-[\w-]{1,30}|certificate|signature|image"
    r"|nonce|base64|id|public\s+key|branch|file|docker)[\s\"'`:=,(]{0,4}(?:W/)?\"?$",
    _I,
)
_LINE_AFTER: Final = regex.compile(r"[ \t]*\r?\n[ \t>|]*[A-Za-z0-9+/]{40,}={0,2}(?:\s|$)")
_LINE_BEFORE: Final = regex.compile(r"(?<![^\n])[ \t>|]*[A-Za-z0-9+/]{40,}={0,2}\r?\n[ \t>|]*$")
_PUBLIC: Final = (
    "AAAAB3",
    "AAAAC3",
    "AAAAE2",
    "sha",
    "MIIB",
    "MIIC",
    "MIID",
    "MIIE",
    "MIIF",
    "MIIG",
    "iVBOR",
    "/9j/",
    "R0lGOD",
)


def find_secrets(text: str) -> Iterator[Span]:
    """Secrets in a text. Commit hashes and UUIDs are none, unless a word such as `token =` stands before them."""
    words = long_words(text)
    yield from find_forms(text, words)
    lower = _lowered(text)
    yield from find_blocks(text, lower)
    for stem in names.STEMS:
        for at in hits(lower, stem):
            yield from _named(text, at)
    yield from find_codes(text, lower)
    yield from find_logins(text, lower)
    yield from _dense(text, words)


def _lowered(text: str) -> str:
    """In lower case, with every letter where it was: a few grow when lowered."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _named(text: str, at: int) -> Iterator[Span]:
    """What follows a name such as `password` that stands at an offset."""
    name = names.NAME.match(text, at)
    if not name or not _begins(text, at, name) or (name["tail"] and names.TAIL_NOT.match(name["tail"])):
        return
    for start, value, said in values_of(text, name):
        if is_secret(value, said):
            if _announces(text, name, value, said):
                yield Span(start, start + len(value), "SECRET")
                also = names.ALSO.match(text, start + len(value))
                if also and is_secret(trimmed(also["v"]), Said.BESIDE):
                    yield Span(also.start("v"), also.start("v") + len(trimmed(also["v"])), "SECRET")
            return


def _announces(text: str, name: regex.Match[str], value: str, said: Said) -> bool:
    """Whether a key or token is one of those that open something; `cache_key` and `next page token` do not.

    What a bare `key` names must look like what a machine made up.
    """
    before = text[max(0, name.start() - 24) : name.start()]
    if name["token"]:
        return not names.TOKEN_NOT.search(before)
    if not name["key"]:
        return True
    if name["tail"].startswith(".") or names.KEY_NOT.search(before):
        return False
    made_up = is_dense(value) or (said < Said.TOLD and is_hash(value) and "-" not in value)
    opens = names.KEY_BEFORE.search(before) or names.VENDOR_BEFORE.search(before)
    return opens is not None or (len(value) >= 20 and made_up)


def _begins(text: str, at: int, name: regex.Match[str]) -> bool:
    """Whether a name is a word or a word's part in its own right: `DB_PASSWORD`, `dbPassword`; not `compass`."""
    if at == 0 or not text[at - 1].isalpha():
        return True
    if text[at].isupper() and text[at - 1].islower():
        return True
    if not text[at].isascii() or (at >= 2 and text[at - 2] == "\\" and text[at - 1] in "nrt"):
        return True
    return names.GLUED.search(text, max(0, at - 20), at) is not None


def _dense(text: str, words: Words) -> Iterator[Span]:
    """What a machine made up, beside a word such as `token`."""
    for start, end in words:
        if text.startswith(("http://", "https://"), start) or text.find(";base64,", start, end) >= 0:
            continue
        for match in _DENSE.finditer(text, start, end):
            value = match.group().rstrip(".")
            if value.startswith(_PUBLIC) or "://" in text[start : match.start()] or not is_dense(value):
                continue
            near = _NEAR.search(text, max(0, match.start() - 70), min(len(text), match.end() + 40))
            if near and not (
                _BENIGN.search(text, max(0, match.start() - 30), match.start())
                or _armoured(text, match.start())
                or _one_of_many_lines(text, match)
            ):
                yield Span(match.start(), match.start() + len(value), "SECRET")


def _one_of_many_lines(text: str, match: regex.Match[str]) -> bool:
    """A picture or a file in base64 goes on in the next line; a key does not."""
    return bool(
        _LINE_AFTER.match(text, match.end()) or _LINE_BEFORE.search(text, max(0, match.start() - 200), match.start())
    )


def _armoured(text: str, at: int) -> bool:
    """Whether an offset is in a public key, a certificate or a signature."""
    begin = text.rfind("-----BEGIN ", max(0, at - 20_000), at)
    return begin >= 0 and text.find("-----END ", begin, at) < 0
