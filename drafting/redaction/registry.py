"""The placeholders of one case: one value, one placeholder; never one for two people; each audience its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

from drafting.models import PLACEHOLDER, MaskedText, RawText
from drafting.ports import Origin, Restored
from drafting.redaction.fold import fold, folded
from drafting.redaction.kinds import RANK, key_of
from drafting.redaction.known_people import People
from drafting.redaction.lookup import Lookup
from drafting.redaction.people import name_of
from drafting.redaction.spans import Span
from drafting.redaction.sweep import Kept
from drafting.redaction.urls import find_urls

Audience = Origin | Literal["staff"] | frozenset[Origin]
_NEVER_GUARDED: Final = frozenset({"LITERAL", "LOCATION", "DATE_TIME", "AGE"})


class Form(NamedTuple):
    """One spelling of a value, and who wrote it."""

    value: str
    origins: frozenset[Origin]

    def __repr__(self) -> str:  # a value must not reach a log through a traceback
        return "<Form>"


class Entry(NamedTuple):
    """One hidden value. `value` is the spelling seen first; `others` are further spellings of the same value."""

    placeholder: str
    kind: str
    value: str
    origins: frozenset[Origin]
    others: tuple[Form, ...] = ()

    def __repr__(self) -> str:
        return f"<Entry {self.placeholder}>"

    @property
    def forms(self) -> tuple[Form, ...]:
        return (Form(self.value, self.origins), *self.others)

    def seen_by(self, audience: Audience) -> str | None:
        """The spelling that this audience wrote itself; a helper's "Anna" is not extended by a surname we know."""
        if audience == "staff":
            return self.value
        if self.kind == "SECRET":
            return None
        if isinstance(audience, frozenset):  # a recipient: also reads what only our own people ever wrote
            own = next((form.value for form in self.forms if form.origins & audience), None)
            ours = all(form.origins == {"agent"} for form in self.forms)
            return own or (self.value if ours else None)
        return next((form.value for form in self.forms if audience in form.origins), None)


# What the account's id is in one message is a user name in another: the same signs are one value.
_IDS: Final = frozenset({"ID", "USERNAME", "CASE_NUMBER", "DEVICE_ID", "LICENSE_PLATE", "PHONE_NUMBER"})


