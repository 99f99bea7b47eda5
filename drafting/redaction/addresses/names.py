"""The words beside a house number: which of them name a street, and where its name begins and ends."""

from __future__ import annotations

from typing import Final

import regex

from drafting.redaction.addresses.words import (
    CONNECTORS,
    NOT_NAMES,
    NOT_STREET,
    PREPOSITIONS_FIRST,
    STREET_FIRST,
    STREET_LAST,
    STREETS_TOO,
    SUFFIXES,
    WEAK_FIRST,
    WEAK_SUFFIXES,
)

Word = tuple[str, int, int]  # as it stands, its start and end

_NOTHING: Final = (NOT_NAMES - STREETS_TOO) | NOT_STREET
STRONG_SUFFIX: Final = tuple(sorted(SUFFIXES - WEAK_SUFFIXES))
_SUFFIX: Final = tuple(sorted(SUFFIXES))
_REPORTER: Final = regex.compile(r"\.\d")  # F.2d: a volume of court reports; v1.2
_ELIDED: Final = regex.compile(r"[ldLD]['’]\p{Lu}")  # place de l'Exemple
_TOKEN: Final = regex.compile(r"[^ ]+")


def words_of(text: str, base: int) -> list[Word]:
    """The words of a text that stands at `base`."""
    return [(m.group(), base + m.start(), base + m.end()) for m in _TOKEN.finditer(text)]


def plain_word(word: str) -> str:
    """In lower case, without marks around it, unless they are part of a street word: "ul.", "c/"."""
    lower = word.lower()
    if lower in STREET_FIRST or lower in STREET_LAST:
        return lower
    return lower.strip(".,'’")


def first_word(tokens: list[Word], plain: list[str]) -> int | None:
    """Where a word such as `rue` or `ul.` begins the street, with at least one word behind it."""
    for index in range(len(plain) - 2, -1, -1):
        word = plain[index] if plain[index] in STREET_FIRST else tokens[index][0].lower()
        if word not in STREET_FIRST or (word in PREPOSITIONS_FIRST and not tokens[index][0][0].isupper()):
            continue
        behind = plain[index + 1 :]
        if NOT_STREET.intersection(behind) - CONNECTORS or all(w in CONNECTORS for w in behind):
            continue
        if any(
            t[0].islower() and p not in CONNECTORS for (t, _, _), p in zip(tokens[index + 1 :], behind, strict=True)
        ) and not all(t[0].islower() for t, _, _ in tokens[index + 1 :]):
            continue
        return index
    return None


def is_telling(word: str, raw: str) -> bool:
    """Whether a first word alone makes a street: `rue` does, `am` and `r.` do not."""
    if word in PREPOSITIONS_FIRST or word in WEAK_FIRST:
        return False
    return len(word) > 2 or raw.endswith((".", "/"))


def is_joined(word: str) -> bool:
    """Whether a street word is the end of this one: Lindenallee."""
    return len(word) > 6 and word.endswith(_SUFFIX)


def run_ahead(tokens: list[Word], start: int, *, lower: bool) -> int:
    """How many tokens from `start` on have capitals, with the small words between them; 0 when none has."""
    end = 0
    for index in range(start, len(tokens)):
        word = tokens[index][0]
        plain = plain_word(word)
        if word[0].isupper() or _ELIDED.match(word) or (word[0].isdigit() and len(word) > 1 and not word.isdigit()):
            if plain in NOT_NAMES and index:
                break
            end = index + 1
        elif plain not in CONNECTORS and "'" not in word and "’" not in word:
            break
        if len(plain) > 3 and word.endswith("."):
            break
    if not end and lower and len(tokens) > start:
        end = min(len(tokens), start + 2)
    return end


def run_back(tokens: list[Word], plain: list[str]) -> int | None:
    """Where the capitalised words before a number begin; None when the last one has no capital."""
    start = None
    for index in range(len(tokens) - 1, -1, -1):
        word = tokens[index][0]
        if word[0].isupper() and plain[index] not in NOT_NAMES:
            if (
                len(plain[index]) > 3
                and word.endswith(".")
                and index < len(tokens) - 1
                and plain[index] not in STREET_LAST
            ):
                break
            start = index
        elif plain[index] not in CONNECTORS and plain[index] not in STREET_LAST:
            break
    return start


def names_nothing(words: list[str]) -> bool:
    """Whether a word says that the number counts or numbers something else."""
    return any(
        (w in _NOTHING and not (w in CONNECTORS and i)) or ("/" in w and len(w) > 12) or _REPORTER.search(w)
        for i, w in enumerate(words)
    )
