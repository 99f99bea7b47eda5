"""`countersign check`: the checker on a given reply, nothing kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Final

from pydantic import JsonValue

from drafting.compliance.checker import Checker, verdict
from drafting.compliance.subject import Subject
from drafting.decide import decide
from drafting.errors import NotFound
from drafting.examine import examine
from drafting.models import (
    Approval,
    Case,
    CheckRequest,
    CheckResult,
    Decision,
    IntakeItem,
    MaskedText,
    MaskedTicket,
    Message,
    RawText,
    Reply,
    Ticket,
)
from drafting.offsets import moved
from drafting.policy.compiler import Policies
from drafting.ports import Redactor, Registry
from drafting.status import stricter

NO_TEXT: Final = RawText("No ticket was given.")  # a ticket has words; these are taken away again


class Checking:
    """Stateless checks. Blocking (redaction and patterns are CPU work): call in a thread from async code."""

    def __init__(
        self, policies: Policies, checker: Checker, redactor: Redactor, new_registry: Callable[[str], Registry]
    ) -> None:
        self._policies = policies
        self._checker = checker
        self._redactor = redactor
        self._new_registry = new_registry

    def check(self, request: CheckRequest) -> CheckResult:
        """The verdict on a given reply. Raises NotFound for a section that has no policy."""
        policies, checker = self._today()
        if request.section not in policies.sections:
            known = ", ".join(sorted(policies.sections))
            raise NotFound(f"There is no policy section {request.section!r}. Sections: {known}.")
        registry = self._new_registry(request.id or "check")
        received = request.received_at or datetime.now(UTC)
        ticket, given = self._ticket(request, registry, received)
        masked = self._redactor.mask(request.reply, registry, "agent")
        intake = self._intake(policies, request, ticket, given)
        decided = self._decided(policies, request, ticket, intake)
        if (
            request.outcome is None and ticket.messages
        ):  # with the ticket at hand the policy says what the reply must do
            request = request.model_copy(update={"outcome": decided.primary.outcome})
        approval = self._approval(policies, request, decided)
        subject = Subject.from_request(
            policies, request, Reply(subject="", body=masked.text), ticket, intake, registry, approval
        )
        spans = masked.spans
        findings = tuple(moved(f, spans, request.reply) for f in checker.check(subject))
        return CheckResult(id=request.id, verdict=verdict(findings), findings=findings, approval=approval)

    # -- helpers ---------------------------------------------------------------------------------------------

    def _today(self) -> tuple[Policies, Checker]:
        """The policies in force today and their checker; a service may have started under others."""
        policies = self._policies.on(self._policies.day(datetime.now(UTC)))
        return policies, self._checker if policies is self._policies else Checker(policies)

    def _ticket(
        self, request: CheckRequest, registry: Registry, received: datetime
    ) -> tuple[MaskedTicket, tuple[IntakeItem, ...]]:
        """The ticket as far as it was given, and the given intake, both masked in one go with the given facts.

        A bare text is one message of the requester.
        """
        intake = tuple(IntakeItem.model_validate({"section": request.section, **item}) for item in request.intake)
        given, told = request.ticket, isinstance(request.ticket, Ticket)
        if not isinstance(given, Ticket):
            given = Ticket(messages=(Message(text=given or NO_TEXT),))
        facts: dict[str, JsonValue] = {
            "facts": {**given.facts, **request.facts},
            "intake": [item.evidence or "" for item in intake],
        }
        masked = self._redactor.mask_ticket(
            given.model_copy(update={"facts": facts}),
            registry,
            draft_id="check",
            ticket_id=given.id or request.id or "check",
            received_at=given.received_at or received,
        )
        shown, evidence = masked.facts["facts"], masked.facts["intake"]
        assert isinstance(shown, dict) and isinstance(evidence, list)
        update: dict[str, object] = {"facts": shown, "role": request.requester_role or masked.role}
        if not told:
            sent = tuple(m.model_copy(update={"at": received}) for m in masked.messages)
            update |= {"language": "en", "messages": sent if request.ticket else ()}
        items = zip(intake, evidence, strict=True)
        return masked.model_copy(update=update), tuple(
            item.model_copy(update={"evidence": MaskedText(str(text)) if item.evidence else item.evidence})
            for item, text in items
        )

    def _intake(
        self, policies: Policies, request: CheckRequest, ticket: MaskedTicket, given: tuple[IntakeItem, ...]
    ) -> tuple[IntakeItem, ...]:
        """Given states win; else what the ticket shows; else nothing is known and nothing is judged by it."""
        if given:
            return given
        if ticket.messages:
            return examine(policies, ticket, [request.section])
        return ()

    def _decided(
        self, policies: Policies, request: CheckRequest, ticket: MaskedTicket, intake: Sequence[IntakeItem]
    ) -> Decision:
        triage = policies.section(request.section).file.triage
        role = request.requester_role or triage.default_role
        case = Case(section=request.section, priority=triage.priority, requester_role=role)
        return decide(policies, ticket, case, intake)

    def _approval(self, policies: Policies, request: CheckRequest, decided: Decision) -> Approval:
        """Of the row that the facts reach; where that is not the given outcome, the strictest row that has it."""
        if request.outcome is None or decided.primary.outcome is request.outcome:
            return decided.approval
        approval = Approval()
        for row in policies.section(request.section).file.table:
            if row.outcome is request.outcome:
                approval = stricter(
                    approval, Approval(level=row.approval.level, also=row.approval.also, reasons=(row.why,))
                )
        return approval
