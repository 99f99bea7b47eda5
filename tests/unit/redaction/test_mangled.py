"""Drafts that a model spoiled: nothing comes back but at an exact token, and the report names every spoiled one."""

from __future__ import annotations

import time
from collections import Counter

import pytest

from drafting.models import PLACEHOLDER, MaskedText
from drafting.redaction.inspection import inspect
from drafting.redaction.registry import CaseRegistry, Entry
from tests.mangle import ALTERED, INVENTED, MERGED, MISSING, VALUES, drafts


@pytest.fixture(scope="module")
def case() -> CaseRegistry:
    return CaseRegistry("c", [Entry(p, p[1 : p.rindex("_")], v, frozenset({"requester"})) for p, v in VALUES.items()])


def test_five_hundred_spoiled_drafts_are_reported_and_none_is_restored_wrongly(case: CaseRegistry) -> None:
    seen: Counter[str] = Counter()
    for draft in drafts(560, seed=7):
        report = inspect(draft.draft, case, PLACEHOLDER.findall(draft.framework))
        assert any(getattr(report, part) for part in draft.reported), draft
        assert not report.whole
        restored = case.restore(MaskedText(draft.draft), "staff")
        expected = draft.draft
        for found in reversed(report.intact):
            expected = expected[: found.start] + VALUES[found.text] + expected[found.end :]
        assert restored.text == expected, draft
        assert sum(restored.text.count(v) for v in VALUES.values()) == len(report.intact), draft
        seen[draft.how] += 1
    assert set(seen) == {*ALTERED, *MISSING, *INVENTED, *MERGED}


def test_a_whole_draft_is_reported_as_whole(case: CaseRegistry) -> None:
    for draft in drafts(200, seed=8):
        assert inspect(draft.framework, case, PLACEHOLDER.findall(draft.framework)).whole, draft.framework


def test_a_spoiled_placeholder_says_which_one_it_was(case: CaseRegistry) -> None:
    report = inspect("Dear < person_1 >, <PERSON_2 and 3> wrote to PERSON_10.", case, ["<PERSON_1>", "<PERSON_1>"])
    assert [f.meant for f in report.altered] == [("<PERSON_1>",), ("<PERSON_10>",)]
    assert [(f.text, f.meant) for f in report.merged] == [("<PERSON_2 and 3>", ("<PERSON_2>", "<PERSON_3>"))]
    assert report.missing == (("<PERSON_1>", 2),)


@pytest.mark.parametrize(
    "text",
    [
        "<" * 100_000,
        "<PERSON_" * 12_000,
        "PERSON_1 " * 11_000,
        "(person 1 " * 10_000,
        "&lt;" * 25_000,
        "<PERSON_1 and " * 7_000,
        "[" + "a_" * 50_000,
        "person " * 14_000,
        "1 " * 50_000,
        "<PERSON_1>" * 10_000,
    ],
)
def test_inspecting_is_linear(case: CaseRegistry, text: str) -> None:
    began = time.perf_counter()
    inspect(text, case)
    assert time.perf_counter() - began < 10
