"""What policy owners read when a file is wrong: the texts are golden, one file a case."""

# ruff: noqa: E501  (a broken file a line reads best as a table)

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from drafting.errors import PolicyBroken
from drafting.policy.compiler import compile_policies, diagnosed, lint
from drafting.policy.passed import Passed
from drafting.trials import trials_of
from tests.unit.policy.small import ACCESS, CLOCKS, COMMON, COMPANY, SECRET, TODAY, USER_ASKS, pending, write

GOLDEN = Path(__file__).parent.parent / "golden" / "policy_errors"
A, S, U = "privacy/access.md", "leaked-secret/removal-request.md", "law-enforcement/user-asks.md"
FIRST_ROW = "  - when: {decision: refused}\n"
RULE = "rules:\n  - id: R61\n    title: t\n    kind: phrase\n    severity: block\n    basis: company\n    message: m\n"


def swap(text: str, *pairs: tuple[str, str]) -> str:
    """`text` with each old part, which must be there, replaced."""
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


CONFLICTS = """\
raises:
  - {id: suit, words: ['\\bi will sue\\b'], approval: {level: legal}, escalate: legl, why: w, fires: [Please.], passes: [I will sue.]}
conflicts:
  - {id: suit, sections: [privacy/acces], approval: {level: legal}, why: w}
  - {id: told, sections: ['privacy/*'], flags: [legal_hold], approval: {level: legal, also: [security]}, escalate: legal, why: w}
  - {id: bare, sections: ['*'], words: ['\\bpolice\\b'], approval: {level: legal}, why: w}
  - {id: mute, sections: ['*'], beside: ['lw/*'], unless: ['\\bpolice\\b'], approval: {level: legal}, why: w}
rules:
"""


def rule(*lines: str) -> str:
    """The access section with one rule of its own."""
    return swap(ACCESS, ("triage:\n", RULE + "".join(f"    {line}\n" for line in lines) + "triage:\n"))


# Each stands for nine of the one before: a hundred million values in ten lines
ALIASES = "".join(f"  k{n}: &k{n} [{', '.join([f'*k{n - 1}'] * 9) if n else 'x'}]\n" for n in range(9))

