"""The redactor: checks that a text can be read, finds personal values, keeps what the case is about, hides the rest."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import Final, NamedTuple

import regex

from drafting.errors import Held, LanguageUnsupported, RedactionFailed
from drafting.models import MaskedTicket, RawText, Ticket
from drafting.ports import Masked, Origin, Registry
from drafting.redaction import language as languages
from drafting.redaction.cleaning import Cleaned, cleaned
from drafting.redaction.fields import Fields, strings
from drafting.redaction.forms import bold_questions
from drafting.redaction.ids.find import find_structured
from drafting.redaction.ids.phones import find_phones
from drafting.redaction.kept import Kept
from drafting.redaction.limits import LOADING_S, Deadline, Workers, check_length, check_readable, guarded
from drafting.redaction.lookup import Lookup
from drafting.redaction.model.windows import Detector
from drafting.redaction.names.file_names import find_in_file_names
from drafting.redaction.placeholders import introduce, mask
from drafting.redaction.ranges import Ranges
from drafting.redaction.registry import CaseRegistry
from drafting.redaction.secrets.find import find_secrets
from drafting.redaction.spans import Detect, Span, apart, resolve
from drafting.redaction.sweep import sweep, wanted
from drafting.redaction.urls import find_urls, personal_parts
from drafting.settings import Settings

_PRIVATE: Final = regex.compile(r"\[(?:private|redacted)\]", regex.IGNORECASE)
_NOT_IN_QUESTIONS: Final = frozenset({"PERSON", "ADDRESS", "USERNAME", "LOCATION"})


class HeldText(NamedTuple):
    """What a person at the review desk may see of a held ticket. Names and addresses may still stand in it: raw."""

    subject: RawText
    messages: tuple[RawText, ...]
    note: str


class Read(NamedTuple):
    """A text that was read: its copy for detection, what to hide in it and what stays, by offsets of the copy."""

    clean: Cleaned
    found: tuple[Span, ...]
    staying: tuple[tuple[int, int], ...]

    @property
    def spans(self) -> list[Span]:
        """What to hide, by offsets of the raw text."""
        return [self.clean.raw(s) for s in self.found]


Reads = dict[str, Read]


class PresidioRedactor:
    """Implements ports.Redactor. Loads its model at the first use or at `warm`, once, for all threads.

    Raw text is read in worker threads, which the caller gives up on at the deadline; numbering and replacing, which
    change the registry, are done by the caller, so that a worker that comes late changes nothing.
    """

    def __init__(self, settings: Settings, analyze: Detect | None = None) -> None:
        """`analyze` replaces the recognisers and the model: tests give their own spans.

        Raises PolicyBroken when company.yaml or kept.yaml, which say what is kept, cannot be read.
        """
        self._max_chars = settings.redact_max_chars
        self._timeout_s = settings.redact_timeout_s
        self._kept = Kept.read(settings.policies_dir)
        self._analyze = analyze
        self._lock = threading.Lock()
        self._workers = Workers()

    def warm(self) -> None:
        """Loads and runs everything once. Raises RedactionFailed when a part is missing."""

        def work() -> None:
            languages.detect("A sentence that is long enough to have a language.")
            self._loaded()("Warm up.")

        self._workers.run(work, Deadline.after(LOADING_S))

    def mask(self, text: RawText, registry: Registry, origin: Origin) -> Masked:
        """Hides the personal values of one text. Offsets count code points of the raw text.

        Raises RedactionFailed (empty, unreadable, too long, too slow, a recogniser broke) or LanguageUnsupported. The
        message never quotes the text.
        """
        cases = _case(registry)
        check_length(len(text), self._max_chars)
        deadline = self._deadline()
        read = self._workers.run(lambda: self._checked_and_read(text, _people(cases), deadline), deadline)
        return self._written(text, read, cases, origin)

    def mask_ticket(
        self, ticket: Ticket, registry: Registry, *, draft_id: str, ticket_id: str, received_at: datetime
    ) -> MaskedTicket:
        """Hides the personal values of a whole ticket. Metadata and account flags go no further.

        Every check comes before the first value is masked. Raises as `mask` does.
        """
        cases = _case(registry)
        texts = [m.text for m in ticket.messages]
        name, email = ticket.requester.name or "", ticket.requester.email or ""
        check_length(sum(map(len, (ticket.subject, name, email, *texts, *strings(ticket.facts)))), self._max_chars)
        if not any(t.strip() for t in texts):
            raise RedactionFailed("The message is empty.")
        deadline = self._deadline()
        languages_found = self._workers.run(
            lambda: [self._check(t) for t in (ticket.subject, *texts) if t.strip()], deadline
        )
        reads: Reads = {}

        def prepare(given: Iterable[tuple[str, Origin]]) -> None:
            reads.update(self._prepare(given, cases, deadline))

        def masked(text: str, origin: Origin) -> Masked:
            if text in reads:
                return self._written(text, reads[text], cases, origin)
            return self._mask(text, cases, origin, deadline)

        fields = Fields(masked, cases, prepare)
        return guarded(
            lambda: fields.masked(
                ticket,
                draft_id=draft_id,
                ticket_id=ticket_id,
                received_at=received_at,
                language="en" if "en" in languages_found else "und",
            )
        )

    def held_text(self, ticket: Ticket) -> HeldText:
        """A held ticket for the eyes of the review desk: what has a form of its own is hidden in any language.

        Never for a model, a log or a checkpoint. Nothing is numbered in the case. A text that even this fails on is
        left out.
        """
        registry = CaseRegistry("held")
        deadline = self._deadline()

        def shown(text: str) -> RawText:
            if not text.strip():
                return RawText("")
            try:
                check_length(len(text), self._max_chars)
                check_readable(text)
                spans = self._workers.run(lambda: _formed(text), deadline)
                return RawText(guarded(lambda: mask(text, spans, registry, "requester")).text)
            except Held as reason:
                return RawText(f"[not shown: {reason}]")

        return HeldText(
            shown(ticket.subject),
            tuple(shown(m.text) for m in ticket.messages),
            "The redactor could not read this ticket. E-mail addresses, telephone numbers, cards, secrets and the like"
            " are hidden; names and places are not.",
        )

    # -- checks ----------------------------------------------------------------------------------------------

    @staticmethod
    def _check(text: str) -> str:
        """The language of a text that can be read."""
        check_readable(text)
        code = languages.detect(text)
        if code not in languages.SUPPORTED and code != "und":
            raise LanguageUnsupported(
                f"The message is in {languages.NAMES.get(code, code)}, which the redactor cannot read."
            )
        return code

    def _deadline(self) -> Deadline:
        """From when the model is there: the first ticket of a process does not pay for loading it."""
        if self._analyze is None:
            self._workers.run(self._loaded, Deadline.after(LOADING_S))
        return Deadline.after(self._timeout_s)

    def _loaded(self) -> Detect:
        with self._lock:
            if self._analyze is None:
                try:
                    self._analyze = Detector()
                except (ImportError, OSError, ValueError) as error:
                    name = type(error).__name__
                    raise RedactionFailed(f"The language model could not be loaded ({name}).") from None
            return self._analyze

    # -- masking ---------------------------------------------------------------------------------------------

    def _mask(self, text: str, registry: CaseRegistry, origin: Origin, deadline: Deadline) -> Masked:
        read = self._workers.run(lambda: self._read(text, _people(registry), deadline), deadline)
        return self._written(text, read, registry, origin)

    def _written(self, text: str, read: Read, registry: CaseRegistry, origin: Origin) -> Masked:
        return guarded(lambda: mask(text, read.spans, registry, origin, self._staying(read, registry.values)))

    def _checked_and_read(self, text: str, known: Sequence[str], deadline: Deadline) -> Read:
        self._check(text)
        return self._read(text, known, deadline)

    def _prepare(self, texts: Iterable[tuple[str, Origin]], registry: CaseRegistry, deadline: Deadline) -> Reads:
        """Reads the texts of a case and numbers their values, so that the first text knows what the last one says."""
        reads: Reads = {}
        values: list[tuple[str, str, Origin]] = []
        for text, origin in texts:
            if text not in reads:
                reads[text] = self._workers.run(partial(self._read, text, _people(registry), deadline), deadline)
            values += ((s.kind, text[s.start : s.end], origin) for s in resolve(reads[text].spans))
        guarded(lambda: introduce(values, registry))
        for kind, value, origin in values:
            guarded(partial(registry.placeholder, kind, value, origin))
        return reads

    def _read(self, text: str, known: Sequence[str], deadline: Deadline) -> Read:
        """What to hide in a text, by the recognisers and as personal parts of URLs, and what is kept in it.

        `known` are the people of the case so far.
        """
        clean = cleaned(text)
        urls = find_urls(clean.text)
        staying = (*((u.start, u.end) for u in urls), *(m.span() for m in _PRIVATE.finditer(clean.text)))
        kept = Ranges(staying)
        questions = Ranges(bold_questions(clean.text))
        deadline.check()
        found = [part for span in self._loaded()(clean.text) for part in kept.outside(span)]
        deadline.check()
        found = [s for s in found if not (s.kind in _NOT_IN_QUESTIONS and questions.cover(s))]
        found = apart(clean.text, self._kept.drop(clean.text, found))
        people = [*known, *(clean.text[s.start : s.end] for s in found if s.kind == "PERSON")]
        found += (part for span in find_in_file_names(clean.text, people) for part in kept.outside(span))
        deadline.check()
        found += personal_parts(clean.text, urls)
        return Read(clean, tuple(found), staying)

    def _staying(self, read: Read, known: Lookup) -> list[tuple[int, int]]:
        """What stays in a text although a value of the case is mentioned there: offsets of the raw text.

        Reported URLs, and mentions that stand for something else: "Austin" is a person, and "police of Austin" is not.
        """
        text = read.clean.text
        here = wanted((s.kind, text[s.start : s.end]) for s in resolve(read.found))
        mentions = sweep(text, known, here)
        dropped = set(mentions).difference(self._kept.drop(text, mentions, repeated=True))
        ranges = (*read.staying, *((s.start, s.end) for s in dropped))
        return [read.clean.raw(Span(start, end, ""))[:2] for start, end in ranges]


def _formed(text: str) -> list[Span]:
    """Values that have a form of their own, whatever the language around them."""
    clean = cleaned(text)
    urls = find_urls(clean.text)
    kept = Ranges((u.start, u.end) for u in urls)
    spans = [*find_structured(clean.text), *find_secrets(clean.text), *find_phones(clean.text)]
    found = [part for span in spans for part in kept.outside(span)]
    again = sweep(clean.text, wanted((s.kind, clean.text[s.start : s.end]) for s in resolve(found)))
    found += [part for span in again for part in kept.outside(span)]
    found += personal_parts(clean.text, urls)
    return [clean.raw(s) for s in found]


def _people(registry: CaseRegistry) -> list[str]:
    return [form.value for entry in registry.entries if entry.kind == "PERSON" for form in entry.forms]


def _case(registry: Registry) -> CaseRegistry:
    if not isinstance(registry, CaseRegistry):
        raise TypeError("the redactor numbers in a CaseRegistry")
    return registry
