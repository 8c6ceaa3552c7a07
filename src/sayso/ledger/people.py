"""Actors across documents: found by name, listed, and proposed as one."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, LargeBinary, and_, cast, func, or_, select

from sayso.errors import UnknownRecord
from sayso.joining import NameKey, key_of
from sayso.ledger import schema
from sayso.ledger.index import folded
from sayso.ledger.roles import Role

_ID = "who-"
_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Person:
    """An actor across documents: a person, a group, an institution.

    ``name`` is the name of most documents, ``names`` all of them, as ids and as shown;
    ``documents`` counts the documents that bear any of them, ``statements`` what the actor
    is the source of.
    """

    id: str
    name: str
    names: tuple[tuple[str, str], ...]
    documents: int
    statements: int


def named(connection: Connection, asked: str) -> list[str]:
    """The ids of all names of the actors that are meant.

    ``asked`` is an id, or a name, or words of one. A whole name goes before words of
    longer ones.
    """
    names = schema.names
    if asked.startswith(_ID):
        chosen = names.c.id == asked
    elif (key := key_of(asked)) and _has(connection, key):
        chosen = names.c.text == key.text
    else:
        words = folded(asked).split()
        if not words:
            return []
        plain = and_(*(names.c.text.contains(word, autoescape=True) for word in words))
        chosen = or_(plain, names.c.id.in_(_accented(connection, words)))
    meant = select(names.c.actor).where(chosen)
    return list(
        connection.execute(
            select(names.c.id).where(names.c.actor.in_(meant)).order_by(names.c.id)
        ).scalars()
    )


def _accented(connection: Connection, words: list[str]) -> list[str]:
    """The ids of names with other letters than ASCII's that have these words once folded."""
    text = schema.names.c.text
    beyond = func.length(cast(text, LargeBinary)) > func.length(text)
    rows = connection.execute(select(schema.names.c.id, text).where(beyond))
    return [id for id, name in rows if all(word in folded(name) for word in words)]


def _has(connection: Connection, key: NameKey) -> bool:
    query = select(schema.names.c.id).where(schema.names.c.text == key.text)
    return connection.execute(query.limit(1)).first() is not None


def people(
    connection: Connection, words: str = "", limit: int = 50, offset: int = 0
) -> list[Person]:
    """Actors, those in most documents first; those with ``words`` in a name, if given."""
    names = schema.names
    total = func.sum(names.c.documents)
    query = select(names.c.actor, total).group_by(names.c.actor)
    if words:
        query = query.where(names.c.id.in_(named(connection, words)))
    rows = connection.execute(
        query.having(total > 0).order_by(total.desc(), names.c.actor).limit(limit).offset(offset)
    ).all()
    return [person(connection, row.actor) for row in rows]


def person(connection: Connection, id: str) -> Person:
    """The actor with this id, or with a name of this id. Raises :class:`UnknownRecord`."""
    names, actors, involved = schema.names, schema.actors, schema.involved
    meant = select(names.c.actor).where(names.c.id == id).scalar_subquery()
    rows = connection.execute(
        select(names).where(names.c.actor == meant).order_by(names.c.documents.desc(), names.c.id)
    ).all()
    if not rows:
        raise UnknownRecord(f"{id}: no actor has this id; see  sayso actors")
    own = select(actors.c.id).where(actors.c.known_as.in_([row.id for row in rows]))
    documents = connection.execute(
        select(func.count(actors.c.document.distinct())).where(actors.c.id.in_(own))
    ).scalar_one()
    statements = connection.execute(
        select(func.count())
        .select_from(involved)
        .where(involved.c.actor.in_(own), involved.c.role == int(Role.SOURCE))
    ).scalar_one()
    first = next((row for row in rows if row.id == row.actor), rows[0])
    written = _as_written(connection, [row.id for row in rows])
    return Person(
        id=rows[0].actor,
        name=first.shown,
        names=tuple(
            (row.id, row.shown if row.documents else written.get(row.id, row.shown)) for row in rows
        ),
        documents=documents,
        statements=statements,
    )


def _as_written(connection: Connection, names: list[str]) -> dict[str, str]:
    """How reports write names that are only ever aliases, by the ids of the names."""
    actors = schema.actors
    given = connection.execute(
        select(actors.c.aliases)
        .where(actors.c.known_as.in_(names))
        .order_by(actors.c.document, actors.c.place)
        .limit(_LOOKED_AT)
    ).scalars()
    forms = sorted({alias for aliases in given for alias in aliases}, reverse=True)
    return {key.id: form for form in forms if (key := key_of(form))}
