"""Runs migrations on the connection that `SqlStore.open` hands over; the transaction is the caller's."""

from __future__ import annotations

from alembic import context

from drafting.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
