"""Which policy sections a person should read for a ticket or a question: by their words (BM25) and by their meaning.

Both indexes are built once and hold policy text only. Nothing leaves the process.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, Final, NamedTuple

import numpy as np
import regex
from numpy.typing import NDArray

from drafting.examine.thread import own_words
from drafting.models import PLACEHOLDER, Case, MaskedText, MaskedTicket, PolicyRef
from drafting.policy import patterns
from drafting.policy.compiler import Policies, Section
from drafting.ports import Embedder, KnownVectors

MOST: Final = 5  # references of one case, before the rules that hold for every reply
GENERAL: Final = "general"  # the reference to `policies/common.md`
QUERY_WORDS: Final = 400  # distinct words of a ticket that are looked up
FAINT: Final = 0.05  # below this a hit shares no more than common words
_UNLIKE: Final = 0.35  # cosine below which two sentences have nothing to do with each other
_ALIKE: Final = 0.5  # from here on a section is found by its meaning alone
_SAME: Final = 0.75  # and above which they say the same

_WRAP: Final = regex.compile(r"(?<=\S)[ ]*\n(?=[^\s\-*#>|\d])")  # a line end inside a paragraph
_WORD: Final = regex.compile(r"\p{L}[\p{L}\p{M}'-]+|\d+(?:\([a-z0-9]\))*")
_MARKUP: Final = regex.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|" + PLACEHOLDER.pattern + r"|https?://\S+|[*_`#|]+", regex.DOTALL
)
_STOP_WORDS: Final = """
a about after all also an and any are as at be been before but by can could do does for from had has have he her his how
i if in into is it its may me more must my no not of on or other our out she should so some such than that the their
them then there these they this those to under up us was we were what when where which who will with would you your
"""
_STOP: Final = frozenset(_STOP_WORDS.split())


class Hit(NamedTuple):
    """A section that fits a question. `score`, 0 to 1: half the share of the question's weight that its words cover,
    half how near its nearest sentence comes in meaning.
    """

    section: str
    title: str
    score: float
    sentence: str  # the policy's sentence that fits best


class _Entry(NamedTuple):
    section: str
    title: str
    version: str
    effective: str
    sentences: tuple[str, ...]
    told: int  # so many of them, from the first, explain the section: these have vectors
    stems: tuple[frozenset[str], ...]  # of each sentence
    document: list[str]  # all stems, the title's twice


class Retriever:
    """The policy texts, indexed. Thread-safe after construction: it is only read."""

    def __init__(self, policies: Policies, embedder: Embedder, known: KnownVectors) -> None:
        self._policies = policies
        self._embedder = embedder
        self._entries = tuple(_entries(policies))
        self._place = {entry.section: n for n, entry in enumerate(self._entries)}
        documents = [entry.document for entry in self._entries]
        self._weights = _weights(documents)
        self._unknown = max(self._weights.values(), default=1.0)
        self._index = _index(documents)
        self._vectors = known.of([text for entry in self._entries for text in _told(entry)])
        ends = np.cumsum([entry.told + 1 for entry in self._entries]).tolist()
        self._own = [slice(end - entry.told - 1, end) for entry, end in zip(self._entries, ends, strict=True)]

    def find(self, ticket: MaskedTicket, case: Case) -> tuple[PolicyRef, ...]:
        """The governing section first, then the case's other sections, what the policy names beside it, the best hits;
        last the rules for every reply.

        At most five and those. The governing section's score is 1; the others' are relative to the best hit, below 1.
        """
        whole = patterns.plain(own_words(ticket, self._policies.company.name)[0])
        words = f"{patterns.plain(ticket.subject)}\n{whole}".strip()  # as triage reads it, so that it is embedded once
        asked = list(dict.fromkeys(stems(words)))
        by_words = np.asarray(self._scores(asked[:QUERY_WORDS]), np.float32)
        near = self._near(MaskedText(words))
        alike = np.array([best if best > _UNLIKE else 0.0 for best, _ in near], np.float32)
        scores = _relative(by_words) + _relative(alike)
        relative = {e.section: min(0.99, float(scores[n]) / 2) for n, e in enumerate(self._entries)}
        governing = self._policies.sections.get(case.section)
        supports: Sequence[str] = governing.file.supports if governing else ()
        hits = sorted((s for s in relative if relative[s] > FAINT), key=lambda s: (-relative[s], s))
        wanted = [s for s in dict.fromkeys((case.section, *case.also, *supports, *hits)) if s in self._place]
        found = [
            PolicyRef(
                section=entry.section,
                title=entry.title,
                version=entry.version,
                effective=entry.effective,
                score=1.0 if entry.section == case.section else round(relative[entry.section], 3),
                sentence=self._sentence(entry, asked, near[self._place[entry.section]]),
            )
            for entry in (self._entries[self._place[s]] for s in wanted[:MOST])
        ]
        return (*found, *self._general())

    def search(self, words: str, limit: int = 5) -> tuple[Hit, ...]:
        """The sections that fit the words best, with the sentence that matched; none when nothing fits."""
        asked = list(dict.fromkeys(stems(words)))
        whole = sum(self._weights.get(stem, self._unknown) for stem in asked)
        if not asked or not whole:
            return ()
        by_words = self._scores(asked)
        found = [
            Hit(
                entry.section,
                entry.title,
                round(min(1.0, float(by_words[n]) / whole) / 2 + max(0.0, near[0]) / 2, 3),
                self._sentence(entry, asked, near),
            )
            for (n, entry), near in zip(enumerate(self._entries), self._near(MaskedText(words)), strict=True)
            if float(by_words[n]) / whole > FAINT or near[0] > _ALIKE
        ]
        return tuple(sorted(found, key=lambda h: (-h.score, h.section))[:limit])

    def _general(self) -> list[PolicyRef]:
        return [
            PolicyRef(
                section=GENERAL,
                title=common.file.title,
                version=common.file.version,
                effective=common.file.effective.isoformat(),
                score=0.0,
            )
            for common in self._policies.commons
            if not common.area
        ]

    def _near(self, text: MaskedText) -> list[tuple[float, int]]:
        """For each section the cosine of its nearest sentence, and which one that is (-1: its title)."""
        if not self._entries or not text.strip():
            return [(0.0, -1)] * len(self._entries)
        alike = self._vectors @ self._embedder.embed([text])[0]
        found = []
        for own in self._own:
            best = int(np.argmax(alike[own]))
            found.append((float(alike[own][best]), best - 1))
        return found

    def _scores(self, asked: Sequence[str]) -> NDArray[np.float32] | list[float]:
        known = [stem for stem in asked if stem in self._weights]
        if not known:
            return [0.0] * len(self._entries)
        found: NDArray[np.float32] = self._index.get_scores(known)
        return found

    def _sentence(self, entry: _Entry, asked: Sequence[str], near: tuple[float, int]) -> str:
        """The sentence whose words weigh most, unless one means the same; the title where neither is there."""
        wanted = set(asked)
        likeness, place = near
        if likeness > _SAME and place >= 0:
            return entry.sentences[place]
        best, text = 0.0, entry.sentences[place] if likeness > _UNLIKE and place >= 0 else entry.title
        for sentence, words in zip(entry.sentences, entry.stems, strict=True):
            weight = sum(self._weights.get(stem, 0.0) for stem in words & wanted)
            if weight > best:
                best, text = weight, sentence
        return text


def _relative(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """The scores as shares of the best one; below zero is nothing."""
    above = np.maximum(scores, np.float32(0))
    return (above / max(float(above.max(initial=0)), 1e-9)).astype(np.float32)


def _told(entry: _Entry) -> tuple[str, ...]:
    return (entry.title, *entry.sentences[: entry.told])


def policy_texts(policies: Policies) -> list[str]:
    """Every text of the policies whose vector the retriever wants."""
    return [text for entry in _entries(policies) for text in _told(entry)]


def stems(text: str) -> list[str]:
    """The text's words in lower case without endings, stop words left out."""
    words = _WORD.findall(_MARKUP.sub(" ", patterns.plain(text)).lower())
    return [_stem(word) for word in words if word not in _STOP]


