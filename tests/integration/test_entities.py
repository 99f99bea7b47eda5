"""Our forward pass finds what spaCy finds with the same weights; and the weights are the ones that we made."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from drafting.redaction.model import weights
from drafting.redaction.model.entities import MOST_WORDS, Embedding, Recogniser, arrays_of, moves_of
from drafting.redaction.model.vocabulary import base_words, model_path
from evals.case import load_cases
from evals.names.generate import sentences

ODD = (
    "", " ", "\n", "\n\n \t", ".", "Anna", "Anna\n", " \n Anna", "Anna Kowalski\n\n\n", "a" * 5000, "😀 Anna 😀",
    "\u202eannA\u202c", "Mr. O'Neill's", "I'm Will. Will can't.", "Łukasz  Żak", "PARIS\nPARIS", "1",
    "New York New York", "x\u200by", "\x00\x01 Bob",
)  # fmt: skip


@pytest.fixture(scope="module")
def spacy_model() -> Any:
    import spacy

    return spacy.load(model_path())


def test_the_same_entities_as_spacy_on_every_text(spacy_model: Any) -> None:
    pipe = spacy_model.get_pipe("ner")
    arrays, seeds = arrays_of(pipe)
    recogniser = Recogniser(weights.read_vectors(), arrays, moves_of(pipe), seeds)
    dice = random.Random(8)
    words = base_words()
    mail = [m.text for case in load_cases() for m in case.ticket.messages]
    soup = [" ".join(dice.choice((w, w.title(), w.upper())) for w in dice.choices(words, k=60)) for _ in range(60)]
    total = 0
    for text in (*ODD, *mail, *soup, *(line for _, line in sentences()[::4]), "\n\n".join(mail)):
        expected = [(e.label_, e.start, e.end) for e in pipe(spacy_model.make_doc(text)).ents]
        assert [tuple(e) for e in recogniser.entities(spacy_model.make_doc(text))] == expected, text[:200]
        total += len(expected)
    assert total > 1000


def test_forgetting_the_embeddings_changes_nothing(spacy_model: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    arrays, seeds = arrays_of(spacy_model.get_pipe("ner"))
    doc = spacy_model.make_doc("Anna Kowalski moved from Chorzów to Lisbon in May. Anna likes it.")
    kept = Embedding(weights.read_vectors(), arrays, seeds)
    once = kept.of(doc)
    monkeypatch.setattr("drafting.redaction.model.entities.MOST_WORDS", 3)
    forgetful = Embedding(weights.read_vectors(), arrays, seeds)
    for _ in range(3):
        assert np.array_equal(forgetful.of(doc), once)
    assert MOST_WORDS > 10_000


def test_another_network_is_refused(spacy_model: Any) -> None:
    import spacy

    blank = spacy.blank("en", vocab=spacy_model.vocab)
    other: Any = blank.add_pipe("ner")
    other.add_label("PERSON")
    blank.initialize()
    with pytest.raises(ValueError, match="not the network"):
        arrays_of(other)


def test_weights_that_were_changed_are_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = bytearray(weights.FILE.read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / "people.npz").write_bytes(data)
    monkeypatch.setattr(weights, "FILE", tmp_path / "people.npz")
    with pytest.raises(OSError, match="not the file"):
        weights.read_weights()
