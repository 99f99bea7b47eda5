"""What a check of a field rule is given and what it gives back, and the table in which checks are entered by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Final, NamedTuple

import regex
from pydantic import JsonValue

from drafting.compliance.subject import Subject
from drafting.compliance.text import Page, Words, page_of
from drafting.errors import PolicyBroken
from drafting.models import Outcome, Severity
from drafting.policy import schema
from drafting.policy.compiler import Policies


class Hit(NamedTuple):
    """What a check objects to. Offsets are those of `Subject.page`; 0, 0 is an omission. Empty texts: the rule's
    own.
    """

    message: str = ""
    start: int = 0
    end: int = 0
    fix: str = ""
    severity: Severity | None = None  # never above the rule's own


@dataclass(frozen=True)
class Look:
    """One rule, one reply, and the section of the case on whose behalf the rule looks."""

    subject: Subject
    rule: schema.Rule
    policies: Policies
    section: str

    @property
    def page(self) -> Page:
        return self.subject.page

    @property
    def outcome(self) -> Outcome | None:
        return self.subject.outcome_of(self.section)

    @property
    def facts(self) -> Mapping[str, JsonValue]:
        return self.subject.facts or {}

    def file(self, section: str | None = None) -> schema.SectionFile | None:
        """The front matter of a section of the case; None where its policy is not written."""
        found = self.policies.sections.get(section or self.section)
        return found.file if found else None

    # -- options -----------------------------------------------------------------------------------------------

    def words(self, name: str, default: Sequence[str] = ()) -> tuple[str, ...]:
        """A list of patterns from the rule's options (one pattern may stand alone)."""
        given = self.rule.options.get(name)
        if given is None:
            return tuple(default)
        return _patterns(given, self.rule, name)

    def needed(self, name: str) -> tuple[str, ...]:
        """Patterns without which the check means nothing; raises PolicyBroken when the policy owner left them out."""
        found = self.words(name)
        if not found:
            raise PolicyBroken(f"{self.rule.id}: the check {self.rule.check} needs the option {name}.")
        return found

    def groups(self, name: str) -> dict[str, tuple[str, ...]]:
        """Named lists of patterns."""
        given = self.rule.options.get(name)
        if given is None:
            return {}
        if not isinstance(given, dict):
            raise PolicyBroken(f"{self.rule.id}: the option {name} must be names with lists of patterns.")
        return {key: _patterns(value, self.rule, f"{name}.{key}") for key, value in given.items()}

    def option(self, name: str, default: str = "") -> str:
        given = self.rule.options.get(name, default)
        return given if isinstance(given, str) else str(given)

    # -- reading the reply -------------------------------------------------------------------------------------

    def says(self, name: str, *, unless: Sequence[str] = ()) -> list[Words]:
        """Where the reply matches an option's patterns, outside sentences that match `unless`."""
        return self.found(self.words(name), unless=unless)

    def found(self, patterns: Iterable[str], *, unless: Sequence[str] = ()) -> list[Words]:
        words = [w for w in self.page.every(patterns) if not self.approved(w.start, w.end)]
        if not unless or not words:
            return words
        excused = [self.page.part_at(e.start).start for e in self.page.every(unless)]
        return [w for w in words if self.page.part_at(w.start).start not in excused]

    def in_ticket(self, patterns: Iterable[str]) -> bool:
        """Whether the requester's own words match; False where there is no ticket."""
        text = self.subject.ticket_text
        if not text:
            return False
        return page_of(text).mentions(patterns)

    @property
    def ticket(self) -> Page | None:
        """What the requester wrote, read like a reply; None where it is not known."""
        return page_of(self.subject.ticket_text) if self.subject.ticket_text else None

    def approved(self, start: int, end: int) -> bool:
        """Whether the words stand in a sentence that is one of the fixed texts, word for word: Legal approved it."""
        return any(a <= start and end <= b for a, b in approved_spans(self.policies, self.page))


Check = Callable[[Look], Iterable[Hit]]


class Entry(NamedTuple):
    """A check. `omission`: it misses something, so it needs to know that the rule's outcome and role really hold."""

    run: Check
    options: frozenset[str]
    regimes: bool  # options named after a jurisdiction (`EU`, `US-CA`) are allowed too
    omission: bool


CHECKS: Final[dict[str, Entry]] = {}
REGIME: Final = regex.compile(r"[A-Z]{2}(?:-[A-Z]{2})?")


def check(name: str, options: str = "", *, regimes: bool = False, omission: bool = False) -> Callable[[Check], Check]:
    """Enters a check under the name that policy owners write in `check:`, with the names of its options."""

    def enter(run: Check) -> Check:
        if name in CHECKS:
            raise ValueError(f"two checks are called {name}")
        CHECKS[name] = Entry(run, frozenset(options.split()), regimes, omission)
        return run

    return enter


def at(words: Words, message: str = "", **more: str) -> Hit:
    """A hit at these words."""
    return Hit(message, words.start, words.end, fix=more.get("fix", ""))


def approved_spans(policies: Policies, page: Page) -> tuple[tuple[int, int], ...]:
    """Where whole sentences of the page are sentences of a fixed text."""
    if page.approved is None:
        known = _sentences_of(tuple(policies.fixed.values()))
        page.approved = tuple((p.start, p.end) for p in page.parts if _flat(p.text) in known)
    return page.approved


@lru_cache(maxsize=16)
def _sentences_of(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_flat(part.text) for text in texts for part in Page(text).parts)


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold()


def globbed(table: Mapping[str, object], section: str) -> Iterator[str]:
    """The keys of an option's table that match a section: `privacy/*`, `dmca/takedown`."""
    return (glob for glob in table if fnmatchcase(section, glob))


def _patterns(given: JsonValue, rule: schema.Rule, name: str) -> tuple[str, ...]:
    items = [given] if isinstance(given, str) else given
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise PolicyBroken(f"{rule.id}: the option {name} must be a list of patterns.")
    return tuple(str(item) for item in items)
