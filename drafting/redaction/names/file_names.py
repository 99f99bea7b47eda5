"""People in the names of files that stand in a text: `Anna_Schmidt_passport.pdf`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import regex

from drafting.redaction.model.vocabulary import ordinary
from drafting.redaction.names.given import is_given, is_surname
from drafting.redaction.names.words import COMMON, NOT_PEOPLE
from drafting.redaction.people import name_of
from drafting.redaction.placeholders import Span

_PIECE: Final = regex.compile(r"\p{Lu}?\p{Ll}+|\p{Lu}+|\p{L}+")
_FILE: Final = regex.compile(
    r"(?<![\w./\\@%-])(?:[\p{L}\p{M}\p{N}_()+&'’~-]|\.(?=[\p{L}\p{N}_])){1,150}"
    r"\.(?:pdf|docx?|odt|rtf|txt|md|pages|xlsx?|ods|csv|pptx?|key|eml|msg|ics|vcf|jpe?g|png|gif|hei[cf]|webp|tiff?|bmp|svg"
    r"|mp[34]|mov|m4[av]|avi|mkv|wav|zip|rar|7z|tar|gz|tgz|json|html?|xml|log|bak|p12|pfx|pem|asc)(?![\w/\\])",
    regex.IGNORECASE,
)
_SHORT: Final = 2  # letters of a piece that is nobody's name by itself


def find_in_file_names(text: str, people: Iterable[str]) -> Iterator[Span]:
    """People in names of files, such as `Anna_Schmidt_passport.pdf`: known ones, and given names with what follows.

    `people` are the names found so far, in any spelling.
    """
    known = {w for name in people for w in name_of(name).words if len(w) > _SHORT and not _plain_word(w)}
    for file in _FILE.finditer(text):
        stem = file.group().rpartition(".")[0]
        pieces = [(m.start() + file.start(), m.end() + file.start(), m.group()) for m in _PIECE.finditer(stem)]
        yield from _people(pieces, known)


def _people(pieces: Sequence[tuple[int, int, str]], known: set[str]) -> Iterator[Span]:
    """Known words one by one, so that each is the person it belongs to; what nobody knows yet as one name."""
    start = end = -1
    for at, to, word in pieces:
        follows = start >= 0 and at - end <= 1
        if word.lower() in known:
            yield Span(at, to, "PERSON")
        elif follows and _surname(word):
            end = to
            continue
        elif _given(word):
            if start >= 0:
                yield Span(start, end, "PERSON")
            start, end = at, to
            continue
        if start >= 0:
            yield Span(start, end, "PERSON")
            start = -1
    if start >= 0:
        yield Span(start, end, "PERSON")


def _given(word: str) -> bool:
    return len(word) > _SHORT and not _plain_word(word) and is_given(word.title())


def _surname(word: str) -> bool:
    return len(word) > _SHORT and not _plain_word(word) and (is_surname(word.title()) or not ordinary(word))


def _plain_word(word: str) -> bool:
    return word.lower() in COMMON or word.lower() in NOT_PEOPLE
