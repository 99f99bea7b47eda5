"""What happens in each node of the graph. The nodes know nothing of LangGraph; `graph.py` wires them.

`State` is all that a checkpoint ever holds: ids and masked text. The raw ticket and the account's flags stay in the
vault and are read by the one step that needs them.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, JsonValue

from drafting import triage as triaging
from drafting.compliance.checker import Checker, verdict
from drafting.compliance.subject import Subject
from drafting.compose.playbook import render
from drafting.decide import decide, raised
from drafting.errors import Conflict, DrafterFailed, Held
from drafting.examine import examine
from drafting.examine.extract import Gaps
from drafting.models import (
    Approval,
    Case,
    Decision,
    Draft,
    Finding,
    IntakeItem,
    Level,
    MaskedTicket,
    Outcome,
    PolicyRef,
    Priority,
    Provenance,
    Redaction,
    Reply,
    Role,
    Status,
    Verdict,
)
from drafting.policy.compiler import Policies
from drafting.ports import Brief, Drafter, Extractor, NewEvent, Redactor, Registry, Search, Store
from drafting.redaction.guard import guarding
from drafting.retrieval import Retriever
from drafting.status import stricter
from drafting.triage.meaning import Reading

MAX_REVISIONS = 2
NO_SECTION = "general/out-of-scope"

Emit = Callable[[str, Mapping[str, JsonValue]], Awaitable[None]]
Update = dict[str, object]


class State(BaseModel):
    """The graph's state. Only ids and masked text: a checkpoint is not encrypted by anybody but us."""

    model_config = ConfigDict(extra="forbid")

    draft_id: str
    day: date | None = None  # on the company's clock, when the draft was asked for: the day of its policies
    ticket: MaskedTicket | None = None
    case: Case | None = None
    unsure: str | None = None  # why triage would rather have a person look
    rivals: tuple[str, ...] = ()  # what else the ticket may be about
    policy: tuple[PolicyRef, ...] = ()
    intake: tuple[IntakeItem, ...] = ()
    decision: Decision | None = None
    playbook: Reply | None = None
    reply: Reply | None = None
    findings: tuple[Finding, ...] = ()
    verdict: Verdict | None = None
    held: str | None = None
    provenance: Provenance = Provenance()
    timings_ms: dict[str, float] = {}
    resolution: dict[str, str] | None = None  # what the reviewer decided, once he has


async def silent(event: str, data: Mapping[str, JsonValue]) -> None:
    return None


class Prepared(NamedTuple):
    """What is made from the policies in force on a day, once."""

    reading: Reading
    retriever: Retriever
    checker: Checker


@dataclass(frozen=True)
class Parts:
    """The adapters and compiled policy that the steps work with."""

    store: Store
    redactor: Redactor
    policies: Policies  # as they were in force when the process started; `on` another day there may be others
    reading: Reading
    retriever: Retriever
    checker: Checker
    drafter: Drafter | None  # None: the playbook writes
    extractor: Extractor | None  # None: the patterns alone say which elements are there
    model: str | None
    on_another_day: Callable[[Policies], Prepared]
    _others: dict[tuple[str, ...], Parts] = field(default_factory=dict, repr=False)  # by the names of the files

    def on(self, day: date | None) -> Parts:
        """The same with the policies in force on that day. A draft keeps its day: overnight, and on the review desk."""
        policies = self.policies if day is None else self.policies.on(day)
        if policies is self.policies:
            return self
        key = tuple(section.document.name for section in policies.sections.values())
        if key not in self._others:
            reading, retriever, checker = self.on_another_day(policies)
            self._others[key] = replace(self, policies=policies, reading=reading, retriever=retriever, checker=checker)
        return self._others[key]


