"""What people decide of claims, denials and origins; kept beside the records, never over them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, func, insert, select, update

from sayso.errors import LedgerError, UnknownRecord
from sayso.ledger import schema
from sayso.ledger.custody import Action, now, record, whoami
from sayso.ledger.kindred import number_of


class About(StrEnum):
    """What a decision is about; see :data:`sayso.ledger.schema.rulings`."""

    CLAIM = "claim"
    DENIAL = "denial"
    ORIGIN = "origin"


@dataclass(frozen=True, slots=True)
class Ruled:
    """What a person decided of two places, named by their keys, and whether it was undone."""

    number: int
    about: About
    one: str
    other: str
    same: bool
    who: str
    at: str
    why: str | None
    undone_by: str | None
    undone_at: str | None


def rule(
    connection: Connection, about: About, one: str, other: str, same: bool, why: str | None
) -> Ruled:
    """Write a decision down; an earlier one about the same two places is taken back.

    Raises :class:`UnknownRecord` for a key of no place that is linked, and
    :class:`LedgerError` for one with itself.
    """
    if one == other:
        raise LedgerError("name two places; these are one")
    for key in (one, other):
        table = schema.propositions
        if not connection.execute(select(table.c.id).where(table.c.id == number_of(key))).first():
            raise UnknownRecord(f"{key}: no statement has this key; see  sayso claim ID")
    table = schema.rulings
    for earlier in list(rulings(connection)):
        if (
            earlier.undone_at is None
            and earlier.about is about
            and {
                earlier.one,
                earlier.other,
            }
            == {one, other}
        ):
            unrule(connection, earlier.number)
    number = (connection.execute(select(func.max(table.c.id))).scalar() or 0) + 1
    row = {
        "id": number,
        "about": about.value,
        "one": one,
        "other": other,
        "same": same,
        "who": whoami(),
        "at": now(),
        "why": why,
    }
    connection.execute(insert(table), row)
    record(
        connection,
        Action.RULED,
        one,
        other=other,
        about=about.value,
        same=same,
        ruling=number,
        why=why,
    )
    return next(one for one in rulings(connection) if one.number == number)


def unrule(connection: Connection, number: int) -> Ruled:
    """Take a decision back; it stays written down. Raises :class:`UnknownRecord`."""
    table = schema.rulings
    row = connection.execute(select(table).where(table.c.id == number)).first()
    if row is None:
        raise UnknownRecord(f"{number}: no decision has this number; see  sayso claims decisions")
    if row.undone_at is not None:
        raise LedgerError(f"decision {number} was undone already, by {row.undone_by}")
    change = update(table).where(table.c.id == number).values(undone_by=whoami(), undone_at=now())
    connection.execute(change)
    record(connection, Action.UNDONE, row.one, other=row.other, ruling=number)
    return next(one for one in rulings(connection) if one.number == number)


def rulings(connection: Connection) -> Iterator[Ruled]:
    """What people decided, in order."""
    table = schema.rulings
    for row in connection.execute(select(table).order_by(table.c.id)):
        values = dict(row._mapping)
        yield Ruled(number=values.pop("id"), about=About(values.pop("about")), **values)
