"""Named entities by spaCy's weights and a forward pass of our own, which finds the same ones several times faster.

spaCy's convolutional entity recogniser (Honnibal and Montani, "spaCy 3", `TransitionBasedParser.v2` on
`MultiHashEmbed` and `MaxoutWindowEncoder`) spends most of its time between small layers. Here the embedding of a word
is computed once and kept, the layers are plain matrix products of NumPy, and the transition system is only stepped
through inside an entity: outside of one its scores do not depend on earlier decisions.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Arrays = Mapping[str, Floats]

FEATURES: Final = ("NORM", "PREFIX", "SUFFIX", "SHAPE")
PAD: Final = 4  # rows of zeros that spaCy puts around a document, and that its layers read like words
MOST_WORDS: Final = 40_000  # kept embeddings: 15 MB; when they are more, all are forgotten


class Entity(NamedTuple):
    """An entity: its label, and tokens `start` to `end` (exclusive) of the document."""

    label: str
    start: int
    end: int


class Vectors:
    """The static vectors of words, by the hash of their spelling. spaCy's table of them takes ten times the memory."""

    def __init__(self, data: Floats, words: NDArray[np.uint64], rows: NDArray[np.int64]) -> None:
        """The vector of the word with the hash `words[i]` is `data[rows[i]]`."""
        order = np.argsort(words)
        self._keys = words[order]
        self._rows = rows[order]
        self._data = data

    def of(self, words: NDArray[np.uint64]) -> Floats:
        """One row for each hash; zeros for a word without a vector."""
        at = np.minimum(np.searchsorted(self._keys, words), len(self._keys) - 1)
        known = self._keys[at] == words
        found: Floats = self._data[self._rows[at]] * known[:, None]
        return found


class Embedding:
    """What each word is to the network (rows of 96 floats), computed once a word. Threads may share it."""

    def __init__(self, vectors: Vectors, arrays: Arrays, seeds: tuple[int, ...]) -> None:
        from thinc.api import NumpyOps

        self._vectors = vectors
        self._tables = tuple(np.ascontiguousarray(arrays[f"table.{i}"]) for i in range(len(FEATURES)))
        self._static = np.ascontiguousarray(arrays["static"].T)
        self._mix = _Maxout.of(arrays, "mix")
        self._seeds = seeds
        self._hash = NumpyOps().hash
        self._rows: dict[tuple[int, int], int] = {}
        self._known: Floats = np.zeros((1024, self._mix.width), np.float32)
        self._lock = threading.Lock()

    def of(self, doc: Any) -> Floats:
        """One row for each token of the document."""
        features = doc.to_array(["ORTH", *FEATURES]).reshape(len(doc), 1 + len(FEATURES))
        keys = list(zip(features[:, 0].tolist(), features[:, 1].tolist(), strict=True))
        with self._lock:
            if len(self._rows) > MOST_WORDS:
                self._rows.clear()
            new = list({key: i for i, key in enumerate(keys) if key not in self._rows}.values())
            if new:
                self._learn([keys[i] for i in new], self._computed(features[new]))
            found: Floats = self._known[[self._rows[key] for key in keys]]
        return found

    def _learn(self, keys: list[tuple[int, int]], rows: Floats) -> None:
        first = len(self._rows)
        if first + len(keys) > len(self._known):
            grown = np.zeros((2 * (first + len(keys)), self._known.shape[1]), np.float32)
            grown[:first] = self._known[:first]
            self._known = grown
        self._known[first : first + len(keys)] = rows
        self._rows.update(zip(keys, range(first, first + len(keys)), strict=True))

    def _computed(self, features: NDArray[np.uint64]) -> Floats:
        parts = []
        for column, (table, seed) in enumerate(zip(self._tables, self._seeds, strict=True), start=1):
            ids = self._hash(np.ascontiguousarray(features[:, column]), seed) % np.uint32(len(table))
            parts.append(table[ids].sum(axis=1, dtype=np.float32))
        parts.append(self._vectors.of(features[:, 0]) @ self._static)
        return self._mix(np.concatenate(parts, axis=1))


