"""What a pattern cannot do without: a few strings one of which stands in every text that it matches.

Most patterns match nothing in most texts, and looking for a string costs a hundredth of a search. `patterns` asks here
first. A string is named only where it is certain; of a pattern with rarer syntax nothing is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_SHORTEST: Final = 3  # a shorter string stands in most texts
_MOST: Final = 48  # strings to look for; more cost as much as the search
_RARE: Final = re.compile(r"\(\?[|#(&PR\d+C^]|\(\?-?\d|\(\*|\(\?[a-zA-Z]*x|\{[\d,]* [\d, ]*\}|\[:|\\[QEKRXCUuLl]")
_TOKEN: Final = re.compile(
    r"(?P<open>\((?:\?(?:<[=!]|<\w+>|'\w+'|[a-zA-Z-]*[:)]|[=!>]))?)|(?P<close>\))|(?P<or>\|)"
    r"|(?P<times>(?:[*+?]|\{\d*(?:,\d*)?\})[?+]?)"
    r"|(?P<place>[\^$]|\\[bBAzZG])"
    r"|(?P<wide>\.|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]"
    r"|\\(?:x\{[^}]*\}|x[0-9a-fA-F]{0,2}|[pPgkoN]\{[^}]*\}|[gk](?:<[^>]*>|'[^']*'|[+-]?\d+)|[pP]\w|\d{1,3}|c.|\w))"
    r"|(?P<word>[a-zA-Z0-9 ,'<>_-]{2,}(?![*+?{]))|\\?(?P<sign>[\s\S])"
)
_AT_LEAST_ONCE: Final = re.compile(r"\+|\{0*[1-9]")

Strings = frozenset[str]
_NONE: Final[Strings] = frozenset()


def needed(pattern: str) -> tuple[str, ...]:
    """Case-folded strings, the shortest first, one of which is in every case-folded text that the pattern matches.

    Empty where no such strings are known.
    """
    if _RARE.search(pattern):
        return ()
    groups = [_Group("(")]
    for token in _TOKEN.finditer(pattern):
        kind, text = token.lastgroup, token.group()
        if kind in {"word", "sign"}:
            groups[-1].letters(token.group(kind))
        elif kind == "wide":
            groups[-1].item(_NONE)
        elif kind == "times":
            groups[-1].repeated(never=not _AT_LEAST_ONCE.match(text))
        elif kind == "or":
            groups[-1].alternative()
        elif kind == "open" and not text.endswith(")"):  # (?i) is none
            groups.append(_Group(text))
        elif kind == "close":
            if len(groups) == 1:
                return ()  # no pattern at all
            group = groups.pop()
            groups[-1].item(_NONE if group.opened.endswith("!") else group.strings())
    return fewest(groups[0].strings()) if len(groups) == 1 else ()


def fewest(strings: Iterable[str]) -> tuple[str, ...]:
    """The strings without those that hold another one, the shortest first."""
    kept: list[str] = []
    for string in sorted(set(strings), key=lambda s: (len(s), s)):
        if not any(map(string.__contains__, kept)):
            kept.append(string)
    return tuple(kept)


class _Group:
    """What was read of a group: the alternatives before this one, and of this one the best strings and the last."""

    def __init__(self, opened: str) -> None:
        self.opened = opened
        self._before: list[Strings] = []
        self._best = _NONE
        self._run = ""  # letters in a row
        self._last: Strings | None = None  # of the group before this place, which may yet turn out to be left out

    def letters(self, more: str) -> None:
        if self._last is not None:
            self._settle(self._last)
        self._run += more

    def item(self, strings: Strings) -> None:
        self._end_run()
        self._last = strings

    def repeated(self, *, never: bool) -> None:
        """The last letter or group may stand here several times or, `never`, not at all."""
        if self._last is not None:
            self._settle(_NONE if never else self._last)
        elif never:
            self._run = self._run[:-1]
        self._end_run()

    def alternative(self) -> None:
        self._before.append(self._of_this_one())
        self._best = _NONE

    def strings(self) -> Strings:
        every = [*self._before, self._of_this_one()]
        return _NONE.union(*every) if all(every) else _NONE

    def _of_this_one(self) -> Strings:
        self._end_run()
        return self._best

    def _end_run(self) -> None:
        if self._last is not None:
            self._settle(self._last)
        if len(self._run) >= _SHORTEST:
            self._settle(frozenset({self._run.casefold()}))
        self._run = ""

    def _settle(self, strings: Strings) -> None:
        """The longer the shortest of the strings and the fewer they are the better."""
        if strings and _worth(strings) > _worth(self._best):
            self._best = strings
        self._last = None


def _worth(strings: Strings) -> tuple[int, int]:
    shortest = min(map(len, strings), default=0)
    return (shortest, -len(strings)) if shortest >= _SHORTEST and len(strings) <= _MOST else (0, 0)
