"""The redactor: checks that a text can be read, finds personal values, keeps what the case is about, hides the rest."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final, NamedTuple, TypeVar

import regex
from pydantic import JsonValue

from drafting.errors import Held, LanguageUnsupported, RedactionFailed
from drafting.models import MaskedMessage, MaskedText, MaskedTicket, RawText, Ticket
from drafting.ports import Masked, Origin, Registry
from drafting.redaction import language as languages
from drafting.redaction.cleaning import cleaned, unreadable_share
from drafting.redaction.forms import bold_questions
from drafting.redaction.placeholders import Span, mask, resolve
from drafting.redaction.registry import CaseRegistry
from drafting.redaction.structured import find_structured
from drafting.redaction.sweep import sweep, wanted
from drafting.redaction.urls import find_urls, personal_parts
from drafting.settings import Settings

WINDOW: Final = 20_000  # characters; a longer text is read in pieces
OVERLAP: Final = 500
_PRIVATE: Final = regex.compile(r"\[(?:private|redacted)\]", regex.IGNORECASE)
_ENUMERATION: Final = regex.compile(r"[a-z0-9_.:-]{1,40}")
_ISO_DATE: Final = regex.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?")
_CODE: Final = regex.compile(r"[A-Z]{2}(?:-[A-Z]{2,3})?")  # a jurisdiction: US-CA
_KEPT_IN_QUESTIONS: Final = frozenset({"PERSON", "ADDRESS", "USERNAME"})

T = TypeVar("T")
Analyze = Callable[[str], Sequence[Span]]


class _Deadline(NamedTuple):
    at: float
    limit_s: float

    def check(self) -> None:
        if time.monotonic() > self.at:
            raise RedactionFailed(f"Hiding personal data took longer than {self.limit_s:g} s.")


class PresidioRedactor:
    """Implements ports.Redactor. Loads its model at the first use or at `warm`, once, for all threads."""

    def __init__(self, settings: Settings, analyze: Analyze | None = None) -> None:
        """`analyze` replaces the recognisers and the model: tests give their own spans."""
        self._max_chars = settings.redact_max_chars
        self._timeout_s = settings.redact_timeout_s
        self._analyze = analyze
        self._lock = threading.Lock()

    def warm(self) -> None:
        """Loads and runs everything once. Raises RedactionFailed when a part is missing."""
        _guarded(
            lambda: (self._loaded()("Warm up."), languages.detect("A sentence that is long enough to have a language."))
        )

    def mask(self, text: RawText, registry: Registry, origin: Origin) -> Masked:
        """Hides the personal values of one text. Offsets count code points of the raw text.

        Raises RedactionFailed (empty, unreadable, too long, too slow, a recogniser broke) or LanguageUnsupported. The
        message never quotes the text.
        """
        cases = _case(registry)
        self._check_length(len(text))
        self._check_readable(text)
        _guarded(lambda: self._check_language(text))
        return _guarded(lambda: self._mask(text, cases, origin, self._deadline()))

    def mask_ticket(
        self, ticket: Ticket, registry: Registry, *, draft_id: str, ticket_id: str, received_at: datetime
    ) -> MaskedTicket:
        """Hides the personal values of a whole ticket. Metadata and account flags go no further.

        Every check comes before the first value is masked. Raises as `mask` does.
        """
        cases = _case(registry)
        texts = [m.text for m in ticket.messages]
        self._check_length(sum(map(len, (ticket.subject, *texts, *_strings(ticket.facts)))))
        if not any(t.strip() for t in texts):
            raise RedactionFailed("The message is empty.")
        for text in (ticket.subject, *texts):
            if text.strip():
                self._check_readable(text)
        found = _guarded(lambda: [self._check_language(t) for t in texts if t.strip()])
        return _guarded(
            lambda: self._ticket(
                ticket, cases, draft_id, ticket_id, received_at, _main_language(found), self._deadline()
            )
        )

    # -- checks ----------------------------------------------------------------------------------------------

    def _check_length(self, length: int) -> None:
        if length > self._max_chars:
            raise RedactionFailed(f"The message has {length:,} characters; at most {self._max_chars:,} can be read.")

    @staticmethod
    def _check_readable(text: str) -> None:
        if not cleaned(text).text.strip() and unreadable_share(text) == 0:
            raise RedactionFailed("The message is empty.")
        if unreadable_share(text) > 0.1:
            raise RedactionFailed("The message is not readable text.")

    @staticmethod
    def _check_language(text: str) -> str:
        code = languages.detect(text)
        if code not in languages.SUPPORTED and code != "und":
            raise LanguageUnsupported(
                f"The message is in {languages.NAMES.get(code, code)}, which the redactor cannot read."
            )
        return code

    def _deadline(self) -> _Deadline:
        return _Deadline(time.monotonic() + self._timeout_s, self._timeout_s)

    # -- masking ---------------------------------------------------------------------------------------------

    def _loaded(self) -> Analyze:
        with self._lock:
            if self._analyze is None:
                from drafting.redaction.recognizers import analyze, build_analyzer

                analyzer = build_analyzer()
                self._analyze = lambda text: analyze(analyzer, text)
            return self._analyze

    def _mask(self, text: str, registry: CaseRegistry, origin: Origin, deadline: _Deadline) -> Masked:
        return mask(text, self._spans(text, registry, deadline), registry, origin)

    def _spans(self, text: str, registry: CaseRegistry, deadline: _Deadline) -> list[Span]:
        """What to hide in a text: found by the recognisers, personal parts of URLs, other mentions of what is known."""
        clean = cleaned(text)
        urls = find_urls(clean.text)
        private = [m.span() for m in _PRIVATE.finditer(clean.text)]
        questions = bold_questions(clean.text)
        analyze = self._loaded()
        found: list[Span] = []
        for start, window in windows(clean.text):
            deadline.check()
            found += (Span(s.start + start, s.end + start, s.kind) for s in analyze(window))
        kept = sorted((*((u.start, u.end) for u in urls), *private))
        found = [part for span in found for part in _outside(span, kept)]
        found = [s for s in found if not (s.kind in _KEPT_IN_QUESTIONS and _inside(s, questions))]
        deadline.check()
        known = [(e.kind, form.value) for e in registry.entries for form in e.forms]
        mentioned = [(s.kind, clean.text[s.start : s.end]) for s in resolve(found)]
        again = sweep(clean.text, wanted((*mentioned, *known)))
        found += (part for span in again for part in _outside(span, kept))
        found += personal_parts(clean.text, urls)
        deadline.check()
        return [clean.raw(s) for s in found]

    def _ticket(
        self,
        ticket: Ticket,
        registry: CaseRegistry,
        draft_id: str,
        ticket_id: str,
        received_at: datetime,
        language: str,
        deadline: _Deadline,
    ) -> MaskedTicket:
        used: Counter[str] = Counter()

        def known(kind: str, value: str | None, origin: Origin) -> MaskedText | None:
            if value is None or not value.strip():
                return None
            placeholder = registry.placeholder(kind, value.strip(), origin)
            used[placeholder] += 1
            return MaskedText(placeholder)

        def masked(text: str, origin: Origin) -> MaskedText:
            if not text.strip():
                return MaskedText("")
            done = self._mask(text, registry, origin, deadline)
            used.update(e.placeholder for e in done.entities)
            return done.text

        requester, account = ticket.requester, ticket.account
        name = known(_kind_of_name(requester.name), requester.name, "requester")
        email = known("EMAIL_ADDRESS", requester.email, "requester")
        if account is not None:
            known("ID", account.id, "account")
            known("EMAIL_ADDRESS", account.email, "account")
        subject = masked(ticket.subject, "requester")
        messages = tuple(
            MaskedMessage(sender=m.sender, at=m.at, text=masked(m.text, m.sender)) for m in ticket.messages
        )
        facts = {key: _masked_fact(value, lambda text: masked(text, "agent")) for key, value in ticket.facts.items()}
        return MaskedTicket(
            draft_id=draft_id,
            ticket_id=ticket_id,
            channel=ticket.channel,
            subject=subject,
            received_at=received_at,
            language=language,
            role=requester.role,
            verified=requester.verified,
            country=requester.country,
            name=name,
            email=email,
            messages=messages,
            facts=facts,
            entities=dict(sorted(Counter(p[1 : p.rindex("_")] for p in used).items())),
        )


def windows(text: str) -> Iterator[tuple[int, str]]:
    """Pieces of a text that overlap, cut at line ends where there are some, each with where it starts."""
    start = 0
    while len(text) - start > WINDOW:
        cut = text.rfind("\n", start + WINDOW // 2, start + WINDOW)
        end = cut + 1 if cut >= 0 else start + WINDOW
        yield start, text[start:end]
        back = text.rfind("\n", end - OVERLAP, end - OVERLAP // 4)
        start = back + 1 if back >= 0 else end - OVERLAP
    yield start, text[start:]


def _guarded(work: Callable[[], T]) -> T:
    """Runs work that sees raw text. What breaks in it becomes RedactionFailed with the exception's name alone."""
    try:
        return work()
    except Held:
        raise
    except Exception as error:  # noqa: BLE001 - a broken recogniser must hold the ticket, and its message may quote it
        name = type(error).__name__
    raise RedactionFailed(f"Personal data could not be hidden: the redactor broke with {name}.")


