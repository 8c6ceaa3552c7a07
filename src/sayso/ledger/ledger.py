"""The ledger: everything that can be done with one, as methods of one class."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from sqlalchemy import insert, select

import sayso
from sayso.capture import Capture
from sayso.errors import LedgerExists, LedgerReadOnly, ReadingError, SaysoError, UnknownRecord
from sayso.extracting.fingerprint import fingerprint
from sayso.ledger import carrying, deciding, listing, people, rereading, schema, verifying
from sayso.ledger.adding import Addition, Outcome
from sayso.ledger.checking import Checked, check
from sayso.ledger.claims import Claim, claim, claims
from sayso.ledger.custody import Action, Entry, entries, now, record
from sayso.ledger.database import Database
from sayso.ledger.deciding import Decided
from sayso.ledger.evidence import Archive
from sayso.ledger.extraction import Beside, Here, Refusal, extracted
from sayso.ledger.families import Family, families
from sayso.ledger.linked import Linking, reading_of, unlinked
from sayso.ledger.people import Person
from sayso.ledger.place import Place, find, server
from sayso.ledger.proposed import Proposal, proposals
from sayso.ledger.reading import document_id, report
from sayso.ledger.removing import remove, wipe
from sayso.ledger.rows import Row, rows
from sayso.ledger.ruling import About, Ruled, rule, rulings, unrule
from sayso.ledger.searching import Hit, Query, search
from sayso.ledger.tables import current, upgrade
from sayso.report import Report

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is."""


