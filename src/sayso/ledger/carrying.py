"""A whole ledger as lines of JSON, and back.

Every line is an object with a ``record``: first ``ledger``, then ``original`` (the bytes in
base64), ``capture``, ``decision``, ``ruling``, ``document`` (the report as ``sayso read
--format jsonl`` has it, and what read it), ``tombstone``, ``skipped``, ``custody``. What follows
from these (who is one actor with whom, the index, links) is not carried but made again.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    String,
    Table,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError

from sayso.errors import LedgerError, LedgerExists
from sayso.exporting.jsonl import line_of, record
from sayso.exporting.parsing import from_record
from sayso.ledger import schema
from sayso.ledger.evidence import Archive, Intake, digest
from sayso.ledger.reading import ids, report
from sayso.ledger.writing import write_report

FORMAT = 1
"""The version of the lines that this code writes and reads."""

_PLAIN: dict[str, Table] = {
    "capture": schema.captures,
    "decision": schema.decisions,
    "ruling": schema.rulings,
    "tombstone": schema.tombstones,
    "skipped": schema.skipped,
    "custody": schema.custody,
}
_ORDERS = {
    "capture": ("sha256", "source"),
    "decision": ("id",),
    "ruling": ("id",),
    "tombstone": ("sha256",),
    "skipped": ("source",),
    "custody": ("number",),
}
_READ_BY = ("weights", "version", "read")


def lines(connection: Connection, archive: Archive, *, originals: bool = True) -> Iterator[str]:
    """All that the ledger holds, a line at a time, in an order that depends on nothing else.

    Without ``originals`` the lines cannot be taken in again. Raises
    :class:`sayso.LedgerDamaged` at an original that is not what it was.
    """
    settings = dict(
        connection.execute(select(schema.settings.c.name, schema.settings.c.value)).all()
    )
    yield _line("ledger", {"format": FORMAT, **settings})
    if originals:
        evidence = schema.evidence
        for sha256 in connection.execute(
            select(evidence.c.sha256).order_by(evidence.c.sha256)
        ).scalars():
            data = base64.b64encode(archive.read(sha256)).decode("ascii")
            yield _line("original", {"sha256": sha256, "data": data})
    yield from _rows(connection, "capture")
    yield from _rows(connection, "decision")
    yield from _rows(connection, "ruling")
    for id in ids(connection):
        yield _line("document", {**record(report(connection, id)), **_read_by(connection, id)})
    for name in ("tombstone", "skipped", "custody"):
        yield from _rows(connection, name)


def _line(kind: str, fields: dict[str, Any]) -> str:
    return line_of({"record": kind, **fields})


def _rows(connection: Connection, kind: str) -> Iterator[str]:
    table = _PLAIN[kind]
    order = [_bytewise(table.c[one], connection) for one in _ORDERS[kind]]
    for row in connection.execute(select(table).order_by(*order)):
        fields = dict(row._mapping)
        if kind == "capture":
            del fields["id"]
            fields["warc_record"] = fields.pop("record")
        yield _line(kind, fields)


def _bytewise(column: Column[Any], connection: Connection) -> ColumnElement[Any]:
    """A column in the order of its characters' numbers, not of the database's language."""
    if connection.dialect.name == "sqlite" or not isinstance(column.type, String):
        return column
    return column.collate("C")


def _read_by(connection: Connection, id: str) -> dict[str, Any]:
    documents = schema.documents
    query = select(*(documents.c[name] for name in _READ_BY)).where(documents.c.id == id)
    return dict(connection.execute(query).one()._mapping)


_BROKEN = (
    *(AttributeError, LookupError, TypeError, ValueError, OverflowError, RecursionError),
    *(DataError, IntegrityError, ProgrammingError),
)
"""What a line that breaks the contract can lead to."""


def _reason(error: Exception) -> str:
    """What is wrong with a line, on one line."""
    if isinstance(error, KeyError):
        return f"{error} is missing"
    found = error.orig if isinstance(error, DBAPIError) else error
    return " ".join(str(found).split())


def _checked(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """A row as the table takes it. Raises :class:`ValueError` for any other."""
    columns = {one.name: one for one in table.columns if one is not schema.captures.c.id}
    for name in (*columns, *row):
        if name not in columns:
            raise ValueError(f"nothing is called {name!r}")
        column, value = columns[name], row[name]
        known = (dict, list) if isinstance(column.type, JSON) else column.type.python_type
        if not (column.nullable if value is None else isinstance(value, known)):
            raise ValueError(f"{name!r} cannot be {value!r}")
    return row


class Taking:
    """Takes the lines of one ledger into an empty one, in one transaction."""

    def __init__(self, connection: Connection, intake: Intake) -> None:
        self._connection = connection
        self._intake = intake
        self._begun = False
        self.placed: list[str] = []
        self.documents = 0

    def take(self, given: Iterable[str], name: str) -> None:
        """Take all lines in. Raises :class:`LedgerError` that names the first bad one.

        ``name`` is what to call where they come from.
        """
        held = (schema.evidence, schema.tombstones, schema.skipped, schema.decisions)
        for table in (*held, schema.rulings):
            if self._connection.execute(select(table).limit(1)).first():
                raise LedgerExists("this ledger holds something already; import into a new one")
        for number, line in enumerate(given, 1):
            if not line.strip():
                continue
            try:
                self._take(json.loads(line))
            except _BROKEN as error:
                raise LedgerError(
                    f"{name}, line {number}: not what  sayso export  writes ({_reason(error)}); "
                    "nothing was imported"
                ) from None
        if not self._begun:
            raise LedgerError(f"{name}: it is empty; nothing was imported")

    def _take(self, row: Any) -> None:
        if not isinstance(row, dict):
            raise ValueError("it is no object")
        kind = row.pop("record")
        if kind == "ledger":
            self._begin(row)
        elif not self._begun:
            raise ValueError("the first line must be the ledger's own")
        elif kind == "original":
            self._original(row)
        elif kind == "document":
            self._document(row)
        elif kind in _PLAIN:
            if kind == "capture":
                row["record"] = row.pop("warc_record")
            self._connection.execute(insert(_PLAIN[kind]), _checked(_PLAIN[kind], row))
        else:
            raise ValueError(f"there is no record {kind!r}")

    def _begin(self, row: dict[str, Any]) -> None:
        if row.pop("format") != FORMAT:
            raise ValueError("it was written by another version of Sayso")
        self._connection.execute(delete(schema.custody))
        self._connection.execute(delete(schema.settings))
        rows = [{"name": name, "value": value} for name, value in row.items()]
        if rows:
            self._connection.execute(insert(schema.settings), rows)
        self._begun = True

    def _original(self, row: dict[str, Any]) -> None:
        data = base64.b64decode(row["data"], validate=True)
        sha256 = row["sha256"]
        if digest(data) != sha256:
            raise ValueError(f"the original {sha256} was changed")
        if self._intake.keep(data, sha256):
            self.placed.append(sha256)
        self._connection.execute(insert(schema.evidence), {"sha256": sha256, "size": len(data)})

    def _document(self, row: dict[str, Any]) -> None:
        read = from_record(row)
        write_report(self._connection, read, weights=row["weights"], version=row["version"])
        documents = schema.documents
        self._connection.execute(
            update(documents).where(documents.c.id == read.document.id).values(read=row["read"])
        )
        self.documents += 1
