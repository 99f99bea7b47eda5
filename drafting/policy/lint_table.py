"""Checks of a section's inputs and decision table, and of the clocks that its rows start."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from drafting.models import Outcome
from drafting.policy import catalogue, schema, table
from drafting.policy.diagnostics import Diagnostic, did_you_mean, listed
from drafting.policy.lint_rules import check_pattern
from drafting.policy.values import Section

_JURISDICTION = re.compile(r"^(?:[A-Z]{2}(?:-[A-Z0-9]{1,3}|-\*)?)$")
_SHOWN = 3  # combinations printed for one table


def check_table(
    section: Section, company: schema.Company | None, clocks: Mapping[str, schema.ClockDef] | None
) -> Iterator[Diagnostic]:
    """Inputs, rows, and (when both are sound) whether the rows cover every case exactly once."""
    found = [*_inputs(section), *_rows(section, company, clocks)]
    yield from found
    if not found:
        yield from _coverage(section)
    yield from _asked(section)


def _inputs(section: Section) -> Iterator[Diagnostic]:
    read = {
        name for row in section.file.table for name in (*row.when, *(key for clock in row.clocks for key in clock.when))
    }
    for name, column in section.file.inputs.items():
        at = ("inputs", name)
        given = [
            key for key in ("elements", "verified", "fact", "words", "role", "jurisdiction") if getattr(column, key)
        ]
        if len(given) != 1:
            count = f"{len(given)} sources ({listed(given)})" if given else "no source"
            yield section.diagnostic(
                f'the input "{name}" has {count}',
                "Give exactly one of elements, verified, fact, words, role and jurisdiction.",
                *at,
            )
            continue
        if name not in read:
            yield section.diagnostic(f'no row looks at the input "{name}"', "Use it in a when, or delete it.", *at)
        yield from _column(section, name, column)


def _column(section: Section, name: str, column: schema.Input) -> Iterator[Diagnostic]:
    at = ("inputs", name)
    if isinstance(column.elements, tuple):
        for n, element in enumerate(column.elements):
            if element not in section.elements:
                yield section.diagnostic(
                    f'there is no element "{element}"', did_you_mean(element, section.elements), *at, "elements", n
                )
    elif column.elements == "all" and not section.file.intake:
        yield section.diagnostic("this section has no intake elements", "Delete the input.", *at, "elements")
    if column.fact is not None:
        if not column.values:
            yield section.diagnostic(f'the input "{name}" lists no values', "Add values: [...].", *at)
        if column.default is None:
            yield section.diagnostic(
                f'the input "{name}" does not say what holds when the fact is not known', "Add default: <value>.", *at
            )
    elif column.values or column.default is not None:
        yield section.diagnostic("values and default belong to a fact", "Leave them out.", *at)
    if column.unless and not column.words:
        yield section.diagnostic("unless belongs to words", "Leave it out.", *at, "unless")
    for field in ("words", "unless"):
        for n, pattern in enumerate(getattr(column, field)):
            yield from check_pattern(section.document, pattern, *at, field, n)
    listed_before: dict[str, str] = {}
    for value, roles in column.role.items():
        for n, role in enumerate(roles):
            if role in listed_before:
                yield section.diagnostic(
                    f'the role {role} gives both "{listed_before[role]}" and "{value}"',
                    "List it once.",
                    *at,
                    "role",
                    value,
                    n,
                )
            listed_before.setdefault(role, value)
    for value, places in column.jurisdiction.items():
        for n, place in enumerate(places):
            if not _JURISDICTION.match(place):
                yield section.diagnostic(
                    f'"{place}" is not a jurisdiction',
                    "Write EU, UK, US, US-CA, US-* or a country code.",
                    *at,
                    "jurisdiction",
                    value,
                    n,
                )
    for field in ("role", "jurisdiction"):
        if table.OTHER in getattr(column, field):
            yield section.diagnostic('"other" is what is not listed', "Leave it out.", *at, field, table.OTHER)


def is_start(start: str) -> bool:
    """Whether this names an event that starts a clock: received, valid, now, or a fact that holds a date."""
    return start in {"received", "valid", "now"} or (start.startswith("fact:") and len(start) > 5)


def _rows(
    section: Section, company: schema.Company | None, clocks: Mapping[str, schema.ClockDef] | None
) -> Iterator[Diagnostic]:
    for n, row in enumerate(section.file.table):
        at = ("table", n)
        yield from _when(section, row.when, *at, "when")
        name = row.framework or row.outcome.value
        if name not in section.file.frameworks:
            yield section.diagnostic(
                f'row {n + 1} wants the framework "{name}", which is not there',
                did_you_mean(name, section.file.frameworks, "Frameworks"),
                *at,
                "framework" if row.framework else "outcome",
            )
        framework = section.file.frameworks.get(name)
        if framework and framework.fixed != (row.outcome is Outcome.FIXED_TEXT):
            is_fixed = "fixed" if framework.fixed else "not fixed"
            yield section.diagnostic(
                f'row {n + 1}: the outcome is {row.outcome.value} but the framework "{name}" is {is_fixed}',
                "The outcome fixed-text and fixed: true go together.",
                *at,
                "outcome",
            )
        if row.ask and row.outcome is not Outcome.REQUEST_MISSING:
            yield section.diagnostic(
                f"row {n + 1} asks for elements but does not request them", "Leave ask out.", *at, "ask"
            )
        for m, element in enumerate(row.ask or ()):
            if element not in section.elements:
                yield section.diagnostic(
                    f'there is no element "{element}"', did_you_mean(element, section.elements), *at, "ask", m
                )
        least = section.file.triage.priority
        if row.priority is not None and row.priority >= least:
            yield section.diagnostic(
                f"row {n + 1} asks for {row.priority}, which is not more urgent than the section's {least}",
                "A row only raises the priority; leave it out where it does not.",
                *at,
                "priority",
            )
        if row.escalate is not None and company is not None and row.escalate not in company.teams:
            yield section.diagnostic(
                f'there is no team "{row.escalate}" in company.yaml',
                did_you_mean(row.escalate, company.teams),
                *at,
                "escalate",
            )
        for m, clock in enumerate(row.clocks):
            if clocks is not None and clock.clock not in clocks:
                yield section.diagnostic(
                    f"there is no clock {clock.clock} in clocks.yaml",
                    did_you_mean(clock.clock, clocks),
                    *at,
                    "clocks",
                    m,
                    "clock",
                )
            if clock.start is not None and not is_start(clock.start):
                yield section.diagnostic(
                    f'"{clock.start}" is not an event that starts a clock',
                    "Write received, valid, now or fact:<id>.",
                    *at,
                    "clocks",
                    m,
                    "start",
                )
            yield from _when(section, clock.when, *at, "clocks", m, "when")


def _when(section: Section, when: Mapping[str, str | tuple[str, ...]], *loc: str | int) -> Iterator[Diagnostic]:
    for name, cell in when.items():
        if name not in section.file.inputs:
            yield section.diagnostic(
                f'there is no input "{name}"', did_you_mean(name, section.file.inputs, "Inputs"), *loc, name
            )
            continue
        values = table.values_of(section.file.inputs[name])
        for value in table.allowed(cell):
            if values and value not in values:
                yield section.diagnostic(
                    f'"{value}" is not a value of the input "{name}"', did_you_mean(value, values, "Values"), *loc, name
                )


def _coverage(section: Section) -> Iterator[Diagnostic]:
    rows = section.file.table
    found = table.flaws(section.file.inputs, rows)
    if found.too_many:
        yield section.diagnostic(
            f"the table has {found.too_many} combinations, more than {table.MOST_COMBINATIONS}",
            "Use fewer inputs.",
            "table",
        )
    for cells in found.uncovered[:_SHOWN]:
        yield section.diagnostic(f"no row covers {table.shown(cells)}", "Add a row, or widen one.", "table")
    if len(found.uncovered) > _SHOWN:
        yield section.diagnostic(
            f"{len(found.uncovered) - _SHOWN} more combinations are not covered by any row",
            "Add rows, or widen some.",
            "table",
        )
    for cells, first, second in found.ambiguous:
        yield section.diagnostic(
            f"rows {first} and {second} both cover {table.shown(cells)}",
            f"Narrow one of them; row {first} is on line {section.document.line('table', first - 1)}.",
            "table",
            second - 1,
        )
    for number in found.unreachable:
        yield section.diagnostic(f"no case meets row {number}", "Delete it, or correct its when.", "table", number - 1)


def _asked(section: Section) -> Iterator[Diagnostic]:
    """Every element is asked for by some row, except where the contract says that intake is only recorded."""
    asking = [(n, row) for n, row in enumerate(section.file.table) if row.outcome is Outcome.REQUEST_MISSING]
    if section.id in catalogue.RECORDED_ONLY:
        for n, _ in asking:
            yield section.diagnostic(
                "the intake of this section is recorded for Legal; no reply asks for it",
                "Use acknowledge or redirect.",
                "table",
                n,
                "outcome",
            )
        return
    for n, element in enumerate(section.file.intake):
        if not any(row.ask is None or element.id in row.ask for _, row in asking):
            yield section.diagnostic(
                f'no row ever asks for "{element.id}"',
                "Add a row with outcome: request-missing that may ask for it.",
                "intake",
                n,
                "id",
            )
