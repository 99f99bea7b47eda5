"""The checks that a field rule may name in `check:`. Importing this enters all of them."""

from __future__ import annotations

from drafting.compliance import (  # noqa: F401
    fields_areas,
    fields_case,
    fields_dates,
    fields_decision,
    fields_intake,
    fields_people,
    fields_windows,
    placeholders,
)
from drafting.compliance.look import CHECKS, REGIME, Check, Entry
from drafting.errors import PolicyBroken
from drafting.policy import schema
from drafting.policy.diagnostics import did_you_mean

__all__ = ["Check", "Entry", "entry", "known_checks", "problems"]


def known_checks() -> frozenset[str]:
    """The names that lint accepts in `check:`."""
    return frozenset(CHECKS)


def entry(rule: schema.Rule) -> Entry:
    """The check that a field rule names; raises PolicyBroken when there is no such check, or it does not read an
    option.
    """
    if wrong := problems(rule):
        raise PolicyBroken(" ".join(wrong))
    return CHECKS[str(rule.check)]


def problems(rule: schema.Rule) -> list[str]:
    """What is wrong with a field rule's check and options, in words for the policy owner; empty when nothing is."""
    if rule.kind != "field":
        return []
    if rule.check not in CHECKS:
        return [
            f"{rule.id}: there is no check {rule.check!r}. {did_you_mean(str(rule.check), sorted(CHECKS), 'Checks')}"
        ]
    known = CHECKS[rule.check]
    unread = [
        name for name in rule.options if name not in known.options and not (known.regimes and REGIME.fullmatch(name))
    ]
    return [
        f"{rule.id}: the check {rule.check} does not read the option {name!r}. "
        f"{did_you_mean(name, sorted(known.options), 'Options')}"
        for name in unread
    ]
