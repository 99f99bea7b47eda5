"""A key for each case, kept beside it under the master key."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Adds the column. A case gets its key at its next write or by `rotate_keys`; till then the master key opens it."""
    op.add_column("cases", sa.Column("data_key", sa.LargeBinary(), nullable=True))
