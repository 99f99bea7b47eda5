"""Names in e-mail addresses that stand in the text too: `celeste.c@…` makes "Celeste" a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from drafting.redaction.model.vocabulary import ordinary
from drafting.redaction.names.given import is_given, is_surname, plain
from drafting.redaction.names.words import COMMON, NOT_PEOPLE
from drafting.redaction.placeholders import Span

_LOCAL: Final = regex.compile(r"(?<![\w.+%-])(?P<local>[\p{L}\p{N}_.+%'’-]{3,64})@(?P<host>[\p{L}\p{N}.-]{3,80})")
_WORD: Final = regex.compile(r"(?<![\w@./\\#=\-])\p{L}[\p{L}\p{M}'’\-]{2,}(?![\w@/\\=]|\.\w)")
_MOST: Final = 200  # addresses looked at in one text


def find_mail_names(text: str) -> Iterator[Span]:
    """Words of the text that an e-mail address in it spells as its owner's name."""
    if "@" not in text:
        return
    wholes: set[str] = set()
    parts: set[str] = set()
    for number, match in enumerate(_LOCAL.finditer(text)):
        if number >= _MOST:
            break
        hosts = {plain(h) for h in regex.split(r"[.\-]", match["host"])}
        pieces = [plain(p) for p in regex.split(r"[\d_.+%-]+", match["local"]) if len(p) >= 3]
        pieces = [p for p in pieces if p not in hosts and p not in COMMON and p not in NOT_PEOPLE]
        parts.update(p for p in pieces if not ordinary(p) or is_given(p) or (len(pieces) > 1 and is_surname(p)))
        wholes.update(p for p in pieces if len(p) >= 5)
    if not wholes and not parts:
        return
    words = [(m.start(), m.end(), plain(m.group()), m.group()[0].isupper()) for m in _WORD.finditer(text)]
    for (start, end, word, capital), (next_start, next_end, following, _) in zip(
        words, [*words[1:], (-1, -1, "", False)], strict=True
    ):
        if word in parts and (capital or len(word) >= 5) and not (ordinary(word) and not capital):
            yield Span(start, end, "PERSON")
        if next_start != end + 1 or text[end] == "\n" or word in COMMON or following in COMMON:
            continue
        joined = {word + following, following + word, word[0] + following, word + following[0]}
        if joined & wholes and (capital or not ordinary(word)):
            yield Span(start, next_end, "PERSON")
