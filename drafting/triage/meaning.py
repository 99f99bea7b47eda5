"""Which section a text means: a linear discriminant on sentence embeddings of texts that we wrote ourselves.

Fisher's discriminant with one covariance for all classes, drawn towards a sphere (Friedman 1989, "Regularized
Discriminant Analysis"): closed form, so a policy owner's new examples count at the next start, without training.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from drafting.models import MaskedText
from drafting.policy.compiler import Policies
from drafting.ports import Embedder, KnownVectors
from drafting.triage.scores import triages
from drafting.triage.vocabulary import Vocabulary, log_shares

Floats = NDArray[np.float32]

LEARNED: Final = Path(__file__).with_name("learned.npz")
_SPHERE: Final = 0.5  # how far the covariance is drawn towards a sphere
_LEAST: Final = 1e-6
BY_WORDS: Final = 0.85
_UNKNOWN: Final = -12.0  # of a section that was not learned


def examples(policies: Policies) -> dict[str, tuple[str, ...]]:
    """The tickets that each section, written or pending, gives as its own."""
    return {section: triage.examples for section, triage in triages(policies)}


class Reading:
    """What a text is about as it was learned: its words and pairs of words for the most part, its meaning for the rest.

    The shares were chosen on the tickets of `evals/corpus`.
    """

    def __init__(self, meaning: Meaning, vocabulary: Vocabulary) -> None:
        self._meaning, self._vocabulary = meaning, vocabulary

    def likely(self, text: MaskedText) -> dict[str, float]:
        """The logarithm of each section's likelihood, up to a constant; nothing for a text with hardly a known word."""
        words = self._vocabulary.likely(text)
        meant = self._meaning.likely(text) if words else {}
        return {
            section: BY_WORDS * words.get(section, _UNKNOWN) + (1 - BY_WORDS) * meant.get(section, _UNKNOWN)
            for section in dict.fromkeys((*words, *meant))
        }

    def in_passages(self, passages: Sequence[MaskedText]) -> dict[str, float]:
        """The greatest logarithm of a probability that the words of any passage give to each section."""
        found: dict[str, float] = {}
        for passage in passages:
            for section, value in self._vocabulary.likely(passage).items():
                found[section] = max(value, found.get(section, value))
        return found


class Learned(NamedTuple):
    """Vectors of our own training texts (`evals/triage`) and the section of each."""

    vectors: Floats
    sections: tuple[str, ...]

    @classmethod
    def read(cls, path: Path = LEARNED) -> Learned:
        with np.load(path) as file:
            names = [str(name) for name in file["names"]]
            return cls(file["rows"].astype(np.float32), tuple(names[i] for i in file["labels"]))


class Meaning:
    """The likelihood of every section for a text. Only read after it was made; threads may share it."""

    def __init__(
        self, embedder: Embedder, examples: Mapping[str, Sequence[str]], known: KnownVectors, learned: Learned
    ):
        """`examples`: section id -> tickets that belong there, from the policies."""
        self._embedder = embedder
        self.sections = tuple(section for section, texts in examples.items() if texts)
        texts = [(section, text) for section in self.sections for text in examples[section]]
        rows = known.of([text for _, text in texts])
        self._rows = {text: row for (_, text), row in zip(texts, rows, strict=True)}
        place = {section: n for n, section in enumerate(self.sections)}
        own = [n for n, section in enumerate(learned.sections) if section in place]
        every = np.concatenate([rows, learned.vectors[own]])
        labels = np.array(
            [*(place[section] for section, _ in texts), *(place[learned.sections[n]] for n in own)], np.int64
        )
        self._weights, self._bias = _discriminant(every, labels, len(self.sections))

    def likely(self, text: MaskedText) -> dict[str, float]:
        """The natural logarithm of each section's probability, if every section were as frequent as every other."""
        if not text.strip() or not self.sections:
            return {}
        known = self._rows.get(text)
        row = known if known is not None else self._embedder.embed([text])[0]
        return log_shares(self.sections, row @ self._weights + self._bias)


def _discriminant(rows: Floats, labels: NDArray[np.int64], classes: int) -> tuple[Floats, Floats]:
    """Weights (384, classes) and biases. Every class weighs the same in the covariance, however many texts it has."""
    width = rows.shape[1]
    means = np.zeros((classes, width))
    scatter = np.zeros((width, width))
    for label in range(classes):
        own = rows[labels == label].astype(np.float64)
        means[label] = own.mean(axis=0)
        apart = own - means[label]
        scatter += apart.T @ apart / max(1, len(own) - 1) / classes
    sphere = np.trace(scatter) / width or _LEAST
    weights = np.linalg.solve((1 - _SPHERE) * scatter + _SPHERE * sphere * np.eye(width), means.T)
    bias = -0.5 * np.einsum("cw,wc->c", means, weights)
    return weights.astype(np.float32), bias.astype(np.float32)
