# ruff: noqa: SIM905 - a list of words is easiest to read and to change as text
"""Whether what stands where a secret belongs is one: not a placeholder, an ordinary word, a hash or a piece of code."""

from __future__ import annotations

import math
from collections import Counter
from enum import IntEnum
from typing import Final

import regex

from drafting.redaction.model.vocabulary import ordinary

_I: Final = regex.IGNORECASE


class Said(IntEnum):
    """How plainly the text says that a value is a secret, plainest first."""

    QUOTED = 0  # key = "value"
    ASSIGNED = 1  # KEY=value
    LABELLED = 2  # password: value
    TOLD = 3  # the password is value
    BESIDE = 4  # password value


_DOCUMENTED: Final = regex.compile(
    r"(?-i:EXAMPLE|YOUR|REDACTED|0{8}|4eC39HqLyjWDarjt|BQokikJOvBiI2Hl|SflKxwRJSMeKKF2QT4)|x{4,}|\*{3,}|\.{3}|…"
    r"|_{4,}|<|>"
    r"|your[_-]|(?:example|sample|dummy|placeholder|insert|replace|enter|paste)[_-]|[_-](?:here|example"
    r"|placeholder)\b"
    r"|placeholder",
    _I,
)
_TEMPLATE: Final = regex.compile(
    r"-{3,}.*|[<\[({%].*|.*[>\]})%]%?|\$.?[\w{(.].*|%[\w-]+%?|[_*x.•●•#?-]+|[xX*]{3,}.*|@\w+@?|#\{.*|:\w+|&\w+;?"
    r"|change[_-]?(?:me|this|it)|(?:my|the|your|some|any|a|new|old|test|this|user)?[_-]?(?:super[_-]?)?(?:secret"
    r"|api|access|auth|db|admin|root|user|client)?[_-]?"
    r"(?:pass(?:word|wd|phrase|code)?|pwd|pw|secret|token|key|credentials?|hash|pin)s?[_-]?(?:here|value"
    r"|goes[_-]here|string|key|id)?"
    r"|(?:str(?:ing)?|text|varchar|bool(?:ean)?|int(?:eger)?|optional|any|bytes|object|number|secretstr|char"
    r"|email)\b\W*(?:\(\d+\))?[\])|?;,]*",
    _I,
)
_CODE: Final = regex.compile(
    r"[A-Za-z_$][\w$]*(?:(?:\.|->|::)[A-Za-z_$][\w$]*)+\(?.*|[A-Za-z_$][\w$.]*\(.*|[A-Za-z_$][\w$.]*\[.*|(?:self"
    r"|this|req|request|env|os"
    r"|process|config|settings|vars?|secrets|params|args|data|module)[.\[].*|new\s.*|!+.*|(?:f|b|r|u|rb)?[\"'].*"
)
_TECHNICAL: Final = regex.compile(
    r"(?:sha|md|aes|rsa|[hrep]s|ecdsa|ed|base|utf|o?auth|http|ipv|pkcs|x|tls|ssl|win|windows|office|version|v"
    r"|python|php|java|erc|bip|rfc|"
    r"cve|iso|pbkdf|argon|web|html|css|mp|p|s|ec|k|i|gpt|ios|android|node|step|page|line|part|chapter|section"
    r"|level|issue|pr|room|"
    r"b?crypt|blake|curve|c)-?\d+[a-z]{0,2}(?:[.x-]\d+)*"
    r"|\d+-?(?:st|nd|rd|th|x|d|h|m|s|ms|k|kb|mb|gb|px|%|bits?|bytes?|chars?|characters?|digits?|days?|hours?|hrs?"
    r"|mins?|minutes?|seconds?|"
    r"weeks?|months?|years?|times?|factor|step|letters?|words?|fa|p)(?:-\w+)?"
    r"|v?\d+(?:[.:/-]\d+)+|\d{4}-\d\d-\d\dT?.*|\d+(?:[.,]\d+)?[%€$£]?|[€$£]\d.*|[#§]\d+|\d{1,2}:\d\d(?::\d\d)?(?:[ap]m|z)?|\d{2,5}/[a-z]\w*"
    r"|1password|utf-?\d+|i18n|l10n|k8s|a11y",
    _I,
)
_FILE: Final = regex.compile(
    r"[\w@./\\~-]*\.(?:txt|json|ya?ml|toml|ini|cfg|conf|env|pem|pub|key|crt|cer|p12|pfx|jks|py|js|ts|tsx|jsx|java"
    r"|rb|go|rs|php|cs?|cpp|h|"
    r"html?|css|md|rst|xml|csv|log|pdf|docx?|xlsx?|png|jpe?g|gif|svg|zip|gz|sh|ps1|sql|lock|exe|com|org|net|io"
    r"|dev|co)"
)
_PATH: Final = regex.compile(r"[~.]{0,2}/?(?:[a-z][\w.-]*/){2,}[\w.-]*|https?:.*|www\..*", _I)
_ADDRESS: Final = regex.compile(r"(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PLAIN: Final = regex.compile(r"[\p{L}'’]+(?:[-/.,:;()!?…–—&]+[\p{L}'’]*)*")
_PASSPHRASE: Final = regex.compile(r"[a-z]{3,15}(?:-[a-z]{3,15}){3,9}", _I)
_HUMPS: Final = regex.compile(r"[A-Z]+[a-z]*|[a-z]+")
_HASH: Final = regex.compile(
    r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{7,10}|[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}"
    r"|[0-9a-f]{64}|[0-9a-f]{96}"
    r"|[0-9a-f]{128}|sha\d+[-:].*",
    _I,
)
_NOT_VALUES: Final = frozenset(
    "none null nil nul undefined true false yes no on off n/a na nan empty blank unset default required optional"
    " hidden masked private public basic bearer token password digest negotiate apikey oauth oauth2 ntlm string enabled"
    " disabled ok tbd todo wip test tests unknown same forgot forgotten and or not the via see".split()
)


