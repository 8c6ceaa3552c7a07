"""Claims: what is told in several places, who tells it, who denies it, and on how many origins.

A claim's id depends on the first of its members alone. A group of denials is no claim of its
own: it stands with what it denies.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from sayso.attribution import Act, Attribution
from sayso.document import Span
from sayso.errors import UnknownRecord
from sayso.ledger import schema
from sayso.ledger.agreeing import Agreement, Met, agreement, among, deniable
from sayso.ledger.hearing import Hearing, hearings
from sayso.ledger.kindred import number_of, proposition_id, stored
from sayso.ledger.leaning import Leaning
from sayso.ledger.neighbours import batches
from sayso.ledger.testimonies import Witnesses
from sayso.linking.joinings import Known
from sayso.linking.origins import Origins, Ruling, reckon
from sayso.linking.propositions import Proposition, key_of
from sayso.linking.testimony import Testimony, Voice

_SURELY = 0.5
"""How sure a denial must be of what only one document tells."""
_LIKELY = 0.25
"""How sure it must be that a denial by its word is of something that is told."""


@dataclass(frozen=True, slots=True)
class Teller:
    """One place that tells or denies a claim.

    ``key`` names it in decisions; ``span`` is in code points; ``voices`` are outermost first,
    beginning with the house; ``own`` says that the house tells it in its own voice.
    """

    key: str
    document: str
    source: str
    attribution: str | None
    span: tuple[int, int]
    text: str
    voices: tuple[str, ...]
    act: Act | None
    title: str | None
    publisher: str | None
    published: str | None

    @property
    def own(self) -> bool:
        """Whether the house tells it without a source."""
        return self.attribution is None

    @property
    def speaker(self) -> str:
        """Whose word it is."""
        return self.voices[-1]


@dataclass(frozen=True, slots=True)
class Denial:
    """Somebody who denies a claim: explicitly, or by saying what cannot be so if it is."""

    teller: Teller
    chance: float

    @property
    def why(self) -> str:
        """In which way."""
        return "denies it" if self.teller.act is Act.DENIES else "says otherwise"


@dataclass(frozen=True, slots=True)
class Claim:
    """What ``asserts`` tell in any words; ``statement`` is how one of them has it.

    ``heard`` says for each document that accuses somebody whether the accused speak there.
    """

    id: str
    statement: str
    asserts: tuple[Teller, ...]
    denies: tuple[Denial, ...]
    origins: Origins
    heard: tuple[Hearing, ...]

    @property
    def documents(self) -> int:
        """In how many documents it is told."""
        return len({one.document for one in self.asserts})


def claims(
    connection: Connection,
    *,
    document: str | None = None,
    denied: bool = False,
    limit: int = -1,
) -> list[Claim]:
    """The claims, those of most documents first; of one ``document``, if it is named.

    ``denied``: only those that somebody denies. A negative ``limit`` gives all of them.
    """
    found = agreement(connection)
    keys = _keys(connection, found)
    homes = {some[0]: {_document(keys[one]) for one in some} for some in found.groups}
    chosen = [some for some in found.groups if len(some) > 1 or found.denying(some)]
    if document:
        chosen = [some for some in chosen if document in homes[some[0]]]
    if denied:
        chosen = [some for some in chosen if found.denying(some)]
    chosen.sort(key=lambda some: (-len(homes[some[0]]), -len(some), some))
    return list(_Maker(connection, found).all(chosen, limit))


def claim(connection: Connection, asked: str) -> Claim:
    """The claim with this id, or with a member of this key.

    Raises :class:`sayso.UnknownRecord` if there is none.
    """
    found = agreement(connection)
    place = found.home.get(number_of(asked)) if " " in asked else None
    if place is None:
        keys = _keys(connection, found)
        for at, some in enumerate(found.groups):
            if claim_id(min(keys[one] for one in some)) == asked:
                place = at
    if place is None:
        raise UnknownRecord(f"{asked}: no claim has this id; see  sayso claims")
    return _Maker(connection, found).made(found.groups[place])


def claim_id(key: str) -> str:
    """The id of the claim whose first member has this key."""
    return f"c{hashlib.sha256(key.encode()).hexdigest()[:8]}"


def _keys(connection: Connection, found: Agreement) -> dict[int, str]:
    """The keys of all propositions that may be of a claim."""
    table = schema.propositions
    columns = (table.c.id, table.c.document, table.c.places)
    return {
        row.id: key_of(row.document, row.places)
        for some in batches(found.home)
        for row in connection.execute(select(*columns).where(table.c.id.in_(some)))
    }


def _document(key: str) -> str:
    return key.partition(" ")[0]


def _disputed(one: Claim) -> bool:
    """Whether another document surely denies what one document tells."""
    told = {each.document for each in one.asserts}
    return any(each.chance >= _SURELY and each.teller.document not in told for each in one.denies)


class _Maker:
    """Makes claims of groups of numbers."""

    def __init__(self, connection: Connection, found: Agreement) -> None:
        self._connection = connection
        self._found = found
        self._leaning = Leaning(connection)
        self._witnesses = Witnesses(connection, self._leaning)
        self._rulings = list(_origin_rulings(connection))

    def all(self, chosen: Sequence[Sequence[int]], limit: int) -> Iterator[Claim]:
        """So many of the claims; groups of denials of a claim are left out."""
        count = 0
        for some in chosen:
            if count == limit:
                return
            if self._only_denies(some):
                continue
            made = self.made(some)
            if made.documents > 1 or made.origins.least > 1 or _disputed(made):
                count += 1
                yield made

    def _only_denies(self, some: Sequence[int]) -> bool:
        """Whether all of a group are denials by their word, of something that is told."""
        rows = stored(self._connection, some).values()
        return all(self._act(one) is Act.DENIES for one in rows) and any(
            other in self._found.home
            for one in some
            for other in deniable(self._connection, one, _LIKELY)
        )

    def made(self, some: Sequence[int]) -> Claim:
        """The claim of a group."""
        members = sorted(
            stored(self._connection, some).values(), key=lambda one: (self._date(one), one.key)
        )
        testimonies = self._witnesses.testimonies(members)
        denying = self._found.denying(some)
        met = among(self._connection, some)
        against = sorted(
            stored(self._connection, denying).values(), key=lambda one: (self._date(one), one.key)
        )
        return Claim(
            id=claim_id(min(one.key for one in members)),
            statement=self._statement(members, met),
            asserts=tuple(self._teller(one) for one in members),
            denies=tuple(
                Denial(self._teller(one), denying[proposition_id(one)]) for one in against
            ),
            origins=reckon(testimonies, self._known(met, testimonies), self._rulings),
            heard=tuple(hearings(self._connection, self._leaning, members)),
        )

    def _date(self, one: Proposition) -> str:
        return self._leaning.report(one.document).document.published or "~"

    def _said(self, one: Proposition) -> Attribution | None:
        if one.attribution is None:
            return None
        return self._leaning.report(one.document).attribution(one.attribution)

    def _act(self, one: Proposition) -> Act | None:
        said = self._said(one)
        return said.act if said else None

    def _teller(self, one: Proposition) -> Teller:
        report = self._leaning.report(one.document)
        of, said = report.document, self._said(one)
        return Teller(
            key=one.key,
            document=one.document,
            source=of.source,
            attribution=one.attribution,
            span=(one.start, one.end),
            text=of.text[one.start : one.end],
            voices=report.voices(said) if said else (of.publisher or "narrator",),
            act=said.act if said else None,
            title=of.title,
            publisher=of.publisher,
            published=of.published,
        )

    def _statement(self, members: Sequence[Proposition], met: Sequence[Met]) -> str:
        """The member that most others agree with, in its own words."""
        agreed: dict[int, float] = defaultdict(float)
        for one in met:
            for each in (one.one, one.other):
                agreed[each] += max(one.same, bool(one.alike))
        return max(members, key=lambda one: agreed[proposition_id(one)]).text

    def _known(self, met: Sequence[Met], testimonies: Sequence[Testimony]) -> Known:
        words: dict[frozenset[str], tuple[int, Span, Span]] = {}
        told = {number_of(one.key): one for one in testimonies}
        for one in met:
            if one.alike and one.one in told and one.other in told:
                first, second = sorted((told[one.one], told[one.other]), key=lambda each: each.key)
                words[frozenset((first.key, second.key))] = (one.alike, first.span, second.span)
        return Known(words, self._leaning.between, self._alike)

    def _alike(self, one: Voice, other: Voice) -> str | None:
        """Why two speakers may be one, where that was proposed and nobody has decided."""
        if one.id is None or other.id is None:
            return None
        table, names = schema.proposals, schema.names
        mine, theirs = (
            select(names.c.id).where(names.c.actor == each) for each in (one.id, other.id)
        )
        query = select(table.c.reason).where(
            (table.c.one.in_(mine) & table.c.other.in_(theirs))
            | (table.c.one.in_(theirs) & table.c.other.in_(mine))
        )
        found = self._connection.execute(query.order_by(table.c.score.desc()).limit(1)).scalar()
        return f"{one.name} and {other.name} may be one: {found}" if found else None


def _origin_rulings(connection: Connection) -> Iterator[Ruling]:
    table = schema.rulings
    query = select(table).where(table.c.about == "origin", table.c.undone_at.is_(None))
    for row in connection.execute(query.order_by(table.c.id)):
        told = f"{row.who} says so" + (f": {row.why}" if row.why else "")
        yield Ruling(row.one, row.other, row.same, told)
