"""What people decide of claims, denials and origins; kept beside the records, never over them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, select

from sayso.errors import LedgerError, UnknownRecord
from sayso.ledger import schema
from sayso.ledger.custody import Action, record
from sayso.ledger.decisions import standing, take_back, write_down
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
    connection: Connection,
    about: About,
    one: str,
    other: str,
    *,
    same: bool,
    why: str | None = None,
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
    table, pair = schema.rulings, (one, other)
    earlier = select(table.c.id).where(
        table.c.about == about.value,
        table.c.undone_at.is_(None),
        table.c.one.in_(pair) & table.c.other.in_(pair),
    )
    for number in connection.execute(earlier).scalars().all():
        unrule(connection, number)
    decided = {"about": about.value, "one": one, "other": other, "same": same, "why": why}
    number = write_down(connection, table, **decided)
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
    return _ruling(connection, number)


def unrule(connection: Connection, number: int) -> Ruled:
    """Take a decision back; it stays written down. Raises :class:`UnknownRecord`."""
    row = standing(connection, schema.rulings, number, "sayso claims decisions")
    take_back(connection, schema.rulings, number)
    record(connection, Action.UNDONE, row.one, other=row.other, ruling=number)
    return _ruling(connection, number)


def rulings(connection: Connection) -> Iterator[Ruled]:
    """What people decided, in order."""
    table = schema.rulings
    return map(_ruled, connection.execute(select(table).order_by(table.c.id)))


def _ruling(connection: Connection, number: int) -> Ruled:
    table = schema.rulings
    return _ruled(connection.execute(select(table).where(table.c.id == number)).one())


def _ruled(row: Any) -> Ruled:
    values = dict(row._mapping)
    return Ruled(number=values.pop("id"), about=About(values.pop("about")), **values)
