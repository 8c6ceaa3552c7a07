"""Passages with the same words, and what they are found by."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "carried",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("carried_by_document", "carried", ["document"], unique=False)
    op.create_table(
        "marks",
        sa.Column("mark", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("passage", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("enough", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("mark", "passage"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "repeats",
        sa.Column("one", sa.BigInteger(), nullable=False),
        sa.Column("other", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("stretches", sa.JSON(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("grave", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["one"], ["carried.id"]),
        sa.ForeignKeyConstraint(["other"], ["carried.id"]),
        sa.PrimaryKeyConstraint("one", "other", "number"),
    )
    op.create_index("repeats_by_other", "repeats", ["other"], unique=False)
