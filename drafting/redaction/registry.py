"""The placeholders of one case: one value, one placeholder; never one for two people; each audience its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

import regex

from drafting.models import PLACEHOLDER, MaskedText, RawText
from drafting.ports import Origin, Restored
from drafting.redaction.kinds import RANK, key_of
from drafting.redaction.people import Name, name_of, normal
from drafting.redaction.placeholders import LONGEST_TOKEN
from drafting.redaction.urls import find_urls

Audience = Origin | Literal["staff"] | frozenset[Origin]
_SCAN_INSIDE_URLS: Final = frozenset({"SECRET", "EMAIL_ADDRESS", "CREDIT_CARD", "IBAN_CODE", "US_SSN", "URL_PART"})
_HALF_TOKEN: Final = regex.compile(r"<(?:[A-Z][A-Z_0-9]*)?\Z")


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


class CaseRegistry:
    """Implements ports.Registry. In memory, for one case; the store loads it, and saves what `changed` returns."""

    def __init__(self, case_id: str, entries: Iterable[Entry] = ()) -> None:
        self.case_id = case_id
        self._entries: dict[str, Entry] = {}
        self._by_key: dict[tuple[str, str], str] = {}
        self._people: dict[str, list[tuple[Name, str]]] = {}  # by every first and last word of a known person's names
        self._genders: dict[str, set[str]] = {}
        self._last: dict[str, int] = {}
        self._changed: set[str] = set()
        for entry in entries:
            self._put(entry)
        self._changed.clear()

    def __repr__(self) -> str:
        return f"<CaseRegistry with {len(self._entries)} entries>"

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, in the order they were handed out."""
        return tuple(self._entries.values())

    def knows(self, placeholder: str) -> bool:
        return placeholder in self._entries

    def changed(self) -> tuple[Entry, ...]:
        """Entries that are new, or were met in a new spelling or from a new origin, since the load or `saved`."""
        return tuple(e for p, e in self._entries.items() if p in self._changed)

    def saved(self) -> None:
        self._changed.clear()

    # -- handing out -----------------------------------------------------------------------------------------

    def placeholder(self, kind: str, value: str, origin: Origin) -> str:
        """The placeholder of a value, new or known. Numbers count up in order of appearance and are never used again.

        A first name or surname alone stands for the person of the case who has it, if there is only one.
        """
        if kind not in RANK:
            raise ValueError(f"unknown kind {kind!r}")
        if not value:
            raise ValueError("an empty value has no placeholder")
        found = self._find_person(name_of(value)) if kind == "PERSON" else self._by_key.get((kind, key_of(kind, value)))
        if found is None:
            number = self._last.get(kind, 0) + 1
            entry = Entry(f"<{kind}_{number}>", kind, value, frozenset({origin}))
        else:
            entry = _with_form(self._entries[found], value, origin)
        if self._entries.get(entry.placeholder) != entry:
            self._put(entry)
        return entry.placeholder

    def _find_person(self, name: Name) -> str | None:
        same = self._by_key.get(("PERSON", name.key))
        if same is not None:
            return same
        near = {p for known, p in self._people.get(name.words[0], ()) if _may_be(name, known)}
        if name.gender:
            near = {p for p in near if self._genders[p] <= {name.gender}}
        return near.pop() if len(near) == 1 else None

    def _put(self, entry: Entry) -> None:
        kind, number = entry.placeholder[1:-1].rsplit("_", 1)
        self._last[kind] = max(self._last.get(kind, 0), int(number))
        self._entries[entry.placeholder] = entry
        self._changed.add(entry.placeholder)
        for form in entry.forms:
            if entry.kind != "PERSON":
                self._by_key.setdefault((entry.kind, key_of(entry.kind, form.value)), entry.placeholder)
                continue
            name = name_of(form.value)
            self._genders.setdefault(entry.placeholder, set()).update(name.gender)
            if self._by_key.setdefault(("PERSON", name.key), entry.placeholder) == entry.placeholder:
                for word in {name.words[0], name.words[-1]}:
                    known = self._people.setdefault(word, [])
                    if (name, entry.placeholder) not in known:
                        known.append((name, entry.placeholder))

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
            entry = self._entries.get(match.group())
            if entry is None:
                unknown[match.group()] = None
                continue
            value = entry.seen_by(audience)
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

        Whole words only, four characters or more. People, addresses and the like inside a kept URL do not count.
        """
        bare = normal(PLACEHOLDER.sub(" ", text))
        outside = list(text)
        for url in find_urls(text):
            outside[url.start : url.end] = " " * (url.end - url.start)
        plain = normal(PLACEHOLDER.sub(" ", "".join(outside)))
        cased = " ".join(PLACEHOLDER.sub(" ", "".join(outside)).split())
        found = []
        for entry in self._entries.values():
            if entry.kind == "LITERAL":
                continue
            where = bare if entry.kind in _SCAN_INSIDE_URLS else plain
            for form in entry.forms:
                single = entry.kind == "PERSON" and len(form.value.split()) == 1  # "Will" is a person, "will" is not
                value = form.value.strip() if single else normal(form.value)
                if len(value) >= 4 and _stands_in(value, cased if single else where):
                    found.append(entry.placeholder)
                    break
        return tuple(found)


def _stands_in(value: str, text: str) -> bool:
    at = text.find(value)
    while at >= 0:
        end = at + len(value)
        inside = (at > 0 and text[at - 1].isalnum() and value[0].isalnum()) or (
            end < len(text) and text[end].isalnum() and value[-1].isalnum()
        )
        if not inside:
            return True
        at = text.find(value, at + 1)
    return False


def _with_form(entry: Entry, value: str, origin: Origin) -> Entry:
    if value == entry.value:
        return entry._replace(origins=entry.origins | {origin})
    others = {form.value: form.origins for form in entry.others}
    others[value] = others.get(value, frozenset()) | {origin}
    return entry._replace(others=tuple(Form(v, o) for v, o in others.items()))


def _may_be(name: Name, known: Name) -> bool:
    """Whether a name can be that of a known person: the same words, or the one end by which he is also called."""
    return name.words == known.words or (len(name.words) == 1 and name.words[0] in known.ends)


class StreamRestorer:
    """Restores a text that comes in pieces. Never shows half a placeholder, never holds back more than one."""

    def __init__(self, registry: CaseRegistry, audience: Audience) -> None:
        self._registry = registry
        self._audience = audience
        self._held = ""
        self._withheld: dict[str, None] = {}
        self._unknown: dict[str, None] = {}

    @property
    def withheld(self) -> tuple[str, ...]:
        return tuple(self._withheld)

    @property
    def unknown(self) -> tuple[str, ...]:
        return tuple(self._unknown)

    def feed(self, chunk: str) -> RawText:
        """What can be shown now."""
        text = self._held + chunk
        half = _HALF_TOKEN.search(text, max(0, len(text) - LONGEST_TOKEN))
        cut = half.start() if half else len(text)
        self._held = text[cut:]
        return self._restore(text[:cut])

    def close(self) -> RawText:
        """What was still held back; the stream is over."""
        rest, self._held = self._held, ""
        return self._restore(rest)

    def _restore(self, text: str) -> RawText:
        restored = self._registry.restore(MaskedText(text), self._audience)
        self._withheld |= dict.fromkeys(restored.withheld)
        self._unknown |= dict.fromkeys(restored.unknown)
        return restored.text
