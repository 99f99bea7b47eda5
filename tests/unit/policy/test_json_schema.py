"""The schema for editors: the committed copy is the code's, our own files fit it, and slips do not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from drafting.policy.files import read_markdown, read_yaml
from drafting.policy.json_schema import json_schema
from tests.unit.policy.small import FILES, write

OURS = Path(__file__).parents[3] / "policies"
CHECK = Draft202012Validator(json_schema())


def data(path: Path) -> Any:
    return (read_markdown if path.suffix == ".md" else read_yaml)(path, path.name).data


def test_the_committed_copy_is_the_codes() -> None:
    written = (OURS / "schema.json").read_text(encoding="utf-8")
    assert written == json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n", (
        "write it anew: countersign policy schema > policies/schema.json"
    )


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("path", sorted(p for p in OURS.rglob("*") if p.suffix in {".md", ".yaml"}), ids=str)
def test_our_own_files_fit(path: Path) -> None:
    assert [error.message for error in CHECK.iter_errors(data(path))] == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("privacy/access.md", "owner: Privacy", "owned: Privacy"),
        ("privacy/access.md", "section: privacy/access", "section: privacy/acces"),
        ("privacy/access.md", "outcome: decline", "outcome: refuse"),
        ("common.md", "kind: phrase", "kind: phrases"),
        ("clocks.yaml", "unit: mo", "unit: months"),
        ("company.yaml", "timezone: UTC", "zone: UTC"),
    ],
)
def test_a_slip_does_not_fit(file: str, old: str, new: str, tmp_path: Path) -> None:
    assert old in FILES[file]
    root = write(tmp_path, {file: FILES[file].replace(old, new, 1)})
    assert not CHECK.is_valid(data(root / file))
    assert CHECK.is_valid(data(write(tmp_path) / file))