@lru_cache(maxsize=16384)
def _stem(word: str) -> str:
    """A word without its commonest English endings: enough to bring `subpoenas` and `deleting` together."""
    for ending, instead in (("'s", ""), ("ies", "y"), ("sses", "ss"), ("ations", "at"), ("ation", "at")):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)] + instead
    for ending in ("ments", "ment", "ings", "ing", "ed", "es", "ions", "ion", "ors", "or", "ers", "er", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4 and not word.endswith("ss"):
            return word[: -len(ending)]
    return word


def _entries(policies: Policies) -> Iterator[_Entry]:
    for section in policies.sections.values():
        file = section.file
        told = [section.prose, *(row.why for row in file.table)]
        yield _entry(section.id, file.title, file.version, file.effective.isoformat(), told, _more(section))
    for pending in policies.pending.values():
        yield _entry(pending.section, pending.title, "pending", "", pending.triage.examples, ())


def _entry(section: str, title: str, version: str, effective: str, told: Sequence[str], more: Sequence[str]) -> _Entry:
    first = _sentences(told)
    found = (*first, *_sentences(more))
    of_each = [stems(text) for text in found]
    document = [*stems(title), *stems(title), *chain.from_iterable(of_each)]
    return _Entry(
        section, title, version, effective, found, len(first), tuple(frozenset(words) for words in of_each), document
    )


def _sentences(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        " ".join(words.split())
        for text in texts
        for s in patterns.sentences(_WRAP.sub(" ", _MARKUP.sub(" ", text)))
        if (words := s.text.strip()) and regex.search(r"\p{L}", words)
    )


def _more(section: Section) -> list[str]:
    """What else a section says: what it asks for, its frameworks, tickets like it, its citations."""
    file = section.file
    return [
        *(element.ask for element in file.intake),
        *(framework.body for framework in file.frameworks.values()),
        *file.triage.examples,
        *(source.cite for source in file.sources),
    ]


def _weights(documents: Sequence[Sequence[str]]) -> dict[str, float]:
    """Inverse document frequency of each stem, as BM25 (Lucene) counts it."""
    from math import log

    seen = Counter(stem for document in documents for stem in set(document))
    return {stem: log(1 + (len(documents) - n + 0.5) / (n + 0.5)) for stem, n in seen.items()}


def _index(documents: list[list[str]]) -> Any:
    import bm25s

    index = bm25s.BM25(method="lucene")
    index.index([document or [""] for document in documents], show_progress=False)
    return index
