"""A service that started under one version of a policy and still runs when the next comes into force."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from drafting import bootstrap
from drafting.models import Actor, CheckRequest, Level, Message, Outcome, RawText, Requester, Ticket
from drafting.policy.compiler import compile_policies
from drafting.service import Service
from drafting.settings import Settings
from tests.fakes import PlainRedactor
from tests.unit.policy.small import ACCESS, write

AGENT = Actor(name="agent")
STARTED = date(2001, 5, 1)
CHANGED = date(2002, 1, 1)
OLDER = ACCESS.replace("effective: 2026-11-01", "effective: 2001-01-01\nuntil: 2001-12-31")
NEWER = (
    ACCESS.replace('version: "1"', 'version: "2"')
    .replace("effective: 2026-11-01", f"effective: {CHANGED}")
    .replace("You have our answer by", "Our new answer comes by")
    .replace("    escalate: privacy\n", "    approval: {level: security}\n    escalate: privacy\n")
)
REQUEST = Ticket(
    requester=Requester(verified=True),
    messages=(Message(text=RawText("I would like my data. Please send me a copy of my data.")),),
)


@pytest.fixture
async def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Service]:
    """Started in May 2001; since January 2002 version 2 is in force."""
    monkeypatch.setattr(bootstrap, "build_redactor", lambda *_: PlainRedactor())
    root = write(tmp_path / "policies", {"privacy/access.md": OLDER, "privacy/access@2.md": NEWER})
    started = compile_policies(root, today=STARTED)
    assert started.sections["privacy/access"].file.version == "1"
    async with bootstrap.running(Settings(data_dir=tmp_path / "data"), started) as running:
        yield running


async def test_a_draft_follows_the_version_of_the_day_on_which_it_was_asked_for(service: Service) -> None:
    draft = await service.draft(REQUEST, AGENT)
    assert draft.case is not None
    assert draft.case.section == "privacy/access"
    assert [p.version for p in draft.policy if p.section == "privacy/access"] == ["2"]
    assert draft.approval.level is Level.SECURITY
    assert draft.reply is not None
    assert "Our new answer comes by" in draft.reply.body
    _, state = await service.masked(draft.draft_id)
    assert state.day == service.parts.policies.day(datetime.now(UTC))


async def test_a_draft_that_waits_overnight_keeps_its_version(service: Service) -> None:
    draft = await service.draft(REQUEST, AGENT)
    older = draft.model_copy(update={"created_at": datetime(2001, 12, 31, 23, 59, tzinfo=UTC)})
    assert service.policies_of(older).sections["privacy/access"].file.version == "1"
    assert service.policies_of(draft).sections["privacy/access"].file.version == "2"
    assert service.policies.sections["privacy/access"].file.version == "2"


def test_what_is_made_for_a_day_is_made_once(service: Service) -> None:
    assert service.parts.on(STARTED) is service.parts
    assert service.parts.on(CHANGED) is service.parts.on(date(2026, 1, 1))
    assert service.parts.on(CHANGED).checker is not service.parts.checker


def test_a_reply_is_checked_by_the_version_of_today(service: Service) -> None:
    asked = CheckRequest(section="privacy/access", outcome=Outcome.CONFIRM, reply=RawText("Hello."))
    assert service.checking.check(asked).approval.level in {Level.SECURITY, Level.LEGAL}
