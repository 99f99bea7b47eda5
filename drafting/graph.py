"""The graph on one screen: nodes, edges, and what it takes to run, wait and resume safely.

The only file that imports langgraph. Known edges of the library that are closed here: a resume is only sent to an
interrupt that is still pending (a renamed node or a lost checkpoint would otherwise return without a word), and the
caller holds the draft's lease, since LangGraph itself takes no lock on a thread.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

os.environ.setdefault("LANGGRAPH_STRICT_MSGPACK", "true")  # before the import: checkpoints hold our own types only
os.environ.setdefault("LANGCHAIN_TRACING_V2", "false")
os.environ.setdefault("LANGSMITH_TRACING", "false")

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime
from langgraph.types import Command, interrupt

from drafting.errors import CountersignError, LostReview, StepBroken, StoreUnavailable
from drafting.models import Verdict
from drafting.pipeline import Emit, Pipeline, State, Update, silent

Step = Callable[[State, Emit], Awaitable[Update]]
REVIEW: Final = "review"


@dataclass(frozen=True)
class Run:
    """What a run carries and no checkpoint keeps."""

    emit: Emit = silent


def _timed(name: str, step: Step) -> Any:  # langgraph's own node type is not exported
    """The step as a node. What breaks in it leaves without its words: langgraph keeps errors in the checkpoint."""

    async def node(state: State, runtime: Runtime[Run]) -> Update:
        emit = runtime.context.emit if runtime.context else silent
        await emit("progress", {"node": name})
        start = time.perf_counter()
        broke: StepBroken | None = None
        try:
            update = await step(state, emit)
        except CountersignError:
            raise
        except Exception as error:  # noqa: BLE001 - its words may quote the ticket
            broke = StepBroken(name, error)
        if broke:
            raise broke  # outside of the block: inside, the other would hang on as its context
        spent = round((time.perf_counter() - start) * 1000, 2) + state.timings_ms.get(name, 0.0)
        return {**update, "timings_ms": {**state.timings_ms, name: spent}}

    return node


async def _review(state: State) -> Update:
    # Re-runs from its top on resume: nothing else may stand here.
    return {"resolution": interrupt({"draft_id": state.draft_id})}


async def _close(state: State) -> Update:
    # The decision is in our tables already; the graph only comes to its end here.
    return {}


def _held_or(next_node: str) -> Callable[[State], str]:
    return lambda state: "file" if state.held else next_node


def _after_check(state: State) -> Literal["revise", "file"]:
    return "revise" if state.verdict is Verdict.BLOCK and state.provenance.drafter == "model" else "file"


def _after_file(pipeline: Pipeline) -> Callable[[State], Awaitable[str]]:
    async def choose(state: State) -> str:
        draft = await pipeline.parts.store.load(state.draft_id)
        return END if draft.status.value == "ready" else REVIEW

    return choose


def build(pipeline: Pipeline, saver: BaseCheckpointSaver[str], *, review: str = REVIEW) -> Any:
    """ticket - redact - triage - retrieve - examine - decide - draft - check - (revise) - file - review."""
    graph = StateGraph(State, context_schema=Run)
    steps: Mapping[str, Step] = {
        "redact": pipeline.redact,
        "triage": pipeline.triage,
        "retrieve": pipeline.retrieve,
        "examine": pipeline.examine,
        "decide": pipeline.decide,
        "draft": pipeline.draft,
        "check": pipeline.check,
        "revise": pipeline.revise,
        "file": pipeline.file,
    }
    for name, step in steps.items():
        graph.add_node(name, _timed(name, step))
    graph.add_node(review, _review)
    graph.add_node("close", _close)

    graph.add_edge(START, "redact")
    graph.add_conditional_edges("redact", _held_or("triage"), ["triage", "file"])
    graph.add_edge("triage", "retrieve")
    graph.add_edge("retrieve", "examine")
    graph.add_edge("examine", "decide")
    graph.add_conditional_edges("decide", _held_or("draft"), ["draft", "file"])
    graph.add_edge("draft", "check")
    graph.add_conditional_edges("check", _after_check, ["revise", "file"])
    graph.add_edge("revise", "check")
    graph.add_conditional_edges("file", _after_file(pipeline), {REVIEW: review, END: END})
    graph.add_edge(review, "close")
    graph.add_edge("close", END)
    return graph.compile(checkpointer=saver)


@asynccontextmanager
async def sqlite_checkpoints(path: Path) -> AsyncIterator[BaseCheckpointSaver[str]]:
    """Checkpoints in a SQLite file of their own, beside our tables: the two never wait for each other's lock."""
    from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

    async with AsyncSqliteSaver.from_conn_string(str(path)) as saver:
        await saver.conn.execute("PRAGMA busy_timeout = 5000")
        await saver.setup()
        yield saver


