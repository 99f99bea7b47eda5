"""Why a ticket comes out as it does: the words, the facts and the row. Masked text only; nothing is drafted or kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from drafting import decide as deciding
from drafting.decide import decide, raised, said
from drafting.examine import examine, own_words
from drafting.models import (
    Approval,
    Case,
    ElementState,
    IntakeItem,
    Level,
    MaskedTicket,
    Outcome,
    Priority,
    Role,
    SectionDecision,
    Value,
)
from drafting.policy import inputs, patterns, schema, table
from drafting.policy.compiler import Policies, Section
from drafting.policy.page import when
from drafting.status import stricter
from drafting.triage import Likely, Score, triage


class Fit(Value):
    """How well the ticket fits a section, with the words that say so."""

    section: str
    title: str
    score: float
    meaning: float  # the part of the score that comes from texts like it, not from the policy's words
    words: tuple[str, ...]


class ElementFound(Value):
    """One intake element. `by`: what settled its state; `evidence`: the ticket's words."""

    element: str
    label: str
    state: ElementState
    by: str
    evidence: str | None = None
    parts_missing: tuple[str, ...] = ()


class InputRead(Value):
    """One column of the decision table: its value and what gave it. `decides`: the row that holds looks at it."""

    name: str
    value: str
    because: str
    words: str | None = None
    decides: bool


class RowHeld(Value):
    """The row that holds, numbered from 1 as lint numbers it, and where it is written."""

    number: int
    file: str
    line: int
    when: dict[str, str]
    why: str


class ClockCounted(Value):
    """A clock of the row: the due date and how it was counted, or why it does not run."""

    clock: str
    title: str
    basis: str
    bound: str = "due"
    due_at: datetime | None = None
    by_the_hour: bool = False
    counted: str


class Raised(Value):
    """What stands above the table and raises the approval: the requester's words, or duties that pull apart."""

    id: str
    why: str
    words: str | None = None  # the sentence that did, where words do


class SectionExplained(Value):
    """One section of the case, decided."""

    section: str
    title: str
    version: str
    effective: date
    fit: Fit
    elements: tuple[ElementFound, ...]
    inputs: tuple[InputRead, ...]
    row: RowHeld
    outcome: Outcome
    framework: str
    covered_by: str | None = None  # the section whose text answers this one as well
    missing: tuple[str, ...]
    clocks: tuple[ClockCounted, ...]
    raised: tuple[Raised, ...]
    approval: Approval
    escalate_to: str | None = None


class Explanation(Value):
    """The whole case. `sections` are those that have a policy, the governing one first."""

    ticket_id: str
    policies: str
    held: str | None = None  # why the ticket could not be read; then nothing else is known
    section: str | None = None
    also: tuple[str, ...] = ()
    unsure: str | None = None
    role: Role | None = None
    role_by: str = ""
    jurisdictions: tuple[str, ...] = ()
    priority: Priority | None = None
    priority_raised: tuple[str, ...] = ()
    sections: tuple[SectionExplained, ...] = ()
    others: tuple[Fit, ...] = ()  # the next best sections, which this ticket does not belong to
    answered_by_person: tuple[str, ...] = ()
    approval: Approval = Approval()


def explain(
    policies: Policies, ticket: MaskedTicket, meaning: Likely | None = None, *, flags: frozenset[str] = frozenset()
) -> Explanation:
    """Runs the ticket through triage, examination and decision and tells each step.

    `meaning`: what texts mean, as triage takes it. `flags` are the account's: they raise the approval, as they do in a
    draft, and are not shown. Raises PolicyBroken.
    """
    found = triage(policies, ticket, meaning)
    case = found.case
    named = (case.section, *case.also)
    fits = {s.section: _fit(policies, s) for s in found.scores}
    intake = examine(policies, ticket, [s for s in named if s in policies.sections])
    decision = decide(policies, ticket, case, intake, flags)
    case = raised(case, decision)
    approval = decision.approval
    if found.unsure:
        approval = stricter(approval, Approval(level=Level.REVIEWER, reasons=(found.unsure,)))
    return Explanation(
        ticket_id=ticket.ticket_id,
        policies=policies.digest,
        section=case.section,
        also=case.also,
        unsure=found.unsure,
        role=case.requester_role,
        role_by=_role_by(policies, ticket, case),
        jurisdictions=case.jurisdictions,
        priority=case.priority,
        priority_raised=found.reasons,
        sections=tuple(
            _section(
                policies,
                ticket,
                case,
                intake,
                one,
                fits.get(one.section) or _fit(policies, Score(one.section, 0.0, ())),
            )
            for one in decision.sections
        ),
        others=tuple(fit for name, fit in fits.items() if name not in named)[:3],
        answered_by_person=decision.answered_by_person,
        approval=approval,
    )


