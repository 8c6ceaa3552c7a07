"""What statements are to each other is reckoned anew: the encoder was taught further."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Let documents be linked anew."""
    for table in ("relations", "propositions", "terms", "repeats", "marks", "carried", "linked"):
        op.execute(sa.text(f"DELETE FROM {table}"))
