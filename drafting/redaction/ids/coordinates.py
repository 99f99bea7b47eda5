"""Where on earth: decimal pairs, degrees and minutes, geo: URIs, plus codes, three words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from drafting.redaction.ids.neighbourhoods import around_digits, search
from drafting.redaction.placeholders import Span

_I: Final = regex.IGNORECASE
_DECIMAL: Final = r"[-+−]?\d{1,3}\.\d{1,12}"
_PAIR: Final = regex.compile(
    rf"(?<![\w.,])\(?(?P<lat>{_DECIMAL})\s?°?\s?(?P<ns>[NS])?\s?[,;/ ]\s?"
    rf"(?P<lon>{_DECIMAL})\s?°?\s?(?P<ew>[EWO])?(?!\w|\.\d|%)"
)
_NAMED: Final = regex.compile(
    rf"\b(?:lat(?:itude)?|breitengrad)\b[\"']?\s*(?:is\b|[:=])?\s*[\"']?(?P<lat>{_DECIMAL})[\"']?°?\s?[NS]?\s*[,;/&]?\s*(?:and\s+)?[\"']?"
    rf"(?:lon(?:g(?:itude)?)?|lng|längengrad)\b[\"']?\s*(?:is\b|[:=])?\s*[\"']?(?P<lon>{_DECIMAL})",
    _I,
)
_DEGREES: Final = regex.compile(
    r"(?<![\w.])\d{1,3}\s?[°º]\s?(?:\d{1,2}(?:\.\d{1,6})?\s?['′’]\s?)?(?:\d{1,2}(?:\.\d{1,6})?\s?(?:[\"″”]|''|′′)\s?)?[NS]"
    r"[\s,;/]{0,3}\d{1,3}\s?[°º]\s?(?:\d{1,2}(?:\.\d{1,6})?\s?['′’]\s?)?(?:\d{1,2}(?:\.\d{1,6})?\s?(?:[\"″”]|''|′′)\s?)?[EWO](?!\w)"
)
_LETTERED: Final = regex.compile(
    r"(?<!\w)[NS]\s?\d{1,3}(?:[°º]\s?|\.|\s)\d{1,6}(?:\.\d{1,6})?['′’]?(?:\s?\d{1,2}(?:\.\d+)?[\"″”])?[\s,;/]{1,3}"
    r"[EWO]\s?\d{1,3}(?:[°º]\s?|\.|\s)\d{1,6}(?:\.\d{1,6})?['′’]?(?:\s?\d{1,2}(?:\.\d+)?[\"″”])?(?!\w)"
)
_GEO: Final = regex.compile(
    r"(?<!\w)geo:-?\d{1,3}(?:\.\d+)?,-?\d{1,3}(?:\.\d+)?(?:,-?\d+(?:\.\d+)?)?(?:;[\w=.-]{1,20})*", _I
)
_PLUS: Final = regex.compile(r"(?<![\w+])[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}(?![\w+])")
_WORDS: Final = regex.compile(
    r"(?:///|\b(?:what3words|w3w)\b(?:\s+(?:address|code|is|location|are))*\s*[:=]?\s*(?:///)?)(?P<v>\p{Ll}{3,16}\.\p{Ll}{3,16}\.\p{Ll}{3,16})(?![\w.])",
    _I,
)
_MORE: Final = regex.compile(r"\s?[,;]\s?[-+]?\d+\.\d")
_NEAR: Final = regex.compile(
    r"\b(?:coordinates?|coords?|gps|location|located|position|geo\w*|maps?|lat|latitude|whereabouts)\b", _I
)


def find_coordinates(text: str) -> Iterator[Span]:
    """Coordinates. A decimal pair needs four decimals, a compass letter, or a word for a place near it."""
    stretches = around_digits(text)
    if "." in text:
        for match in search(_PAIR, text, stretches):
            if _is_pair(text, match):
                yield Span(match.start("lat"), match.end("ew") if match["ew"] else match.end("lon"), "COORDINATES")
        for match in _NAMED.finditer(text) if "lat" in text.lower() or "breit" in text.lower() else ():
            yield Span(match.start("lat"), match.end("lat"), "COORDINATES")
            yield Span(match.start("lon"), match.end("lon"), "COORDINATES")
        for match in _WORDS.finditer(text) if "///" in text or regex.search("(?i)what3words|w3w", text) else ():
            yield Span(match.start("v"), match.end("v"), "COORDINATES")
    if "°" in text or "º" in text:
        for match in _DEGREES.finditer(text):
            yield Span(match.start(), match.end(), "COORDINATES")
    for pattern in (_LETTERED, _GEO) + ((_PLUS,) if "+" in text else ()):
        for match in search(pattern, text, stretches):
            if pattern is not _PLUS or any(c.isdecimal() for c in match.group()):
                yield Span(match.start(), match.end(), "COORDINATES")


def _is_pair(text: str, match: regex.Match[str]) -> bool:
    latitude, longitude = (abs(float(match[g].replace("−", "-"))) for g in ("lat", "lon"))
    near = _NEAR.search(text, max(0, match.start() - 50), match.start()) is not None
    if not near and (
        max(latitude, longitude) < 10 or not regex.search("[,;/NS]", match.group()) or _MORE.match(text, match.end())
    ):
        return False  # scores and vectors
    if latitude > 180 or longitude > 180 or min(latitude, longitude) > 90:
        return False
    decimals = min(len(match[g].partition(".")[2]) for g in ("lat", "lon"))
    if decimals >= 4 or (match["ns"] and match["ew"]):
        return True
    return decimals >= 2 and near
