"""What different spellings of a number, an address, a place or a date have in common."""

from __future__ import annotations

import ipaddress
import unicodedata
from typing import Final

import regex

from drafting.redaction.fold import folded

_EXTENSION: Final = regex.compile(r"[\s,;(]*(?:ext(?:ension)?\b\.?|durchwahl\b|x|#)\s*(\d{1,7})\)?$")
_TRUNK: Final = regex.compile(r"\(0\)")
_PORT: Final = regex.compile(r"\]?(:\d{1,5})$")
_DEFANGED: Final = regex.compile(r"[\[({]([.:])[\])}]")
_STREET: Final[dict[str, str]] = {
    "street": "st",
    "avenue": "ave",
    "av": "ave",
    "road": "rd",
    "boulevard": "blvd",
    "drive": "dr",
    "lane": "ln",
    "court": "ct",
    "square": "sq",
    "highway": "hwy",
    "parkway": "pkwy",
    "apartment": "apt",
    "suite": "ste",
    "floor": "fl",
    "north": "n",
    "south": "s",
    "east": "e",
    "west": "w",
}
_PUNCTUATION: Final = regex.compile(r"[\s,;.#]+")
_GERMAN_STREET: Final = regex.compile(r"(?<=\p{L})strasse$")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = (
    r"(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DAY: Final = r"(?:the )?(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_WRITTEN_DATES: Final = tuple(
    regex.compile(pattern)
    for pattern in (
        rf"{_DAY}(?: of)?[ .\-]+{_MONTH}[ .,\-]+(?P<y>\d{{4}})",
        rf"{_MONTH}[ .\-]+{_DAY}[ .,\-]+(?P<y>\d{{4}})",
        r"(?P<y>\d{4})[-/.](?P<n>\d{1,2})[-/.](?P<d>\d{1,2})",
    )
)
_DATE_SIGNS: Final = regex.compile(r"\s*[./\-‐-―]\s*")
_DEGREES: Final = regex.compile(
    r"(?P<minus>[-−])?(?P<d>\d{1,3}(?:[.]\d+)?)\s*(?:[°º]\s*(?:(?P<m>\d{1,2}(?:\.\d+)?)\s*['′’]\s*"
    r"(?:(?P<s>\d{1,2}(?:\.\d+)?)\s*(?:[\"″”]|''|′′)\s*)?)?)?(?P<side>[nsew])?"
)
_BETWEEN: Final = regex.compile(r"[\s,;/()]*(?:(?:lat|lon|lng|long)(?:itude)?[\s:=.]*)?")


def phone_key(value: str) -> str:
    """Digits alone; `+1 212 …`, `001 212 …`, `1-212-…` and `(212) …` are one number. An extension makes another one.

    A number with letters in it ("1-800-…") keeps them: two of those have the same digits.
    """
    plain = _TRUNK.sub("", folded(value).removeprefix("tel:"))
    extension = _EXTENSION.search(plain)
    number = plain[: extension.start()] if extension else plain
    digits = "".join(str(unicodedata.decimal(c)) for c in number if c.isdecimal())
    if not digits or any(c.isalpha() for c in number):
        return plain
    if digits.startswith("00"):
        digits = digits[2:]
    if len(digits) == 11 and digits.startswith("1"):
        digits = digits[1:]
    return f"{digits}x{extension[1]}" if extension else digits


def ip_key(value: str) -> str:
    """The canonical form (RFC 5952 for version 6), also of a defanged one. A port or a network length is kept."""
    plain = _DEFANGED.sub(r"\1", folded(value)).strip("[]., ")
    address, slash, length = plain.partition("/")
    port = ""
    if address.count(":") == 1 or "]:" in address:
        found = _PORT.search(address)
        if found:
            address, port = address[: found.start()].strip("[]"), found[1]
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return plain
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    return f"{parsed}{slash}{length}{port}"


def place_key(value: str) -> str:
    """An address or a place without punctuation; Street and St., Road and Rd. are the same."""
    words = _PUNCTUATION.sub(" ", folded(value)).split()
    return " ".join(_STREET.get(w, _GERMAN_STREET.sub("str", w)) for w in words)


def date_key(value: str) -> str:
    """ISO 8601 where the month is certain: 12 May 1990, May 12, 1990 and 1990-05-12; `12/05/1990` stays as it is."""
    plain = folded(value).strip(".,;()")
    for pattern in _WRITTEN_DATES:
        match = pattern.fullmatch(plain)
        if match:
            parts = match.groupdict()
            month = int(parts["n"]) if parts.get("n") else _MONTHS.index(parts["m"][:3]) + 1
            return f"{parts['y']}-{month:02}-{int(parts['d']):02}"
    return _DATE_SIGNS.sub("/", plain)


def position_key(value: str) -> str:
    """Latitude and longitude in degrees to the sixth decimal (a hand's breadth), from decimals or from degrees, minutes
    and seconds."""
    plain = folded(value).replace("−", "-")
    numbers: list[float] = []
    at = 0
    while at < len(plain):
        between = _BETWEEN.match(plain, at)
        at = between.end() if between else at
        match = _DEGREES.match(plain, at)
        if match is None:
            break
        degrees = float(match["d"]) + float(match["m"] or 0) / 60 + float(match["s"] or 0) / 3600
        numbers.append(-degrees if match["minus"] or (match["side"] or "") in {"s", "w"} else degrees)
        at = match.end()
    if len(numbers) != 2 or at < len(plain.rstrip(" .,;)")):
        return plain
    return ",".join(f"{n:.6f}" for n in numbers)
