"""Fine-tunes the entity recogniser of the medium English model on generated texts: `python -m evals.names.train`.

Starts from the recogniser of the model; all of it learns, also the embedding of words (with that frozen it finds a
tenth fewer people). Writes `drafting/redaction/model/people.npz` in half precision and prints its SHA-256. One core,
seven minutes. Seeded, also the hash of strings (PYTHONHASHSEED=0, as `make names` sets it: Faker's cities
come in the order of a set): on one machine the same bytes come out again.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import numpy as np
import spacy
from spacy.training import Example as Gold
from thinc.api import Adam, NumpyOps

from drafting.redaction.model.entities import arrays_of, moves_of
from drafting.redaction.model.vocabulary import base_words, model_path
from drafting.redaction.model.weights import FILE
from evals.names.generate import Example, examples

LABELS: Final = {
    "PERSON": "PERSON",
    "PLACE": "GPE",
    "ADDRESS": "FAC",
    "OTHER": "ORG",
}  # ours: whose rows it starts from
TEXTS: Final = 120_000
BATCH: Final = 24
RATE: Final = 5e-4  # of Adam at the start; it falls to a tenth
SEED: Final = 20261125


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--texts", type=int, default=TEXTS)
    options.add_argument("--out", type=Path, default=FILE)
    chosen = options.parse_args()
    trained = train(chosen.texts, sys.stderr)
    digest = save(trained, chosen.out)
    sys.stderr.write(f"{chosen.out} {chosen.out.stat().st_size:,} bytes sha256 {digest}\n")


def train(texts: int, log: Any) -> Any:
    """The fine-tuned recogniser, a spaCy pipe."""
    random.seed(SEED)
    np.random.seed(SEED)  # thinc draws its dropout from the global generator
    model = spacy.load(model_path())
    fine = spacy.blank("en", vocab=model.vocab)
    pipe: Any = fine.add_pipe("ner", config={"model": model.config["components"]["ner"]["model"]})
    for label in LABELS:
        pipe.add_label(label)
    words = base_words()
    fine.initialize(lambda: [_gold(fine, e) for e in examples(50, 1, words)])
    pipe.model._to_ops(NumpyOps(use_blis=False))
    _start_from(pipe, model.get_pipe("ner"))
    adam = Adam(RATE, L2=1e-4, grad_clip=1.0)
    begun, losses, seen = time.monotonic(), dict[str, float](), 0
    for number, batch in enumerate(_batches(examples(texts, SEED, words), BATCH)):
        adam.learn_rate = RATE * (1 - 0.9 * seen / texts)
        fine.update([_gold(fine, e) for e in batch], drop=0.15, sgd=adam, losses=losses)
        seen += len(batch)
        if number % 100 == 0:
            log.write(f"{seen:,} texts, loss {losses.get('ner', 0):.0f}, {time.monotonic() - begun:.0f} s\n")
            losses.clear()
    return pipe


def _gold(nlp: Any, example: Example) -> Gold:
    """Entities that do not end at a token are widened to it: "Codys" with a first name inside is one."""
    doc = nlp.make_doc(example.text)
    spans = [doc.char_span(a, b, label, alignment_mode="expand") for a, b, label in example.entities]
    doc.set_ents(spacy.util.filter_spans([s for s in spans if s is not None]))
    return Gold(nlp.make_doc(example.text), doc)


def _start_from(pipe: Any, stock: Any) -> None:
    """Copies the stock weights; each of our actions starts from the row of the stock label that is nearest to it."""
    ours, theirs = pipe.model.get_ref("upper"), stock.model.get_ref("upper")
    for node, source in zip(pipe.model.walk(), stock.model.walk(), strict=True):
        for name in source.param_names:
            if source.has_param(name) and node is not ours:
                node.set_param(name, source.get_param(name).copy())
    rows = {move: row for row, move in enumerate(moves_of(stock))}
    wanted = []
    for move in moves_of(pipe):
        kind, _, label = move.partition("-")
        wanted.append(rows[f"{kind}-{LABELS[label]}"] if label else rows[move])
    for name in ("W", "b"):
        ours.set_param(name, theirs.get_param(name)[wanted].copy())


def _batches(made: Iterable[Example], size: int) -> Iterable[list[Example]]:
    batch = []
    for example in made:
        batch.append(example)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def save(pipe: Any, path: Path) -> str:
    """Writes what was learned, in half precision, and returns its SHA-256."""
    arrays, _ = arrays_of(pipe)
    learned: dict[str, Any] = {name: values.astype(np.float16) for name, values in arrays.items()}
    np.savez(path, moves=np.array(moves_of(pipe)), **learned)
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
