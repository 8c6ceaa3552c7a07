"""New ledgers, in either store: quick ones, for tests do not wait for a disk."""

from __future__ import annotations

import itertools
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, delete, event, insert, select, text
from sqlalchemy.pool import Pool

from sayso.ledger import Ledger, schema

_numbers = itertools.count(1)


class Store:
    """Makes ledgers: each new and empty, a copy of one that :meth:`Ledger.create` made."""

    def __init__(self, folder: Path, server: str | None = None) -> None:
        self.folder = folder
        self.server = server
        self._slots: dict[int, Ledger] = {}
        self._template = folder / "template"
        self._address = self.database() if server else None
        with (
            Ledger.create(self._template, self._address) as ledger,
            ledger.database.reading() as connection,
        ):
            self._settings = _rows(connection, schema.settings)
            self._custody = _rows(connection, schema.custody)

    @property
    def name(self) -> str:
        return "postgres" if self.server else "sqlite"

    def database(self, options: str = "") -> str:
        """The address of a new database, for PostgreSQL."""
        name = f"sayso_test_{os.getpid()}_{next(_numbers)}"
        self.command(f"CREATE DATABASE {name} {options}")
        return f"{self.server}/{name}"

    def fresh(self) -> Ledger:
        """A new ledger."""
        return Ledger.open(self.copy(self._template))

    def emptied(self, slot: int = 0) -> Ledger:
        """A ledger without anything in it.

        In PostgreSQL, where a new database takes long, it is the one that the slot gave
        before; it can still be used after it was closed.
        """
        if not self.server:
            return self.fresh()
        if slot not in self._slots:
            self._slots[slot] = self.fresh()
        ledger = self._slots[slot]
        with ledger.database.writing() as connection:
            connection.execute(text("DELETE FROM passages"))
            for table in reversed(schema.metadata.sorted_tables):
                connection.execute(delete(table))
            connection.execute(insert(schema.settings), self._settings)
            connection.execute(insert(schema.custody), self._custody)
        shutil.rmtree(ledger.place.evidence, ignore_errors=True)
        ledger.place.evidence.mkdir()
        return ledger

    def copy(self, folder: Path) -> Path:
        """A copy of a ledger that nobody uses now, in a place of its own."""
        copied = self.folder / f"ledger-{next(_numbers)}"
        shutil.copytree(folder, copied)
        mark = copied / "sayso.toml"
        if self.server:
            old = mark.read_text().split('"')[1]
            new = self.database(f"TEMPLATE {old.rsplit('/', 1)[1]}")
            mark.write_text(mark.read_text().replace(old, new))
        return copied

    def command(self, *commands: str) -> None:
        """Tell the server something, in no transaction."""
        import psycopg

        with psycopg.connect(f"{self.server}/postgres", autocommit=True) as connection:
            for one in commands:
                connection.execute(one.encode())

    def close(self) -> None:
        """Let go of all databases that were made."""
        for ledger in self._slots.values():
            ledger.close()

    def drop(self) -> None:
        """Delete all databases that were made."""
        import psycopg

        mine = f"sayso\\_test\\_{os.getpid()}\\_%"
        with psycopg.connect(f"{self.server}/postgres", autocommit=True) as connection:
            found = connection.execute(
                "SELECT datname FROM pg_database WHERE datname LIKE %s", (mine,)
            ).fetchall()
            for (name,) in found:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def _rows(connection: Connection, table: Table) -> list[dict[str, Any]]:
    return [dict(row._mapping) for row in connection.execute(select(table))]


def hurried() -> Callable[[], None]:
    """Let nothing wait for a disk from now on; gives what ends it.

    What is tested does not depend on it: a killed process leaves the same files behind.
    """
    fsync = os.fsync

    def skip(_: object) -> None:
        pass

    def connected(connection: Any, *_: Any) -> None:
        if isinstance(connection, sqlite3.Connection):
            connection.execute("PRAGMA synchronous = OFF")

    os.fsync = skip
    event.listen(Pool, "connect", connected)

    def end() -> None:
        os.fsync = fsync
        event.remove(Pool, "connect", connected)

    return end
