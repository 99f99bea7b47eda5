"""An explanation as one page of Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from drafting.explanation import ClockCounted, ElementFound, Explanation, Fit, InputRead, SectionExplained
from drafting.models import Approval
from drafting.policy.calendar import words as in_words


def page(told: Explanation) -> str:
    """Section and role with the words that gave them, then each section: elements, inputs, row, clocks, approval."""
    lines = [f"# Why {told.ticket_id} comes out as it does", ""]
    if told.held is not None:
        return "\n".join([*lines, f"It is held for a person: {told.held}", ""])
    lines += _case(told)
    for section in told.sections:
        lines += ["", *_section(section)]
    if told.answered_by_person:
        lines += ["", f"Answered by a person: {', '.join(told.answered_by_person)}."]
    lines += ["", "## Who approves", "", *_approval(told.approval), "", f"Policies: {told.policies}", ""]
    return "\n".join(lines)


def _case(told: Explanation) -> Iterator[str]:
    yield f"- section: `{told.section}`" + "".join(f", also `{name}`" for name in told.also)
    if told.unsure:
        yield f"- not sure: {told.unsure}"
    yield f"- role: {told.role}, because: {told.role_by}"
    yield f"- jurisdictions: {', '.join(told.jurisdictions) or 'none known'}"
    raised = f", raised because: {'; '.join(told.priority_raised)}" if told.priority_raised else ""
    yield f"- priority: {told.priority}{raised}"
    for fit in told.others:
        yield f"- not {_fit(fit)}"


def _fit(fit: Fit) -> str:
    shown = ", ".join(f'"{word}"' for word in fit.words)
    parts = [f"for {shown}" if shown else "", f"{fit.meaning:g} of them for texts like it" if fit.meaning else ""]
    points = f"{fit.score:g} {'point' if fit.score == 1 else 'points'}"
    return ", ".join(part for part in (f"`{fit.section}`: {points}", *parts) if part)


def _section(one: SectionExplained) -> Iterator[str]:
    yield f"## {one.title}"
    yield ""
    yield f"- version {one.version}, in force from {one.effective}"
    yield f"- {_fit(one.fit)}"
    yield from ("", "What the request contains:", "") if one.elements else ()
    yield from map(_element, one.elements)
    yield from ("", "What the decision looks at:", "") if one.inputs else ()
    yield from map(_input, one.inputs)
    yield ""
    place = f"{one.row.file}:{one.row.line}"
    yield f"**Row {one.row.number}** of the table ({place}): **{one.outcome.value}**. {one.row.why}"
    yield ""
    met = ", ".join(f"{name}: {cell}" for name, cell in one.row.when.items())
    yield f"- holds when {met}" if met else "- holds in any case"
    written = f"answered by the text of `{one.covered_by}`" if one.covered_by else f"framework `{one.framework}`"
    yield f"- {written}"
    if one.missing:
        yield f"- asks for: {', '.join(one.missing)}"
    yield from map(_clock, one.clocks)
    for raised in one.raised:
        words = f' with "{_flat(raised.words)}"' if raised.words else ""
        yield f"- raises the approval (`{raised.id}`){words}: {raised.why}"
    if one.escalate_to:
        yield f"- tells the team `{one.escalate_to}`"
    yield from _approval(one.approval)


def _element(found: ElementFound) -> str:
    lacks = f", without: {', '.join(found.parts_missing)}" if found.parts_missing else ""
    words = f': "{_flat(found.evidence)}"' if found.evidence else ""
    return f"- **{found.element}** ({found.label}) is {found.state.value}{lacks}; {found.by}{words}"


def _input(read: InputRead) -> str:
    words = f': "{_flat(read.words)}"' if read.words else ""
    aside = "" if read.decides else " (this row does not look at it)"
    return f"- **{read.name}**: {read.value}, because: {read.because}{words}{aside}"


def _clock(clock: ClockCounted) -> str:
    bound = "" if clock.bound == "due" else f", {clock.bound}"
    due = f"{in_words(clock.due_at, hours=clock.by_the_hour)}, " if clock.due_at else ""
    return f"- clock {clock.clock} ({clock.title}{bound}): {due}{clock.counted} ({clock.basis})"


def _approval(approval: Approval) -> Iterator[str]:
    levels = " and ".join(level.value for level in (approval.level, *approval.also))
    reasons = f", because: {' '.join(approval.reasons)}" if approval.reasons else ""
    yield f"- approval: {levels}{reasons}"


def _flat(text: str) -> str:
    return " ".join(text.split())