class CaseRegistry:
    """Implements ports.Registry. In memory, for one case; the store loads it, and saves what `changed` returns."""

    def __init__(self, case_id: str, entries: Iterable[Entry] = ()) -> None:
        self.case_id = case_id
        self.values: Final = Lookup()  # all of them, to be looked for in a text
        self._forms: dict[str, dict[str, frozenset[Origin]]] = {}  # by placeholder: its spellings and who wrote them
        self._spelled: dict[tuple[str, str], str] = {}
        self._by_key: dict[tuple[str, str], str] = {}
        self._ids: dict[str, str] = {}  # placeholders of ids of any kind, by the id
        self._people = People()
        self._last: dict[str, int] = {}
        self._built: dict[str, Entry] = {}
        self._changed: dict[str, None] = {}
        for entry in entries:
            self._last[entry.kind] = max(self._last.get(entry.kind, 0), int(entry.placeholder[:-1].rsplit("_", 1)[1]))
            for form in entry.forms:
                self._learn(entry.placeholder, entry.kind, form.value, form.origins)
        self._changed.clear()

    def __repr__(self) -> str:
        return f"<CaseRegistry with {len(self._forms)} entries>"

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, in the order they were handed out."""
        return tuple(self._entry(p) for p in self._forms)

    def knows(self, placeholder: str) -> bool:
        return placeholder in self._forms

    def changed(self) -> tuple[Entry, ...]:
        """Entries that are new, or were met in a new spelling or from a new origin, since the load or `saved`."""
        return tuple(self._entry(p) for p in self._forms if p in self._changed)

    def saved(self) -> None:
        self._changed.clear()

    # -- handing out -----------------------------------------------------------------------------------------

    def placeholder(self, kind: str, value: str, origin: Origin) -> str:
        """The placeholder of a value, new or known. Numbers count up in order of appearance and are never used again.

        A first name or surname alone, initials, or a fuller name stands for the person of the case that it fits, if
        there is only one. What was given once stays: the same value has the same placeholder on every day.
        """
        if kind not in RANK:
            raise ValueError(f"unknown kind {kind!r}")
        if not value:
            raise ValueError("an empty value has no placeholder")
        found = self._spelled.get((kind, value))
        if found is None:
            found = self._by_key.get((kind, key_of(kind, value)))
        if found is None and kind in _IDS:
            found = self._ids.get(folded(value))
        if found is None and kind == "PERSON":
            found = self._people.find(name_of(value))
        if found is None:
            self._last[kind] = self._last.get(kind, 0) + 1
            found = f"<{kind}_{self._last[kind]}>"
        self._learn(found, kind, value, frozenset({origin}))
        return found

    def _learn(self, placeholder: str, kind: str, value: str, origins: frozenset[Origin]) -> None:
        forms = self._forms.setdefault(placeholder, {})
        before = forms.get(value)
        if before is not None and origins <= before:
            return
        forms[value] = origins if before is None else before | origins
        self._changed[placeholder] = None
        self._built.pop(placeholder, None)
        if before is None:
            self._spelled.setdefault((kind, value), placeholder)
            self._by_key.setdefault((kind, key_of(kind, value)), placeholder)
            if kind == "PERSON":
                self._people.add(name_of(value), placeholder)
            if kind in _IDS:
                self._ids.setdefault(folded(value), placeholder)
            self.values.add(kind, value, placeholder)

    def _entry(self, placeholder: str) -> Entry:
        entry = self._built.get(placeholder)
        if entry is None:
            first, *others = (Form(value, origins) for value, origins in self._forms[placeholder].items())
            kind = placeholder[1 : placeholder.rindex("_")]
            entry = self._built[placeholder] = Entry(placeholder, kind, first.value, first.origins, tuple(others))
        return entry

    # -- giving back -----------------------------------------------------------------------------------------

    def restore(self, text: MaskedText, audience: Audience) -> Restored:
        """Puts values back for an audience. What it may not see stays a placeholder and is listed in `withheld`.

        An audience sees what it wrote itself; staff sees everything. A secret comes back for staff alone. For everybody
        else a restored value never has the form of a placeholder, so a second pass cannot turn it into another value.
        """
        parts: list[str] = []
        spans: list[tuple[int, int, int, int]] = []
        withheld: dict[str, None] = {}
        unknown: dict[str, None] = {}
        at = length = 0
        for match in PLACEHOLDER.finditer(text):
            if not self.knows(match.group()):
                unknown[match.group()] = None
                continue
            value = self._entry(match.group()).seen_by(audience)
            if value is None:
                withheld[match.group()] = None
                continue
            if audience != "staff":
                value = PLACEHOLDER.sub(lambda m: f"‹{m.group()[1:-1]}›", value)
            before = text[at : match.start()]
            length += len(before)
            spans.append((match.start(), match.end(), length, length + len(value)))
            length += len(value)
            parts += (before, value)
            at = match.end()
        parts.append(text[at:])
        return Restored(RawText("".join(parts)), tuple(withheld), tuple(unknown), tuple(spans))

    def known_values(self, text: str) -> tuple[str, ...]:
        """Placeholders whose value stands raw in a text that must hold none: the second guard before a model or a log.

        In any letter case, with any blanks, in compatibility forms and with invisible characters inside; whole words,
        and what is no mere word also inside a longer one. What `promised` leaves out in masking does not count here
        either, nor do people, addresses and the like inside a kept URL, and places, dates and ages anywhere: our own
        text names those, too.
        """
        bare = PLACEHOLDER.sub(_gap, text)
        kept = Kept((u.start, u.end) for u in find_urls(PLACEHOLDER.sub(_filler, text)))
        found: dict[str, None] = {}
        for hit in self.values.hits(fold(bare)):
            known = hit.known
            if known.part or known.kind in _NEVER_GUARDED or known.placeholder in found:
                continue
            if not hit.whole and all(c.isalpha() or c.isspace() for c in bare[hit.start : hit.end]):
                continue
            if any(kept.outside(Span(hit.start, hit.end, known.kind))):
                found[known.placeholder] = None
        return tuple(p for p in self._forms if p in found) if found else ()


def _gap(match: re.Match[str]) -> str:
    """No blank: a value does not go on behind a placeholder. A character of private use is in no value."""
    return "\ue000" * len(match.group())


def _filler(match: re.Match[str]) -> str:
    """A URL goes on behind a placeholder inside it."""
    return "x" * len(match.group())
