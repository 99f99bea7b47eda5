"""What is read from disk: of the English model its tokenizer, word vectors and entity recogniser, and our own weights.

Those are made by `evals/names/train.py`, and used only when their checksum is right. Reading the parts takes a quarter
of the time of `spacy.load`, and 220 MB less.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from drafting.redaction.model.entities import Arrays, Vectors, arrays_of, moves_of
from drafting.redaction.model.vocabulary import model_path

FILE: Final = Path(__file__).parent / "people.npz"
SHA256: Final = "2f5fa6c07bcf260a2bf9adaaec718cfada971dd399ee2286038a3ae8b3a650d6"


def read_weights() -> tuple[dict[str, Any], list[str]]:
    """Arrays (float32) by name, and the names of the actions. Raises OSError when the file is missing or another."""
    data = FILE.read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise OSError(f"{FILE.name} is not the file that this version was made for")
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        found = {name: arrays[name].astype(np.float32) for name in arrays.files if name != "moves"}
        return found, arrays["moves"].tolist()


def read_vectors() -> Vectors:
    """The static vectors of the model. Raises OSError or ValueError when its files are missing or other ones."""
    folder = model_path() / "vocab"
    words, rows = unpack_pairs((folder / "key2row").read_bytes())
    return Vectors(np.load(folder / "vectors", allow_pickle=False), words, rows)


# A pair of integers as MessagePack writes most of them here: 64 bits big-endian after 0xCF, 16 after 0xCD.
_PAIR: Final = np.dtype([("long", "u1"), ("key", ">u8"), ("short", "u1"), ("value", ">u2")])
_SIZES: Final = {0xCC: 1, 0xCD: 2, 0xCE: 4, 0xCF: 8}
_RUN: Final = 2048  # pairs looked at in one step


def unpack_pairs(packed: bytes) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Keys and values of a MessagePack map of unsigned integers. Raises ValueError for anything else.

    Many times faster than a general reader on 700,000 words: no Python integer is made of them.
    """
    if len(packed) < 5 or packed[0] != 0xDF:
        raise ValueError("not a large map")
    size, at = int.from_bytes(packed[1:5], "big"), 5
    keys, values = np.zeros(size, np.uint64), np.zeros(size, np.int64)
    done = 0
    while done < size:
        run = np.frombuffer(packed, _PAIR, min(_RUN, (len(packed) - at) // _PAIR.itemsize, size - done), at)
        usual = (run["long"] == 0xCF) & (run["short"] == 0xCD)
        many = len(run) if usual.all() else int(usual.argmin())
        keys[done : done + many], values[done : done + many] = run["key"][:many], run["value"][:many]
        at, done = at + many * _PAIR.itemsize, done + many
        if many < _RUN and done < size:
            keys[done], at = _integer(packed, at)
            values[done], at = _integer(packed, at)
            done += 1
    if at != len(packed):
        raise ValueError("more than a map")
    return keys, values


def _integer(packed: bytes, at: int) -> tuple[int, int]:
    """The unsigned integer that begins at `at`, and where the next value begins."""
    if at < len(packed):
        first, size = packed[at], _SIZES.get(packed[at], 0)
        if first < 0x80:
            return first, at + 1
        if size and at + size < len(packed):
            return int.from_bytes(packed[at + 1 : at + 1 + size], "big"), at + 1 + size
    raise ValueError("not a map of unsigned integers")


def read_tokenizer() -> Any:
    """spaCy's tokenizer with the rules of the model, on a vocabulary of its own. Raises OSError or ValueError."""
    from spacy.lang.en import English
    from spacy.tokenizer import Tokenizer
    from spacy.vocab import create_vocab

    vocabulary = create_vocab("en", English.Defaults)
    vocabulary.from_disk(model_path() / "vocab", exclude=["strings", "vectors"])
    return Tokenizer(vocabulary).from_disk(model_path() / "tokenizer")


def read_stock(vocabulary: Any) -> tuple[Arrays, list[str], tuple[int, ...]]:
    """Weights, actions and seeds of the model's own recogniser. Raises OSError or ValueError."""
    from spacy.pipeline import EntityRecognizer
    from spacy.util import load_config, registry

    config = load_config(model_path() / "config.cfg")["components"]["ner"]["model"]
    pipe = EntityRecognizer(vocabulary, registry.resolve({"model": config})["model"], "ner")
    pipe.from_disk(model_path() / "ner", exclude=["vocab"])
    arrays, seeds = arrays_of(pipe)
    return arrays, moves_of(pipe), seeds
