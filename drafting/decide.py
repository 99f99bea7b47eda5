"""What the policy says about a ticket: outcome, missing elements, due dates, approval. Pure: no I/O, no model.

Total: input that does not fit (an unknown value of a fact, a date that is none) never raises. The case goes to a
reviewer, and the reason says why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from fnmatch import fnmatchcase
from functools import reduce
from typing import Final, NamedTuple

from drafting.deadlines import About, deadlines, newest
from drafting.errors import NotFound, PolicyBroken
from drafting.examine import own_words
from drafting.models import (
    Approval,
    Case,
    Decision,
    ElementState,
    IntakeItem,
    Level,
    MaskedTicket,
    Outcome,
    Role,
    SectionDecision,
)
from drafting.policy import catalogue, inputs, schema, table
from drafting.policy.values import Policies, Section
from drafting.status import stricter

# Law enforcement, courts and government: Legal answers them (CONTRACT section 3), except with an approved fixed text.
OFFICIAL: Final = frozenset({Role.LE_US, Role.LE_FOREIGN, Role.GOV_AGENCY, Role.CIVIL_LITIGANT})
PUBLIC: Final = frozenset({Role.REGULATOR, Role.PRESS})

# One sentence for every case that Legal sees because of who is involved. It must not tell a flagged account apart.
LEGAL_REVIEWS: Final = "Legal reviews this case."


class Explained(NamedTuple):
    """Why a section decided as it did: the row that held, and the value of each input that the table looks at."""

    section: str
    row: int
    why: str
    inputs: dict[str, str]
    notes: tuple[str, ...]  # what raised the approval, and input that did not fit


class _Situation(NamedTuple):
    """What every section of the case is decided on."""

    policies: Policies
    ticket: MaskedTicket
    case: Case
    intake: Sequence[IntakeItem]
    flags: frozenset[str]
    now: datetime
    said: tuple[str, ...]  # the requester's own words: subject and text


def decide(
    policies: Policies,
    ticket: MaskedTicket,
    case: Case,
    intake: Sequence[IntakeItem],
    flags: frozenset[str] = frozenset(),
    *,
    now: datetime | None = None,
    rivals: Sequence[str] = (),
) -> Decision:
    """Decides every section of the case, the governing one first.

    `flags` are the account's; they raise the approval of a reply and never change a fixed text or its approval. `now`
    starts clocks that begin when we act; default: the ticket's newest message. A section without a policy (and, beside
    a fixed text, every other section) is listed in `answered_by_person`. `sections` is empty when that is all of them.
    `rivals`: sections that the ticket may be about instead; who approves those approves this reply too, unless it is a
    fixed text.
    """
    given = _Situation(policies, ticket, case, intake, flags, now or newest(ticket), said(policies, ticket))
    decided: list[SectionDecision] = []
    by_person: list[str] = []
    approvals: list[Approval] = []
    for section_id in dict.fromkeys((case.section, *case.also)):
        try:
            section = policies.section(section_id)
        except NotFound:
            by_person.append(section_id)
            approvals.append(_person(policies, section_id))
            continue
        decided.append(_section(given, section))
    kept, apart = _together(policies, decided)
    by_person += [one.section for one in apart]
    approvals += [one.approval for one in kept]
    if apart:
        reason = "Part of this ticket cannot stand in the same reply; a person answers it."
        approvals.append(Approval(level=Level.REVIEWER, reasons=(reason,)))
        if kept[0].outcome is not Outcome.FIXED_TEXT:
            approvals += [one.approval for one in apart]
    if kept and kept[0].outcome is not Outcome.FIXED_TEXT:
        approvals += [_rival(given, section_id) for section_id in rivals]
    order = list(dict.fromkeys((case.section, *case.also)))
    return Decision(
        sections=tuple(kept),
        approval=reduce(stricter, approvals, Approval()),
        answered_by_person=tuple(sorted(by_person, key=order.index)),
        clocks=tuple(due for one in decided for due in one.clocks),
        paused=tuple(wait for one in decided for wait in one.paused),
        priority=min((one.priority for one in decided if one.priority is not None), default=None),
    )


def raised(case: Case, decision: Decision) -> Case:
    """The case with the priority that its rows ask for, where that is more urgent."""
    return case.model_copy(update={"priority": min(case.priority, decision.priority or case.priority)})


def explain(
    policies: Policies,
    ticket: MaskedTicket,
    case: Case,
    intake: Sequence[IntakeItem],
    section_id: str | None = None,
    flags: frozenset[str] = frozenset(),
) -> Explained:
    """The inputs and the row behind a decision. Raises NotFound for a section without a policy.

    With `flags` it also names the conflicts over them, which only those may read who may see the flags.
    """
    section = policies.section(section_id or case.section)
    notes: list[str] = []
    heard = said(policies, ticket)
    cells = inputs.cells_of(section, ticket, case, intake, said=heard, doubts=notes)
    given = _Situation(policies, ticket, case, intake, flags, newest(ticket), heard)
    above = tuple(one.why for one in _above(given, section, notes))
    chosen = _chosen(section, cells)
    return Explained(section.id, chosen.number, chosen.row.why, chosen.looked_at, (*above, *notes))


def said(policies: Policies, ticket: MaskedTicket) -> tuple[str, ...]:
    """What the words of policies are matched on: the subject, and what the requester wrote himself."""
    return (str(ticket.subject), own_words(ticket, policies.company.name)[1])


def _together(
    policies: Policies, decided: list[SectionDecision]
) -> tuple[list[SectionDecision], list[SectionDecision]]:
    """Which decisions one reply can carry, and which a person answers apart: some texts stand alone."""
    if not decided:
        return [], []
    if _stands_alone(policies, decided[0]):
        return decided[:1], decided[1:]
    beside = [one for one in decided if not _stands_alone(policies, one)]
    return _covered(policies, beside), [one for one in decided if _stands_alone(policies, one)]


def _framework(policies: Policies, decided: SectionDecision) -> schema.Framework:
    return policies.section(decided.section).file.frameworks[decided.framework]


def _stands_alone(policies: Policies, decided: SectionDecision) -> bool:
    return _framework(policies, decided).alone or decided.outcome is Outcome.FIXED_TEXT


def _covered(policies: Policies, decided: list[SectionDecision]) -> list[SectionDecision]:
    """The same decisions, marked where an earlier one's text answers a later one as well."""
    standing: list[SectionDecision] = []
    found: list[SectionDecision] = []
    for one in decided:
        covers = (
            first.section
            for first in standing
            if any(fnmatchcase(one.section, glob) for glob in _framework(policies, first).covers)
        )
        by = next(covers, None)
        found.append(one.model_copy(update={"covered_by": by}) if by else one)
        if by is None:
            standing.append(one)
    return found


