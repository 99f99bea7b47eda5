"""What is read from disk: the model's word vectors, and the weights of our own entity recogniser.

Those are made by `evals/names/train.py`, and used only when their checksum is right.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any, Final

import numpy as np

from drafting.redaction.model.entities import Vectors
from drafting.redaction.model.vocabulary import model_path

FILE: Final = Path(__file__).parent / "people.npz"
SHA256: Final = "51dd72115ee8762b96c77ed3ed67f222419bd6a8e1a44df0c7d0a27e3c997498"


def read_weights() -> tuple[dict[str, Any], list[str]]:
    """Arrays (float32) by name, and the names of the actions. Raises OSError when the file is missing or another."""
    data = FILE.read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise OSError(f"{FILE.name} is not the file that this version was made for")
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        found = {name: arrays[name].astype(np.float32) for name in arrays.files if name != "moves"}
        return found, arrays["moves"].tolist()


def read_vectors() -> Vectors:
    """The static vectors of the model. Raises OSError when its files are missing."""
    import srsly  # type: ignore[import-untyped]

    folder = model_path() / "vocab"
    return Vectors(np.load(folder / "vectors", allow_pickle=False), srsly.read_msgpack(folder / "key2row"))