class Pipeline:
    """The steps in order of the picture in the README. Each returns what it adds to the state."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts

    def _of(self, state: State) -> Parts:
        return self.parts.on(state.day)

    # -- redact ... examine ----------------------------------------------------------------------------------

    async def redact(self, state: State, emit: Emit = silent) -> Update:
        """Hides personal values and seals them in the vault before anything else sees the ticket."""
        store, redactor = self.parts.store, self.parts.redactor
        draft = await store.load(state.draft_id)
        ticket = await store.load_ticket(state.draft_id)
        asked = draft.created_at or datetime.now(UTC)
        day = self.parts.policies.day(asked)
        try:
            for attempt in range(3):
                registry = await store.load_registry(draft.ticket_id)
                masked = await asyncio.to_thread(
                    redactor.mask_ticket,
                    ticket,
                    registry,
                    draft_id=draft.draft_id,
                    ticket_id=draft.ticket_id,
                    received_at=ticket.received_at or asked,
                )
                try:
                    await store.save_registry(registry)
                    break
                except Conflict:  # another draft of this case handed out the same placeholder first: number again
                    if attempt == 2:
                        raise
        except Held as reason:
            return {"day": day, "held": str(reason)}
        digest = "sha256:" + hashlib.sha256(masked.model_dump_json().encode()).hexdigest()
        data: dict[str, JsonValue] = {"input": digest, "entities": dict(masked.entities)}
        await store.append(NewEvent("redacted", "pipeline", state.draft_id, data=data))
        policies = self.parts.policies.digest
        return {
            "day": day,
            "ticket": masked,
            "provenance": state.provenance.model_copy(update={"input": digest, "policies": policies}),
        }

    async def triage(self, state: State, emit: Emit = silent) -> Update:
        assert state.ticket is not None
        parts = self._of(state)
        found = triaging.triage(parts.policies, state.ticket, parts.reading)
        return {"case": found.case, "unsure": found.unsure, "rivals": found.rivals}

    async def retrieve(self, state: State, emit: Emit = silent) -> Update:
        assert state.ticket is not None and state.case is not None
        return {"policy": self._of(state).retriever.find(state.ticket, state.case)}

    async def examine(self, state: State, emit: Emit = silent) -> Update:
        assert state.ticket is not None and state.case is not None
        policies = self._of(state).policies
        written = [s for s in (state.case.section, *state.case.also) if s in policies.sections]
        intake = examine(policies, state.ticket, written)
        if self.parts.extractor is None:
            return {"intake": intake}
        return await self._extracted(state, state.ticket, intake, self.parts.extractor)

    async def decide(self, state: State, emit: Emit = silent) -> Update:
        """Outcome, dates and approval from the policy. The account's flags are read here and go no further."""
        assert state.ticket is not None and state.case is not None
        ticket = await self.parts.store.load_ticket(state.draft_id)
        flags = frozenset(ticket.account.flags if ticket.account else ())
        policies = self._of(state).policies
        decision = decide(policies, state.ticket, state.case, state.intake, flags, rivals=state.rivals)
        case = raised(state.case, decision)
        if state.case.section in policies.pending:
            title = policies.pending[state.case.section].title
            return {
                "case": case,
                "decision": decision,
                "held": f"There is no policy for {state.case.section} ({title}) yet; a person answers this ticket.",
            }
        return {"case": case, "decision": decision}

    # -- draft, check, revise --------------------------------------------------------------------------------

    async def draft(self, state: State, emit: Emit = silent) -> Update:
        """The playbook always writes; a model, when one is set, words the same content for this customer."""
        ticket, case, decision = state.ticket, state.case, state.decision
        assert ticket is not None and case is not None and decision is not None
        playbook = render(self._of(state).policies, ticket, case, decision, state.intake)
        if self.parts.drafter is None or decision.primary.outcome is Outcome.FIXED_TEXT:
            # approved words are nobody's to reword
            update = await self._by_playbook(state, playbook, None, emit)
        else:
            brief = Brief(ticket=ticket, decision=decision, intake=state.intake, playbook=playbook)
            update = await self._by_model(state, brief, emit)
        await self._log_drafted(state, update)
        return {**update, "playbook": playbook}

    async def revise(self, state: State, emit: Emit = silent) -> Update:
        """Tells the model what the checker found, at most twice; after that the playbook's text stands."""
        ticket, decision, playbook = state.ticket, state.decision, state.playbook
        assert ticket is not None and decision is not None and playbook is not None
        if state.provenance.revisions >= MAX_REVISIONS:
            why = f"the model's text stayed blocked after {MAX_REVISIONS} revisions"
            update = await self._by_playbook(state, playbook, why, emit)
        else:
            brief = Brief(
                ticket=ticket,
                decision=decision,
                intake=state.intake,
                playbook=playbook,
                findings=[f for f in state.findings if f.severity == "block"],
                previous=state.reply,
            )
            counted = state.model_copy(
                update={"provenance": state.provenance.model_copy(update={"revisions": state.provenance.revisions + 1})}
            )
            update = await self._by_model(counted, brief, emit)
        await self._log_drafted(state, update)
        return update

    async def check(self, state: State, emit: Emit = silent) -> Update:
        """The compliance checker, whoever wrote the text."""
        assert state.ticket is not None and state.reply is not None
        registry = await self.parts.store.load_registry(state.ticket.ticket_id)
        findings = await objections(self.parts, state, state.reply, registry)
        return {"findings": findings, "verdict": verdict(findings)}

    async def file(self, state: State, emit: Emit = silent) -> Update:
        """Writes the result to our own tables, which are the queue's truth. Done once: a second run changes nothing."""
        draft = await self.parts.store.load(state.draft_id)
        if draft.status is not Status.DRAFTING:
            return {}
        filed = self.filled(draft, state)
        data: dict[str, JsonValue] = {
            "status": filed.status.value,
            "verdict": filed.verdict.value if filed.verdict else None,
            "rules": [*sorted({f.rule for f in filed.findings})],
            "reply": reply_hash(filed.reply),
            "policies": filed.provenance.policies,
            "level": filed.approval.level.value,
        }
        reason = filed.held or ""
        await self.parts.store.save(
            filed, draft.revision, NewEvent("checked", "pipeline", draft.draft_id, reason, data)
        )
        return {}

    # -- helpers ---------------------------------------------------------------------------------------------

    def filled(self, draft: Draft, state: State) -> Draft:
        """The draft as the contract shows it, from the state at the end of the run."""
        approval = state.decision.approval if state.decision else Approval()
        if state.unsure:
            approval = stricter(approval, Approval(level=Level.REVIEWER, reasons=(state.unsure,)))
        if state.held:
            approval = stricter(approval, Approval(level=Level.REVIEWER, reasons=(state.held,)))
        found = state.verdict or Verdict.FLAG
        if found is Verdict.PASS and approval.level is not Level.AGENT:
            found = Verdict.FLAG
        status = {Verdict.PASS: Status.READY, Verdict.FLAG: Status.IN_REVIEW, Verdict.BLOCK: Status.BLOCKED}[found]
        decision = state.decision
        sections = decision.sections if decision else ()
        return draft.model_copy(
            update={
                "status": status,
                "verdict": found,
                "held": state.held,
                "case": state.case
                or Case(
                    section=NO_SECTION, priority=Priority.P3, requester_role=Role.UNKNOWN_THIRD_PARTY, language="und"
                ),
                "policy": state.policy,
                "intake": state.intake,
                "outcome": sections[0].outcome if sections and not state.held else None,
                "outcomes": {s.section: s.outcome for s in sections},
                "clocks": decision.clocks if decision else (),
                "paused": decision.paused if decision else (),
                "reply": None if state.held else state.reply,
                "findings": state.findings,
                "approval": approval,
                "provenance": state.provenance.model_copy(update={"timings_ms": state.timings_ms}),
                "redaction": Redaction(entities=state.ticket.entities if state.ticket else {}),
            }
        )

    async def _extracted(
        self, state: State, ticket: MaskedTicket, intake: tuple[IntakeItem, ...], extractor: Extractor
    ) -> Update:
        """The intake with what a model quotes for the elements that are open; as it was when anything goes wrong."""
        gaps = Gaps(self._of(state).policies, ticket, intake)
        if not gaps.wanted:
            return {"intake": intake}
        registry = await self.parts.store.load_registry(ticket.ticket_id)
        provenance, reason, model, filled = state.provenance, "", self.parts.model, intake
        try:
            with guarding(registry):
                found = await extractor.extract(Search(state.draft_id, gaps.words, gaps.wanted))
            provenance = _paid(provenance, found.prompts, found.input_tokens, found.output_tokens, found.cost_usd)
            filled = gaps.filled(found.quotes)
        except (DrafterFailed, Held) as error:
            reason = str(error)
            provenance = provenance.model_copy(update={"extract_fallback": reason})
        changed = [f"{i.section}/{i.element}" for i, was in zip(filled, intake, strict=True) if i != was]
        data: dict[str, JsonValue] = {
            "model": model,
            "prompts": dict(provenance.prompts),
            "wanted": [*gaps.wanted],
            "quoted": [*changed],
            "usage": dict(provenance.usage),
        }
        await self.parts.store.append(NewEvent("extracted", "pipeline", state.draft_id, reason, data))
        return {"intake": filled, "provenance": provenance}

    async def _by_playbook(self, state: State, playbook: Reply, fallback: str | None, emit: Emit) -> Update:
        await emit("text", {"delta": playbook.body, "restart": True})
        update = {"drafter": "playbook", "model": None, "fallback": fallback}
        return {"reply": playbook, "provenance": state.provenance.model_copy(update=update)}

    async def _by_model(self, state: State, brief: Brief, emit: Emit) -> Update:
        assert self.parts.drafter is not None

        begun = False

        async def on_text(delta: str) -> None:
            nonlocal begun
            await emit("text", {"delta": delta, "restart": not begun})  # a revision replaces what was shown before
            begun = True

        registry = await self.parts.store.load_registry(brief.ticket.ticket_id)
        try:
            with guarding(registry):
                written = await self.parts.drafter.write(brief, on_text)
        except (DrafterFailed, Held) as error:
            return await self._by_playbook(state, brief.playbook, str(error), emit)
        paid = _paid(state.provenance, written.prompts, written.input_tokens, written.output_tokens, written.cost_usd)
        provenance = paid.model_copy(update={"drafter": "model", "model": written.model, "fallback": None})
        return {"reply": written.reply, "provenance": provenance}

    async def _log_drafted(self, state: State, update: Update) -> None:
        provenance, reply = update["provenance"], update["reply"]
        assert isinstance(provenance, Provenance) and isinstance(reply, Reply)
        data: dict[str, JsonValue] = {
            "drafter": provenance.drafter,
            "model": provenance.model,
            "prompts": dict(provenance.prompts),
            "reply": reply_hash(reply),
            "usage": dict(provenance.usage),
        }
        reason = provenance.fallback or ""
        await self.parts.store.append(NewEvent("drafted", "pipeline", state.draft_id, reason, data))


