"""`countersign check`: the checker on a given reply, nothing kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

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
    MaskedMessage,
    MaskedText,
    MaskedTicket,
    Reply,
    Ticket,
)
from drafting.offsets import moved
from drafting.policy.compiler import Policies
from drafting.ports import Redactor, Registry
from drafting.status import stricter


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
        if request.section not in self._policies.sections:
            known = ", ".join(sorted(self._policies.sections))
            raise NotFound(f"There is no policy section {request.section!r}. Sections: {known}.")
        registry = self._new_registry(request.id or "check")
        received = request.received_at or datetime.now(UTC)
        ticket = self._ticket(request, registry, received)
        masked = self._redactor.mask(request.reply, registry, "agent")
        intake = self._intake(request, ticket)
        decided = self._decided(request, ticket, intake)
        if (
            request.outcome is None and ticket.messages
        ):  # with the ticket at hand the policy says what the reply must do
            request = request.model_copy(update={"outcome": decided.primary.outcome})
        approval = self._approval(request, decided)
        subject = Subject.from_request(
            self._policies, request, Reply(subject="", body=masked.text), ticket, intake, registry, approval
        )
        spans = masked.spans
        findings = tuple(moved(f, spans, request.reply) for f in self._checker.check(subject))
        return CheckResult(id=request.id, verdict=verdict(findings), findings=findings, approval=approval)

    # -- helpers ---------------------------------------------------------------------------------------------

    def _ticket(self, request: CheckRequest, registry: Registry, received: datetime) -> MaskedTicket:
        """The ticket as far as it was given; a bare text is one message of the requester."""
        given = request.ticket
        if isinstance(given, Ticket):
            masked = self._redactor.mask_ticket(
                given,
                registry,
                draft_id="check",
                ticket_id=given.id or "check",
                received_at=given.received_at or received,
            )
            facts = {**masked.facts, **request.facts}
            return masked.model_copy(update={"facts": facts, "role": request.requester_role or masked.role})
        text = self._redactor.mask(given, registry, "requester").text if given else MaskedText("")
        return MaskedTicket(
            draft_id="check",
            ticket_id=request.id or "check",
            channel="email",
            subject=MaskedText(""),
            received_at=received,
            language="en",
            role=request.requester_role,
            verified=False,
            country=None,
            name=None,
            email=None,
            messages=(MaskedMessage(sender="requester", at=received, text=text),) if text else (),
            facts=request.facts,
            entities={},
        )

    def _intake(self, request: CheckRequest, ticket: MaskedTicket) -> tuple[IntakeItem, ...]:
        """Given states win; else what the ticket shows; else nothing is known and nothing is judged by it."""
        if request.intake:
            return tuple(IntakeItem.model_validate({"section": request.section, **item}) for item in request.intake)
        if ticket.messages:
            return examine(self._policies, ticket, [request.section])
        return ()

    def _decided(self, request: CheckRequest, ticket: MaskedTicket, intake: Sequence[IntakeItem]) -> Decision:
        triage = self._policies.section(request.section).file.triage
        role = request.requester_role or triage.default_role
        case = Case(section=request.section, priority=triage.priority, requester_role=role)
        return decide(self._policies, ticket, case, intake)

    def _approval(self, request: CheckRequest, decided: Decision) -> Approval:
        """Of the row that the facts reach; where that is not the given outcome, the strictest row that has it."""
        if request.outcome is None or decided.primary.outcome is request.outcome:
            return decided.approval
        approval = Approval()
        for row in self._policies.section(request.section).file.table:
            if row.outcome is request.outcome:
                approval = stricter(
                    approval, Approval(level=row.approval.level, also=row.approval.also, reasons=(row.why,))
                )
        return approval
