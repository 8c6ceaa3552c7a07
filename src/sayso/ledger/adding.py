"""Originals into the ledger: each with its document, statements and actors, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, delete, insert, select

from sayso.capture import Capture
from sayso.errors import ReadingError, SaysoError
from sayso.ledger import schema
from sayso.ledger.custody import Action, now, record
from sayso.ledger.database import Database
from sayso.ledger.evidence import Archive, Intake, digest
from sayso.ledger.extraction import Beside, Here, Refusal
from sayso.ledger.storable import storable, written_out
from sayso.ledger.writing import report_digest, write_capture, write_report
from sayso.report import Report


class Status(StrEnum):
    """What became of one source."""

    ADDED = "added"
    MET_AGAIN = "met again"
    RESTORED = "restored"
    KNOWN = "known"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source.

    ``added``: it is in the ledger now. ``met again``: these bytes were there, but not from
    this source, which is noted. ``restored``: its original was lost or changed, and is whole
    again. ``known``: nothing to do. ``skipped``: it could not be
    added; ``problem`` says why. ``statements`` counts the attributions of a document added.
    """

    source: str
    status: Status
    document: str | None = None
    title: str | None = None
    statements: int = 0
    problem: str | None = None


class Addition:
    """One run of adding to a ledger."""

    def __init__(
        self,
        database: Database,
        archive: Archive,
        extraction: Here | Beside,
        *,
        weights: str,
        version: str,
    ) -> None:
        self._database = database
        self._archive = archive
        self._extraction = extraction
        self._weights = weights
        self._version = version
        self._stopped = False
        self._refused: list[Outcome] = []

    def stop(self) -> None:
        """Take no further source; what is on its way is still added."""
        self._stopped = True

    def run(self, items: Iterable[Capture | ReadingError]) -> Iterator[Outcome]:
        """Add the items one after another, and tell what became of each.

        Raises :class:`sayso.LedgerError` where no other item would escape the cause.
        """
        with self._archive.taking() as intake:
            for capture, found in self._extraction.results(self._wanted(items)):
                yield from self._told()
                yield self._add(capture, found, intake)
            yield from self._told()

    def _told(self) -> Iterator[Outcome]:
        while self._refused:
            yield self._refused.pop(0)

    def _wanted(self, items: Iterable[Capture | ReadingError]) -> Iterator[tuple[Capture, bool]]:
        for item in items:
            if isinstance(item, ReadingError):
                self._refused.append(self._skip(item.source, str(item)))
            else:
                yield storable(item), self._is_new(digest(item.data))
            if self._stopped:
                return

    def _is_new(self, sha256: str) -> bool:
        with self._database.reading() as connection:
            return not (_has(connection, sha256) or _removed(connection, sha256))

    def _add(self, capture: Capture, found: Report | Refusal | None, intake: Intake) -> Outcome:
        if isinstance(found, Refusal):
            return self._skip(capture.source, found.problem)
        sha256 = digest(capture.data)
        placed = False

        def place() -> bool:
            nonlocal placed
            placed = intake.keep(capture.data, sha256)
            return placed

        try:
            with self._database.writing() as connection:
                return self._write(connection, capture, sha256, found, place)
        except BaseException:
            if placed:
                self._withdraw(sha256)
            raise

    def _write(
        self,
        connection: Connection,
        capture: Capture,
        sha256: str,
        found: Report | None,
        place: Callable[[], bool],
    ) -> Outcome:
        source = capture.source
        tombstone = _removed(connection, sha256)
        if tombstone:
            problem = f"{source}: removed from this ledger on {tombstone}; it is not added again"
            _note_skipped(connection, source, problem)
            return Outcome(source, Status.SKIPPED, problem=problem)
        connection.execute(delete(schema.skipped).where(schema.skipped.c.source == source))
        missing = place()
        if _has(connection, sha256):
            return _meet_again(connection, capture, sha256, missing=missing)
        if found is None:
            raise SaysoError(f"{source}: it was removed while it was added; add it again")
        write_capture(connection, capture, sha256)
        write_report(connection, found, weights=self._weights, version=self._version)
        document = found.document
        told = _circumstances(capture)
        size, report = len(capture.data), report_digest(found)
        record(connection, Action.ADDED, sha256, **told, size=size, report=report)
        return Outcome(source, Status.ADDED, document.id, document.title, len(found.attributions))

    def _skip(self, source: str, problem: str) -> Outcome:
        source, problem = written_out(source), written_out(problem)
        with self._database.writing() as connection:
            _note_skipped(connection, source, problem)
        return Outcome(source, Status.SKIPPED, problem=problem)

    def _withdraw(self, sha256: str) -> None:
        """Take an original back whose record was refused, unless another has recorded it."""
        with suppress(SaysoError), self._database.writing() as connection:
            evidence = schema.evidence.c.sha256
            if connection.execute(select(evidence).where(evidence == sha256)).first() is None:
                self._archive.remove(sha256)


def _has(connection: Connection, sha256: str) -> bool:
    query = select(schema.documents.c.id).where(schema.documents.c.sha256 == sha256)
    return connection.execute(query).first() is not None


def _removed(connection: Connection, sha256: str) -> str | None:
    """When an original was removed, by whom and why; ``None`` if it was not."""
    tombstones = schema.tombstones
    row = connection.execute(select(tombstones).where(tombstones.c.sha256 == sha256)).first()
    return f"{row.at[:10]} by {row.who} ({row.why})" if row else None


def _meet_again(connection: Connection, capture: Capture, sha256: str, *, missing: bool) -> Outcome:
    documents, captures = schema.documents, schema.captures
    row = connection.execute(
        select(documents.c.id, documents.c.title).where(documents.c.sha256 == sha256)
    ).one()
    query = select(captures.c.id).where(
        captures.c.sha256 == sha256, captures.c.source == capture.source
    )
    status = Status.KNOWN
    if connection.execute(query).first() is None:
        write_capture(connection, capture, sha256)
        record(connection, Action.MET_AGAIN, sha256, **_circumstances(capture))
        status = Status.MET_AGAIN
    if missing:
        record(connection, Action.RESTORED, sha256, source=capture.source)
        status = Status.RESTORED
    return Outcome(capture.source, status, row.id, row.title)


def _circumstances(capture: Capture) -> dict[str, str]:
    told = {
        "source": capture.source,
        "url": capture.url,
        "captured": capture.captured,
        "record": capture.record,
        "container": capture.container,
    }
    return {name: value for name, value in told.items() if value}


def _note_skipped(connection: Connection, source: str, reason: str) -> None:
    skipped = schema.skipped
    connection.execute(delete(skipped).where(skipped.c.source == source))
    connection.execute(insert(skipped), {"source": source, "reason": reason, "at": now()})
