"""Builds the service from settings: the only file that names the adapters together.

Nothing is built at import, and what takes long to import waits for its use: `people` and `audit` need neither the
graph nor the redactor.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from drafting.errors import Held
from drafting.models import Ticket
from drafting.policy.compiler import Policies, Trials, compile_policies
from drafting.policy.passed import Passed, digest_of
from drafting.redaction.spans import Detect as Detect  # noqa: PLC0414 - for the front ends, which name no adapter
from drafting.settings import Settings
from drafting.side_by_side import cores

if TYPE_CHECKING:
    from drafting.checking import Checking
    from drafting.explanation import Explanation
    from drafting.meaning.vectors import Vectors
    from drafting.ports import Drafter, Embedder, Extractor, Redactor, Registry
    from drafting.service import Service
    from drafting.store.sql import SqlStore
    from drafting.triage.meaning import Reading


def load_policies(settings: Settings, *, workers: int = 1) -> Policies:
    """Compiles the policies and runs their own examples; PolicyBroken lists every problem with file and line.

    `workers`: processes that share the work; more than one only where this process has no threads.
    """
    return compile_policies(settings.policies_dir, trials=trials(settings), passed=passed(settings), workers=workers)


def read_policies(settings: Settings) -> Policies:
    """Compiles the policies without running their examples: for who looks at them, and drafts nothing."""
    return compile_policies(settings.policies_dir, passed=passed(settings))


def trials(settings: Settings) -> Trials:
    """The policies' own examples, run by words and meaning as the service runs its tickets."""
    from drafting.trials import trials_of

    return lambda policies: trials_of(policies, lambda then: build_meaning(settings, then)[2])


def passed(settings: Settings) -> Passed:
    """What has passed under this code and what it has learned: kept beside the policies, so it travels with them."""
    here = Path(__file__).parent
    judges = sorted(path for kind in ("*.py", "*.npz") for path in here.rglob(kind))
    return Passed(settings.policies_dir / ".passed", digest_of(*(path.read_bytes() for path in judges)))


def build_redactor(settings: Settings, detector: Detect | None = None) -> Redactor:
    """`detector`: what finds personal values, where it is not to be loaded into this process."""
    from drafting.redaction.engine import PresidioRedactor

    return PresidioRedactor(settings, detector)


@contextmanager
def detector_beside() -> Iterator[Detect | None]:
    """What finds personal values, in a process that loads while the service starts; None where there is one core."""
    if cores() < 2:
        yield None
        return
    from drafting.redaction.model.beside import DetectorBeside

    detector = DetectorBeside()
    try:
        yield detector
    finally:
        detector.close()


def build_meaning(settings: Settings, policies: Policies) -> tuple[Embedder, Vectors, Reading]:
    """Sentence embeddings, the vectors of the policies' texts, and the section that a text is about as learned."""
    from drafting.meaning.minilm import MiniLM
    from drafting.meaning.vectors import Vectors

    embedder = MiniLM(settings.data_dir)
    vectors = Vectors(embedder, settings.data_dir / "vectors.npz")
    return embedder, vectors, _reading(embedder, vectors, policies)


def _reading(embedder: Embedder, vectors: Vectors, policies: Policies) -> Reading:
    from drafting.triage.meaning import Learned, Meaning, Reading, examples
    from drafting.triage.vocabulary import Vocabulary

    return Reading(Meaning(embedder, examples(policies), vectors, Learned.read()), Vocabulary.read())


def build_checking(settings: Settings, policies: Policies) -> Checking:
    """Checker and redactor without a database, for `check` and `redact`."""
    from drafting.checking import Checking
    from drafting.compliance.checker import Checker
    from drafting.redaction.guard import guard_logs

    guard_logs()
    return Checking(policies, Checker(policies), build_redactor(settings), _new_registry)


def explained(settings: Settings, ticket: Ticket) -> Explanation:
    """Why a ticket comes out as it does. Masked first; one that the redactor holds says only that."""
    from drafting.explanation import Explanation, explain
    from drafting.redaction.guard import guard_logs

    guard_logs()
    now = datetime.now(UTC)
    policies = read_policies(settings)
    name = ticket.id or "the ticket"
    try:
        masked = build_redactor(settings).mask_ticket(
            ticket,
            _new_registry(name),
            draft_id="explain",
            ticket_id=name,
            received_at=ticket.received_at or now,
        )
    except Held as reason:
        return Explanation(ticket_id=name, policies=policies.digest, held=str(reason))
    reading = build_meaning(settings, policies)[2]
    return explain(policies, masked, reading, flags=frozenset(ticket.account.flags if ticket.account else ()))


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
    settings: Settings,
    policies: Policies | None = None,
    *,
    detector: Detect | None = None,
    new_id: Callable[[], str] = lambda: uuid4().hex,
) -> AsyncIterator[Service]:
    """The service with open database and checkpoints; closes them at the end."""
    from drafting.checking import Checking
    from drafting.compliance.checker import Checker
    from drafting.graph import Graph, sqlite_checkpoints
    from drafting.pipeline import Parts, Pipeline, Prepared
    from drafting.retrieval import Retriever
    from drafting.service import Service
    from drafting.store.leases import owner_of_this_process

    policies = policies or load_policies(settings)
    redactor = build_redactor(settings, detector)
    checker = Checker(policies)
    embedder, vectors, reading = build_meaning(settings, policies)
    drafter, extractor = build_model(settings)

    def on_another_day(then: Policies) -> Prepared:
        return Prepared(_reading(embedder, vectors, then), Retriever(then, embedder, vectors), Checker(then))

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
            on_another_day=on_another_day,
        )
        checking = Checking(policies, checker, redactor, _new_registry)
        yield Service(parts, Graph(Pipeline(parts), saver), checking, owner_of_this_process(), new_id)
