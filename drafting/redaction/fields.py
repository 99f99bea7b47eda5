"""Every field of a ticket on its way through the redactor: which pass as they are, and what is hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Final

import regex
from pydantic import JsonValue

from drafting.models import MaskedMessage, MaskedText, MaskedTicket, Ticket
from drafting.ports import Masked, Origin
from drafting.redaction.ids.find import find_structured
from drafting.redaction.model.vocabulary import ordinary
from drafting.redaction.names.given import is_given, is_surname
from drafting.redaction.names.words import COMMON, NOT_PEOPLE
from drafting.redaction.places import jurisdiction
from drafting.redaction.registry import CaseRegistry

_ENUMERATION: Final = regex.compile(r"[a-z][a-z0-9_.:-]{0,39}")
_ISO_DATE: Final = regex.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?")
_CODE: Final = regex.compile(r"[A-Z]{2}(?:-[A-Z]{2,3})?")  # a jurisdiction: US-CA
_SHORT_NUMBER: Final = regex.compile(r"\d{1,4}(?:\.\d{1,4})?")
_MANY_DIGITS: Final = regex.compile(r"(?:\d[_.:-]?){5}")
_MANY: Final = 10**6
_BEFORE_NAMES: Final = 2  # letters that a piece of a file name needs to be somebody's name


class Fields:
    """One ticket: all its fields with one registry, so that a value has one placeholder in all of them."""

    def __init__(
        self,
        mask: Callable[[str, Origin], Masked],
        registry: CaseRegistry,
        prepare: Callable[[Sequence[tuple[str, Origin]]], None],
    ) -> None:
        """`prepare` is shown all texts of the ticket before the first of them is masked."""
        self._mask = mask
        self._prepare = prepare
        self._registry = registry
        self._used: set[str] = set()

    def masked(
        self, ticket: Ticket, *, draft_id: str, ticket_id: str, received_at: datetime, language: str
    ) -> MaskedTicket:
        """What goes on. Metadata, account flags and the plan do not: no step behind the redactor needs them."""
        requester, account = ticket.requester, ticket.account
        name = self._name(requester.name)
        email = self._known("EMAIL_ADDRESS", requester.email, "requester")
        if account is not None:
            self._known("ID", account.id, "account")
            self._known("EMAIL_ADDRESS", account.email, "account")
        notes: list[tuple[str, Origin]] = [(text, "agent") for text in strings(ticket.facts) if not passes(text)]
        texts = [(ticket.subject, "requester"), *((m.text, m.sender) for m in ticket.messages), *notes]
        self._prepare([(text, origin) for text, origin in texts if text.strip()])
        subject = self._text(ticket.subject, "requester")
        messages = tuple(
            MaskedMessage(sender=m.sender, at=m.at, text=self._text(m.text, m.sender)) for m in ticket.messages
        )
        facts = masked_fact(ticket.facts, self._fact)
        channel = ticket.channel if passes(ticket.channel) else self._text(ticket.channel, "system")
        assert isinstance(facts, dict)
        return MaskedTicket(
            draft_id=draft_id,
            ticket_id=ticket_id,
            channel=channel,
            subject=subject,
            received_at=received_at,
            language=language,
            role=requester.role,
            verified=requester.verified,
            country=requester.country,
            name=name,
            email=email,
            messages=messages,
            facts=facts,
            entities=dict(sorted(Counter(p[1 : p.rindex("_")] for p in self._used).items())),
            places=self._places(),
        )

    def _places(self) -> dict[str, str]:
        """The law that each hidden place stands for, where it is one of a country or a state."""
        hidden = sorted(p for p in self._used if p.startswith("<LOCATION_"))
        codes = {p: jurisdiction(self._registry.restore(MaskedText(p), "staff").text) for p in hidden}
        return {p: code for p, code in codes.items() if code}

    def _name(self, name: str | None) -> MaskedText | None:
        """Some helpdesks put the e-mail address where the name belongs, or both: "Anna <anna@example.com>"."""
        if name is None or not name.strip():
            return None
        address = next((s for s in find_structured(name) if s.kind == "EMAIL_ADDRESS"), None)
        if address is None:
            return self._known("PERSON", name, "requester")
        written = self._known("EMAIL_ADDRESS", name[address.start : address.end], "requester")
        rest = (name[: address.start] + name[address.end :]).strip(" \t<>()[]\"',;")
        return self._known("PERSON", rest, "requester") or written

    def _fact(self, text: str) -> MaskedText:
        """A text of an agent; an id that names somebody is hidden whole, since no sentence around it gives it away."""
        if _ENUMERATION.fullmatch(text.lower()) and _names_somebody(text):
            return self._known("USERNAME", text, "agent") or MaskedText("")
        return self._text(text, "agent")

    def _known(self, kind: str, value: str | None, origin: Origin) -> MaskedText | None:
        if value is None or not value.strip():
            return None
        placeholder = self._registry.placeholder(kind, value.strip(), origin)
        self._used.add(placeholder)
        return MaskedText(placeholder)

    def _text(self, text: str, origin: Origin) -> MaskedText:
        if not text.strip():
            return MaskedText("")
        done = self._mask(text, origin)
        self._used.update(e.placeholder for e in done.entities)
        return done.text


def strings(value: JsonValue | dict[str, JsonValue]) -> Iterator[str]:
    """Every text in a JSON value, keys too."""
    todo: list[JsonValue] = [value]
    while todo:
        match todo.pop():
            case str() as text:
                yield text
            case dict() as fields:
                todo += [*fields, *fields.values()]
            case list() as items:
                todo += items


def masked_fact(value: JsonValue, masked: Callable[[str], str]) -> JsonValue:
    """Numbers, plain enumerations, dates and jurisdictions pass; any other text, and a key that is no id, is masked.

    Two keys that become one keep both values, in a list.
    """
    if isinstance(value, dict):
        result: dict[str, JsonValue] = {}
        for key, item in value.items():
            name = key if passes(key) else masked(key)
            inside = masked_fact(item, masked)
            result[name] = [result[name], inside] if name in result else inside
        return result
    if isinstance(value, list):
        return [masked_fact(item, masked) for item in value]
    if not isinstance(value, str):
        return _number(value, masked)
    return value if passes(value) else masked(value)


def passes(value: str) -> bool:
    """Whether a text of a fact is an id, a date, a code or a short number rather than somebody's words or name."""
    if _ISO_DATE.fullmatch(value) or _CODE.fullmatch(value) or _SHORT_NUMBER.fullmatch(value):
        return True
    if not _ENUMERATION.fullmatch(value) or _MANY_DIGITS.search(value):
        return False
    return not _names_somebody(value)


def _number(value: JsonValue, masked: Callable[[str], str]) -> JsonValue:
    """A number that is long enough for a telephone or a card is masked as text."""
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) < _MANY:
        return value
    done = masked(str(value))
    return value if done == str(value) else done


def _names_somebody(value: str) -> bool:
    return any(_somebody(piece) for piece in regex.split(r"[\d_.:-]+", value))


def _somebody(piece: str) -> bool:
    lower = piece.lower()
    if len(piece) <= _BEFORE_NAMES or lower in COMMON or lower in NOT_PEOPLE:
        return False
    return is_given(piece.title()) or (is_surname(piece.title()) and not ordinary(piece))
