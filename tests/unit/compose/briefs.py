"""Briefs as the pipeline hands them to a drafter."""

from __future__ import annotations

from datetime import UTC, datetime

from drafting.models import (
    Approval,
    Decision,
    Finding,
    MaskedMessage,
    MaskedText,
    MaskedTicket,
    Outcome,
    Reply,
    SectionDecision,
    Sender,
    Severity,
)
from drafting.ports import Brief

PLAYBOOK = Reply(
    subject="Your appeal",
    body=(
        "Hello <PERSON_1>,\n\n"
        "Thank you for your appeal about the account <USERNAME_1>. A person who did not take part in the first "
        "decision will look at it again. You will have our answer by Monday, 7 December 2026.\n\n"
        "Kind regards,\nQuillhaven Trust & Safety"
    ),
)
FINDING = Finding(
    rule="R31",
    severity=Severity.BLOCK,
    quote="We restored your account.",
    message="The reply announces a decision that nobody has taken.",
    fix="Say that a person will look at it.",
    section="abuse/suspension-appeal",
)


def brief(
    *texts: str | tuple[Sender, str],
    subject: str = "",
    draft_id: str = "d-1",
    outcome: Outcome = Outcome.ACKNOWLEDGE,
    playbook: Reply = PLAYBOOK,
    findings: tuple[Finding, ...] = (),
    previous: Reply | None = None,
) -> Brief:
    """A brief on an appeal; a text without a sender is the requester's."""
    said = [("requester", text) if isinstance(text, str) else text for text in texts or ("Why did you ban me?",)]
    ticket = MaskedTicket(
        draft_id=draft_id,
        ticket_id="T-1",
        channel="email",
        subject=MaskedText(subject),
        received_at=datetime(2026, 11, 23, 9, tzinfo=UTC),
        language="en",
        role=None,
        verified=False,
        country=None,
        name=MaskedText("<PERSON_1>"),
        email=None,
        messages=tuple(MaskedMessage(sender=who, at=None, text=MaskedText(text)) for who, text in said),
        facts={},
        entities={"PERSON": 1, "USERNAME": 1},
    )
    decided = SectionDecision(
        section="abuse/suspension-appeal", outcome=outcome, framework="x", row=1, why="There is a legal hold."
    )
    decision = Decision(sections=(decided,), approval=Approval(reasons=("legal hold",)))
    return Brief(ticket, decision, (), playbook, findings, previous)
