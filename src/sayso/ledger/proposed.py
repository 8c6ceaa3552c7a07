"""Names that may be one actor's: what was proposed, less what is settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, or_, select

from sayso.joining import NameKey, could_be_one
from sayso.ledger import schema
from sayso.ledger.people import named


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two names that may be one actor's, how likely (0 to 1) and why."""

    one: str
    other: str
    one_shown: str
    other_shown: str
    one_documents: int
    other_documents: int
    score: float
    reason: str


def proposals(connection: Connection, about: str | None = None) -> list[Proposal]:
    """Names that may be one actor's, are not yet, and that nobody has decided about.

    One for each two actors, the likeliest, and those of many documents first; of two that
    stand for actors who cannot be one, none.
    """
    query = _open()
    if about is not None:
        mine = named(connection, about)
        query = query.where(
            or_(schema.proposals.c.one.in_(mine), schema.proposals.c.other.in_(mine))
        )
    found: dict[tuple[str, str], Proposal] = {}
    for actors, proposal in _possible(connection, query):
        found.setdefault(actors, proposal)
    return sorted(found.values(), key=_urgency)


def _urgency(one: Proposal) -> tuple[float, int, str, str]:
    return -one.score, -min(one.one_documents, one.other_documents), one.one, one.other


def _open() -> Select[Any]:
    table, decisions, names = schema.proposals, schema.decisions, schema.names
    one, other = names.alias("a"), names.alias("b")
    first, second = names.alias("c"), names.alias("d")
    decided = (
        select(decisions.c.id)
        .where(
            decisions.c.undone_at.is_(None),
            decisions.c.document.is_(None),
            or_(
                and_(decisions.c.one == table.c.one, decisions.c.other == table.c.other),
                and_(decisions.c.one == table.c.other, decisions.c.other == table.c.one),
                and_(decisions.c.one == one.c.actor, decisions.c.other == other.c.actor),
                and_(decisions.c.one == other.c.actor, decisions.c.other == one.c.actor),
            ),
        )
        .exists()
    )
    return (
        select(
            table,
            one.c.shown.label("one_shown"),
            other.c.shown.label("other_shown"),
            one.c.documents.label("one_documents"),
            other.c.documents.label("other_documents"),
            *(
                side.c[name].label(f"{label}_{name}")
                for side, label in ((first, "first"), (second, "second"))
                for name in ("id", "text", "mark")
            ),
        )
        .join(one, one.c.id == table.c.one)
        .join(other, other.c.id == table.c.other)
        .join(first, first.c.id == one.c.actor)
        .join(second, second.c.id == other.c.actor)
        .where(one.c.actor != other.c.actor, one.c.documents > 0, other.c.documents > 0, ~decided)
        .order_by(table.c.score.desc(), table.c.one, table.c.other)
    )


def _possible(
    connection: Connection, query: Select[Any]
) -> Iterator[tuple[tuple[str, str], Proposal]]:
    for row in connection.execute(query):
        first = NameKey(row.first_text, row.first_mark)
        second = NameKey(row.second_text, row.second_mark)
        if could_be_one(first, second):
            one, two = sorted((row.first_id, row.second_id))
            values = {name: row._mapping[name] for name in Proposal.__dataclass_fields__}
            yield (one, two), Proposal(**values)
