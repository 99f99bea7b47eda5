"""Checks of what stands above the tables and raises an approval: words that threaten us, and duties that pull apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from drafting.models import Level
from drafting.policy import catalogue, schema
from drafting.policy.diagnostics import Diagnostic, did_you_mean
from drafting.policy.files import Document
from drafting.policy.inputs import says
from drafting.policy.lint_rules import check_pattern, short


def check_raises(file: schema.CommonFile, document: Document, company: schema.Company | None) -> Iterator[Diagnostic]:
    """Ids, patterns, teams, sections, and the sentences at the boundary."""
    seen: set[str] = set()
    lists: dict[str, Sequence[schema.Raise | schema.Conflict]] = {"raises": file.raises, "conflicts": file.conflicts}
    for key, entries in lists.items():
        for n, one in enumerate(entries):
            if one.id in seen:
                yield document.at(f'"{one.id}" stands twice', "Give each its own id.", key, n, "id")
            seen.add(one.id)
            yield from _words(one, document, key, n)
            yield from _team(one, document, company, key, n)
            if isinstance(one, schema.Conflict):
                yield from _conflict(one, document, key, n)


def _words(one: schema.Raise | schema.Conflict, document: Document, *loc: str | int) -> Iterator[Diagnostic]:
    bad = [
        problem
        for field in ("words", "unless")
        for m, pattern in enumerate(getattr(one, field))
        for problem in check_pattern(document, pattern, *loc, field, m)
    ]
    yield from bad
    for field, wanted in (("fires", True), ("passes", False)) if not bad else ():
        for m, sentence in enumerate(getattr(one, field)):
            if says(one.words, one.unless, (sentence,), []) is not wanted:
                what = "does not see" if wanted else "objects to"
                yield document.at(f"{one.id} {what} {short(sentence)}", "Correct words or unless.", *loc, field, m)


def _team(
    one: schema.Raise | schema.Conflict, document: Document, company: schema.Company | None, *loc: str | int
) -> Iterator[Diagnostic]:
    if one.escalate is not None and company is not None and one.escalate not in company.teams:
        yield document.at(
            f'there is no team "{one.escalate}" in company.yaml',
            did_you_mean(one.escalate, company.teams),
            *loc,
            "escalate",
        )


def _conflict(one: schema.Conflict, document: Document, *loc: str | int) -> Iterator[Diagnostic]:
    for field in ("sections", "beside"):
        for m, glob in enumerate(getattr(one, field)):
            if not any(fnmatchcase(section, glob) for section in catalogue.SECTIONS):
                yield document.at(
                    f'{one.id}: no section of the contract matches "{glob}"',
                    did_you_mean(glob, catalogue.SECTIONS),
                    *loc,
                    field,
                    m,
                )
    if not (one.beside or one.flags or one.facts or one.words):
        yield document.at(
            f"{one.id}: a section alone is no conflict", "Add beside, flags, facts or words.", *loc, "sections"
        )
    if one.flags and (one.approval != schema.Needs(level=Level.LEGAL) or one.escalate is not None):
        yield document.at(
            f"{one.id}: a conflict over flags wants Legal and nothing else, or a flagged account could be told apart",
            "Write approval: {level: legal}, and leave escalate out.",
            *loc,
            "approval",
        )
    if one.words and not (one.fires and one.passes):
        yield document.at(
            f"{one.id}: words stand beside sentences at their boundary", "Add fires: and passes:.", *loc, "words"
        )
    for field in ("unless", "fires", "passes"):
        if getattr(one, field) and not one.words:
            yield document.at(f"{one.id}: {field} belongs to words", "Leave it out.", *loc, field)
