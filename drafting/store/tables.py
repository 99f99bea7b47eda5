"""The tables. Timestamps are UTC text of fixed width, so they sort, compare and hash alike on every database."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

HEAD: Final = "0002"  # the newest migration; a test compares it with the files in migrations/versions

# In the queue's order a draft without a due date stands behind every draft that has one.
NO_DUE: Final = datetime(9999, 12, 31, tzinfo=UTC)


def utc_text(at: datetime) -> str:
    """`2026-11-23T09:00:00.000000Z`. Raises ValueError for a time without a zone: it could mean anything."""
    if at.tzinfo is None:
        raise ValueError("a timestamp needs a time zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


class Utc(TypeDecorator[datetime]):
    """An aware datetime, stored as `utc_text`."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else utc_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


metadata: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

drafts: Final = Table(
    "drafts",
    metadata,
    Column("draft_id", String(64), primary_key=True),
    Column("ticket_id", String(200), nullable=False),
    Column("case_id", String(200), nullable=False),
    Column("status", String(16), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("verdict", String(8)),
    Column("level", String(16), nullable=False),
    Column("also", JSON, nullable=False),
    Column("priority", String(2), nullable=False),
    Column("due_at", Utc, nullable=False),  # the earliest due date of the clocks, or NO_DUE
    Column("requested_by", String(200), nullable=False),
    Column("held", Text),
    Column("document", JSON, nullable=False),  # the masked Draft; the columns above are taken from it on every write
    Column("attempts", Integer, nullable=False),
    Column("lease_owner", String(200)),
    Column("lease_until", Utc),  # empty with an owner: reserved by the process that took the ticket, not running yet
    Column("graph_done", Boolean, nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("updated_at", Utc, nullable=False),
    Index("ix_drafts_queue", "status", "priority", "due_at", "created_at", "draft_id"),
    Index(None, "ticket_id", "status"),
    Index(None, "case_id"),
    Index(None, "requested_by", "created_at", "draft_id"),
    Index(None, "graph_done", "status"),
)

tickets: Final = Table(
    "tickets",
    metadata,
    Column("draft_id", String(64), ForeignKey("drafts.draft_id"), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

# One row a case that something was sealed of. `version` counts the writes of its vault, so that of two processes that
# hid values of the same case at the same time one loses, instead of one placeholder standing for two people.
cases: Final = Table(
    "cases",
    metadata,
    Column("case_id", String(200), primary_key=True),
    Column("version", Integer, nullable=False),
    Column(
        "erased_at", Utc
    ),  # from then on the case takes nothing more: a placeholder would come to mean somebody else
    Column("data_key", LargeBinary),  # the case's own key under a master key; none any more once the case is erased
)

vault: Final = Table(
    "vault",
    metadata,
    Column("case_id", String(200), ForeignKey("cases.case_id"), primary_key=True),
    Column("placeholder", String(64), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

# The log points to drafts without a foreign key: it outlives what it tells about.
events: Final = Table(
    "events",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", String(27), nullable=False),
    Column("actor", String(200), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("draft_id", String(64)),
    Column("reason", Text, nullable=False),
    Column("data", Text, nullable=False),  # canonical JSON, exactly as it was hashed
    Column("prev_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index(None, "draft_id", "seq"),
)

event_head: Final = Table(
    "event_head",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # seq and hash under the vault key: a rewritten chain has no seal
    CheckConstraint("one = 1", name="single_row"),
)

# What must happen once: `submit` by idempotency key, `event` by the key of `append_once`.
idempotency: Final = Table(
    "idempotency",
    metadata,
    Column("scope", String(8), primary_key=True),
    Column("actor", String(200), primary_key=True),
    Column("key", String(300), primary_key=True),
    Column("body_hash", String(64), nullable=False),
    Column("draft_id", String(64)),
    Column("created_at", Utc, nullable=False),
)

people: Final = Table(
    "people",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("levels", JSON, nullable=False),
    Column("key_id", String(8), nullable=False, unique=True),
    Column("key_hash", String(64), nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("revoked_at", Utc),
)
