"""The names that hang together: what must be looked at when one of them changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, select

from sayso.joining import Decision, Edge, NameKey
from sayso.ledger import schema

_MANY = 500
"""Values in one query."""


def neighbourhood(
    connection: Connection, start: set[str]
) -> tuple[dict[NameKey, tuple[int, str]], list[Edge], list[Decision]]:
    """All names that can be reached from some by aliases and decisions, and these.

    Decisions lead on through names that nobody bears now.
    """
    names: dict[str, tuple[NameKey, int, str]] = {}
    pairs: dict[tuple[str, str], int] = {}
    decided: dict[tuple[str, str], tuple[int, bool]] = {}
    fresh, seen = set(start), set(start)
    while fresh:
        reached: set[str] = set()
        for some in batches(fresh):
            reached |= _look(connection, some, names, pairs, decided)
        fresh = reached - seen
        seen |= fresh
    keys = {id: key for id, (key, _, _) in names.items()}
    edges = [Edge(keys[alias], keys[name], count) for (alias, name), count in pairs.items()]
    decisions = [
        Decision(keys[one], keys[other], same)
        for (one, other), (_, same) in decided.items()
        if one in keys and other in keys
    ]
    return {key: (count, actor) for key, count, actor in names.values()}, edges, decisions


def _look(
    connection: Connection,
    some: Sequence[str],
    names: dict[str, tuple[NameKey, int, str]],
    pairs: dict[tuple[str, str], int],
    decided: dict[tuple[str, str], tuple[int, bool]],
) -> set[str]:
    """Load some names and what leads away from them; gives where it leads to.

    Of the decisions on one pair, whichever name comes first, the latest holds.
    """
    table, aliases, decisions = schema.names, schema.aliases, schema.decisions
    for row in connection.execute(select(table).where(table.c.id.in_(some))):
        names[row.id] = (NameKey(row.text, row.mark), row.documents, row.actor)
    reached: set[str] = set()
    for side in (aliases.c.alias, aliases.c.name):
        for row in connection.execute(select(aliases).where(side.in_(some))):
            pairs[row.alias, row.name] = row.documents
            reached |= {row.alias, row.name}
    for side in (decisions.c.one, decisions.c.other):
        active = select(decisions).where(
            side.in_(some), decisions.c.document.is_(None), decisions.c.undone_at.is_(None)
        )
        for row in connection.execute(active):
            one, other = sorted((row.one, row.other))
            latest = (row.id, row.same)
            decided[one, other] = max(latest, decided.get((one, other), latest))
            reached |= {row.one, row.other}
    return reached


def batches(ids: Iterable[str]) -> Iterator[list[str]]:
    """Ids without doubles, in batches that fit into a query."""
    rest = sorted(set(ids))
    return (rest[at : at + _MANY] for at in range(0, len(rest), _MANY))
