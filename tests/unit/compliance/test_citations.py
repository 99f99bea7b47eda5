"""Citations are one law however they are written, and only what a source approves is approved."""

from __future__ import annotations

import pytest

from drafting.compliance.citations import acts, approved, citations

SOURCES = (
    "17 USC 512(c)(3)(A)(i)-(vi)",
    "DSA Art. 17(3)",
    "GDPR Art. 12(3)",
    "11 CCR 7021",
    "18 USC 2702-2703",
    "Data Protection Act 2018 s.164A",
    "Lenz v. Universal Music Corp.",
)


@pytest.mark.parametrize(
    ("text", "law", "number", "path"),
    [
        ("17 U.S.C. § 512(c)(3)", "17 usc", "512", ("c", "3")),
        ("17 USC 512(c)(3)", "17 usc", "512", ("c", "3")),
        ("DMCA Section 512(c)(3)", "17 usc", "512", ("c", "3")),
        ("Section 512(c)(3) of the DMCA", "17 usc", "512", ("c", "3")),
        ("Art. 17(3) DSA", "dsa", "17", ("3",)),
        ("Article 17(3) of the Digital Services Act", "dsa", "17", ("3",)),
        ("DSA 17(3)", "dsa", "17", ("3",)),
        ("GDPR Art. 12(3)", "gdpr", "12", ("3",)),
        ("512(c)(3)", None, "512", ("c", "3")),
        ("Cal. Civ. Code § 1798.105", "ccpa", "1798.105", ()),
    ],
)
def test_one_provision_has_one_form(text: str, law: str | None, number: str, path: tuple[str, ...]) -> None:
    found = citations(f"This follows from {text}, as we said.")
    assert [(c.law, c.number, c.path) for c in found] == [(law, number, path)]
    sentence = f"This follows from {text}, as we said."
    assert sentence[found[0].start : found[0].end] == text


@pytest.mark.parametrize(
    "text",
    [
        "17 USC 512",
        "512(c)",
        "17 U.S.C. § 512(c)(3)(A)",
        "512(c)(3)(A)(iv)",
        "Art. 17 DSA",
        "GDPR Art. 12",
        "section 7021",
        "18 USC 2703",
    ],
)
def test_an_approved_provision_and_its_parents_are_allowed(text: str) -> None:
    assert all(approved(SOURCES).allows(c) for c in citations(text))


@pytest.mark.parametrize(
    "text",
    [
        "DMCA § 512(z)",
        "17 USC 512(c)(3)(B)",
        "512(f)",
        "Art. 17(5) DSA",
        "Art. 12(3) DSA",
        "GDPR Art. 33",
        "UK GDPR Art. 12(3)",
        "47 USC 230",
    ],
)
def test_a_sister_or_another_law_is_not(text: str) -> None:
    found = citations(text)
    assert found
    assert not any(approved(SOURCES).allows(c) for c in found)


@pytest.mark.parametrize(
    "text",
    [
        "section 4.2 of our terms",
        "paragraph 3 of your letter",
        "line 512",
        "see part 2",
        "GDPR in 30 days",
        "files (a) and (b)",
        "it's 5 o'clock",
    ],
)
def test_parts_of_other_texts_are_no_citations(text: str) -> None:
    assert citations(text) == ()


def test_several_articles_of_one_law_are_several_citations() -> None:
    assert [(c.law, c.number) for c in citations("Articles 15 and 17 GDPR")] == [("gdpr", "15"), ("gdpr", "17")]


def test_a_case_is_known_by_its_name() -> None:
    allowed = approved(SOURCES)
    assert [allowed.allows_act(name) for _, _, name in acts("See Lenz v. Universal.")] == [True]
    assert [allowed.allows_act(name) for _, _, name in acts("See Smith v. Jones.")] == [False]
