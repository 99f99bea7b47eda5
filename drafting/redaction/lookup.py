"""Where known values stand in a text: all of them in one pass, whatever their number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from drafting.redaction.fold import Folded, folded
from drafting.redaction.names.words import COMMON, NOT_PEOPLE
from drafting.redaction.people import name_of

SHORTEST: Final = 3
LONG: Final = 6  # a value of so many characters is also found inside a longer word
_HEADS: Final = (LONG, SHORTEST, 2)
_WORDS: Final = frozenset({"PERSON", "USERNAME", "SECRET", "ID", "URL_PART", "LITERAL"})  # taken for words at times
_CAPITAL: Final = frozenset({"PERSON", "LOCATION"})
_EDGES: Final = ".,;:!?'’\"“”()[]<>*@ "


class Known(NamedTuple):
    """A value that is looked for.

    `part` is a name by which a person is also called: it counts only with a capital, since "Rose" is a person and
    "rose" is not. `exact` is a value of two letters: only in this spelling. `capital` is a name that counts inside a
    longer word only with its capital: not in "fisherman".
    """

    kind: str
    placeholder: str
    part: bool
    exact: str = ""
    capital: bool = False

    def __repr__(self) -> str:  # a value must not reach a log through a traceback
        return f"<Known {self.kind}>"


class Hit(NamedTuple):
    """Where a known value stands: code points of the raw text. `whole` if it is no piece of a longer word."""

    start: int
    end: int
    known: Known
    whole: bool


def promised(kind: str, value: str) -> bool:
    """Whether every other mention of a value is hidden, in any letter case and with any blanks.

    Not of what has no letter or digit, of one or two characters, of a bare number of up to four digits, and of a single
    ordinary word ("will" is no mention of Will). Characters are counted without accents, blanks at the ends and
    invisible ones. `Lookup` finds a name of two letters in its own spelling.
    """
    return _promised(kind, folded(value))


def _promised(kind: str, plain: str) -> bool:
    plain = plain.strip(_EDGES)
    if len(plain) < SHORTEST or (plain.isdigit() and len(plain) < 5) or not any(map(str.isalnum, plain)):
        return False
    return not _ordinary(kind, plain)


def _ordinary(kind: str, plain: str) -> bool:
    return plain in COMMON or (plain in NOT_PEOPLE and kind in _WORDS)


def _head(length: int) -> int:
    return LONG if length >= LONG else SHORTEST if length >= SHORTEST else 2


_Table = dict[str, dict[int, dict[str, list["Known"]]]]


class Lookup:
    """Known values by their first characters. Adding one is constant work, and so is each character of a text.

    (Exactly: of a text, one look for each different length among the values that begin with the same six characters.)
    """

    def __init__(self, values: Iterable[tuple[str, str]] = ()) -> None:
        # By the first 6 characters of a value, or 3 or 2 where it has no more; then by its length.
        self._tables: Final[dict[int, _Table]] = {size: {} for size in _HEADS}
        self._lengths: set[int] = set()
        for kind, value in values:
            self.add(kind, value)

    def __repr__(self) -> str:
        return "<Lookup>"

    def add(self, kind: str, value: str, placeholder: str = "") -> None:
        """From now on a value is found; of a full name also its first name and its surname."""
        plain = folded(value)
        if not _promised(kind, plain):
            if kind == "PERSON" and len(plain) == 2 and plain.isalpha() and not _ordinary(kind, plain):
                self._put(plain, Known(kind, placeholder, False, value.strip()))
            return
        self._put(plain, Known(kind, placeholder, False, capital=kind in _CAPITAL and value.strip()[:1].isupper()))
        trimmed = plain.strip(_EDGES)
        if trimmed != plain and kind != "SECRET":
            capital = kind in _CAPITAL and value.strip(_EDGES)[:1].isupper()
            self._put(trimmed, Known(kind, placeholder, False, capital=capital))
        if kind == "PERSON" and " " in plain:
            name = name_of(value)
            for part in name.parts if not name.is_part else ():
                if _promised(kind, part):
                    self._put(part, Known(kind, placeholder, True))

    def _put(self, plain: str, known: Known) -> None:
        there = self._of(plain)
        if there is None:
            table = self._tables[_head(len(plain))]
            there = table.setdefault(plain[: _head(len(plain))], {}).setdefault(len(plain), {}).setdefault(plain, [])
        if not any(k._replace(placeholder=known.placeholder) == known for k in there):
            there.append(known)
        if len(plain) < LONG:
            self._lengths.add(len(plain))

    def _of(self, plain: str) -> list[Known] | None:
        head = _head(len(plain))
        return self._tables[head].get(plain[:head], {}).get(len(plain), {}).get(plain)

    def has(self, kind: str, plain: str) -> bool:
        """Whether a folded value of this kind is looked for already, wherever it stands."""
        return any(k.kind == kind and not (k.part or k.exact or k.capital) for k in self._of(plain) or ())

    def hits(self, page: Folded) -> Iterator[Hit]:
        """Everything known that stands in a text; hits may overlap.

        A value of six characters or more also inside a longer word (a capitalised name with its capital), a shorter one
        and a part of a name as a whole word.
        """
        text = page.text
        for size, table in self._tables.items():
            if table:
                for at in [at for at in range(len(text) - size + 1) if text[at : at + size] in table]:
                    yield from self._at(page, at, table[text[at : at + size]])

    def _at(self, page: Folded, at: int, lengths: dict[int, dict[str, list[Known]]]) -> Iterator[Hit]:
        for length, table in lengths.items():
            there = table.get(page.text[at : at + length])
            if not there:
                continue
            whole = starts_word(page, at) and ends_word(page, at + length)
            start, end = page.span(at, at + length)
            for known in there:
                if not whole and (known.part or length < LONG):
                    continue
                if (known.part or (known.capital and not whole)) and not page.raw[start].isupper():
                    continue
                if known.exact and page.raw[start:end] != known.exact:
                    continue
                yield Hit(start, end, known, whole)

    def beside(self, page: Folded, at: int) -> Iterator[tuple[int, int, Known]]:
        """Short values that begin or end at a place of the folded text, whatever stands on the other side of it."""
        for length in self._lengths:
            for start in (at, at - length):
                if start < 0 or start + length > len(page.text):
                    continue
                there = self._of(page.text[start : start + length])
                for known in there or ():
                    raw_start, raw_end = page.span(start, start + length)
                    if not known.part and not (known.exact and page.raw[raw_start:raw_end] != known.exact):
                        yield start, start + length, known


def starts_word(page: Folded, at: int) -> bool:
    """Whether a word can begin here, in the folded text or in the raw one."""
    if at == 0 or not _wordy(page.text[at]) or not _wordy(page.text[at - 1]):
        return True
    before = page.back[at] - 1
    return page.back[at - 1] <= before and not _wordy(page.raw[before])


def ends_word(page: Folded, end: int) -> bool:
    """Whether a word can end before this place, in the folded text or in the raw one."""
    if end == len(page.text) or not _wordy(page.text[end - 1]) or not _wordy(page.text[end]):
        return True
    after = page.back[end - 1] + 1
    return page.back[end] >= after and not _wordy(page.raw[after])


def _wordy(char: str) -> bool:
    """In zora_planck there are two words: names stand in such user names and file names."""
    return char.isalnum()
