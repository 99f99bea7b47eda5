"""`serve --sample`: two people and a handful of cases of our own writing, so that a first look shows something real."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from fastapi import FastAPI

from api.background import start
from drafting.errors import Conflict
from drafting.models import Actor, Level, Ticket
from drafting.service import Service
from drafting.settings import Settings

FILE = Path(__file__).parent / "samples.yaml"


class SamplePerson(NamedTuple):
    name: str
    title: str
    levels: frozenset[Level]
    page: str
    key: str


async def add_samples(app: FastAPI, settings: Settings) -> list[SamplePerson]:
    """Adds what is not there yet. The sample people's keys are kept in `data_dir/sample-keys.json` (0600)."""
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    service: Service = app.state.service
    kept = settings.data_dir / "sample-keys.json"
    keys: dict[str, str] = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    people = []
    for entry in data["people"]:
        levels = frozenset(Level(level) for level in entry["levels"])
        key = keys.get(entry["name"])
        if key is None or await service.parts.store.actor_by_key(key) is None:
            key = await service.parts.store.add_person(entry["name"], levels, by="sample")
            keys[entry["name"]] = key
        people.append(SamplePerson(entry["name"], entry["title"], levels, entry["page"], key))
    with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(keys, file)
    agent = Actor(name=people[0].name, levels=people[0].levels)
    start(app, _draft_all(service, agent, data["tickets"]))
    return people


async def _draft_all(service: Service, agent: Actor, tickets: list[dict[str, Any]]) -> None:
    """Each sample is drafted once: its idempotency key makes the second start a replay."""
    for value in tickets:
        ticket = Ticket.model_validate(value)
        with contextlib.suppress(Conflict):  # a newer version words this sample differently: the drafted one stays
            made, replay = await service.submit(ticket, agent, f"sample-{ticket.id}")
            if not replay:
                await service.run(made.draft_id)
