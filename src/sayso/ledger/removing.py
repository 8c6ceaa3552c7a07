"""Documents out of the ledger; a tombstone stays."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select, text

from sayso.errors import LedgerError
from sayso.ledger import schema
from sayso.ledger.custody import Action, now, record, whoami
from sayso.ledger.reading import report
from sayso.ledger.writing import erase_report


def remove(connection: Connection, document: str, why: str) -> str:
    """Take out a document, its statements, actors and captures; gives the original's digest.

    The tombstone says what it was, who removed it, when and ``why``, which may not be empty.
    The original's file is the caller's to delete, once this is kept.
    """
    if not why.strip():
        raise LedgerError("say why it is removed; the tombstone keeps it")
    read = report(connection, document)
    sha256 = read.document.sha256
    captures = schema.captures
    sources = sorted(
        connection.execute(select(captures.c.source).where(captures.c.sha256 == sha256)).scalars()
    )
    erase_report(connection, read)
    connection.execute(delete(captures).where(captures.c.sha256 == sha256))
    connection.execute(delete(schema.evidence).where(schema.evidence.c.sha256 == sha256))
    row = {
        "sha256": sha256,
        "document": document,
        "title": read.title,
        "sources": sources,
        "who": whoami(),
        "at": now(),
        "why": why.strip(),
    }
    connection.execute(insert(schema.tombstones), row)
    record(connection, Action.REMOVED, sha256, document=document, why=why.strip())
    return sha256


def wipe(connection: Connection) -> None:
    """Let nothing of removed words stay in the full-text index of SQLite.

    Rows are overwritten as they are deleted; the index marks them, until its parts are
    written anew. PostgreSQL does the same when its autovacuum comes by.
    """
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO passages (passages) VALUES ('optimize')"))
