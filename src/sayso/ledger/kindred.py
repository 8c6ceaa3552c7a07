"""Which propositions of a ledger say the same as which, and which deny which.

As with the words that documents share, each new document is compared with those that are there,
and what two propositions are to each other depends on these two alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from sqlalchemy import Connection, delete, insert, select

from sayso.ledger import schema
from sayso.ledger.neighbours import batches
from sayso.linking import Link
from sayso.linking.kinship import NEAR, Kinship, kinship
from sayso.linking.propositions import Proposition, propositions
from sayso.linking.relating import Bytes, nearness, relater
from sayso.report import Report

CELLS = 4
"""In so many cells a proposition is kept, and looked for."""
MOST = 8
"""With so many others, the nearest, a proposition is compared."""


@dataclass(frozen=True, slots=True)
class Propositions:
    """The propositions of a document, and the vector of each."""

    propositions: Sequence[Proposition]
    vectors: Sequence[Bytes]

    @classmethod
    def of(cls, report: Report) -> Propositions:
        """Those of a report. Raises :class:`sayso.WeightsError` if there are no weights."""
        own = propositions(report)
        return cls(own, [relater().vector(one.sought) for one in own])


def relate_up(
    connection: Connection, document: str, own: Propositions, links: Sequence[Link]
) -> None:
    """Keep the propositions of a new document, and compare them with those that are there.

    ``links`` are those of its passages with other documents'.
    """
    mine = {proposition_id(one): one for one in own.propositions}
    if not mine:
        return
    vectors = dict(zip(mine, own.vectors, strict=True))
    cells = {id: relater().cells(vector, CELLS) for id, vector in vectors.items()}
    connection.execute(
        insert(schema.propositions), [_row(one, cells[id]) for id, one in mine.items()]
    )
    near = _near(connection, vectors, cells)
    others = stored(connection, {other for some in near.values() for other, _ in some})
    found = {}
    for id, some in near.items():
        for other, _ in some:
            if other in others and others[other].document != document:
                found[id, other] = kinship(mine[id], others[other], links)
    for one, other in combinations(mine, 2):
        if mine[one].text in mine[other].told or mine[other].text in mine[one].told:
            continue
        distance = float(nearness(vectors[one], vectors[other][None])[0])
        if distance >= NEAR:
            found[one, other] = kinship(mine[one], mine[other], ())
    rows = [_relation(*pair, kin) for pair, kin in found.items() if kin is not None]
    if rows:
        connection.execute(insert(schema.relations), rows)
    kept = [
        {"cell": cell, "proposition": id, "vector": vectors[id].tobytes()}
        for id, some in cells.items()
        for cell in some
    ]
    connection.execute(insert(schema.cells), kept)


def unrelate(connection: Connection, document: str) -> None:
    """Take out what :func:`relate_up` wrote."""
    table, relations, cells = schema.propositions, schema.relations, schema.cells
    query = select(table.c.id, table.c.cells).where(table.c.document == document)
    own = dict(connection.execute(query).all())
    for some in batches(own):
        connection.execute(delete(relations).where(relations.c.one.in_(some)))
        connection.execute(delete(relations).where(relations.c.other.in_(some)))
    for id, kept in own.items():
        here = cells.c.cell.in_(kept) & (cells.c.proposition == id)
        connection.execute(delete(cells).where(here))
    connection.execute(delete(table).where(table.c.document == document))


def proposition_id(one: Proposition) -> int:
    """A proposition's number: the same in every ledger."""
    return number_of(one.key)


def number_of(key: str) -> int:
    """The number of the proposition with this key."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest()) >> 4


def stored(connection: Connection, ids: Iterable[int]) -> dict[int, Proposition]:
    """The propositions with these numbers."""
    table = schema.propositions
    return {
        row.id: _proposition(row)
        for some in batches(ids)
        for row in connection.execute(select(table).where(table.c.id.in_(some)))
    }


def _near(
    connection: Connection, vectors: dict[int, Bytes], cells: dict[int, list[int]]
) -> dict[int, list[tuple[int, float]]]:
    """For each proposition those of other documents that are near, the nearest first."""
    table = schema.cells
    asking: dict[int, list[int]] = {}
    for id, some in cells.items():
        for cell in some:
            asking.setdefault(cell, []).append(id)
    found: dict[int, dict[int, float]] = {id: {} for id in vectors}
    for cell, ids in sorted(asking.items()):
        query = select(table.c.proposition, table.c.vector).where(table.c.cell == cell)
        rows = connection.execute(query).all()
        if not rows:
            continue
        matrix = np.frombuffer(b"".join(row.vector for row in rows), dtype=np.int8)
        matrix = matrix.reshape(len(rows), -1)
        for id in ids:
            distances = nearness(vectors[id], matrix)
            for at in np.flatnonzero(distances >= NEAR).tolist():
                found[id][rows[at].proposition] = float(distances[at])
    return {
        id: sorted(some.items(), key=lambda one: (-one[1], one[0]))[:MOST]
        for id, some in found.items()
    }


def _relation(one: int, other: int, kin: Kinship) -> dict[str, Any]:
    first, second = sorted((one, other))
    turned = first != one
    return {
        "one": first,
        "other": second,
        "same": kin.same,
        "denied": kin.denies if turned else kin.denied,
        "denies": kin.denied if turned else kin.denies,
        "alike": kin.alike,
    }


def _row(one: Proposition, cells: list[int]) -> dict[str, Any]:
    return {
        "id": proposition_id(one),
        "document": one.document,
        "label": one.attribution,
        "places": [list(place) for place in one.places],
        "text": one.text,
        "told": one.told,
        "before": one.before,
        "denied": one.denied,
        "cells": cells,
    }


def _proposition(row: Any) -> Proposition:
    places = tuple((low, high) for low, high in row.places)
    return Proposition(row.document, row.label, places, row.text, row.told, row.before, row.denied)
