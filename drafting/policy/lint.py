"""Checks across files: are all sections of the contract there, do versions join, do clocks and company make sense."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from operator import attrgetter
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from drafting.policy import catalogue, schema
from drafting.policy.diagnostics import Diagnostic, did_you_mean, listed
from drafting.policy.files import Document
from drafting.policy.kept import check_kept
from drafting.policy.lint_clocks import check_clocks
from drafting.policy.lint_raises import check_raises
from drafting.policy.lint_rules import check_pattern, check_rules
from drafting.policy.lint_section import check_section, check_triage
from drafting.policy.load import Parts
from drafting.policy.passed import Check
from drafting.policy.values import Section, next_day, previous_day


def checks(parts: Parts) -> list[Check]:
    """What finds everything that is wrong with files that could be read: one for each section, and one across all."""
    clock_faults = list(check_clocks(*parts.clocks)) if parts.clocks else []
    company = parts.company[0] if parts.company else None
    clocks = {clock.id: clock for clock in parts.clocks[0].clocks} if parts.clocks else None
    fixed = None  # frameworks are filled only when what they stand on is sound
    if parts.commons_read and not clock_faults:
        fixed = {key: text for common in parts.commons for key, text in common.file.fixed_texts.items()}
    return [
        Check(("across", parts.digest), partial(_across, parts, clock_faults)),
        *(
            Check(
                ("section", parts.shared, section.document.digest),
                partial(check_section, section, company, clocks, fixed),
            )
            for section in sorted(parts.sections, key=attrgetter("weight"), reverse=True)
        ),
    ]


def _across(parts: Parts, clock_faults: list[Diagnostic]) -> Iterator[Diagnostic]:
    yield from _catalogue(parts)
    yield from _versions(parts)
    yield from _commons(parts)
    if parts.company:
        yield from _company(*parts.company)
    yield from clock_faults
    if parts.pending:
        yield from _pending(*parts.pending, parts.seen)
    if parts.kept:
        yield from check_kept(*parts.kept)
    yield from check_rules(parts.sections, parts.commons)


def _catalogue(parts: Parts) -> Iterator[Diagnostic]:
    for section in parts.sections:
        if section.file.section != section.id:
            yield section.diagnostic(
                f'the file is at "{section.id}" but says section "{section.file.section}"',
                f"Write section: {section.id}, or move the file.",
                "section",
            )
        if section.id not in catalogue.SECTIONS:
            yield section.diagnostic(
                f'"{section.id}" is not a section of the contract',
                did_you_mean(section.id, catalogue.SECTIONS),
                "section",
            )
    if not parts.pending:
        return
    file, document = parts.pending
    waiting = {pending.section for pending in file.sections}
    lost = [s for s in catalogue.SECTIONS if s not in waiting and s not in parts.seen]
    if lost:
        yield document.at(
            f"{len(lost)} of the contract's sections have no policy and are not listed here: {listed(lost)}",
            "Write their files, or list them below sections.",
            "sections",
        )


def _versions(parts: Parts) -> Iterator[Diagnostic]:
    by_id = defaultdict(list)
    for section in parts.sections:
        by_id[section.id].append(section)
        stem, mark, version = section.path.stem.partition("@")
        if mark and version != section.file.version:
            yield section.diagnostic(
                f'the file name says version "{version}" but the file says "{section.file.version}"',
                f"Name the file {stem}@{section.file.version}.md.",
                "version",
            )
        if section.file.until is not None and section.file.until < section.file.effective:
            yield section.diagnostic(
                f"until ({section.file.until}) is before effective ({section.file.effective})",
                "Until is the last day in force, and effective the first.",
                "until",
            )
    for versions in by_id.values():
        ordered = sorted(versions, key=lambda s: (s.file.effective, s.document.name))
        for older, newer in pairwise(ordered):
            yield from _joined(older, newer)
        last = ordered[-1]
        if last.file.until is not None and last.file.until >= last.file.effective:
            yield last.diagnostic(
                f"nothing is in force after {last.file.until}",
                "Write its next version, leave until out, or list the section in pending.yaml and delete the file.",
                "until",
            )


def _joined(older: Section, newer: Section) -> Iterator[Diagnostic]:
    """Two versions that follow each other: each its own, no day without one, and no day with two."""
    until, begins, name = older.file.until, newer.file.effective, older.document.name
    if newer.file.version == older.file.version:
        yield newer.diagnostic(
            f'version "{newer.file.version}" of {newer.id} is in {name} already',
            "Write a version and an effective date of its own, or delete one of the files.",
            "version",
        )
    elif begins == older.file.effective:
        yield newer.diagnostic(
            f"in force from {begins}, as {name} is", "Write the day on which this version takes over.", "effective"
        )
    elif until is None or until >= begins:
        end = f"until {until}" if until else "without end"
        yield newer.diagnostic(
            f"in force from {begins}, while {name} is in force {end}",
            f"Write until: {previous_day(begins)} in {name}.",
            "effective",
        )
    elif next_day(until) != begins:
        yield newer.diagnostic(
            f"nothing is in force between {until} and {begins}", f"Write effective: {next_day(until)}.", "effective"
        )


def _commons(parts: Parts) -> Iterator[Diagnostic]:
    fixed: dict[str, str] = {}
    for common in parts.commons:
        for key in common.file.fixed_texts:
            if key in fixed:
                yield common.document.at(
                    f"the fixed text {key} is written already in {fixed[key]}", "Keep one of them.", "fixed_texts", key
                )
            fixed.setdefault(key, common.document.name)
        yield from check_raises(common.file, common.document, parts.company[0] if parts.company else None)


def _company(company: schema.Company, document: Document) -> Iterator[Diagnostic]:
    try:
        ZoneInfo(company.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield document.at(
            f'"{company.timezone}" is not a time zone', "Write a name such as America/Los_Angeles or UTC.", "timezone"
        )
    problem = _holiday_problem(company.holidays)
    if problem:
        yield document.at(
            problem, 'Write the names of the holidays library: country: "US", subdivision: "CA".', "holidays"
        )
    for n, pattern in enumerate(company.host_patterns):
        yield from check_pattern(document, pattern, "host_patterns", n)


def _holiday_problem(names: dict[str, str | None]) -> str | None:
    import holidays

    unknown = set(names) - {"country", "subdivision"}
    if unknown:
        return f'unknown key "{sorted(unknown)[0]}" in holidays'
    country = names.get("country")
    if not country:
        return "holidays need a country"
    try:
        holidays.country_holidays(country, subdiv=names.get("subdivision"))
    except NotImplementedError:
        return f"there is no holiday calendar for {' '.join(str(v) for v in names.values() if v)}"
    return None


def _pending(file: schema.PendingFile, document: Document, written: frozenset[str]) -> Iterator[Diagnostic]:
    seen: dict[str, int] = {}
    for n, pending in enumerate(file.sections):
        at = ("sections", n, "section")
        if pending.section not in catalogue.SECTIONS:
            yield document.at(
                f'"{pending.section}" is not a section of the contract',
                did_you_mean(pending.section, catalogue.SECTIONS),
                *at,
            )
        if pending.section in seen:
            yield document.at(
                f"{pending.section} is listed twice", f"The first is on line {seen[pending.section]}.", *at
            )
        seen.setdefault(pending.section, document.line(*at))
        if pending.section in written:
            yield document.at(f"{pending.section} has its own policy file", "Delete it here.", *at)
        yield from check_triage(pending.triage, document, "sections", n, "triage")
