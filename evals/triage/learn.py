"""`make vectors`: the vectors that the product brings, made from our own texts and from the policies.

`texts/*.yaml` hold tickets that we wrote, section by section; none is anybody's mail, none a golden ticket. Vectors
that are there already are not made again.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from drafting.errors import BadInput
from drafting.meaning import vectors
from drafting.meaning.minilm import MiniLM
from drafting.models import MaskedText
from drafting.policy.catalogue import SECTIONS
from drafting.policy.compiler import Policies, compile_policies
from drafting.retrieval import policy_texts
from drafting.settings import ROOT
from drafting.triage.meaning import LEARNED, examples
from drafting.triage.vocabulary import LEARNED as VOCABULARY
from drafting.triage.vocabulary import features, weigh

TEXTS = Path(__file__).parent / "texts"
LEAST_TEXTS = 2
STRENGTH = 20.0  # the inverse of the regularisation


def load_texts(folder: Path = TEXTS) -> dict[str, tuple[str, ...]]:
    """Section id -> texts, in the order of the files. Raises BadInput for a section that is none, or a text twice."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.yaml")):
        given: Any = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        for section, texts in given.items():
            if section not in SECTIONS or not all(isinstance(text, str) and text.strip() for text in texts):
                raise BadInput(f"{path.name}: {section} is no section, or one of its texts is none.")
            found.setdefault(section, []).extend(text.strip() for text in texts)
    homes: dict[str, str] = {}
    for section, texts in found.items():
        for text in texts:
            if homes.setdefault(text, section) != section:
                raise BadInput(f"A text stands both under {homes[text]} and {section}: {text[:60]!r}")
    return {section: tuple(dict.fromkeys(texts)) for section, texts in sorted(found.items())}


def known_texts(policies: Policies) -> list[str]:
    """The texts of the policies whose vectors are shipped, each once."""
    own = [text for texts in examples(policies).values() for text in texts]
    return list(dict.fromkeys((*own, *policy_texts(policies))))


def main() -> None:
    texts = load_texts()
    policies = compile_policies(ROOT / "policies")
    labelled = [(section, text) for section, own in texts.items() for text in own]
    wanted = [*known_texts(policies), *(text for _, text in labelled)]
    rows = _vectors(wanted, {**vectors.read(vectors.SHIPPED), **vectors.read(LEARNED)})
    shipped = {key: rows[key] for key in map(vectors.key, known_texts(policies))}
    vectors.write(vectors.SHIPPED, shipped)
    _write(labelled, rows)
    own = [(section, text) for section, given in examples(policies).items() for text in given]
    _learn_words([*labelled, *own])
    sys.stdout.write(f"{len(shipped)} vectors of policy texts, {len(labelled)} of texts of our own.\n")


def _vectors(texts: Sequence[str], made: Mapping[int, NDArray[np.float16]]) -> dict[int, NDArray[np.float16]]:
    missing = [text for text in dict.fromkeys(texts) if vectors.key(text) not in made]
    new = MiniLM(ROOT / "data").embed([MaskedText(text) for text in missing]).astype(np.float16)
    return {**made, **dict(zip(map(vectors.key, missing), new, strict=True))}


def _write(labelled: Sequence[tuple[str, str]], rows: Mapping[int, NDArray[np.float16]]) -> None:
    names = sorted({section for section, _ in labelled})
    keys = [vectors.key(text) for _, text in labelled]
    with LEARNED.open("wb") as file:
        np.savez(
            file,
            keys=np.array(keys, np.uint64),
            rows=np.array([rows[key] for key in keys], np.float16),
            labels=np.array([names.index(section) for section, _ in labelled], np.int64),
            names=np.array(names),
        )


def _learn_words(labelled: Sequence[tuple[str, str]]) -> None:
    """Logistic regression on words and pairs that stand in two texts or more; every section counts the same."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    counts = [features(MaskedText(text)) for _, text in labelled]
    seen = Counter(key for one in counts for key in one)
    keys = sorted(key for key, n in seen.items() if n >= LEAST_TEXTS)
    place = {key: n for n, key in enumerate(keys)}
    rarity = np.array([np.log((1 + len(counts)) / (1 + seen[key])) + 1 for key in keys], np.float32)
    names = sorted({section for section, _ in labelled})
    indices, values, starts = [], [], [0]
    for one in counts:
        own = sorted((place[key], n) for key, n in one.items() if key in place)
        places = np.array([p for p, _ in own], np.int64)
        values.append(weigh(np.array([n for _, n in own], np.float32), rarity[places]))
        indices.append(places)
        starts.append(starts[-1] + len(own))
    rows = csr_matrix((np.concatenate(values), np.concatenate(indices), starts), shape=(len(counts), len(keys)))
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=300)
    model.fit(rows, [names.index(section) for section, _ in labelled])
    with VOCABULARY.open("wb") as file:
        np.savez_compressed(
            file,
            names=np.array(names),
            keys=np.array(keys, np.uint64),
            rarity=rarity.astype(np.float16),
            weights=model.coef_.T.astype(np.float16),
            bias=model.intercept_.astype(np.float32),
        )


if __name__ == "__main__":
    main()