BROKEN: dict[str, dict[str, str | bytes | None]] = {
    "unknown_key": {A: swap(ACCESS, ("    label: proof", "    lable: proof"))},
    "duplicate_key": {A: swap(ACCESS, ("owner: Privacy", "owner: Privacy\ntitle: Again"))},
    "bad_date": {A: swap(ACCESS, ("2026-11-01", "1 November 2026"))},
    "unquoted_version": {A: swap(ACCESS, ('version: "1"', "version: 1.0"))},
    "unknown_outcome_and_role": {A: swap(ACCESS, ("outcome: decline", "outcome: refuse"), ("[account_holder_verified,", "[user,"))},
    "bad_rule_id": {"common.md": swap(COMMON, ("id: R60", "id: Rule60"))},
    "list_expected": {A: swap(ACCESS, ("roles: [account_holder_verified, account_holder_unverified, unknown_third_party]", "roles: press"))},
    "bad_yaml": {A: swap(ACCESS, ("title: Access to personal data", "title: Access: personal data"))},
    "escape_in_double_quotes": {A: swap(ACCESS, ("'\\bmy data\\b'", '"\\smy data"'))},
    "empty_file": {A: "  \n"},
    "no_front_matter": {A: "# Access\n"},
    "front_matter_without_end": {A: "---\nsection: privacy/access\n"},
    "binary_file": {A: b"---\n\x00\x01"},
    "not_utf8": {A: ACCESS.replace("# Access", "# Acc\u00e8s").encode("latin-1")},
    "wrong_place": {A: swap(ACCESS, ("section: privacy/access", "section: privacy/deletion"))},
    "unknown_section": {"privacy/acces.md": swap(ACCESS, ("section: privacy/access", "section: privacy/acces")), A: None},
    "stray_file": {"privacy/notes.txt": "x"},
    "no_company": {"company.yaml": None},
    "lost_section": {"pending.yaml": swap(pending({"privacy/access", S[:-3], U[:-3]}), ("dmca/takedown, title", "dmca/retraction, title"))},
    "element_ids": {A: swap(ACCESS, ("id: right", "id: rights"))},
    "identity_from_text": {A: swap(ACCESS, ("by: verified", "recognise: {words: ['it is me']}"))},
    "nothing_shows_the_element": {A: swap(ACCESS, ("    recognise: {words: ['\\bcopy of my data\\b']}\n", ""))},
    "oath_from_a_model": {
        A: swap(ACCESS, ("by: verified", "by: verified\n    extract: present"), ("    recognise: {words: ['\\bcopy", "    sworn: true\n    extract: present\n    recognise: {words: ['\\bcopy")),
        S: swap(SECRET, ("    ask_parts:", "    extract: present\n    ask_parts:")),
    },
    "answers_without_questions": {A: swap(ACCESS, ("{words: ['\\bcopy", "{answers: ['data'], words: ['\\bcopy"))},
    "never_asked": {A: swap(ACCESS, ("outcome: request-missing\n", "outcome: request-missing\n    ask: [right]\n"))},
    "unknown_kind": {S: swap(SECRET, ("kinds: [url]", "kinds: [link, url]"))},
    "table_incomplete": {A: swap(ACCESS, (FIRST_ROW, "  - when: {decision: refused, intake: complete}\n"))},
    "table_ambiguous": {A: swap(ACCESS, (FIRST_ROW, "  - when: {}\n"))},
    "row_unreachable": {A: swap(ACCESS, ("table:\n", "table:\n  - {when: {intake: []}, outcome: decline, why: never}\n"))},
    "table_values": {A: swap(ACCESS, ("decision: refused}", "decision: refuse}"), ("angry: yes", "anger: yes"))},
    "input_without_source": {A: swap(ACCESS, ("intake: {elements: all}", "intake: {elements: all, verified: true}"))},
    "fact_without_default": {A: swap(ACCESS, (", default: none", ""))},
    "unused_input": {A: swap(ACCESS, ("  regime:", "  spare: {verified: true}\n  regime:"))},
    "unknown_clock_and_team": {A: swap(ACCESS, ("escalate: privacy", "escalate: privcy"), ("clock: K01", "clock: K02"))},
    "no_framework": {A: swap(ACCESS, ("  decline:\n", "  refusal:\n"))},
    "unknown_variable": {A: swap(ACCESS, ("You have our answer", "{{ recieved }} You have our answer"))},
    "clock_not_started": {A: swap(ACCESS, ("You have our answer by {{ due.K05 or due.K01 }}", "By {{ due.K15_latest }}"))},
    "fact_not_guarded": {A: swap(ACCESS, ("Reply if you disagree", "See {{ facts.scope }}"))},
    "template_syntax": {A: swap(ACCESS, ("{% endif %}\n\n      Reply", "\n\n      Reply"))},
    "fixed_text_that_varies": {U: swap(USER_ASKS, ("We say the same", "{{ greeting }} We say the same"))},
    "not_fixed": {U: swap(USER_ASKS, ("    fixed: true\n", ""))},
    "bad_pattern": {A: rule("forbid: ['(open']", "fails: [open]", "passes: [closed]")},
    "runaway_pattern": {A: rule("forbid: ['(?:\\w|\\w\\w)+:']", "fails: ['a b:']", "passes: [a b]")},
    "empty_pattern": {A: rule("forbid: ['(?:word)?']", "fails: [word]", "passes: [other]")},
    "failing_example_passes": {A: rule("forbid: ['\\bnever\\b']", "unless: ['please']", "fails: [Please never do this.]", "passes: [Do this.]")},
    "passing_example_fails": {A: rule("forbid: ['\\bnever\\b']", "fails: [Never.]", "passes: [We never do this.]")},
    "rule_without_examples": {A: rule("forbid: ['\\bnever\\b']", "fails: []")},
    "rule_shape": {A: swap(rule("forbid: ['x y']", "fails: [x]", "passes: [y]"), ("kind: phrase", "kind: field"), ("basis: company", "basis: law"))},
    "rule_twice": {A: swap(rule("forbid: ['x y']", "fails: [x y]", "passes: [y]"), ("R61", "R60"), ("basis: company", "basis: company\n    source: gdpr-16"))},
    "source_twice": {A: swap(ACCESS, ("- {id: gdpr-15, cite: GDPR Art. 15}", "- {id: house, cite: GDPR Art. 15}"))},
    "versions_overlap": {"privacy/access@2.md": swap(ACCESS, ('"1"', '"2"'), ("2026-11-01", "2026-11-20"))},
    "versions_gap": {
        A: swap(ACCESS, ("effective: 2026-11-01", "effective: 2026-11-01\nuntil: 2026-11-10")),
        "privacy/access@2.md": swap(ACCESS, ('"1"', '"2"'), ("2026-11-01", "2026-11-20")),
    },
    "version_file_name": {A: None, "privacy/access@3.md": ACCESS},
    "row_priority": {A: swap(ACCESS, ("    outcome: decline\n", "    outcome: decline\n    priority: P2\n"), ("    outcome: confirm\n", "    outcome: confirm\n    priority: P3\n"))},
    "clock_shapes": {
        "clocks.yaml": CLOCKS
        + "  - {id: K90, title: t, unit: bd, length: 0, basis: b, kind: law}\n"
        + "  - {id: K91, title: t, unit: h, length: 4, pauses: true, renewal: true, basis: b, kind: law}\n"
        + "  - {id: K92, title: t, unit: cd, length: 4, latest: 8, pauses: true, basis: b, kind: law}\n"
    },
    "unknown_flag_and_stop": {
        "common.md": swap(COMMON, ("rules:\n", CONFLICTS), ("[legal_hold]", "[hold]")),
        "clocks.yaml": swap(CLOCKS, ("length: 1, extension: 2", "length: 1, stops: {Answered At: it was sent}")),
    },
    "clock_that_may_pause": {
        "clocks.yaml": swap(CLOCKS, ("length: 1, extension: 2", "length: 1, pauses: true, extension: 2")),
        A: swap(ACCESS, ("We will answer by {{ due.K05 or due.K01 }}.", "We will answer in time.")),
    },
    "conflicts": {"common.md": swap(COMMON, ("rules:\n", CONFLICTS))},
    "clocks": {"clocks.yaml": swap(CLOCKS, ("latest: 14, start: valid", "latest: 9, start: reply"), ("id: K05", "id: K01"))},
    "company": {"company.yaml": swap(COMPANY, ("timezone: UTC", "timezone: Mars/Base"), ("country: US", "country: XX"))},
    "version_twice": {"privacy/access@1.md": ACCESS},
    "versions_from_one_day": {"privacy/access@2.md": swap(ACCESS, ('"1"', '"2"'))},
    "version_without_a_next": {A: swap(ACCESS, ("effective: 2026-11-01", "effective: 2026-11-01\nuntil: 2026-12-31"))},
    "until_before_effective": {A: swap(ACCESS, ("effective: 2026-11-01", "effective: 2026-11-01\nuntil: 2026-10-31"))},
    "element_twice": {A: swap(ACCESS, ("- id: right", "- id: identity"))},
    "element_source": {A: swap(ACCESS, ("    by: verified", "    by: verified\n    source: gdpr-16"))},
    "pending_and_written": {"pending.yaml": pending({S[:-3], U[:-3]})},
    "tab": {A: swap(ACCESS, ("  priority: P2", "\tpriority: P2"))},
    "open_quote": {A: swap(ACCESS, ("title: Access to personal data", "title: 'Access to personal data"))},
    "quote_never_closed": {"clocks.yaml": swap(CLOCKS, ("kind: company}", "kind: 'company}"))},
    "wrong_indentation": {A: swap(ACCESS, ("    label: proof", "   label: proof"))},
    "star_without_quotes": {A: swap(ACCESS, ("label: proof that", "label: *proof* that"))},
    "at_without_quotes": {A: swap(ACCESS, ("owner: Privacy", "owner: @privacy"))},
    "list_not_closed": {A: swap(ACCESS, ("[account_holder_verified, account_holder_unverified, unknown_third_party]", "[account_holder_verified"))},
    "key_out_of_line": {A: swap(ACCESS, ("owner: Privacy", " owner: Privacy"))},
    "comma_in_text": {A: swap(ACCESS, ("    recognise: {words", "    examples: [{text: Hello, send me a copy}, {text: I have the number 1, 2.5}]\n    recognise: {words"))},
    "circular_anchor": {A: swap(ACCESS, ("sources:\n", "sources: &all\n  - *all\n"))},
    "aliases_of_aliases": {A: swap(ACCESS, ("sources:\n", f"spare:\n{ALIASES}sources:\n"))},
    "nested_too_deeply": {A: swap(ACCESS, ("owner: Privacy", f"owner: {'[' * 50_000}"))},
    "utf16_file": {A: ACCESS.encode("utf-16")},
    "json_file": {A: '{"section": "privacy/access"}\n'},
    "control_character": {A: swap(ACCESS, ("title: Access", "title: Acc\x07ess"))},
    "framework_that_includes": {A: swap(ACCESS, ("Reply if you disagree.", "{% include 'confirm' %}"))},
    "framework_that_calls_itself": {A: swap(ACCESS, ("Reply if you disagree.", "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}"))},
    "day_that_is_none": {A: swap(ACCESS, ("2026-11-01", "2026-02-30"))},
    "level_for_people": {A: swap(ACCESS, ("approval: {level: legal}", "approval: {level: lawyer}"))},
    "prose": {A: swap(ACCESS, ("**Tone.** Plain.", "**Tone.**"), ("**Common mistakes.**", "**Common mistake.**"), ("**Sources.** House rules.", ""), ("**How it runs.** Somebody looks.", "**What this is.** Again."))},
    "supports_and_may_tell": {A: swap(ACCESS, ("triage:\n", "supports: [privacy/access, dmca/takdown]\nmay_tell: {press: [everyone]}\ntriage:\n"))},
}  # fmt: skip

