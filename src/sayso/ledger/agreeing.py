"""Which propositions of a ledger make one claim, and which deny which: by number, not by text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from sqlalchemy import Connection, or_, select

from sayso.ledger import schema
from sayso.ledger.kindred import number_of
from sayso.ledger.neighbours import batches
from sayso.linking.claims import Tie, grouped
from sayso.linking.kinship import DENIES

_CERTAIN = 2.0
"""How sure a person's word is; more than any reckoning."""
_SURE_WORDS = 0.95
_ON_AVERAGE = 0.2
"""The mean chance, over the members compared with it, that a proposition denies a claim."""


@dataclass(slots=True)
class Agreement:
    """What a ledger knows of its propositions.

    ``groups`` are the claims, ``home`` the place of each proposition's among them. ``denials``
    lists for propositions those that may deny them, with the chance: all chances of whatever
    surely denies something.
    """

    groups: list[list[int]] = field(default_factory=list)
    home: dict[int, int] = field(default_factory=dict)
    denials: dict[int, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))

    def denying(self, members: Iterable[int]) -> dict[int, float]:
        """The propositions that deny a claim, and how surely."""
        inside = set(members)
        chances: dict[int, list[float]] = defaultdict(list)
        for member in inside:
            for other, chance in self.denials.get(member, {}).items():
                if other not in inside:
                    chances[other].append(chance)
        return {
            other: max(some)
            for other, some in chances.items()
            if max(some) >= DENIES and sum(some) >= _ON_AVERAGE * len(some)
        }


@dataclass(frozen=True, slots=True)
class Met:
    """What two propositions are to each other: see :data:`sayso.ledger.schema.relations`."""

    one: int
    other: int
    same: float
    denied: float
    denies: float
    alike: int

    @property
    def agreed(self) -> float:
        """The chance that they say the same, by meaning or by words."""
        return max(self.same, _SURE_WORDS * bool(self.alike))

    @property
    def opposed(self) -> bool:
        """Whether the one surely denies the other."""
        return max(self.denied, self.denies) >= DENIES


def agreement(connection: Connection) -> Agreement:
    """What the propositions of a ledger are to one another."""
    found = Agreement()
    opposed = [frozenset((one.one, one.other)) for one in _deniers(connection, found)]
    told = schema.relations.c
    insisted, apart = _ruled(connection, found)
    reckoned = (
        Tie(one.one, one.other, one.agreed)
        for one in _met(connection, or_(told.same > 0, told.alike > 0))
        if not one.opposed and frozenset((one.one, one.other)) not in apart
    )
    found.groups = grouped(chain(insisted, reckoned), opposed, apart)
    alone = {one for one, some in found.denials.items() if any(c >= DENIES for c in some.values())}
    inside = {one for some in found.groups for one in some}
    found.groups += [[one] for one in sorted(alone - inside)]
    found.home = {one: place for place, some in enumerate(found.groups) for one in some}
    return found


def among(connection: Connection, members: Collection[int]) -> list[Met]:
    """What some propositions are to one another."""
    inside = set(members)
    return [one for one in _beginning(connection, inside) if one.other in inside]


def deniable(connection: Connection, one: int, least: float) -> list[int]:
    """What a proposition denies with at least such a chance."""
    told = schema.relations.c
    denied = _met(connection, (told.other == one) & (told.denied >= least))
    denies = _met(connection, (told.one == one) & (told.denies >= least))
    return [*(each.one for each in denied), *(each.other for each in denies)]


def _deniers(connection: Connection, found: Agreement) -> list[Met]:
    """Enter whatever surely denies something, with all that it may deny; gives the sure ones."""
    told = schema.relations.c
    sure = list(_met(connection, or_(told.denied >= DENIES, told.denies >= DENIES)))
    deniers = {
        number
        for one in sure
        for number, chance in ((one.other, one.denied), (one.one, one.denies))
        if chance >= DENIES
    }
    for one in _beginning(connection, deniers):
        found.denials[one.other][one.one] = one.denies
    for one in _ending(connection, deniers):
        found.denials[one.one][one.other] = one.denied
    return sure


def _beginning(connection: Connection, ids: Iterable[int]) -> Iterator[Met]:
    for some in batches(ids):
        yield from _met(connection, schema.relations.c.one.in_(some))


def _ending(connection: Connection, ids: Iterable[int]) -> Iterator[Met]:
    for some in batches(ids):
        yield from _met(connection, schema.relations.c.other.in_(some))


def _met(connection: Connection, where: Any) -> Iterator[Met]:
    for row in connection.execute(select(schema.relations).where(where)):
        yield Met(*row)


def _ruled(connection: Connection, found: Agreement) -> tuple[list[Tie], set[frozenset[int]]]:
    """What people decided: who agrees, and who does not; their denials are entered."""
    together: list[Tie] = []
    apart: set[frozenset[int]] = set()
    table = schema.rulings
    rows = connection.execute(select(table).where(table.c.undone_at.is_(None)).order_by(table.c.id))
    for row in rows:
        one, other = number_of(row.one), number_of(row.other)
        pair = frozenset((one, other))
        if row.about == "claim" and row.same:
            apart.discard(pair)
            together.append(Tie(one, other, _CERTAIN))
        elif row.about == "claim":
            apart.add(pair)
            together = [tie for tie in together if {tie.one, tie.other} != pair]
        elif row.about == "denial":
            found.denials[one][other] = 1.0 if row.same else 0.0
    return together, apart
