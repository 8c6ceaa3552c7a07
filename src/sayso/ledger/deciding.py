"""What people decide about actors: two are one, two are not, and never mind.

Decisions stand beside the records. Each names names, so that it holds when documents are
read again or come later.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from sayso.errors import LedgerError, UnknownRecord
from sayso.joining import NameKey, key_of
from sayso.ledger import schema
from sayso.ledger.custody import Action, record
from sayso.ledger.decisions import standing, take_back, write_down
from sayso.ledger.entries import index_entries
from sayso.ledger.identities import enter, leave, regroup, regroup_by_id
from sayso.ledger.index import forget, remember
from sayso.ledger.people import Person, named, person
from sayso.ledger.reading import report

_ID = "who-"


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided of two names, and whether it was undone."""

    number: int
    one: str
    other: str
    document: str | None
    same: bool
    who: str
    at: str
    why: str | None
    undone_by: str | None
    undone_at: str | None


def merge(connection: Connection, one: str, other: str, why: str | None = None) -> Person:
    """Write down that two actors are one; gives what they are together."""
    first, second = _only(connection, one), _only(connection, other)
    if first.id == second.id:
        raise LedgerError(f"{first.name} and {second.name} are one actor already")
    number = write_down(
        connection, schema.decisions, one=first.id, other=second.id, same=True, why=why
    )
    regroup(connection, [_key(connection, first.id)])
    record(connection, Action.MERGED, first.id, other=second.id, why=why, decision=number)
    return person(connection, first.id)


def split(connection: Connection, one: str, other: str, why: str | None = None) -> None:
    """Write down that two names are not one actor's."""
    first, second = _name(connection, one), _name(connection, other)
    if first == second:
        raise LedgerError(
            f"{one} and {other} are one name; name a document to tell its bearer apart"
        )
    number = write_down(
        connection, schema.decisions, one=first.id, other=second.id, same=False, why=why
    )
    regroup(connection, [first, second])
    record(connection, Action.SPLIT, first.id, other=second.id, why=why, decision=number)


def split_in(connection: Connection, asked: str, document: str, why: str | None = None) -> None:
    """Write down that whoever bears a name in one document is somebody else.

    Raises :class:`UnknownRecord` if nobody there is the actor that is meant.
    """
    actors = schema.actors
    query = select(actors.c.known_as).where(
        actors.c.document == document,
        actors.c.known_as.in_(named(connection, asked)),
    )
    found = sorted(set(connection.execute(query).scalars()))
    if not found:
        raise UnknownRecord(f"{asked}: nobody in document {document} goes by this name")
    apart = {name: _key(connection, name).marked(document).id for name in found}
    with _renaming(connection, document):
        for name, other in apart.items():
            number = write_down(
                connection,
                schema.decisions,
                one=name,
                other=other,
                document=document,
                same=False,
                why=why,
            )
            record(
                connection,
                Action.SPLIT,
                name,
                other=other,
                document=document,
                why=why,
                decision=number,
            )


def undo(connection: Connection, number: int) -> Decided:
    """Take a decision back; it stays written down. Raises :class:`UnknownRecord`."""
    table = schema.decisions
    row = standing(connection, table, number, "sayso actors decisions")
    if row.document is None:
        take_back(connection, table, number)
        regroup_by_id(connection, {row.one, row.other})
    else:
        with _renaming(connection, row.document):
            take_back(connection, table, number)
    record(connection, Action.UNDONE, row.one, other=row.other, decision=number)
    return next(one for one in decisions(connection) if one.number == number)


def decisions(connection: Connection) -> Iterator[Decided]:
    """What people decided, in order."""
    table = schema.decisions
    for row in connection.execute(select(table).order_by(table.c.id)):
        values = dict(row._mapping)
        yield Decided(number=values.pop("id"), **values)


@contextmanager
def _renaming(connection: Connection, document: str) -> Iterator[None]:
    """Give the actors of a document their names anew, after what happens within."""
    known = connection.execute(
        select(schema.documents.c.id).where(schema.documents.c.id == document)
    ).first()
    if known is None:
        yield
        return
    actors = schema.actors
    read = report(connection, document)
    forget(connection, index_entries(connection, document))
    leave(connection, read)
    yield
    for label, name in enter(connection, read).items():
        connection.execute(
            update(actors)
            .where(actors.c.document == document, actors.c.label == label)
            .values(known_as=name)
        )
    remember(connection, index_entries(connection, document))


def _only(connection: Connection, asked: str) -> Person:
    """The one actor that is meant. Raises :class:`UnknownRecord` for none or several."""
    ids = named(connection, asked)
    if not ids:
        raise UnknownRecord(f"{asked}: nobody is called this; see  sayso actors")
    found = {
        row.actor: row.shown
        for row in connection.execute(
            select(schema.names.c.actor, schema.names.c.shown).where(schema.names.c.id.in_(ids))
        )
    }
    if len(found) > 1:
        some = ", ".join(f"{shown} ({id})" for id, shown in sorted(found.items())[:4])
        raise UnknownRecord(f"{asked}: several are called this: {some}; name one by its id")
    return person(connection, ids[0])


def _key(connection: Connection, id: str) -> NameKey:
    row = connection.execute(select(schema.names).where(schema.names.c.id == id)).first()
    if row is None:
        raise UnknownRecord(f"{id}: nobody bears this name any more")
    return NameKey(row.text, row.mark)


def _name(connection: Connection, asked: str) -> NameKey:
    """The one name that is meant, by its id or as it is written."""
    names = schema.names
    key = key_of(asked)
    id = asked if asked.startswith(_ID) else key.id if key else ""
    row = connection.execute(select(names).where(names.c.id == id)).first()
    if row is None:
        raise UnknownRecord(f"{asked}: nobody bears exactly this name; see  sayso actors")
    return NameKey(row.text, row.mark)
