"""Everything that a dossier's page tells, asked of a ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select

from sayso.ledger import Ledger, schema
from sayso.ledger.claims import Claim
from sayso.ledger.custody import Entry
from sayso.ledger.families import Family
from sayso.ledger.listing import Listed
from sayso.ledger.people import Person

_MOST_DOCUMENTS = 500
"""In a larger ledger only documents that something on the page points to are listed."""
_ALL = 2**31 - 1

_Known = TypeVar("_Known", Claim, Family)


@dataclass(frozen=True, slots=True)
class Figures:
    """How much there is: documents, statements and actors; the custody log's newest entry."""

    documents: int
    statements: int
    actors: int
    head: Entry | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor across documents, and the ids of the documents that it has a part in."""

    person: Person
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """What a page shows. ``more`` names what was cut at ``limit``.

    ``asked`` are the documents that were named, none for the whole ledger; ``listed`` the
    documents, the earliest published first, and ``sums`` the SHA-256 of each original by id.
    """

    title: str
    figures: Figures
    claims: tuple[Claim, ...]
    families: tuple[Family, ...]
    altered: tuple[Family, ...]
    actors: tuple[Actor, ...]
    listed: tuple[Listed, ...]
    sums: dict[str, str]
    asked: tuple[str, ...] = ()
    limit: int = 50
    more: frozenset[str] = frozenset()


def gathered(
    ledger: Ledger, *, title: str = "", documents: Sequence[str] = (), limit: int = 50
) -> Dossier:
    """Ask a ledger for its dossier; link it first, so that this does not take long.

    ``documents``: only what these have a part in, by id or SHA-256 or the beginning of one
    (raises :class:`sayso.UnknownRecord`). A ``limit`` of 0 cuts nothing.
    """
    asked = tuple(dict.fromkeys(map(ledger.document, documents)))
    most = limit or _ALL
    each: Sequence[str | None] = asked or (None,)
    claims = _once(
        (one for id in each for one in ledger.claims(document=id, limit=_beyond(most))),
        lambda one: (-one.documents, -len(one.asserts)),
    )
    families = _once(
        (one for id in each for one in ledger.families(document=id, limit=_beyond(most))),
        lambda one: (-_spread(one), -len(one.members)),
    )
    altered = _once(
        (one for id in each for one in ledger.families(document=id, altered=True)),
        lambda one: (-any(tie.grave for tie in one.links), -_spread(one)),
    )
    actors = _actors(ledger, set(asked), _beyond(most))
    found = {"claims": claims, "families": families, "altered": altered, "actors": actors}
    more = {name for name, some in found.items() if len(some) > most}
    pointed = {*asked, *_pointed(claims[:most], [*families[:most], *altered[:most]])}
    listed = _listed(ledger, pointed, whole=not asked)
    summary = ledger.summary()
    if summary.documents > len(listed):
        more.add("documents")
    return Dossier(
        title=title,
        figures=Figures(summary.documents, summary.statements, summary.actors, summary.head),
        claims=tuple(claims[:most]),
        families=tuple(families[:most]),
        altered=tuple(altered[:most]),
        actors=tuple(actors[:most]),
        listed=tuple(listed),
        sums=_sums(ledger),
        asked=asked,
        limit=limit,
        more=frozenset(more),
    )


def _beyond(most: int) -> int:
    """One more than is shown, by which it is seen that there is more."""
    return min(most + 1, _ALL)


def _once(found: Iterable[_Known], order: Callable[[_Known], tuple[int, ...]]) -> Sequence[_Known]:
    """Each claim or family once, in order, those that come first by their ids."""
    some = {one.id: one for one in found}
    return sorted(some.values(), key=lambda one: (order(one), one.id))


def _spread(family: Family) -> int:
    return len({one.document for one in family.members})


def _actors(ledger: Ledger, asked: set[str], most: int) -> list[Actor]:
    """So many actors, those in most documents first; of the documents asked for, if any."""
    actors, names = schema.actors, schema.names
    query = select(names.c.actor, actors.c.document).join(names, names.c.id == actors.c.known_as)
    parts: dict[str, set[str]] = {}
    with ledger.database.reading() as connection:
        for row in connection.execute(query.distinct()):
            parts.setdefault(row.actor, set()).add(row.document)
    chosen = [id for id, own in parts.items() if not asked or own & asked]
    chosen.sort(key=lambda actor: (-len(parts[actor]), actor))
    return [Actor(ledger.person(id), tuple(sorted(parts[id]))) for id in chosen[:most]]


def _pointed(claims: Iterable[Claim], families: Iterable[Family]) -> Iterator[str]:
    """The ids of documents that claims and families point to."""
    for claim in claims:
        yield from (one.document for one in claim.asserts)
        yield from (one.teller.document for one in claim.denies)
    for family in families:
        yield from (one.document for one in family.members)


def _listed(ledger: Ledger, pointed: set[str], *, whole: bool) -> list[Listed]:
    """The documents to list, the earliest published first, those without a date last."""
    found = ledger.documents()
    if not whole or len(found) > _MOST_DOCUMENTS:
        found = [one for one in found if one.id in pointed]
    return sorted(found, key=lambda one: (one.published or "~", one.id))


def _sums(ledger: Ledger) -> dict[str, str]:
    documents = schema.documents
    with ledger.database.reading() as connection:
        rows = connection.execute(select(documents.c.id, documents.c.sha256))
        return {row.id: row.sha256 for row in rows}
