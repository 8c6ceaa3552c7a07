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
    """What a document is compared by. It takes time to make, and no database."""

    document: str
    read: str
    passages: Passages
    propositions: Propositions

    @classmethod
    def of(cls, report: Report, read: str) -> Linking:
        """That of a report that was ``read`` then.

        Raises :class:`sayso.WeightsError` if the weights cannot be loaded.
        """
        return cls(report.document.id, read, Passages.of(report), Propositions.of(report))

    def keep(self, connection: Connection) -> None:
        """Compare the document with all others, and keep what is found.

        Raises :class:`UnknownRecord` if that reading of it is not there any more.
        """
        if read_at(connection, self.document) != self.read:
            raise UnknownRecord(f"{self.document}: removed or read again meanwhile")
        forget_links(connection, self.document)
        links = link_up(connection, self.document, self.passages)
        relate_up(connection, self.document, self.propositions, links)
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


def read_at(connection: Connection, document: str) -> str | None:
    """When a document was read; ``None`` if there is none."""
    documents = schema.documents
    query = select(documents.c.read).where(documents.c.id == document)
    return connection.execute(query).scalar()
