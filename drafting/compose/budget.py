"""What this process may spend on a model: dollars, tokens, or both. Arithmetic only."""

from __future__ import annotations

import threading
from typing import NamedTuple

from drafting.errors import BudgetSpent


class Cost(NamedTuple):
    """Of one call. `usd` is None for a model without a known price."""

    tokens: int
    usd: float | None


class Budget:
    """Reserves the most a call can cost before it is made, and settles what it did cost afterwards.

    Reserving keeps parallel drafts from spending the same rest twice, so the limit is never passed.
    """

    def __init__(self, usd: float | None, tokens: int | None) -> None:
        self._usd_limit, self._token_limit = usd, tokens
        self._usd, self._tokens = 0.0, 0
        self._lock = threading.Lock()

    @property
    def limited(self) -> bool:
        """Whether there is a limit at all; without one nothing has to be counted beforehand."""
        return self._token_limit is not None or self._usd_limit is not None

    @property
    def spent(self) -> Cost:
        """Settled costs and open reservations."""
        return Cost(self._tokens, self._usd)

    def reserve(self, most: Cost) -> None:
        """Raises BudgetSpent when `most` does not fit any more, or when its price is unknown and only dollars count."""
        with self._lock:
            if self._token_limit is not None and self._tokens + most.tokens > self._token_limit:
                raise BudgetSpent(
                    f"The model budget is spent: {self._tokens} of {self._token_limit} tokens are used, and this reply "
                    f"may need {most.tokens}. Raise COUNTERSIGN_MODEL_BUDGET_TOKENS or restart the service."
                )
            if self._usd_limit is not None:
                self._check_dollars(most, self._usd_limit)
            self._add(most, 1)

    def settle(self, reserved: Cost, actual: Cost) -> None:
        """Replace a reservation by what the call cost."""
        with self._lock:
            self._add(reserved, -1)
            self._add(actual, 1)

    def _check_dollars(self, most: Cost, limit: float) -> None:
        if most.usd is None:
            if self._token_limit is None:
                raise BudgetSpent(
                    "The price of this model is unknown, so a budget in dollars cannot be kept. "
                    "Set COUNTERSIGN_MODEL_BUDGET_TOKENS."
                )
        elif self._usd + most.usd > limit:
            raise BudgetSpent(
                f"The model budget is spent: {self._usd:.4f} of {limit:.4f} dollars are used, and this reply may cost "
                f"{most.usd:.4f}. Raise COUNTERSIGN_MODEL_BUDGET_USD or restart the service."
            )

    def _add(self, cost: Cost, sign: int) -> None:
        self._tokens = max(0, self._tokens + sign * cost.tokens)
        self._usd = max(0.0, self._usd + sign * (cost.usd or 0.0))
