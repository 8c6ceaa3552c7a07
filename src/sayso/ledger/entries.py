"""What the index knows of a document's statements, made of the rows that are stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from sayso.ledger import schema
from sayso.ledger.index import Entry, described, facet, involved, words_of, year
from sayso.ledger.roles import Role


def index_entries(connection: Connection, document: str) -> list[Entry]:
    """The entries of one document.

    They depend on nothing but its rows, so that what was put into the index can be told
    again when it has to be taken out.
    """
    documents, statements = schema.documents, schema.statements
    shared = list(
        _of_document(
            connection.execute(
                select(
                    *(documents.c[name] for name in ("id", "language", "publisher", "published"))
                ).where(documents.c.id == document)
            ).one()
        )
    )
    roles = _roles(connection, document)
    rows = connection.execute(select(statements).where(statements.c.document == document))
    return [
        Entry(
            row.id,
            words_of(row.source, row.cue, row.content),
            (*shared, *_of_statement(row), *roles.get(row.id, ())),
        )
        for row in rows
    ]


def _of_document(row: Any) -> Iterator[str]:
    yield facet("d", row.id)
    yield from year(row.published)
    if row.language:
        yield facet("l", row.language)
    if row.publisher:
        yield facet("p", row.publisher)


def _of_statement(row: Any) -> Iterator[str]:
    yield facet("k", row.kind)
    if row.act:
        yield facet("a", row.act)


def _roles(connection: Connection, document: str) -> dict[int, list[str]]:
    """The facets for the actors of each statement, by the statement's row number."""
    actors, involving = schema.actors, schema.involved
    rows = connection.execute(
        select(involving.c.statement, involving.c.role, actors.c.known_as, actors.c.name)
        .join(actors, actors.c.id == involving.c.actor)
        .where(actors.c.document == document)
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for statement, role, known_as, name in rows:
        if known_as:
            found[statement].append(involved(Role(role), known_as))
        else:
            found[statement] += described(Role(role), name)
    return found
