"""Propositions, what they are to one another, and what people decide of them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables, and let documents be linked anew."""
    op.create_table(
        "linked",
        sa.Column("document", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"]),
        sa.PrimaryKeyConstraint("document"),
    )
    op.create_table(
        "propositions",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document", sa.String(length=16), nullable=False),
        sa.Column("label", sa.String()),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("denied", sa.Boolean(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("propositions_by_document", "propositions", ["document"], unique=False)
    op.create_table(
        "cells",
        sa.Column("cell", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("proposition", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("cell", "proposition"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "relations",
        sa.Column("one", sa.BigInteger(), nullable=False),
        sa.Column("other", sa.BigInteger(), nullable=False),
        sa.Column("same", sa.Float(), nullable=False),
        sa.Column("denied", sa.Float(), nullable=False),
        sa.Column("denies", sa.Float(), nullable=False),
        sa.Column("alike", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["one"], ["propositions.id"]),
        sa.ForeignKeyConstraint(["other"], ["propositions.id"]),
        sa.PrimaryKeyConstraint("one", "other"),
    )
    op.create_index("relations_by_other", "relations", ["other"], unique=False)
    op.create_table(
        "rulings",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("one", sa.String(), nullable=False),
        sa.Column("other", sa.String(), nullable=False),
        sa.Column("same", sa.Boolean(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("why", sa.Text()),
        sa.Column("undone_by", sa.Text()),
        sa.Column("undone_at", sa.String()),
        sa.PrimaryKeyConstraint("id"),
    )
