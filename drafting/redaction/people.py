"""When two spellings are one person: letter case, accents, titles, middle names, initials; Mr and Mrs are two."""

from __future__ import annotations

from typing import Final, NamedTuple

import regex

from drafting.redaction.fold import folded

_MALE: Final = frozenset({"mr", "mister", "sir", "herr", "monsieur", "señor", "senor", "sr", "lord"})
_FEMALE: Final = frozenset(
    {"mrs", "ms", "miss", "madam", "dame", "lady", "frau", "mme", "madame", "mlle", "señora", "senora", "sra"}
)
_NEUTRAL: Final = frozenset(
    {"mx", "dr", "prof", "professor", "rev", "reverend", "hon", "judge", "justice", "officer", "detective", "sergeant"}
    | {"sgt", "lt", "capt", "captain", "det", "insp", "inspector", "attorney", "atty", "esq", "esquire", "phd", "md"}
    | {"llm"}
)
_AFTER: Final = _NEUTRAL | {"ph.d", "m.d", "ll.m"}  # before a name "M.D." are initials
TITLES: Final = _MALE | _FEMALE | _NEUTRAL
# Words inside a name that are written small.
PARTICLES: Final = frozenset(
    {"de", "da", "do", "dos", "das", "di", "du", "del", "della", "van", "von", "der", "den", "ter", "ten", "la", "le"}
    | {"el", "al", "bin", "binti", "bint", "ibn", "ben", "zu", "af", "av", "y", "e"}
)
_GENERATIONS: Final = {"jr": "jr", "sr": "sr", "junior": "jr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
_QUOTES: Final = str.maketrans(dict.fromkeys("’‘ʼ`´", "'"))
_POSSESSIVE: Final = regex.compile(r"'s?$")
_INITIALS: Final = regex.compile(r"\p{L}(?:\.\p{L})+")  # "J.K."
_EDGES: Final = '.,;:!?"“”()[]*_<>'


class Name(NamedTuple):
    """A name without titles: its folded words in the order first to last, `m` or `f` by its title, Jr. or Sr."""

    words: tuple[str, ...]
    gender: str = ""
    generation: str = ""

    @property
    def key(self) -> str:
        return f"{self.gender}:{self.generation}:{' '.join(self.words)}"

    @property
    def ends(self) -> frozenset[str]:
        """First and last word of a full name; by one of them alone a person is also called."""
        return frozenset({self.words[0], self.words[-1]}) if len(self.words) > 1 else frozenset()

    @property
    def is_part(self) -> bool:
        """Whether it is a first name or a surname alone: "Anna", "van der Berg"."""
        return all(w in PARTICLES for w in self.words[:-1])

    @property
    def surname(self) -> tuple[str, ...]:
        """The last word, with the particles before it."""
        at = len(self.words) - 1
        while at > 1 and len(self.words[at - 1]) > 1 and self.words[at - 1] in PARTICLES:
            at -= 1
        return self.words[at:]

    @property
    def middle(self) -> tuple[str, ...]:
        return self.words[1 : len(self.words) - len(self.surname)]

    @property
    def parts(self) -> frozenset[str]:
        """What a person is also called: first name, surname, surname without its particles."""
        return frozenset({self.words[0], self.words[-1], " ".join(self.surname)})


def name_of(value: str) -> Name:
    """Reads a name, also "Schmidt, Anna". A value that is nothing but signs keeps its spelling as its only word."""
    pieces = [_words(piece) for piece in folded(value.translate(_QUOTES)).split(",")]
    pieces = [p for p in pieces if p]
    generation = ""
    while len(pieces) > 1 and all(w in _GENERATIONS or w in _AFTER for w in pieces[-1]):  # "Smith, Jr."
        generation = generation or next((_GENERATIONS[w] for w in pieces[-1] if w in _GENERATIONS), "")
        pieces.pop()
    if len(pieces) == 2 and len(pieces[0]) <= 3 and len(pieces[1]) <= 3:
        pieces.reverse()
    words = [w for piece in pieces for w in piece]
    gender = ""
    while len(words) > 1 and words[0] in TITLES:
        gender = gender or ("m" if words[0] in _MALE else "f" if words[0] in _FEMALE else "")
        words = words[1:]
    while len(words) > 1 and (words[-1] in _AFTER or _is_generation(words)):
        generation = generation or _GENERATIONS.get(words[-1], "")
        words = words[:-1]
    return Name(tuple(words) or (value,), gender, generation)


def _words(piece: str) -> list[str]:
    found: list[str] = []
    for raw in piece.split():
        word = _POSSESSIVE.sub("", raw.strip(_EDGES)).strip(_EDGES)
        if _INITIALS.fullmatch(word) and word not in _AFTER:
            found += word.split(".")
        elif word:
            found.append(word)
    return found


def _is_generation(words: list[str]) -> bool:
    """Senior and Junior are also surnames, so those need a surname before them."""
    return words[-1] in _GENERATIONS and (len(words) > 2 or words[-1] not in {"junior", "senior"})


def fits(name: Name, known: Name) -> bool:
    """Whether a name can be that of a known person: the same one fuller or shorter, or a part he is also called by.

    "Anna M. Schmidt", "Anna Maria Schmidt" and "A. Schmidt" can be "Anna Schmidt"; "Anna Luise Schmidt" is not "Anna
    Maria Schmidt". John Smith, John Smith Jr. and John Smith Sr. are three, Mr and Mrs Schmidt two.
    """
    if name.gender and known.gender and name.gender != known.gender:
        return False
    if name.is_part or known.is_part:
        return (
            name.is_part
            and name.generation in {"", known.generation}
            and (name.words == known.words or (not known.is_part and " ".join(name.words) in known.parts))
        )
    return name.generation == known.generation and joined(name, known) is not None


def joined(name: Name, known: Name) -> Name | None:
    """The fullest form of two full names of one person; None where they differ."""
    ours, theirs = name.surname, known.surname
    if ours != theirs and (ours[-1] != theirs[-1] or min(len(ours), len(theirs)) > 1):
        return None
    if not _alike(name.words[0], known.words[0]):
        return None
    few, many = sorted((name.middle, known.middle), key=len)
    left = list(few)
    middle = [max(word, left.pop(0), key=len) if left and _alike(left[0], word) else word for word in many]
    if left:
        return None
    words = (max(name.words[0], known.words[0], key=len), *middle, *max(ours, theirs, key=len))
    return Name(words, name.gender or known.gender, known.generation)


def _alike(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])
