"""Claims: which propositions say the same, so that they can be counted as one.

Agreement is not handed on from one to the next without end: two groups become one only if the
pairs across them say the same on average (Sokal and Michener 1958), those that agree best
first. So one wrong pair does not make one claim of two. A person's word joins groups as they
are then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

AGREED = (0.15, 0.2, 0.25)
"""The mean chance, over the pairs across two groups, that they say the same: what is enough for
two propositions, for one and a group, and for two groups, where a wrong step does more harm."""

Pair = frozenset[int]


@dataclass(frozen=True, slots=True)
class Tie:
    """Two propositions that may say the same: ``sure`` from 0 to 1, above 1 for a person's word."""

    one: int
    other: int
    sure: float


def grouped(
    ties: Iterable[Tie], opposed: Iterable[Pair] = (), apart: Collection[Pair] = ()
) -> list[list[int]]:
    """The groups of propositions that say the same, each in order, the largest first.

    ``opposed``: pairs of which the one is reckoned to deny the other; only a person's word
    brings them into one group. ``apart``: pairs that a person has told apart; nothing does.
    Pairs without a tie do not say the same.
    """
    groups = _Groups(opposed, apart)
    insisted: set[tuple[int, int]] = set()
    for tie in ties:
        if tie.sure > 1:
            insisted.add((min(tie.one, tie.other), max(tie.one, tie.other)))
        groups.tie(tie.one, tie.other, tie.sure if tie.sure <= 1 else 0.0)
    groups.agree()
    for one, other in sorted(insisted):
        groups.insist(one, other)
    found = [sorted(members) for members in groups.members.values() if len(members) > 1]
    return sorted(found, key=lambda some: (-len(some), some))


class _Groups:
    """Groups that grow; each is called by one of its members."""

    def __init__(self, opposed: Iterable[Pair], apart: Collection[Pair]) -> None:
        self.members: dict[int, list[int]] = {}
        self._home: dict[int, int] = {}
        self._sums: dict[int, dict[int, float]] = defaultdict(dict)
        self._apart = _both_ways(apart)
        self._opposed = _both_ways([*opposed, *apart])

    def tie(self, one: int, other: int, sure: float) -> None:
        """Take in a tie; the surest of two counts."""
        for each in (one, other):
            self.members.setdefault(each, [each])
            self._home[each] = each
        sure = max(sure, self._sums[one].get(other, 0.0))
        self._sums[one][other] = self._sums[other][one] = sure

    def agree(self) -> None:
        """Join what agrees on average, the best first."""
        heap = [
            self._entry(one, other)
            for one, some in self._sums.items()
            for other, sure in some.items()
            if one < other and sure >= self._enough(one, other)
        ]
        heapify(heap)
        while heap:
            _, one, other, pairs = heappop(heap)
            if pairs == self._pairs(one, other) and other not in self._opposed[one]:
                home = self._join(one, other)
                for near in self._sums[home]:
                    entry = self._entry(home, near)
                    if -entry[0] >= self._enough(home, near):
                        heappush(heap, entry)

    def insist(self, one: int, other: int) -> None:
        """Join the groups of two, unless a person has told some of them apart."""
        mine, theirs = self._home[one], self._home[other]
        if mine != theirs and theirs not in self._apart[mine]:
            self._join(mine, theirs)

    def _enough(self, *both: int) -> float:
        return AGREED[sum(len(self.members[one]) > 1 for one in both)]

    def _entry(self, one: int, other: int) -> tuple[float, int, int, int]:
        one, other = min(one, other), max(one, other)
        pairs = self._pairs(one, other)
        return -self._sums[one][other] / pairs, one, other, pairs

    def _pairs(self, one: int, other: int) -> int:
        """How many pairs lie across two groups; none if one of them is no more."""
        return len(self.members.get(one, ())) * len(self.members.get(other, ()))

    def _join(self, one: int, other: int) -> int:
        """Make one group of two; gives what it is called."""
        if len(self._sums[one]) < len(self._sums[other]):
            one, other = other, one
        for member in self.members[other]:
            self._home[member] = one
        self.members[one] += self.members.pop(other)
        for near, total in self._sums.pop(other).items():
            del self._sums[near][other]
            if near != one:
                self._sums[one][near] = self._sums[one].get(near, 0.0) + total
                self._sums[near][one] = self._sums[one][near]
        for table in (self._opposed, self._apart):
            for near in table.pop(other, set()):
                table[near].discard(other)
                table[near].add(one)
                table[one].add(near)
        return one


def _both_ways(pairs: Iterable[Pair]) -> defaultdict[int, set[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for pair in pairs:
        one, other = sorted(pair)
        found[one].add(other)
        found[other].add(one)
    return found
