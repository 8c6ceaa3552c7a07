"""What a ledger holds, at a glance: its documents, one by one and counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from sayso.ledger import custody, schema
from sayso.ledger.custody import Action, Entry
from sayso.ledger.index import folded
from sayso.ledger.people import named
from sayso.ledger.proposed import proposals


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in the list; ``statements`` counts its attributions, ``added`` is in UTC."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    language: str | None
    source: str
    statements: int
    added: str
    weights: str


@dataclass(frozen=True, slots=True)
class ReadBy:
    """Which weights and which version of Sayso have read a document, and when (UTC)."""

    weights: str
    version: str
    read: str


@dataclass(frozen=True, slots=True)
class Met:
    """How an original was come by, once; see :class:`sayso.capture.Capture`."""

    source: str
    added: str
    captured: str | None
    url: str | None
    media_type: str | None
    status: int | None
    headers: tuple[tuple[str, str], ...]
    redirects: tuple[str, ...]
    record: str | None
    container: str | None
    feed_source: str | None
    feed_url: str | None


@dataclass(frozen=True, slots=True)
class Left:
    """A source that could not be added, and why."""

    source: str
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of a document that was removed."""

    sha256: str
    document: str
    title: str | None
    sources: tuple[str, ...]
    who: str
    at: str
    why: str


@dataclass(frozen=True, slots=True)
class Summary:
    """A ledger in figures.

    ``bytes`` is the size of all originals; ``readings`` says by which weights how many
    documents were read; ``head`` is the newest entry of the custody log, ``verified`` the
    last that tells of a verification.
    """

    id: str
    created: str
    originals: int
    documents: int
    bytes: int
    statements: int
    narrations: int
    actors: int
    proposals: int
    skipped: int
    removed: int
    readings: dict[str, int]
    head: Entry | None
    verified: Entry | None


def listed(
    connection: Connection,
    publisher: str | None = None,
    limit: int = -1,
    offset: int = 0,
    *,
    bearing: str | None = None,
) -> list[Listed]:
    """The documents, the latest published first.

    Those of a publisher, if one is named; those in which an actor has a part, by its id.
    """
    documents, statements, captures = schema.documents, schema.statements, schema.captures
    count = (
        select(func.count())
        .where(statements.c.document == documents.c.id, statements.c.label.is_not(None))
        .scalar_subquery()
    )
    added = (
        select(func.min(captures.c.added))
        .where(captures.c.sha256 == documents.c.sha256)
        .scalar_subquery()
    )
    plain = ("id", "title", "publisher", "published", "language", "source", "weights")
    query = select(
        *(documents.c[name] for name in plain), count.label("statements"), added.label("added")
    ).order_by(func.coalesce(documents.c.published, "").desc(), documents.c.id)
    if publisher:
        known = connection.execute(select(documents.c.publisher).distinct()).scalars()
        wanted = folded(publisher)
        query = query.where(
            documents.c.publisher.in_([one for one in known if one and wanted in folded(one)])
        )
    if bearing:
        actors = schema.actors
        part = select(actors.c.document).where(actors.c.known_as.in_(named(connection, bearing)))
        query = query.where(documents.c.id.in_(part))
    if limit >= 0:
        query = query.limit(limit).offset(offset)
    return [Listed(**row._mapping) for row in connection.execute(query)]


def read_by(connection: Connection, id: str) -> ReadBy:
    """What has read a document."""
    documents = schema.documents
    query = select(documents.c.weights, documents.c.version, documents.c.read)
    return ReadBy(*connection.execute(query.where(documents.c.id == id)).one())


def met(connection: Connection, sha256: str) -> list[Met]:
    """All the ways in which an original was come by, in order."""
    captures = schema.captures
    rows = connection.execute(
        select(captures).where(captures.c.sha256 == sha256).order_by(captures.c.id)
    )
    return [_met(row) for row in rows]


def _met(row: Any) -> Met:
    values = {name: row._mapping[name] for name in Met.__dataclass_fields__}
    values["headers"] = tuple((name, value) for name, value in row.headers)
    values["redirects"] = tuple(row.redirects)
    return Met(**values)


def left(connection: Connection) -> list[Left]:
    """The sources that could not be added, by name."""
    skipped = schema.skipped
    rows = [Left(**row._mapping) for row in connection.execute(select(skipped))]
    return sorted(rows, key=lambda row: row.source)


def tombstones(connection: Connection) -> list[Tombstone]:
    """What was removed, in order."""
    table = schema.tombstones
    rows = connection.execute(select(table).order_by(table.c.at, table.c.sha256))
    return [Tombstone(**{**row._mapping, "sources": tuple(row.sources)}) for row in rows]


def summary(connection: Connection) -> Summary:
    """The ledger in figures."""
    settings = dict(
        connection.execute(select(schema.settings.c.name, schema.settings.c.value)).all()
    )
    documents, statements, names = schema.documents, schema.statements, schema.names
    marked, everything = _count(connection, statements.c.label), _count(connection, statements.c.id)
    readings = connection.execute(
        select(documents.c.weights, func.count()).group_by(documents.c.weights)
    ).all()
    log = schema.custody
    verified = connection.execute(
        select(log)
        .where(log.c.action == Action.VERIFIED.value)
        .order_by(log.c.number.desc())
        .limit(1)
    ).first()
    return Summary(
        id=settings["id"],
        created=settings["created"],
        originals=_count(connection, schema.evidence.c.sha256),
        documents=_count(connection, documents.c.id),
        bytes=int(connection.execute(select(func.sum(schema.evidence.c.size))).scalar() or 0),
        statements=marked,
        narrations=everything - marked,
        actors=connection.execute(
            select(func.count(names.c.actor.distinct())).where(names.c.documents > 0)
        ).scalar_one(),
        proposals=len(proposals(connection)),
        skipped=_count(connection, schema.skipped.c.source),
        removed=_count(connection, schema.tombstones.c.sha256),
        readings=dict(readings),
        head=custody.newest(connection),
        verified=Entry(**verified._mapping) if verified else None,
    )


def _count(connection: Connection, column: Any) -> int:
    return int(connection.execute(select(func.count(column))).scalar_one())
