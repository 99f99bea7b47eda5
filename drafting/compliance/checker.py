"""The checker: every rule of the case's sections on one reply, the cheapest first. Whoever wrote the reply.

It fails closed: a rule that cannot be checked (a pattern that takes too long, a check that breaks, an option that the
policy owner forgot) is itself a finding that blocks, never silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from typing import Final, NamedTuple

from drafting.compliance import phrases
from drafting.compliance.fields import entry, known_checks
from drafting.compliance.look import Hit, Look
from drafting.compliance.subject import Subject
from drafting.errors import CountersignError, PolicyBroken
from drafting.models import Finding, Role, Severity, Verdict
from drafting.policy import patterns, schema
from drafting.policy.compiler import Policies
from drafting.policy.phrases import within

__all__ = ["Checker", "known_checks", "verdict"]

LONGEST: Final = 200_000  # code points; a reply is a letter, and what is longer is looked at by a person
_ORDER: Final = ("placeholders-intact",)  # then field rules, then phrase rules
_RANK: Final = {Severity.NOTE: 0, Severity.FLAG: 1, Severity.BLOCK: 2}
_EMPTY: Final = "R59"
_INTACT: Final = schema.Rule(
    id="R58",
    title="Placeholders survive and none is invented",
    kind="field",
    severity=Severity.BLOCK,
    basis="company",
    check="placeholders-intact",
    message="A placeholder is broken, or stands for nothing in this case.",
    fix="Use the placeholders of the ticket exactly as they are, or leave them out.",
    fails=("Hello PERSON_1,",),
    passes=("Hello <PERSON_1>,",),
)


def verdict(findings: Iterable[Finding]) -> Verdict:
    """`block` if anything blocks, else `flag` if anything flags, else `pass`; notes change nothing."""
    worst = max((_RANK[finding.severity] for finding in findings), default=0)
    return (Verdict.PASS, Verdict.FLAG, Verdict.BLOCK)[worst]


class _Scope(NamedTuple):
    """Whether a rule looks at a reply, and whether that is sure (`known`) or only not excluded."""

    holds: bool
    known: bool


class Checker:
    """Checks replies against the policies. Prepares every pattern once; safe to share between threads."""

    def __init__(self, policies: Policies) -> None:
        """Raises PolicyBroken for a pattern that is none and for a check that there is not."""
        self._policies = policies
        self._rules: dict[str, tuple[schema.Rule, ...]] = {
            name: _cheapest_first(s.rules) for name, s in policies.sections.items()
        }
        for rule in {id(r): r for rules in self._rules.values() for r in rules}.values():
            for pattern in (*rule.forbid, *rule.unless, *rule.require, *rule.where.reply_mentions):
                patterns.compiled(pattern)
            if rule.kind == "field":
                entry(rule)

    def check(self, subject: Subject) -> tuple[Finding, ...]:
        """All findings, each once, in the order of the text; omissions first. Empty means that nothing was found."""
        if not subject.reply.body.strip():
            return (self._finding(_EMPTY, Severity.BLOCK, "The reply is empty.", subject.section),)
        if len(subject.reply.body) > LONGEST:
            message = f"The reply is longer than {LONGEST:,} characters and was not checked."
            return (self._finding(_EMPTY, Severity.BLOCK, message, subject.section),)
        found: list[Finding] = []
        done: set[int] = set()
        for section in (*subject.sections, *subject.answered_by_person):
            for rule in self.rules(section):
                if id(rule) in done:
                    continue
                scope = _scope(rule.where, section, subject, self._policies)
                if not scope.holds:
                    continue
                done.add(id(rule))
                found += self.apply(rule, section, subject, known=scope.known)
        return _settled(found)

    def alone(self, rule: schema.Rule, subject: Subject) -> list[Finding]:
        """One rule on one reply, on behalf of the first section of the case that has it and in which it holds."""
        for section in (*subject.sections, *subject.answered_by_person):
            if rule in self.rules(section):
                scope = _scope(rule.where, section, subject, self._policies)
                if scope.holds:
                    return self.apply(rule, section, subject, known=scope.known)
        return []

    def rules(self, section: str) -> tuple[schema.Rule, ...]:
        """The rules of a section. Where its policy is not written yet, those that hold for its whole area."""
        if section not in self._rules:
            area = section.partition("/")[0]
            commons = [c for c in self._policies.commons if c.area in {"", area}]
            self._rules[section] = _cheapest_first(tuple(rule for c in commons for rule in c.file.rules))
        return self._rules[section]

    def apply(self, rule: schema.Rule, section: str, subject: Subject, *, known: bool = True) -> list[Finding]:
        """One rule on one reply, its `where` apart. Whatever goes wrong is a finding that blocks."""
        look = Look(subject, rule, self._policies, section)
        try:
            hits = list(_hits(look, known))
        except PolicyBroken as error:
            return [self._finding(rule.id, Severity.BLOCK, f"This rule could not be checked. {error}", section)]
        except Exception as error:  # noqa: BLE001  whatever breaks in a check must hold the reply, not the service
            name = type(error).__name__ if not isinstance(error, CountersignError) else str(error)
            return [self._finding(rule.id, Severity.BLOCK, f"This rule could not be checked ({name}).", section)]
        return [self._of(hit, rule, section, subject) for hit in hits]

    # -- helpers ---------------------------------------------------------------------------------------------

    def _of(self, hit: Hit, rule: schema.Rule, section: str, subject: Subject) -> Finding:
        severity = rule.severity if hit.severity is None else min(hit.severity, rule.severity, key=_RANK.__getitem__)
        start, end = subject.page.span(hit.start, hit.end) if hit.end > hit.start else (0, 0)
        return Finding(
            rule=rule.id,
            severity=severity,
            quote=subject.reply.body[start:end],
            start=start,
            end=end,
            message=hit.message or rule.message,
            section=section,
            fix=hit.fix or rule.fix,
        )

    def _finding(self, rule: str, severity: Severity, message: str, section: str) -> Finding:
        return Finding(rule=rule, severity=severity, message=message, section=section)


def _hits(look: Look, known: bool) -> Iterator[Hit]:
    if look.rule.kind == "phrase":
        yield from phrases.objections(look, required=known)
        return
    check = entry(look.rule)
    if known or not check.omission:
        yield from check.run(look)


def _cheapest_first(rules: tuple[schema.Rule, ...]) -> tuple[schema.Rule, ...]:
    """Placeholders, then facts, then words. The placeholders are looked at whatever the policy files say."""
    every = rules if any(rule.check in _ORDER for rule in rules) else (_INTACT, *rules)
    return tuple(sorted(every, key=lambda rule: (rule.check not in _ORDER, rule.kind != "field")))


def _settled(found: list[Finding]) -> tuple[Finding, ...]:
    """Each place once for a rule: of findings that overlap the longest one stays. In the order of the text."""
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda f: (f.start - f.end, f.start, -_RANK[f.severity])):
        same = (k for k in kept if k.rule == finding.rule)
        if finding.end == 0:
            known = any(k.end == 0 and k.message == finding.message for k in same)
        else:
            known = any(k.start < finding.end and finding.start < k.end for k in same)
        if not known:
            kept.append(finding)
    return tuple(sorted(kept, key=lambda f: (f.start, f.end, f.rule, f.message)))


# -- where -----------------------------------------------------------------------------------------------------


def _scope(where: schema.Where, section: str, subject: Subject, policies: Policies) -> _Scope:
    """Whether the rule looks here. What is not known does not exclude a reply, but makes it unsure that the rule
    holds.
    """
    if where.sections and not any(fnmatchcase(section, glob) for glob in where.sections):
        return _Scope(False, True)
    if any(fnmatchcase(section, glob) for glob in where.not_sections):
        return _Scope(False, True)
    known = True
    outcome = subject.outcome_of(section)
    if where.outcomes or where.not_outcomes:
        if outcome is None:
            known = known and not where.outcomes
        elif outcome in where.not_outcomes or (where.outcomes and outcome not in where.outcomes):
            return _Scope(False, True)
    role = subject.role or _usual_role(section, policies)
    if where.roles or where.not_roles:
        if role is None:
            known = False
        elif role in where.not_roles or (where.roles and role not in where.roles):
            return _Scope(False, True)
    if where.jurisdictions:
        if not subject.jurisdictions:
            known = False
        elif not any(within(j, where.jurisdictions) for j in subject.jurisdictions):
            return _Scope(False, True)
    if where.reply_mentions and not subject.page.mentions(where.reply_mentions):
        return _Scope(False, True)
    return _Scope(True, known)


def _usual_role(section: str, policies: Policies) -> Role | None:
    """Who usually writes under a section, where nobody said who wrote."""
    found = policies.sections.get(section)
    return found.file.triage.default_role if found and found.file.triage.default_role in found.file.roles else None
