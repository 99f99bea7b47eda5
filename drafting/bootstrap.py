"""Builds the service from settings: the only file that names the adapters together. Nothing is built at import."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from drafting.checking import Checking
from drafting.compliance.checker import Checker
from drafting.errors import PolicyBroken
from drafting.graph import Graph, sqlite_checkpoints
from drafting.models import MaskedText
from drafting.pipeline import Parts, Pipeline
from drafting.policy.compiler import Policies, compile_policies
from drafting.ports import Drafter, Redactor
from drafting.redaction.engine import PresidioRedactor
from drafting.redaction.registry import CaseRegistry
from drafting.redaction.vault import Keyring
from drafting.retrieval import Retriever
from drafting.service import Service
from drafting.settings import Settings
from drafting.store.sql import SqlStore
from drafting.trials import run_trials


def load_policies(root: Path) -> Policies:
    """Compiles the policies and runs their own examples; PolicyBroken lists every problem with file and line."""
    policies = compile_policies(root)
    problems = tuple(run_trials(policies))
    if problems:
        raise PolicyBroken("\n".join(str(p) for p in problems))
    return policies


def build_redactor(settings: Settings, policies: Policies | None = None) -> Redactor:
    return PresidioRedactor(settings)


def build_checking(settings: Settings, policies: Policies) -> Checking:
    """Checker and redactor without a database, for `check` and `redact`."""
    return Checking(policies, Checker(policies), build_redactor(settings, policies), CaseRegistry)


def build_drafter(settings: Settings) -> Drafter | None:
    """The LiteLLM drafter when a model is set. litellm is imported only then: it costs seconds."""
    if settings.model is None:
        return None
    from drafting.compose.model import ModelDrafter
    from drafting.compose.prompts import load_prompts

    return ModelDrafter(settings, load_prompts(settings.prompts_dir))


@asynccontextmanager
async def running(settings: Settings, policies: Policies | None = None) -> AsyncIterator[Service]:
    """The service with open database and checkpoints; closes them at the end."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    policies = policies or load_policies(settings.policies_dir)
    redactor = build_redactor(settings, policies)
    checker = Checker(policies)
    store = SqlStore(settings.database, Keyring.from_settings(settings))
    await store.open()
    try:
        async with sqlite_checkpoints(settings.data_dir / "checkpoints.db") as saver:
            parts = Parts(
                store=store,
                redactor=redactor,
                policies=policies,
                retriever=Retriever(policies),
                checker=checker,
                drafter=build_drafter(settings),
                model=settings.model,
            )
            graph = Graph(Pipeline(parts), saver)
            yield Service(parts, graph, Checking(policies, checker, redactor, CaseRegistry))
    finally:
        await store.close()
