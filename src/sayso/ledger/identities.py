"""Who is who across documents: the names in a ledger, kept true as documents come and go.

What the names are, and which are one actor's, is decided by :mod:`sayso.joining` from the
names and aliases alone; here they are counted, looked up and stored. The outcome does not
depend on the order in which documents came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce

from sqlalchemy import Connection, delete, insert, or_, select, text, update

from sayso.attribution import Actor
from sayso.joining import (
    WORTH_ASKING,
    Name,
    NameKey,
    alias_keys,
    blocks,
    group,
    name_key,
    propose,
)
from sayso.ledger import schema
from sayso.ledger.neighbours import batches, neighbourhood
from sayso.report import Report


def enter(connection: Connection, report: Report) -> dict[str, str]:
    """Count the names of a new document; gives the id of each named actor's name."""
    document = report.document.id
    keys = _keys(connection, document, report.actors)
    edges = _edges(report.actors, keys)
    shown: dict[NameKey, str] = {}
    for actor in report.actors:
        if key := keys.get(actor.id):
            shown[key] = best(shown.get(key, actor.name), actor.name)
    wanted = set(keys.values()) | {alias for alias, _ in edges}
    new = _make(connection, wanted, shown)
    _count_names(connection, set(keys.values()), +1)
    _count_edges(connection, edges, +1)
    _propose(connection, new)
    regroup(connection, wanted)
    return {actor: key.id for actor, key in keys.items()}


def leave(connection: Connection, report: Report) -> None:
    """Take the names of a document out of the count, before its rows are erased."""
    actors = schema.actors
    connection.execute(
        update(actors).where(actors.c.document == report.document.id).values(known_as=None)
    )
    keys = _keys(connection, report.document.id, report.actors)
    edges = _edges(report.actors, keys)
    _count_names(connection, set(keys.values()), -1)
    _count_edges(connection, edges, -1)
    touched = set(keys.values()) | {alias for alias, _ in edges}
    _drop_unused(connection, touched)
    regroup(connection, touched)


def regroup(connection: Connection, touched: Iterable[NameKey]) -> None:
    """Decide anew who is who among all names that aliases or decisions lead to from these."""
    regroup_by_id(connection, {key.id for key in touched})


def regroup_by_id(connection: Connection, touched: set[str]) -> None:
    """Do the same, from the ids of names; nobody needs to bear these any more."""
    names, edges, decisions = neighbourhood(connection, touched)
    if not names:
        return
    found = group([Name(key, count) for key, (count, _) in names.items()], edges, decisions)
    changed = [
        {"name": key.id, "now": found[key].id}
        for key, (_, before) in names.items()
        if found[key].id != before
    ]
    table = schema.names
    for change in changed:
        connection.execute(
            update(table).where(table.c.id == change["name"]).values(actor=change["now"])
        )


def _keys(connection: Connection, document: str, actors: Sequence[Actor]) -> dict[str, NameKey]:
    """The name that each named actor goes by, told apart where a person has done so."""
    found = {actor.id: key for actor in actors if (key := name_key(actor))}
    decisions = schema.decisions
    split = set(
        connection.execute(
            select(decisions.c.one).where(
                decisions.c.document == document, decisions.c.undone_at.is_(None)
            )
        ).scalars()
    )
    return {actor: key.marked(document) if key.id in split else key for actor, key in found.items()}


def _edges(actors: Sequence[Actor], keys: Mapping[str, NameKey]) -> set[tuple[NameKey, NameKey]]:
    return {
        (alias, keys[actor.id])
        for actor in actors
        if actor.id in keys and not keys[actor.id].mark
        for alias in alias_keys(actor)
    }


