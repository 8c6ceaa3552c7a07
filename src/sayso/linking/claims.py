"""Claims: which propositions say the same, so that they can be counted as one.

Agreement is not handed on from one to the next without end: two groups become one only if enough
of the pairs across them say the same (average linkage, Sokal and Michener 1958), the surest
pairs first. So one wrong pair does not make one claim of two. A person's word joins groups as
they are then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

_MOST = 0.4
"""The share of the pairs across two groups that must say the same."""

Pair = frozenset[int]


@dataclass(frozen=True, slots=True)
class Tie:
    """Two propositions that say the same: ``sure`` from 0 to 1, above 1 for a person's word."""

    one: int
    other: int
    sure: float


def grouped(
    ties: Iterable[Tie], opposed: Collection[Pair] = (), apart: Collection[Pair] = ()
) -> list[list[int]]:
    """The groups of propositions that say the same, each in order, the largest first.

    ``opposed``: pairs of which the one is reckoned to deny the other; only a person's word
    brings them into one group. ``apart``: pairs that a person has told apart; nothing does.
    """
    strongest: dict[Pair, float] = {}
    for tie in ties:
        pair = frozenset((tie.one, tie.other))
        strongest[pair] = max(tie.sure, strongest.get(pair, 0.0))
    groups = _Groups(strongest, opposed, apart)
    order = sorted(strongest, key=lambda one: (strongest[one] > 1, -strongest[one], sorted(one)))
    for pair in order:
        groups.join(*sorted(pair), sure=strongest[pair])
    found = [sorted(members) for members in groups.members.values() if len(members) > 1]
    return sorted(found, key=lambda some: (-len(some), some))


class _Groups:
    def __init__(
        self, ties: Mapping[Pair, float], opposed: Collection[Pair], apart: Collection[Pair]
    ) -> None:
        self._apart = set(apart)
        self._opposed = self._apart.union(opposed)
        self._home: dict[int, int] = {}
        self.members: dict[int, set[int]] = {}
        self._tied: dict[int, dict[int, int]] = defaultdict(dict)
        for pair in ties:
            one, other = sorted(pair)
            for each in (one, other):
                self._home[each] = each
                self.members[each] = {each}
            self._tied[one][other] = self._tied[other][one] = 1

    def join(self, one: int, other: int, *, sure: float) -> None:
        """Make one group of two, if enough across them says the same and nothing forbids it."""
        mine, theirs = self._home[one], self._home[other]
        if mine == theirs:
            return
        pairs = len(self.members[mine]) * len(self.members[theirs])
        if sure <= 1 and self._tied[mine].get(theirs, 0) < _MOST * pairs:
            return
        if self._across(mine, theirs, self._apart if sure > 1 else self._opposed):
            return
        if len(self.members[mine]) < len(self.members[theirs]):
            mine, theirs = theirs, mine
        for member in self.members[theirs]:
            self._home[member] = mine
        self.members[mine] |= self.members.pop(theirs)
        for home, count in self._tied.pop(theirs).items():
            del self._tied[home][theirs]
            if home != mine:
                self._tied[mine][home] = self._tied[mine].get(home, 0) + count
                self._tied[home][mine] = self._tied[mine][home]

    def _across(self, mine: int, theirs: int, pairs: Collection[Pair]) -> bool:
        """Whether any of some pairs has one in each group."""
        if not pairs:
            return False
        return any(
            frozenset((one, other)) in pairs
            for one in self.members[mine]
            for other in self.members[theirs]
        )
