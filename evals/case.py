"""A golden case: a ticket of our own making and what the product must answer, written before the code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import yaml
from pydantic import ValidationError

from drafting.errors import BadInput
from drafting.models import Level, Outcome, Priority, Role, SectionId, Status, Ticket, Value

CASES = Path(__file__).parent / "cases"


class Expect(Value):
    """What must come out. A field left out is not scored."""

    section: SectionId
    also: tuple[SectionId, ...] | None = None
    role: Role | None = None
    priority: Priority | None = None
    outcome: Outcome | None = None
    missing: tuple[str, ...] | None = None  # element ids of the governing section, in any order
    level: Level | None = None
    with_level: tuple[Level, ...] | None = None  # `approval.also`
    status: Status | None = None
    held: bool = False  # no reply, and the reason says why
    due: dict[str, date] = {}  # clock, or `K15_earliest` / `K15_latest`
    says: tuple[str, ...] = ()  # patterns the reply must contain
    never_says: tuple[str, ...] = ()


class GoldenCase(Value):
    """`model`: the case is also drafted by the recorded model, from its cassette."""

    id: str
    why: str  # the rule or the law behind the expectation
    ticket: Ticket
    expect: Expect
    model: bool = False


def load_cases(folder: Path = CASES) -> Sequence[GoldenCase]:
    """All cases, by id. Raises BadInput with the file and the field for a case that is not well formed."""
    cases: dict[str, GoldenCase] = {}
    for path in sorted(folder.glob("*.yaml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")) or []:
            try:
                case = GoldenCase.model_validate(entry)
            except ValidationError as error:
                first = error.errors(include_input=False)[0]
                where = ".".join(str(p) for p in first["loc"])
                raise BadInput(f"{path.name}, case {entry.get('id')!r}: {where}: {first['msg']}") from None
            if case.id in cases:
                raise BadInput(f"{path.name}: the case id {case.id!r} is used twice.")
            cases[case.id] = case
    return list(cases.values())