def _make(
    connection: Connection, wanted: set[NameKey], shown: Mapping[NameKey, str]
) -> list[NameKey]:
    """Make the names that are not there yet; gives those."""
    names = schema.names
    found = {
        row.id: row
        for some in batches(key.id for key in wanted)
        for row in connection.execute(select(names).where(names.c.id.in_(some)))
    }
    new = sorted(key for key in wanted if key.id not in found)
    if new:
        connection.execute(
            insert(names),
            [
                {
                    "id": key.id,
                    "text": key.text,
                    "mark": key.mark,
                    "documents": 0,
                    "actor": key.id,
                    "shown": shown.get(key, key.text),
                }
                for key in new
            ],
        )
        filed = [{"block": block, "name": key.id} for key in new for block in sorted(blocks(key))]
        if filed:
            connection.execute(insert(schema.blocks), filed)
    for key, form in shown.items():
        row = found.get(key.id)
        if row is not None and (not row.documents or best(row.shown, form) != row.shown):
            connection.execute(update(names).where(names.c.id == key.id).values(shown=form))
    return new


def best(one: str, other: str) -> str:
    """Of two ways to write a name, the one to show: no capitals throughout, then the fuller."""
    return min(one, other, key=lambda form: (form.isupper(), -len(form), form))


def _count_names(connection: Connection, keys: Iterable[NameKey], step: int) -> None:
    names = schema.names
    for some in batches(key.id for key in keys):
        connection.execute(
            update(names).where(names.c.id.in_(some)).values(documents=names.c.documents + step)
        )


def _count_edges(
    connection: Connection, edges: Iterable[tuple[NameKey, NameKey]], step: int
) -> None:
    table = schema.aliases
    rows = [{"alias": alias.id, "name": name.id, "step": step} for alias, name in sorted(edges)]
    if not rows:
        return
    connection.execute(text(_COUNTED), rows)
    if step < 0:
        touched = table.c.alias.in_([row["alias"] for row in rows])
        connection.execute(delete(table).where(table.c.documents <= 0, touched))


_COUNTED = (
    "INSERT INTO aliases (alias, name, documents) VALUES (:alias, :name, :step) "
    "ON CONFLICT (alias, name) DO UPDATE SET documents = aliases.documents + excluded.documents"
)


def _propose(connection: Connection, new: Sequence[NameKey]) -> None:
    """Compare new names with those that share a block with them."""
    if not new:
        return
    names, filed = schema.names, schema.blocks
    rows: dict[tuple[str, str], dict[str, object]] = {}
    for key in new:
        near = select(filed.c.name).where(filed.c.block.in_(sorted(blocks(key))))
        for other in connection.execute(select(names).where(names.c.id.in_(near))):
            likeness = propose(key, NameKey(other.text, other.mark)) if other.id != key.id else None
            if likeness and likeness.score >= WORTH_ASKING:
                one, two = sorted((key.id, other.id))
                rows[one, two] = {
                    "one": one,
                    "other": two,
                    "score": likeness.score,
                    "reason": likeness.reason,
                }
    if rows:
        connection.execute(insert(schema.proposals), list(rows.values()))


def _drop_unused(connection: Connection, touched: Iterable[NameKey]) -> None:
    """Forget names that nothing bears any more, and show others as they are still written."""
    names, aliases = schema.names, schema.aliases
    for key in sorted(touched):
        bears = or_(aliases.c.alias == key.id, aliases.c.name == key.id)
        count = connection.execute(select(names.c.documents).where(names.c.id == key.id)).scalar()
        if count:
            _show_again(connection, key)
        elif connection.execute(select(aliases.c.alias).where(bears)).first() is not None:
            connection.execute(update(names).where(names.c.id == key.id).values(shown=key.text))
        else:
            _drop(connection, key)


def _show_again(connection: Connection, key: NameKey) -> None:
    actors, names = schema.actors, schema.names
    forms = list(
        connection.execute(
            select(actors.c.name).where(actors.c.known_as == key.id).distinct()
        ).scalars()
    )
    if forms:
        shown = reduce(best, forms)
        connection.execute(update(names).where(names.c.id == key.id).values(shown=shown))


def _drop(connection: Connection, key: NameKey) -> None:
    proposals, filed = schema.proposals, schema.blocks
    connection.execute(
        delete(proposals).where(or_(proposals.c.one == key.id, proposals.c.other == key.id))
    )
    connection.execute(delete(filed).where(filed.c.name == key.id))
    connection.execute(delete(schema.names).where(schema.names.c.id == key.id))
