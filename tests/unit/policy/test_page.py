"""What a policy owner reads of a section."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from drafting.policy.compiler import compile_policies
from drafting.policy.page import counted_from, page
from tests.unit.policy.small import ACCESS, TODAY, policies, write

SOON = ACCESS.replace('"1"', '"2"').replace("2026-11-01", "2026-12-15")
NOW = ACCESS.replace("effective: 2026-11-01", "effective: 2026-11-01\nuntil: 2026-12-14")


def shown(name: str) -> str:
    return page(policies(), policies().section(name))


def test_the_facts_come_first() -> None:
    lines = shown("privacy/access").splitlines()
    assert lines[0] == "# Access to personal data"
    assert "- version: 1, in force from 2026-11-01, with no end set" in lines[:8]
    assert "- owner: Privacy" in lines[:8]


def test_each_row_has_its_condition_outcome_reason_approval_team_and_clocks() -> None:
    text = shown("privacy/access")
    row = text[text.index("3. **confirm**") : text.index("4. **confirm**")]
    assert row == (
        "3. **confirm** when decision: none, intake: complete, angry: no\n"
        "   - Everything is there.\n"
        "   - approval: agent\n"
        "   - tells: Privacy desk\n"
        "   - clock K01: GDPR answer, 1 calendar month after the ticket came in, 2 more when it is extended "
        "(GDPR Art. 12(3), law), only when regime: eu or other\n"
        "   - clock K05: CCPA answer, 45 calendar days after the ticket came in, 45 more when it is extended "
        "(11 CCR 7021(b), law), only when regime: california\n"
    )


def test_elements_inputs_frameworks_rules_sources_and_prose_are_there() -> None:
    text = shown("privacy/access")
    for part in (
        "1. **identity**: proof that the account is yours (only the helpdesk or an agent can supply it).",
        "- **decision**: the fact `human_decision.outcome`: none (when it is not known), refused",
        "- **regime**: california: US-CA; eu: EU; other: any other",
        "### confirm (row 3, 4)\n\n```jinja\nSubject: Your request ({{ case_id }})\n",
        "- **R60** No promise of an outcome (block; company, house): Nobody can promise that.",
        "- **gdpr-15**: GDPR Art. 15 (law)",
        "**Tone.** Plain.",
    ):
        assert part in text


def test_a_fixed_text_says_that_it_is_the_same_for_everybody() -> None:
    assert "### fixed-text (row 1; the same for everybody)" in shown("law-enforcement/user-asks")


def test_the_version_of_a_day_names_the_others_and_a_day_too_early(tmp_path: Path) -> None:
    found = compile_policies(
        write(tmp_path / "policies", {"privacy/access.md": NOW, "privacy/access@2.md": SOON}), today=TODAY
    )
    day = date(2026, 12, 20)
    later = page(found, found.section("privacy/access", day), day)
    assert "- version: 2, in force from 2026-12-15" in later
    assert "- other versions: 1 from 2026-11-01" in later
    early = date(2026, 1, 1)
    assert "- asked for 2026-01-01: nothing was in force yet; this is the first version" in page(
        found, found.section("privacy/access", early), early
    )
    assert "asked for" not in later


def test_clocks_are_told_in_words() -> None:
    clocks = policies().clocks
    assert counted_from(clocks["K15"]) == "10 to 14 business days after the request is complete"
    assert counted_from(clocks["K28"]) == "4 hours after the fact `known_at`"
    assert counted_from(clocks["K31"], "now") == "1 hour after we act"