def _case(registry: Registry) -> CaseRegistry:
    if not isinstance(registry, CaseRegistry):
        raise TypeError("the redactor numbers in a CaseRegistry")
    return registry


def _outside(span: Span, kept: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """The parts of a span that are not kept. A secret is hidden wherever it stands."""
    if span.kind == "SECRET":
        yield span
        return
    start = span.start
    for keep_start, keep_end in kept:
        if keep_end <= start:
            continue
        if keep_start >= span.end:
            break
        if keep_start > start:
            yield Span(start, keep_start, span.kind)
        start = max(start, keep_end)
    if start < span.end:
        yield Span(start, span.end, span.kind)


def _inside(span: Span, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(start <= span.start and span.end <= end for start, end in ranges)


def _main_language(codes: Sequence[str]) -> str:
    return "en" if "en" in codes else "und"


def _kind_of_name(name: str | None) -> str:
    """Some helpdesks put the e-mail address where the name belongs."""
    return "EMAIL_ADDRESS" if name and any(s.kind == "EMAIL_ADDRESS" for s in find_structured(name)) else "PERSON"


def _strings(value: JsonValue | dict[str, JsonValue]) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _masked_fact(value: JsonValue, masked: Callable[[str], str]) -> JsonValue:
    """Keys, numbers, enumerations, dates and jurisdictions pass; any other string is masked."""
    if isinstance(value, dict):
        return {key: _masked_fact(item, masked) for key, item in value.items()}
    if isinstance(value, list):
        return [_masked_fact(item, masked) for item in value]
    if not isinstance(value, str) or any(p.fullmatch(value) for p in (_ENUMERATION, _ISO_DATE, _CODE)):
        return value
    return masked(value)
