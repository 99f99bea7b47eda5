"""Checks of frameworks: their variables, and whether they can be filled for every row that uses them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product
from typing import Any, Final

from jinja2 import TemplateSyntaxError

from drafting.models import Outcome
from drafting.policy import render, schema, table
from drafting.policy.diagnostics import Diagnostic, did_you_mean, listed
from drafting.policy.values import Section

_DAY: Final = "Tuesday, 8 December 2026"
_MOST_SETS: Final = 500


def check_frameworks(
    section: Section,
    company: schema.Company | None,
    clocks: Mapping[str, schema.ClockDef],
    fixed: Mapping[str, str] | None,
) -> Iterator[Diagnostic]:
    """Every framework is used, is a template, and can be filled for each row that uses it."""
    wanted = {row.framework or row.outcome.value for row in section.file.table}
    for name, framework in section.file.frameworks.items():
        at = ("frameworks", name)
        if name not in wanted:
            yield section.diagnostic(f'no row uses the framework "{name}"', "Delete it, or name it in a row.", *at)
        sound = True
        for field in ("subject", "body"):
            wrong = list(_template(section, getattr(framework, field), framework.fixed, *at, field))
            yield from wrong
            sound = sound and not wrong
        if sound and company is not None and fixed is not None:
            rows = {
                n: list(samples(section, row, company, clocks, fixed))
                for n, row in enumerate(section.file.table, 1)
                if (row.framework or row.outcome.value) == name and all(c.clock in clocks for c in row.clocks)
            }
            for field in ("subject", "body"):
                yield from _unfilled(section, rows, *at, field)


def _template(section: Section, text: str, is_fixed: bool, *loc: str | int) -> Iterator[Diagnostic]:
    try:
        used = render.used(text)
    except TemplateSyntaxError as error:
        yield section.diagnostic(
            f"line {error.lineno} of this text is not a template: {error.message}",
            "A framework uses {{ name }}, {% if %} … {% endif %}, {% for %} … {% endfor %} and {% set %}.",
            *loc,
        )
        return
    for name in sorted(used - set(render.VARIABLES)):
        yield section.diagnostic(f'unknown variable "{name}"', did_you_mean(name, render.VARIABLES), *loc)
    if is_fixed and used & set(render.VARIABLES) - render.SAME_FOR_ALL:
        yield section.diagnostic(
            f"a fixed text is the same for everybody, but this one uses {listed(sorted(used - render.SAME_FOR_ALL))}",
            "Use only company and fixed.",
            *loc,
        )


def _unfilled(section: Section, rows: Mapping[int, Iterable[Mapping[str, Any]]], *at: str) -> Iterator[Diagnostic]:
    """One text of a framework, filled with the cases of every row (by number) that uses it; each fault once."""
    _, name, field = at
    text = getattr(section.file.frameworks[name], field)
    faults: dict[str, list[int]] = {}
    for number, cases in rows.items():
        for given in cases:
            why = _why_not(text, given)
            if why:
                faults.setdefault(why, []).append(number)
                break
    for why, numbers in faults.items():
        row = f"row {numbers[0]}" if len(numbers) == 1 else f"rows {listed([str(n) for n in numbers])}"
        yield section.diagnostic(f"{row}: {why}", _instead(why), *at)


def _why_not(text: str, given: Mapping[str, Any]) -> str | None:
    """Why this text cannot be filled for this case; None when it can."""
    try:
        done = render.filled(text, given)
    except render.Unfilled as error:
        return error.why
    return None if done else "this text comes out empty"


def _instead(why: str) -> str:
    if why.startswith("due."):
        return f"Start the clock in that row, or put the sentence in {{% if {why.split(maxsplit=1)[0]} %}}."
    if why.startswith("facts."):
        return f"Put the sentence in {{% if {why.split(maxsplit=1)[0]} %}}."
    return "Write what the reply says in every case." if "empty" in why else "See the names that a framework may use."


def samples(
    section: Section,
    row: schema.Row,
    company: schema.Company,
    clocks: Mapping[str, schema.ClockDef],
    fixed: Mapping[str, str],
) -> Iterator[Mapping[str, Any]]:
    """Cases of a row: each set of clocks that can run together, with little and with much beside it."""
    askable = row.ask if row.ask is not None else tuple(section.elements)
    asked = [section.elements[e] for e in askable if e in section.elements]
    if row.outcome is not Outcome.REQUEST_MISSING:
        asked = []
    for most, started in product((False, True), _together(section, row, clocks)):
        shown = asked if most else asked[:1]
        yield render.variables(
            company,
            fixed,
            case_id="CASE-1",
            received=_DAY,
            role=section.file.roles[0].value if section.file.roles else "",
            name="<PERSON_1>" if most else "",
            missing=[element.ask for element in shown],
            missing_labels=[element.label for element in shown],
            supplied_labels=[e.label for e in section.elements.values() if e not in asked] if most else (),
            items=("https://code.example.com/someone/project", "https://code.example.com/someone/other")
            if most
            else (),
            due={
                f"{clock}{bound}": _DAY
                for clock in started
                for bound in (("_earliest", "_latest") if clocks[clock].latest is not None else ("",))
            },
            facts=_facts(section, row),
        )


def _together(section: Section, row: schema.Row, clocks: Mapping[str, schema.ClockDef]) -> Iterator[tuple[str, ...]]:
    """The sets of clocks that surely run, one for each value of the inputs that the row's clocks depend on."""
    inputs = {
        name: section.file.inputs[name] for clock in row.clocks for name in clock.when if name in section.file.inputs
    }
    values = [table.allowed(row.when[name]) if name in row.when else table.values_of(inputs[name]) for name in inputs]
    found = {
        tuple(
            clock.clock
            for clock in row.clocks
            if clock.clock in clocks
            and table.meets(clock.when, {**dict(zip(inputs, cells, strict=True))})
            and not clocks[clock.clock].pauses
            and _is_known(section, row, clock.start or clocks[clock.clock].start)
        )
        for cells in islice(product(*values), _MOST_SETS)
    }
    yield from sorted(found)


def _is_known(section: Section, row: schema.Row, event: str) -> bool:
    """Whether the start of a clock is known in every case of the row."""
    return event in {"received", "now"} or (event == "valid" and _complete(section, row))


def _complete(section: Section, row: schema.Row) -> bool:
    """Whether the row is met only when what the table wants is there."""
    columns = section.file.inputs
    wanted = [cell for name, cell in row.when.items() if name in columns and columns[name].elements is not None]
    return not section.file.intake or (bool(wanted) and all(table.allowed(cell) == ("complete",) for cell in wanted))


def _facts(section: Section, row: schema.Row) -> dict[str, Any]:
    """The facts that the row itself looks at; of all others a framework must not be sure."""
    facts: dict[str, Any] = {}
    for name, cell in row.when.items():
        column = section.file.inputs.get(name)
        if column is None or column.fact is None or column.default in table.allowed(cell):
            continue
        *above, last = column.fact.split(".")
        here = facts
        for step in above:
            here = here.setdefault(step, {})
        here[last] = table.allowed(cell)[0]
    return facts
