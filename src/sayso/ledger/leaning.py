"""Which documents of a ledger lean on which, as far as credits, dates and copying tell."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select

from sayso.ledger import schema
from sayso.ledger.reading import report
from sayso.linking import Provenance, Way, credited, direction
from sayso.report import Report

_KEPT = 256
"""Reports kept in memory: families come back to the same ones."""


class Leaning:
    """Looks at documents of a ledger two by two; reports that it has read are kept a while."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.report = lru_cache(_KEPT)(self._report)
        self.origin = lru_cache(None)(self._of)
        self.between = lru_cache(None)(self._between)
        self._passages = lru_cache(None)(self._counted)

    def _report(self, document: str) -> Report:
        return report(self._connection, document)

    def _between(self, a: str, b: str) -> tuple[Way, str]:
        """Which of two documents leans on which, and why."""
        (a_names, a_date, a_credits), (b_names, b_date, b_credits) = map(self.origin, (a, b))
        one = Provenance(a_names, a_date, a_credits)
        other = Provenance(b_names, b_date, b_credits)
        way, why = direction(one, other)
        if way is not Way.UNKNOWN or not a_date or not b_date:
            return way, why
        return direction(
            replace(one, carried=self._carried(a, b)), replace(other, carried=self._carried(b, a))
        )

    def _of(self, document: str) -> tuple[tuple[str, ...], str | None, frozenset[str]]:
        read = self.report(document).document
        captures = schema.captures
        feeds = self._connection.execute(
            select(captures.c.feed_source)
            .where(captures.c.sha256 == read.sha256, captures.c.feed_source.is_not(None))
            .order_by(captures.c.feed_source)
        ).scalars()
        names = (*([read.publisher] if read.publisher else []), *feeds)
        return tuple(dict.fromkeys(names)), read.published, credited(read.text)

    def _carried(self, document: str, other: str) -> float:
        """The share of a document's passages that another has too."""
        query = _SHARED[document < other]
        given = {"document": document, "other": other}
        found = int(self._connection.execute(query, given).scalar_one())
        whole = self._passages(document)
        return found / whole if whole else 0.0

    def _counted(self, document: str) -> int:
        return int(self._connection.execute(_ALL, {"document": document}).scalar_one())


def _shared(*, first: bool) -> Select[Any]:
    """How many passages of a document another has too; ``first``: its id is the smaller one.

    Made once: building it takes longer than an answer.
    """
    carried, repeats = schema.carried, schema.repeats
    mine, theirs = carried.alias("mine"), carried.alias("theirs")
    ends = (repeats.c.one, repeats.c.other)
    own, others = ends if first else ends[::-1]
    return (
        select(func.count(own.distinct()))
        .join_from(mine, repeats, mine.c.id == own)
        .join(theirs, theirs.c.id == others)
        .where(mine.c.document == bindparam("document"), theirs.c.document == bindparam("other"))
    )


_SHARED = {first: _shared(first=first) for first in (True, False)}
_ALL = select(func.count()).where(schema.carried.c.document == bindparam("document"))
