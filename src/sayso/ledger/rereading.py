"""Old evidence read by new weights: what changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from sayso.attribution import Attribution
from sayso.capture import Capture
from sayso.ledger import schema
from sayso.ledger.custody import Action, record
from sayso.ledger.reading import report
from sayso.ledger.writing import erase_report, report_digest, write_report
from sayso.report import Report


@dataclass(frozen=True, slots=True)
class Change:
    """What reading a document again has changed.

    An attribution is ``gone`` if nothing is attributed there any more, ``new`` if nothing
    was before; ``changed`` are pairs, before and after, with the same content and another
    source, cue, kind or act. ``problem`` says why it could not be read; then nothing was
    changed.
    """

    document: str
    title: str | None
    gone: tuple[Attribution, ...] = ()
    new: tuple[Attribution, ...] = ()
    changed: tuple[tuple[Attribution, Attribution], ...] = ()
    same: int = 0
    text_changed: bool = False
    problem: str | None = None


def outdated(connection: Connection, weights: str, version: str) -> list[str]:
    """The ids of the documents that were read by other weights or another version."""
    documents = schema.documents
    query = select(documents.c.id).where(
        (documents.c.weights != weights) | (documents.c.version != version)
    )
    return list(connection.execute(query.order_by(documents.c.id)).scalars())


def capture_of(connection: Connection, document: str, data: bytes) -> Capture:
    """The original of a document as it was met the first time."""
    captures, documents = schema.captures, schema.documents
    row = connection.execute(
        select(captures)
        .join(documents, documents.c.sha256 == captures.c.sha256)
        .where(documents.c.id == document)
        .order_by(captures.c.source != documents.c.source, captures.c.id)
        .limit(1)
    ).one()
    return Capture(
        data=data,
        source=row.source,
        url=row.url,
        media_type=row.media_type,
        charset=row.charset,
        redirects=tuple(row.redirects),
    )


def replace(connection: Connection, new: Report, *, weights: str, version: str) -> Change:
    """Put a new reading in the place of the old one, and say what is different.

    What people decided about actors holds for the new reading as for the old.
    """
    documents = schema.documents
    before = connection.execute(
        select(documents.c.weights).where(documents.c.id == new.document.id)
    ).scalar_one()
    old = report(connection, new.document.id)
    change = compared(old, new)
    erase_report(connection, old)
    write_report(connection, new, weights=weights, version=version)
    record(
        connection,
        Action.READ_AGAIN,
        new.document.sha256,
        document=new.document.id,
        before=before,
        after=weights,
        gone=len(change.gone),
        new=len(change.new),
        changed=len(change.changed),
        report=report_digest(new),
    )
    return change


def compared(old: Report, new: Report) -> Change:
    """The difference between two readings of one document."""
    after = {_place(one): one for one in new.attributions}
    before = {_place(one): one for one in old.attributions}
    kept = [(before[place], after[place]) for place in before if place in after]
    changed = tuple((a, b) for a, b in kept if _told(old, a) != _told(new, b))
    return Change(
        document=new.document.id,
        title=new.title,
        gone=tuple(one for place, one in before.items() if place not in after),
        new=tuple(one for place, one in after.items() if place not in before),
        changed=changed,
        same=len(kept) - len(changed),
        text_changed=old.text != new.text,
    )


def _place(one: Attribution) -> tuple[tuple[int, int], ...]:
    return tuple((span.start, span.end) for span in one.content)


def _told(report: Report, one: Attribution) -> Sequence[object]:
    actor = report.actor(one.actor).name if one.actor else None
    target = report.actor(one.target).name if one.target else None
    return (one.source, one.cue, one.kind, one.act, one.stance, actor, target, report.voices(one))
