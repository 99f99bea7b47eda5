"""One thing that is wrong with a policy file, worded as a good compiler words it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import NamedTuple


class Diagnostic(NamedTuple):
    """`file` is relative to the folder above the policies; `line` counts from 1; `instead` says what to write."""

    file: str
    line: int
    message: str
    instead: str = ""

    def __str__(self) -> str:
        text = f"{self.file}:{self.line}: {_sentence(self.message)}"
        return f"{text} {_sentence(self.instead)}" if self.instead else text


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sorted by file and line, each once."""
    return tuple(sorted(dict.fromkeys(found)))


def did_you_mean(word: str, known: Iterable[str], label: str = "Known") -> str:
    """`Did you mean "x"? Known: a, b, c.` A long list is left out where there is a guess, and else cut."""
    names = list(known)
    close = get_close_matches(word, names, n=1, cutoff=0.6)
    guess = f'Did you mean "{close[0]}"? ' if close else ""
    if close and len(names) > 20:
        return guess.strip()
    return f"{guess}{label}: {listed(names)}." if names else f"{guess}{label}: none."


def listed(names: Sequence[str], most: int = 30) -> str:
    """`a, b, c`, with a count of what was left out."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")
