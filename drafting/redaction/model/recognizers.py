"""Our recognisers in Presidio's form, and the parts of the spaCy model behind them. Slow to import: only at use."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any, Final

from presidio_analyzer import AnalyzerEngine, LocalRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NlpArtifacts, SpacyNlpEngine

from drafting.redaction.addresses.find import find_addresses
from drafting.redaction.addresses.places import address, place
from drafting.redaction.forms import find_form_answers
from drafting.redaction.ids.find import STRUCTURED_KINDS, find_structured
from drafting.redaction.ids.phones import find_phones
from drafting.redaction.model.entities import Recogniser
from drafting.redaction.model.weights import read_stock, read_tokenizer, read_vectors, read_weights
from drafting.redaction.names.by_cue import find_names, plausible
from drafting.redaction.names.careless import find_careless
from drafting.redaction.names.mail_names import find_mail_names
from drafting.redaction.names.mentions import find_mentions
from drafting.redaction.placeholders import Span
from drafting.redaction.secrets.find import find_secrets

# What the labels of the two recognisers are to us. The stock one's facilities are no addresses.
KIND_OF: Final = {"PERSON": "PERSON", "GPE": "LOCATION", "LOC": "LOCATION", "PLACE": "LOCATION", "ADDRESS": "ADDRESS"}
JUDGES: Final[dict[str, Callable[[str, int, int], Span | None]]] = {
    "PERSON": plausible,
    "AGREED": partial(plausible, agreed=True),
    "LOCATION": place,
    "ADDRESS": address,
}

Finder = Callable[[str], Iterable[Span]]
RULES: Final[dict[str, tuple[Finder, tuple[str, ...]]]] = {
    "structured": (find_structured, STRUCTURED_KINDS),
    "secrets": (find_secrets, ("SECRET",)),
    "phones": (find_phones, ("PHONE_NUMBER",)),
    "addresses": (find_addresses, ("ADDRESS",)),
    "names": (find_names, ("PERSON",)),
    "mentions": (find_mentions, ("PERSON",)),
    "careless": (find_careless, ("PERSON",)),
    "mail names": (find_mail_names, ("PERSON",)),
    "forms": (find_form_answers, ("PERSON", "PHONE_NUMBER", "ADDRESS", "USERNAME")),
}


def _one_blas_thread() -> bool:
    """Keeps NumPy's OpenBLAS to one thread; False where that library is not the one NumPy brings along.

    Its threads spin while they wait: with anything else running, these small products take ten times as long on two.
    """
    import numpy as np

    for path in Path(np.__file__).parent.parent.glob("numpy.libs/lib*openblas*"):
        library = ctypes.CDLL(str(path))
        for name in ("scipy_openblas_set_num_threads64_", "scipy_openblas_set_num_threads", "openblas_set_num_threads"):
            if hasattr(library, name):
                getattr(library, name)(1)
                return True
    return False


class TwoHeads(SpacyNlpEngine):
    """The model's own entity recogniser and ours, fine-tuned from it on generated mail.

    They miss different people, so both are asked. Neither needs the other pipes of the model.
    """

    def load(self) -> None:
        self._tokenizer = read_tokenizer()
        _one_blas_thread()
        vectors = read_vectors()
        stock, stock_moves, seeds = read_stock(self._tokenizer.vocab)
        ours, moves = read_weights()
        self._recognisers = (Recogniser(vectors, stock, stock_moves, seeds), Recogniser(vectors, ours, moves, seeds))
        self.nlp: Any = {"en": self._tokenizer}  # Presidio takes the languages and the vocabulary from it

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        from spacy.tokens import Span as Tokens

        doc = self._tokenizer(text)
        by_each = [[e for e in r.entities(doc) if e.label in KIND_OF] for r in self._recognisers]
        people = [{i for e in found if e.label == "PERSON" for i in range(e.start, e.end)} for found in by_each]
        found = [
            Tokens(
                doc, e.start, e.end, label="AGREED" if e.label == "PERSON" and e.start in others else KIND_OF[e.label]
            )
            for entities, others in zip(by_each, reversed(people), strict=True)
            for e in entities
        ]
        return NlpArtifacts(found, doc, [], [], None, language, [0.85] * len(found))


class Rules(LocalRecognizer):
    """One of our finders as a Presidio recogniser."""

    def __init__(self, name: str, find: Finder, kinds: Iterable[str]) -> None:
        self._find = find
        super().__init__(supported_entities=list(kinds), name=name, supported_language="en")

    def load(self) -> None:
        """There is nothing to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        return [RecognizerResult(s.kind, s.start, s.end, 1.0) for s in self._find(text)]


class Found(LocalRecognizer):
    """People, places and addresses that the model found, without what cannot be one."""

    def __init__(self) -> None:
        super().__init__(supported_entities=["PERSON", "LOCATION", "ADDRESS"], name="model", supported_language="en")

    def load(self) -> None:
        """The model is loaded by the NLP engine."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        if nlp_artifacts is None:
            raise ValueError("the model did not run")
        judged = (JUDGES[e.label_](text, e.start_char, e.end_char) for e in nlp_artifacts.entities)
        return [RecognizerResult(s.kind, s.start, s.end, 0.85) for s in judged if s is not None]


class NoContext(ContextAwareEnhancer):
    """Our recognisers read their context themselves; Presidio's needs the lemmatiser, and time."""

    def __init__(self) -> None:
        super().__init__(
            context_similarity_factor=0,
            min_score_with_context_similarity=0,
            context_prefix_count=0,
            context_suffix_count=0,
        )

    def enhance_using_context(
        self, text: str, raw_results: list[RecognizerResult], *_: Any, **__: Any
    ) -> list[RecognizerResult]:
        return raw_results


def build_analyzer() -> AnalyzerEngine:
    """Presidio with our recognisers alone: none of them touches the network (its e-mail one asks for a suffix list)."""
    recognizers = [*(Rules(name, find, kinds) for name, (find, kinds) in RULES.items()), Found()]
    registry = RecognizerRegistry(recognizers=recognizers, supported_languages=["en"])
    return AnalyzerEngine(
        registry=registry, nlp_engine=TwoHeads(), supported_languages=["en"], context_aware_enhancer=NoContext()
    )


def analyze(analyzer: AnalyzerEngine, text: str) -> list[Span]:
    """Spans of a text, possibly overlapping."""
    return [Span(r.start, r.end, r.entity_type) for r in analyzer.analyze(text, "en")]
