"""What passed before runs no second time; whatever a check reads makes it run again."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from drafting.policy.compiler import Policies, compile_policies
from drafting.policy.diagnostics import Diagnostic
from drafting.policy.passed import Check, Passed, digest_of
from drafting.trials import trials_of
from tests.unit.policy.small import ACCESS, CLOCKS, COMPANY, TODAY, write


@pytest.fixture
def note(tmp_path: Path) -> Path:
    return tmp_path / ".passed"


def counted(ran: list[str], policies: Policies) -> list[Check]:
    """The trials, each noting that it ran."""

    def noting(check: Check) -> Check:
        def run() -> Iterator[Diagnostic]:
            ran.append(" ".join(check.reads[:1]))
            yield from check.run()

        return check._replace(run=run)

    return [noting(check) for check in trials_of(policies)]


def trials_run(root: Path, note: Path, code: str = "code") -> list[str]:
    ran: list[str] = []
    compile_policies(root, today=TODAY, trials=lambda p: counted(ran, p), passed=Passed(note, code))
    return ran


def test_a_second_time_nothing_runs(tmp_path: Path, note: Path) -> None:
    root = write(tmp_path / "policies")
    assert {"alone", "routed", "rules"} == set(trials_run(root, note))
    assert trials_run(root, note) == []


def test_under_other_code_everything_runs_again(tmp_path: Path, note: Path) -> None:
    root = write(tmp_path / "policies")
    first = trials_run(root, note)
    assert trials_run(root, note, "other code") == first


@pytest.mark.parametrize(
    ("name", "text", "again"),
    [
        ("privacy/access.md", ACCESS.replace("Your reference is", "The reference is"), {"alone", "rules"}),
        ("privacy/access.md", ACCESS.replace("my data", "my details"), {"alone", "routed", "rules"}),
        ("company.yaml", COMPANY.replace("Privacy desk", "Privacy people"), {"alone", "routed", "rules"}),
        ("clocks.yaml", CLOCKS.replace("GDPR answer", "Answer"), {"alone", "routed", "rules"}),
    ],
)
def test_what_a_change_touches_runs_again(tmp_path: Path, note: Path, name: str, text: str, again: set[str]) -> None:
    root = write(tmp_path / "policies")
    trials_run(root, note)
    assert set(trials_run(write(root, {name: text}), note)) == again


def test_another_section_is_left_alone(tmp_path: Path, note: Path) -> None:
    root = write(tmp_path / "policies")
    before = trials_run(root, note).count("alone")
    ran = trials_run(write(root, {"privacy/access.md": ACCESS.replace("Your reference is", "It is")}), note)
    assert before > 1
    assert ran.count("alone") == 1
    assert "routed" not in ran, "no words of triage were changed"


def test_nothing_is_noted_where_something_is_wrong(tmp_path: Path, note: Path) -> None:
    broken = ACCESS.replace("section: privacy/access", "section: privacy/acces")
    with pytest.raises(Exception, match="privacy/acces"):
        trials_run(write(tmp_path / "policies", {"privacy/access.md": broken}), note)
    assert not note.exists()


@pytest.mark.parametrize("damaged", [b"", b"\xff\x00\xfe" * 50, "ä" * 9, b"0" * 64])
def test_a_damaged_note_knows_nothing(tmp_path: Path, note: Path, damaged: bytes | str) -> None:
    root = write(tmp_path / "policies")
    first = trials_run(root, note)
    note.write_bytes(damaged if isinstance(damaged, bytes) else damaged.encode())
    assert trials_run(root, note) == first


def test_the_note_does_not_grow_for_ever(note: Path) -> None:
    passed = Passed(note, "code")
    for day in range(30):
        passed.keep([Check((f"{day} {n}",), list) for n in range(200)])
    assert len(note.read_text(encoding="ascii").split()) == 4_000
    assert Passed(note, "code").knows(Check(("29 7",), list))
    assert not Passed(note, "code").knows(Check(("0 7",), list))


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path, note: Path) -> None:
    note.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    Passed(note, "code").keep([Check(("one",), list)])
    assert not note.exists()


def test_no_two_lists_look_alike() -> None:
    assert len({digest_of("ab", "c"), digest_of("a", "bc"), digest_of("abc"), digest_of("abc", "")}) == 4
