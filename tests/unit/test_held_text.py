"""Who may read a ticket that the redactor holds, and what the log gets of each look."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from drafting.errors import Held, NotAllowed, NotFound, RedactionFailed, VaultLocked
from drafting.models import Actor, Draft, Level, MaskedTicket, Message, RawText, Status, Ticket
from drafting.ports import NewEvent
from drafting.redaction.registry import CaseRegistry
from drafting.service import Service
from tests.fakes import PlainRedactor
from tests.unit.tickets import RECEIVED

TICKET = Ticket(
    subject=RawText("Bitte"), messages=(Message(text=RawText("Schreiben Sie an anna@example.com. Anna Beispiel")),)
)
REVIEWER = Actor(name="rhea", levels=frozenset({Level.REVIEWER}))


class Desk:
    """A service around one draft, and the events it wrote."""

    def __init__(self, *, held: str | None = "It is in German.", ticket: MaskedTicket | None = None) -> None:
        self.events: list[NewEvent] = []
        self.refuses: Exception | None = None
        draft = Draft(draft_id="d1", ticket_id="T-1", status=Status.IN_REVIEW, revision=2, held=held)

        async def load(_: str) -> Draft:
            return draft

        async def load_ticket(_: str) -> Ticket:
            if self.refuses:
                raise self.refuses
            return TICKET

        async def append(event: NewEvent) -> None:
            self.events.append(event)

        async def state(_: str) -> object:
            return SimpleNamespace(ticket=ticket)

        store = SimpleNamespace(load=load, load_ticket=load_ticket, append=append)
        self.redactor = PlainRedactor()
        parts: Any = SimpleNamespace(store=store, redactor=self.redactor)
        graph: Any = SimpleNamespace(state=state)
        nothing: Any = None
        self.service = Service(parts, graph, nothing, "here", lambda: "d1")


async def test_a_reviewer_reads_it_and_every_look_is_in_the_log() -> None:
    desk = Desk()
    for _ in range(2):
        text = await desk.service.held_text("d1", REVIEWER)
    assert text is not None
    assert text.subject == "Bitte"
    assert text.messages == ("Schreiben Sie an <EMAIL_ADDRESS_1>. Anna Beispiel",)
    assert desk.events == [NewEvent("revealed", "rhea", "d1", data={"revision": 2, "held": True})] * 2


async def test_nobody_else_reads_it() -> None:
    desk = Desk()
    with pytest.raises(NotAllowed):
        await desk.service.held_text("d1", Actor(name="ava"))
    assert desk.events == []


async def test_there_is_nothing_to_read_where_nothing_is_held() -> None:
    assert await Desk(held=None).service.held_text("d1", REVIEWER) is None


async def test_a_masked_ticket_is_read_instead() -> None:
    masked = PlainRedactor().mask_ticket(
        TICKET, CaseRegistry("T-1"), draft_id="d1", ticket_id="T-1", received_at=RECEIVED
    )
    desk = Desk(ticket=masked)
    assert await desk.service.held_text("d1", REVIEWER) is None
    assert desk.events == []


@pytest.mark.parametrize("refused", [NotFound("erased"), VaultLocked(), RedactionFailed("no model")])
async def test_what_cannot_be_read_even_so_is_not_shown(refused: Exception) -> None:
    desk = Desk()
    desk.refuses = refused
    assert await desk.service.held_text("d1", REVIEWER) is None
    assert desk.events == []


async def test_a_redactor_that_fails_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Ticket) -> None:
        raise Held("no")

    desk = Desk()
    monkeypatch.setattr(desk.redactor, "held_text", broken)
    assert await desk.service.held_text("d1", REVIEWER) is None
    assert desk.events == []
