"""What statements are to each other is reckoned anew: what lies near, and how signs are weighed."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Let documents be linked anew."""
    for table in ("relations", "propositions", "terms", "repeats", "marks", "carried", "linked"):
        op.execute(sa.text(f"DELETE FROM {table}"))
