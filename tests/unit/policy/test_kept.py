"""kept.yaml under `policy lint`: every fault with its line and what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafting.policy.catalogue import SECTIONS
from drafting.policy.kept import KeptFile, check_kept
from drafting.policy.load import read_one

EXAMPLES = "".join("      - {text: 'The word stays.', words: [word]}\n" for _ in range(6))
SOUND = (
    "categories:\n  - id: things\n    what: Things.\n    why: They stay.\n    keep: ['stay\\w+']\n    examples:\n"
    + f"{EXAMPLES}sections:\n"
    + "".join(f"  {section}: [things]\n" for section in SECTIONS)
)


def faults(root: Path, text: str) -> str:
    (root / "kept.yaml").write_text(text, encoding="utf-8")
    read, found = read_one(root, "kept.yaml", KeptFile)
    return "\n".join(map(str, [*found, *(check_kept(*read) if read else ())]))


def test_a_sound_file_has_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, SOUND) == ""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    why: They stay.\n", "", 'kept.yaml:2: the key "why" is missing'),
        ("what: Things.", "what: Things.\n    wat: x", 'kept.yaml:4: unknown key "wat"'),
        ("words: [word]", "words: [nothing]", 'kept.yaml:7: the words "nothing" do not stand in their example'),
        (EXAMPLES, EXAMPLES[: len(EXAMPLES) // 6], "kept.yaml:6: categories[1].examples"),
        ("'stay\\w+'", "'(stay'", "kept.yaml:5: the pattern"),
        ("'stay\\w+'", "'a*'", "matches empty text"),
        ("dmca/takedown: [things]", "dmca/takedown: [thing]", 'there is no category "thing". Did you mean "things"?'),
        ("dmca/takedown:", "dmca/takedwon:", '"dmca/takedwon" is not a section of the contract'),
        ("  dmca/takedown: [things]\n", "", "1 of the contract's sections are not listed: dmca/takedown"),
        ("[things]", "[]", "kept.yaml:2: no section needs things"),
    ],
)
def test_each_fault_is_named_at_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in SOUND
    assert said in faults(tmp_path, SOUND.replace(old, new))


def test_a_category_that_is_there_twice(tmp_path: Path) -> None:
    category = SOUND[SOUND.index("  - id") : SOUND.index("sections:")]
    assert "things is defined twice" in faults(tmp_path, SOUND.replace(category, category + category))
