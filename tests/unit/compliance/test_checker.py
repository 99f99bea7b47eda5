"""The checker itself: which rules look, what it says, and that nothing that breaks is silent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from time import perf_counter
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from drafting.compliance import look as looking
from drafting.compliance.checker import LONGEST, Checker, known_checks, verdict
from drafting.compliance.fields import problems
from drafting.compliance.look import Hit, Look
from drafting.errors import PolicyBroken
from drafting.models import Finding, Outcome, Role, Severity, Verdict
from drafting.policy import phrases, schema
from drafting.policy.compiler import Common, Policies
from tests.unit.compliance.house import field, phrase, policies, subject

FORBID = phrase(forbid=[r"\bguarantee\w*"], unless=[r"\bcannot\b"])


def with_rules(*rules: schema.Rule, section: str = "dmca/takedown") -> Policies:
    house = policies()
    return replace(house, sections={**house.sections, section: replace(house.sections[section], rules=rules)})


def check(reply: str, *rules: schema.Rule, section: str = "dmca/takedown", **known: Any) -> tuple[Finding, ...]:
    return Checker(with_rules(*rules, section=section)).check(subject(reply, section, **known))


# -- phrase rules --------------------------------------------------------------------------------------------


def test_a_forbidden_phrase_is_quoted_with_its_place() -> None:
    reply = "\U0001f600 Hello,\n\nwe guar\u200bantee it."
    (finding,) = check(reply, FORBID)
    assert finding.model_dump() == {
        "rule": "R90",
        "severity": "block",
        "quote": "guar\u200bantee",
        "start": reply.index("guar"),
        "end": reply.index(" it."),
        "message": "the rule's message",
        "section": "dmca/takedown",
        "fix": "do so",
    }


def test_unless_excuses_its_own_sentence_only() -> None:
    assert check("We cannot guarantee it.", FORBID) == ()
    found = check("We cannot say. We guarantee it.", FORBID)
    assert [f.quote for f in found] == ["guarantee"]


def test_a_required_phrase_that_is_not_there_is_an_omission() -> None:
    rule = phrase(require=[r"\bplease\b", r"\bkindly\b"])
    assert [(f.quote, f.start, f.end) for f in check("Send it.", rule)] == [("", 0, 0)]
    assert check("Kindly send it.", rule) == ()


def test_overlapping_matches_are_one_finding() -> None:
    rule = phrase(forbid=[r"\bwe guarantee\b", r"\bguarantee it\b"])
    assert [f.quote for f in check("Yes, we guarantee it.", rule)] == ["we guarantee it"]


def test_sentences_of_a_fixed_text_are_left_alone() -> None:
    rule = phrase(forbid=[r"\blegal requests?\b"])
    approved = "We do not comment on whether we have or have not received legal requests about any account."
    assert check(approved, rule) == ()
    assert len(check(approved.replace("any", "your"), rule)) == 1


PIECES = st.lists(
    st.sampled_from(["we guarantee it", "cannot", "say", "please", ". ", "\n", " ", "- ", "! "]), max_size=14
).map("".join)


@given(PIECES)
@settings(max_examples=150)
def test_a_plain_reply_is_judged_as_the_compiler_judges_it(reply: str) -> None:
    """The policy's own examples are tried by `policy.phrases`; replies must be judged by the same meaning.

    Longer lines are left out: in a reply they may be wrapped, and the checker reads over the line end.
    """
    assume(all(len(line) < 40 for line in reply.splitlines()))
    ours = [f for f in check(reply, FORBID) if f.rule == "R90"]
    if reply.strip():
        assert bool(ours) == bool(phrases.objections(FORBID, reply))


# -- where ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "known", "looks"),
    [
        ({}, {}, True),
        ({"sections": ["dmca/*"]}, {}, True),
        ({"sections": ["privacy/*"]}, {}, False),
        ({"not_sections": ["dmca/takedown"]}, {}, False),
        ({"outcomes": ["confirm"]}, {"outcome": "confirm"}, True),
        ({"outcomes": ["confirm"]}, {"outcome": "redirect"}, False),
        ({"not_outcomes": ["confirm"]}, {"outcome": "confirm"}, False),
        ({"outcomes": ["confirm"]}, {}, True),  # not known: what is forbidden stays forbidden
        ({"roles": ["press"]}, {"role": "press"}, True),
        ({"roles": ["press"]}, {"role": "complainant"}, False),
        ({"roles": ["press"]}, {}, False),  # complainants usually write here
        ({"not_roles": ["complainant"]}, {"role": "press"}, True),
        ({"jurisdictions": ["US"]}, {"jurisdictions": ("US-CA",)}, True),
        ({"jurisdictions": ["EU"]}, {"jurisdictions": ("US-CA",)}, False),
        ({"reply_mentions": ["hello"]}, {}, True),
        ({"reply_mentions": ["goodbye"]}, {}, False),
    ],
)
def test_a_rule_looks_where_it_says(where: dict[str, Any], known: dict[str, Any], looks: bool) -> None:
    rule = phrase(forbid=[r"\bguarantee\b"], where=where)
    assert bool(check("Hello, we guarantee it.", rule, **known)) is looks


def test_nothing_is_missing_where_nobody_knows_whether_the_rule_holds() -> None:
    rule = phrase(require=[r"\bplease\b"], where={"outcomes": ["confirm"]})
    assert check("Hello.", rule) == ()
    assert len(check("Hello.", rule, outcome="confirm")) == 1


def test_every_section_of_the_case_brings_its_rules_and_a_common_rule_looks_once() -> None:
    common = phrase(id="R91", forbid=["hello"])
    house = with_rules(common, phrase(id="R92", forbid=["hello"]))
    house = replace(
        house,
        sections={
            **house.sections,
            "privacy/access": replace(
                house.sections["privacy/access"], rules=(common, phrase(id="R93", forbid=["hello"]))
            ),
        },
    )
    found = Checker(house).check(subject("Hello.", also=("privacy/access",)))
    assert [(f.rule, f.section) for f in found] == [
        ("R91", "dmca/takedown"),
        ("R92", "dmca/takedown"),
        ("R93", "privacy/access"),
    ]


def test_a_section_without_policy_is_still_held_to_the_rules_of_its_area() -> None:
    house = policies()
    area = schema.CommonFile(
        title="t", owner="o", version="1", effective=date(2026, 1, 1), rules=(phrase(id="R94", forbid=["hello"]),)
    )
    house = replace(house, commons=(*house.commons, Common("abuse", area, house.commons[0].document)))
    found = Checker(house).check(subject("Hello.", answered_by_person=("abuse/self-harm",)))
    assert [f.rule for f in found] == ["R94"]


# -- fails closed --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reply", ["", " \n\t", "x" * (LONGEST + 1)])
def test_a_reply_that_cannot_be_read_blocks(reply: str) -> None:
    assert verdict(check(reply, FORBID)) is Verdict.BLOCK


def test_a_check_that_breaks_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(look: Look) -> Iterator[Hit]:
        yield Hit("before")
        raise ZeroDivisionError("a secret detail")

    monkeypatch.setitem(looking.CHECKS, "broken", looking.Entry(broken, frozenset(), False, False))
    (finding,) = check("Hello.", field("broken"))
    assert (finding.rule, finding.severity) == ("R90", Severity.BLOCK)
    assert "could not be checked (ZeroDivisionError)" in finding.message
    assert "secret" not in finding.message


def test_a_pattern_that_takes_too_long_blocks() -> None:
    rule = phrase(severity="flag", forbid=[r"(?:a|aa)+$"])
    found = check("a" * 60 + "!", rule)
    assert [(f.severity, "could not be checked" in f.message) for f in found] == [(Severity.BLOCK, True)]


def test_a_rule_with_an_unknown_check_or_option_is_refused_at_once() -> None:
    for rule in (field("no-such-check"), field("reply-language", aproved=["de"])):
        assert problems(rule)
        with pytest.raises(PolicyBroken, match="R90"):
            Checker(with_rules(rule))
    assert problems(field("refusal-has-redress", ground=["x"], **{"US-CA": ["y"]})) == []


def test_a_bad_pattern_is_refused_at_once() -> None:
    with pytest.raises(PolicyBroken):
        Checker(with_rules(phrase(forbid=["(unclosed"])))


def test_placeholders_are_looked_at_even_without_a_rule_for_them() -> None:
    (finding,) = check("Hello PERSON_1,", FORBID)
    assert (finding.rule, finding.quote) == ("R58", "PERSON_1")


# -- the verdict ---------------------------------------------------------------------------------------------


def finding(severity: str) -> Finding:
    return Finding(rule="R90", severity=Severity(severity), message="m", section="dmca/takedown")


@pytest.mark.parametrize(
    ("severities", "expected"),
    [([], "pass"), (["note"], "pass"), (["note", "flag"], "flag"), (["flag", "block", "note"], "block")],
)
def test_the_worst_finding_is_the_verdict(severities: list[str], expected: str) -> None:
    assert verdict(map(finding, severities)) == expected


def test_a_check_never_raises_the_severity_of_its_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    def loud(look: Look) -> Iterator[Hit]:
        yield Hit("m", severity=Severity.BLOCK)

    monkeypatch.setitem(looking.CHECKS, "loud", looking.Entry(loud, frozenset(), False, False))
    rule = schema.Rule(**{**field("loud").model_dump(), "severity": "flag"})
    assert [f.severity for f in check("Hello.", rule)] == [Severity.FLAG]


def test_findings_come_in_the_order_of_the_text_omissions_first() -> None:
    rules = (phrase(id="R91", forbid=["two"]), phrase(id="R92", forbid=["one"]), phrase(id="R93", require=["three"]))
    assert [f.rule for f in check("one two", *rules)] == ["R93", "R92", "R91"]


# -- size ----------------------------------------------------------------------------------------------------


def test_a_hundred_thousand_characters_are_read_in_time() -> None:
    rules = (FORBID, field("no-raw-identifiers"), field("citations-and-dates-approved"), field("asks-exactly-missing"))
    reply = "We cannot guarantee that file 12 of case 7 is read by Tuesday; please see our help page, number 4. " * 1010
    begun = perf_counter()
    check(reply, *rules, missing=["signature"], outcome="request-missing")
    assert perf_counter() - begun < 20


def test_the_names_of_the_checks_are_known_to_lint() -> None:
    assert {"recipient-allowed", "asks-exactly-missing", "removal-within-48h", "crisis-first"} <= known_checks()
    assert len(known_checks()) == 33


@pytest.mark.parametrize("outcome", list(Outcome))
def test_no_check_needs_more_than_the_text(outcome: Outcome) -> None:
    """Whatever is not known, a check answers; it may object, but it never breaks."""
    words = {
        "demand": ["x"],
        "require": ["x"],
        "mentions": ["x"],
        "conditional": ["x"],
        "redress": ["x"],
        "crisis": ["x"],
        "advice": ["x"],
    }
    words |= {"ground": ["x"], "speaks_of_it": ["x"]}
    rules = []
    for n, (name, entry) in enumerate(sorted(looking.CHECKS.items())):
        given = {key: value for key, value in words.items() if key in entry.options}
        if name == "answers-every-section":
            given = {}
        rules.append(schema.Rule(**{**field(name, **given).model_dump(), "id": f"R{100 + n}"}))
    for known in (
        {},
        {"outcome": outcome},
        {"outcome": outcome, "role": Role.PRESS, "facts": {}, "also": ("no/policy",)},
    ):
        found = check("Hello.\n\n- one\n- two", *rules, **known)
        assert not [f for f in found if "could not be checked" in f.message]
