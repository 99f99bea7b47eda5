"""What the checker is asked about: one reply, and everything known about its case.

What is not known is None (or absent from a mapping). A rule that needs it then leaves the reply alone; everything that
the text alone shows is judged all the same. The account's flags never come near: nothing here may hint at a hold.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from functools import cached_property

from pydantic import JsonValue

from drafting.compliance.terms import possible_clocks
from drafting.compliance.text import Page, page_of
from drafting.models import (
    PLACEHOLDER,
    Approval,
    Case,
    CheckRequest,
    Decision,
    Due,
    ElementState,
    IntakeItem,
    MaskedText,
    MaskedTicket,
    Outcome,
    Priority,
    RawText,
    Reply,
    Role,
    Ticket,
)
from drafting.policy import render, schema
from drafting.policy.compiler import Policies
from drafting.ports import Registry, Restored

KnownIntake = Mapping[str, Mapping[str, ElementState]]


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A masked reply and its case. Make one with `of_draft`, `from_request` or `of_trial`."""

    reply: Reply
    section: str  # the governing section
    also: tuple[str, ...] = ()
    outcome: Outcome | None = None
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    role: Role | None = None
    priority: Priority | None = None
    jurisdictions: tuple[str, ...] = ()
    language: str | None = None  # of the requester, ISO 639-1
    received: datetime | None = None
    missing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # section -> what its decision lets us ask for
    intake: KnownIntake = field(default_factory=dict)  # section -> element -> state, where it was looked at
    clocks: tuple[Due, ...] | None = None  # None: the clocks were not run
    facts: Mapping[str, JsonValue] | None = None  # None: nobody was asked
    approval: Approval | None = None
    ticket_id: str | None = None
    ticket_text: MaskedText | None = None
    dated: tuple[date, ...] = ()  # the days on which the messages of the ticket were written
    registry: Registry | None = None
    fixed: bool = False  # the outcome's framework goes out byte-identical
    expected_fixed: Reply | None = None  # that framework's text
    playbook: Reply | None = None  # the playbook's text for this case
    answered_by_person: tuple[str, ...] = ()
    covered: tuple[str, ...] = ()  # sections that the text of another one answers as well

    @cached_property
    def page(self) -> Page:
        """The reply as the rules read it."""
        return page_of(self.reply.body)

    @property
    def sections(self) -> tuple[str, ...]:
        """The governing section and the others, each once."""
        return tuple(dict.fromkeys((self.section, *self.also)))

    def outcome_of(self, section: str) -> Outcome | None:
        """What the reply does for one section of the case."""
        return self.outcomes.get(section, self.outcome if section == self.section else None)

    def state(self, section: str, element: str) -> ElementState | None:
        """What is known of an element; an agent's fact beats what was found (CONTRACT section 5)."""
        told = (self.facts or {}).get(element)
        if isinstance(told, str) and told in set(ElementState):
            return ElementState(told)
        return self.intake.get(section, {}).get(element)

    # -- made from ---------------------------------------------------------------------------------------------

    @classmethod
    def of_draft(
        cls,
        policies: Policies,
        ticket: MaskedTicket,
        case: Case,
        decision: Decision,
        intake: Sequence[IntakeItem],
        reply: Reply,
        registry: Registry | None,
        *,
        playbook: Reply | None = None,
    ) -> Subject:
        """A draft of the pipeline, or the text of a person who edited it. Everything about the case is known."""
        made = cls(
            reply=reply,
            section=case.section,
            also=case.also,
            outcome=next((d.outcome for d in decision.sections if d.section == case.section), None),
            outcomes={d.section: d.outcome for d in decision.sections},
            role=case.requester_role,
            priority=case.priority,
            jurisdictions=case.jurisdictions,
            language=case.language,
            received=ticket.received_at,
            missing={d.section: d.missing for d in decision.sections},
            intake=_states(intake),
            clocks=tuple(due for d in decision.sections for due in d.clocks),
            facts=ticket.facts,
            approval=decision.approval,
            ticket_id=str(ticket.facts.get("case_id") or ticket.ticket_id),
            ticket_text=_words_of(ticket),
            dated=tuple(m.at.date() for m in ticket.messages if m.at),
            registry=registry,
            playbook=playbook,
            answered_by_person=decision.answered_by_person,
            covered=tuple(d.section for d in decision.sections if d.covered_by),
        )
        if not decision.sections:  # no policy writes this reply: a person does
            return made
        framework = policies.section(decision.primary.section).file.frameworks[decision.primary.framework]
        if not framework.fixed:
            return made
        return replace(made, fixed=True, expected_fixed=playbook or _fixed_text(policies, framework))

    @classmethod
    def from_request(
        cls,
        policies: Policies,
        request: CheckRequest,
        reply: Reply,
        ticket: MaskedTicket | None,
        intake: Sequence[IntakeItem],
        registry: Registry | None,
        approval: Approval | None = None,
    ) -> Subject:
        """A reply given to `countersign check`; `reply` and `ticket` are masked, and most of the case may be
        unknown.
        """
        section = policies.section(request.section)
        facts = dict(ticket.facts) if ticket else dict(request.facts)
        jurisdictions = _jurisdictions(facts, ticket.country if ticket else None)
        told = "facts" in request.model_fields_set or isinstance(request.ticket, Ticket)
        received = request.received_at
        if received is None and isinstance(request.ticket, Ticket):
            received = request.ticket.received_at
        outcome = request.outcome or _only_outcome(section.file)
        ticket_given = ticket is not None and any(m.text for m in ticket.messages)
        return _with_fixed_text(
            policies,
            cls(
                reply=reply,
                section=request.section,
                also=_strings(facts.get("also")),
                outcome=outcome,
                outcomes={request.section: outcome} if outcome else {},
                role=request.requester_role or (ticket.role if ticket else None),
                priority=_priority(facts.get("priority")),
                jurisdictions=jurisdictions,
                language=ticket.language if ticket and ticket_given else None,
                received=received,
                intake=_states(intake),
                clocks=possible_clocks(policies, request.section, outcome, received, facts, jurisdictions),
                facts=facts if told else None,
                approval=approval,
                ticket_id=_string(facts.get("case_id"))
                or (request.ticket.id if isinstance(request.ticket, Ticket) else None),
                ticket_text=_words_of(ticket) if ticket and ticket_given else None,
                dated=tuple(m.at.date() for m in ticket.messages if m.at) if ticket and received else (),
                registry=registry,
            ),
        )

    @classmethod
    def of_trial(cls, policies: Policies, trial: schema.Trial, section: str) -> Subject:
        """An example of a rule. `facts` may also name the `also` sections, the `priority` and a `language`."""
        facts = trial.facts
        received = datetime.combine(trial.received, time(9), tzinfo=UTC) if trial.received else None
        states = dict.fromkeys(trial.present, ElementState.PRESENT) | dict.fromkeys(trial.missing, ElementState.MISSING)
        jurisdictions = trial.jurisdictions or _jurisdictions(facts, None)
        file = policies.sections[section].file if section in policies.sections else None
        outcome = trial.outcome or (_only_outcome(file) if file else None)
        return _with_fixed_text(
            policies,
            cls(
                reply=Reply(subject="", body=_filled(policies, trial.reply)),
                section=section,
                also=_strings(facts.get("also")),
                outcome=outcome,
                outcomes={section: outcome} if outcome else {},
                role=trial.role,
                priority=_priority(facts.get("priority")),
                jurisdictions=jurisdictions,
                language=_string(facts.get("language")),
                received=received,
                missing={section: trial.missing} if trial.missing or trial.present else {},
                intake={section: states} if states else {},
                clocks=possible_clocks(policies, section, outcome, received, facts, jurisdictions),
                facts=facts,
                ticket_id=_string(facts.get("case_id")),
                ticket_text=MaskedText(text) if (text := _string(facts.get("ticket"))) else None,
                registry=_TrialRegistry(),
            ),
        )


