"""Stand-ins that tests share: quick, deterministic, and loud when asked something unexpected."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from typing import NamedTuple

from drafting.models import MaskedMessage, MaskedText, MaskedTicket, RawText, Ticket
from drafting.ports import Entity, Masked, Origin, Registry
from drafting.redaction.registry import CaseRegistry

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


class PlainHeldText(NamedTuple):
    """Implements ports.HeldText."""

    subject: RawText
    messages: tuple[RawText, ...]
    note: str


class PlainRedactor:
    """Hides e-mail addresses and the requester's own name: enough for tests that are not about redaction."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def warm(self) -> None:
        return None

    def mask(self, text: RawText, registry: Registry, origin: Origin) -> Masked:
        assert isinstance(registry, CaseRegistry)
        names = "|".join(re.escape(name) for name in sorted(self.names, key=len, reverse=True))
        pattern = re.compile(f"{EMAIL.pattern}|{names}" if names else EMAIL.pattern)
        parts: list[str] = []
        entities: list[Entity] = []
        last = 0
        for match in pattern.finditer(text):
            kind = "EMAIL_ADDRESS" if "@" in match[0] else "PERSON"
            placeholder = registry.placeholder(kind, match[0], origin)
            parts += [text[last : match.start()], placeholder]
            entities.append(Entity(kind, match.start(), match.end(), placeholder))
            last = match.end()
        return Masked(MaskedText("".join([*parts, text[last:]])), tuple(entities))

    def mask_ticket(
        self, ticket: Ticket, registry: Registry, *, draft_id: str, ticket_id: str, received_at: datetime
    ) -> MaskedTicket:
        who = ticket.requester
        if who.name:
            self.names.add(who.name)
        seen: Counter[str] = Counter()

        def hide(text: str | None, origin: Origin = "requester") -> MaskedText | None:
            if text is None:
                return None
            done = self.mask(RawText(text), registry, origin)
            seen.update({e.kind: 1 for e in done.entities})
            return done.text

        messages = tuple(
            MaskedMessage(sender=m.sender, at=m.at, text=hide(m.text, m.sender) or MaskedText(""))
            for m in ticket.messages
        )
        return MaskedTicket(
            draft_id=draft_id,
            ticket_id=ticket_id,
            channel=ticket.channel,
            subject=hide(ticket.subject) or MaskedText(""),
            received_at=received_at,
            language="en",
            role=who.role,
            verified=who.verified,
            country=who.country,
            name=hide(who.name),
            email=hide(who.email),
            messages=messages,
            facts=ticket.facts,
            entities=dict(seen),
        )

    def held_text(self, ticket: Ticket) -> PlainHeldText:
        hidden = [
            RawText(EMAIL.sub("<EMAIL_ADDRESS_1>", text))
            for text in (ticket.subject, *(m.text for m in ticket.messages))
        ]
        return PlainHeldText(hidden[0], tuple(hidden[1:]), "Names may stand in it.")
