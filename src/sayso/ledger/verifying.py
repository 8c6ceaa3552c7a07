"""Is everything as it was? Originals against their digests, spans against texts, the log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, select, text

from sayso.ledger import custody, schema
from sayso.ledger.database import Database
from sayso.ledger.evidence import Archive
from sayso.ledger.reading import ids
from sayso.ledger.writing import text_digest

Progress = Callable[[int, int], None]
"""Called with the number of documents looked at and the number of all."""


def faults(
    database: Database, archive: Archive, head: str | None = None, progress: Progress | None = None
) -> Iterator[str]:
    """What is wrong, a line for each thing; nothing if all is well.

    ``head`` is a hash of the custody log that was noted elsewhere. Raises
    :class:`sayso.LedgerDamaged` if the database cannot be read at all.
    """
    with database.reading() as connection:
        yield from _pages(connection)
        yield from custody.faults(connection, head)
        yield from _originals(connection, archive)
        documents = ids(connection)
        for done, id in enumerate(documents, 1):
            yield from _document(connection, id)
            if progress:
                progress(done, len(documents))


def _pages(connection: Connection) -> Iterator[str]:
    """What the database itself finds broken."""
    if connection.dialect.name != "sqlite":
        return
    for (line,) in connection.execute(text("PRAGMA integrity_check(20)")):
        if line != "ok":
            yield f"database: {line}"
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"database: a row of {row[0]} points at a row of {row[2]} that is not there"


def _originals(connection: Connection, archive: Archive) -> Iterator[str]:
    evidence = schema.evidence.c
    recorded = dict(connection.execute(select(evidence.sha256, evidence.size)).tuples().all())
    for sha256, size in sorted(recorded.items()):
        found = archive.hash_of(sha256)
        path = archive.path(sha256)
        if found is None:
            yield f"{path}: the original is missing; add it again or restore it from a backup"
        elif found[1] != size:
            yield (
                f"{path}: the original has {found[1]} bytes where {size} were added; restore it "
                "from a backup"
            )
        elif found[0] != sha256:
            yield f"{path}: the original was changed; restore it from a backup"
    for name in archive.all():
        if name not in recorded:
            yield f"{archive.path(name)}: no record tells of it; {_stray(connection, name)}"


def _stray(connection: Connection, name: str) -> str:
    tombstones = schema.tombstones
    row = connection.execute(select(tombstones).where(tombstones.c.sha256 == name)).first()
    if row:
        return f"it was to be removed on {row.at[:10]}; delete it"
    return "adding it was cut off; add the same sources again, or delete it"


def _document(connection: Connection, id: str) -> Iterator[str]:
    row = connection.execute(select(schema.documents).where(schema.documents.c.id == id)).one()
    if text_digest(row.text) != row.text_sha256:
        yield f"document {id}: its text was changed after it was written"
    for place, span in _spans(connection, row):
        if not _fits(row.text, span):
            where = f"{span[0]}-{span[1]}"
            yield f"document {id}, {place}: the words at {where} are not the ones recorded"


def _spans(connection: Connection, row: Any) -> Iterator[tuple[str, list[Any]]]:
    """Every span that a document's rows hold, and where it stands."""
    statements, actors = schema.statements, schema.actors
    for one in connection.execute(select(statements).where(statements.c.document == row.id)):
        for span in (*one.source, *one.cue, *one.content):
            yield one.label or "narration", span
    for one in connection.execute(select(actors).where(actors.c.document == row.id)):
        for span in one.mentions:
            yield one.label, span
    for actor, _, name, places in row.names:
        for span in places:
            yield f"{name!r} for {actor}", span


def _fits(text: str, span: list[Any]) -> bool:
    start, end, words = span
    return bool(0 <= start < end <= len(text) and text[start:end] == words)
