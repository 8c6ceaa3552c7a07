"""The tables that the steps make are the tables that the code knows."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from benches import adding, contents
from fabricated import STORIES
from sqlalchemy import text
from stores import Store

import sayso.ledger.migrations as migrations
from sayso.errors import LedgerError, LedgerExists, LedgerVersion, NoLedger
from sayso.ledger import Ledger, schema
from sayso.ledger.database import Database
from sayso.ledger.place import Place
from sayso.ledger.tables import HEAD

FIRST = "0001"


def config() -> Config:
    made = Config()
    made.set_main_option("script_location", str(Path(migrations.__file__).parent))
    return made


def test_the_newest_step_is_the_one_that_the_code_asks_for() -> None:
    assert ScriptDirectory.from_config(config()).get_current_head() == HEAD


def test_the_steps_make_what_the_schema_says(ledger: Ledger) -> None:
    def ours(name: str | None, kind: str, parents: object) -> bool:
        mine = not (name or "").startswith(("passages", "alembic_version"))
        return mine or kind != "table"

    with ledger.database.reading() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_name": ours}
        )
        assert compare_metadata(context, schema.metadata) == []


def test_a_ledger_of_the_first_step_is_brought_up_to_date(store: Store) -> None:
    folder = store.folder / "first"
    place = Place(folder, store.database() if store.server else None)
    place.evidence.mkdir(parents=True)
    place.incoming.mkdir()
    if not store.server:
        place.database.touch()
    database = Database(place)
    with database.writing() as connection:
        steps = config()
        steps.attributes["connection"] = connection
        command.upgrade(steps, FIRST)
        connection.execute(
            text("INSERT INTO settings (name, value) VALUES ('id', 'ab12'), ('created', '2026')")
        )
    database.close()
    place.mark.write_text(place.settings())
    with Ledger.open(folder) as ledger, store.emptied(1) as other:
        assert ledger.summary().documents == 0
        for one in (ledger, other):
            list(adding(one, STORIES))
        assert contents(ledger) == contents(other)
        assert ledger.verify()[0] == []


def test_a_ledger_of_a_newer_version_is_left_alone(store: Store) -> None:
    with store.fresh() as ledger, ledger.database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'f00d'"))
    with pytest.raises(LedgerVersion, match="pip install -U sayso"):
        Ledger.open(ledger.place.folder)


def test_a_database_without_tables_is_no_ledger(store: Store) -> None:
    with store.fresh() as ledger, ledger.database.writing() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    with pytest.raises(NoLedger):
        Ledger.open(ledger.place.folder)


def test_a_folder_without_a_ledger_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NoLedger, match="sayso init"):
        Ledger.open(tmp_path)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NoLedger):
        Ledger.open()


def test_the_ledger_of_the_surroundings_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Ledger.create(tmp_path / "ledger").close()
    (tmp_path / "ledger" / "deep" / "er").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "ledger" / "deep" / "er")
    with Ledger.open() as found:
        assert found.place.folder == tmp_path / "ledger"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAYSO_LEDGER", str(tmp_path / "ledger"))
    with Ledger.open() as found:
        assert found.place.folder == tmp_path / "ledger"


def test_no_ledger_is_made_where_one_is(store: Store) -> None:
    with store.fresh() as ledger, pytest.raises(LedgerExists):
        Ledger.create(ledger.place.folder)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("postgresql://me:secret@host/name", "password"),
        ("mysql://host/name", "only PostgreSQL"),
        ("sqlite:///x.db", "only PostgreSQL"),
        ("not an address", "not the address"),
    ],
)
def test_an_address_that_will_not_do_is_refused(tmp_path: Path, address: str, words: str) -> None:
    with pytest.raises(LedgerError, match=words) as refused:
        Ledger.create(tmp_path / "ledger", address)
    assert "secret" not in str(refused.value)
    assert not (tmp_path / "ledger").exists()


@pytest.mark.parametrize(
    "settings", ["database = 5", "database = ", "\ufffd = [", "database = 'x'"]
)
def test_settings_that_cannot_be_read_are_told(sqlite: Store, settings: str) -> None:
    ledger = sqlite.fresh()
    ledger.close()
    ledger.place.mark.write_text(settings)
    with pytest.raises(LedgerError):
        Ledger.open(ledger.place.folder)