class _Maxout(NamedTuple):
    """A layer of three pieces a unit, the greatest counts, normalised (Goodfellow et al. 2013; Ba et al. 2016).

    The columns of `weights` are ordered piece by piece: the maximum over blocks is many times faster.
    """

    weights: Floats
    bias: Floats
    gain: Floats
    shift: Floats

    @classmethod
    def of(cls, arrays: Arrays, name: str) -> _Maxout:
        weights = arrays[f"{name}.W"].transpose(1, 0, 2)  # (units, pieces, inputs) to (pieces, units, inputs)
        flat = np.ascontiguousarray(weights.reshape(-1, weights.shape[-1]).T)
        return cls(flat, arrays[f"{name}.b"].T.reshape(-1), arrays[f"{name}.gain"], arrays[f"{name}.shift"])

    @property
    def width(self) -> int:
        return len(self.gain)

    def __call__(self, rows: Floats) -> Floats:
        pieces = rows @ self.weights
        pieces += self.bias
        best = _greatest(pieces, self.width)
        best -= best.mean(axis=1, keepdims=True)
        best *= (np.square(best).mean(axis=1, keepdims=True) + np.float32(1e-8)) ** np.float32(-0.5)
        best *= self.gain
        best += self.shift
        return best


def _greatest(pieces: Floats, width: int) -> Floats:
    """The greatest of each unit's pieces, which stand `width` columns apart."""
    best: Floats = pieces[:, :width]
    for at in range(width, pieces.shape[1], width):
        best = np.maximum(best, pieces[:, at : at + width])
    return best


class Head:
    """Convolution and transition system of one recogniser on top of an embedding. Threads may share it."""

    def __init__(self, arrays: Arrays, moves: list[str]) -> None:
        """`moves` are spaCy's names of the actions in order: `B-PERSON`, `I-…`, `L-…`, `U-…`, `O`."""
        self._layers = [_Maxout.of(arrays, f"conv.{i}") for i in range(4)]
        lower = arrays["lower.W"].transpose(0, 2, 1, 3)  # (3 tokens, pieces, hidden, inputs)
        self._lower = np.ascontiguousarray(lower.reshape(-1, lower.shape[-1]).T)
        self._slots, _, self._hidden = lower.shape[:3]
        self._pad = arrays["lower.pad"][0].transpose(0, 2, 1).reshape(self._slots, -1)
        self._bias = arrays["lower.b"].T.reshape(-1)
        self._to_hidden = np.ascontiguousarray(arrays["linear.W"].T)
        self._to_hidden_bias = arrays["linear.b"]
        self._upper = np.ascontiguousarray(arrays["upper.W"].T)
        self._upper_bias = arrays["upper.b"]
        self._moves = [move.partition("-")[::2] for move in moves]
        index = {move: i for i, move in enumerate(moves)}
        labels = {label for kind, label in self._moves if kind == "L"}
        self._inside = {label: (index[f"I-{label}"], index[f"L-{label}"]) for label in labels}
        self._closed = np.array([kind == "O" or (kind in "BU" and label != "") for kind, label in self._moves])
        self._out = index["O"]
        self._begins = np.array([kind == "B" for kind, _ in self._moves])

    def entities(self, embedded: Floats, spaces: NDArray[np.bool_]) -> list[Entity]:
        """The entities of a document. `spaces` says which tokens are white space: none begins with one."""
        if not len(embedded):
            return []
        slots = self._slot_scores(self._encoded(embedded))
        outside = self._scores(slots[:, 0] + self._pad[1] + self._pad[2])
        outside[:, ~self._closed] = -np.inf
        outside[-1, self._begins] = -np.inf
        outside[spaces] = np.where(np.arange(len(self._moves)) == self._out, 0, -np.inf)
        best = outside.argmax(axis=1)
        found: list[Entity] = []
        at = 0
        for start in np.flatnonzero(best != self._out).tolist():
            if start < at:
                continue
            kind, label = self._moves[best[start]]
            at = start + 1 if kind == "U" else self._end(slots, start, label)
            found.append(Entity(label, start, at))
        return found

    def _end(self, slots: Floats, start: int, label: str) -> int:
        """Where an entity that was opened at `start` ends (exclusive)."""
        inside, last = self._inside[label]
        for at in range(start + 1, len(slots) - 1):
            scores = self._scores((slots[at, 0] + slots[start, 1] + slots[at - 1, 2])[None])[0]
            if scores[last] > scores[inside]:
                return at + 1
        return len(slots)

    def _encoded(self, embedded: Floats) -> Floats:
        width = embedded.shape[1]
        rows: Floats = np.zeros((len(embedded) + 2 * PAD, width), np.float32)
        rows[PAD:-PAD] = embedded
        window: Floats = np.zeros((len(rows), 3 * width), np.float32)
        for layer in self._layers:
            window[1:, :width] = rows[:-1]
            window[:, width : 2 * width] = rows
            window[:-1, 2 * width :] = rows[1:]
            rows += layer(window)
        return rows[PAD:-PAD]

    def _slot_scores(self, rows: Floats) -> Floats:
        hidden: Floats = rows @ self._to_hidden + self._to_hidden_bias
        scores: Floats = hidden @ self._lower
        return scores.reshape(len(rows), self._slots, -1)

    def _scores(self, states: Floats) -> Floats:
        hidden = _greatest(states + self._bias, self._hidden)
        scores: Floats = hidden @ self._upper + self._upper_bias
        return scores


