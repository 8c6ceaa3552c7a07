"""Records of a ledger as objects for JSON lines: a contract, see docs/commands.md."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sayso.document import Part

if TYPE_CHECKING:
    from sayso.attribution import Attribution
    from sayso.ledger import Hit
    from sayso.ledger.checking import Evidence
    from sayso.ledger.claims import Claim, Teller
    from sayso.ledger.families import Family, Member
    from sayso.ledger.people import Person
    from sayso.ledger.rereading import Change
    from sayso.linking.joinings import Joining


def hit(one: Hit) -> dict[str, Any]:
    """A statement that was found."""
    return {
        "document": one.document,
        "id": one.label,
        "kind": one.kind,
        "act": one.act,
        "confidence": one.confidence,
        "voices": list(one.voices),
        **_parts(source=one.source, cue=one.cue, content=one.content),
        "title": one.title,
        "publisher": one.publisher,
        "published": one.published,
        "document_source": one.origin,
    }


def person(one: Person) -> dict[str, Any]:
    """An actor across documents."""
    return {
        "id": one.id,
        "name": one.name,
        "names": [{"id": id, "name": name} for id, name in one.names],
        "documents": one.documents,
        "statements": one.statements,
    }


def change(one: Change, *, kept: bool) -> dict[str, Any]:
    """What reading a document again has changed; ``kept`` says whether it was written."""
    return {
        "document": one.document,
        "title": one.title,
        "gone": [_attribution(each) for each in one.gone],
        "new": [_attribution(each) for each in one.new],
        "changed": [
            {"before": _attribution(before), "after": _attribution(after)}
            for before, after in one.changed
        ],
        "same": one.same,
        "text_changed": one.text_changed,
        "problem": one.problem,
        "kept": kept and one.problem is None,
    }


def family(one: Family) -> dict[str, Any]:
    """Passages with the same words, and what became of them from one to another."""
    return {
        "id": one.id,
        "members": [_version(each) for each in one.members],
        "links": [
            {
                "a": each.a,
                "b": each.b,
                "label": each.label.value,
                "changed": each.changed,
                "direction": each.direction.value,
                "why": each.why,
            }
            for each in one.links
        ],
    }


def claim(one: Claim) -> dict[str, Any]:
    """What is told in several places, who tells and who denies it, and the reckoning.

    In ``groups``, ``members`` are ids of attributions (null for narration) and ``places`` where
    these stand in ``asserts``.
    """
    places = {teller.key: place for place, teller in enumerate(one.asserts)}
    return {
        "id": one.id,
        "statement": one.statement,
        "documents": one.documents,
        "asserts": [_teller(each) for each in one.asserts],
        "denies": [
            {**_teller(each.teller), "why": each.why, "chance": round(each.chance, 3)}
            for each in one.denies
        ],
        "origins": {
            "min": one.origins.least,
            "max": one.origins.most,
            "groups": [
                {
                    "name": group.name,
                    "why": group.why,
                    "members": [one.asserts[places[key]].attribution for key in group.members],
                    "places": [places[key] for key in group.members],
                    "joinings": [_joining(each, places) for each in group.joinings],
                }
                for group in one.origins.groups
            ],
            "doubts": [_joining(each, places) for each in one.origins.doubts],
        },
        "heard": [
            {
                "document": each.document,
                "accused": each.accused,
                "heard": each.heard.value,
                "text": each.text,
            }
            for each in one.heard
        ],
    }


def _joining(one: Joining, places: dict[str, int]) -> dict[str, Any]:
    return {
        "places": [places[one.one], places[one.other]],
        "reason": one.reason.value,
        "why": one.why,
        "evidence": [
            {"place": places[key], "span": [span.start, span.end], "text": span.text}
            for key, span in one.evidence
        ],
    }


def _teller(one: Teller) -> dict[str, Any]:
    return {
        "key": one.key,
        "attribution": one.attribution,
        "document": one.document,
        "source": one.source,
        "span": list(one.span),
        "text": one.text,
        "voices": list(one.voices),
        "act": one.act.value if one.act else None,
        "publisher": one.publisher,
        "published": one.published,
    }


def evidence(one: Evidence) -> dict[str, Any]:
    """A place in the ledger that has the words of a quotation."""
    return {
        **_version(one.member),
        "voices": list(one.member.voices),
        "found": one.found.value,
        "changed": one.changed,
        "grave": one.grave,
        "said": one.said,
    }


def _version(one: Member) -> dict[str, Any]:
    return {
        "attribution": one.attribution,
        "document": one.document,
        "source": one.source,
        "span": list(one.span),
        "text": one.text,
    }


def plain(one: Any) -> dict[str, Any]:
    """Any other record: its fields by their names."""
    return asdict(one)


def _attribution(one: Attribution) -> dict[str, Any]:
    return {
        "id": one.id,
        **_parts(source=one.source, cue=one.cue, content=one.content),
        "kind": one.kind.value,
        "act": one.act.value if one.act else None,
        "stance": one.stance.value if one.stance else None,
        "confidence": one.confidence,
    }


def _parts(**parts: Part) -> dict[str, Any]:
    spans = {name: part.offsets for name, part in parts.items()}
    texts = {f"{name}_text": [span.text for span in part] for name, part in parts.items()}
    return spans | texts
