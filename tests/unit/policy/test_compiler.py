"""What compiled policies give to the rest of the product."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from drafting.errors import NotFound
from drafting.policy.catalogue import INTAKE, RECORDED_ONLY, SECTIONS
from drafting.policy.compiler import compile_policies, diagnosed, lint
from tests.unit.policy.small import ACCESS, COMPANY, TODAY, policies, write

OURS = Path(__file__).parents[3] / "policies"
NEWER = ACCESS.replace('"1"', '"2"').replace("2026-11-01", "2026-12-15")
TWO_VERSIONS: dict[str, str | bytes | None] = {
    "privacy/access.md": ACCESS.replace("effective: 2026-11-01", "effective: 2026-11-01\nuntil: 2026-12-14"),
    "privacy/access@2.md": NEWER,
}


def test_our_own_policies_compile() -> None:
    found = lint(OURS)
    assert found == (), "\n".join(map(str, found))


def test_the_catalogue_has_the_fifty_sections_of_the_contract() -> None:
    assert len(SECTIONS) == len(set(SECTIONS)) == 50
    assert set(INTAKE) <= set(SECTIONS)
    assert len(RECORDED_ONLY) == 6


def test_every_section_of_the_contract_has_a_policy_or_a_person() -> None:
    assert set(policies().sections) | set(policies().pending) == set(SECTIONS)
    assert set(policies().sections) & set(policies().pending) == set()


def test_a_section_has_the_rules_and_sources_of_the_commons_before_its_own() -> None:
    section = policies().section("privacy/access")
    assert [rule.id for rule in section.rules] == ["R60"]
    assert {source.id for source in section.citations} == {"house", "gdpr-15"}
    assert section.prose.startswith("# Access\n\n**What this is.**")
    assert list(section.elements) == ["identity", "right"]


def test_fixed_texts_are_filled_with_the_company() -> None:
    assert policies().fixed["T1"] == "We cannot discuss any account. Write to privacy@example.com."


@pytest.mark.parametrize(
    ("section", "message"),
    [("privacy/acces", 'Did you mean "privacy/access"'), ("dmca/takedown", "not written yet; a person answers it")],
)
def test_a_section_that_is_not_there_says_why(section: str, message: str) -> None:
    with pytest.raises(NotFound, match=message):
        policies().section(section)


@pytest.mark.parametrize(
    ("day", "version"),
    [("2026-10-01", "1"), ("2026-11-01", "1"), ("2026-12-14", "1"), ("2026-12-15", "2"), ("2030-01-01", "2")],
)
def test_the_version_in_force_on_a_day(day: str, version: str, tmp_path: Path) -> None:
    both = compile_policies(write(tmp_path / "policies", TWO_VERSIONS), today=TODAY)
    assert both.section("privacy/access", date.fromisoformat(day)).file.version == version
    assert both.section("privacy/access").file.version == "1"


def test_the_current_version_follows_the_day_of_compilation(tmp_path: Path) -> None:
    later = compile_policies(write(tmp_path / "policies", TWO_VERSIONS), today=date(2027, 1, 1))
    assert later.sections["privacy/access"].file.version == "2"


def test_a_section_that_ended_is_not_in_force(tmp_path: Path) -> None:
    """Lint refuses it; what could be built says so too."""
    ended = ACCESS.replace("effective: 2026-11-01", "effective: 2026-11-01\nuntil: 2026-11-30")
    gone, found = diagnosed(write(tmp_path / "policies", {"privacy/access.md": ended}), today=TODAY)
    assert [d.message for d in found] == ["nothing is in force after 2026-11-30"]
    assert gone is not None
    assert "privacy/access" not in gone.sections
    with pytest.raises(NotFound, match="not in force now"):
        gone.section("privacy/access")
    with pytest.raises(NotFound, match="not in force on 2026-12-05"):
        gone.section("privacy/access", date(2026, 12, 5))


def test_a_process_that_lives_over_midnight_has_the_version_of_each_day(tmp_path: Path) -> None:
    before = compile_policies(write(tmp_path / "policies", TWO_VERSIONS), today=date(2026, 12, 14))
    assert before.on(date(2026, 12, 14)) is before
    assert before.changes() == (date(2026, 12, 15),)
    after = before.on(date(2026, 12, 15))
    assert after.sections["privacy/access"].file.version == "2"
    assert after.sections.keys() == before.sections.keys()
    assert after.digest == before.digest
    assert after.changes() == ()
    assert after.on(date(2026, 12, 14)).sections["privacy/access"].file.version == "1"


def test_a_version_comes_into_force_at_midnight_on_the_companys_clock(tmp_path: Path) -> None:
    west = {"company.yaml": COMPANY.replace("timezone: UTC", "timezone: America/Los_Angeles")}
    found = compile_policies(write(tmp_path / "policies", {**TWO_VERSIONS, **west}), today=TODAY)
    assert found.day(datetime(2026, 12, 15, 7, 59, tzinfo=UTC)) == date(2026, 12, 14)
    assert found.day(datetime(2026, 12, 15, 8, 0, tzinfo=UTC)) == date(2026, 12, 15)


def test_the_digest_changes_with_any_byte_and_with_nothing_else(tmp_path: Path) -> None:
    first = compile_policies(write(tmp_path / "a" / "policies"), today=TODAY).digest
    same = compile_policies(write(tmp_path / "b" / "policies"), today=TODAY).digest
    changed = {"privacy/access.md": ACCESS.replace("# Access", "# Access ")}
    other = compile_policies(write(tmp_path / "c" / "policies", changed), today=TODAY).digest
    assert first == same
    assert first != other
    assert first.startswith("sha256:")


def test_line_ends_of_windows_are_read(tmp_path: Path) -> None:
    changed = {"privacy/access.md": ACCESS.replace("\n", "\r\n").encode()}
    assert lint(write(tmp_path / "policies", changed), today=TODAY) == ()
