"""Which section a text's words and pairs of words speak for: multinomial logistic regression on our own texts.

The weights are made by `make vectors` (`evals/triage/learn.py`) and only read here. A text is what each of its words
and neighbouring pairs weighs: 1 + ln(count), times the inverse document frequency, of unit length.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
import regex
from numpy.typing import NDArray

from drafting.models import MaskedText
from drafting.spoken import spoken

LEARNED: Final = Path(__file__).with_name("vocabulary.npz")
LONGEST: Final = 6_000  # characters of a text that are read
FEWEST: Final = 3  # known words and pairs; fewer say nothing
_WORD: Final = regex.compile(r"[\p{L}\p{N}]+(?:['’][\p{L}]+)?")


def features(text: MaskedText) -> Counter[int]:
    """The words and neighbouring pairs of a text by the first 64 bits of their BLAKE2, with their counts."""
    words = _WORD.findall(spoken(text, LONGEST).lower().replace("’", "'"))
    return Counter(_key(feature) for feature in (*words, *map(" ".join, pairwise(words))))


def _key(feature: str) -> int:
    return int.from_bytes(hashlib.blake2b(feature.encode(), digest_size=8).digest(), "big")


class Vocabulary:
    """The likelihood of every section by words. Only read after it was made; threads may share it."""

    def __init__(
        self,
        sections: tuple[str, ...],
        keys: NDArray[np.uint64],
        rarity: NDArray[np.float32],
        weights: NDArray[np.float32],
        bias: NDArray[np.float32],
    ) -> None:
        """`rarity` and a row of `weights` (one column a section) for each of `keys`, which ascend."""
        self.sections = sections
        self._keys, self._rarity, self._weights, self._bias = keys, rarity, weights, bias

    @classmethod
    def read(cls, path: Path = LEARNED) -> Vocabulary:
        with np.load(path) as file:
            return cls(
                tuple(str(name) for name in file["names"]),
                file["keys"],
                file["rarity"].astype(np.float32),
                file["weights"].astype(np.float32),
                file["bias"].astype(np.float32),
            )

    def likely(self, text: MaskedText) -> Mapping[str, float]:
        """The natural logarithm of each section's probability; nothing where hardly a word of the text is known."""
        found = features(text)
        asked = np.fromiter(found, np.uint64, len(found))
        at = np.minimum(np.searchsorted(self._keys, asked), len(self._keys) - 1)
        known = self._keys[at] == asked
        if known.sum() < FEWEST:
            return {}
        places = at[known]
        counts = np.fromiter(found.values(), np.float32, len(found))[known]
        row = weigh(counts, self._rarity[places])
        return log_shares(self.sections, row @ self._weights[places] + self._bias)


def log_shares(sections: Sequence[str], scores: NDArray[np.float32]) -> dict[str, float]:
    """The logarithm of each section's share, the scores taken as logarithms of odds (log-softmax)."""
    scores = scores - scores.max()
    logs = scores - np.log(np.exp(scores).sum())
    return dict(zip(sections, (float(x) for x in logs), strict=True))


def weigh(counts: NDArray[np.float32], rarity: NDArray[np.float32]) -> NDArray[np.float32]:
    """What each feature of a text weighs, of unit length together."""
    row = (1 + np.log(counts)) * rarity
    return np.asarray(row / (np.linalg.norm(row) or 1.0), np.float32)
