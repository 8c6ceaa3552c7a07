"""The tables in a database: made, brought up to date, or found to be too new."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from sayso.errors import LedgerVersion, NoLedger
from sayso.ledger.database import Database

HEAD = "0008"
"""The newest step; a ledger at this one needs nothing."""


def upgrade(connection: Connection) -> None:
    """Bring the tables to the newest form, in the transaction of ``connection``."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def current(database: Database) -> None:
    """See to it that the tables have today's form.

    Raises :class:`NoLedger` for a database without a ledger and :class:`LedgerVersion`
    for one that a newer Sayso has made.
    """
    with database.reading() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found == HEAD:
        return
    if found is None:
        raise NoLedger(f"{database.place.folder}: the database holds no ledger; run  sayso init")
    if found not in {
        step.revision for step in ScriptDirectory.from_config(_config()).walk_revisions()
    }:
        raise LedgerVersion(
            f"{database.place.folder}: made by a newer version of Sayso; run  pip install -U sayso"
        )
    with database.writing() as connection:
        upgrade(connection)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    return config
