"""The database of a ledger: connections, transactions, and what its errors mean."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from json import JSONDecodeError
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.pool import QueuePool

from sayso.errors import (
    LedgerBusy,
    LedgerDamaged,
    LedgerError,
    LedgerFull,
    LedgerReadOnly,
    LedgerUnreachable,
    MissingExtra,
    SaysoError,
)
from sayso.ledger.place import Place

BUSY_SECONDS = 60
"""How long a process waits for another that is writing."""

_LOCK = 0x5A150
_WRITES = "sayso_writes"
_CACHE_KIB = 32 * 1024


class Database:
    """The connections to one ledger's database.

    SQLite in a file (write-ahead log, synchronous, foreign keys on), or PostgreSQL. One
    process writes at a time; readers never wait.
    """

    def __init__(self, place: Place) -> None:
        self.place = place
        self.engine = _engine(place)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is SQLite, not PostgreSQL."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the ledger and changes nothing."""
        with self._explained(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is kept whole, or, if anything fails, not at all."""
        with self._explained(), self.engine.connect() as plain:
            connection = plain.execution_options(**{_WRITES: True})
            with connection.begin():
                if not self.is_sqlite:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
                yield connection

    def settle(self) -> None:
        """Move what was written from SQLite's log into its file, and empty the log."""
        if self.is_sqlite:
            with self._explained(), self.engine.connect() as connection:
                connection.exec_driver_sql("COMMIT")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.exec_driver_sql("BEGIN")

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise explained(error, self.place) from error
        except sqlite3.Error as error:
            raise _of_sqlite(error, self.place) from error
        except UnicodeEncodeError as error:
            raise LedgerError(
                f"{error.object[:80]!a}: half a character is in it, which no database holds; "
                "name it otherwise"
            ) from error
        except JSONDecodeError as error:
            raise LedgerDamaged(
                f"{self.place.address or self.place.database}: a record cannot be read ({error}); "
                "restore a backup"
            ) from error


def _engine(place: Place) -> Engine:
    options: dict[str, Any] = {"json_serializer": partial(json.dumps, ensure_ascii=False)}
    url = place.url
    if url.get_backend_name() != "sqlite":
        try:
            return create_engine(url, pool_pre_ping=True, **options)
        except ImportError:
            raise MissingExtra("a ledger in PostgreSQL", "postgres") from None
    engine = create_engine(
        "sqlite://", creator=partial(_opened, place.database), poolclass=QueuePool, **options
    )
    event.listen(engine, "begin", _begin)
    return engine


def _opened(file: Path) -> sqlite3.Connection:
    """A connection to the file; to one on a read-only medium, if need be.

    There the write-ahead log is not read: where one holds anything, it must not be passed over.
    """
    try:
        return _connected(f"{file.absolute().as_uri()}?mode=rw")
    except sqlite3.OperationalError:
        log = file.with_name(f"{file.name}-wal")
        if not file.exists() or (log.exists() and log.stat().st_size):
            raise
        return _connected(f"{file.absolute().as_uri()}?mode=ro&immutable=1")


def _connected(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def explained(error: DBAPIError, place: Place) -> SaysoError:
    """The error of the tree that a database's error means."""
    original = error.orig
    if isinstance(original, sqlite3.Error):
        return _of_sqlite(original, place)
    reason = " ".join(str(original).split())
    if error.connection_invalidated or isinstance(error, OperationalError | InterfaceError):
        return LedgerUnreachable(
            f"{place.address}: the database does not answer or the connection was lost ({reason}); "
            "nothing was half-written: check the server and give the same command again"
        )
    if isinstance(error, DatabaseError) and getattr(original, "sqlstate", "") == "53100":
        return LedgerFull(f"{place.address}: the server's disk is full; make room and try again")
    return LedgerError(f"{place.address}: the database refused ({reason})")


def _of_sqlite(error: sqlite3.Error, place: Place) -> SaysoError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    file = place.database
    if code == sqlite3.SQLITE_FULL:
        return LedgerFull(
            f"{file}: the disk is full; nothing was half-written: make room and go on"
        )
    undecodable = isinstance(error, sqlite3.OperationalError) and "decode to UTF-8" in str(error)
    if undecodable or code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return LedgerDamaged(
            f"{file}: the database is damaged ({error}); keep a copy of it, then restore a backup, "
            "or make a new ledger and add this one's evidence folder to it"
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LedgerBusy(
            f"{file}: another process has been writing for {BUSY_SECONDS} seconds; wait for it, "
            "then give the same command again"
        )
    if code == sqlite3.SQLITE_READONLY:
        return LedgerReadOnly(f"{file}: it cannot be written; check the folder's permissions")
    if code == sqlite3.SQLITE_CANTOPEN:
        return LedgerReadOnly(
            f"{file}: it cannot be opened or its folder cannot be written; check that it is there "
            "and the folder's permissions"
        )
    if code == sqlite3.SQLITE_IOERR:
        return LedgerFull(f"{file}: the disk failed or is full ({error}); check it and try again")
    return LedgerError(f"{file}: the database refused ({error})")
