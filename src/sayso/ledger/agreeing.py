"""Which propositions of a ledger make one claim, and which deny which: by number, not by text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from sayso.ledger import schema
from sayso.ledger.kindred import number_of
from sayso.linking.claims import Tie, grouped
from sayso.linking.kinship import DENIES, SAME

_CERTAIN = 2.0
"""How sure a person's word is; more than any reckoning."""
_SURE_WORDS = 0.95
_ON_AVERAGE = 0.4
"""The mean chance, over the members compared with it, that a proposition denies a claim."""


@dataclass(slots=True)
class Agreement:
    """What a ledger knows of its propositions.

    ``groups`` are the claims, ``home`` the place of each proposition's among them. ``denials``
    lists for each proposition those that deny it, with the chance; ``alike`` how many words two
    share, if they are the same words; ``same`` the chance that two say the same.
    """

    groups: list[list[int]] = field(default_factory=list)
    home: dict[int, int] = field(default_factory=dict)
    denials: dict[int, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    alike: dict[frozenset[int], int] = field(default_factory=dict)
    same: dict[frozenset[int], float] = field(default_factory=dict)

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


def agreement(connection: Connection) -> Agreement:
    """What the propositions of a ledger are to one another."""
    found = Agreement()
    ties: list[Tie] = []
    opposed: set[frozenset[int]] = set()
    for row in connection.execute(select(schema.relations)):
        pair = frozenset((row.one, row.other))
        denied = max(row.denied, row.denies)
        found.same[pair] = row.same
        found.denials[row.one][row.other] = row.denied
        found.denials[row.other][row.one] = row.denies
        if row.alike:
            found.alike[pair] = row.alike
        if row.same >= SAME or (row.alike and denied < DENIES):
            ties.append(Tie(row.one, row.other, max(row.same, _SURE_WORDS * bool(row.alike))))
        elif denied >= DENIES:
            opposed.add(pair)
    found.groups = grouped(ties, opposed, _rule(connection, found, ties))
    alone = {one for one, some in found.denials.items() if any(c >= DENIES for c in some.values())}
    inside = {one for some in found.groups for one in some}
    found.groups += [[one] for one in sorted(alone - inside)]
    found.home = {one: place for place, some in enumerate(found.groups) for one in some}
    return found


def _rule(connection: Connection, found: Agreement, ties: list[Tie]) -> set[frozenset[int]]:
    """Let what people decided go before what was reckoned; gives the pairs they told apart."""
    apart: set[frozenset[int]] = set()
    table = schema.rulings
    rows = connection.execute(select(table).where(table.c.undone_at.is_(None)).order_by(table.c.id))
    for row in rows:
        one, other = number_of(row.one), number_of(row.other)
        pair = frozenset((one, other))
        if row.about == "claim" and row.same:
            apart.discard(pair)
            ties.append(Tie(one, other, _CERTAIN))
        elif row.about == "claim":
            apart.add(pair)
            ties[:] = [tie for tie in ties if {tie.one, tie.other} != pair]
        elif row.about == "denial":
            found.denials[one][other] = 1.0 if row.same else 0.0
    return apart
