"""What a phrase rule and its `where` mean. The compiler tries a rule's examples with this, without the checker."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import NamedTuple

from drafting.models import Outcome, Role
from drafting.policy import patterns, schema


class Objection(NamedTuple):
    """Words that a rule forbids, with their offsets; 0, 0 and no words when something required is not there."""

    start: int
    end: int
    quote: str


def applies(
    where: schema.Where,
    reply: str,
    *,
    section: str | None = None,
    outcome: Outcome | None = None,
    role: Role | None = None,
    jurisdictions: tuple[str, ...] | None = None,
) -> bool:
    """Whether a rule looks at this reply. What is not known (None) is taken as falling under the rule."""
    if section is not None:
        if where.sections and not any(fnmatchcase(section, glob) for glob in where.sections):
            return False
        if any(fnmatchcase(section, glob) for glob in where.not_sections):
            return False
    if outcome is not None and (outcome in where.not_outcomes or (where.outcomes and outcome not in where.outcomes)):
        return False
    if role is not None and (role in where.not_roles or (where.roles and role not in where.roles)):
        return False
    if jurisdictions and where.jurisdictions and not any(within(j, where.jurisdictions) for j in jurisdictions):
        return False
    return not where.reply_mentions or any(patterns.search(p, reply) for p in where.reply_mentions)


def within(jurisdiction: str, wanted: tuple[str, ...]) -> bool:
    """`US-CA` is within `US-CA`, `US-*` and `US`."""
    return any(fnmatchcase(jurisdiction, glob) or jurisdiction.startswith(f"{glob}-") for glob in wanted)


def objections(rule: schema.Rule, reply: str) -> list[Objection]:
    """What a phrase rule objects to in a reply that it looks at, in order.

    A forbidden match counts unless a sentence that it touches matches `unless`. Of `require`, one pattern is enough.
    """
    found: set[Objection] = set()
    for pattern in rule.forbid:
        for hit in patterns.finditer(pattern, reply):
            if hit.end() > hit.start() and not _excused(rule, reply, hit.start(), hit.end()):
                found.add(Objection(hit.start(), hit.end(), reply[hit.start() : hit.end()]))
    if rule.require and not any(patterns.search(pattern, reply) for pattern in rule.require):
        found.add(Objection(0, 0, ""))
    return sorted(found)


def _excused(rule: schema.Rule, reply: str, start: int, end: int) -> bool:
    if not rule.unless:
        return False
    touched = [s for s in patterns.sentences(reply) if s.start < end and start < s.end]
    return any(patterns.search(pattern, s.text) for s in touched for pattern in rule.unless)