# Sound in themselves; wrong when the section's own examples and replies are run
TRIED: dict[str, dict[str, str | bytes | None]] = {
    "framework_breaks_a_rule": {A: rule("forbid: ['\\bthank you for your\\b']", "fails: [Thank you for your note.]", "passes: [Hello.]", "fix: Leave it out.")},
    "framework_too_long": {A: swap(ACCESS, ("    body: |-\n      We cannot do this.", f"    body: |-\n      {'No, ' * 250}we cannot do this."))},
    "element_example": {A: swap(ACCESS, ("    recognise: {words: ['\\bcopy of my data\\b']}\n", "    recognise: {words: ['\\bcopy of my data\\b']}\n    examples: [{text: I want no copy of my data., state: missing}]\n"))},
    "unknown_check": {A: swap(rule("check: asks-exacly-missing", "fails: [x]", "passes: [y]"), ("kind: phrase", "kind: field"))},
}  # fmt: skip


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Passed:
    """What passed while nothing was wrong."""
    folder = tmp_path_factory.mktemp("sound")
    passed = Passed(folder / ".passed")
    compile_policies(write(folder / "policies"), today=TODAY, trials=trials_of, passed=passed)
    return passed


@pytest.mark.parametrize("name", [*BROKEN, *TRIED])
def test_the_text_of_the_error(name: str, tmp_path: Path, sound: Passed) -> None:
    """Also where everything was sound before: what passed then hides nothing now."""
    root = write(tmp_path / "policies", {**BROKEN, **TRIED}[name])
    trials = trials_of if name in TRIED else None
    found = "".join(f"{d}\n" for d in lint(root, today=TODAY, trials=trials))
    assert found == "".join(f"{d}\n" for d in diagnosed(root, today=TODAY, trials=trials, passed=sound)[1])
    golden = GOLDEN / f"{name}.txt"
    assert golden.is_file(), f"no golden text yet; read this and save it as {golden.name}:\n{found}"
    assert found == golden.read_text(encoding="utf-8")


