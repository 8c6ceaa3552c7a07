"""One report as one line of JSON, in the form that other tools build on."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from sayso.attribution import Actor, Attribution, Naming
from sayso.document import Part
from sayso.report import Report

# Characters that JSON may carry raw but that end a line for some readers, and
# lone surrogates, which UTF-8 cannot carry at all.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def to_jsonl(report: Report) -> str:
    """Write the report as one line of JSON, without the line's end.

    Offsets are code points into ``text``, end-exclusive. Each list of offsets in
    an attribution has a list of strings beside it (``content`` and
    ``content_text``) that holds the words found there.
    """
    return line_of(record(report))


def line_of(fields: Mapping[str, Any]) -> str:
    """Any record as one line of JSON that no reader of lines cuts in two."""
    line = json.dumps(fields, ensure_ascii=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def record(report: Report) -> dict[str, Any]:
    """The report as the object that :func:`to_jsonl` writes."""
    document = report.document
    return {
        "id": document.id,
        "sha256": document.sha256,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "language": document.language,
        "text": document.text,
        "attributions": [_attribution(one) for one in report.attributions],
        "actors": [_actor(one) for one in report.actors],
        "narration": report.narration.offsets,
        "names": [_naming(one) for one in report.names],
        "source": document.source,
        "author": document.author,
        "url": document.url,
        "redirects": list(document.redirects),
        "media_type": document.media_type,
        "warnings": list(document.warnings),
    }


def _attribution(attribution: Attribution) -> dict[str, Any]:
    return {
        "id": attribution.id,
        "source": attribution.source.offsets,
        "cue": attribution.cue.offsets,
        "content": attribution.content.offsets,
        "kind": attribution.kind.value,
        "act": attribution.act.value if attribution.act else None,
        "target": attribution.target,
        "stance": attribution.stance.value if attribution.stance else None,
        "parent": attribution.parent,
        "chain": list(attribution.chain),
        "actor": attribution.actor,
        "confidence": attribution.confidence,
        "source_text": _words(attribution.source),
        "cue_text": _words(attribution.cue),
        "content_text": _words(attribution.content),
    }


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "id": actor.id,
        "name": actor.name,
        "type": actor.type.value,
        "aliases": list(actor.aliases),
        "mentions": actor.mentions.offsets,
        "count": actor.count,
        "unnamed": actor.unnamed,
        "author": actor.author,
    }


def _naming(naming: Naming) -> dict[str, Any]:
    return {
        "actor": naming.actor,
        "voice": naming.voice,
        "name": naming.name,
        "places": naming.places.offsets,
    }


def _words(part: Part) -> list[str]:
    return [span.text for span in part]
