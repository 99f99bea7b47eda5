"""Decisions of people: who may, in which order, once; and an approval is never dropped without a word."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from drafting import bootstrap, graph
from drafting.errors import BadInput, Conflict, LanguageUnsupported, LostReview, NotAllowed
from drafting.models import (
    Account,
    Actor,
    DecisionRequest,
    Draft,
    Level,
    Message,
    RawText,
    Requester,
    Status,
    Ticket,
)
from drafting.pipeline import Pipeline
from drafting.policy.compiler import Policies, compile_policies
from drafting.service import Service
from drafting.settings import ROOT, Settings
from tests.fakes import PlainRedactor

AGENT = Actor(name="agent")
REVIEWER = Actor(name="reviewer", levels=frozenset({Level.REVIEWER}))
OTHER = Actor(name="other", levels=frozenset({Level.REVIEWER}))
LEGAL = Actor(name="legal", levels=frozenset({Level.LEGAL}))
COUNTER_NOTICE = """Counter notice for https://quillhaven.example/zoe/lampion, disabled after a copyright notice.
I swear under penalty of perjury that I have a good faith belief that it was removed as a result of a mistake.

/s/ Ines Kruger"""


@pytest.fixture(scope="module")
def policies() -> Policies:
    return compile_policies(ROOT / "policies")


@pytest.fixture
async def service(tmp_path: Path, policies: Policies, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Service]:
    monkeypatch.setattr(bootstrap, "build_redactor", lambda *_: PlainRedactor())
    async with bootstrap.running(Settings(data_dir=tmp_path), policies) as running:
        yield running


def ticket(text: str = COUNTER_NOTICE, **changed: object) -> Ticket:
    given: dict[str, object] = {
        "requester": Requester(name=RawText("Ines Kruger"), email=RawText("ines@example.com")),
        "messages": (Message(text=RawText(text)),),
    }
    return Ticket.model_validate(given | changed)


async def waiting(service: Service) -> Draft:
    draft = await service.draft(ticket(), AGENT)
    assert draft.status is Status.IN_REVIEW
    return draft


def request(decision: str, draft: Draft, **more: object) -> DecisionRequest:
    return DecisionRequest.model_validate({"decision": decision, "revision": draft.revision, **more})


async def test_of_two_parallel_decisions_one_wins_and_the_other_is_told(service: Service) -> None:
    draft = await waiting(service)
    answers = await asyncio.gather(
        service.decide(draft.draft_id, REVIEWER, request("approve", draft)),
        service.decide(draft.draft_id, OTHER, request("reject", draft, reason="no")),
        return_exceptions=True,
    )
    assert sum(isinstance(a, Draft) for a in answers) == 1
    assert sum(isinstance(a, Conflict) for a in answers) == 1
    kinds = [event.kind for event in await service.history(draft.draft_id)]
    assert len([k for k in kinds if k in {"approved", "rejected"}]) == 1


async def test_who_asked_does_not_approve(service: Service) -> None:
    asker = Actor(name="asker", levels=frozenset({Level.AGENT, Level.REVIEWER}))
    draft = await service.draft(ticket(), asker)
    with pytest.raises(NotAllowed, match="another person"):
        await service.decide(draft.draft_id, asker, request("approve", draft))
    assert (await service.decide(draft.draft_id, REVIEWER, request("approve", draft))).status is Status.APPROVED


async def test_an_approved_draft_is_sent_once(service: Service) -> None:
    draft = await waiting(service)
    approved = await service.decide(draft.draft_id, REVIEWER, request("approve", draft))
    sent = await service.send(draft.draft_id, AGENT, approved.revision)
    assert sent.status is Status.SENT
    with pytest.raises(Conflict):
        await service.send(draft.draft_id, AGENT, sent.revision)
    answers = [event.kind for event in await service.history(draft.draft_id)]
    assert answers.count("sent") == 1


async def test_what_waits_for_review_cannot_be_sent(service: Service) -> None:
    draft = await waiting(service)
    with pytest.raises(Conflict):
        await service.send(draft.draft_id, AGENT, draft.revision)


async def test_a_renamed_review_node_raises_and_keeps_the_draft(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = await waiting(service)
    renamed = graph.build(Pipeline(service.parts), service.graph._saver, review="second_look")
    monkeypatch.setattr(service.graph, "_graph", renamed)
    with pytest.raises(LostReview):
        await service.decide(draft.draft_id, REVIEWER, request("approve", draft))
    assert (await service.parts.store.load(draft.draft_id)).status is Status.IN_REVIEW


async def test_a_lost_checkpoint_raises_and_keeps_the_draft(service: Service) -> None:
    draft = await waiting(service)
    await service.graph.forget(draft.draft_id)
    with pytest.raises(LostReview):
        await service.decide(draft.draft_id, REVIEWER, request("approve", draft))
    assert (await service.parts.store.load(draft.draft_id)).status is Status.IN_REVIEW


async def test_a_decision_that_died_before_the_graph_ended_is_ended_by_recovery(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = await waiting(service)

    async def dead(*_: object) -> None:
        raise LostReview

    with monkeypatch.context() as patched:
        patched.setattr(service.graph, "resume", dead)
        await service.decide(draft.draft_id, REVIEWER, request("approve", draft))
    assert not await service.graph.finished(draft.draft_id)
    assert await service.recover() == 1
    assert await service.graph.finished(draft.draft_id)
    assert await service.recover() == 0


async def test_an_escalated_draft_needs_the_new_level(service: Service) -> None:
    draft = await waiting(service)
    raised = await service.decide(
        draft.draft_id, REVIEWER, request("escalate", draft, level="legal", reason="a threat of suit")
    )
    assert raised.approval.level is Level.LEGAL
    with pytest.raises(NotAllowed, match="legal"):
        await service.decide(draft.draft_id, OTHER, request("approve", raised))
    assert (await service.decide(draft.draft_id, LEGAL, request("approve", raised))).status is Status.APPROVED


async def test_two_specialists_sign_one_after_the_other(service: Service) -> None:
    draft = await waiting(service)
    both = await service.decide(draft.draft_id, REVIEWER, request("escalate", draft, level="legal", reason="law"))
    both = await service.decide(
        draft.draft_id, REVIEWER, request("escalate", both, level="security", reason="a key of ours")
    )
    once = await service.decide(draft.draft_id, LEGAL, request("approve", both))
    assert once.status is Status.IN_REVIEW
    assert [s.by for s in once.signatures] == ["legal"]
    security = Actor(name="security", levels=frozenset({Level.SECURITY}))
    assert (await service.decide(draft.draft_id, security, request("approve", once))).status is Status.APPROVED


async def test_an_edit_is_checked_and_a_bad_one_is_blocked(service: Service) -> None:
    draft = await waiting(service)
    assert draft.reply is not None
    bad = await service.decide(
        draft.draft_id,
        REVIEWER,
        request("edit", draft, body=draft.reply.body + "\n\nWe guarantee that your material will be restored."),
    )
    assert bad.status is Status.BLOCKED
    assert any(f.severity == "block" and "guarantee" in f.quote for f in bad.findings)
    with pytest.raises(NotAllowed, match="block"):
        await service.decide(draft.draft_id, OTHER, request("approve", bad))
    good = await service.decide(draft.draft_id, REVIEWER, request("edit", bad, body=draft.reply.body))
    assert good.status is Status.IN_REVIEW
    assert (await service.decide(draft.draft_id, OTHER, request("approve", good))).status is Status.APPROVED


async def test_what_cannot_be_read_is_answered_in_the_helpdesk(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise LanguageUnsupported("The message is in German, which the redactor cannot read.")

    monkeypatch.setattr(service.parts.redactor, "mask_ticket", refuse)
    held = await service.draft(ticket("Ich verlange Auskunft."), AGENT)
    monkeypatch.undo()
    assert held.held is not None
    assert held.reply is None
    with pytest.raises(NotAllowed, match="no reply"):
        await service.decide(held.draft_id, REVIEWER, request("approve", held))
    with pytest.raises(NotAllowed, match="answer it in the helpdesk"):
        await service.decide(held.draft_id, REVIEWER, request("edit", held, body="Hello, a colleague writes to you."))


async def test_an_edit_keeps_one_value_one_placeholder(service: Service) -> None:
    draft = await waiting(service)
    assert draft.reply is not None
    edited = await service.decide(
        draft.draft_id, REVIEWER, request("edit", draft, body=draft.reply.body.replace("Hello", "Good morning"))
    )
    assert edited.reply is not None
    assert "Ines Kruger" in edited.reply.body
    stored = await service.parts.store.load(draft.draft_id)
    assert stored.reply is not None
    assert "Ines Kruger" not in stored.reply.body
    assert "<PERSON_1>" in stored.reply.body


async def test_a_reason_is_masked_in_the_log(service: Service) -> None:
    draft = await waiting(service)
    await service.decide(draft.draft_id, REVIEWER, request("reject", draft, reason="ines@example.com asked us to stop"))
    reasons = [event.reason for event in await service.history(draft.draft_id) if event.kind == "rejected"]
    assert reasons == ["<EMAIL_ADDRESS_1> asked us to stop"]


@pytest.mark.parametrize(
    ("decision", "more"),
    [
        ("reject", {}),
        ("escalate", {"reason": "why"}),
        ("escalate", {"level": "legal"}),
        ("edit", {}),
        ("edit", {"body": "   "}),
        ("approve", {"body": "new text"}),
    ],
)
async def test_a_decision_that_lacks_something_changes_nothing(
    service: Service, decision: str, more: dict[str, object]
) -> None:
    draft = await waiting(service)
    with pytest.raises(BadInput):
        await service.decide(draft.draft_id, REVIEWER, request(decision, draft, **more))
    assert (await service.parts.store.load(draft.draft_id)).revision == draft.revision


async def test_a_stale_revision_is_refused(service: Service) -> None:
    draft = await waiting(service)
    with pytest.raises(Conflict, match="revision"):
        await service.decide(draft.draft_id, REVIEWER, DecisionRequest(decision="approve", revision=99))


async def test_a_newer_draft_of_the_ticket_supersedes_the_older(service: Service) -> None:
    first = await service.draft(ticket(id="T-9"), AGENT)
    second = await service.again(first.draft_id, AGENT, {"signature": "present"})
    assert second.ticket_id == "T-9"
    assert (await service.parts.store.load(first.draft_id)).status is Status.SUPERSEDED


async def test_flags_of_the_account_stand_in_no_checkpoint_and_no_word(service: Service) -> None:
    text = "Please delete my account and all my data. Ines Kruger"
    requester = Requester(name=RawText("Ines Kruger"), email=RawText("ines@example.com"), verified=True)
    plain = await service.draft(ticket(text, id="A", requester=requester), AGENT)
    held = await service.draft(
        ticket(text, id="A", requester=requester, account=Account(flags=("legal_hold", "gag_order"))), AGENT
    )
    assert plain.reply is not None
    assert held.reply is not None
    assert held.reply == plain.reply
    assert held.approval.level is Level.LEGAL
    _, state = await service.masked(held.draft_id)
    seen = state.model_dump_json() + held.model_dump_json()
    assert "legal_hold" not in seen
    assert "gag" not in seen
