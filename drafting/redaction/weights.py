"""The weights of our own entity recogniser, made by `evals/names/train.py`; read only when their checksum is right."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any, Final

import numpy as np

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
