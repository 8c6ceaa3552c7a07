"""Decisions as rows, whatever they are about: written down, looked up, taken back.

What is taken back stays written down, with who took it back and when.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, update

from sayso.errors import LedgerError, UnknownRecord
from sayso.ledger.custody import now, whoami


def write_down(connection: Connection, table: Table, **decided: Any) -> int:
    """Write down what was decided, by whom and when; gives its number."""
    number: int = (connection.execute(select(func.max(table.c.id))).scalar() or 0) + 1
    connection.execute(insert(table), {"id": number, "who": whoami(), "at": now(), **decided})
    return number


def standing(connection: Connection, table: Table, number: int, listing: str) -> Any:
    """The decision with this number. Raises :class:`UnknownRecord` if there is none.

    Raises :class:`LedgerError` for one that was taken back already; ``listing`` is the command
    that lists them.
    """
    row = connection.execute(select(table).where(table.c.id == number)).first()
    if row is None:
        raise UnknownRecord(f"{number}: no decision has this number; see  {listing}")
    if row.undone_at is not None:
        raise LedgerError(f"decision {number} was undone already, by {row.undone_by}")
    return row


def take_back(connection: Connection, table: Table, number: int) -> None:
    """Write down who takes a decision back, and when."""
    change = update(table).where(table.c.id == number)
    connection.execute(change.values(undone_by=whoami(), undone_at=now()))
