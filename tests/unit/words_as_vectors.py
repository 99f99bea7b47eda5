"""An embedder for tests: the words of a text, hashed. Texts that share words are near, others are not."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from drafting.models import MaskedText

WIDTH = 384


class WordsAsVectors:
    """Embedder and vectors of known texts in one. `asked` counts the texts."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def embed(self, texts: Sequence[MaskedText]) -> NDArray[np.float32]:
        self.asked += texts
        rows = np.zeros((len(texts), WIDTH), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split():
                row[zlib.crc32(word.strip(".,?!").encode()) % WIDTH] += 1
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        rows /= np.where(lengths, lengths, 1)
        return rows

    def of(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.embed([MaskedText(text) for text in texts])