def _rival(given: _Situation, section_id: str) -> Approval:
    """The approval that the ticket would need if it were about this section."""
    if section_id not in given.policies.sections:
        return _person(given.policies, section_id)
    section = given.policies.section(section_id)
    needs = _section(given, section).approval
    return needs.model_copy(update={"reasons": (f"It may be about something else: {section.file.title}.",)})


def _person(policies: Policies, section_id: str) -> Approval:
    pending = policies.pending.get(section_id)
    needs = pending.approval if pending else schema.Needs(level=Level.REVIEWER)
    level = Level.REVIEWER if needs.level is Level.AGENT else needs.level
    return Approval(
        level=level, also=needs.also, reasons=(f"{section_id} has no policy section yet; a person answers it.",)
    )


# -- one section ---------------------------------------------------------------------------------------------


def _section(given: _Situation, section: Section) -> SectionDecision:
    doubts: list[str] = []
    cells = inputs.cells_of(section, given.ticket, given.case, given.intake, said=given.said, doubts=doubts)
    above = _above(given, section, doubts)
    decided = _decided(given, section, cells, doubts)
    for one in above:
        secret = isinstance(one, schema.Conflict) and bool(one.flags)
        if secret and decided.outcome is Outcome.FIXED_TEXT:
            continue
        more = Approval(
            level=one.approval.level, also=one.approval.also, reasons=(LEGAL_REVIEWS if secret else one.why,)
        )
        decided = decided.model_copy(
            update={
                "approval": stricter(decided.approval, more),
                "escalate_to": one.escalate or decided.escalate_to,
            }
        )
    return decided


