"""When two spellings are one person: letter case, titles and a possessive do not matter; Mr and Mrs do."""

from __future__ import annotations

import unicodedata
from typing import Final, NamedTuple

import regex

_MALE: Final = frozenset({"mr", "mister", "sir", "herr", "monsieur", "señor", "senor", "sr", "lord"})
_FEMALE: Final = frozenset(
    {"mrs", "ms", "miss", "madam", "dame", "lady", "frau", "mme", "madame", "mlle", "señora", "sra"}
)
_NEUTRAL: Final = frozenset(
    {"mx", "dr", "prof", "professor", "rev", "reverend", "hon", "judge", "justice", "officer", "detective", "sergeant"}
    | {
        "sgt",
        "lt",
        "capt",
        "captain",
        "det",
        "insp",
        "inspector",
        "attorney",
        "atty",
        "esq",
        "esquire",
        "phd",
        "md",
        "llm",
    }
)
TITLES: Final = _MALE | _FEMALE | _NEUTRAL
# Words inside a name that are written small.
PARTICLES: Final = frozenset(
    {"de", "da", "do", "dos", "das", "di", "du", "del", "della", "van", "von", "der", "den", "ter", "ten", "la", "le"}
    | {"el", "al", "bin", "binti", "bint", "ibn", "ben", "zu", "af", "av", "y", "e"}
)
_POSSESSIVE: Final = regex.compile(r"['’ʼ]s?$")
_INVISIBLE: Final = regex.compile(r"[\p{Cf}\p{Cc}&&[^\t\n\r]]", regex.VERSION1)


class Name(NamedTuple):
    """A name without titles: its lower-case words, and `m` or `f` where a title says so."""

    words: tuple[str, ...]
    gender: str

    @property
    def key(self) -> str:
        return f"{self.gender}:{' '.join(self.words)}"

    @property
    def ends(self) -> frozenset[str]:
        """First and last word of a full name; by one of them alone a person is also called."""
        return frozenset({self.words[0], self.words[-1]}) if len(self.words) > 1 else frozenset()


def normal(value: str) -> str:
    """NFKC, no invisible characters, case folded, blanks collapsed."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFKC", value)).casefold().split())


def name_of(value: str) -> Name:
    """Reads a name. A value that is nothing but titles or signs keeps its whole spelling as its only word."""
    words = [_POSSESSIVE.sub("", w.strip('.,;:!?"“”()[]*_')) for w in normal(value).split()]
    words = [w for w in words if w]
    gender = ""
    while len(words) > 1 and words[0] in TITLES:
        gender = gender or ("m" if words[0] in _MALE else "f" if words[0] in _FEMALE else "")
        words = words[1:]
    while len(words) > 1 and words[-1] in _NEUTRAL:
        words = words[:-1]
    return Name(tuple(words) or (value,), gender)
