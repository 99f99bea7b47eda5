"""Checks of one section: its intake and triage words here, its table and its frameworks in their own files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import get_args

from drafting.policy import catalogue, schema
from drafting.policy.diagnostics import Diagnostic, did_you_mean, listed
from drafting.policy.files import Document
from drafting.policy.lint_frameworks import check_frameworks
from drafting.policy.lint_prose import check_prose
from drafting.policy.lint_rules import check_pattern
from drafting.policy.lint_table import check_table
from drafting.policy.values import Section
from drafting.ports import Origin


def check_section(
    section: Section,
    company: schema.Company | None,
    clocks: Mapping[str, schema.ClockDef] | None,
    fixed: Mapping[str, str] | None,
) -> Iterator[Diagnostic]:
    """Everything that can be said about this section without running a ticket through it."""
    yield from _intake(section)
    yield from check_triage(section.file.triage, section.document, "triage")
    yield from _others(section)
    yield from check_table(section, company, clocks)
    yield from check_frameworks(section, company, clocks or {}, fixed)
    yield from check_prose(section)


def _intake(section: Section) -> Iterator[Diagnostic]:
    wanted = catalogue.INTAKE.get(section.id, ())
    given = [element.id for element in section.file.intake]
    for n, element in enumerate(section.file.intake):
        at = ("intake", n)
        if element.id in given[:n]:
            yield section.diagnostic(f'the element "{element.id}" stands twice', "Keep one of them.", *at, "id")
        elif element.id not in wanted:
            yield section.diagnostic(
                f'"{element.id}" is not an intake element of {section.id} in the contract',
                did_you_mean(element.id, wanted),
                *at,
                "id",
            )
        if element.id in catalogue.VERIFIED_ONLY and element.by != "verified":
            yield section.diagnostic(
                f'a claim in the text cannot supply "{element.id}"', "Write by: verified.", *at, "id"
            )
        if element.source is not None and element.source not in section.sources:
            yield section.diagnostic(
                f'there is no source "{element.source}"',
                did_you_mean(element.source, section.sources, "Sources here"),
                *at,
                "source",
            )
        for part in element.ask_parts:
            if part not in element.parts:
                yield section.diagnostic(
                    f'"{part}" is not a part of {element.id}',
                    did_you_mean(part, element.parts, "Parts"),
                    *at,
                    "ask_parts",
                    part,
                )
        if element.by == "text" and not element.parts and element.recognise == schema.Recognise():
            yield section.diagnostic(
                f'nothing shows that "{element.id}" is there', "Add recognise: with questions, words or kinds.", *at
            )
        if element.extract == "present" and (why := _beyond_a_model(element)):
            yield section.diagnostic(
                f'a model\'s quotation cannot supply "{element.id}": {why}', "Write extract: unclear.", *at, "extract"
            )
        yield from _recognise(section, element.recognise, *at, "recognise")
        for part, how in element.parts.items():
            yield from _recognise(section, how, *at, "parts", part)
    lost = [name for name in wanted if name not in given]
    if lost:
        yield section.diagnostic(
            f"the contract's intake elements are not all here: {listed(lost)} missing", "Add them.", "intake"
        )


def _beyond_a_model(element: schema.Element) -> str:
    if element.sworn:
        return "it is sworn"
    if element.by == "verified":
        return "only a verified requester supplies it"
    return "it has parts" if element.parts else ""


def _recognise(section: Section, how: schema.Recognise, *loc: str | int) -> Iterator[Diagnostic]:
    for field in ("questions", "answers", "words", "unless", "unclear"):
        for n, pattern in enumerate(getattr(how, field)):
            yield from check_pattern(section.document, pattern, *loc, field, n)
    if how.answers and not how.questions:
        yield section.diagnostic("answers without questions never count", "Add the questions.", *loc, "answers")
    known = catalogue.PLACEHOLDER_KINDS | catalogue.TEXT_KINDS
    for n, kind in enumerate(how.kinds):
        if kind not in known:
            yield section.diagnostic(f'unknown kind "{kind}"', did_you_mean(kind, sorted(known)), *loc, "kinds", n)


def check_triage(triage: schema.Triage, document: Document, *loc: str | int) -> Iterator[Diagnostic]:
    """The words by which a section is recognised."""
    for field in ("signals", "roles"):
        for n, signal in enumerate(getattr(triage, field)):
            yield from check_pattern(document, signal.words, *loc, field, n, "words")


def _others(section: Section) -> Iterator[Diagnostic]:
    for n, other in enumerate(section.file.supports):
        if other == section.id:
            yield section.diagnostic("a section does not support itself", "Leave it out.", "supports", n)
        elif other not in catalogue.SECTIONS:
            yield section.diagnostic(
                f'"{other}" is not a section of the contract', did_you_mean(other, catalogue.SECTIONS), "supports", n
            )
    for role, origins in section.file.may_tell.items():
        for n, origin in enumerate(origins):
            if origin not in get_args(Origin):
                yield section.diagnostic(
                    f'"{origin}" is not where a value can come from',
                    did_you_mean(origin, get_args(Origin)),
                    "may_tell",
                    role,
                    n,
                )