def _above(given: _Situation, section: Section, doubts: list[str]) -> list[schema.Raise | schema.Conflict]:
    """What stands above the table and raises the approval: words of the requester, and duties that pull apart."""
    raises = [one for one in section.raises if inputs.says(one.words, one.unless, given.said, doubts)]
    return [*raises, *(one for one in section.conflicts if _pulls_apart(one, given, section, doubts))]


def _pulls_apart(one: schema.Conflict, given: _Situation, section: Section, doubts: list[str]) -> bool:
    others = {given.case.section, *given.case.also} - {section.id}
    told = {name: inputs.text_of(inputs.fact(given.ticket.facts, name)) for name in one.facts}
    return (
        _any_is(one.sections, {section.id})
        and (not one.beside or _any_is(one.beside, others))
        and all(told[name] in values for name, values in one.facts.items())
        and (not one.words or inputs.says(one.words, one.unless, given.said, doubts))
        # last, so that nothing before it, not even a doubt, differs on a flagged account
        and (not one.flags or not given.flags.isdisjoint(one.flags))
    )


def _any_is(globs: Sequence[str], section_ids: set[str]) -> bool:
    return any(fnmatchcase(section_id, glob) for glob in globs for section_id in section_ids)


def decided_on(
    policies: Policies,
    ticket: MaskedTicket,
    case: Case,
    intake: Sequence[IntakeItem],
    cells: Mapping[str, str],
) -> SectionDecision:
    """The decision of the governing section if its inputs had these values; for trials of every row of a table."""
    given = _Situation(policies, ticket, case, intake, frozenset(), newest(ticket), ())
    return _decided(given, policies.section(case.section), cells, [])


def _decided(given: _Situation, section: Section, cells: Mapping[str, str], doubts: list[str]) -> SectionDecision:
    number, row, _ = _chosen(section, cells)
    states = inputs.states_of(section, given.intake)
    missing = tuple(e for e in section.elements if states[e] is not ElementState.PRESENT)
    if row.outcome is Outcome.REQUEST_MISSING:
        if row.ask is not None:
            missing = tuple(e for e in missing if e in row.ask)
        if not missing:
            doubts.append("The table asks for missing elements, but none that it may ask for is missing.")
    if section.id not in catalogue.RECORDED_ONLY:
        unclear = [section.elements[e].label for e, state in states.items() if state is ElementState.UNCLEAR]
        doubts += [f"It is unclear whether the ticket gives this: {label}." for label in unclear]
    about = About(given.policies, given.ticket, given.intake, given.now)
    dues, waiting = deadlines(about, section, row, cells, doubts)
    return SectionDecision(
        section=section.id,
        outcome=row.outcome,
        framework=row.framework or row.outcome.value,
        row=number,
        missing=missing,
        clocks=dues,
        paused=waiting,
        priority=row.priority,
        approval=_approval(section, row, given.case.requester_role, given.flags, doubts),
        escalate_to=row.escalate,
        why=row.why,
    )


def _approval(section: Section, row: schema.Row, role: Role, flags: frozenset[str], doubts: Sequence[str]) -> Approval:
    needs = row.approval
    above = needs.level is not Level.AGENT or needs.also
    approval = Approval(level=needs.level, also=needs.also, reasons=(row.why,) if above else ())
    is_fixed = row.outcome is Outcome.FIXED_TEXT
    if role in PUBLIC or (not is_fixed and (role in OFFICIAL or flags)):
        approval = stricter(approval, Approval(level=Level.LEGAL, reasons=(LEGAL_REVIEWS,)))
    if not is_fixed and role not in section.file.roles:
        doubts = (*doubts, f"{section.file.title}: this policy does not say how to answer {_called(role)}.")
    if doubts:
        approval = stricter(approval, Approval(level=Level.REVIEWER, reasons=tuple(doubts)))
    return approval


def _called(role: Role) -> str:
    return f"the role {role.value.replace('_', ' ')}"


def _chosen(section: Section, cells: Mapping[str, str]) -> table.Chosen:
    chosen = table.choose(section.file.table, cells)
    if chosen is None:  # the compiler proved that every combination meets a row
        raise PolicyBroken(f"{section.document.name}: no row covers {table.shown(cells)}.")
    return chosen
