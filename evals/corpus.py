"""The corpus: tickets for every section, written before the rules, and the shares of them that must come out right.

A golden case (`cases/`) must come out right in every point. The corpus is harder on purpose: paraphrases, near-misses,
several matters, hostile mail. There a share may be wrong, except where a mistake would harm somebody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from evals.scorers import Score

CORPUS: Final = Path(__file__).parent / "corpus"
GATES: Final[Mapping[str, float]] = {
    "section_of_no_matter": 0.95,
    "wrong_section": 0.93,  # of a ticket about two matters either may lead
    "wrong_elements": 0.95,
    "wrong_outcome": 0.95,
    "approval_too_low": 1.0,
    "guessed_instead_of_held": 0.99,
    "value_past_the_redactor": 1.0,
}


class Share(NamedTuple):
    """How many of the scored tickets are right, and the share that must be."""

    scorer: str
    right: int
    scored: int
    gate: float

    @property
    def passed(self) -> bool:
        return self.right >= self.gate * self.scored


def shares(scores: Sequence[Mapping[str, Score]]) -> tuple[Share, ...]:
    """One share for each gate. A scorer with nothing to score has passed."""
    found = []
    for name, gate in GATES.items():
        given = [score[name] for score in scores if score.get(name) is not None]
        found.append(Share(name, sum(what == "" for what in given), len(given), gate))
    return tuple(found)
