"""Decision tables: the values of each column, whether the rows cover every case exactly once, which row holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import Final, NamedTuple

from drafting.models import Role
from drafting.policy import schema

OTHER: Final = "other"
MOST_COMBINATIONS: Final = 20_000

Cells = Mapping[str, str]


class Chosen(NamedTuple):
    """The row that holds (numbered from 1) and the inputs that it looked at, for `explain`."""

    number: int
    row: schema.Row
    looked_at: dict[str, str]


def values_of(column: schema.Input) -> tuple[str, ...]:
    """All values that an input can have, in the order they were written."""
    if column.elements is not None:
        return ("complete", "incomplete")
    if column.verified or column.words:
        return ("yes", "no")
    if column.fact is not None:
        return tuple(dict.fromkeys((*column.values, *((column.default,) if column.default is not None else ()))))
    if column.role:
        named = {role for roles in column.role.values() for role in roles}
        return tuple(column.role) if named == set(Role) else (*column.role, OTHER)
    if column.jurisdiction:
        return (*column.jurisdiction, OTHER)
    return ()


def allowed(cell: str | tuple[str, ...]) -> tuple[str, ...]:
    """The values that a cell of `when` admits."""
    return (cell,) if isinstance(cell, str) else cell


def meets(when: Mapping[str, str | tuple[str, ...]], cells: Cells) -> bool:
    """Whether these values meet the condition; an input that is left out means any value."""
    return all(cells.get(name) in allowed(cell) for name, cell in when.items())


def columns(rows: Sequence[schema.Row]) -> tuple[str, ...]:
    """The inputs that the rows look at, in the order of their first use."""
    return tuple(dict.fromkeys(name for row in rows for name in row.when))


def combinations(inputs: Mapping[str, schema.Input], rows: Sequence[schema.Row]) -> Iterator[dict[str, str]]:
    """Every combination of values of the inputs that the rows look at."""
    names = columns(rows)
    for values in product(*(values_of(inputs[name]) for name in names)):
        yield dict(zip(names, values, strict=True))


class Flaws(NamedTuple):
    """What is wrong with a table. Rows are numbered from 1."""

    too_many: int  # combinations, when there are more than can be looked at
    uncovered: tuple[dict[str, str], ...]
    ambiguous: tuple[tuple[dict[str, str], int, int], ...]  # one combination for each pair of rows
    unreachable: tuple[int, ...]


def flaws(inputs: Mapping[str, schema.Input], rows: Sequence[schema.Row]) -> Flaws:
    """Looks at every combination: each must meet exactly one row, and each row must be met by some."""
    size = prod(len(values_of(inputs[name])) for name in columns(rows))
    if size > MOST_COMBINATIONS:
        return Flaws(size, (), (), ())
    uncovered: list[dict[str, str]] = []
    pairs: dict[tuple[int, int], dict[str, str]] = {}
    reached: set[int] = set()
    for cells in combinations(inputs, rows):
        met = [number for number, row in enumerate(rows, 1) if meets(row.when, cells)]
        reached.update(met)
        if not met:
            uncovered.append(cells)
        for second in met[1:]:
            pairs.setdefault((met[0], second), cells)
    unreachable = tuple(n for n in range(1, len(rows) + 1) if n not in reached)
    return Flaws(0, tuple(uncovered), tuple((cells, a, b) for (a, b), cells in pairs.items()), unreachable)


def number_of(rows: Sequence[schema.Row], cells: Cells) -> int | None:
    """The row that these values meet, numbered from 1. None only for a table that was not compiled."""
    return next((number for number, row in enumerate(rows, 1) if meets(row.when, cells)), None)


def choose(rows: Sequence[schema.Row], cells: Cells) -> Chosen | None:
    """The row that these values meet, with what the table looked at. None only for a table that was not compiled."""
    number = number_of(rows, cells)
    if number is None:
        return None
    return Chosen(number, rows[number - 1], {name: cells[name] for name in columns(rows) if name in cells})


def shown(cells: Cells) -> str:
    """`complete: complete, verified: no`, as diagnostics and explanations show a combination."""
    return ", ".join(f"{name}: {value}" for name, value in cells.items()) or "any case"
