"""The budget is never passed, not by parallel drafts either."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.compose.budget import Budget, Cost
from drafting.errors import BudgetSpent


def test_a_call_that_may_pass_the_token_limit_is_refused_before_it_is_made() -> None:
    budget = Budget(None, 100)
    budget.reserve(Cost(60, None))
    with pytest.raises(BudgetSpent, match=r"60 of 100 tokens.*may need 60.*COUNTERSIGN_MODEL_BUDGET_TOKENS"):
        budget.reserve(Cost(60, None))


def test_what_was_reserved_and_not_used_is_free_again() -> None:
    budget = Budget(None, 100)
    budget.reserve(Cost(60, None))
    budget.settle(Cost(60, None), Cost(10, None))
    budget.reserve(Cost(60, None))
    assert budget.spent.tokens == 70


def test_dollars_are_counted_where_the_price_is_known() -> None:
    budget = Budget(0.01, None)
    budget.reserve(Cost(10, 0.006))
    with pytest.raises(BudgetSpent, match="COUNTERSIGN_MODEL_BUDGET_USD"):
        budget.reserve(Cost(10, 0.006))


def test_a_dollar_budget_for_a_model_without_a_price_is_refused_unless_tokens_are_limited() -> None:
    with pytest.raises(BudgetSpent, match="price of this model is unknown"):
        Budget(1.0, None).reserve(Cost(10, None))
    Budget(1.0, 100).reserve(Cost(10, None))


def test_zero_is_a_budget() -> None:
    with pytest.raises(BudgetSpent):
        Budget(None, 0).reserve(Cost(1, None))
    assert not Budget(None, None).limited


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(0, 50)), max_size=30))
def test_the_settled_sum_never_passes_the_limit(calls: list[tuple[int, int]]) -> None:
    budget, used = Budget(None, 200), 0
    for most, share in calls:
        try:
            budget.reserve(Cost(most, None))
        except BudgetSpent:
            continue
        actual = min(most, share)
        budget.settle(Cost(most, None), Cost(actual, None))
        used += actual
    assert budget.spent.tokens == used <= 200
