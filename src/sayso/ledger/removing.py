"""Documents out of the ledger; a tombstone stays."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

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
    sources = list(
        connection.execute(
            select(captures.c.source).where(captures.c.sha256 == sha256).order_by(captures.c.source)
        ).scalars()
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
