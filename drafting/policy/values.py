"""Compiled policy: what every other module reads. Frozen; made only by `compiler.compile_policies`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from drafting.errors import NotFound
from drafting.policy import calendar, schema
from drafting.policy.diagnostics import Diagnostic, did_you_mean
from drafting.policy.files import Document


@dataclass(frozen=True)
class Common:
    """A `common.md`: rules, sources and fixed texts for every section (`area` is empty) or for one area."""

    area: str
    file: schema.CommonFile
    document: Document


@dataclass(frozen=True)
class Section:
    """One version of a section's policy, with what the commons that it falls under hold for it."""

    id: str
    file: schema.SectionFile
    rules: tuple[schema.Rule, ...]  # common, then the area's, then its own
    citations: tuple[schema.Source, ...]
    document: Document
    raises: tuple[schema.Raise, ...] = ()  # common, then the area's
    conflicts: tuple[schema.Conflict, ...] = ()  # the same

    @property
    def prose(self) -> str:
        return self.document.prose

    @property
    def path(self) -> Path:
        return self.document.path

    @cached_property
    def elements(self) -> Mapping[str, schema.Element]:
        return MappingProxyType({element.id: element for element in self.file.intake})

    @cached_property
    def sources(self) -> Mapping[str, schema.Source]:
        return MappingProxyType({source.id: source for source in self.citations})

    @property
    def weight(self) -> int:
        """About how long its checks take, to share them out: its rows, most of all."""
        return len(self.file.table) * max(1, len(self.file.inputs))

    def diagnostic(self, message: str, instead: str = "", *loc: str | int) -> Diagnostic:
        """A diagnostic at the line of `loc` in this section's file."""
        return self.document.at(message, instead, *loc)


@dataclass(frozen=True)
class Policies:
    """All policy files, compiled. `sections` holds one version of each section: those in force on one day.

    That is the day of compilation until `on` asks for another.
    """

    sections: Mapping[str, Section]
    versions: Mapping[str, tuple[Section, ...]]  # every version, oldest first
    pending: Mapping[str, schema.Pending]
    commons: tuple[Common, ...]
    company: schema.Company
    clocks: Mapping[str, schema.ClockDef]
    fixed: Mapping[str, str]
    digest: str  # "sha256:…" over the names and bytes of all files
    shared: str = ""  # the same over those that are no section's
    pending_document: Document | None = None  # pending.yaml, for the lines of diagnostics

    def day(self, moment: datetime) -> date:
        """The day of this moment on the company's clock, by which versions come into force."""
        return calendar.of(self.company).local(moment).date()

    def on(self, day: date) -> Policies:
        """The policies in force on that day; these themselves where the same versions are."""
        then = {name: in_force(versions, day) for name, versions in self.versions.items()}
        sections = {name: section for name, section in then.items() if section is not None}
        if sections.keys() == self.sections.keys() and all(self.sections[s] is found for s, found in sections.items()):
            return self
        return replace(self, sections=MappingProxyType(sections))

    def changes(self) -> tuple[date, ...]:
        """The days after these on which a version of some section comes into force."""
        return tuple(
            sorted(
                {
                    version.file.effective
                    for name, versions in self.versions.items()
                    for version in versions
                    if name not in self.sections or version.file.effective > self.sections[name].file.effective
                }
            )
        )

    def section(self, section_id: str, on: date | None = None) -> Section:
        """The section's policy; with `on`, the version in force on that day. Raises NotFound."""
        if on is None and section_id in self.sections:
            return self.sections[section_id]
        found = in_force(self.versions.get(section_id, ()), on) if on is not None else None
        if found is not None:
            return found
        if section_id in self.versions:
            when = f"on {on}" if on is not None else "now"
            raise NotFound(f'The policy section "{section_id}" is not in force {when}.')
        if section_id in self.pending:
            raise NotFound(f'The policy section "{section_id}" is not written yet; a person answers it.')
        raise NotFound(f'There is no policy section "{section_id}". {did_you_mean(section_id, self.sections)}')


def in_force(versions: tuple[Section, ...], on: date) -> Section | None:
    """The version in force on a day; before the first one's effective date, the first. None after the last `until`."""
    begun = [v for v in versions if v.file.effective <= on] or list(versions[:1])
    if not begun or (begun[-1].file.until is not None and begun[-1].file.until < on):
        return None
    return begun[-1]


def next_day(day: date) -> date:
    return day + timedelta(days=1)


def previous_day(day: date) -> date:
    return day - timedelta(days=1)
