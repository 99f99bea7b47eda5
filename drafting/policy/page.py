"""A section's policy as one page of Markdown, for its owner: first what the machine does, then the prose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fnmatch import fnmatchcase
from typing import Final

from drafting.policy import schema, table
from drafting.policy.values import Policies, Section

_UNITS: Final = {"h": "hours", "bd": "business days", "cd": "calendar days", "mo": "calendar months"}
_EVENTS: Final = {
    "received": "after the ticket came in",
    "valid": "after the request is complete",
    "now": "after we act",
}


def page(policies: Policies, section: Section, on: date | None = None) -> str:
    """The page of this version. `on`: the day that was asked for; the page says when nothing was in force on it yet."""
    file = section.file
    here = [one for one in section.conflicts if any(fnmatchcase(section.id, glob) for glob in one.sections)]
    parts = [
        f"# {file.title}",
        "\n".join(_facts(policies, section, on)),
        _list("Who writes", _who(file)),
        _list("What a request must contain", [_element(element) for element in file.intake], numbered=True),
        _list("What the decision looks at", [f"**{n}**: {_input(column)}" for n, column in file.inputs.items()]),
        _list("What is decided", [_row(policies, row) for row in file.table], numbered=True),
        _list("What raises the approval besides", [*map(_above, section.raises), *map(_above, here)]),
        *_frameworks(file),
        _list("Rules of this section", [_rule(rule) for rule in file.rules]),
        _list("Rules that hold here as elsewhere", [_rule(rule) for rule in section.rules if rule not in file.rules]),
        _list("Sources", [_source(source) for source in section.citations]),
        _list("Worth reading beside it", [f"`{name}`" for name in file.supports]),
        "## For people",
        section.prose,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def counted_from(clock: schema.ClockDef, start: str | None = None) -> str:
    """`10 to 14 business days after the request is complete`."""
    event = start or clock.start
    if clock.length == 0:
        return f"on the day in the fact `{event.removeprefix('fact:')}`"
    window = f"{clock.length} to {clock.latest}" if clock.latest is not None else str(clock.length)
    unit = _UNITS[clock.unit].removesuffix("s") if window == "1" else _UNITS[clock.unit]
    since = _EVENTS.get(event) or f"after the fact `{event.removeprefix('fact:')}`"
    more = f", {clock.extension} more when it is extended" if clock.extension else ""
    waits = ", without the days on which it waits for the requester" if clock.pauses else ""
    return f"{window} {unit} {since}{more}{waits}"


def _list(title: str, items: list[str], *, numbered: bool = False) -> str:
    """A heading with a list; nothing where there is nothing to list."""
    if not items:
        return ""
    marks = [f"{n}. " for n in range(1, len(items) + 1)] if numbered else ["- "] * len(items)
    return f"## {title}\n\n" + "\n".join(f"{mark}{item}" for mark, item in zip(marks, items, strict=True))


def _facts(policies: Policies, section: Section, on: date | None) -> Iterator[str]:
    file = section.file
    end = f" until {file.until}" if file.until else ", with no end set"
    yield f"- section: `{section.id}`"
    yield f"- version: {file.version}, in force from {file.effective}{end}"
    if on is not None and on < file.effective:
        yield f"- asked for {on}: nothing was in force yet; this is the first version"
    others = [v for v in policies.versions[section.id] if v is not section]
    if others:
        yield f"- other versions: {', '.join(f'{v.file.version} from {v.file.effective}' for v in others)}"
    yield f"- owner: {file.owner}"
    yield f"- file: `{section.document.name}`"


def _who(file: schema.SectionFile) -> list[str]:
    by_origins: dict[tuple[str, ...], list[str]] = {}
    for role, origins in file.may_tell.items():
        by_origins.setdefault(origins, []).append(role.value)
    told = [
        f"may be told what came from {' and '.join(origins) or 'nobody'}: {', '.join(roles)}"
        for origins, roles in by_origins.items()
    ]
    signals = file.triage.signals
    return [
        f"priority {file.triage.priority.value}; taken for {file.triage.default_role.value} where nothing says more",
        f"recognised by {sum(s.weight > 0 for s in signals)} signals, {sum(s.weight < 0 for s in signals)} speak "
        f"against it; {len(file.triage.examples)} example tickets are tried",
        f"may be answered: {', '.join(role.value for role in file.roles)}",
        *told,
    ]


def _element(element: schema.Element) -> str:
    notes = [
        f"parts: {', '.join(element.parts)}" if element.parts else "",
        "only the helpdesk or an agent can supply it" if element.by == "verified" else "",
        "sworn" if element.sworn else "",
        f"source: {element.source}" if element.source else "",
    ]
    shown = "; ".join(note for note in notes if note)
    return f"**{element.id}**: {element.label}{f' ({shown})' if shown else ''}. Asked for with: “{_flat(element.ask)}”"


def _input(column: schema.Input) -> str:
    if column.elements is not None:
        which = "every element is" if column.elements == "all" else f"all of {', '.join(column.elements)} are"
        return f"complete when {which} there, else incomplete"
    if column.verified:
        return "yes when the requester is verified, else no"
    if column.fact is not None:
        values = [f"{v} (when it is not known)" if v == column.default else v for v in table.values_of(column)]
        return f"the fact `{column.fact}`: {', '.join(values)}"
    if column.words:
        return f"yes when the requester's words match one of {len(column.words)} patterns, else no"
    named = column.role or column.jurisdiction
    return "; ".join([*(f"{v}: {', '.join(map(str, given))}" for v, given in named.items()), "other: any other"])


def when(cells: Mapping[str, str | tuple[str, ...]]) -> str:
    """`intake: complete, regime: eu or other`."""
    return ", ".join(f"{name}: {' or '.join(table.allowed(cell))}" for name, cell in cells.items()) or "in any case"


def _row(policies: Policies, row: schema.Row) -> str:
    framework = f" with `{row.framework}`" if row.framework else ""
    approval = " and ".join(level.value for level in (row.approval.level, *row.approval.also))
    lines = [f"**{row.outcome.value}**{framework} when {when(row.when)}", _flat(row.why), f"approval: {approval}"]
    if row.priority is not None:
        lines.append(f"priority: {row.priority.value}, where the ticket has a lower one")
    if row.ask is not None:
        lines.append(f"may ask for: {', '.join(row.ask)}")
    if row.escalate:
        lines.append(f"tells: {policies.company.teams[row.escalate]}")
    for wanted in row.clocks:
        clock = policies.clocks[wanted.clock]
        only = f", only when {when(wanted.when)}" if wanted.when else ""
        lines.append(
            f"clock {clock.id}: {clock.title}, {counted_from(clock, wanted.start)} ({clock.basis}, {clock.kind}){only}"
        )
    return "\n   - ".join(lines)


def _above(one: schema.Raise | schema.Conflict) -> str:
    levels = " and ".join(level.value for level in (one.approval.level, *one.approval.also))
    return f"**{one.id}**: {levels}. {_flat(one.why)}"


def _frameworks(file: schema.SectionFile) -> Iterator[str]:
    yield "## What is written"
    for name, framework in file.frameworks.items():
        rows = [str(n) for n, row in enumerate(file.table, 1) if (row.framework or row.outcome.value) == name]
        notes = [
            "the same for everybody" if framework.fixed else "",
            f"long: {framework.long}" if framework.long else "",
        ]
        more = "".join(f"; {note}" for note in notes if note)
        yield f"### {name} (row {', '.join(rows)}{more})"
        yield f"```jinja\nSubject: {framework.subject}\n\n{framework.body.strip()}\n```"


def _rule(rule: schema.Rule) -> str:
    source = f", {rule.source}" if rule.source else ""
    return f"**{rule.id}** {rule.title} ({rule.severity.value}; {rule.basis}{source}): {_flat(rule.message)}"


def _source(source: schema.Source) -> str:
    link = f" <{source.link}>" if source.link else ""
    return f"**{source.id}**: {source.cite} ({source.kind}){link}"


def _flat(text: str) -> str:
    return " ".join(text.split())
