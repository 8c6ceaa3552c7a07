"""Which documents of a ledger are of one matter, by an index of the words that few hold."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, delete, func, insert, select

from sayso.ledger import schema
from sayso.ledger.neighbours import batches
from sayso.linking.matters import LIKE, likeness, most_holders, rarity

MOST = 40
"""With so many documents of its matter, the most like, a document is compared."""
COMMON = 400
"""What more documents hold than these says nothing, and is kept no more."""


def holders(connection: Connection, words: Iterable[str]) -> dict[int, int]:
    """The numbers of some words, and in how many linked documents each is kept."""
    table = schema.terms
    found = dict.fromkeys(map(term_of, words), 0)
    for some in batches(found):
        query = select(table.c.term, func.count()).where(table.c.term.in_(some))
        found.update(connection.execute(query.group_by(table.c.term)).all())
    return found


def of_one_matter(connection: Connection, held: Mapping[int, int]) -> list[str]:
    """The linked documents that are of one matter with the one whose words are ``held``.

    At most :data:`MOST`, the most like first.
    """
    documents = connection.execute(select(func.count()).select_from(schema.linked)).scalar_one()
    most = min(COMMON, most_holders(documents))
    telling = {term: rarity(count, documents) for term, count in held.items() if 0 < count <= most}
    shared: dict[str, float] = defaultdict(float)
    table = schema.terms
    for some in batches(telling):
        query = select(table.c.term, table.c.document).where(table.c.term.in_(some))
        for term, document in connection.execute(query):
            shared[document] += telling[term]
    like = {
        document: likeness(shared[document], len(held), count)
        for document, count in _counts(connection, shared).items()
    }
    near = sorted((-value, document) for document, value in like.items() if value >= LIKE)
    return [document for _, document in near[:MOST]]


def enter_terms(connection: Connection, document: str, held: Mapping[int, int]) -> None:
    """Keep the words of a document, but those that too many hold."""
    rows = [
        {"term": term, "document": document}
        for term, count in sorted(held.items())
        if count <= COMMON
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
