"""Builds the service from settings: the only file that names the adapters together.

Nothing is built at import, and what takes long to import waits for its use: `people` and `audit` need neither the
graph nor the redactor.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from drafting.errors import PolicyBroken
from drafting.policy.compiler import Policies, compile_policies
from drafting.settings import Settings

if TYPE_CHECKING:
    from drafting.checking import Checking
    from drafting.meaning.vectors import Vectors
    from drafting.ports import Drafter, Embedder, Extractor, Redactor, Registry
    from drafting.service import Service
    from drafting.store.sql import SqlStore
    from drafting.triage.meaning import Reading


def load_policies(settings: Settings) -> Policies:
    """Compiles the policies and runs their own examples; PolicyBroken lists every problem with file and line.

    Both take seconds, so a note in `data_dir` keeps for which policies and which code they have passed.
    """
    note, code = settings.data_dir / "policies-tried", _code()

    def tried(digest: str) -> bool:
        return note.exists() and note.read_text(encoding="ascii", errors="replace") == f"{digest} {code}"

    policies = compile_policies(settings.policies_dir, known_good=tried)
    if not tried(policies.digest):
        from drafting.trials import run_trials

        problems = run_trials(policies, build_meaning(settings, policies)[2])
        if problems:
            raise PolicyBroken("\n".join(map(str, problems)))
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        note.write_text(f"{policies.digest} {code}", encoding="ascii")
    return policies


def _code() -> str:
    """A fingerprint of the code that judges the examples."""
    files = sorted(Path(__file__).parent.rglob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def build_redactor(settings: Settings) -> Redactor:
    from drafting.redaction.engine import PresidioRedactor

    return PresidioRedactor(settings)


def build_meaning(settings: Settings, policies: Policies) -> tuple[Embedder, Vectors, Reading]:
    """Sentence embeddings, the vectors of the policies' texts, and the section that a text is about as learned."""
    from drafting.meaning.minilm import MiniLM
    from drafting.meaning.vectors import Vectors
    from drafting.triage.meaning import Learned, Meaning, Reading, examples
    from drafting.triage.vocabulary import Vocabulary

    embedder = MiniLM(settings.data_dir)
    vectors = Vectors(embedder, settings.data_dir / "vectors.npz")
    meaning = Meaning(embedder, examples(policies), vectors, Learned.read())
    return embedder, vectors, Reading(meaning, Vocabulary.read())


def build_checking(settings: Settings, policies: Policies) -> Checking:
    """Checker and redactor without a database, for `check` and `redact`."""
    from drafting.checking import Checking
    from drafting.compliance.checker import Checker
    from drafting.redaction.guard import guard_logs

    guard_logs()
    return Checking(policies, Checker(policies), build_redactor(settings), _new_registry)


def _new_registry(case_id: str) -> Registry:
    from drafting.redaction.vault import CaseRegistries

    return CaseRegistries().load(case_id, ())


def build_model(settings: Settings) -> tuple[Drafter | None, Extractor | None]:
    """The LiteLLM drafter when a model is set, and the extractor when that is on too; both spend one budget.

    litellm is imported only then, in a thread: it costs seconds.
    """
    if settings.model is None:
        return None, None
    from drafting.compose.client import ModelClient
    from drafting.compose.extractor import ModelExtractor
    from drafting.compose.model import ModelDrafter
    from drafting.compose.prompts import load_prompts
    from drafting.redaction.guard import refuse_known_values

    client, prompts = ModelClient(settings, refuse_known_values), load_prompts(settings.prompts_dir)
    client.warm()
    return ModelDrafter(client, prompts), ModelExtractor(client, prompts) if settings.extract else None


def count_known(text: str) -> int:
    """How many values of the cases in memory stand in the text; for `evals`, which names no adapter."""
    from drafting.redaction.guard import count_known as count

    return count(text)


@asynccontextmanager
async def open_store(settings: Settings) -> AsyncIterator[SqlStore]:
    """The database alone: for the log, the people and the vault's keys, which are overwritten in memory at the end."""
    from drafting.redaction.guard import guard_logs
    from drafting.redaction.vault import CaseRegistries, Keyring
    from drafting.store.sql import SqlStore

    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    guard_logs()
    keyring = Keyring.from_settings(settings)
    try:
        store = SqlStore(settings.database, keyring, CaseRegistries())
        await store.open()
        try:
            yield store
        finally:
            await store.close()
    finally:
        keyring.close()


@asynccontextmanager
async def running(
    settings: Settings, policies: Policies | None = None, *, new_id: Callable[[], str] = lambda: uuid4().hex
) -> AsyncIterator[Service]:
    """The service with open database and checkpoints; closes them at the end."""
    from drafting.checking import Checking
    from drafting.compliance.checker import Checker
    from drafting.graph import Graph, sqlite_checkpoints
    from drafting.pipeline import Parts, Pipeline
    from drafting.retrieval import Retriever
    from drafting.service import Service
    from drafting.store.leases import owner_of_this_process

    policies = policies or load_policies(settings)
    redactor = build_redactor(settings)
    checker = Checker(policies)
    embedder, vectors, reading = build_meaning(settings, policies)
    drafter, extractor = build_model(settings)
    async with open_store(settings) as store, sqlite_checkpoints(settings.data_dir / "checkpoints.db") as saver:
        parts = Parts(
            store=store,
            redactor=redactor,
            policies=policies,
            reading=reading,
            retriever=Retriever(policies, embedder, vectors),
            checker=checker,
            drafter=drafter,
            extractor=extractor,
            model=settings.model,
        )
        checking = Checking(policies, checker, redactor, _new_registry)
        yield Service(parts, Graph(Pipeline(parts), saver), checking, owner_of_this_process(), new_id)
