# ruff: noqa: SIM905 - a list of words is easiest to read and to change as text
"""Secrets: keys of a known form, private key blocks, connection strings, what follows a word such as `password`."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from typing import Final

import regex

from drafting.redaction.placeholders import Span

_I: Final = regex.IGNORECASE
_FORMS: Final = regex.compile(
    r"(?<![A-Za-z0-9_])(?:"
    r"gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255}|glpat-[\w-]{18,}|gl(?:dt|rt|ft|oas|cbt)-[\w-]{18,}"
    r"|(?:AKIA|ASIA|ABIA|ACCA|AROA|AIDA)[A-Z0-9]{16}|AIza[\w-]{35}|ya29\.[\w-]{20,}|1//0[\w-]{30,}|GOCSPX-[\w-]{20,}"
    r"|sk-(?:ant-|proj-|svcacct-|or-v1-)?[A-Za-z0-9_-]{20,}|(?:sk|pk|rk)_(?:live"
    r"|test)_[A-Za-z0-9]{10,}|whsec_[A-Za-z0-9+/=]{20,}"
    r"|xox[abeoprs]-[A-Za-z0-9-]{10,}|xapp-[\w-]{20,}|https://hooks\.slack\.com/(?:services|workflows)/[\w/+-]{20,}"
    r"|https://(?:\w+\.)?discord(?:app)?\.com/api/webhooks/\d+/[\w-]{20,}"
    r"|SG\.[\w-]{16,}\.[\w-]{16,}|npm_[A-Za-z0-9]{30,}|pypi-[\w-]{30,}|dop_v1_[a-f0-9]{40,}"
    r"|shp(?:at|ca|pa|ss)_[a-fA-F0-9]{20,}"
    r"|sq0(?:atp|csp)-[\w-]{20,}|EAAA[\w-]{50,}|key-[a-f0-9]{32}|hf_[A-Za-z0-9]{30,}"
    r"|r8_[A-Za-z0-9]{30,}|gsk_[A-Za-z0-9]{20,}"
    r"|dapi[a-f0-9]{32}|lin_api_[A-Za-z0-9]{30,}|figd_[\w-]{30,}|atlasv1\.[\w-]{20,}"
    r"|hvs\.[\w-]{20,}|AGE-SECRET-KEY-1[A-Z0-9]{50,}"
    r"|NRAK-[A-Z0-9]{20,}|rubygems_[a-f0-9]{40,}|sntrys_[\w+/=-]{30,}|tskey-[\w-]{20,}"
    r"|PMAK-[\w-]{30,}|ntn_[A-Za-z0-9]{30,}|secret_[A-Za-z0-9]{32,}"
    r"|\d{8,10}:AA[\w-]{32,}|[MNO][A-Za-z\d_-]{23,27}\.[\w-]{6}\.[\w-]{27,}"
    r"|eyJ[\w-]{8,}\.(?:eyJ)?[\w-]{8,}(?:\.[\w-]{4,})?"
    r")"
)
_KEY_BLOCK: Final = regex.compile(
    r"-----BEGIN (?:[A-Z0-9 ]+ )?PRIVATE KEY(?: BLOCK)?-----.*?(?:-----END (?:[A-Z0-9 ]+ )?PRIVATE KEY"
    r"(?: BLOCK)?-----|\Z)",
    regex.DOTALL,
)
_CONNECTION: Final = regex.compile(
    r"\b(?:postgres(?:ql)?|mysql|mariadb|mongodb|rediss?|amqps?|mssql|sqlserver"
    r"|oracle|jdbc:\w+|ftps?|sftp|ssh|smtps?|ldaps?|kafka"
    r"|clickhouse|cockroachdb)(?:\+\w+)?://[^\s:/@]{0,100}:[^\s@]{1,200}@[^\s\"'<>`]+"
    r"|\b(?:AccountKey|SharedAccessKey|SharedAccessSignature)=[\w+/=%&-]{16,}",
    _I,
)
_WORDS: Final = (
    r"(?:pass\s?-?(?:word|code|phrase|wd)|passwort|pwd|pass|pin(?:\s+code)?|secret(?:[_\s-]?"
    r"(?:access)?[_\s-]?key)?|client[_\s-]?secret"
    r"|api[_\s-]?(?:key|token|secret)|access[_\s-]?(?:key|token)(?:[_\s-]?id)?"
    r"|auth(?:orization)?(?:[_\s-]?(?:key|token))?|private[_\s-]?key"
    r"|encryption[_\s-]?key|signing[_\s-]?key|account[_\s-]?key|refresh[_\s-]?token"
    r"|session[_\s-]?(?:id|token|key)|bearer|token"
    r"|credentials?|recovery[_\s-]?(?:code|phrase|key)|backup[_\s-]?code|2fa[_\s-]?code"
    r"|otp|one[\s-]time\s+(?:code|password)|security\s+code|cvv2?|cvc)"
)
_ASSIGNED: Final = regex.compile(
    rf"(?<![A-Za-z])(?:[A-Z0-9]+[_.-]){{0,5}}{_WORDS}(?:[_-]?[A-Z0-9]+)?[\"'`*]{{0,3}}\s?(?:"
    rf"(?::=|=>|[:=])\s?|\s(?:is|was)\s*:?\s?|\sBearer\s)"
    r"(?:Bearer\s|Basic\s)?(?P<q>[\"'`“]?)(?P<v>[^\s\"'`”<>,;]{3,200})",
    _I,
)
_BEARER: Final = regex.compile(r"\b(?:Bearer|Basic)\s+(?P<v>[\w.~+/=-]{16,})", _I)
_SEED: Final = regex.compile(
    r"\b(?:seed|recovery|mnemonic|secret)\s+phrase(?:\s+is)?\s*[:=]?\s*[\"“]?(?P<v>(?:[a-z]{3,8}\s+){11,23}[a-z]{3,8})\b",
    _I,
)
_NEAR: Final = regex.compile(
    r"\b(?:key|token|secret|password|credential|api|bearer|auth|leaked|exposed|hardcoded|\.env)\w*\b", _I
)
_DENSE: Final = regex.compile(r"(?<![\w/+.=-])[A-Za-z0-9+/_=-]{20,120}(?![\w/+-])")
_UUID_OR_HASH: Final = regex.compile(
    r"(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{32}|[0-9a-f]{40}"
    r"|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{128}|sha\d+-.*)",
    _I,
)
_NO_VALUE: Final = frozenset(
    "a an the my your our this that not no yes is was it to in on of and or for none null"
    " true false undefined changed reset wrong"
    " lost stolen exposed leaked public visible valid invalid expired required incorrect missing"
    " unknown same here there weak"
    " compromised protected hidden still now also never used being hardcoded secret password"
    " revoked rotated active inactive"
    " correct secure insecure empty blank removed deleted stored committed checked found given"
    " set [private] **** ... xxxx n/a".split()
)


def find_secrets(text: str) -> Iterator[Span]:
    """Secrets in a text. Commit hashes and UUIDs are none, unless a word such as `token =` stands before them."""
    for pattern in (_FORMS, _CONNECTION):
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end(), "SECRET")
    if "PRIVATE KEY" in text:
        for match in _KEY_BLOCK.finditer(text):
            yield Span(match.start(), match.end(), "SECRET")
    for match in _ASSIGNED.finditer(text):
        value = match["v"].rstrip(".,;:!?)]}")
        if _is_value(
            value, quoted=bool(match["q"]), said=" is" in match.group().lower()[: match.start("v") - match.start()]
        ):
            yield Span(match.start("v"), match.start("v") + len(value), "SECRET")
    for pattern in (_BEARER, _SEED):
        for match in pattern.finditer(text):
            yield Span(match.start("v"), match.end("v"), "SECRET")
    for match in _DENSE.finditer(text):
        if _is_dense(match.group()) and _NEAR.search(text, max(0, match.start() - 60), match.start()):
            yield Span(match.start(), match.end(), "SECRET")


def _is_value(value: str, *, quoted: bool, said: bool) -> bool:
    """Whether what stands after `password` is one: not an ordinary word, unless it is quoted."""
    lower = value.lower().strip("*_")
    if (
        len(lower) < 3
        or lower in _NO_VALUE
        or lower.startswith(("http:", "https:", "$", "{", "<", "[", "(", "os.", "process.env", "env."))
    ):
        return False
    if quoted and not said:
        return True
    mixed = (
        any(c.isdigit() for c in value)
        or any(not c.isalnum() for c in value.strip("."))
        or not (value.islower() or value.istitle())
    )
    return mixed and (len(value) >= 4 or value.isdigit())


def entropy(value: str) -> float:
    """Shannon entropy in bits a character."""
    return -sum(n / len(value) * math.log2(n / len(value)) for n in Counter(value).values())


def _is_dense(value: str) -> bool:
    if _UUID_OR_HASH.fullmatch(value) or value.count("/") > 2 or value.count("-") > 3 or value.count("_") > 3:
        return False
    kinds = sum(
        (any(c.islower() for c in value), any(c.isupper() for c in value), sum(c.isdigit() for c in value) >= 2)
    )
    return kinds >= 3 and entropy(value) >= 3.6