def test_every_golden_text_has_a_case() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {*BROKEN, *TRIED}


def test_sound_policies_have_no_diagnostics(tmp_path: Path) -> None:
    assert lint(write(tmp_path / "policies"), today=TODAY) == ()


@pytest.mark.parametrize("name", BROKEN)
def test_broken_policies_are_not_compiled(name: str, tmp_path: Path) -> None:
    with pytest.raises(PolicyBroken):
        compile_policies(write(tmp_path / "policies", BROKEN[name]), today=TODAY)


def test_all_errors_of_all_files_are_reported_together(tmp_path: Path) -> None:
    broken = {**BROKEN["unknown_key"], **BROKEN["clocks"], **BROKEN["not_fixed"]}
    files = {d.file.partition("/")[2] for d in lint(write(tmp_path / "policies", broken), today=TODAY)}
    assert files == {A, U, "clocks.yaml"}


def long_section() -> str:
    """Ten thousand lines: signals, example tickets and prose, and one slip of the pen near the end."""
    signals = "".join(f"    - {{words: '\\bword{n} \\w+ of data\\b', weight: 0.1}}\n" for n in range(4_000))
    examples = "".join(f"      - {{text: 'Please send a copy of my data, {n}.'}}\n" for n in range(3_000))
    text = swap(
        ACCESS,
        ("  signals: [{words: '\\bmy data\\b'}]\n", f"  signals:\n{signals}"),
        ("    recognise: {words", f"    examples:\n{examples}    recognise: {{words"),
        ("decision: refused}", "decision: refuse}"),
    )
    return text + "One more line of prose.\n" * (10_000 - text.count("\n"))


def test_a_section_of_ten_thousand_lines_is_read_in_seconds(tmp_path: Path) -> None:
    text = long_section()
    line = next(n for n, one in enumerate(text.splitlines(), 1) if "decision: refuse}" in one)
    begun = process_time()
    (problem,) = lint(write(tmp_path / "policies", {A: text}), today=TODAY)
    assert process_time() - begun < 10
    assert text.count("\n") == 10_000
    assert line > 7_000
    assert str(problem).startswith(f'policies/privacy/access.md:{line}: "refuse" is not a value')


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert str(lint(tmp_path / "nowhere")[0]).startswith("nowhere:1: is not a folder.")
