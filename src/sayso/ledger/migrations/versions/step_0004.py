"""Propositions are compared within a matter; what cells held is beside them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the index of words, and let documents be linked anew."""
    for table in ("relations", "propositions", "repeats", "marks", "carried", "linked"):
        op.execute(sa.text(f"DELETE FROM {table}"))
    op.drop_table("cells")
    with op.batch_alter_table("propositions") as batch:
        batch.drop_column("cells")
        batch.add_column(sa.Column("vector", sa.LargeBinary(), nullable=False))
    with op.batch_alter_table("linked") as batch:
        batch.add_column(sa.Column("words", sa.Integer(), nullable=False))
    op.create_table(
        "terms",
        sa.Column("term", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("term", "document"),
        sqlite_with_rowid=False,
    )
