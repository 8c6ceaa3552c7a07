"""A report as rows: all of it in the transaction that is given, or none."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from sayso.attribution import NARRATOR, Actor, Attribution
from sayso.capture import Capture
from sayso.document import Document, Part
from sayso.exporting.jsonl import to_jsonl
from sayso.ledger import schema
from sayso.ledger.custody import now
from sayso.ledger.entries import index_entries
from sayso.ledger.identities import enter, leave
from sayso.ledger.index import forget, remember
from sayso.ledger.linked import forget_links
from sayso.ledger.roles import NARRATION, roles_in
from sayso.report import Report


def text_digest(text: str) -> str:
    """The SHA-256 of a document's text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def write_capture(connection: Connection, capture: Capture, sha256: str) -> None:
    """Write how an original was come by, and that it is there."""
    row = asdict(capture)
    data: bytes = row.pop("data")
    known = select(schema.evidence.c.sha256).where(schema.evidence.c.sha256 == sha256)
    if connection.execute(known).first() is None:
        connection.execute(insert(schema.evidence), {"sha256": sha256, "size": len(data)})
    row |= {
        "sha256": sha256,
        "added": now(),
        "headers": [list(one) for one in capture.headers],
        "redirects": list(capture.redirects),
    }
    connection.execute(insert(schema.captures), row)


def report_digest(report: Report) -> str:
    """The SHA-256 of all that a report says: of its line of JSON."""
    return text_digest(to_jsonl(report))


def write_report(connection: Connection, report: Report, *, weights: str, version: str) -> None:
    """Write a document with its statements and actors, and join these with other documents'."""
    document = report.document
    known_as = enter(connection, report)
    connection.execute(
        insert(schema.documents),
        _document(document)
        | {"names": _names(report), "weights": weights, "version": version, "read": now()},
    )
    actors = _write_actors(connection, report, known_as)
    _write_statements(connection, report, actors)
    remember(connection, index_entries(connection, document.id))


def erase_report(connection: Connection, report: Report) -> None:
    """Take out what :func:`write_report` wrote."""
    document = report.document.id
    forget(connection, index_entries(connection, document))
    leave(connection, report)
    forget_links(connection, document)
    actors, involved, statements = schema.actors, schema.involved, schema.statements
    own = select(actors.c.id).where(actors.c.document == document)
    connection.execute(delete(involved).where(involved.c.actor.in_(own)))
    connection.execute(delete(statements).where(statements.c.document == document))
    connection.execute(delete(actors).where(actors.c.document == document))
    connection.execute(delete(schema.documents).where(schema.documents.c.id == document))


def spans(part: Part) -> list[list[Any]]:
    """A part as it is stored: ``[[start, end, text], …]``."""
    return [[span.start, span.end, span.text] for span in part]


def _document(document: Document) -> dict[str, Any]:
    row = {
        name: getattr(document, name)
        for name in (
            *("id", "sha256", "source", "media_type", "title", "author", "publisher"),
            *("published", "language", "url", "text"),
        )
    }
    return row | {
        "redirects": list(document.redirects),
        "warnings": list(document.warnings),
        "text_sha256": text_digest(document.text),
    }


def _names(report: Report) -> list[list[Any]]:
    return [[one.actor, one.voice, one.name, spans(one.places)] for one in report.names]


def _write_actors(
    connection: Connection, report: Report, known_as: Mapping[str, str]
) -> dict[str, int]:
    if not report.actors:
        return {}
    document = report.document.id
    rows = [
        _actor(actor, place, document) | {"known_as": known_as.get(actor.id)}
        for place, actor in enumerate(report.actors)
    ]
    connection.execute(insert(schema.actors), rows)
    found = connection.execute(
        select(schema.actors.c.label, schema.actors.c.id).where(
            schema.actors.c.document == document
        )
    )
    return dict(found.all())


def _actor(actor: Actor, place: int, document: str) -> dict[str, Any]:
    return {
        "document": document,
        "label": actor.id,
        "place": place,
        "name": actor.name,
        "type": actor.type.value,
        "aliases": list(actor.aliases),
        "mentions": spans(actor.mentions),
        "count": actor.count,
        "unnamed": actor.unnamed,
        "author": actor.author,
    }


def _write_statements(connection: Connection, report: Report, actors: dict[str, int]) -> None:
    document = report.document.id
    rows = [
        *(_statement(one, place, document) for place, one in enumerate(report.attributions)),
        *(
            _narration(Part((span,)), len(report.attributions) + place, document)
            for place, span in enumerate(report.narration)
        ),
    ]
    if not rows:
        return
    connection.execute(insert(schema.statements), rows)
    placed = connection.execute(
        select(schema.statements.c.place, schema.statements.c.id).where(
            schema.statements.c.document == document
        )
    )
    ids = dict(placed.all())
    everyone = list(report.actors)
    involved = [
        {"actor": actors[actor], "role": int(role), "statement": ids[place]}
        for place, one in enumerate(report.attributions)
        for actor, role in roles_in(one, everyone)
    ]
    if involved:
        connection.execute(insert(schema.involved), involved)


def _statement(one: Attribution, place: int, document: str) -> dict[str, Any]:
    return {
        "document": document,
        "label": one.id,
        "place": place,
        "kind": one.kind.value,
        "act": one.act.value if one.act else None,
        "stance": one.stance.value if one.stance else None,
        "confidence": one.confidence,
        "parent": one.parent,
        "actor": one.actor,
        "target": one.target,
        "chain": list(one.chain),
        "source": spans(one.source),
        "cue": spans(one.cue),
        "content": spans(one.content),
    }


def _narration(part: Part, place: int, document: str) -> dict[str, Any]:
    empty = ("label", "act", "stance", "confidence", "parent", "actor", "target")
    return {
        "document": document,
        "place": place,
        "kind": NARRATION,
        "chain": [NARRATOR],
        "source": [],
        "cue": [],
        "content": spans(part),
    } | dict.fromkeys(empty)
