"""Vectors of texts that are known beforehand, by the digest of the text: policy sentences and examples.

Those of the policies in this repository are shipped (`make vectors`). What a policy owner changes is embedded when it
is first asked for and kept in the data folder, so that only the first start after a change pays for it.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple
from uuid import uuid4
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from drafting.meaning.graph import WIDTH
from drafting.models import MaskedText
from drafting.ports import Embedder

SHIPPED: Final = Path(__file__).with_name("vectors.npz")
MOST_KEPT: Final = 20_000  # 15 MB; then the file starts anew


class Vectors:
    """Looks vectors up and makes the missing ones. Threads may share it."""

    def __init__(self, embedder: Embedder, kept: Path | None = None, shipped: Path = SHIPPED) -> None:
        """`kept`: the file for vectors that are not shipped; None keeps them in memory only."""
        self._embedder = embedder
        self._kept = kept
        self._lock = threading.Lock()
        self._shipped = _Table.read(shipped)
        self._known = read(kept) if kept else {}
        self._new: dict[int, NDArray[np.float16]] = {}

    def of(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of unit length for each text (policy texts, which hold nothing personal)."""
        keys = [key(text) for text in texts]
        rows, there = self._shipped.rows_of(keys)
        with self._lock:
            missing = {
                k: text for k, text, ok in zip(keys, texts, there, strict=True) if not ok and k not in self._known
            }
            if missing:
                made = self._embedder.embed([MaskedText(text) for text in missing.values()]).astype(np.float16)
                self._new.update(zip(missing, made, strict=True))
                self._known.update(zip(missing, made, strict=True))
                self._keep()
            for n in np.flatnonzero(~there):
                rows[n] = self._known[keys[n]]
        return rows

    def _keep(self) -> None:
        if self._kept is None:
            return
        kept = {**read(self._kept), **self._new}
        write(self._kept, kept if len(kept) <= MOST_KEPT else self._new)


class _Table(NamedTuple):
    """Vectors in the order of their keys."""

    keys: NDArray[np.uint64]
    rows: NDArray[np.float16]

    @classmethod
    def read(cls, path: Path) -> _Table:
        return cls(*_arrays(path))

    def rows_of(self, keys: Sequence[int]) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """A row for each key (zeros where there is none), and which are there."""
        asked = np.array(keys, np.uint64)
        found = np.zeros((len(asked), WIDTH), np.float32)
        if not len(self.keys):
            return found, np.zeros(len(asked), np.bool_)
        at = np.minimum(np.searchsorted(self.keys, asked), len(self.keys) - 1)
        there = self.keys[at] == asked
        found[there] = self.rows[at[there]]
        return found, there


def key(text: str) -> int:
    """The first 64 bits of the text's SHA-256."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def read(path: Path) -> dict[int, NDArray[np.float16]]:
    """The vectors of a file by key; none where there is no such file, or none that can be read."""
    keys, rows = _arrays(path)
    return dict(zip(keys.tolist(), rows, strict=True))


def _arrays(path: Path) -> tuple[NDArray[np.uint64], NDArray[np.float16]]:
    try:
        with np.load(path) as file:
            return file["keys"], file["rows"]
    except (ValueError, KeyError, OSError, BadZipFile):  # half a file is worth nothing: its vectors are made again
        return np.zeros(0, np.uint64), np.zeros((0, WIDTH), np.float16)


def write(path: Path, vectors: dict[int, NDArray[np.float16]]) -> None:
    """Writes the vectors in the order of their keys, so that the same ones give the same bytes."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    order = sorted(vectors)
    part = path.with_name(f".{path.name}.{uuid4().hex}")
    with part.open("wb") as file:
        np.savez(file, keys=np.array(order, np.uint64), rows=np.array([vectors[k] for k in order], np.float16))
    part.replace(path)
