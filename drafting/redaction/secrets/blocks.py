"""Secrets of more than one word or line: private keys, seed phrases, cookies, connection strings."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

import regex

from drafting.redaction.placeholders import Span
from drafting.redaction.secrets.names import hits
from drafting.redaction.secrets.values import is_template

_I: Final = regex.IGNORECASE
# The lines of a key: base64, an armour's header ("Proc-Type: …"), the two characters \n where the key stands in JSON.
_LINES: Final = (
    r"(?:[ \t>|\"']*(?:[A-Za-z0-9+/=_\-\\,]{16,}|[A-Za-z-]{3,20}: [^\n]{1,80}|[A-Za-z0-9+/=]{1,15})?[\"',;]*"
    r"(?:\n|\r\n?|\Z))"
)
_MARK: Final = regex.compile(
    r"-{3,5} ?(?:(?P<begin>BEGIN)|END)(?:\s[A-Z0-9]+){0,3}?\s(?:PRIVATE\s{1,2}KEY|STATIC KEY)[A-Z0-9 ]{0,9} ?-{3,5}", _I
)
_LONGEST_KEY: Final = 20_000  # characters
_CUT_OFF: Final = regex.compile(rf"(?:\\n[^\n]*|[ \t]*[A-Za-z0-9+/]{{16,}}[^\n]*)?[ \t]*(?:\r?\n{_LINES}{{1,200}})?")
_PUTTY: Final = regex.compile(
    r"Private-Lines: \d+\s*\n(?:[A-Za-z0-9+/=]{1,80}\s*\n?){1,200}(?:Private-MAC: [0-9a-f]+)?"
)
_BARE_KEY: Final = regex.compile(
    r"(?<![A-Za-z0-9+/=])(?:MII[A-Za-z0-9+/]{2,4}(?:IBADANBgkq|IBAAK[BC]|BOBgkqhkiG9w0BBQ0)|MHcCAQEE|MIGHAgEA"
    r"|MC4CAQAwBQYDK2Vw"
    r"|b3BlbnNzaC1rZXktdjE)[A-Za-z0-9+/=]{16,}(?:\r?\n[A-Za-z0-9+/=]{16,80})*(?:\r?\n[A-Za-z0-9+/]{1,15}={0,2}"
    r"(?=[ \t]*(?:[\r\n]|$)))?"
)
_ENCODED: Final = regex.compile(r"LS0tLS1CRUdJTi[A-Za-z0-9+/]{20,}={0,2}")
_JWK: Final = regex.compile(r'"(?:d|k|p|q|dp|dq|qi)"\s*:\s*"(?P<v>[\w-]{20,})"')
_RSA_XML: Final = regex.compile(r"<(?P<t>D|P|Q|DP|DQ|InverseQ)>(?P<v>[A-Za-z0-9+/=\s]{16,2000})</(?P=t)>")

_SCHEMES: Final = (
    r"postgres(?:ql)?|mysqlx?|mariadb|mongodb|rediss?|amqps?|mssql|sqlserver|oracle|jdbc:[\w:]+|s?ftps?|ssh"
    r"|smtps?|imaps?|pop3s?"
    r"|ldaps?|kafka|clickhouses?|cockroachdb|mqtts?|nats|neo4j|bolt|influxdb|cloudinary|snowflake|redshift"
    r"|cassandra|memcached|rabbitmq"
    r"|couchbases?|elasticsearch|vnc|rdp|telnet|socks5h?|rsync|smb|svn|cifs|webdavs?|db2|teradata|trino|presto"
    r"|libsql|tds|vertica"
)
_CONNECTION: Final = regex.compile(
    rf"(?<![A-Za-z])(?:{_SCHEMES})(?:\+\w+)?:(?://|@)[^\s:/@\"'<>]{{0,100}}:(?P<v>[^\s\"'<>]{{1,200}})@[^\s\"'<>`@]+",
    _I,
)
_JDBC: Final = regex.compile(
    r"\bjdbc:[^\s\"'<>`]{3,300}?(?:password|pwd)=(?P<v>[^\s&;\"'<>`]{3,200})(?:[&;][^\s\"'<>`]{0,200})?"
    r"|\bjdbc:oracle:thin:[\w$-]{1,60}/(?P<v>[^\s@\"'/]{3,100})@[^\s\"'<>`]+",
    _I,
)
_PAIRS: Final = regex.compile(
    r"(?<![\w;])(?:[A-Za-z][A-Za-z ]{1,30}=[^;\n\"'<>]{0,200};[ ]?){1,15}"
    r"(?:password|pwd|accountkey|sharedaccesskey|sharedaccesssignature|authkey)=(?P<v>[^;\n\"'<>\s]{3,300})"
    r"(?:;[ ]?[A-Za-z][A-Za-z ]{1,30}=[^;\n\"'<>\s]{0,200}){0,15};?",
    _I,
)
_LIBPQ: Final = regex.compile(
    r"(?<![\w=])(?:(?:host|hostaddr|port|dbname|user|sslmode|connect_timeout)=[^\s\"']{1,100}[ ]+){1,8}"
    r"password=(?P<v>[^\s\"']{3,200})(?:[ ]+\w{2,20}=[^\s\"']{1,100}){0,8}",
    _I,
)
_PGPASS: Final = regex.compile(
    r"^(?=[^:\n]*[.*g-zG-Z])[\w.*-]{1,100}:(?:\d{2,5}|\*):[\w.*-]{1,63}:[\w.*-]{1,63}:(?P<v>\S{3,100})$",
    regex.MULTILINE,
)

_COOKIE: Final = regex.compile(
    r"(?<![\w-])cookies?[\"']?\s{0,3}[:=]\s{0,3}[\"'`]?(?P<v>[\w.%$!-]{1,60}=[^\s;,\"'`]{4,4096}(?:;\s?[\w.%$!-]{1,60}=[^\s;,\"'`]{0,4096}){0,60})",
    _I,
)
_SESSION: Final = regex.compile(
    r"(?<![A-Za-z])(?:PHPSESSID|JSESSIONID|ASP\.NET_SessionId|\.AspNetCore\.[\w.]{1,40}|connect\.sid"
    r"|[\w-]{0,30}sess(?:ion)?(?:_?id)?|auth_session"
    r"|remember_[\w]{1,60}|sid|csrftoken|xsrf-token|li_at|user_session|_gh_sess|wordpress_logged_in_\w{1,40})="
    r"(?P<v>[\w%.:|+/=-]{12,4096})",
    _I,
)
_NUMBER: Final = r"(?:\(?\d{1,2}[.):]?\s{0,3})?"
_SEED_WORD: Final = regex.compile(r"[A-Za-z]+")
_SEED: Final = regex.compile(
    rf"(?<![\w'’-]){_NUMBER}[a-z]{{3,8}}(?:[\s,;|]{{1,4}}{_NUMBER}[a-z]{{3,8}}){{11,23}}(?![\w'’-])",
    _I,
)
# Short words that are not in the BIP-39 list: with one of them the twelve words are a sentence.
_SENTENCE: Final = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "from",
        "was",
        "are",
        "but",
        "your",
        "not",
        "has",
        "our",
        "its",
        "his",
        "her",
        "had",
        "did",
        "does",
        "were",
        "would",
        "could",
        "should",
        "been",
        "them",
        "than",
        "their",
        "which",
        "who",
        "how",
        "please",
        "phrase",
        "seed",
        "words",
        "wallet",
        "help",
        "lost",
        "want",
        "know",
        "because",
        "after",
        "before",
        "has",
        "without",
        "thanks",
    ]
) - {"help", "lost", "want", "know", "because", "before", "wallet", "phrase", "seed"}
_WIFI: Final = regex.compile(r"WIFI:(?:[A-OQ-Z]:(?:\\.|[^;\n\\]){0,64}+;){0,5}P:(?P<v>(?:\\.|[^;\n\\]){3,64}+);")


def find_blocks(text: str, lower: str) -> Iterator[Span]:
    """Secrets that are longer than a word. `lower` is the text in lower case, every letter where it was.

    Each kind is looked for only where letters of its own stand in the text.
    """
    yield from _private_keys(text, lower)
    yield from _connections(text)
    if "cookie" in lower or "sess" in lower or "sid=" in lower or "token=" in lower or "remember_" in lower:
        for pattern in (_COOKIE, _SESSION):
            yield from _values(pattern, text)
    yield from _seed_phrases(text, lower)
    if "WIFI:" in text:
        yield from _values(_WIFI, text)


def _private_keys(text: str, lower: str) -> Iterator[Span]:
    if "-----" in text and ("private" in lower or "static key" in lower):
        marks = list(_MARK.finditer(text))
        for mark, following in zip_longest(marks, marks[1:]):
            if not mark["begin"]:
                yield from _headless(text, mark.start(), mark.end())
            elif following and not following["begin"] and following.start() - mark.end() < _LONGEST_KEY:
                yield Span(mark.start(), following.end(), "SECRET")
            else:
                cut = _CUT_OFF.match(text, mark.end())
                yield Span(mark.start(), cut.end() if cut else mark.end(), "SECRET")
    if "Private-Lines" in text:
        for match in _PUTTY.finditer(text):
            yield Span(match.start(), match.end(), "SECRET")
    if "MI" in text or "MHcC" in text or "MC4C" in text or "b3Bl" in text:
        for match in _BARE_KEY.finditer(text):
            yield Span(match.start(), match.end(), "SECRET")
    if "LS0tLS1CRUdJTi" in text:
        for match in _ENCODED.finditer(text):
            head = match.group()[: min(76, len(match.group()) // 4 * 4)]
            if b"PRIVATE" in base64.b64decode(head):
                yield Span(match.start(), match.end(), "SECRET")
    if '"kty"' in text:
        yield from _values(_JWK, text)
    if "RSAKeyValue>" in text:
        yield from _values(_RSA_XML, text)


def _headless(text: str, at: int, end: int) -> Iterator[Span]:
    """The lines in front of an END line whose BEGIN was cut off."""
    start = at
    while start > 0 and at - start < _LONGEST_KEY:
        line = text.rfind("\n", 0, start - 1) + 1
        if not regex.fullmatch(r"[ \t>|]*[A-Za-z0-9+/=]{1,80}\s*", text[line:start]):
            break
        start = line
    if start < at:
        yield Span(start, end, "SECRET")


def _connections(text: str) -> Iterator[Span]:
    patterns = []
    if "@" in text and ":" in text and ("://" in text or ":@" in text):
        patterns.append(_CONNECTION)
    if "jdbc:" in text:
        patterns.append(_JDBC)
    if ";" in text and "=" in text:
        patterns.append(_PAIRS)
    if "password=" in text:
        patterns.append(_LIBPQ)
    if text.count(":") >= 4:
        patterns.append(_PGPASS)
    for pattern in patterns:
        for match in pattern.finditer(text):
            if not is_template(match["v"]):
                yield Span(*match.span("v" if pattern is _PGPASS else 0), "SECRET")


def _seed_phrases(text: str, lower: str) -> Iterator[Span]:
    for stem in ("seed", "mnemonic", "phrase", "words"):
        for at in hits(lower, stem):
            match = _SEED.search(text, at + len(stem), min(len(text), at + 500))
            if match and match.start() - at <= 100:
                words = list(_SEED_WORD.finditer(match.group()))
                last = next((i for i, word in enumerate(words) if word.group().lower() in _SENTENCE), len(words))
                if last >= 12:
                    yield Span(match.start(), match.start() + words[last - 1].end(), "SECRET")


def _values(pattern: regex.Pattern[str], text: str) -> Iterator[Span]:
    for match in pattern.finditer(text):
        if not is_template(match["v"]):
            yield Span(*match.span("v"), "SECRET")
