"""Rows as reports: the way back from :mod:`sayso.ledger.writing`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select

from sayso.attribution import Act, Actor, ActorType, Attribution, Kind, Naming, Stance
from sayso.document import Document, Part, Span
from sayso.errors import UnknownRecord
from sayso.ledger import schema
from sayso.report import Report

_SHORTEST = 4


def part(stored: Sequence[Sequence[Any]]) -> Part:
    """A part from ``[[start, end, text], …]``. Raises :class:`sayso.SpanError` for a bad one."""
    return Part(tuple(Span(*one) for one in stored))


def document_id(connection: Connection, asked: str) -> str:
    """The id of the document that is meant: an id or a SHA-256, or the beginning of one.

    Raises :class:`UnknownRecord` if none or several begin like this.
    """
    documents = schema.documents
    named = asked.strip().lower()
    found: list[str] = []
    if len(named) >= _SHORTEST and set(named) <= set("0123456789abcdef"):
        like = documents.c.sha256.startswith(named)
        query = select(documents.c.id).where(like).order_by(documents.c.id).limit(2)
        found = list(connection.execute(query).scalars())
    if not found:
        raise UnknownRecord(f"{asked}: no document has this id; see  sayso list")
    if len(found) > 1:
        raise UnknownRecord(f"{asked}: several documents begin like this; give more of the id")
    return found[0]


def report(connection: Connection, id: str) -> Report:
    """The report of one document. Raises :class:`UnknownRecord` if there is none."""
    row = connection.execute(select(schema.documents).where(schema.documents.c.id == id)).first()
    if row is None:
        raise UnknownRecord(f"{id}: no document has this id; see  sayso list")
    statements = connection.execute(
        select(schema.statements)
        .where(schema.statements.c.document == id)
        .order_by(schema.statements.c.place)
    ).all()
    actors = connection.execute(
        select(schema.actors).where(schema.actors.c.document == id).order_by(schema.actors.c.place)
    )
    return Report(
        document=_document(row),
        attributions=tuple(_attribution(one) for one in statements if one.label is not None),
        actors=tuple(_actor(one) for one in actors),
        narration=Part(
            tuple(span for one in statements if one.label is None for span in part(one.content))
        ),
        names=tuple(
            Naming(actor, voice, name, part(places)) for actor, voice, name, places in row.names
        ),
    )


def reports(connection: Connection) -> Iterator[Report]:
    """All reports, by the ids of their documents, one at a time."""
    for id in ids(connection):
        yield report(connection, id)


def ids(connection: Connection) -> list[str]:
    """The ids of all documents, in order."""
    return list(
        connection.execute(select(schema.documents.c.id).order_by(schema.documents.c.id)).scalars()
    )


def _document(row: Any) -> Document:
    return Document(
        id=row.id,
        sha256=row.sha256,
        text=row.text,
        source=row.source,
        media_type=row.media_type,
        title=row.title,
        author=row.author,
        publisher=row.publisher,
        published=row.published,
        language=row.language,
        url=row.url,
        redirects=tuple(row.redirects),
        warnings=tuple(row.warnings),
    )


def _attribution(row: Any) -> Attribution:
    return Attribution(
        id=row.label,
        source=part(row.source),
        cue=part(row.cue),
        content=part(row.content),
        kind=Kind(row.kind),
        confidence=row.confidence,
        chain=tuple(row.chain),
        parent=row.parent,
        actor=row.actor,
        act=Act(row.act) if row.act else None,
        target=row.target,
        stance=Stance(row.stance) if row.stance else None,
    )


def _actor(row: Any) -> Actor:
    return Actor(
        id=row.label,
        name=row.name,
        type=ActorType(row.type),
        aliases=tuple(row.aliases),
        mentions=part(row.mentions),
        count=row.count,
        unnamed=row.unnamed,
        author=row.author,
    )
