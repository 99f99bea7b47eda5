"""Phrases that announce an address: "my address is", "I live at", "ship it to", "Address:"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import regex

_I: Final = regex.IGNORECASE
_GAP: Final = 48  # characters between a cue and its street line: "Suite 4, Rose House, 12 Elm Street"
_LONGEST: Final = 60  # characters of a cue
# "address" that says what kind of thing follows it; the machine's, mail's and wallet's addresses are others.
_ADDRESS: Final = regex.compile(
    r"address(?<!(?:e-?mail|mail|ip|mac|web|wallet|bitcoin|site|crypto|memory|bus|server)\saddress)"
    r"(?:\s*(?:\(.{0,40}?\)|line\s*\d))?\s*(?:\*\*)?\s*"
    r"(?:[:=]|(?:of|for)\s[^\n.:?!]{1,60}?\s(?:is|was)\b|(?:is|was)\b(?:\s+now)?\s*:?|\?\s*(?:it\s+is|it['’]s"
    r"|mine\s+is)|(?=\s(?:no\.?|h\.?\s?no\.?|flat|plot|apt\.?|unit|house|suite)?\s?\d)|(?P<to>to\b))\s*(?:\*\*)?",
    _I,
)
_PLACE: Final = regex.compile(
    r"\b(?:(?:liv|resid)(?:e|es|ed|ing)\s+(?:at|on|in)|(?:located|based|situated|headquartered|domiciled|staying"
    r"|found)\s+(?:at|on|in)"
    r"|(?:send|sent|ship(?:ped)?|deliver(?:ed)?|mail(?:ed)?|post(?:ed)?|forward(?:ed)?"
    r"|return(?:ed)?)\b[^.?!\n:]{0,40}?(?:\bto\b|:)|a\s+new\s+one\s+to"
    r"|mov(?:e|ed|ing)\s+(?:from|to)|enter(?:ed|ing)?\s+(?:on|at|from|via)|(?:bus|tram)\s+stop\s+(?:at|on)|(?:north"
    r"|south|east|west)\s+side\s+of"
    r"|(?:drop|pick|let)(?:s|ped|ed)?\s+\w+\s+(?:off|up)\s+(?:at|on)|(?:restaurant|office|shop|store|house|home|flat"
    r"|clinic|studio)\s+(?:is|was)\s+(?:at|on)"
    r"|(?:am|is|are|was|were)\s+at|(?:office|house|home|flat|party|meeting|shop|property)\s+(?:at|on)|(?:it|that"
    r"|which)\s+is(?=\s+(?:\d|the\s+corner)))\s*",
    _I,
)


class Cue(NamedTuple):
    """Where what it announces begins, and whether that can be nothing but an address."""

    end: int
    certain: bool


def address_cues(text: str) -> Iterator[Cue]:
    """Each "address is", "Address:" and the like."""
    for match in _ADDRESS.finditer(text):
        yield Cue(match.end(), match["to"] is None)


def place_cue(text: str, street: int) -> Cue | None:
    """The last phrase before a street line that says that somebody or something is there."""
    first = max(0, street - _GAP - _LONGEST)
    last = None
    for match in _PLACE.finditer(text, first, street):
        last = match
    return Cue(last.end(), False) if last and street - last.end() <= _GAP else None
