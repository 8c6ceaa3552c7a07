"""Which passages of a ledger's documents carry the same words.

Documents are linked when somebody first asks, and stay so until they are removed or read again.

What the passages are, and what they have in common, is decided by :mod:`sayso.linking` from two
reports alone, so it does not depend on which came first; the one whose document's id is smaller
comes first in a link. Only what is looked up is bounded: a mark that more than
:data:`COMMON` passages share says nothing any more, and is neither kept nor looked at.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from sayso.ledger import schema
from sayso.ledger.neighbours import batches
from sayso.ledger.packing import packed, unpacked
from sayso.linking import Fingerprint, Link, Passage, fingerprint, links, passages
from sayso.report import Report

COMMON = 200
"""So many passages share a mark that still leads from one to another."""

_MOST = 400
"""So many passages, those with the most marks in common, are compared with one."""


@dataclass(frozen=True, slots=True)
class Passages:
    """The passages of a document, and what each is looked up by."""

    passages: Sequence[Passage]
    prints: Sequence[Fingerprint]

    @classmethod
    def of(cls, report: Report) -> Passages:
        """Those of a report."""
        own = passages(report)
        return cls(own, [fingerprint(one) for one in own])


def link_up(connection: Connection, document: str, own: Passages) -> list[Link]:
    """Keep the passages of a new document, and link them to those that are there.

    Gives the links; the document with the smaller id comes first in each.
    """
    if not own.passages:
        return []
    connection.execute(insert(schema.carried), [_row(one) for one in own.passages])
    near, full = lookup(connection, own.prints)
    others = {
        passage_id(one): one for one in stored(connection, {id for ids in near for id in ids})
    }
    found = [
        (passage_id(first), passage_id(second), number, link)
        for one, ids in zip(own.passages, near, strict=True)
        for id in ids
        if id in others and others[id].document != document
        for first, second in [sorted((one, others[id]), key=lambda passage: passage.document)]
        for number, link in enumerate(links(first, second))
    ]
    rows = [
        {"one": one, "other": other, "number": number, **_link(link)}
        for one, other, number, link in found
    ]
    if rows:
        connection.execute(insert(schema.repeats), rows)
    marks = [
        {"mark": mark, "passage": passage_id(one), "enough": mark in print.enough}
        for one, print in zip(own.passages, own.prints, strict=True)
        for mark in sorted(print.marks - full)
    ]
    if marks:
        connection.execute(insert(schema.marks), marks)
    return [link for *_, link in found]


def unlink(connection: Connection, document: str) -> None:
    """Take out what :func:`link_up` wrote."""
    carried, marks, repeats = schema.carried, schema.marks, schema.repeats
    query = select(carried).where(carried.c.document == document)
    own = [_passage(row) for row in connection.execute(query)]
    for some in batches(map(passage_id, own)):
        connection.execute(delete(repeats).where(repeats.c.one.in_(some)))
        connection.execute(delete(repeats).where(repeats.c.other.in_(some)))
    for one in own:
        for some in batches(fingerprint(one).marks):
            here = marks.c.mark.in_(some) & (marks.c.passage == passage_id(one))
            connection.execute(delete(marks).where(here))
    connection.execute(delete(carried).where(carried.c.document == document))


def passage_id(passage: Passage) -> int:
    """A passage's number: the same in every ledger."""
    name = f"{passage.document} {passage.place}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(name, digest_size=8).digest()) >> 4


def lookup(
    connection: Connection, prints: Sequence[Fingerprint]
) -> tuple[list[list[int]], set[int]]:
    """For each fingerprint the passages worth comparing, and the marks that are too common."""
    table = schema.marks
    found: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for some in batches(mark for print in prints for mark in print.marks):
        for row in connection.execute(select(table).where(table.c.mark.in_(some))):
            found[row.mark].append((row.passage, row.enough))
    full = {mark for mark, sharing in found.items() if len(sharing) > COMMON}
    return [_near(print, found, full) for print in prints], full


def _near(
    print: Fingerprint, found: Mapping[int, Sequence[tuple[int, bool]]], full: set[int]
) -> list[int]:
    """The passages that :meth:`Fingerprint.meets` would choose, the nearest first."""
    common: Counter[int] = Counter()
    sure: set[int] = set()
    for mark in print.marks - full:
        for passage, enough in found.get(mark, ()):
            common[passage] += 1
            if enough or mark in print.enough:
                sure.add(passage)
    near = [(-times, one) for one, times in common.items() if times > 1 or one in sure]
    return [one for _, one in sorted(near)[:_MOST]]


def stored(connection: Connection, ids: Iterable[int]) -> list[Passage]:
    """The passages with these numbers, in the order of their documents."""
    carried = schema.carried
    order = (carried.c.document, carried.c.place)
    return [
        _passage(row)
        for some in batches(ids)
        for row in connection.execute(
            select(carried).where(carried.c.id.in_(some)).order_by(*order)
        )
    ]


def _row(one: Passage) -> dict[str, Any]:
    return {
        "id": passage_id(one),
        "document": one.document,
        "place": one.place,
        "labels": list(one.labels),
        "words": packed(one),
    }


def _passage(row: Any) -> Passage:
    return unpacked(row.document, row.place, row.labels, row.words)


def _link(link: Link) -> dict[str, Any]:
    shared = link.shared
    return {
        "label": link.label.value,
        "parts": [[part.start, part.end] for part in (shared.one, shared.other)],
        "stretches": [[part[0].start, part[-1].end] for part in (shared.mine, shared.theirs)],
        "changes": [[list(one.before), list(one.after), one.grave] for one in link.changes],
        "grave": link.grave,
        "why": link.why,
    }
