"""The product's verbs: submit a ticket, run its pipeline, show a draft, go on after a crash."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
import uuid
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pydantic import JsonValue

from drafting.checking import Checking
from drafting.errors import (
    Conflict,
    Held,
    LostReview,
    NotAllowed,
    NotFound,
    StepBroken,
    StoreUnavailable,
    VaultLocked,
    where,
)
from drafting.models import (
    LOGGED_CHANNELS,
    Actor,
    DecisionRequest,
    Draft,
    Event,
    MaskedText,
    Reply,
    Status,
    Ticket,
)
from drafting.offsets import moved
from drafting.pipeline import Emit, Parts, State, silent
from drafting.policy.audience import open_origins
from drafting.policy.compiler import Policies
from drafting.ports import HeldText, NewEvent
from drafting.review import Reviews
from drafting.status import WAITING

if TYPE_CHECKING:
    from drafting.graph import Graph

LEASE_S = 30.0
MAX_RUNS = 3
log = logging.getLogger("countersign")


class Service:
    """Everything a front end may ask for. One instance a process; built by `bootstrap`."""

    def __init__(
        self,
        parts: Parts,
        graph: Graph,
        checking: Checking,
        owner: str,
        new_id: Callable[[], str],
    ) -> None:
        """`owner` names this process in leases: "host:pid:start-ticks". `new_id` makes draft ids."""
        self._new_id = new_id
        self.parts = parts
        self.graph = graph
        self.checking = checking
        self.reviews = Reviews(parts, graph)
        self.owner = owner

    @property
    def policies(self) -> Policies:
        """The policies in force today, whenever the process started."""
        return self.parts.on(self.parts.policies.day(datetime.now(UTC))).policies

    def policies_of(self, draft: Draft) -> Policies:
        """The policies under which a draft was written."""
        return self.parts.on(self.parts.policies.day(draft.created_at) if draft.created_at else None).policies

    # -- drafting --------------------------------------------------------------------------------------------

    async def submit(self, ticket: Ticket, actor: Actor, key: str | None = None) -> tuple[Draft, bool]:
        """Stores the ticket sealed, with its log event, before anything is done with it.

        Returns the draft and whether this is a replay: the same idempotency key with the same ticket gives the same
        draft; with another ticket it is a Conflict.
        """
        now = datetime.now(UTC).replace(microsecond=0)
        ticket_id = ticket.id or f"T-{uuid.uuid4().hex[:12]}"
        digest = hashlib.sha256(ticket.model_dump_json(by_alias=True).encode()).hexdigest()
        ticket = ticket.model_copy(update={"id": ticket_id, "received_at": ticket.received_at or now})
        draft = Draft(
            draft_id=self._new_id(),
            ticket_id=ticket_id,
            status=Status.DRAFTING,
            requested_by=actor.name,
            created_at=now,
            updated_at=now,
        )
        channel = ticket.channel if ticket.channel in LOGGED_CHANNELS else "other"
        event = NewEvent("received", actor.name, draft.draft_id, data={"channel": channel})
        return await self.parts.store.submit(draft, ticket, event, key=key, body_hash=digest, owner=self.owner)

    async def again(self, draft_id: str, actor: Actor, facts: Mapping[str, JsonValue]) -> Draft:
        """Drafts the same ticket once more with what the agent has verified since; the earlier draft is superseded."""
        ticket = await self.parts.store.load_ticket(draft_id)
        return await self.draft(ticket.model_copy(update={"facts": {**ticket.facts, **facts}}), actor)

    async def run(self, draft_id: str, emit: Emit = silent) -> Draft:
        """Runs (or goes on with) the pipeline of a submitted draft; returns it as it is filed.

        A step that breaks marks the draft `failed` with the reason. A database or vault that does not answer raises,
        and the draft stays to be resumed.
        """
        store = self.parts.store
        if not await store.claim(draft_id, self.owner, LEASE_S):
            raise Conflict("This ticket is being drafted by another process.")
        try:
            async with self._heartbeat(draft_id):
                await self.graph.run(draft_id, emit)
        except (StoreUnavailable, VaultLocked):
            raise
        except Exception as error:  # noqa: BLE001 - the pipeline's boundary: whatever breaks, the ticket is not lost
            broke = str(error) if isinstance(error, StepBroken) else f"{type(error).__name__} at {where(error)}"
            log.error("draft %s: %s", draft_id, broke)  # never another's message: it may quote
            name = error.cause if isinstance(error, StepBroken) else type(error).__name__
            await self._fail(draft_id, f"{name} while drafting; a person answers this ticket.")
        finally:
            with contextlib.suppress(StoreUnavailable):
                await store.release(draft_id, self.owner)
        return await store.load(draft_id)

    async def draft(self, ticket: Ticket, actor: Actor, key: str | None = None, emit: Emit = silent) -> Draft:
        """Submit and run; the draft as its recipient may read it."""
        draft, replay = await self.submit(ticket, actor, key)
        if not replay:
            await self.run(draft.draft_id, emit)
        return await self.view(draft.draft_id, actor)

    # -- reading ---------------------------------------------------------------------------------------------

    async def view(self, draft_id: str, actor: Actor) -> Draft:
        """The draft with the values restored that its recipient may see; the first look is in the log."""
        draft = await self.parts.store.load(draft_id)
        return await self._restored(draft, actor)

    async def masked(self, draft_id: str) -> tuple[Draft, State]:
        """What a reviewer sees: the draft and what the nodes found, all masked."""
        return await self.parts.store.load(draft_id), await self.graph.state(draft_id)

    async def held_text(self, draft_id: str, actor: Actor) -> HeldText | None:
        """What the review desk may read of a ticket that the redactor holds; names in it are raw. Each look is logged.

        None where the masked ticket is there to be read, where nothing is held, or where the ticket was erased or
        cannot be opened or read even so. Raises NotAllowed for anybody but a reviewer. Only for a page: never kept.
        """
        if not actor.is_reviewer:
            raise NotAllowed("Only a reviewer can read a ticket that is held.")
        draft, state = await self.masked(draft_id)
        if draft.held is None or state.ticket is not None:
            return None
        try:
            ticket = await self.parts.store.load_ticket(draft_id)
            text = await asyncio.to_thread(self.parts.redactor.held_text, ticket)
        except (NotFound, VaultLocked, Held):
            return None
        data: dict[str, JsonValue] = {"revision": draft.revision, "held": True}
        await self.parts.store.append(NewEvent("revealed", actor.name, draft_id, data=data))
        return text

    async def queue(self, *, limit: int = 100, after: str | None = None) -> Sequence[Draft]:
        """Drafts that wait for a person, most urgent first; masked."""
        return await self.parts.store.list(sorted(WAITING), limit=limit, after=after)

    async def recent(self, actor: Actor, limit: int = 20) -> Sequence[Draft]:
        """The newest drafts this person asked for; masked."""
        return await self.parts.store.recent(actor.name, limit)

    async def history(self, draft_id: str) -> Sequence[Event]:
        """The log of one draft, oldest first; masked."""
        return [event async for event in self.parts.store.events(draft_id)]

    # -- people ----------------------------------------------------------------------------------------------

    async def decide(self, draft_id: str, actor: Actor, request: DecisionRequest) -> Draft:
        decided = await self.reviews.decide(draft_id, actor, request)
        return await self._restored(decided, actor)

    async def send(self, draft_id: str, actor: Actor, revision: int) -> Draft:
        sent = await self.reviews.send(draft_id, actor, revision)
        return await self._restored(sent, actor)

    # -- after a crash ---------------------------------------------------------------------------------------

    async def recover(self) -> int:
        """Goes on with drafts whose process died, and ends threads that were decided; returns how many."""
        store = self.parts.store
        done = 0
        for draft_id in await store.abandoned():
            attempts = await store.attempts(draft_id)
            if attempts >= MAX_RUNS:
                await self._fail(draft_id, f"Interrupted {MAX_RUNS} times; a person answers this ticket.")
            else:
                await store.append(NewEvent("resumed", "pipeline", draft_id, data={"attempt": attempts}))
                with contextlib.suppress(Conflict):  # another process was faster
                    await self.run(draft_id)
            done += 1
        for draft_id in await store.unresumed():
            draft = await store.load(draft_id)
            with contextlib.suppress(LostReview):  # the decision stands in our tables; only the graph's end is missing
                await self.graph.resume(draft_id, {"decision": draft.status.value, "by": "recovery"})
            await store.mark_resumed(draft_id)
            done += 1
        return done

    def warm(self) -> None:
        """Loads what the first ticket would otherwise wait for. Blocking: call in a thread."""
        self.parts.redactor.warm()

    async def ready(self) -> None:
        """Raises what keeps the service from working: the database, the vault, the policies (compiled at start)."""
        await self.parts.store.ping()
        await self.parts.store.check_log()

    # -- helpers ---------------------------------------------------------------------------------------------

    async def _restored(self, draft: Draft, actor: Actor) -> Draft:
        if draft.reply is None:
            return draft
        registry = await self.parts.store.load_registry(draft.ticket_id)
        sections = (draft.case.section, *draft.case.also) if draft.case else ()
        reader = open_origins(self.policies, sections, draft.case.requester_role if draft.case else None)
        subject = registry.restore(MaskedText(draft.reply.subject), reader)
        body = registry.restore(MaskedText(draft.reply.body), reader)
        if body.spans or subject.spans:
            data: dict[str, JsonValue] = {"revision": draft.revision, "values": len(body.spans) + len(subject.spans)}
            await self.parts.store.append_once(
                NewEvent("revealed", actor.name, draft.draft_id, data=data),
                f"{actor.name}:{draft.draft_id}:{draft.revision}",
            )
        findings = tuple(moved(f, body.spans, body.text) for f in draft.findings)
        return draft.model_copy(update={"reply": Reply(subject=subject.text, body=body.text), "findings": findings})

    async def _fail(self, draft_id: str, reason: str) -> None:
        draft = await self.parts.store.load(draft_id)
        if draft.status is not Status.DRAFTING:
            return  # it was filed before it broke
        failed = draft.model_copy(update={"status": Status.FAILED, "held": reason})
        await self.parts.store.save(failed, draft.revision, NewEvent("failed", "pipeline", draft_id, reason))

    @contextlib.asynccontextmanager
    async def _heartbeat(self, draft_id: str) -> AsyncIterator[None]:
        async def beat() -> None:
            while True:
                await asyncio.sleep(LEASE_S / 3)
                with contextlib.suppress(StoreUnavailable):
                    await self.parts.store.extend(draft_id, self.owner, LEASE_S)

        task = asyncio.create_task(beat())
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