class _TrialRegistry:
    """The placeholders of an example: the first nine of each kind are the requester's own, any other is invented."""

    case_id = "trial"

    def knows(self, placeholder: str) -> bool:
        return bool(re.fullmatch(r"<[A-Z][A-Z_]*_[1-9]>", placeholder))

    def restore(self, text: MaskedText, audience: object) -> Restored:
        unknown = tuple(t for t in PLACEHOLDER.findall(text) if not self.knows(t))
        return Restored(RawText(text), (), unknown, ())


# -- helpers -------------------------------------------------------------------------------------------------


def _states(intake: Sequence[IntakeItem]) -> dict[str, dict[str, ElementState]]:
    found: dict[str, dict[str, ElementState]] = {}
    for item in intake:
        found.setdefault(item.section, {})[item.element] = item.state
    return found


def _words_of(ticket: MaskedTicket) -> MaskedText:
    """What others wrote to us; our own earlier messages plant nothing and date nothing."""
    theirs = [m.text for m in ticket.messages if m.sender in {"requester", "third_party"}]
    return MaskedText("\n\n".join((ticket.subject, *theirs)))


def _only_outcome(file: schema.SectionFile) -> Outcome | None:
    """The outcome of a section that has only one."""
    outcomes = {row.outcome for row in file.table}
    return outcomes.pop() if len(outcomes) == 1 else None


def _with_fixed_text(policies: Policies, subject: Subject) -> Subject:
    """The text that the outcome's framework prescribes, where every row with that outcome has the same fixed one."""
    if subject.section not in policies.sections or subject.outcome is None:
        return subject
    file = policies.sections[subject.section].file
    rows = [row for row in file.table if row.outcome is subject.outcome]
    frameworks = {file.frameworks[row.framework or row.outcome.value] for row in rows}
    if not frameworks or not all(framework.fixed for framework in frameworks):
        return subject
    expected = _fixed_text(policies, frameworks.pop()) if len(frameworks) == 1 else None
    return replace(subject, fixed=True, expected_fixed=expected)


def _filled(policies: Policies, text: str) -> str:
    """An example may name a fixed text: `{{ fixed.T3 }}`."""
    return render.filled(text, {"company": policies.company, "fixed": policies.fixed}) if "{{ fixed." in text else text


def _fixed_text(policies: Policies, framework: schema.Framework) -> Reply:
    """A fixed framework uses only the company and the fixed texts, so it is the same for everybody."""
    given = {"company": policies.company, "fixed": policies.fixed}
    return Reply(subject=render.filled(framework.subject, given), body=render.filled(framework.body, given))


def _jurisdictions(facts: Mapping[str, JsonValue], country: str | None) -> tuple[str, ...]:
    given = facts.get("jurisdiction")
    told = _strings([given] if isinstance(given, str) else given)
    return told or ((country,) if country else ())


def _priority(value: JsonValue) -> Priority | None:
    return Priority(value) if isinstance(value, str) and value in set(Priority) else None


def _string(value: JsonValue) -> str | None:
    return value if isinstance(value, str) and value else None


def _strings(value: JsonValue) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()
