"""Which documents of a ledger are of one matter, by an index of the words that few hold."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from sqlalchemy import Connection, delete, func, insert, select

from sayso.ledger import schema
from sayso.ledger.neighbours import batches
from sayso.linking.matters import LIKE, likeness, most_holders, rarity

MOST = 40
"""With so many documents of its matter, the most like, a document is compared."""
COMMON = 400
"""What more documents hold than these says nothing, and is kept no more."""


def of_one_matter(connection: Connection, words: Iterable[str]) -> list[str]:
    """The linked documents that are of one matter with the holder of some words.

    At most :data:`MOST`, the most like first.
    """
    terms = [term_of(one) for one in words]
    documents = connection.execute(select(func.count()).select_from(schema.linked)).scalar_one()
    telling = {
        term: rarity(holders, documents)
        for term, holders in _holders(connection, terms).items()
        if holders <= min(COMMON, most_holders(documents))
    }
    shared: Counter[str] = Counter()
    table = schema.terms
    for some in batches(telling):
        rows = connection.execute(
            select(table.c.term, table.c.document).where(table.c.term.in_(some))
        )
        for term, document in rows:
            shared[document] += telling[term]  # type: ignore[assignment]
    like = {
        document: likeness(shared[document], len(terms), count)
        for document, count in _counts(connection, shared).items()
    }
    near = sorted((-value, document) for document, value in like.items() if value >= LIKE)
    return [document for _, document in near[:MOST]]


def enter_terms(connection: Connection, document: str, words: Iterable[str]) -> None:
    """Keep the words of a document, but those that too many hold."""
    terms = sorted({term_of(one) for one in words})
    holders = _holders(connection, terms)
    rows = [
        {"term": term, "document": document} for term in terms if holders.get(term, 0) <= COMMON
    ]
    if rows:
        connection.execute(insert(schema.terms), rows)


def leave_terms(connection: Connection, document: str, words: Iterable[str]) -> None:
    """Take out what :func:`enter_terms` wrote."""
    table = schema.terms
    for some in batches(map(term_of, words)):
        here = table.c.term.in_(some) & (table.c.document == document)
        connection.execute(delete(table).where(here))


def term_of(word: str) -> int:
    """A word's number: the same in every ledger."""
    digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) >> 4


def _holders(connection: Connection, terms: Iterable[int]) -> dict[int, int]:
    """How many documents hold each of some words."""
    table = schema.terms
    return {
        term: count
        for some in batches(terms)
        for term, count in connection.execute(
            select(table.c.term, func.count()).where(table.c.term.in_(some)).group_by(table.c.term)
        )
    }


def _counts(connection: Connection, documents: Iterable[str]) -> dict[str, int]:
    """How many words each of some documents holds."""
    table = schema.linked
    return {
        document: count
        for some in batches(documents)
        for document, count in connection.execute(
            select(table.c.document, table.c.words).where(table.c.document.in_(some))
        )
    }
