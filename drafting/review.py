"""A reviewer's decision on a waiting draft, and the agent's sending of an approved one.

Each is one compare-and-set on the draft's revision together with its log event. The graph is resumed afterwards; if the
process dies in between, `Service.recover` does it. No transaction is open while the graph or a model runs.
"""

from __future__ import annotations

import asyncio
import contextlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from drafting.compliance.checker import verdict
from drafting.errors import BadInput, Conflict, Held, LostReview, NotAllowed, StoreUnavailable
from drafting.models import (
    Actor,
    Approval,
    DecisionRequest,
    Draft,
    Level,
    MaskedText,
    RawText,
    Reply,
    Signature,
    Status,
    Verdict,
)
from drafting.pipeline import Parts, objections, reply_hash
from drafting.ports import NewEvent, Registry
from drafting.status import (
    MOVES,
    Move,
    check_can_approve,
    check_can_decide,
    check_can_send,
    check_move,
    satisfied,
    stricter,
)

if TYPE_CHECKING:
    from drafting.graph import Graph


class Reviews:
    """Decisions of people. Every method takes the revision the person saw and raises Conflict when it has moved on."""

    def __init__(self, parts: Parts, graph: Graph) -> None:
        self._parts = parts
        self._graph = graph

    async def decide(self, draft_id: str, actor: Actor, request: DecisionRequest) -> Draft:
        """Approve, edit, reject or escalate. Raises NotAllowed with the reason, Conflict, or LostReview."""
        draft = await self._parts.store.load(draft_id)
        check_can_decide(draft, actor)
        if request.revision != draft.revision:
            raise Conflict(
                f"You looked at revision {request.revision}; the draft is at revision {draft.revision}. Reload it."
            )
        reason = await self._masked(draft, request.reason)
        if request.decision != "edit" and request.body is not None:
            raise BadInput("`body` goes with the decision `edit` only; nothing was changed.")
        match request.decision:
            case "approve":
                return await self._approve(draft, actor, request.revision, reason)
            case "reject":
                return await self._reject(draft, actor, request.revision, reason)
            case "edit":
                return await self._edit(draft, actor, request, reason)
            case "escalate":
                return await self._escalate(draft, actor, request, reason)

    async def send(self, draft_id: str, actor: Actor, revision: int) -> Draft:
        """Marks a ready or approved draft as sent, once. A second call raises Conflict: nothing goes twice."""
        draft = await self._parts.store.load(draft_id)
        check_can_send(draft)
        check_move(draft, "send")
        event = NewEvent(
            MOVES["send"].event,
            actor.name,
            draft_id,
            data={"reply": reply_hash(draft.reply), "approved_by": [s.by for s in draft.signatures]},
        )
        return await self._parts.store.save(draft.model_copy(update={"status": Status.SENT}), revision, event)

    # -- the four decisions ----------------------------------------------------------------------------------

    async def _approve(self, draft: Draft, actor: Actor, revision: int, reason: str) -> Draft:
        signed_levels = [level for s in draft.signatures for level in s.levels]
        missing = check_can_approve(draft, actor, signed_levels)
        needed = {draft.approval.level, *draft.approval.also} - set(signed_levels)
        signature = Signature(
            by=actor.name,
            levels=tuple(sorted(needed & satisfied(actor.levels))),
            at=datetime.now(UTC).replace(microsecond=0),
        )
        move: Move = "partly_approve" if missing else "approve"
        check_move(draft, move)
        status = Status.IN_REVIEW if missing else Status.APPROVED
        update: dict[str, object] = {"status": status, "signatures": (*draft.signatures, signature)}
        event = NewEvent(
            MOVES[move].event,
            actor.name,
            draft.draft_id,
            reason,
            {"reply": reply_hash(draft.reply), "levels": [level.value for level in signature.levels]},
        )
        if missing:
            return await self._parts.store.save(draft.model_copy(update=update), revision, event)
        return await self._conclude(draft, update, revision, event, "approved")

    async def _reject(self, draft: Draft, actor: Actor, revision: int, reason: str) -> Draft:
        check_move(draft, "reject")
        if not reason:
            raise BadInput("Say why: a rejection needs a reason.")
        event = NewEvent(MOVES["reject"].event, actor.name, draft.draft_id, reason)
        return await self._conclude(draft, {"status": Status.REJECTED}, revision, event, "rejected")

    async def _escalate(self, draft: Draft, actor: Actor, request: DecisionRequest, reason: str) -> Draft:
        check_move(draft, "escalate")
        if request.level is None or request.level is Level.AGENT:
            raise BadInput("Say to whom: `level` is one of reviewer, legal, security, child-safety, executive.")
        if not reason:
            raise BadInput("Say why: an escalation needs a reason.")
        raised = stricter(
            draft.approval, Approval(level=request.level, reasons=(f"Escalated by {actor.name}: {reason}",))
        )
        event = NewEvent(MOVES["escalate"].event, actor.name, draft.draft_id, reason, {"level": request.level.value})
        update = {"approval": raised, "signatures": ()}
        return await self._parts.store.save(draft.model_copy(update=update), request.revision, event)

    async def _edit(self, draft: Draft, actor: Actor, request: DecisionRequest, reason: str) -> Draft:
        """The new text goes through redactor and checker like any other; signatures on the old text are void."""
        check_move(draft, "edit")
        if request.body is None or not request.body.strip():
            raise BadInput("`body` is empty: an edit needs the whole new text of the reply.")
        state = await self._graph.state(draft.draft_id)
        if state.ticket is None or state.case is None or state.decision is None:
            raise NotAllowed(
                "This ticket could not be read, so its reply cannot be checked here; answer it in the helpdesk."
            )
        registry = await self._parts.store.load_registry(draft.ticket_id)
        body = await self._mask(request.body, registry)
        await self._parts.store.save_registry(registry)
        subject_line = draft.reply.subject if draft.reply else state.ticket.subject
        reply = Reply(subject=subject_line, body=body)
        findings = await objections(self._parts, state, reply, registry)
        found = verdict(findings)
        approval = stricter(draft.approval, Approval(level=Level.REVIEWER, reasons=("A person edited the reply.",)))
        update = {
            "reply": reply,
            "findings": findings,
            "verdict": Verdict.BLOCK if found is Verdict.BLOCK else Verdict.FLAG,
            "status": Status.BLOCKED if found is Verdict.BLOCK else Status.IN_REVIEW,
            "approval": approval,
            "signatures": (),
            "held": None,
            "provenance": draft.provenance.model_copy(update={"drafter": "person"}),
        }
        event = NewEvent(
            MOVES["edit"].event,
            actor.name,
            draft.draft_id,
            reason,
            {
                "before": reply_hash(draft.reply),
                "after": reply_hash(reply),
                "rules": [*sorted({f.rule for f in findings})],
            },
        )
        return await self._parts.store.save(draft.model_copy(update=update), request.revision, event)

    # -- helpers ---------------------------------------------------------------------------------------------

    async def _conclude(
        self, draft: Draft, update: dict[str, object], revision: int, event: NewEvent, how: str
    ) -> Draft:
        """Records the decision, then ends the waiting graph, which must be waiting before anything is written."""
        await self._graph.waiting(draft.draft_id)
        decided = await self._parts.store.save(draft.model_copy(update=update), revision, event)
        with contextlib.suppress(LostReview, StoreUnavailable):  # decided; `recover` ends the graph
            await self._graph.resume(draft.draft_id, {"decision": how, "by": event.actor})
            await self._parts.store.mark_resumed(draft.draft_id)
        return decided

    async def _mask(self, text: RawText, registry: Registry) -> MaskedText:
        """A person's text, masked. Placeholders left in it become values first, so that one value keeps one."""
        raw = registry.restore(MaskedText(text), "staff").text
        return (await asyncio.to_thread(self._parts.redactor.mask, raw, registry, "agent")).text

    async def _masked(self, draft: Draft, text: RawText) -> str:
        """A reason for the log. Without a readable text there is no reason, and nothing is written."""
        if not text.strip():
            return ""
        registry = await self._parts.store.load_registry(draft.ticket_id)
        try:
            masked = await self._mask(text, registry)
        except Held as error:
            raise BadInput(f"The reason cannot be recorded: {error}") from None
        await self._parts.store.save_registry(registry)
        return masked
