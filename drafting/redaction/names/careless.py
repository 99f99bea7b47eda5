"""People in careless writing: names without capitals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from drafting.redaction.model.vocabulary import derived, ordinary
from drafting.redaction.names.cues import announced, cued
from drafting.redaction.names.given import is_foreign_surname, is_given, is_surname, may_be_given
from drafting.redaction.names.phrases import THINGS
from drafting.redaction.names.words import COMMON, NOT_PEOPLE
from drafting.redaction.people import PARTICLES
from drafting.redaction.placeholders import Span

_POSSESSIVE: Final = regex.compile(r"['’]s?$")
_LOWER: Final = regex.compile(
    r"(?<![\w@./\\#=<>~$\-'’:{\[`&?%*])\p{Ll}[\p{L}\p{M}\-]{2,}(?=['’]?s?(?![\w@/\\=(:\-'’])(?!\.\w))"
)
_MIDDLE: Final = regex.compile(r"[ ](\p{Ll})(?=[ ]\p{Ll}{3})")
NEXT_LOWER: Final = regex.compile(r"[ ](\p{Ll}[\p{L}\p{M}'’\-]+)(?![\w@/\\=(]|\.\w)")


def find_careless(text: str) -> Iterator[Span]:
    """Given names in lower case with the unknown words after them, and unknown words after a cue."""
    at = 0
    for match in _LOWER.finditer(text):
        word = match.group()
        if match.start() < at:
            continue
        known = may_be_given(word) and word not in NOT_PEOPLE
        if not known and (ordinary(word) or not announced(text, match.start())):
            continue
        end, following = _lower_end(text, match.end())
        human = cued(text, match.start(), end)
        if is_given(word) and human and not following:
            end, following = _ordinary_surname(text, match)
        sure = is_given(word) and (len(word) >= 4 or following)
        likely = bool(following) and any(is_surname(w.title()) and not ordinary(w) for w in following)
        if sure or likely or (human and (is_given(word) or following)):
            at = end
            yield Span(match.start(), end, "PERSON")


def _lower_end(text: str, start: int) -> tuple[int, list[str]]:
    """How far a name in lower case goes on, and with which words: particles, given names and unknown words."""
    end, following = start, []
    particles = 0
    for _ in range(4):
        more = NEXT_LOWER.match(text, end) or _MIDDLE.match(text, end)
        if more is None:
            break
        bare = _POSSESSIVE.sub("", more[1])
        particle = bare in PARTICLES or len(bare) == 1
        if not particle and ordinary(bare) and not (is_given(bare) or _only_surname(bare)):
            break
        end = more.start(1) + len(bare)
        particles = particles + 1 if particle else 0
        following.append((bare, end))
        if bare != more[1]:
            break
    following = following[: len(following) - particles]
    return (following[-1][1] if following else start), [w for w, _ in following]


def _ordinary_surname(text: str, match: regex.Match[str]) -> tuple[int, list[str]]:
    """After a cue and a given name a plain English noun is a surname: "i think it was jacob fremont"."""
    more = NEXT_LOWER.match(text, match.end())
    if more is None or not announced(text, match.start()):
        return match.end(), []
    bare = _POSSESSIVE.sub("", more[1])
    if bare in COMMON or bare in NOT_PEOPLE or derived(bare) or len(bare) < 4:
        return match.end(), []
    return more.start(1) + len(bare), [bare]


def _only_surname(word: str) -> bool:
    return is_foreign_surname(word) or (
        word not in COMMON and word not in NOT_PEOPLE and is_surname(word) and word not in THINGS
    )
