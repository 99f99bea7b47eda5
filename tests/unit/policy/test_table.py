"""Decision tables: every combination meets exactly one row, and the compiler can tell when it does not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.models import Role
from drafting.policy import schema, table


def rows(*whens: dict[str, Any]) -> list[schema.Row]:
    return [schema.Row.model_validate({"when": when, "outcome": "confirm", "why": "w"}) for when in whens]


def column(**fields: Any) -> schema.Input:
    return schema.Input.model_validate(fields)


INPUTS = {
    "intake": column(elements="all"),
    "known": column(verified=True),
    "decision": column(fact="d", values=("none", "granted", "refused"), default="none"),
}


@pytest.mark.parametrize(
    ("given_column", "values"),
    [
        (column(elements=("a",)), ("complete", "incomplete")),
        (column(verified=True), ("yes", "no")),
        (column(words=("sue",)), ("yes", "no")),
        (column(fact="x", values=("a", "b"), default="c"), ("a", "b", "c")),
        (column(role={"police": ("le_us",)}), ("police", "other")),
        (column(role={"everybody": tuple(Role)}), ("everybody",)),
        (column(jurisdiction={"eu": ("EU",), "us": ("US",)}), ("eu", "us", "other")),
    ],
)
def test_the_values_of_an_input(given_column: schema.Input, values: tuple[str, ...]) -> None:
    assert table.values_of(given_column) == values


def test_a_table_that_covers_everything_once_has_no_flaws() -> None:
    found = table.flaws(
        INPUTS,
        rows(
            {"decision": ["granted", "refused"]},
            {"decision": "none", "intake": "complete"},
            {"decision": "none", "intake": "incomplete"},
        ),
    )
    assert found == table.Flaws(0, (), (), ())


def test_a_row_without_conditions_covers_everything() -> None:
    assert table.flaws({}, rows({})) == table.Flaws(0, (), (), ())


def test_what_no_row_covers_is_listed() -> None:
    found = table.flaws(INPUTS, rows({"intake": "complete"}, {"intake": "incomplete", "known": "yes"}))
    assert found.uncovered == ({"intake": "incomplete", "known": "no"},)


def test_two_rows_for_one_case_are_listed_with_the_case() -> None:
    found = table.flaws(INPUTS, rows({"intake": "complete"}, {"known": "yes"}, {"intake": "incomplete", "known": "no"}))
    assert found.ambiguous == (({"intake": "complete", "known": "yes"}, 1, 2),)


def test_a_table_too_large_to_look_at_is_refused() -> None:
    inputs = {f"i{n}": column(fact="f", values=tuple("abcdefghij"), default="a") for n in range(5)}
    found = table.flaws(inputs, rows(dict.fromkeys(inputs, "a")))
    assert found.too_many == 100_000


whens = st.fixed_dictionaries(
    {},
    optional={
        "intake": st.sampled_from([("complete",), ("incomplete",), ("complete", "incomplete")]),
        "known": st.sampled_from([("yes",), ("no",)]),
        "decision": st.lists(st.sampled_from(["none", "granted", "refused"]), min_size=1, unique=True).map(tuple),
    },
)


@given(st.lists(whens, min_size=1, max_size=5))
def test_the_flaws_are_those_of_the_choice(given_whens: list[dict[str, Any]]) -> None:
    """Whatever the rows are: a combination is uncovered just when none is chosen, and a sound table is never silent."""
    all_rows = rows(*given_whens)
    found = table.flaws(INPUTS, all_rows)
    for cells in table.combinations(INPUTS, all_rows):
        chosen = table.choose(all_rows, cells)
        assert (chosen is None) == (cells in found.uncovered)
        meeting = [n for n, row in enumerate(all_rows, 1) if table.meets(row.when, cells)]
        if chosen is not None:
            assert chosen.number == meeting[0]
        if not found.ambiguous:
            assert len(meeting) <= 1
    assert {a for _, a, _ in found.ambiguous} <= set(range(1, len(all_rows) + 1))
