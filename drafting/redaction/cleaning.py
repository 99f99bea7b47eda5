"""A copy of a text for detection: invisible characters gone, look-alikes made plain, with the way back."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final, NamedTuple

import regex

from drafting.redaction.placeholders import Span

# Format characters (zero width, bidi, soft hyphen, tags, variation selectors), control characters that end no line,
# and the first half of the line end of Windows.
_DROP: Final = regex.compile(r"[\p{Cf}\uFE00-\uFE0F\U000E0100-\U000E01EF\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]|\r(?=\n)")
_ODD_LINE_END: Final = regex.compile(r"[\x0b\x0c\r]")
_READABLE: Final = regex.compile(r"[\p{L}\p{N}\p{P}\p{S}\p{Zs}\n\t\r]")


class Cleaned(NamedTuple):
    """`text` is what detectors read. `back` maps its offsets to the raw text; None when they are the same."""

    text: str
    back: tuple[int, ...] | None

    def raw(self, span: Span) -> Span:
        """The span in the raw text, with the invisible characters inside it."""
        if self.back is None:
            return span
        return Span(self.back[span.start], self.back[span.end - 1] + 1, span.kind)


@cache
def _plain() -> dict[int, str]:
    """One character for one: blanks of all widths, full-width forms and mathematical letters to ASCII, line ends."""
    table = dict.fromkeys((11, 12, 13, 133, 8232, 8233), "\n")
    ranges = ((0xA0, 0xA1), (0x1680, 0x1681), (0x2000, 0x200B), (0x202F, 0x2030), (0x205F, 0x2060), (0x3000, 0x3001))
    table |= {code: " " for start, end in ranges for code in range(start, end)}
    for start, end in ((0xFF01, 0xFF5F), (0x1D400, 0x1D800), (0x2460, 0x2500), (0xFF61, 0xFFA0)):
        for code in range(start, end):
            folded = unicodedata.normalize("NFKC", chr(code))
            if len(folded) == 1:
                table[code] = folded
    return table


def cleaned(text: str) -> Cleaned:
    """The copy for detection."""
    if text.isascii() and not _DROP.search(text) and not _ODD_LINE_END.search(text):
        return Cleaned(text, None)
    drops = [m.start() for m in _DROP.finditer(text)]
    if not drops:
        return Cleaned(text.translate(_plain()), None)
    gone = set(drops)
    back = tuple(i for i in range(len(text)) if i not in gone)
    return Cleaned("".join(text[i] for i in back).translate(_plain()), back)


def unreadable_share(text: str) -> float:
    """How much of a text is control or replacement characters, private use or unassigned: 0 for prose."""
    if not text:
        return 0.0
    readable = len(_READABLE.findall(text)) - text.count("\ufffd")
    invisible = len(regex.findall(r"[\p{Cf}\p{M}]", text))
    return 1 - (readable + invisible) / len(text)