# Words that are passwords more often than they say something of one (lists of the most common passwords).
_POPULAR: Final = frozenset(
    "admin root toor welcome letmein qwerty qwertz azerty iloveyou dragon monkey football baseball sunshine princess"
    " shadow superman batman trustno1 starwars hunter passw0rd abc123 asdfgh zxcvbn asdfghjkl".split()
)


_CUT: Final = regex.compile(
    r"'(?=[\s,;)\]}]|$)|;(?=\s|$|[A-Za-z ]{2,30}=)|,(?=\s|$|[\"'\w-]{1,30}[=:])|&(?=[\w.-]{1,40}=)|\\[nrt]|\\\""
    r"|\|(?=\s|$)"
)


def trimmed(value: str) -> str:
    """Without what the sentence or the code around it adds. `!` stays: it ends many a password."""
    cut = _CUT.search(value)
    if cut and cut.start() >= 3:
        value = value[: cut.start()]
    value = value.removesuffix("**").rstrip(".,;:'’")
    while value and value[-1] in ")]}" and value.count("([{"[")]}".index(value[-1])]) < value.count(value[-1]):
        value = value[:-1].rstrip(".,;:'’")
    return value


def is_documented(value: str) -> bool:
    """Whether a key is an example of a vendor's documentation or a template that nobody has filled in."""
    return bool(_DOCUMENTED.search(value))


def is_template(value: str) -> bool:
    """Whether a value stands for one: `<token>`, `${TOKEN}`, `YOUR_API_KEY`, `xxxx`, `string`, `null`."""
    bare = value.strip("\"'`*_“”‘’ ")
    return (
        len(bare) < 3
        or bare.lower() in _NOT_VALUES
        or _TEMPLATE.fullmatch(bare) is not None
        or (is_documented(bare) and not _ADDRESS.fullmatch(bare))
    )


