"""The names that hang together: what must be looked at when one of them changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from sqlalchemy import Connection, or_, select

from sayso.joining import Decision, Edge, NameKey
from sayso.ledger import schema

_Id = TypeVar("_Id", int, str)
_MANY = 500
"""Values in one query."""


def neighbourhood(
    connection: Connection, start: set[str]
) -> tuple[dict[NameKey, tuple[int, str]], list[Edge], list[Decision]]:
    """All names that can be reached from some by aliases and decisions, and these.

    Decisions lead on through names that nobody bears now.
    """
    decided = _decided(connection)
    beside: dict[str, set[str]] = {}
    for one, other in decided:
        beside.setdefault(one, set()).add(other)
        beside.setdefault(other, set()).add(one)
    pairs: dict[tuple[str, str], int] = {}
    fresh, seen = set(start), set(start)
    while fresh:
        reached = {other for one in fresh for other in beside.get(one, ())}
        reached |= _look(connection, fresh, pairs)
        fresh = reached - seen
        seen |= fresh
    names = _names(connection, seen)
    keys = {id: key for id, (key, _, _) in names.items()}
    edges = [Edge(keys[alias], keys[name], count) for (alias, name), count in pairs.items()]
    decisions = [
        Decision(keys[one], keys[other], same)
        for (one, other), same in decided.items()
        if one in keys and other in keys
    ]
    return {key: (count, actor) for key, count, actor in names.values()}, edges, decisions


def _decided(connection: Connection) -> dict[tuple[str, str], bool]:
    """What holds of every pair that a person decided about: the latest, as people are few."""
    table = schema.decisions
    active = select(table.c.one, table.c.other, table.c.same).where(
        table.c.document.is_(None), table.c.undone_at.is_(None)
    )
    return {
        (min(row.one, row.other), max(row.one, row.other)): row.same
        for row in connection.execute(active.order_by(table.c.id))
    }


def _look(connection: Connection, fresh: set[str], pairs: dict[tuple[str, str], int]) -> set[str]:
    """Load the aliases that lead away from some names; gives where they lead to."""
    aliases = schema.aliases
    reached: set[str] = set()
    for some in batches(fresh):
        query = select(aliases).where(or_(aliases.c.alias.in_(some), aliases.c.name.in_(some)))
        for alias, name, count in connection.execute(query):
            pairs[alias, name] = count
            reached.add(alias)
            reached.add(name)
    return reached


def _names(connection: Connection, ids: set[str]) -> dict[str, tuple[NameKey, int, str]]:
    """The names that are there: by id, the key, the count of documents and the actor's id."""
    table = schema.names
    columns = (table.c.id, table.c.text, table.c.mark, table.c.documents, table.c.actor)
    return {
        id: (NameKey(text, mark), count, actor)
        for some in batches(ids)
        for id, text, mark, count, actor in connection.execute(
            select(*columns).where(table.c.id.in_(some))
        )
    }


def batches(ids: Iterable[_Id]) -> Iterator[list[_Id]]:
    """Ids without doubles, in batches that fit into a query."""
    rest = sorted(set(ids))
    return (rest[at : at + _MANY] for at in range(0, len(rest), _MANY))
