"""The people of one case: which of them a name can mean."""

from __future__ import annotations

from typing import Final

from drafting.redaction.people import Name, fits, joined

_CROWD: Final = 20  # who shares a name with more than so many is only found by his full one: a look-up is constant work

_Key = tuple[str, ...]


class People:
    """The known people by what they are called, each with the fullest form of the name."""

    def __init__(self) -> None:
        self._full: dict[str, Name] = {}
        self._called: dict[_Key, dict[str, None]] = {}

    def __repr__(self) -> str:
        return f"<People: {len(self._full)}>"

    def find(self, name: Name) -> str | None:
        """The placeholder of the only person whom a name fits; None when there is none, or more than one."""
        keys: tuple[_Key, ...]
        if name.is_part:
            called = " ".join(name.words)
            keys = (("called", called),) if len(called) > 1 else ()
        elif len(name.words[0]) == 1:
            keys = (("initial", name.words[-1], name.words[0]),)
        else:
            keys = (("first", name.words[-1], name.words[0]), ("only initial", name.words[-1], name.words[0][0]))
        near: set[str] = set()
        for key in keys:
            there = self._called.get(key, {})
            if len(there) > _CROWD:
                return None
            near.update(p for p in there if fits(name, self._full[p]))
        return near.pop() if len(near) == 1 else None

    def add(self, name: Name, placeholder: str) -> None:
        """A name that is this person's."""
        known = self._full.get(placeholder)
        full = name if known is None else self._fuller(name, known)
        self._full[placeholder] = full
        first, last = full.words[0], full.words[-1]
        keys: list[_Key] = [("called", called) for called in full.parts]
        if full.is_part:
            keys.append(("called", " ".join(full.words)))
        else:
            keys += (("initial", last, first[0]), ("first", last, first))
            if len(first) == 1:
                keys.append(("only initial", last, first))
        for key in keys:
            there = self._called.setdefault(key, {})
            if len(there) <= _CROWD:
                there[placeholder] = None

    @staticmethod
    def _fuller(name: Name, known: Name) -> Name:
        if name.is_part and known.is_part:
            return known._replace(gender=known.gender or name.gender)
        if name.is_part or known.is_part:
            long, short = (known, name) if name.is_part else (name, known)
            return long._replace(gender=long.gender or short.gender)
        return joined(name, known) or known
