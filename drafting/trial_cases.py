"""Cases for every row of a decision table, one for each text that can come out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice, product
from typing import Any, Final, NamedTuple

from drafting.models import Case, ElementState, IntakeItem, MaskedMessage, MaskedText, MaskedTicket, Outcome, Role
from drafting.policy import schema, table
from drafting.policy.compiler import Section
from drafting.policy.render import facts_read, used

RECEIVED: Final = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday in a week with a holiday
_MOST: Final = 5_000  # combinations of one table; far fewer cases are made, because most rows share their text


class RowCase(NamedTuple):
    """A case of one row: the values of its inputs, and a ticket that has them."""

    number: int
    row: schema.Row
    cells: Mapping[str, str]
    case: Case
    ticket: MaskedTicket
    intake: tuple[IntakeItem, ...]

    @property
    def name(self) -> str:
        return self.row.framework or self.row.outcome.value


def ticket(text: str, **changed: Any) -> MaskedTicket:
    """A ticket of one message and nothing else."""
    message = MaskedMessage(sender="requester", at=RECEIVED, text=MaskedText(text))
    plain = MaskedTicket(
        draft_id="trial",
        ticket_id="CASE-1",
        channel="email",
        subject=MaskedText(""),
        received_at=RECEIVED,
        language="en",
        role=None,
        verified=False,
        country=None,
        name=None,
        email=None,
        messages=(message,),
        facts={},
        entities={},
    )
    return plain.model_copy(update=changed)


def cases(section: Section, *, every: bool = False) -> Iterator[RowCase]:
    """Cases of every row, one for each text: framework, role, jurisdiction, facts and what is missing.

    Of a row that looks at several inputs, each value of each stands in some case; with `every`, all combinations do.
    """
    seen: set[tuple[object, ...]] = set()
    names: dict[int, list[str]] = {}  # row -> the inputs that its text can depend on
    met: dict[int, set[tuple[str, str]]] = {}  # row -> the values of its inputs that some case has
    for cells in islice(_all_cells(section), _MOST):
        number = table.number_of(section.file.table, cells)
        if number is None:
            continue
        if number not in names:
            names[number] = _shaping(section, section.file.table[number - 1])
        shaping = {name: cells[name] for name in names[number]}
        values = met.setdefault(number, set())
        if not every and values and values >= set(shaping.items()):
            continue
        chosen = table.Chosen(number, section.file.table[number - 1], dict(cells))
        first = not values
        for missing in _missing(section, chosen.row, cells):  # none where no ticket has these values
            if len(missing) == 1 and not (first or every):
                continue  # one element alone is asked for in the row's first case
            values.update(shaping.items())
            key = (chosen.row.framework, chosen.row.outcome, tuple(sorted(shaping.items())), missing)
            if key not in seen:
                seen.add(key)
                yield _case(section, chosen, cells, missing)


def _shaping(section: Section, row: schema.Row) -> list[str]:
    """The inputs that a text of this row can depend on: what the row and its clocks look at, except words."""
    framework = section.file.frameworks[row.framework or row.outcome.value]
    read = used(framework.subject) | used(framework.body)
    looked_at = {*row.when, *(name for clock in row.clocks for name in clock.when)}
    return [
        name
        for name, column in section.file.inputs.items()
        if not column.words
        and (name in looked_at or (column.jurisdiction and "jurisdiction" in read) or (column.role and "role" in read))
    ]


def _all_cells(section: Section) -> Iterator[dict[str, str]]:
    """Every combination of all inputs, those that only clocks depend on as well."""
    inputs = section.file.inputs
    for values in product(*(table.values_of(column) for column in inputs.values())):
        yield dict(zip(inputs, values, strict=True))


def _missing(section: Section, row: schema.Row, cells: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """What may be missing with these values: everything that can be, and one element alone."""
    present: set[str] = set()
    incomplete: list[set[str]] = []
    for name, column in section.file.inputs.items():
        if column.elements is not None:
            wanted = set(section.elements if column.elements == "all" else column.elements)
            if cells[name] == "complete":
                present |= wanted
            else:
                incomplete.append(wanted)
    rest = tuple(element for element in section.elements if element not in present)
    if any(not wanted & set(rest) for wanted in incomplete):
        return  # values that no ticket has
    if not incomplete:
        yield ()
        return
    yield rest
    alone = [element for element in rest if all(element in wanted for wanted in incomplete)]
    if alone and alone[:1] != list(rest) and row.outcome is Outcome.REQUEST_MISSING:
        yield (alone[0],)


def _case(section: Section, chosen: table.Chosen, cells: Mapping[str, str], missing: tuple[str, ...]) -> RowCase:
    role, verified = section.file.roles[0], False
    facts: dict[str, Any] = {}
    places: tuple[str, ...] = ()
    for name, column in section.file.inputs.items():
        if column.verified:
            verified = cells[name] == "yes"
        elif column.fact is not None and cells[name] != column.default:
            _put(facts, column.fact, cells[name])
        elif column.role:
            role = _role(section, column, cells[name])
        elif column.jurisdiction and cells[name] in column.jurisdiction:
            places = (column.jurisdiction[cells[name]][0].replace("*", "NY"),)
    if "human_decision" in facts:
        framework = section.file.frameworks[chosen.row.framework or chosen.row.outcome.value]
        facts = {**_recorded(facts_read(framework.body)), **facts}
    case = Case(section=section.id, priority=section.file.triage.priority, requester_role=role, jurisdictions=places)
    intake = tuple(
        IntakeItem(
            section=section.id,
            element=element,
            state=ElementState.MISSING if element in missing else ElementState.PRESENT,
        )
        for element in section.elements
    )
    made = ticket("Please see above.", verified=verified, facts=facts)
    return RowCase(chosen.number, chosen.row, cells, case, made, intake)


def _recorded(names: Iterable[str]) -> dict[str, Any]:
    """What a person records with a decision: who decided first, and the facts that the reply states."""
    texts: dict[str, Any] = dict.fromkeys(names, "as it was recorded")
    return {**texts, "original_decider": "reviewer-2", "items": ["https://code.example.com/someone/project"]}


def _role(section: Section, column: schema.Input, value: str) -> Role:
    if value in column.role:
        return column.role[value][0]
    named = {role for roles in column.role.values() for role in roles}
    everybody: tuple[Role, ...] = (*section.file.roles, *Role)
    return next(role for role in everybody if role not in named)


def _put(facts: dict[str, Any], dotted: str, value: str) -> None:
    """Sets a dotted fact. A person's decision has its who and when, as an agent records it."""
    *above, last = dotted.split(".")
    for step in above:
        empty = (
            {"by_role": "reviewer", "by": "reviewer-1", "at": RECEIVED.isoformat()} if step == "human_decision" else {}
        )
        facts = facts.setdefault(step, empty)
    facts[last] = value