def _fit(policies: Policies, score: Score) -> Fit:
    name = score.section
    title = policies.sections[name].file.title if name in policies.sections else policies.pending[name].title
    return Fit(section=name, title=title, score=score.score, meaning=round(score.meaning, 2), words=score.words)


def _role_by(policies: Policies, ticket: MaskedTicket, case: Case) -> str:
    """What gave the role: the ticket, the words of the section's first role signal that fits, or its default."""
    if ticket.role is not None:
        return "the ticket says so"
    known = policies.sections.get(case.section)
    signs = known.file.triage if known else policies.pending[case.section].triage
    words = f"{ticket.subject}\n{own_words(ticket, policies.company.name)[1]}"
    for sign in signs.roles:
        if sign.role is case.requester_role and (match := patterns.search(sign.words, words)):
            return f'the words "{" ".join(match.group().split())}"'
    return "the section's default; nothing shows another"


def _section(
    policies: Policies,
    ticket: MaskedTicket,
    case: Case,
    intake: tuple[IntakeItem, ...],
    decided: SectionDecision,
    fit: Fit,
) -> SectionExplained:
    section = policies.section(decided.section)
    heard = said(policies, ticket)
    cells = inputs.read(section, ticket, case, intake, said=heard, doubts=[])
    row = section.file.table[decided.row - 1]
    looked_at = {*row.when, *(name for clock in row.clocks for name in clock.when)}
    return SectionExplained(
        section=section.id,
        title=section.file.title,
        version=section.file.version,
        effective=section.file.effective,
        fit=fit,
        elements=tuple(
            _element(section.elements[item.element], item, ticket) for item in intake if item.section == section.id
        ),
        inputs=tuple(
            InputRead(name=name, value=cell.value, because=cell.because, words=cell.words, decides=name in looked_at)
            for name, cell in cells.items()
        ),
        row=RowHeld(
            number=decided.row,
            file=section.document.name,
            line=section.document.line("table", decided.row - 1),
            when={name: " or ".join(table.allowed(cell)) for name, cell in row.when.items()},
            why=row.why,
        ),
        outcome=decided.outcome,
        framework=decided.framework,
        covered_by=decided.covered_by,
        missing=decided.missing,
        clocks=tuple(_clocks(policies, row, decided, {name: cell.value for name, cell in cells.items()})),
        raised=tuple(_raised(policies, ticket, case, intake, section)),
        approval=decided.approval,
        escalate_to=decided.escalate_to,
    )


def _raised(
    policies: Policies, ticket: MaskedTicket, case: Case, intake: tuple[IntakeItem, ...], section: Section
) -> Iterator[Raised]:
    """What raises the approval, without what only the account's flags raise: that must not be seen here."""
    heard = said(policies, ticket)
    notes = deciding.explain(policies, ticket, case, intake, section.id).notes
    above: tuple[schema.Raise | schema.Conflict, ...] = (*section.raises, *section.conflicts)
    for one in above:
        if one.why in notes:
            words = inputs.sentence_that_says(one.words, one.unless, heard, []) if one.words else None
            yield Raised(id=one.id, why=one.why, words=words)


def _element(element: schema.Element, item: IntakeItem, ticket: MaskedTicket) -> ElementFound:
    facts = [key for key in ticket.facts if key == element.id or key.startswith(f"{element.id}.")]
    if facts:
        by = f"the fact {', '.join(facts)}"
    elif element.by == "verified":
        by = "requester.verified; no text can supply it"
    elif item.evidence:
        by = "the ticket's words"
    else:
        by = "nothing in the ticket shows it"
    return ElementFound(
        element=element.id,
        label=element.label,
        state=item.state,
        by=by,
        evidence=item.evidence,
        parts_missing=item.parts_missing,
    )


def _clocks(policies: Policies, row: schema.Row, decided: SectionDecision, cells: dict[str, str]) -> list[ClockCounted]:
    """Every clock that the row names: counted, or with the reason why it does not run."""
    found: list[ClockCounted] = []
    for wanted in row.clocks:
        clock = policies.clocks[wanted.clock]
        dues = [due for due in decided.clocks if due.clock == clock.id]
        waiting = next((wait for wait in decided.paused if wait.clock == clock.id), None)
        met = table.meets(wanted.when, cells)
        if dues and met:
            found += [
                ClockCounted(
                    clock=clock.id,
                    title=clock.title,
                    basis=due.basis,
                    bound=due.bound,
                    due_at=due.due_at,
                    by_the_hour=clock.unit == "h",
                    counted=due.counted,
                )
                for due in dues
            ]
            continue
        if met and waiting:
            why = waiting.counted
        elif met:
            why = f"does not run: its start ({wanted.start or clock.start}) is not known yet"
        else:
            why = f"does not run: it needs {when(wanted.when)}"
        found.append(ClockCounted(clock=clock.id, title=clock.title, basis=clock.basis, counted=why))
    return found
