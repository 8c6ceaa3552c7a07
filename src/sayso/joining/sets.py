"""Sets that are joined, and pairs that may never be in one."""

from __future__ import annotations

from collections import defaultdict


class Sets:
    """Disjoint sets of the numbers below ``size`` (Tarjan 1975), of which some stay apart."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))
        self._sizes = [1] * size
        self._apart: defaultdict[int, set[int]] = defaultdict(set)

    def find(self, one: int) -> int:
        """The member that stands for the set of one."""
        above = self._above
        while above[one] != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    def forbid(self, one: int, other: int) -> None:
        """Keep two members apart for good, unless they are together already."""
        a, b = self.find(one), self.find(other)
        if a != b:
            self._apart[a].add(b)
            self._apart[b].add(a)

    def join(self, one: int, other: int) -> bool:
        """Join the sets of two members; whether they are together now."""
        a, b = self.find(one), self.find(other)
        if a == b:
            return True
        if b in self._apart.get(a, ()):
            return False
        if self._sizes[a] < self._sizes[b]:
            a, b = b, a
        self._above[b] = a
        self._sizes[a] += self._sizes[b]
        for enemy in self._apart.pop(b, ()):
            self._apart[enemy].discard(b)
            self._apart[enemy].add(a)
            self._apart[a].add(enemy)
        return True