@contextmanager
def _checkpointed() -> Iterator[None]:
    """A checkpoint file that is locked or gone is the database that does not answer, not a broken step."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise StoreUnavailable(f"The checkpoints do not answer ({error}); try again.") from None


def _ended(saved: Any) -> bool:
    """Whether the thread came to its end. `next` is no sign of it: it is empty as well when the process died after
    what a step found was written and before the checkpoint that moves on.
    """
    return bool(saved.values) and not saved.tasks


def _before_review(saved: Any) -> bool:
    """Whether the draft was filed and the next step is to wait, or is to be chosen."""
    return saved.next == (REVIEW,) or (not saved.next and [task.name for task in saved.tasks] == ["file"])


class Graph:
    """Runs one draft's thread. The caller holds the lease of the draft."""

    def __init__(self, pipeline: Pipeline, saver: BaseCheckpointSaver[str]) -> None:
        self._graph = build(pipeline, saver)
        self._saver = saver

    @staticmethod
    def _thread(draft_id: str) -> dict[str, Any]:
        return {"configurable": {"thread_id": draft_id}}

    async def _get(self, thread: dict[str, Any]) -> Any:
        with _checkpointed():
            return await self._graph.aget_state(thread)

    async def _invoke(self, given: State | Command[Any] | None, thread: dict[str, Any], emit: Emit = silent) -> None:
        with _checkpointed():
            await self._graph.ainvoke(given, thread, context=Run(emit), durability="sync")

    async def run(self, draft_id: str, emit: Emit = silent) -> None:
        """Starts the draft, or goes on behind the last step that was finished when the process died."""
        thread = self._thread(draft_id)
        saved = await self._get(thread)
        if _ended(saved):
            return
        given = None if saved.values else State(draft_id=draft_id)
        await self._invoke(given, thread, emit)

    async def waiting(self, draft_id: str) -> str:
        """The id of the interrupt that waits for this draft's decision, or LostReview."""
        thread = self._thread(draft_id)
        state = await self._get(thread)
        if not state.interrupts and _before_review(state):  # died between filing and waiting: go on to the interrupt
            await self._invoke(None, thread)
            state = await self._get(thread)
        if len(state.interrupts) != 1 or state.next != (REVIEW,):
            raise LostReview()
        return str(state.interrupts[0].id)

    async def resume(self, draft_id: str, resolution: Mapping[str, str]) -> None:
        """Ends the waiting thread with what was decided; LostReview when nothing waits any more."""
        waiting = await self.waiting(draft_id)
        command: Command[Any] = Command(resume={waiting: dict(resolution)})
        await self._invoke(command, self._thread(draft_id))

    async def state(self, draft_id: str) -> State:
        """What the nodes found so far: masked text only."""
        saved = await self._get(self._thread(draft_id))
        return State.model_validate(saved.values) if saved.values else State(draft_id=draft_id)

    async def finished(self, draft_id: str) -> bool:
        state = await self._get(self._thread(draft_id))
        return _ended(state)

    async def forget(self, draft_id: str) -> None:
        """Deletes the thread's checkpoints."""
        await self._saver.adelete_thread(draft_id)
