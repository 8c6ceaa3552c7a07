"""Which propositions of a ledger say the same as which, and which deny which.

As with the words that documents share, each new document is compared with those that are there,
and what two propositions are to each other depends on these two alone. Which are compared is
bounded: those that lie nearest, in documents of one matter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from sqlalchemy import Connection, delete, insert, select

from sayso.ledger import schema
from sayso.ledger.matters import enter_terms, holders, leave_terms, of_one_matter
from sayso.ledger.neighbours import batches
from sayso.linking import Link
from sayso.linking.comparing import Near, Propositions, near_others, near_within
from sayso.linking.kinship import Kinship, kinships
from sayso.linking.matters import words
from sayso.linking.propositions import Proposition
from sayso.linking.relating import Bytes

ASKED = 100
"""Of so many pairs the encoder is asked for a document, or of :data:`EACH` a proposition."""
EACH = 3


def relate_up(
    connection: Connection,
    document: str,
    own: Propositions,
    links: Sequence[Link],
    weights: str,
) -> None:
    """Keep the propositions of a new document, and compare them with those of its matter.

    ``links`` are those of its passages with other documents', which are of its matter too;
    ``weights`` those of the encoder that is asked.
    """
    if not own.propositions:
        return
    held = holders(connection, own.words)
    beside = {*of_one_matter(connection, held), *_documents(links)} - {document}
    near = [*near_others(own, _held(connection, beside)), *near_within(own)]
    near.sort(key=lambda pair: (-pair.nearness, pair.one.key, pair.other.key))
    asked = max(ASKED, EACH * len(own.propositions))
    found = kinships(near, links, asked, weights)
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


def _relation(pair: Near, kin: Kinship) -> dict[str, Any]:
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
