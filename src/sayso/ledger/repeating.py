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


def link_up(connection: Connection, report: Report) -> None:
    """Keep the passages of a new document, and link them to those that are there."""
    own = passages(report)
    if not own:
        return
    document = report.document.id
    prints = [fingerprint(one) for one in own]
    connection.execute(insert(schema.carried), [_row(one) for one in own])
    near, full = lookup(connection, prints)
    others = {
        passage_id(one): one for one in stored(connection, {id for ids in near for id in ids})
    }
    rows = [
        row
        for one, ids in zip(own, near, strict=True)
        for id in ids
        if id in others and others[id].document != document
        for row in _links(one, others[id])
    ]
    if rows:
        connection.execute(insert(schema.repeats), rows)
    marks = [
        {"mark": mark, "passage": passage_id(one), "enough": mark in print.enough}
        for one, print in zip(own, prints, strict=True)
        for mark in sorted(print.marks - full)
    ]
    if marks:
        connection.execute(insert(schema.marks), marks)


def unlink(connection: Connection, report: Report) -> None:
    """Take out what :func:`link_up` wrote."""
    carried, marks, repeats = schema.carried, schema.marks, schema.repeats
    query = select(carried).where(carried.c.document == report.document.id)
    own = [_passage(row) for row in connection.execute(query)]
    for some in batches(map(passage_id, own)):
        connection.execute(delete(repeats).where(repeats.c.one.in_(some)))
        connection.execute(delete(repeats).where(repeats.c.other.in_(some)))
    for one in own:
        for some in batches(fingerprint(one).marks):
            here = marks.c.mark.in_(some) & (marks.c.passage == passage_id(one))
            connection.execute(delete(marks).where(here))
    connection.execute(delete(carried).where(carried.c.document == report.document.id))


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


def _links(one: Passage, other: Passage) -> list[dict[str, Any]]:
    """The links between two passages as rows."""
    first, second = sorted((one, other), key=lambda passage: passage.document)
    return [
        {"one": passage_id(first), "other": passage_id(second), "number": number, **_link(link)}
        for number, link in enumerate(links(first, second))
    ]


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


def unlinked(connection: Connection) -> list[str]:
    """The ids of the documents whose passages are not kept yet, in order."""
    carried, documents = schema.carried, schema.documents
    known = select(carried.c.id).where(carried.c.document == documents.c.id).exists()
    query = select(documents.c.id).where(~known).order_by(documents.c.id)
    return list(connection.execute(query).scalars())
