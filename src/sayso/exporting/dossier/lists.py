"""The lists at a dossier's end: actors across documents, and the documents themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.exporting.dossier.gathering import Actor, Dossier
from sayso.exporting.dossier.wording import counted, dated, house, web
from sayso.exporting.markup import plain
from sayso.ledger.claims import Claim
from sayso.ledger.listing import Listed

_NAMES = 4
_DOCUMENTS = 12
_SHORT = 16


@dataclass(frozen=True, slots=True)
class ActorView:
    """An actor; ``where`` are some of its documents, by id and as they are called."""

    id: str
    name: str
    others: str
    documents: int
    statements: int
    where: tuple[tuple[str, str], ...]
    rest: int


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document; ``link`` is its source if that is an address on the web."""

    id: str
    title: str
    publisher: str | None
    date: str
    published: str | None
    language: str | None
    source: str
    link: str | None
    sum: str
    statements: str
    claims: tuple[tuple[str, int], ...]


def actor_views(dossier: Dossier) -> list[ActorView]:
    """The actors in their order."""
    houses = {one.id: house(one) for one in dossier.listed}
    return [_actor(one, houses) for one in dossier.actors]


def _actor(actor: Actor, houses: dict[str, str]) -> ActorView:
    of = actor.person
    names = [plain(name) for _, name in of.names if plain(name) != plain(of.name)]
    others = ", ".join(dict.fromkeys(names[:_NAMES]))
    more = len(names) - _NAMES
    own = set(actor.documents)
    known = [(id, name) for id, name in houses.items() if id in own]
    return ActorView(
        id=of.id,
        name=plain(of.name),
        others=f"{others} and {more:,} more" if more > 0 else others,
        documents=len(actor.documents),
        statements=of.statements,
        where=tuple(known[:_DOCUMENTS]),
        rest=len(known) - _DOCUMENTS if len(known) > _DOCUMENTS else 0,
    )


def document_views(dossier: Dossier) -> list[DocumentView]:
    """The documents in their order, each with the claims that it has a part in."""
    parts: dict[str, dict[tuple[str, int], None]] = {}
    for number, claim in enumerate(dossier.claims, 1):
        for id in _documents(claim):
            parts.setdefault(id, {})[claim.id, number] = None
    return [
        DocumentView(
            id=one.id,
            title=plain(one.title or "") or plain(one.source),
            publisher=plain(one.publisher or "") or None,
            date=dated(one.published),
            published=plain(one.published or "") or None,
            language=one.language,
            source=plain(one.source),
            link=web(one.source),
            sum=dossier.sums.get(one.id, one.id)[:_SHORT],
            statements=counted(one.statements, "statement"),
            claims=tuple(parts.get(one.id, ())),
        )
        for one in dossier.listed
    ]


def _documents(claim: Claim) -> Iterator[str]:
    yield from (one.document for one in claim.asserts)
    yield from (one.teller.document for one in claim.denies)


def dates(listed: Iterable[Listed]) -> list[str]:
    """All dates of documents, the earliest first."""
    return sorted(one.published for one in listed if one.published)
