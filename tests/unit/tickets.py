"""Masked tickets and small policies for the tests of examine, triage and retrieval."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

from drafting.models import MaskedMessage, MaskedText, MaskedTicket, Outcome, Priority, Role, Sender
from drafting.policy import schema
from drafting.policy.compiler import Policies, Section
from drafting.policy.files import Document

RECEIVED = datetime(2026, 11, 23, 9, tzinfo=UTC)


def ticket(*texts: str | tuple[Sender, str], subject: str = "", **fields: Any) -> MaskedTicket:
    """A ticket of these messages; a bare text is the requester's."""
    said: list[tuple[Sender, str]] = [("requester", x) if isinstance(x, str) else x for x in texts]
    known: dict[str, Any] = {
        "draft_id": "d-1",
        "ticket_id": "t-1",
        "channel": "email",
        "subject": MaskedText(subject),
        "received_at": RECEIVED,
        "language": "en",
        "role": None,
        "verified": False,
        "country": None,
        "name": None,
        "email": None,
        "messages": tuple(MaskedMessage(sender=who, at=None, text=MaskedText(text)) for who, text in said),
        "facts": {},
        "entities": {},
    }
    return MaskedTicket(**{**known, **fields})


def triage_of(*signals: tuple[str, float], **fields: Any) -> schema.Triage:
    return schema.Triage(
        **{
            "priority": Priority.P3,
            "signals": tuple(schema.Signal(words=w, weight=n) for w, n in signals),
            **fields,
        }
    )


def section(
    section_id: str,
    *elements: schema.Element,
    triage: schema.Triage | None = None,
    prose: str = "",
    title: str = "A section",
    supports: Sequence[str] = (),
    body: str = "Thank you.",
) -> Section:
    file = schema.SectionFile(
        section=section_id,
        title=title,
        owner="tests",
        version="1.0",
        effective=date(2026, 11, 1),
        triage=triage or triage_of(),
        roles=tuple(Role),
        intake=elements,
        table=(schema.Row(outcome=Outcome.ACKNOWLEDGE, why="It is received."),),
        frameworks={"acknowledge": schema.Framework(subject="Received", body=body)},
        supports=tuple(supports),
    )
    document = Document(
        f"policies/{section_id}.md",
        Path(f"{section_id}.md"),
        {},
        yaml.MappingNode("tag:yaml.org,2002:map", []),
        0,
        prose,
    )
    return Section(id=section_id, file=file, rules=(), citations=(), document=document)


def document_of(name: str, prose: str = "") -> Document:
    return Document(name, Path(name), {}, yaml.MappingNode("tag:yaml.org,2002:map", []), 0, prose)


def policies(*sections: Section, pending: Sequence[schema.Pending] = ()) -> Policies:
    company = schema.Company(
        name="Quillhaven",
        product="Quillhaven",
        legal_name="Quillhaven, Inc.",
        jurisdiction_of_provider="the Northern District of California",
        channels={},
        teams={},
        links={"copyright_policy": "https://quillhaven.example/policies/copyright"},
        signature="Quillhaven",
        host_patterns=(r"https?://(?:[\w-]+\.)?quillhaven\.example(?:/|\b)",),
    )
    return Policies(
        sections={s.id: s for s in sections},
        versions={s.id: (s,) for s in sections},
        pending={p.section: p for p in pending},
        pending_document=document_of("policies/pending.yaml"),
        commons=(),
        company=company,
        clocks={},
        fixed={},
        digest="sha256:tests",
    )
