"""Is everything as it was? Originals against their digests, spans against texts, the log."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from json import JSONDecodeError
from typing import Any

from sqlalchemy import Connection, select, text

from sayso.ledger import custody, schema
from sayso.ledger.custody import Action
from sayso.ledger.database import Database
from sayso.ledger.evidence import Archive
from sayso.ledger.reading import ids, report
from sayso.ledger.writing import report_digest, text_digest

Progress = Callable[[int, int], None]
"""Called with how many originals and documents were looked at, and how many there are."""


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
        evidence = schema.evidence.c
        recorded = dict(connection.execute(select(evidence.sha256, evidence.size)).all())
        documents = ids(connection)
        total = len(recorded) + len(documents)
        tell = progress or (lambda done, total: None)
        for done, (sha256, size) in enumerate(sorted(recorded.items()), 1):
            yield from _original(archive, sha256, size)
            tell(done, total)
        yield from _strays(connection, archive, recorded)
        yield from _untold(connection, recorded)
        logged = _logged(connection)
        for done, id in enumerate(documents, len(recorded) + 1):
            yield from _document(connection, id, logged)
            tell(done, total)


def _pages(connection: Connection) -> Iterator[str]:
    """What the database itself finds broken."""
    if connection.dialect.name != "sqlite":
        return
    for (line,) in connection.execute(text("PRAGMA integrity_check(20)")):
        if line != "ok":
            yield f"database: {line}"
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"database: a row of {row[0]} points at a row of {row[2]} that is not there"


def _original(archive: Archive, sha256: str, size: int) -> Iterator[str]:
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


def _strays(connection: Connection, archive: Archive, recorded: Container[str]) -> Iterator[str]:
    for path in archive.all():
        if path.name not in recorded or path != archive.path(path.name):
            yield f"{path}: no record tells of it; {_stray(connection, path.name)}"


def _stray(connection: Connection, name: str) -> str:
    tombstones = schema.tombstones
    row = connection.execute(select(tombstones).where(tombstones.c.sha256 == name)).first()
    if row:
        return f"it was to be removed on {row.at[:10]}; delete it"
    return "adding it was cut off; add the same sources again, or delete it"


def _untold(connection: Connection, recorded: Container[str]) -> Iterator[str]:
    """Originals about which the custody log and the records do not say the same."""
    log, evidence, documents = schema.custody, schema.evidence, schema.documents
    actions = (Action.ADDED.value, Action.REMOVED.value)
    told = connection.execute(
        select(log.c.subject, log.c.action).where(log.c.action.in_(actions)).order_by(log.c.number)
    )
    last = dict(told.all())
    for sha256, action in sorted(last.items()):
        if action == Action.ADDED.value and sha256 not in recorded:
            yield f"database: {sha256} was added by the custody log, but no record tells of it"
    for sha256, id in connection.execute(
        select(evidence.c.sha256, documents.c.id)
        .join(documents, documents.c.sha256 == evidence.c.sha256, isouter=True)
        .order_by(evidence.c.sha256)
    ):
        if id is None:
            yield f"database: the document that was read from {sha256} is gone"
        if last.get(sha256) != Action.ADDED.value:
            yield f"custody log: nothing in it tells that {sha256} was added; the log was changed"


def _logged(connection: Connection) -> dict[str, str]:
    """What the custody log says that each document's report is, by the original's digest."""
    log = schema.custody
    actions = (Action.ADDED.value, Action.READ_AGAIN.value)
    rows = connection.execute(
        select(log.c.subject, log.c.detail).where(log.c.action.in_(actions)).order_by(log.c.number)
    )
    return {sha256: str(detail.get("report")) for sha256, detail in rows}


def _document(connection: Connection, id: str, logged: Mapping[str, str]) -> Iterator[str]:
    try:
        faults = list(_texts(connection, id))
        yield from faults
        if not faults:
            yield from _as_logged(connection, id, logged)
    except (JSONDecodeError, ValueError, TypeError, LookupError) as error:
        yield f"document {id}: a record of it cannot be read ({error})"


def _as_logged(connection: Connection, id: str, logged: Mapping[str, str]) -> Iterator[str]:
    """Whether the records say what they said when they were written."""
    read = report(connection, id)
    told = logged.get(read.document.sha256)
    if told is not None and report_digest(read) != told:
        yield f"document {id}: its records were changed after they were written"


def _texts(connection: Connection, id: str) -> Iterator[str]:
    row = connection.execute(select(schema.documents).where(schema.documents.c.id == id)).one()
    if text_digest(row.text) != row.text_sha256:
        yield f"document {id}: its text was changed after it was written"
    for place, span in _spans(connection, row):
        match span:
            case [int(start), int(end), str(words)] if 0 <= start < end:
                if row.text[start:end] != words:
                    where = f"{place}: the words at {start}-{end}"
                    yield f"document {id}, {where} are not the ones recorded"
            case _:
                yield f"document {id}, {place}: {span!r} is no place in a text"


def _spans(connection: Connection, row: Any) -> Iterator[tuple[str, Any]]:
    """Every span that a document's rows hold, and where it stands."""
    statements, actors = schema.statements, schema.actors
    for one in connection.execute(select(statements).where(statements.c.document == row.id)):
        for span in (*_list(one.source), *_list(one.cue), *_list(one.content)):
            yield one.label or "narration", span
    for one in connection.execute(select(actors).where(actors.c.document == row.id)):
        for span in _list(one.mentions):
            yield one.label, span
    for actor, _, name, places in row.names:
        for span in places:
            yield f"{name!r} for {actor}", span


def _list(stored: Any) -> list[Any]:
    return stored if isinstance(stored, list) else [stored]
