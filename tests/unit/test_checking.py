"""`check`: everything that is given with a reply is masked before anything judges it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import JsonValue

from drafting.checking import Checking
from drafting.compliance.checker import Checker
from drafting.compliance.subject import Subject
from drafting.errors import RedactionFailed
from drafting.models import PLACEHOLDER, CheckRequest, Finding, IntakeItem, MaskedTicket
from drafting.policy.compiler import Policies, compile_policies
from drafting.ports import Registry
from drafting.redaction.engine import PresidioRedactor
from drafting.redaction.ids.find import find_structured
from drafting.redaction.registry import CaseRegistry
from drafting.settings import ROOT, Settings

SECTION = "dmca/takedown"
FACTS: dict[str, JsonValue] = {"jurisdiction": "US", "items": ["photo of ben@example.org"], "signature": "present"}


class Listening(Checker):
    """Remembers what it was asked about."""

    def __init__(self, policies: Policies) -> None:
        super().__init__(policies)
        self.asked: list[Subject] = []

    def check(self, subject: Subject) -> tuple[Finding, ...]:
        self.asked.append(subject)
        return super().check(subject)


@pytest.fixture(scope="module")
def policies() -> Policies:
    return compile_policies(ROOT / "policies")


@pytest.fixture
def checker(policies: Policies) -> Listening:
    return Listening(policies)


@pytest.fixture
def registry() -> CaseRegistry:
    return CaseRegistry("check")


@pytest.fixture
def checking(policies: Policies, checker: Listening, registry: CaseRegistry, tmp_path: Path) -> Checking:
    def new_registry(_: str) -> Registry:
        return registry

    redactor = PresidioRedactor(Settings(data_dir=tmp_path), analyze=lambda text: [*find_structured(text)])
    return Checking(policies, checker, redactor, new_registry)


def request(**more: object) -> CheckRequest:
    given = {"section": SECTION, "facts": FACTS, "reply": "We wrote to ben@example.org today.", **more}
    return CheckRequest.model_validate(given)


@pytest.mark.parametrize(
    "ticket",
    [None, "", "Please take it down.", {"facts": {"source": "anna@example.com"}, "messages": [{"text": "Hello."}]}],
)
def test_given_facts_are_masked_with_the_ticket_and_the_reply(
    checking: Checking, checker: Listening, ticket: object
) -> None:
    checking.check(request(ticket=ticket))
    (subject,) = checker.asked
    facts = subject.facts
    assert facts is not None
    assert "@" not in f"{facts}{subject.ticket_text}{subject.reply.body}"
    assert (facts["jurisdiction"], facts["signature"]) == ("US", "present")
    assert isinstance(facts["items"], list)
    (placeholder,) = PLACEHOLDER.findall(str(facts["items"][0]))
    assert placeholder in subject.reply.body
    assert (subject.ticket_text is None) == (not ticket)


def test_given_evidence_is_masked(checking: Checking, registry: CaseRegistry, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[IntakeItem] = []
    decided = checking._decided

    def listening(
        policies: Policies, given: CheckRequest, ticket: MaskedTicket, intake: tuple[IntakeItem, ...]
    ) -> object:
        seen.extend(intake)
        return decided(policies, given, ticket, intake)

    monkeypatch.setattr(checking, "_decided", listening)
    intake = [
        {"element": "contact", "state": "present", "evidence": "write to anna@example.com"},
        {"element": "signature", "state": "missing", "evidence": None},
    ]
    checking.check(request(intake=intake))
    placeholder = registry.placeholder("EMAIL_ADDRESS", "anna@example.com", "agent")
    assert [item.evidence for item in seen] == [f"write to {placeholder}", None]


def test_a_blank_ticket_is_held(checking: Checking) -> None:
    with pytest.raises(RedactionFailed, match="empty"):
        checking.check(request(ticket=" "))
