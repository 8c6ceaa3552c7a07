"""A report back from the object that :mod:`sayso.exporting.jsonl` writes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sayso.attribution import Act, Actor, ActorType, Attribution, Kind, Naming, Stance
from sayso.document import Document
from sayso.report import Report


def from_record(row: Mapping[str, Any]) -> Report:
    """The report that a line of JSON tells of.

    Raises :class:`KeyError`, :class:`TypeError` or :class:`ValueError` (of which
    :class:`sayso.SpanError` is one) for an object that breaks the contract.
    """
    document = _document(row)
    return Report(
        document=document,
        attributions=tuple(_attribution(document, one) for one in row["attributions"]),
        actors=tuple(_actor(document, one) for one in row["actors"]),
        narration=document.part(row["narration"]),
        names=tuple(
            Naming(one["actor"], one["voice"], one["name"], document.part(one["places"]))
            for one in row["names"]
        ),
    )


def _document(row: Mapping[str, Any]) -> Document:
    plain = (
        *("id", "sha256", "text", "source", "media_type", "title", "author", "publisher"),
        *("published", "language", "url"),
    )
    return Document(
        **{name: row[name] for name in plain},
        redirects=tuple(row["redirects"]),
        warnings=tuple(row["warnings"]),
    )


def _attribution(document: Document, row: Mapping[str, Any]) -> Attribution:
    found = Attribution(
        id=row["id"],
        source=document.part(row["source"]),
        cue=document.part(row["cue"]),
        content=document.part(row["content"]),
        kind=Kind(row["kind"]),
        confidence=row["confidence"],
        chain=tuple(row["chain"]),
        parent=row["parent"],
        actor=row["actor"],
        act=Act(row["act"]) if row["act"] else None,
        target=row["target"],
        stance=Stance(row["stance"]) if row["stance"] else None,
    )
    for name, part in (("source", found.source), ("cue", found.cue), ("content", found.content)):
        if [span.text for span in part] != row[f"{name}_text"]:
            raise ValueError(f"the {name} of {found.id} does not say what the text says there")
    return found


def _actor(document: Document, row: Mapping[str, Any]) -> Actor:
    return Actor(
        id=row["id"],
        name=row["name"],
        type=ActorType(row["type"]),
        aliases=tuple(row["aliases"]),
        mentions=document.part(row["mentions"]),
        count=row["count"],
        unnamed=row["unnamed"],
        author=row["author"],
    )
