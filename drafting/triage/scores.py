"""How well a ticket fits each section: the weights of the section's signals, with the words that showed them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from drafting.policy import patterns, schema
from drafting.policy.compiler import Policies

SUBJECT_FACTOR: Final = 2.0
MEANING: Final = 3.0  # what a factor of e in likelihood counts for
FAINTEST: Final = 7.0  # the logarithm of about a thousand
_SHOWN: Final = 60  # characters of a match that are shown


class Score(NamedTuple):
    """A section's score: the sum over its distinct signals, twice for one that the subject shows, and its meaning."""

    section: str
    score: float
    words: tuple[str, ...]  # what the positive signals matched
    meaning: float = 0.0  # the part that comes from the meaning


class Text(NamedTuple):
    """A ticket's words. `said` leaves out the questions that a form printed."""

    subject: str
    whole: str
    said: str

    @property
    def body(self) -> str:
        """Subject and text as the writer's own words."""
        return f"{self.subject}\n{self.said}"


def triages(policies: Policies) -> Iterator[tuple[str, schema.Triage]]:
    """The triage part of every section, written or pending."""
    for section in policies.sections.values():
        yield section.id, section.file.triage
    for pending in policies.pending.values():
        yield pending.section, pending.triage


def meant(log: float | None) -> float:
    """What a likelihood that was learned counts for: below one in a thousand nothing."""
    return 0.0 if log is None else MEANING * max(0.0, log + FAINTEST)


def score(section: str, triage: schema.Triage, subject: str, body: str, meaning: float = 0.0) -> Score:
    """The section's score on these words, with what its meaning counts for."""
    total, words = 0.0, []
    if not any(
        patterns.matches_any(triage.pointing, text) for text in (subject, body) if text
    ):  # true of most sections
        return Score(section, round(meaning, 2), (), meaning)
    for signal in triage.signals:
        above = patterns.search(signal.words, subject) if subject else None
        match = above or (patterns.search(signal.words, body) if body else None)
        if match is None:
            continue
        total += signal.weight * (SUBJECT_FACTOR if above else 1.0)
        if signal.weight > 0:
            words.append(" ".join(match.group().split())[:_SHOWN])
    return Score(section, round(total + meaning, 2), tuple(words), meaning)


def own_strength(triage: schema.Triage, body: str, taken: list[tuple[int, int]]) -> tuple[float, int]:
    """A section's score on what was said, and its number of signals, counting only those with words outside `taken`."""
    total, signs = 0.0, 0
    for signal in triage.signals:
        found = [m.span() for m in patterns.finditer(signal.words, body)]
        if not found:
            continue
        own = any(all(end <= a or b <= start for a, b in taken) for start, end in found)
        if signal.weight < 0 or own:
            total += signal.weight
            signs += signal.weight > 0
    return total, signs


def spans(triage: schema.Triage, body: str) -> list[tuple[int, int]]:
    """Where the positive signals of a section match."""
    return [m.span() for pattern in triage.pointing for m in patterns.finditer(pattern, body)]
