"""The reviewers' queue: the most urgent draft first, page after page, without sorting the table."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event as sql_event
from sqlalchemy import text

from drafting.errors import NotFound
from drafting.models import Case, Due, Priority, Role, Status
from drafting.status import WAITING
from drafting.store.sql import SqlStore

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SECTION = "dmca/takedown"


def case(priority: str) -> Case:
    return Case(section=SECTION, priority=Priority(priority), requester_role=Role.COMPLAINANT)


def due(days: float, bound: Any = "due") -> Due:
    at = START + timedelta(days=days)
    return Due(clock="K11", section=SECTION, bound=bound, starts_at=START, due_at=at, basis="", counted="")


async def queue(store: SqlStore, **given: Any) -> list[str]:
    return [draft.draft_id for draft in await store.list(sorted(WAITING), **given)]


async def test_priority_then_due_date_then_age(store: SqlStore, new_draft: Any, submit: Any) -> None:
    def waiting(name: str, priority: str, *clocks: Due, age: int = 0, status: Status = Status.IN_REVIEW) -> Any:
        at = START - timedelta(hours=age)
        return new_draft(draft_id=name, status=status, case=case(priority), clocks=clocks, created_at=at)

    for draft in (
        waiting("no-date-young", "P2"),
        waiting("no-date-old", "P2", age=5),
        waiting("due-late", "P2", due(9), age=9),
        waiting("due-soon", "P2", due(12), due(2), status=Status.BLOCKED),
        waiting("emergency", "P0", due(30)),
        waiting("not-mine", "P0", due(1), status=Status.READY),
    ):
        await submit(store, draft)
    assert await queue(store) == ["emergency", "due-soon", "due-late", "no-date-old", "no-date-young"]


async def test_the_opening_of_a_window_is_no_due_date(store: SqlStore, new_draft: Any, submit: Any) -> None:
    window = (due(1, "earliest"), due(14, "latest"))
    await submit(store, new_draft(draft_id="window", status=Status.IN_REVIEW, case=case("P2"), clocks=window))
    await submit(store, new_draft(draft_id="plain", status=Status.IN_REVIEW, case=case("P2"), clocks=(due(3),)))
    assert await queue(store) == ["plain", "window"]


async def test_a_clock_that_was_stopped_presses_nobody(store: SqlStore, new_draft: Any, submit: Any) -> None:
    done = due(1).model_copy(update={"stopped_at": START})
    await submit(store, new_draft(draft_id="done", status=Status.IN_REVIEW, case=case("P2"), clocks=(done, due(9))))
    await submit(store, new_draft(draft_id="plain", status=Status.IN_REVIEW, case=case("P2"), clocks=(due(3),)))
    assert await queue(store) == ["plain", "done"]


async def test_a_ticket_that_nobody_read_stands_behind_emergencies_only(
    store: SqlStore, new_draft: Any, submit: Any
) -> None:
    await submit(store, new_draft(draft_id="p2", status=Status.IN_REVIEW, case=case("P2"), clocks=(due(1),)))
    await submit(store, new_draft(draft_id="unread", status=Status.IN_REVIEW, case=None))
    await submit(store, new_draft(draft_id="p0", status=Status.IN_REVIEW, case=case("P0")))
    assert await queue(store) == ["p0", "unread", "p2"]


async def test_pages_join_without_gap_or_double(store: SqlStore, new_draft: Any, submit: Any) -> None:
    rng = random.Random(7)
    expected = []
    for n in range(60):
        priority, days, age = rng.choice("01234"), rng.choice([None, 1, 2]), rng.choice([0, 1])
        draft = new_draft(
            status=rng.choice(sorted(WAITING)),
            case=case(f"P{priority}"),
            clocks=() if days is None else (due(days),),
            created_at=START - timedelta(hours=age),
        )
        await submit(store, draft)
        expected.append((priority, days or 999, -age, n, draft.draft_id))
    in_order = [row[-1] for row in sorted(expected)]
    assert await queue(store) == in_order
    paged: list[str] = []
    while page := await queue(store, limit=7, after=paged[-1] if paged else None):
        assert len(page) <= 7
        paged += page
    assert paged == in_order


async def test_a_page_after_a_draft_that_left_the_queue_goes_on_behind_it(
    store: SqlStore, new_draft: Any, submit: Any
) -> None:
    for name, status in (("a", Status.IN_REVIEW), ("b", Status.SENT), ("c", Status.IN_REVIEW)):
        await submit(store, new_draft(draft_id=name, status=status, case=case("P2")))
    assert await queue(store, after="b") == ["c"]
    with pytest.raises(NotFound):
        await queue(store, after="nothing")


async def test_nothing_asked_nothing_given(store: SqlStore, new_draft: Any, submit: Any) -> None:
    await submit(store, new_draft(status=Status.IN_REVIEW))
    assert await store.list([]) == []
    assert await queue(store, limit=0) == []


async def test_a_page_is_two_queries_at_most_and_finds_its_rows_in_the_index(
    store: SqlStore, new_draft: Any, submit: Any
) -> None:
    for _ in range(5):
        await submit(store, new_draft(status=Status.IN_REVIEW))
    asked: list[tuple[str, Any]] = []
    engine = store._db._engine
    assert engine is not None

    def note(connection: Any, cursor: Any, statement: str, parameters: Any, *rest: Any) -> None:
        asked.append((statement, parameters))

    sql_event.listen(engine.sync_engine, "before_cursor_execute", note)
    assert len(await queue(store, after="draft-0002")) == 3
    sql_event.remove(engine.sync_engine, "before_cursor_execute", note)
    selects = [pair for pair in asked if pair[0].startswith("SELECT")]
    assert len(selects) == 2
    statement, parameters = selects[-1]
    async with store._db.read() as connection:
        plan = (await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)).all()
    steps = [row[-1] for row in plan]
    assert sum("ix_drafts_queue (status=? AND" in step for step in steps) == len(WAITING), steps
    assert not [step for step in steps if step.startswith("SCAN drafts")], steps


async def test_times_are_stored_as_text_that_sorts(store: SqlStore, new_draft: Any, submit: Any) -> None:
    await submit(store, new_draft(status=Status.IN_REVIEW, clocks=(due(0.5),)))
    async with store._db.read() as connection:
        stored = (await connection.execute(text("SELECT due_at, created_at FROM drafts"))).one()
    assert tuple(stored) == ("2026-11-23T21:00:00.000000Z", "2026-11-23T09:00:00.000000Z")
