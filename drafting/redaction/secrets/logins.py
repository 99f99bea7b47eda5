"""Passwords that stand beside their user's name: `admin / Sommer2024!`, `curl -u bob:…`, `login("bob", "…")`, Basic."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Final

import regex

from drafting.redaction.model.vocabulary import ordinary
from drafting.redaction.placeholders import Span
from drafting.redaction.secrets.names import hits
from drafting.redaction.secrets.values import Said, is_passphrase, is_secret, is_template, trimmed

_I: Final = regex.IGNORECASE
_STEMS: Final = (
    *(
        "login",
        "log in",
        "logs in",
        "logged in",
        "logging in",
        "logon",
        "log on",
        "sign in",
        "signed in",
        "cred",
        "user",
    ),
    *("zugang", "account", "access", "admin", "root", "guest", "demo"),
)
_ACCOUNTS: Final = frozenset(
    {"admin", "administrator", "root", "sa", "postgres", "guest", "demo", "tester", "superuser", "toor"}
)
_PAIR: Final = regex.compile(
    r"(?:log(?:in|s? in|ged in|ging in| on|on)|sign(?:ed|ing)?[ -]in|cred(?:ential)?s?|user(?:name)?s?"
    r"(?: and password| ?/ ?pass(?:word)?)?"
    r"|zugang\w*|accounts?|access|admin|root|guest|demo)\b(?:[^\n]{0,60}?|[^\n]{0,30}\n[^\n]{0,30}?)(?<![\w/.:@=-])(?P<u>[\w.+-]{2,40}(?:@[\w.-]{3,60})?)"
    r"(?:(?P<s>\s/\s|/|:\s?|\s\|\s|\s-\s)|\s(?:with|using|and|\+)\s(?:the\s)?(?P<w>))[\"'`“*]?"
    r"(?P<v>[^\s\"'`<>,;“”]{4,64})",
    _I,
)
_ACCOUNT_PAIR: Final = regex.compile(
    r"(?P<u>admin(?:istrator)?|root|guest|demo|postgres)(?:\s/\s|:|/)(?P<v>[^\s\"'`<>,;“”/:]{5,64})(?![/:])", _I
)
_TELLING: Final = regex.compile(
    r"[\d@#$%^&*!]| / |:[^\s/]"
)  # without one of these there is no password in what follows
_COMMAND_WORDS: Final = (
    *(
        " -u",
        "--user",
        "--proxy-user",
        "mysql",
        "mariadb",
        "sshpass",
        "docker login",
        "redis-cli",
        "az login",
        "cf login",
    ),
    *("mongosh", "mongo -", "mongodump", "7z ", "zip -", "echo ", "net use", " password ", "pdo(", "pg_connect"),
    *("create_engine", "basicauth", "basic_auth", "auth=", "auth(", "auth =", "login(", "authenticate("),
)
_COMMANDS: Final = regex.compile(
    r"(?<=\s)(?:-u|--user|-U|--proxy-user)(?:\s{1,3}|=)?[\"']?[^\s:%\"']{1,64}[:%](?P<v>[^\s\"']{3,128})"
    r"|(?<!\w)(?:mysql\w{0,6}|mariadb)(?:\s+-{1,2}[\w-]{1,20}(?:[= ][^\s-][^\s]{0,60})?){0,6}\s+-p"
    r"(?P<v>[^\s\"'-][^\s\"']{3,60})"
    r"|(?<!\w)(?:sshpass|docker\s+login|redis-cli|az\s+login|cf\s+login|mongo\w{0,6}|7z|unzip|zip)"
    r"(?:\s+[^\s]{1,80}){0,6}?\s+-(?:p|a|P)\s?[\"']?(?P<v>[^\s\"'-][^\s\"']{3,80})"
    r"|\becho\s+[\"']?(?P<v>[^\s\"'|]{5,80})[\"']?\s*\|\s*(?:sudo\s+-S|docker\s+login|passwd|su\b|gh\s+auth|openssl)"
    r"|\bnet\s+use\s+(?:\S{1,80}\s+){1,3}?/user:\S{1,80}\s+(?P<v>[^\s/]\S{3,60})"
    r"|\b(?:login|default\s+login|user)\s+\S{1,80}\s+password\s+(?P<v>\S{3,80})"
    r"|\b(?:mysqli?_connect|mysqli|PDO|pg_connect"
    r"|create_engine)\s?\(\s{0,3}[\"'][^\"'\n]{1,200}[\"']\s?,\s{0,3}[\"'][^\"'\n]{1,100}[\"']\s?,\s{0,3}[\"']"
    r"(?P<v>[^\"'\n]{3,100})[\"']"
    r"|(?:\blogin|BasicAuth|basic_?auth|\bauth|authenticate"
    r"|basicAuthentication)\s?[=(]\s?\(?\s{0,3}[\"'][^\"'\n]{1,100}[\"']\s?,\s{0,3}[\"'](?P<v>[^\"'\n]{3,100})[\"']",
    _I,
)
_BASIC: Final = regex.compile(r"\bBasic\s+(?P<v>[A-Za-z0-9+/]{8,400}={0,2})(?![\w+/])", _I)


def find_logins(text: str, lower: str) -> Iterator[Span]:
    """The password of a pair. `lower` is the text in lower case, every letter where it was."""
    for stem in _STEMS:
        for at in hits(lower, stem):
            near = text[at : at + 140]
            if (at and text[at - 1].isalpha()) or not _TELLING.search(near):
                continue
            for pattern in (_ACCOUNT_PAIR, _PAIR):
                pair = pattern.match(text, at)
                if pair and _is_password(pair, direct=pattern is _ACCOUNT_PAIR):
                    yield Span(pair.start("v"), pair.start("v") + len(trimmed(pair["v"])), "SECRET")
    if any(word in lower for word in _COMMAND_WORDS):
        for match in _COMMANDS.finditer(text):
            value = trimmed(match["v"])
            if not value.isdigit() and is_secret(value, Said.ASSIGNED):
                yield Span(match.start("v"), match.start("v") + len(value), "SECRET")
    if "basic " in lower:
        for match in _BASIC.finditer(text):
            if _is_basic(match["v"]):
                yield Span(match.start("v"), match.end("v"), "SECRET")


def _is_password(pair: regex.Match[str], *, direct: bool) -> bool:
    value, user = trimmed(pair["v"]), pair["u"]
    account = user.lower() in _ACCOUNTS
    between = "/" if direct else pair["s"]
    if value.startswith("/"):
        return False
    if account and between and not direct and is_secret(value, Said.LABELLED):
        return True
    if not is_secret(value, Said.BESIDE):
        return False
    if is_passphrase(value):
        return between not in (None, "/")
    symbol = any(c in "@#$%^&*!?+=_" for c in value)
    case = any(c.isupper() for c in value) and any(c.islower() for c in value)
    digit = any(c.isdigit() for c in value)
    named = account or (between == " / " and user.islower())
    if not named and ordinary(user) and not (digit and any(c in "@#$%^&*!" for c in value)):
        return False  # "Google/Apple2", "agent: Mozilla/5.0"
    if between in (None, "/", " - "):
        return digit and (symbol or case)
    return digit or symbol or value.isalpha()  # letters alone only where their case is scrambled


def _is_basic(value: str) -> bool:
    """Whether base64 holds `user:password` (RFC 7617)."""
    try:
        plain = base64.b64decode(value + "=" * (-len(value) % 4), validate=True)
    except ValueError:  # not base64, or a letter such as the Kelvin sign that only looks like one
        return False
    user, colon, password = plain.partition(b":")
    readable = bool(user and colon) and plain.isascii() and plain.decode().isprintable()
    return readable and not is_template(password.decode())
