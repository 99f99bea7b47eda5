"""The table of what is kept, section by section, against the real redactor: every example of it keeps its words."""

from __future__ import annotations

import pytest

from drafting.models import RawText
from drafting.policy.catalogue import SECTIONS
from drafting.policy.kept import Category, Example, KeptFile
from drafting.policy.load import read_one
from drafting.redaction.engine import PresidioRedactor
from drafting.redaction.registry import CaseRegistry
from drafting.settings import ROOT, Settings

read, found = read_one(ROOT / "policies", "kept.yaml", KeptFile)
assert read is not None, found
KEPT = read[0]
CATEGORIES = {category.id: category for category in KEPT.categories}
EXAMPLES = [(category, example) for category in KEPT.categories for example in category.examples]
HOSTILE = [  # beside what is kept, a person: kept words never take a name along
    ("dmca/takedown", "Under the Lanham Act I, Zorana Petrak, ask you to remove it. Regards,\nZorana Petrak"),
    ("law-enforcement/legal-process", "Special Agent Zorana Petrak, Federal Bureau of Investigation, asks you."),
    ("trademark/complaint", "Zorana Petrak of Nimbusfeld GmbH owns the mark No. 017123456."),
    ("dmca/court-action", "The Landgericht Hamburg heard Zorana Petrak on 3 October 2026."),
    ("privacy/access", "My name is Zorana Petrak, I am a resident of California and use Quillhaven."),
]


@pytest.fixture(scope="module")
def redactor() -> PresidioRedactor:
    made = PresidioRedactor(Settings())
    made.warm()
    return made


def test_every_section_of_the_contract_says_what_it_needs() -> None:
    assert set(KEPT.sections) == set(SECTIONS)
    assert {name for needed in KEPT.sections.values() for name in needed} == set(CATEGORIES)


@pytest.mark.parametrize(
    ("category", "example"), EXAMPLES, ids=[f"{c.id}-{n}" for c in KEPT.categories for n in range(len(c.examples))]
)
def test_the_words_of_every_example_come_through(
    redactor: PresidioRedactor, category: Category, example: Example
) -> None:
    masked = redactor.mask(RawText(example.text), CaseRegistry("c"), "requester").text
    assert [word for word in example.words if word not in masked] == [], masked


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_s_examples_in_one_letter_come_through(redactor: PresidioRedactor, section: str) -> None:
    examples = [example for name in KEPT.sections[section] for example in CATEGORIES[name].examples]
    masked = redactor.mask(RawText("\n\n".join(e.text for e in examples)), CaseRegistry("c"), "requester").text
    assert [word for e in examples for word in e.words if word not in masked] == []


@pytest.mark.parametrize(("section", "text"), HOSTILE)
def test_what_is_kept_takes_no_person_along(redactor: PresidioRedactor, section: str, text: str) -> None:
    assert section in KEPT.sections
    masked = redactor.mask(RawText(text), CaseRegistry("c"), "requester").text
    assert "Zorana" not in masked
    assert "Petrak" not in masked
