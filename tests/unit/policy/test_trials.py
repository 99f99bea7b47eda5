"""The policies' own examples are run: one that does not come out as written is an error at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafting.errors import PolicyBroken
from drafting.policy.compiler import compile_policies, lint
from drafting.trials import run_trials
from tests.unit.policy.small import ACCESS, SECRET, TODAY, pending, policies, write

A, S = "privacy/access.md", "leaked-secret/removal-request.md"
ELEMENT = "    recognise: {words: ['\\bcopy of my data\\b']}\n"
FIELD_RULE = """\
rules:
  - id: R61
    title: Asks for what is missing
    kind: field
    severity: block
    basis: company
    check: asks-exactly-missing
    message: m
    fails: [x]
    passes: [y]
triage:
"""
NO_THANKS = """\
rules:
  - id: R61
    title: No thanks
    kind: phrase
    severity: flag
    basis: company
    where: {outcomes: [confirm]}
    forbid: ['\\bthank you\\b']
    message: We thank nobody.
    fix: Leave it out.
    fails: [Thank you.]
    passes: [Hello.]
triage:
"""


def swap(text: str, old: str, new: str) -> str:
    assert old in text, old
    return text.replace(old, new, 1)


def problems(tmp_path: Path, changed: dict[str, str | bytes | None]) -> list[str]:
    root = write(tmp_path / "policies", changed)
    return [str(d) for d in lint(root, trials=run_trials, today=TODAY)]


def test_sound_policies_pass_their_own_trials() -> None:
    assert run_trials(policies()) == ()


def test_an_element_example_with_another_state_is_shown(tmp_path: Path) -> None:
    examples = ELEMENT + "    examples:\n      - {text: Please send a copy of my data., state: missing}\n"
    (problem,) = problems(tmp_path, {A: swap(ACCESS, ELEMENT, examples)})
    assert problem == (
        'policies/privacy/access.md:23: "right" is present in an example that should be missing: '
        '"Please send a copy of my data." (seen: "Please send a copy of my data."). Add unless, or narrow words.'
    )


def test_the_missing_parts_of_an_example_are_named(tmp_path: Path) -> None:
    changed = swap(SECRET, "    parts:\n", "    examples: [{text: It is on lines 3 and 4.}]\n    parts:\n")
    (problem,) = problems(tmp_path, {S: changed})
    assert problem.startswith('policies/leaked-secret/removal-request.md:20: "line-numbers" is missing in an example')
    assert "(parts missing: kind)" in problem


def test_a_ticket_that_goes_elsewhere_is_shown(tmp_path: Path) -> None:
    changed = swap(ACCESS, "  priority: P2\n", "  priority: P2\n  examples: [The police called me.]\n")
    (problem,) = problems(tmp_path, {A: swap(changed, "'\\bmy data\\b'", "'\\bmy data\\b', weight: 4")})
    assert problem.startswith("policies/privacy/access.md:11: this example goes to law-enforcement/user-asks, not to")


def test_the_examples_of_pending_sections_are_routed_too(tmp_path: Path) -> None:
    text = pending({A[:-3], S[:-3], "law-enforcement/user-asks"})
    line = next(n for n, one in enumerate(text.splitlines(), 1) if "dmca/takedown" in one)
    changed = swap(text, "words: 'dmca takedown'}]", "words: 'dmca takedown'}], examples: [I leaked my data]")
    (problem,) = problems(tmp_path, {"pending.yaml": changed})
    assert problem.startswith(f"policies/pending.yaml:{line}: this example goes to ")


def test_a_framework_that_breaks_the_sections_rules_is_shown(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, {A: swap(ACCESS, "triage:\n", NO_THANKS)})
    assert problem.startswith('policies/privacy/access.md:75: R61 objects to the framework "confirm" in row 4 (')
    assert problem.endswith('in "Thank you": We thank nobody. Leave it out.')


def test_a_check_that_does_not_exist_is_named(tmp_path: Path) -> None:
    rule = FIELD_RULE.replace("asks-exactly-missing", "asks-exacly-missing")
    (problem,) = problems(tmp_path, {A: swap(ACCESS, "triage:\n", rule)})
    assert problem.startswith(
        "policies/privacy/access.md:15: R61: there is no check 'asks-exacly-missing'. Did you mean"
    )


def test_policies_that_fail_a_trial_are_not_compiled(tmp_path: Path) -> None:
    root = write(tmp_path / "policies", {A: swap(ACCESS, "triage:\n", NO_THANKS)})
    with pytest.raises(PolicyBroken, match="R61 objects to the framework"):
        compile_policies(root, trials=run_trials, today=TODAY)
