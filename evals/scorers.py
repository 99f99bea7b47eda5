"""Scorers: small, pure, each named after the error it forbids. None means there is nothing to score in this case."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from drafting.models import Draft, ElementState, Level, Status
from drafting.status import SATISFIES
from evals.case import GoldenCase

Score = str | None  # what is wrong; the empty string when it is right; None when there is nothing to score
Scorer = Callable[[GoldenCase, Draft], Score]


def wrong_section(case: GoldenCase, draft: Draft) -> Score:
    found = draft.case.section if draft.case else None
    return "" if found == case.expect.section else f"{found}, not {case.expect.section}"


def section_of_no_matter(case: GoldenCase, draft: Draft) -> Score:
    """A governing section that is none of the ticket's matters; of two matters either may lead."""
    found = draft.case.section if draft.case else None
    matters = {case.expect.section, *(case.expect.also or ())}
    return "" if found in matters else f"{found}, none of {sorted(matters)}"


def lost_section(case: GoldenCase, draft: Draft) -> Score:
    """A second concern of the ticket that nobody answers."""
    if case.expect.also is None:
        return None
    found = set(draft.case.also) if draft.case else set()
    return "" if found == set(case.expect.also) else f"also {sorted(found)}, not {sorted(case.expect.also)}"


def wrong_role(case: GoldenCase, draft: Draft) -> Score:
    if case.expect.role is None:
        return None
    found = draft.case.requester_role if draft.case else None
    return "" if found is case.expect.role else f"{found}, not {case.expect.role}"


def wrong_priority(case: GoldenCase, draft: Draft) -> Score:
    if case.expect.priority is None:
        return None
    found = draft.case.priority if draft.case else None
    return "" if found is case.expect.priority else f"{found}, not {case.expect.priority}"


def wrong_elements(case: GoldenCase, draft: Draft) -> Score:
    if case.expect.missing is None:
        return None
    found = {
        i.element for i in draft.intake if i.section == case.expect.section and i.state is not ElementState.PRESENT
    }
    return "" if found == set(case.expect.missing) else f"missing {sorted(found)}, not {sorted(case.expect.missing)}"


def wrong_outcome(case: GoldenCase, draft: Draft) -> Score:
    if case.expect.outcome is None:
        return None
    return "" if draft.outcome is case.expect.outcome else f"{draft.outcome}, not {case.expect.outcome}"


def approval_too_low(case: GoldenCase, draft: Draft) -> Score:
    """Never below the label: what is asked for must cover every level that the label names."""
    if case.expect.level is None:
        return None
    asked = {draft.approval.level, *draft.approval.also}
    covered: set[Level] = set().union(*(SATISFIES[level] for level in asked))
    lacking = {case.expect.level, *(case.expect.with_level or ())} - covered
    return f"{sorted(asked)} lacks {sorted(lacking)}" if lacking else ""


def approval_too_high(case: GoldenCase, draft: Draft) -> Score:
    """More approval than the policy wants: reviewers who are asked for nothing stop reading."""
    if case.expect.level is None:
        return None
    asked = {draft.approval.level, *draft.approval.also}
    wanted = {case.expect.level, *(case.expect.with_level or ())}
    return "" if asked <= wanted | {Level.AGENT} else f"{sorted(asked)}, not {sorted(wanted)}"


def wrong_status(case: GoldenCase, draft: Draft) -> Score:
    if case.expect.status is None:
        return None
    return "" if draft.status is case.expect.status else f"{draft.status}, not {case.expect.status}"


def guessed_instead_of_held(case: GoldenCase, draft: Draft) -> Score:
    if case.expect.held:
        return "" if draft.reply is None and draft.held else "a reply was written"
    return "" if draft.reply is not None else f"held: {draft.held}"


def missed_deadline(case: GoldenCase, draft: Draft) -> Score:
    if not case.expect.due:
        return None
    found = {d.clock if d.bound == "due" else f"{d.clock}_{d.bound}": d.due_at.date() for d in draft.clocks}
    wrong = {k: str(found.get(k)) for k, day in case.expect.due.items() if found.get(k) != day}
    return f"{wrong}" if wrong else ""


def left_unsaid(case: GoldenCase, draft: Draft) -> Score:
    if not case.expect.says or draft.reply is None:
        return None
    lacking = [p for p in case.expect.says if not re.search(p, draft.reply.body, re.IGNORECASE)]
    return f"does not say {lacking}" if lacking else ""


def said_what_is_forbidden(case: GoldenCase, draft: Draft) -> Score:
    if not case.expect.never_says or draft.reply is None:
        return None
    said = [p for p in case.expect.never_says if re.search(p, draft.reply.body, re.IGNORECASE)]
    return f"says {said}" if said else ""


def sent_unchecked(case: GoldenCase, draft: Draft) -> Score:
    """A draft that is ready although a person must approve it, or although the checker objects."""
    if draft.status is not Status.READY:
        return ""
    objections = [f.rule for f in draft.findings if f.severity != "note"]
    return (
        f"ready with {objections}, approval {draft.approval.level}"
        if objections or draft.approval.level != "agent"
        else ""
    )


def blocked_by_own_rules(case: GoldenCase, draft: Draft) -> Score:
    """The playbook's own text must never be blocked."""
    blocks = [f"{f.rule} {f.quote!r}" for f in draft.findings if f.severity == "block"]
    return "; ".join(blocks)


def left_gap(case: GoldenCase, draft: Draft) -> Score:
    """A reply with a template's bone in it: an empty bullet, `None`, an unfilled variable."""
    if draft.reply is None:
        return None
    found = re.search(r"\{\{|\}\}|\bNone\b|\bundefined\b|^\s*[-*]\s*$|\(\s*\)|,\s*,", draft.reply.body, re.MULTILINE)
    return f"gap at {found[0]!r}" if found else ""


SCORERS: Final[Mapping[str, Scorer]] = {
    f.__name__: f
    for f in (
        wrong_section,
        section_of_no_matter,
        lost_section,
        wrong_role,
        wrong_priority,
        wrong_elements,
        wrong_outcome,
        approval_too_low,
        approval_too_high,
        wrong_status,
        guessed_instead_of_held,
        missed_deadline,
        left_unsaid,
        said_what_is_forbidden,
        sent_unchecked,
        blocked_by_own_rules,
        left_gap,
    )
}
