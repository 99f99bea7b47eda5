"""Addresses without a street: post boxes, rural routes, military mail, numbered streets, and what a postcode proves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from drafting.redaction.addresses.tails import tail
from drafting.redaction.addresses.words import HOUSES, NOT_STREET, NOT_TAIL, STATES, STREETS
from drafting.redaction.placeholders import Span

_I: Final = regex.IGNORECASE
_DIGITS: Final = regex.compile(r"\d+(?:-\d{3,5})?(?![\w%]|[.,]\d)")
# What stands before the number of a box, read backwards from the number.
_BOX: Final = regex.compile(
    r"(?r)(?<!\w)(?:\d{1,6}[ ])?(?:p\.?\s?o\.?\s*box|post\s?(?:office\s)?box|(?:gpo|private|locked|caller)\s+(?:box"
    r"|bag)|postfach|postboks|postbox"
    r"|bo[iî]te\s+postale|case\s+postale|apartado(?:\s+(?:postal|de\s+correos))?|postbus|casella\s+postale"
    r"|caixa\s+postal|(?:skr\.?|skrytka)\s?pocztowa"
    r"|p\.?o\.?\s?b\.?|pósthólf|postkast|postafiók|ταχ\.?\s?θυρίδα|(?P<loose>b\.?\s?p|c\.?p|box|pl|pf|p\.?\s?k|a\.?d"
    r"|fiók|a\.?p\.?do|pastkaste|[tτ]\.?θ)\.?)"
    r"\s?(?:\#|:|n[°º]\.?|no\.?|nr\.?)?\s?",
    _I,
)
_ROUTE: Final = regex.compile(
    r"(?<!\w)(?:(?:psc|cmr|unit)\s+\d{3,5},?\s+box\s+\d{1,5}|(?:rr|r\.r\.|rural\s+route|hc|highway\s+contract"
    r"|star\s+route|rd)\s*#?\s?\d{1,3},?\s+box\s+\d{1,5}\w?"
    r"|rural\s+(?:route|delivery)\s+#?\d{1,3}|rd\s\d{1,2}(?=[ ]?[,\n])|general\s+delivery(?=\s*[,\n])"
    r"|poste\s+restante(?=\s*[,\n])"
    r"|(?:county|state|farm)\s+(?:road|rd|highway|hwy|route)\s+\d{1,4}[A-Z]?(?=\s*[,\n])"
    # Calle 45 # 12-34; Diagonal 7 N° 119
    r"|(?:calle|carrera|cra|kr|cl|diagonal|diag|transversal|av(?:enida)?|blv|boulevard|ruta|dg"
    r"|tv)\.?[ ]\d{1,3}\w?(?:[ ](?:bis|sur|norte|este|oeste))?"
    r"[ ](?:\#|n[°º]\.?|no\.|núm\.?)[ ]?\d[\d-]{0,8})",
    _I,
)
_FLEET: Final = regex.compile(r"(?<!\w)(?:FPO|APO|DPO),?[ ]+(?:AA|AE|AP),?[ ]+\d{5}(?:-\d{4})?", _I)
_SHIP: Final = regex.compile(
    r"(?r)(?<!\w)(?:USS|USNS|USNV|USCGC|HMS)(?:[ ]+[\p{L}.'’-]+){1,4}(?:\s*\([\w -]{2,12}\))?,?\s*\n?[ ]*", _I
)
_UK_END: Final = regex.compile(r"\d[A-Z]{2}(?![\w/])")
_UK_START: Final = regex.compile(r"(?r)(?<![\w/#=.-])[A-Z]{1,2}(?:\d{1,2}|\d[A-Z])\s?")
_CA_END: Final = regex.compile(r"\d[A-Z]\d(?![\w/])")
_CA_START: Final = regex.compile(r"(?r)(?<![\w/#=.-])[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ -]?")
_EIRCODE: Final = regex.compile(r"(?<=(?:,[ ]?|\n[ ]?))[AC-FHKNPRTV-Y]\d[\dW] [0-9AC-FHKNPRTV-Y]{4}(?!\w)")
_TOWN_STATE: Final = regex.compile(rf"(?r)(?<!\w)(?:\p{{Lu}}[\p{{L}}.'’\-]+[ ]?){{1,3}},?[ ](?:{STATES})\.?,?[ ]")
_COUNTRY_CODE: Final = regex.compile(r"(?r)(?<![\w/#=.:$€£-])(?:(?:D|A|CH|F|B|NL|DE|FR|AT|PL|CZ|SE|DK|IT)-)?")
_TOWN: Final = regex.compile(
    r"[ ]+(?P<town>\p{Lu}[\p{L}'’\-]{2,}(?:[ ]\p{Lu}[\p{L}'’\-]+|[ ](?:am|an|der|im|sur|la"
    r"|le)[ ]\p{Lu}\p{L}+){0,2})(?=[\s,.;)]|$)"
)
_BEFORE_CODE: Final = regex.compile(r"(?:[^\s] ?[\n,] ?|-)(?:[A-Z]{1,2}-)?$")  # a street, or the country's letters
# A phrase or line above a postcode, read backwards.
_SEGMENT: Final = regex.compile(
    r"(?r)(?:^|(?<=[\n,:(])|(?<=\b(?:at|is|to|in)[ ]))[ \t]*(?P<v>[^\n,:;@?!()]{2,40}?)[ \t]*(?:,[ \t]*"
    r"|,?[ \t]*\n[ \t]*|[ ])",
    regex.MULTILINE,
)


def find_boxes(text: str) -> Iterator[Span]:
    """Boxes, routes and military mail, with what follows them."""
    for number in _DIGITS.finditer(text):
        box = _BOX.match(text, max(0, number.start() - 40), number.start())
        if box is None or len(number.group()) > 11:
            continue
        rest = tail(text, number.end(), lower=True)
        if rest.evidence == 2 or not box["loose"]:
            yield Span(box.start(), rest.end, "ADDRESS")
    for match in _ROUTE.finditer(text):
        yield Span(match.start(), tail(text, match.end(), lower=True).end, "ADDRESS")
    for match in _FLEET.finditer(text):
        ship = _SHIP.match(text, max(0, match.start() - 60), match.start())
        yield Span(ship.start() if ship else match.start(), tail(text, match.end(), lower=True).end, "ADDRESS")


def find_postcodes(text: str) -> Iterator[Span]:
    """Postcodes that nothing else looks like, back to the house where one is named; town and state with their code."""
    for ending, beginning in ((_UK_END, _UK_START), (_CA_END, _CA_START)):
        for match in ending.finditer(text):
            first = beginning.match(text, max(0, match.start() - 6), match.start())
            if first:
                yield Span(_back(text, first.start()), tail(text, match.end()).end, "ADDRESS")
    for match in _EIRCODE.finditer(text):
        yield Span(_back(text, match.start()), tail(text, match.end()).end, "ADDRESS")
    for number in _DIGITS.finditer(text):
        if len(number.group().partition("-")[0]) != 5:
            continue
        state = _TOWN_STATE.match(text, max(0, number.start() - 60), number.start())
        if state:
            yield Span(state.start(), tail(text, number.end()).end, "ADDRESS")
        country = _COUNTRY_CODE.match(text, max(0, number.start() - 4), number.start())
        town = _TOWN.match(text, number.end(), number.end() + 60) if country and len(number.group()) == 5 else None
        if (
            country
            and town
            and _BEFORE_CODE.search(text[max(0, country.start() - 4) : number.start()])
            and town["town"].split()[0].lower().strip("'’") not in NOT_TAIL
        ):
            yield Span(country.start(), tail(text, town.end()).end, "ADDRESS")


def _back(text: str, start: int) -> int:
    """From a postcode back over five phrases at most, to one that has a number or says that it is a house.

    A line above without either is a name more often than not, so it stays outside.
    """
    at = house = start
    for _ in range(5):
        match = _SEGMENT.match(text, max(0, at - 60), at)
        if match is None or match.start("v") >= at:
            break
        words = [w.strip(".,'’").lower() for w in match["v"].split()]
        if not words or len(words) > 6 or words[0] in NOT_TAIL - {"the"}:
            break
        if any(w in NOT_TAIL or (w in NOT_STREET and w != "the") for w in words[1:]):
            break
        line = "\n" in text[match.end("v") : at]
        at = match.start("v")
        named = HOUSES.intersection(words) or words[-1] in STREETS or (len(words) > 1 and words[0][0].isdigit())
        if named or (not line and house == start and not match["v"][0].islower()):
            house = at
    return house
