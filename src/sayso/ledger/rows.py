"""Everything that is said in a ledger as a flat table: one row for each statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from sayso.attribution import NARRATOR
from sayso.ledger import schema
from sayso.ledger.reading import ids


@dataclass(frozen=True, slots=True)
class Row:
    """One statement, with what is known of its document beside it.

    ``id`` is the attribution's id in its document, ``None`` for narration, which has no
    actor either. ``actor`` is the name that this document has for the source, ``actor_id``
    the actor across documents; a source without a name of its own has none. ``chain``
    holds the names of the voices, outermost first; ``source``, ``cue`` and ``content`` the
    words of each span. ``start`` and ``end`` are code points: of all parts together, the
    first and one past the last.
    """

    document: str
    id: str | None
    kind: str
    act: str | None
    stance: str | None
    confidence: float | None
    actor: str | None
    actor_id: str | None
    chain: tuple[str, ...]
    source: tuple[str, ...]
    cue: tuple[str, ...]
    content: tuple[str, ...]
    start: int
    end: int
    title: str | None
    publisher: str | None
    published: str | None
    language: str | None
    url: str | None
    document_source: str


def rows(connection: Connection) -> Iterator[Row]:
    """The statements of one document after another, in the order of its text."""
    documents, statements = schema.documents, schema.statements
    shared = ("title", "publisher", "published", "language", "url", "source")
    for id in ids(connection):
        told = connection.execute(
            select(*(documents.c[name] for name in shared)).where(documents.c.id == id)
        ).one()
        known = _actors(connection, id)
        found = connection.execute(
            select(statements).where(statements.c.document == id).order_by(statements.c.place)
        )
        for row in found:
            yield _row(row, told, known)


def _actors(connection: Connection, document: str) -> dict[str, tuple[str, str | None]]:
    """The name of each actor of a document, and who that is across documents."""
    actors, names = schema.actors, schema.names
    found = connection.execute(
        select(actors.c.label, actors.c.name, names.c.actor)
        .outerjoin(names, names.c.id == actors.c.known_as)
        .where(actors.c.document == document)
    )
    return {label: (name, actor) for label, name, actor in found}


def _row(row: Any, told: Any, known: dict[str, tuple[str, str | None]]) -> Row:
    actor, actor_id = known[row.actor] if row.actor else (None, None)
    spans = [span for part in (row.source, row.cue, row.content) for span in part]
    narrator = told.publisher or NARRATOR
    return Row(
        document=row.document,
        id=row.label,
        kind=row.kind,
        act=row.act,
        stance=row.stance,
        confidence=row.confidence,
        actor=actor,
        actor_id=actor_id,
        chain=tuple(narrator if one == NARRATOR else known[one][0] for one in row.chain),
        source=_words(row.source),
        cue=_words(row.cue),
        content=_words(row.content),
        start=min(span[0] for span in spans),
        end=max(span[1] for span in spans),
        title=told.title,
        publisher=told.publisher,
        published=told.published,
        language=told.language,
        url=told.url,
        document_source=told.source,
    )


def _words(stored: Sequence[Sequence[Any]]) -> tuple[str, ...]:
    return tuple(str(span[2]) for span in stored)
