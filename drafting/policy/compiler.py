"""Files to policies. `lint` collects everything that is wrong; `compile_policies` refuses when anything is.

Trials that need the examiner, the checker or the drafter stand above this layer: they come in as a function
(`drafting.trials.trials_of`), and run when the files are sound in themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfoNotFoundError

from drafting.errors import PolicyBroken
from drafting.policy import calendar, render, schema
from drafting.policy.diagnostics import Diagnostic, in_order
from drafting.policy.lint import checks
from drafting.policy.load import Parts, load
from drafting.policy.passed import Check, Passed
from drafting.policy.values import Common, Policies, Section, in_force
from drafting.side_by_side import side_by_side

__all__ = ["Common", "Diagnostic", "Policies", "Section", "compile_policies", "diagnosed", "lint"]

Trials = Callable[[Policies], Sequence[Check]]
_NOTHING: Final = Passed()


def compile_policies(
    root: Path,
    *,
    trials: Trials | None = None,
    today: date | None = None,
    passed: Passed = _NOTHING,
    workers: int = 1,
) -> Policies:
    """The policies below `root`; raises PolicyBroken listing every diagnostic, one a line.

    `today` chooses the version of each section that `Policies.sections` holds; default: the current day on the
    company's clock. A process that lives longer asks `Policies.on` for the day.
    """
    policies, found = diagnosed(root, trials=trials, today=today, passed=passed, workers=workers)
    if policies is None or found:
        raise PolicyBroken("\n".join(map(str, found)))
    return policies


def lint(root: Path, *, trials: Trials | None = None, today: date | None = None) -> tuple[Diagnostic, ...]:
    """Everything that is wrong below `root`, by file and line; empty when the policies compile."""
    return diagnosed(root, trials=trials, today=today)[1]


def diagnosed(
    root: Path,
    *,
    trials: Trials | None = None,
    today: date | None = None,
    passed: Passed = _NOTHING,
    workers: int = 1,
) -> tuple[Policies | None, tuple[Diagnostic, ...]]:
    """The policies as far as they can be built, and everything that is wrong with them, in one pass over the files.

    What has `passed` is read and not looked at again. `workers`: processes that share the rest; more than one only
    where this process has no threads.
    """
    parts, found = load(root)
    if parts is None:
        return None, in_order(found)
    policies, wrong = _built(parts, today)
    found += wrong
    rounds: list[Sequence[Check]] = [checks(parts)]
    if policies is not None and not found and trials is not None:
        rounds.append(trials(policies))
    unseen = [[check.run for check in these if not passed.knows(check)] for these in rounds]
    found += side_by_side(unseen, workers)
    if not found:
        passed.keep(check for these in rounds for check in these)
    return policies, in_order(found)


def _built(parts: Parts, today: date | None) -> tuple[Policies | None, list[Diagnostic]]:
    if not (parts.company and parts.clocks and parts.pending):
        return None, []
    company = parts.company[0]
    fixed: dict[str, str] = {}
    wrong: list[Diagnostic] = []
    for common in parts.commons:
        for key, text in common.file.fixed_texts.items():
            try:
                fixed[key] = render.filled(text, {"company": company})
            except PolicyBroken as error:
                wrong.append(
                    common.document.at(f"{key}: {error}", "A fixed text uses only company.", "fixed_texts", key)
                )
    versions: dict[str, list[Section]] = defaultdict(list)
    for section in sorted(parts.sections, key=lambda s: s.file.effective):
        versions[section.id].append(section)
    current = {name: in_force(tuple(found), today or _today(company)) for name, found in versions.items()}
    policies = Policies(
        sections=MappingProxyType({name: section for name, section in current.items() if section is not None}),
        versions=MappingProxyType({name: tuple(found) for name, found in versions.items()}),
        pending=MappingProxyType({p.section: p for p in parts.pending[0].sections if p.section not in versions}),
        commons=parts.commons,
        company=company,
        clocks=MappingProxyType({clock.id: clock for clock in parts.clocks[0].clocks}),
        fixed=MappingProxyType(fixed),
        pending_document=parts.pending[1],
        digest=parts.digest,
        shared=parts.shared,
    )
    return policies, wrong


def _today(company: schema.Company) -> date:
    now = datetime.now(UTC)
    try:
        return calendar.of(company).local(now).date()
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a diagnostic says so; these policies are not used
        return now.date()