def is_secret(value: str, said: Said) -> bool:
    """Whether a value is a secret. The less plainly the text says so, the more it must look like one."""
    bare = value.strip("\"'`*“”‘’ ")
    if len(bare) < 4 or is_template(value):
        return False
    if bare.lower() in _POPULAR:
        return said <= Said.TOLD
    if " " in bare:
        return said == Said.QUOTED and len(bare) <= 80 and not _is_phrase(bare)
    if said == Said.QUOTED:
        return not _is_word(bare)
    if said >= Said.ASSIGNED and (_CODE.fullmatch(value) or _FILE.fullmatch(bare) or _PATH.fullmatch(bare)):
        return said == Said.ASSIGNED and is_dense(bare)
    if said == Said.ASSIGNED:
        return not _is_word(bare)
    if _ADDRESS.fullmatch(bare) or (_TECHNICAL.fullmatch(bare) and not (bare.isdigit() and said < Said.BESIDE)):
        return False
    if bare.count(",") >= 2 and said > Said.ASSIGNED:
        return False
    if is_passphrase(bare):
        return True
    if _PLAIN.fullmatch(bare):
        return (said <= Said.TOLD and _is_odd(bare)) or _is_scrambled(bare)
    letters = sum(c.isalpha() for c in bare)
    digits = sum(c.isdigit() for c in bare)
    if letters + digits < 2:
        return False
    if said < Said.BESIDE:
        return True
    return len(bare) >= 6 and letters > 0 and (digits > 0 or any(c in "@#$%^&*+=!~" for c in bare[:-1]))


def _is_word(value: str) -> bool:
    """`required` in `password: "required"`; not `letmein`, and not a word that is often a password."""
    return value.isalpha() and (value.islower() or value.istitle()) and (len(value) < 4 or ordinary(value))


def _is_phrase(value: str) -> bool:
    """A sentence rather than a passphrase: `Enter your password`."""
    words = [w.strip(".,;:!?'\"()").lower() for w in value.split()]
    return any(w in _FUNCTION or regex.match(r"passw|token|secret|key", w) for w in words) or len(words) > 8


_FUNCTION: Final = frozenset(
    "a an the is are was were be been to of for in on at by with from and or not no your you my our we i it this that"
    " has have must should can cannot will please enter type invalid incorrect wrong missing required forgot"
    " reset change confirm".split()
)


def is_passphrase(value: str) -> bool:
    """Four words or more with hyphens, none of them short as in `state-of-the-art`."""
    return _PASSPHRASE.fullmatch(value) is not None


def _is_scrambled(value: str) -> bool:
    """Letters whose case changes as in no word or name: `oWFmhKxzTDiW`."""
    return value.isascii() and value.isalpha() and len(value) >= 8 and len(_HUMPS.findall(value)) >= 4


def _is_odd(value: str) -> bool:
    """Letters alone that are no word: `qwertzuiop`, `SommerRegen`, `correct-horse-battery-staple`."""
    core = value.strip(".,:;()!?…–—'’")
    if "-" in core or "/" in core or "." in core or len(core) < 6 or not core.isascii() or not core.isalpha():
        return False
    if core.islower() or core.istitle():
        return not ordinary(core)
    return not core.isupper() and len(core) >= 9


def entropy(value: str) -> float:
    """Shannon entropy in bits a character."""
    return -sum(n / len(value) * math.log2(n / len(value)) for n in Counter(value).values())


def is_hash(value: str) -> bool:
    """A commit, a digest or a UUID: long and random, and mostly no secret."""
    return _HASH.fullmatch(value) is not None


def is_dense(value: str) -> bool:
    """Long, of several kinds of characters and without order: what a machine made up, no path, slug or hash."""
    if len(value) < 16 or is_hash(value) or is_documented(value):
        return False
    if regex.search(r"[A-Za-z]{12}", value.lower()) and sum(c.isdigit() for c in value) < 3:
        return False
    kinds = (any(c.islower() for c in value), any(c.isupper() for c in value), sum(c.isdigit() for c in value) >= 2)
    return sum(kinds) >= 3 and entropy(value) >= 3.4 and not _worded(value)


def _worded(value: str) -> bool:
    """Most of it is words: `MyVeryLongFileName2024`, `src/components/Button1`, `2024-11-my-post`."""
    if max(map(len, regex.split(r"[-_./~=+]", value))) < 12:
        return True
    words = regex.findall(r"[A-Z]?[a-z]{3,}", value)
    spelled = sum(map(len, (w for w in words if len(w) >= 4 and ordinary(w))))
    return spelled >= 0.5 * len(value) or (value.count("-") > 4 or value.count("_") > 4 or value.count("/") > 4)