def _paid(
    provenance: Provenance, prompts: Mapping[str, str], input_tokens: int, output_tokens: int, cost_usd: float | None
) -> Provenance:
    """The provenance with one more answer of a model: its prompt, and what it cost."""
    usage = dict(provenance.usage)
    usage["input_tokens"] = usage.get("input_tokens", 0) + input_tokens
    usage["output_tokens"] = usage.get("output_tokens", 0) + output_tokens
    if cost_usd is not None:
        usage["cost_usd"] = usage.get("cost_usd", 0) + cost_usd
    return provenance.model_copy(update={"prompts": {**provenance.prompts, **prompts}, "usage": usage})


async def objections(parts: Parts, state: State, reply: Reply, registry: Registry) -> tuple[Finding, ...]:
    """What the checker objects to in a reply to the case of `state`, whether the pipeline or a person wrote it."""
    assert state.ticket is not None and state.case is not None and state.decision is not None
    parts = parts.on(state.day)
    subject = Subject.of_draft(
        parts.policies,
        state.ticket,
        state.case,
        state.decision,
        state.intake,
        reply,
        registry,
        playbook=state.playbook,
    )
    return await asyncio.to_thread(parts.checker.check, subject)


def reply_hash(reply: Reply | None) -> str | None:
    """What the log keeps of a reply: a hash of the masked text."""
    return None if reply is None else "sha256:" + hashlib.sha256(reply.model_dump_json().encode()).hexdigest()