class Ledger:
    """A ledger of evidence: originals, what was read from them, and who is who.

    Made with :meth:`create` or :meth:`open`; a context manager that lets go of the database.
    Every method that changes something does it in one transaction, or not at all, and tells
    the custody log. Errors are :class:`sayso.LedgerError` and its kinds.
    """

    def __init__(self, place: Place) -> None:
        self.place = place
        self.archive = Archive(place)
        self.database = Database(place)

    @classmethod
    def create(cls, folder: Path, database: str | None = None) -> Ledger:
        """Make a ledger in a folder that is empty or not there yet.

        ``database`` is a PostgreSQL address without a password; SQLite if it is ``None``.
        Raises :class:`sayso.LedgerExists` if there is one already.
        """
        place = Place(folder, database)
        if place.mark.exists():
            raise LedgerExists(f"{folder}: there is a ledger here already")
        if database:
            server(database)
        try:
            for part in (place.folder, place.evidence, place.incoming):
                part.mkdir(parents=True, exist_ok=True)
            if not database:
                place.database.touch()
        except OSError as error:
            raise LedgerReadOnly(f"{folder}: cannot be written ({error.strerror})") from None
        ledger = cls(place)
        ledger._prepare()
        try:
            draft = place.mark.with_suffix(".tmp")
            draft.write_text(place.settings(), encoding="utf-8")
            draft.replace(place.mark)
        except OSError as error:
            raise LedgerReadOnly(f"{folder}: cannot be written ({error.strerror})") from None
        return ledger

    @classmethod
    def open(cls, folder: Path | None = None) -> Ledger:
        """Open the ledger in a folder, or the one that the surroundings name.

        See :func:`sayso.ledger.place.find`. Tables of an older version are brought up to date.
        """
        ledger = cls(find(folder))
        current(ledger.database)
        return ledger

    def _prepare(self) -> None:
        if self.database.is_sqlite:
            with self.database.engine.connect() as connection:
                connection.exec_driver_sql("COMMIT")
                connection.exec_driver_sql("PRAGMA journal_mode = WAL")
                connection.exec_driver_sql("BEGIN")
        with self.database.writing() as connection:
            upgrade(connection)
            if connection.execute(select(schema.settings)).first() is None:
                rows = [
                    {"name": "id", "value": secrets.token_hex(8)},
                    {"name": "created", "value": now()},
                ]
                connection.execute(insert(schema.settings), rows)
                record(connection, Action.CREATED, rows[0]["value"], version=sayso.__version__)

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def addition(
        self,
        *,
        weights: str = "default",
        jobs: int = 1,
        progress: Progress | None = None,
    ) -> Addition:
        """A run of adding, which can be stopped; see :class:`sayso.ledger.adding.Addition`.

        With more than one of ``jobs``, so many processes read at once. ``progress`` is
        called with the windows done of the present document, if one process reads.
        """
        extraction = Beside(weights, jobs) if jobs > 1 else Here(weights, progress)
        return Addition(
            self.database,
            self.archive,
            extraction,
            weights=fingerprint(weights),
            version=sayso.__version__,
        )

    def add(
        self, items: Iterable[Capture | ReadingError], *, weights: str = "default", jobs: int = 1
    ) -> Iterator[Outcome]:
        """Add originals, such as :class:`sayso.collecting.Collection` gives them."""
        return self.addition(weights=weights, jobs=jobs).run(items)

    def knows(self, url: str) -> bool:
        """Whether something was added from this address before."""
        captures = schema.captures
        with self.database.reading() as connection:
            query = select(captures.c.id).where(
                (captures.c.url == url) | (captures.c.source == url)
            )
            return connection.execute(query.limit(1)).first() is not None

    def document(self, asked: str) -> str:
        """The id of the document that is meant, by id or SHA-256 or the beginning of one."""
        with self.database.reading() as connection:
            return document_id(connection, asked)

    def documents(
        self,
        *,
        publisher: str | None = None,
        bearing: str | None = None,
        limit: int = -1,
        offset: int = 0,
    ) -> list[listing.Listed]:
        """The documents, the latest published first; all of them without a ``limit``.

        ``bearing`` is the id of an actor who has a part in them.
        """
        with self.database.reading() as connection:
            return listing.listed(connection, publisher, limit, offset, bearing=bearing)

    def report(self, asked: str) -> Report:
        """The report of one document. Raises :class:`sayso.UnknownRecord`."""
        with self.database.reading() as connection:
            return report(connection, document_id(connection, asked))

    def captures(self, asked: str) -> list[listing.Met]:
        """How a document's original was come by, each time."""
        with self.database.reading() as connection:
            read = report(connection, document_id(connection, asked))
            return listing.met(connection, read.document.sha256)

    def read_by(self, asked: str) -> listing.ReadBy:
        """Which weights and which version of Sayso have read a document, and when."""
        with self.database.reading() as connection:
            return listing.read_by(connection, document_id(connection, asked))

    def search(self, query: Query, *, limit: int = 20, offset: int = 0) -> list[Hit]:
        """Statements, the best first; see :func:`sayso.ledger.searching.search`."""
        with self.database.reading() as connection:
            return search(connection, query, limit, offset)

    def link(self, progress: Progress | None = None) -> int:
        """Compare documents that nobody has compared yet with all others; gives how many.

        The same words are found, and what says the same or denies it. Each document is linked
        in a transaction of its own; what is cut off goes on the next time. ``progress`` is
        called with how many are done.
        """
        with self.database.reading() as connection:
            waiting = unlinked(connection)
        for done, id in enumerate(waiting, 1):
            with self.database.reading() as connection, suppress(UnknownRecord):
                read = reading_of(connection, id) or ("", "")
                linking = Linking.of(report(connection, id), *read)
            with self.database.writing() as connection, suppress(UnknownRecord):
                linking.keep(connection)
            if progress:
                progress(done, len(waiting))
        return len(waiting)

    def families(
        self,
        *,
        document: str | None = None,
        altered: bool = False,
        limit: int = -1,
        progress: Progress | None = None,
    ) -> list[Family]:
        """Passages with the same words; see :func:`sayso.ledger.families.families`.

        Documents that are not linked yet are linked first, with :meth:`link`'s ``progress``.
        """
        self.link(progress)
        with self.database.reading() as connection:
            named = document_id(connection, document) if document else None
            return families(connection, document=named, altered=altered, limit=limit)

    def claims(
        self,
        *,
        document: str | None = None,
        denied: bool = False,
        limit: int = -1,
        progress: Progress | None = None,
    ) -> list[Claim]:
        """What several documents tell, or somebody denies; see :func:`sayso.ledger.claims.claims`.

        Documents that are not linked yet are linked first, with :meth:`link`'s ``progress``.
        """
        self.link(progress)
        with self.database.reading() as connection:
            named = document_id(connection, document) if document else None
            return claims(connection, document=named, denied=denied, limit=limit)

    def claim(self, asked: str, *, progress: Progress | None = None) -> Claim:
        """One claim. Raises :class:`sayso.UnknownRecord` if none has this id."""
        self.link(progress)
        with self.database.reading() as connection:
            return claim(connection, asked)

    def rule(
        self, about: About, one: str, other: str, *, same: bool, why: str | None = None
    ) -> Ruled:
        """Decide that two places tell one claim, are of one origin, or deny one another, or not.

        They are named by their keys (:class:`sayso.ledger.claims.Teller`); see
        :func:`sayso.ledger.ruling.rule`.
        """
        with self.database.writing() as connection:
            return rule(connection, about, one, other, same=same, why=why)

    def rulings(self) -> list[Ruled]:
        """What people decided of claims, denials and origins, and what they took back."""
        with self.database.reading() as connection:
            return list(rulings(connection))

    def unrule(self, number: int) -> Ruled:
        """Take such a decision back."""
        with self.database.writing() as connection:
            return unrule(connection, number)

    def check(
        self, words: str, *, by: str | None = None, progress: Progress | None = None
    ) -> Checked:
        """What the ledger has of a quotation; see :func:`sayso.ledger.checking.check`.

        Documents that are not linked yet are linked first, with :meth:`link`'s ``progress``.
        """
        self.link(progress)
        with self.database.reading() as connection:
            return check(connection, words, by)

    def summary(self) -> listing.Summary:
        """The ledger in figures."""
        with self.database.reading() as connection:
            return listing.summary(connection)

    def skipped(self) -> list[listing.Left]:
        """The sources that could not be added, and why."""
        with self.database.reading() as connection:
            return listing.left(connection)

    def tombstones(self) -> list[listing.Tombstone]:
        """What was removed."""
        with self.database.reading() as connection:
            return listing.tombstones(connection)

    def custody(self) -> list[Entry]:
        """The custody log, from the first entry on."""
        with self.database.reading() as connection:
            return list(entries(connection))

    def verify(
        self, *, head: str | None = None, progress: Progress | None = None
    ) -> tuple[list[str], Entry | None]:
        """What is wrong, and the log's entry that tells of this verification.

        There is no entry where the ledger cannot be written. ``head`` is a hash of the log
        that was noted elsewhere.
        """
        found = list(verifying.faults(self.database, self.archive, head, progress))
        with suppress(SaysoError), self.database.writing() as connection:
            return found, record(
                connection, Action.VERIFIED, "ledger", faults=len(found), first=found[:20]
            )
        return found, None

    def remove(self, asked: str, why: str) -> str:
        """Remove a document and its original; gives the original's SHA-256."""
        with self.database.writing() as connection:
            sha256 = remove(connection, document_id(connection, asked), why)
            wipe(connection)
        self.archive.remove(sha256)
        self.database.settle()
        return sha256

    def outdated(self, weights: str = "default") -> list[str]:
        """The ids of documents that other weights, or another version of Sayso, have read."""
        with self.database.reading() as connection:
            return rereading.outdated(connection, fingerprint(weights), sayso.__version__)

    def reread(
        self,
        asked: str,
        *,
        weights: str = "default",
        keep: bool = True,
        progress: Progress | None = None,
    ) -> rereading.Change:
        """Read a document's original again, and keep that reading instead of the old one.

        Without ``keep`` nothing is written: it only tells what would change.
        """
        with self.database.reading() as connection:
            old = report(connection, document_id(connection, asked))
            id = old.document.id
            data = self.archive.read(old.document.sha256)
            capture = rereading.capture_of(connection, id, data)
        found = extracted(capture, weights, progress)
        if isinstance(found, Refusal):
            return rereading.Change(id, old.title, problem=found.problem)
        if not keep:
            return rereading.compared(old, found)
        with self.database.writing() as connection:
            return rereading.replace(
                connection, found, weights=fingerprint(weights), version=sayso.__version__
            )

    def people(self, words: str = "", *, limit: int = 50, offset: int = 0) -> list[Person]:
        """Actors across documents, those in most documents first."""
        with self.database.reading() as connection:
            return people.people(connection, words, limit, offset)

    def person(self, id: str) -> Person:
        """The actor with this id. Raises :class:`sayso.UnknownRecord`."""
        with self.database.reading() as connection:
            return people.person(connection, id)

    def proposals(
        self, *, about: str | None = None, limit: int = 50, offset: int = 0
    ) -> list[Proposal]:
        """Names that may be one actor's, the likeliest first."""
        with self.database.reading() as connection:
            return proposals(connection, about)[offset : offset + limit]

    def decisions(self) -> list[Decided]:
        """What people decided about actors, and what they took back."""
        with self.database.reading() as connection:
            return list(deciding.decisions(connection))

    def merge(self, one: str, other: str, why: str | None = None) -> Person:
        """Join two actors for good, or until :meth:`undo`."""
        with self.database.writing() as connection:
            return deciding.merge(connection, one, other, why)

    def split(self, one: str, other: str, why: str | None = None) -> None:
        """Keep two names apart."""
        with self.database.writing() as connection:
            deciding.split(connection, one, other, why)

    def split_in(self, asked: str, document: str, why: str | None = None) -> None:
        """Keep the bearer of a name in one document apart from all others."""
        with self.database.writing() as connection:
            deciding.split_in(connection, asked, document_id(connection, document), why)

    def undo(self, number: int) -> Decided:
        """Take a decision back."""
        with self.database.writing() as connection:
            return deciding.undo(connection, number)

    def rows(self) -> Iterator[Row]:
        """Every statement as a row of a table; see :class:`sayso.ledger.rows.Row`."""
        with self.database.reading() as connection:
            yield from rows(connection)

    def lines(self, *, originals: bool = True) -> Iterator[str]:
        """The whole ledger as lines of JSON; see :mod:`sayso.ledger.carrying`."""
        with self.database.reading() as connection:
            yield from carrying.lines(connection, self.archive, originals=originals)

    def take(self, lines: Iterable[str], name: str) -> int:
        """Take in what :meth:`lines` gave, all of it or nothing; gives the number of documents.

        Raises :class:`sayso.LedgerExists` if the ledger holds anything already.
        """
        with self.archive.taking() as intake:
            taking: carrying.Taking | None = None
            try:
                with self.database.writing() as connection:
                    taking = carrying.Taking(connection, intake)
                    taking.take(lines, name)
            except BaseException:
                for sha256 in taking.placed if taking else ():
                    self.archive.remove(sha256)
                raise
        return taking.documents