class Recogniser:
    """An entity recogniser of this one architecture, read only: threads may share it."""

    def __init__(self, vectors: Vectors, arrays: Arrays, moves: list[str], seeds: tuple[int, ...]) -> None:
        """`arrays`, `moves` and `seeds` as `arrays_of` and `moves_of` give them."""
        self._embedding = Embedding(vectors, arrays, seeds)
        self._head = Head(arrays, moves)

    def entities(self, doc: Any) -> list[Entity]:
        """The entities of a spaCy document, in order, without overlap."""
        from spacy.attrs import IS_SPACE

        spaces = doc.to_array([IS_SPACE]).reshape(-1).astype(bool)
        return self._head.entities(self._embedding.of(doc), spaces)


def arrays_of(pipe: Any) -> tuple[dict[str, Floats], tuple[int, ...]]:
    """The weights of a spaCy entity recogniser by our names, and the seeds of its hash tables.

    Raises ValueError for another architecture than the one above.
    """
    named: dict[str, list[Any]] = {}
    for node in pipe.model.walk():
        named.setdefault(node.name, []).append(node)
    columns = tuple(named["extract_features"][0].attrs["columns"])
    tables, maxouts, norms = (named.get(name, []) for name in ("hashembed", "maxout", "layernorm"))
    if columns != FEATURES or (len(tables), len(maxouts)) != (4, 5) or "static_vectors" not in named:
        raise ValueError("this is not the network that our forward pass knows")
    found = {f"table.{i}": table.get_param("E") for i, table in enumerate(tables)}
    found["static"] = named["static_vectors"][0].get_param("W")
    for name, maxout, norm in zip(("mix", *(f"conv.{i}" for i in range(4))), maxouts, norms, strict=True):
        found |= {f"{name}.W": maxout.get_param("W"), f"{name}.b": maxout.get_param("b")}
        found |= {f"{name}.gain": norm.get_param("G"), f"{name}.shift": norm.get_param("b")}
    lower, upper = pipe.model.get_ref("lower"), pipe.model.get_ref("upper")
    to_hidden = next(node for node in named["linear"] if node is not upper)
    found |= {f"lower.{p}": lower.get_param(p) for p in ("W", "b", "pad")}
    found |= {"linear.W": to_hidden.get_param("W"), "linear.b": to_hidden.get_param("b")}
    found |= {"upper.W": upper.get_param("W"), "upper.b": upper.get_param("b")}
    return {k: np.asarray(v, np.float32) for k, v in found.items()}, tuple(t.attrs["seed"] for t in tables)


def moves_of(pipe: Any) -> list[str]:
    """The names of a recogniser's actions in order; the internal one that blocks entities is `U-`."""
    return [pipe.moves.get_class_name(i) for i in range(pipe.moves.n_moves)]
