"""kept.yaml: what the redactor leaves on purpose, why, and which section needs it. Examples are tried by a test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from drafting.models import SectionId
from drafting.policy import catalogue
from drafting.policy.diagnostics import Diagnostic, did_you_mean, listed
from drafting.policy.files import Document
from drafting.policy.lint_rules import check_pattern
from drafting.policy.schema import Id, Pattern, Strict


class Example(Strict):
    """A sentence of a ticket, and the words of it that must come through the redactor as they are."""

    text: str
    words: Annotated[tuple[str, ...], Field(min_length=1)]


class Category(Strict):
    """One kind of thing that is kept. In what a pattern of `keep` matches, no name, place or number is hidden."""

    id: Id
    what: str
    why: str
    keep: tuple[Pattern, ...] = ()
    examples: Annotated[tuple[Example, ...], Field(min_length=6)]


class KeptFile(Strict):
    """kept.yaml. `sections` has every section of the contract, each with the ids of the categories that it needs."""

    categories: Annotated[tuple[Category, ...], Field(min_length=1)]
    sections: dict[SectionId, tuple[Id, ...]]


def check_kept(file: KeptFile, document: Document) -> Iterator[Diagnostic]:
    """Ids that do not fit, sections that are missing, patterns that do not compile, examples without their words."""
    lines: dict[str, int] = {}
    for n, category in enumerate(file.categories):
        at = ("categories", n, "id")
        if category.id in lines:
            yield document.at(f"{category.id} is defined twice", f"The first is on line {lines[category.id]}.", *at)
        lines.setdefault(category.id, document.line(*at))
        for i, pattern in enumerate(category.keep):
            yield from check_pattern(document, pattern, "categories", n, "keep", i)
        for i, example in enumerate(category.examples):
            for word in example.words:
                if word not in example.text:
                    yield document.at(
                        f'the words "{word}" do not stand in their example',
                        "Write them exactly as the example has them.",
                        *("categories", n, "examples", i, "words"),
                    )
    yield from _sections(file, document, lines)


def _sections(file: KeptFile, document: Document, known: dict[str, int]) -> Iterator[Diagnostic]:
    for section, needed in file.sections.items():
        if section not in catalogue.SECTIONS:
            yield document.at(
                f'"{section}" is not a section of the contract',
                did_you_mean(section, catalogue.SECTIONS),
                *("sections", section),
            )
        for i, name in enumerate(needed):
            if name not in known:
                yield document.at(
                    f'there is no category "{name}"', did_you_mean(name, known), *("sections", section, i)
                )
    lost = [s for s in catalogue.SECTIONS if s not in file.sections]
    if lost:
        yield document.at(
            f"{len(lost)} of the contract's sections are not listed: {listed(lost)}",
            "Write what each of them needs; [] is an answer.",
            "sections",
        )
    for name, line in known.items():
        if not any(name in needed for needed in file.sections.values()):
            yield Diagnostic(document.name, line, f"no section needs {name}", "List it with a section, or delete it.")
