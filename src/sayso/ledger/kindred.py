"""Which propositions of a ledger say the same as which, and which deny which.

As with the words that documents share, each new document is compared with those that are there,
and what two propositions are to each other depends on these two alone. Which are compared is
bounded: those that lie nearest, in documents of one matter.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import Connection, delete, insert, select

from sayso.ledger import schema
from sayso.ledger.matters import enter_terms, holders, leave_terms, of_one_matter
from sayso.ledger.neighbours import batches
from sayso.linking import Link
from sayso.linking.kinship import NEAR, Kinship, kinships
from sayso.linking.matters import words
from sayso.linking.propositions import Proposition, propositions
from sayso.linking.relating import Bytes, Floats, in_threads, nearness, relater
from sayso.report import Report

MOST = 8
"""With so many others, the nearest, a proposition is compared."""
COPIES = 2
"""So many of these may have the same words as one another."""
ASKED = 100
"""Of so many pairs the encoder is asked for a document, or of :data:`EACH` a proposition."""
EACH = 3


@dataclass(frozen=True, slots=True)
class Propositions:
    """The propositions of a document, the vector of each, and the words of all."""

    propositions: Sequence[Proposition]
    vectors: Sequence[Bytes]
    words: frozenset[str]

    @classmethod
    def of(cls, report: Report) -> Propositions:
        """Those of a report. Raises :class:`sayso.WeightsError` if there are no weights."""
        own = propositions(report)
        vectors = in_threads(relater().vector, [one.sought for one in own])
        return cls(own, vectors, words(own))


@dataclass(frozen=True, slots=True)
class _Near:
    """Two propositions, and how near they are."""

    one: Proposition
    other: Proposition
    nearness: float


def relate_up(
    connection: Connection, document: str, own: Propositions, links: Sequence[Link]
) -> None:
    """Keep the propositions of a new document, and compare them with those of its matter.

    ``links`` are those of its passages with other documents', which are of its matter too.
    """
    if not own.propositions:
        return
    held = holders(connection, own.words)
    beside = {*of_one_matter(connection, held), *_documents(links)} - {document}
    near = [*_near(own, _held(connection, beside)), *_near_within(own)]
    near.sort(key=lambda pair: (-pair.nearness, pair.one.key, pair.other.key))
    asked = max(ASKED, EACH * len(own.propositions))
    found = kinships([(pair.one, pair.other) for pair in near], links, asked)
    rows = [_row(*one) for one in zip(own.propositions, own.vectors, strict=True)]
    connection.execute(insert(schema.propositions), rows)
    enter_terms(connection, document, held)
    related = [
        _relation(pair, kin) for pair, kin in zip(near, found, strict=True) if kin is not None
    ]
    if related:
        connection.execute(insert(schema.relations), related)


def unrelate(connection: Connection, document: str) -> None:
    """Take out what :func:`relate_up` wrote."""
    table, relations = schema.propositions, schema.relations
    query = select(table).where(table.c.document == document)
    own = {row.id: _proposition(row) for row in connection.execute(query)}
    for some in batches(own):
        connection.execute(delete(relations).where(relations.c.one.in_(some)))
        connection.execute(delete(relations).where(relations.c.other.in_(some)))
    leave_terms(connection, document, words(own.values()))
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


def _documents(links: Iterable[Link]) -> Iterator[str]:
    for link in links:
        yield link.shared.one.document
        yield link.shared.other.document


def _held(connection: Connection, documents: Iterable[str]) -> list[tuple[Proposition, Bytes]]:
    """The propositions of some documents, with their vectors."""
    table = schema.propositions
    return [
        (_proposition(row), np.frombuffer(row.vector, dtype=np.int8))
        for some in batches(documents)
        for row in connection.execute(
            select(table).where(table.c.document.in_(some)).order_by(table.c.document, table.c.id)
        )
    ]


def _near(own: Propositions, others: Sequence[tuple[Proposition, Bytes]]) -> Iterator[_Near]:
    """Each own proposition with others that are near.

    One that was said before in the same words is what that one is to the rest, and is compared
    with nothing else.
    """
    if not others:
        return
    vectors = np.stack([vector for _, vector in others])
    texts = [other.text for other, _ in others]
    twins: dict[tuple[str, ...], list[Proposition]] = defaultdict(list)
    for other, _ in others:
        twins[_said(other)].append(other)
    for one, vector in zip(own.propositions, own.vectors, strict=True):
        if same := twins.get(_said(one)):
            yield from (_Near(one, other, 1.0) for other in same[:COPIES])
            continue
        distances = nearness(vector, vectors)
        for at in _nearest(distances, texts):
            yield _Near(one, others[at][0], float(distances[at]))


def _nearest(distances: Floats, texts: Sequence[str]) -> Iterator[int]:
    """The places of the nearest, of which few have the same words."""
    copies: Counter[str] = Counter()
    chosen = 0
    for at in np.argsort(-distances, kind="stable").tolist():
        if distances[at] < NEAR or chosen == MOST:
            return
        copies[texts[at]] += 1
        if copies[texts[at]] <= COPIES:
            chosen += 1
            yield at


def _said(one: Proposition) -> tuple[str, ...]:
    """What must be the same of two propositions that are the same to all others."""
    return one.text, one.told, one.before, str(one.denied)


def _near_within(own: Propositions) -> Iterator[_Near]:
    """Two of a document that are near, unless one is told by the other's sentence."""
    vectors = np.stack(own.vectors)
    for place, one in enumerate(own.propositions):
        distances = nearness(vectors[place], vectors[place + 1 :])
        for at in np.argsort(-distances, kind="stable")[:MOST].tolist():
            other = own.propositions[place + 1 + at]
            apart = one.text not in other.told and other.text not in one.told
            if distances[at] >= NEAR and apart:
                yield _Near(one, other, float(distances[at]))


def _relation(pair: _Near, kin: Kinship) -> dict[str, Any]:
    one, other = proposition_id(pair.one), proposition_id(pair.other)
    turned = one > other
    return {
        "one": min(one, other),
        "other": max(one, other),
        "same": kin.same,
        "denied": kin.denies if turned else kin.denied,
        "denies": kin.denied if turned else kin.denies,
        "alike": kin.alike,
    }


def _row(one: Proposition, vector: Bytes) -> dict[str, Any]:
    return {
        "id": proposition_id(one),
        "document": one.document,
        "label": one.attribution,
        "places": [list(place) for place in one.places],
        "text": one.text,
        "told": one.told,
        "before": one.before,
        "denied": one.denied,
        "vector": vector.tobytes(),
    }


def _proposition(row: Any) -> Proposition:
    places = tuple((low, high) for low, high in row.places)
    return Proposition(row.document, row.label, places, row.text, row.told, row.before, row.denied)
