"""The policies' own examples, run with the real examiner, triage, drafter and checker.

`policy lint` and the start of the service run them: an example that does not come out as its policy says, or a
framework that breaks the section's rules, is an error with file and line, as every other one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache, partial
from operator import attrgetter
from typing import Any, Final

from drafting.compliance.checker import Checker
from drafting.compliance.fields import problems
from drafting.compliance.subject import Subject
from drafting.compose.playbook import render
from drafting.decide import decided_on, raised
from drafting.errors import PolicyBroken
from drafting.examine import examine
from drafting.models import Decision, ElementState, Outcome, Role, Severity
from drafting.policy import schema, table
from drafting.policy.compiler import Policies, Section
from drafting.policy.diagnostics import Diagnostic
from drafting.policy.files import Document
from drafting.policy.passed import Check, digest_of
from drafting.policy.phrases import applies
from drafting.triage import Likely, triage
from drafting.trial_cases import RowCase, cases, ticket

MeaningOf = Callable[[Policies], Likely]
MOST_WORDS: Final = 220  # of a reply, greeting and signature included: what people read to the end


def trials_of(policies: Policies, meaning_of: MeaningOf | None = None) -> list[Check]:
    """What finds everything that does not come out as the policies say.

    Versions still to come into force are tried among those that will be in force with them, so that what was tried
    once is tried for every day to come. `meaning_of` gives what texts mean to the sections of a day.
    """
    found = _on_one_day(policies, meaning_of, policies.sections)
    for day in policies.changes():
        then = policies.on(day)
        found += _on_one_day(then, meaning_of, {s.id for s in then.sections.values() if s.file.effective == day})
    return found


def _on_one_day(policies: Policies, meaning_of: MeaningOf | None, new: Collection[str]) -> list[Check]:
    """The trials of the sections in `new`, and the routing of every ticket among the sections of that day."""

    @cache
    def meaning() -> Likely | None:
        return meaning_of(policies) if meaning_of else None

    @cache
    def checker() -> Checker | None:
        return None if [*_unknown_checks(policies)] else Checker(policies)  # made only for rules that it can read

    def alone(section: Section) -> Iterator[Diagnostic]:
        yield from _elements(policies, section)
        if made := checker():
            yield from _frameworks(policies, section, made)

    def routed() -> Iterator[Diagnostic]:
        for section in policies.sections.values():
            yield from _routed(policies, meaning(), section.id, section.file.triage, section.document, "triage")
        if document := policies.pending_document:
            for n, (section_id, waiting) in enumerate(policies.pending.items()):
                yield from _routed(policies, meaning(), section_id, waiting.triage, document, "sections", n, "triage")

    def rules() -> Iterator[Diagnostic]:
        yield from _unknown_checks(policies)
        if made := checker():
            for those, document, inside in _homes(policies):
                yield from _rules(policies, those, document, inside, made)

    heaviest_first = sorted(policies.sections.values(), key=attrgetter("weight"), reverse=True)
    routes = digest_of(policies.shared, *(f"{s.id} {s.file.triage!r}" for s in policies.sections.values()))
    return [
        Check(("routed", routes), routed),
        Check(("rules", policies.digest, *sorted(new)), rules),
        *(
            Check(("alone", policies.shared, section.document.digest), partial(alone, section))
            for section in heaviest_first
            if section.id in new
        ),
    ]


def _homes(policies: Policies) -> Iterator[tuple[Sequence[schema.Rule], Document, tuple[str, ...]]]:
    """The rules of each file, and the sections that they can hold for."""
    for common in policies.commons:
        inside = tuple(s for s in policies.sections if not common.area or s.startswith(f"{common.area}/"))
        yield common.file.rules, common.document, inside
    for section in policies.sections.values():
        yield section.file.rules, section.document, (section.id,)


def _unknown_checks(policies: Policies) -> Iterator[Diagnostic]:
    """Field rules that name a check, or an option, which there is not."""
    for rules, document, _ in _homes(policies):
        for n, rule in enumerate(rules):
            for problem in problems(rule):
                yield document.at(problem, "", "rules", n, "check")


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return f'"{flat}"' if len(flat) <= 90 else f'"{flat[:89]}…"'


# -- elements and triage -------------------------------------------------------------------------------------


def _elements(policies: Policies, section: Section) -> Iterator[Diagnostic]:
    """Each example of an element has the state that stands beside it."""
    for n, element in enumerate(section.file.intake):
        for m, example in enumerate(element.examples):
            at = ("intake", n, "examples", m)
            try:
                items = examine(policies, ticket(example.text), [section.id])
            except PolicyBroken as error:
                yield section.diagnostic(f'"{element.id}": {error}', "Write a simpler pattern.", *at)
                continue
            item = next(item for item in items if item.element == element.id)
            if item.state is not example.state:
                seen = f" (seen: {_short(item.evidence)})" if item.evidence else ""
                lacks = f" (parts missing: {', '.join(item.parts_missing)})" if item.parts_missing else ""
                yield section.diagnostic(
                    f'"{element.id}" is {item.state.value} in an example that should be {example.state.value}: '
                    f"{_short(example.text)}{seen}{lacks}",
                    "Widen words or kinds."
                    if example.state is ElementState.PRESENT
                    else "Add unless, or narrow words.",
                    *at,
                )


def _routed(
    policies: Policies,
    meaning: Likely | None,
    section_id: str,
    wanted: schema.Triage,
    document: Document,
    *loc: str | int,
) -> Iterator[Diagnostic]:
    """Each example of a ticket comes to the section that gives it."""
    for n, text in enumerate(wanted.examples):
        try:
            case = triage(policies, ticket(text), meaning).case
        except PolicyBroken as error:
            yield document.at(str(error), "Write a simpler pattern.", *loc, "examples", n)
            continue
        if case.section != section_id:
            yield document.at(
                f"this example goes to {case.section}, not to {section_id}: {_short(text)}",
                "Add or weigh signals here, or a negative one there.",
                *loc,
                "examples",
                n,
            )


# -- rules ---------------------------------------------------------------------------------------------------


def _rules(
    policies: Policies, rules: Sequence[schema.Rule], document: Document, inside: Sequence[str], checker: Checker
) -> Iterator[Diagnostic]:
    """Each failing example fails with its rule, each passing one passes, in the checker as it will be used."""
    for n, rule in enumerate(rules):
        for field, wanted in (("fails", True), ("passes", False)):
            for m, given in enumerate(getattr(rule, field)):
                trial, section_id = _in_scope(policies, rule, given, inside)
                if section_id is None:
                    continue  # for sections that have no policy yet; the compiler tried the words
                try:
                    hits = checker.alone(rule, Subject.of_trial(policies, trial, section_id))
                except PolicyBroken as error:
                    yield document.at(f"{rule.id}: {error}", "Correct the rule.", "rules", n)
                    return
                if bool(hits) is wanted:
                    continue
                yield document.at(
                    f"{rule.id} does not object to its failing example: {_short(trial.reply)}"
                    if wanted
                    else f"{rule.id} objects to its passing example: {_short(trial.reply)} ({hits[0].message})",
                    "Correct the rule, or move the example.",
                    "rules",
                    n,
                    field,
                    m,
                )


def _in_scope(
    policies: Policies, rule: schema.Rule, given: str | schema.Trial, inside: Sequence[str]
) -> tuple[schema.Trial, str | None]:
    """The example with a section, outcome, role and jurisdiction that the rule looks at, where it names none."""
    trial = schema.Trial(reply=given) if isinstance(given, str) else given
    where = rule.where
    added: dict[str, Any] = {}
    if trial.outcome is None and (where.outcomes or where.not_outcomes):
        added["outcome"] = next(o for o in where.outcomes or Outcome if o not in where.not_outcomes)
    if trial.role is None and (where.roles or where.not_roles):
        added["role"] = next(r for r in where.roles or Role if r not in where.not_roles)
    if not trial.jurisdictions and where.jurisdictions:
        added["jurisdictions"] = where.jurisdictions[:1]
    section_id = trial.section or next((s for s in inside if rule in _looked_at(policies, s, where)), None)
    return trial.model_copy(update=added), section_id


def _looked_at(policies: Policies, section_id: str, where: schema.Where) -> Sequence[schema.Rule]:
    whole = where.model_copy(update={"reply_mentions": ()})
    return policies.sections[section_id].rules if applies(whole, "", section=section_id) else ()


# -- frameworks ----------------------------------------------------------------------------------------------


def _frameworks(policies: Policies, section: Section, checker: Checker) -> Iterator[Diagnostic]:
    """Every framework, written for the cases of its rows, passes the section's rules."""
    told: set[tuple[str, str]] = set()
    longest: dict[str, tuple[int, RowCase]] = {}
    looked_at: set[tuple[object, ...]] = set()
    for trial in cases(section):
        decided = decided_on(policies, trial.ticket, trial.case, trial.intake, trial.cells)
        decision = Decision(sections=(decided,), approval=decided.approval, priority=decided.priority)
        case = raised(trial.case, decision)
        at = ("frameworks", trial.name, "body")
        try:
            reply = render(policies, trial.ticket, case, decision, trial.intake)
            same = (trial.number, reply, case.requester_role, case.jurisdictions, decided.clocks)
            if same in looked_at:
                continue  # values that no word of the reply depends on
            looked_at.add(same)
            subject = Subject.of_draft(
                policies, trial.ticket, case, decision, trial.intake, reply, None, playbook=reply
            )
            findings = checker.check(subject)
        except PolicyBroken as error:
            if ("", trial.name) not in told:
                told.add(("", trial.name))
                yield section.diagnostic(f"row {trial.number} ({table.shown(trial.cells)}): {error}", "", *at)
            continue
        count = len(re.findall(r"\S*\w\S*", reply.body))
        if count > longest.get(trial.name, (0, trial))[0]:
            longest[trial.name] = count, trial
        for finding in findings:
            if finding.severity is Severity.NOTE or (finding.rule, trial.name) in told:
                continue
            told.add((finding.rule, trial.name))
            quote = f" in {_short(finding.quote)}" if finding.quote else ""
            yield section.diagnostic(
                f'{finding.rule} objects to the framework "{trial.name}" in row {trial.number} '
                f"({table.shown(trial.cells)}){quote}: {finding.message}",
                finding.fix,
                *at,
            )
    yield from _lengths(section, longest)


def _lengths(section: Section, longest: Mapping[str, tuple[int, RowCase]]) -> Iterator[Diagnostic]:
    """Each framework's longest reply (words, and the case of it) against the most that a reply may have."""
    for name, (count, trial) in longest.items():
        framework = section.file.frameworks[name]
        if framework.long is None and not framework.fixed and count > MOST_WORDS:
            yield section.diagnostic(
                f'the framework "{name}" comes out at {count} words with greeting and signature in row {trial.number} '
                f"({table.shown(trial.cells)})",
                f'Write it in {MOST_WORDS} words or fewer, or say why it cannot be shorter: long: "reason".',
                *("frameworks", name, "body"),
            )
        elif framework.long is not None and (framework.fixed or count <= MOST_WORDS):
            why = "is a fixed text" if framework.fixed else f"comes out at no more than {count} words"
            yield section.diagnostic(
                f'the framework "{name}" {why} and needs no reason to be long',
                "Leave long out.",
                *("frameworks", name, "long"),
            )
