"""Our own words in a requester's message: what we asked for and worded for him, pasted without a quotation mark."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import regex

from drafting.examine.letter import Letter, states
from drafting.policy import patterns

_TELLING: Final = 25  # characters; a shorter sentence may be in anybody's letter
_WORD: Final = regex.compile(r"[\p{L}\p{M}\p{N}_]+")
_NUMBER: Final = regex.compile(r"\W*(?:\(?\d{1,2}[.)]|\[\d{1,2}\])\s")


class Ours:
    """What we said in this case. `asks`: the policies' requests. `told`: passages of our messages in the thread."""

    def __init__(self, asks: Iterable[str], told: Iterable[str]) -> None:
        self._asked: set[str] = set()
        self._worded: set[str] = set()
        for text in (*asks, *told):
            for sentence in patterns.sentences(text):
                (self._worded if states(sentence.text) else self._asked).add(_plain(sentence.text))
        self._telling = tuple(s for s in sorted(self._asked) if len(s) >= _TELLING)

    def ask(self, words: str) -> bool:
        """Whether the words are a sentence, or most of one, in which we ask for something or explain it."""
        said = _plain(words)
        if len(said) < _TELLING:
            return False
        return said in self._asked or any(said in ours or ours in said for ours in self._telling)

    def pasted(self, letter: Letter) -> bool:
        """Whether a message repeats what we asked, so that more of it may be ours."""
        return bool(self._telling) and any(
            _plain(s.text) in self._asked
            for p in letter.passages
            if len(p.text) >= _TELLING
            for s in patterns.sentences(p.text)
            if len(s.text) >= _TELLING
        )

    def said(self, words: str) -> bool:
        """Whether we wrote exactly these words, be it as a statement for him to make."""
        return (said := _plain(words)) in self._worded or said in self._asked


def _plain(words: str) -> str:
    """Words alone, in small letters: a client that pastes changes quotes, marks and line ends."""
    number = _NUMBER.match(words)
    return " ".join(_WORD.findall(words, number.end() if number else 0)).casefold()
