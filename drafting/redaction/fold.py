"""A text as it is compared: letter case, accents, blanks, widths and invisible characters do not matter."""

from __future__ import annotations

import unicodedata
from typing import Final, NamedTuple


class Folded(NamedTuple):
    """`text` is what is compared; `back` gives for each of its characters the place of its origin in `raw`."""

    text: str
    back: list[int]
    raw: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Folded `start` to `end` (exclusive) as a range of the raw text, with the accents that follow its last letter.

        A raw character that became two ("ß") is inside as a whole.
        """
        first, last = self.back[start], self.back[end - 1] + 1
        while last < len(self.raw) and is_accent(self.raw[last]):
            last += 1
        return first, last


def is_accent(char: str) -> bool:
    """Combining marks of Latin, Greek and Cyrillic. Those of other scripts are letters' own parts and count."""
    return "\u0300" <= char <= "\u036f"


class _Characters(dict[str, str]):
    """What each character becomes: nothing, a blank, or one or more characters. Filled as characters are met.

    One character at a time, and never composed again: whatever contains a value contains its folded form, too.
    """

    def __missing__(self, char: str) -> str:
        self[char] = folded = "".join(_plain(c) for c in unicodedata.normalize("NFKD", char))
        return folded


def _plain(char: str) -> str:
    if char.isspace():
        return " "
    if is_accent(char) or "\ufe00" <= char <= "\ufe0f" or unicodedata.category(char) in {"Cf", "Cc"}:
        return ""
    return "".join(c for c in unicodedata.normalize("NFKD", char.casefold()) if not is_accent(c))


_CHARACTERS: Final = _Characters()


def fold(text: str) -> Folded:
    """Lower case without accents and invisible characters, compatibility forms made plain, one blank for any run.

    No blank at the start; at the end there may be one.
    """
    out: list[str] = []
    back: list[int] = []
    blank = True
    for at, char in enumerate(text):
        plain = _CHARACTERS[char]
        if plain == " ":
            if not blank:
                out.append(plain)
                back.append(at)
                blank = True
        elif len(plain) == 1:
            out.append(plain)
            back.append(at)
            blank = False
        else:
            for part in plain:
                if part != " " or not blank:
                    out.append(part)
                    back.append(at)
                blank = part == " "
    return Folded("".join(out), back, text)


def folded(value: str) -> str:
    """A value as it is compared."""
    return " ".join("".join(map(_CHARACTERS.__getitem__, value)).split())
