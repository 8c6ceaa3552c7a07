"""Documents compared with all others: which are, and how one becomes so, or is so no more."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from sayso.errors import UnknownRecord
from sayso.ledger import schema
from sayso.ledger.kindred import relate_up, unrelate
from sayso.ledger.repeating import Passages, link_up, unlink
from sayso.linking.comparing import Propositions
from sayso.report import Report


@dataclass(frozen=True, slots=True)
class Linking:
    """What a document is compared by. It takes time to make, and no database.

    ``read`` says when it was read, and ``weights`` by which weights, as
    :mod:`sayso.extracting.fingerprint` writes them: it is compared by weights of that name.
    """

    document: str
    read: str
    weights: str
    passages: Passages
    propositions: Propositions

    @classmethod
    def of(cls, report: Report, read: str, weights: str) -> Linking:
        """That of a report that was ``read`` then, by these ``weights``.

        Raises :class:`sayso.WeightsError` if the weights cannot be loaded.
        """
        passages, propositions = Passages.of(report), Propositions.of(report)
        return cls(report.document.id, read, weights, passages, propositions)

    def keep(self, connection: Connection) -> None:
        """Compare the document with all others, and keep what is found.

        Raises :class:`UnknownRecord` if that reading of it is not there any more.
        """
        known = reading_of(connection, self.document)
        if known is None or known[0] != self.read:
            raise UnknownRecord(f"{self.document}: removed or read again meanwhile")
        forget_links(connection, self.document)
        links = link_up(connection, self.document, self.passages)
        name = self.weights.rpartition("-")[0]
        relate_up(connection, self.document, self.propositions, links, name)
        connection.execute(
            insert(schema.linked),
            {"document": self.document, "words": len(self.propositions.words)},
        )


def forget_links(connection: Connection, document: str) -> None:
    """Take out all that :meth:`Linking.keep` wrote."""
    unlink(connection, document)
    unrelate(connection, document)
    connection.execute(delete(schema.linked).where(schema.linked.c.document == document))


def unlinked(connection: Connection) -> list[str]:
    """The ids of the documents that were not compared yet, in order."""
    linked, documents = schema.linked, schema.documents
    known = select(linked.c.document).where(linked.c.document == documents.c.id).exists()
    query = select(documents.c.id).where(~known).order_by(documents.c.id)
    return list(connection.execute(query).scalars())


def reading_of(connection: Connection, document: str) -> tuple[str, str] | None:
    """When a document was read, and by which weights; ``None`` if there is none."""
    documents = schema.documents
    query = select(documents.c.read, documents.c.weights).where(documents.c.id == document)
    row = connection.execute(query).first()
    return (row.read, row.weights) if row else None
