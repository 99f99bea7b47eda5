"""Which policy sections a person should read for a ticket or a question: BM25 over the policy texts.

The index is built once and holds policy text only. Nothing leaves the process.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import regex

from drafting.examine.thread import own_words
from drafting.models import PLACEHOLDER, Case, MaskedTicket, PolicyRef
from drafting.policy import patterns
from drafting.policy.compiler import Policies, Section

if TYPE_CHECKING:
    import numpy as np

MOST: Final = 5  # references of one case
QUERY_WORDS: Final = 400  # distinct words of a ticket that are looked up
FAINT: Final = 0.05  # below this a hit shares no more than common words

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
    """A section that fits a question. `score` is the share of the question's weight that it covers, 0 to 1."""

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
    stems: tuple[frozenset[str], ...]  # of each sentence


class Retriever:
    """The policy texts, indexed. Thread-safe after construction: it is only read."""

    def __init__(self, policies: Policies) -> None:
        self._policies = policies
        self._entries = tuple(_entries(policies))
        self._place = {entry.section: n for n, entry in enumerate(self._entries)}
        documents = [
            [*stems(entry.title), *stems(entry.title), *(s for x in entry.sentences for s in stems(x))]
            for entry in self._entries
        ]
        self._weights = _weights(documents)
        self._unknown = max(self._weights.values(), default=1.0)
        self._index = _index(documents)

    def find(self, ticket: MaskedTicket, case: Case) -> tuple[PolicyRef, ...]:
        """The governing section first, then the case's other sections, what the policy names beside it, the best hits.

        At most five. The governing section's score is 1; the others' are relative to the best hit, below 1.
        """
        words = f"{ticket.subject}\n{own_words(ticket, self._policies.company.name)[1]}"
        scores = self._scores(list(dict.fromkeys(stems(words)))[:QUERY_WORDS])
        top = max((float(x) for x in scores), default=0.0) or 1.0
        relative = {e.section: min(0.99, float(scores[n]) / top) for n, e in enumerate(self._entries)}
        governing = self._policies.sections.get(case.section)
        supports: Sequence[str] = governing.file.supports if governing else ()
        hits = sorted((s for s in relative if relative[s] > FAINT), key=lambda s: (-relative[s], s))
        wanted = [s for s in dict.fromkeys((case.section, *case.also, *supports, *hits)) if s in self._place]
        return tuple(
            PolicyRef(
                section=entry.section,
                title=entry.title,
                version=entry.version,
                effective=entry.effective,
                score=1.0 if entry.section == case.section else round(relative[entry.section], 3),
            )
            for entry in (self._entries[self._place[s]] for s in wanted[:MOST])
        )

    def search(self, words: str, limit: int = 5) -> tuple[Hit, ...]:
        """The sections that fit the words best, with the sentence that matched; none when nothing fits."""
        asked = list(dict.fromkeys(stems(words)))
        whole = sum(self._weights.get(stem, self._unknown) for stem in asked)
        if not asked or not whole:
            return ()
        scores = self._scores(asked)
        found = [
            Hit(entry.section, entry.title, round(min(1.0, float(scores[n]) / whole), 3), self._sentence(entry, asked))
            for n, entry in enumerate(self._entries)
        ]
        return tuple(sorted((h for h in found if h.score > FAINT), key=lambda h: (-h.score, h.section))[:limit])

    def _scores(self, asked: Sequence[str]) -> np.ndarray[Any, Any] | list[float]:
        known = [stem for stem in asked if stem in self._weights]
        if not known:
            return [0.0] * len(self._entries)
        found: np.ndarray[Any, Any] = self._index.get_scores(known)
        return found

    def _sentence(self, entry: _Entry, asked: Sequence[str]) -> str:
        wanted = set(asked)
        best, text = 0.0, entry.title
        for sentence, words in zip(entry.sentences, entry.stems, strict=True):
            weight = sum(self._weights.get(stem, 0.0) for stem in words & wanted)
            if weight > best:
                best, text = weight, sentence
        return text


def stems(text: str) -> list[str]:
    """The text's words in lower case without endings, stop words left out."""
    words = _WORD.findall(_MARKUP.sub(" ", patterns.plain(text)).lower())
    return [_stem(word) for word in words if word not in _STOP]


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
        yield _entry(section.id, file.title, file.version, file.effective.isoformat(), _texts(section))
    for pending in policies.pending.values():
        yield _entry(pending.section, pending.title, "pending", "", pending.triage.examples)


def _entry(section: str, title: str, version: str, effective: str, texts: Sequence[str]) -> _Entry:
    found = tuple(
        " ".join(words.split())
        for text in texts
        for s in patterns.sentences(_WRAP.sub(" ", _MARKUP.sub(" ", text)))
        if (words := s.text.strip()) and regex.search(r"\p{L}", words)
    )
    return _Entry(section, title, version, effective, found, tuple(frozenset(stems(s)) for s in found))


def _texts(section: Section) -> list[str]:
    """What a section says: its prose, what it asks for, its frameworks, why its table decides, tickets like it."""
    file = section.file
    return [
        section.prose,
        *(element.ask for element in file.intake),
        *(framework.body for framework in file.frameworks.values()),
        *(row.why for row in file.table),
        *file.triage.examples,
        *(source.cite for source in file.sources),
    ]


def _weights(documents: Sequence[Sequence[str]]) -> dict[str, float]:
    """Inverse document frequency of each stem, as BM25 (Lucene) counts it."""
    from math import log

    seen = Counter(stem for document in documents for stem in set(document))
    return {stem: log(1 + (len(documents) - n + 0.5) / (n + 0.5)) for stem, n in seen.items()}


def _index(documents: list[list[str]]) -> Any:
    import bm25s  # brings numpy; only a process that retrieves pays for it

    index = bm25s.BM25(method="lucene")
    index.index([document or [""] for document in documents], show_progress=False)
    return index
