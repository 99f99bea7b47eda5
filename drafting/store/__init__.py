"""Persistence: tables, one SQL store for SQLite (and PostgreSQL), the hash-chained log, migrations."""
