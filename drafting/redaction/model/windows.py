"""What the model finds in a long text, read in windows that overlap, and all recognisers on the whole of it.

Only the model reads in windows, for its memory. The rules look at the whole text: a form's question, a speaker of a
chat or the end of a private key may stand far from what they are about.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

import regex

from drafting.redaction.placeholders import Span

WINDOW: Final = 20_000  # characters of which a window decides
MARGIN: Final = 1_000  # characters it reads before and after them; the model's sight is a few words
# spaCy's tokenizer takes signs off a word one by one and looks at the rest each time: 4,000 of them take seconds.
_SIGNS: Final = regex.compile(r"[^\p{L}\p{N}\s]{16,}")
_NEAR: Final = 500  # how far before its end a window looks for a good place to cut


class Entity(NamedTuple):
    """A named entity with the attributes of spaCy's that recognisers use; offsets of the whole text."""

    start_char: int
    end_char: int
    label_: str


class Window(NamedTuple):
    """Reads `start` to `end`; decides on what begins from `first` to before `last`."""

    start: int
    first: int
    last: int
    end: int


def windows(text: str, size: int = WINDOW, margin: int = MARGIN) -> Iterator[Window]:
    """Windows whose deciding parts lie side by side and cover the text, cut between words where there are blanks."""
    first = 0
    while True:
        last = len(text) if len(text) - first <= size else _cut(text, first + size, first + size // 2)
        start = _cut(text, first - margin, 0) if first > margin else 0
        end = _cut(text, last + margin, last) if last + margin < len(text) else len(text)
        yield Window(start, first, last, end)
        if last == len(text):
            return
        first = last


def _cut(text: str, at: int, least: int) -> int:
    """The place after the last line end, or else the last blank, shortly before `at`; `at` where there is none."""
    for mark in ("\n", " "):
        found = text.rfind(mark, max(least, at - _NEAR), at)
        if found >= 0:
            return found + 1
    return at


def in_windows(
    text: str, find: Callable[[str], Iterable[Any]], size: int = WINDOW, margin: int = MARGIN
) -> list[Entity]:
    """What `find` finds in the windows, as it would in one piece: each entity is taken from the window it begins in."""
    found = []
    for window in windows(text, size, margin):
        for entity in find(text[window.start : window.end]):
            start = entity.start_char + window.start
            if window.first <= start < window.last:
                found.append(Entity(start, entity.end_char + window.start, entity.label_))
    return found


@contextmanager
def _collector_waiting() -> Iterator[None]:
    """What is made within stays as long as the process: the garbage collector looks at it neither now nor later."""
    ran = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if ran:
            gc.enable()


class Detector:
    """Presidio's recognisers on whole texts. Slow to build: it loads the model."""

    def __init__(self) -> None:
        with _collector_waiting():
            from drafting.redaction.model.recognizers import build_analyzer

            analyzer = build_analyzer()
        self._engine: Any = analyzer.nlp_engine
        self._recognizers = analyzer.registry.get_recognizers(language="en", all_fields=True)

    def __call__(self, text: str) -> list[Span]:
        """Spans of a text, possibly overlapping.

        The recognisers are asked one by one: `AnalyzerEngine.analyze` compares every result with every other one.
        """
        from presidio_analyzer.nlp_engine import NlpArtifacts

        readable = _SIGNS.sub(lambda m: " " * len(m.group()), text)  # the ruled lines of forms
        if len(text) <= WINDOW:
            artifacts = self._engine.process_text(readable, "en")
        else:
            entities = in_windows(readable, lambda piece: self._engine.process_text(piece, "en").entities)
            found: Any = entities  # they have what recognisers ask of spaCy's own
            nothing: Any = []
            artifacts = NlpArtifacts(found, nothing, [], [], self._engine, "en", [0.85] * len(entities))
        return [
            Span(r.start, r.end, r.entity_type)
            for recognizer in self._recognizers
            for r in recognizer.analyze(text, recognizer.supported_entities, artifacts)
        ]
