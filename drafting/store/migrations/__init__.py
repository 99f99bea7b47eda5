"""Alembic migrations, run by `SqlStore.open` inside its own transaction."""
