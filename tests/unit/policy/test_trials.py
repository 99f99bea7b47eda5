"""The policies' own examples are run: one that does not come out as written is an error at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafting.errors import PolicyBroken
from drafting.policy.compiler import compile_policies, lint
from drafting.trial_cases import cases
from drafting.trials import trials_of
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
    return [str(d) for d in lint(root, trials=trials_of, today=TODAY)]


def test_sound_policies_pass_their_own_trials() -> None:
    assert [found for check in trials_of(policies()) for found in check.run()] == []


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


WORDY = "      You have our answer by {{ due.K05 or due.K01 }}.\n"


def test_a_framework_that_nobody_reads_to_its_end_is_shown_with_its_longest_case(tmp_path: Path) -> None:
    long = WORDY + f"\n      {'and ' * 200}so on.\n"
    (problem,) = problems(tmp_path, {A: swap(ACCESS, WORDY, long)})
    assert problem == (
        'policies/privacy/access.md:63: the framework "confirm" comes out at 228 words with greeting and signature in '
        "row 4 (intake: complete, decision: none, angry: yes, regime: california). "
        'Write it in 220 words or fewer, or say why it cannot be shorter: long: "reason".'
    )


def test_a_framework_may_say_why_it_is_long_and_only_then(tmp_path: Path) -> None:
    long = WORDY + f"\n      {'and ' * 200}so on.\n    long: the statute wants each of these\n"
    assert problems(tmp_path / "a", {A: swap(ACCESS, WORDY, long)}) == []
    needless = WORDY + "    long: the statute wants each of these\n"
    (problem,) = problems(tmp_path / "b", {A: swap(ACCESS, WORDY, needless)})
    assert problem.endswith(
        'the framework "confirm" comes out at no more than 26 words and needs no reason to be long. Leave long out.'
    )


def test_a_version_still_to_come_is_tried_before_its_day(tmp_path: Path) -> None:
    """The note of tried policies holds on every later day, so nothing may come into force that was not tried."""
    newer = swap(swap(swap(ACCESS, "triage:\n", NO_THANKS), 'version: "1"', 'version: "2"'), "2026-11-01", "2027-01-01")
    older = swap(ACCESS, "effective: 2026-11-01", "effective: 2026-11-01\nuntil: 2026-12-31")
    (problem,) = problems(tmp_path, {A: older, "privacy/access@2.md": newer})
    assert problem.startswith('policies/privacy/access@2.md:75: R61 objects to the framework "confirm"')


PARTLY = swap(
    swap(SECRET, "  intake: {elements: all}\n", "  intake: {elements: all}\n  link: {elements: [file-links]}\n"),
    "  - when: {intake: incomplete}\n",
    "  - when: {link: incomplete}\n    outcome: request-missing\n    why: No link.\n"
    "  - when: {intake: incomplete, link: complete}\n",
).replace("  - when: {intake: complete}\n", "  - when: {intake: complete, link: complete}\n")


def test_a_row_is_tried_although_the_first_of_its_combinations_is_one_that_no_ticket_has(tmp_path: Path) -> None:
    """Everything complete, and the link incomplete: nothing meets that, and the row is not done with it."""
    found = compile_policies(write(tmp_path / "policies", {S: PARTLY}), today=TODAY)
    assert {case.number for case in cases(found.section("leaked-secret/removal-request"))} == {1, 2, 3}


def test_a_check_that_does_not_exist_is_named(tmp_path: Path) -> None:
    rule = FIELD_RULE.replace("asks-exactly-missing", "asks-exacly-missing")
    (problem,) = problems(tmp_path, {A: swap(ACCESS, "triage:\n", rule)})
    assert problem.startswith(
        "policies/privacy/access.md:15: R61: there is no check 'asks-exacly-missing'. Did you mean"
    )


def test_policies_that_fail_a_trial_are_not_compiled(tmp_path: Path) -> None:
    root = write(tmp_path / "policies", {A: swap(ACCESS, "triage:\n", NO_THANKS)})
    with pytest.raises(PolicyBroken, match="R61 objects to the framework"):
        compile_policies(root, trials=trials_of, today=TODAY)
