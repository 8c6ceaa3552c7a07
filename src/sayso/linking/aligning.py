"""Two passages word by word: the stretch that they share, and what is different in it.

The stretch is the chain of shared words, in the order that both have them, with the highest
score: a word that both have counts one, a word that only one has costs a half, and a gap three
at most (Smith and Waterman's local alignment, with a bound on the cost of a gap). Two things
make it quick: a small word by itself is looked for only beside others, and a run of shared words
is followed to its end.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.linking.passages import Passage, Word

_GAP = 0.5
_FREE = 3.0
"""What a gap costs at most: a report may leave out much of a quotation."""

_NEAR = 3
"""So many words, on either side, are a change within a sentence."""

_REACH = int(_FREE / _GAP)
_STEPS = sorted(
    ((down + right - 2) * _GAP, down, right)
    for down in range(1, _REACH + 1)
    for right in range(1, _REACH + 1)
    if (down + right - 2) * _GAP < _FREE
)
"""From one shared word to the next: what it costs, and how many words further on it is."""

_Pair = tuple[int, int]
"""A shared word: its place in the one passage and in the other."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What two passages have in common: words ``first`` to ``last`` of each, end-exclusive.

    ``blocks`` are the runs that are alike: (place in one, place in the other, length).
    """

    one: Passage
    other: Passage
    blocks: tuple[tuple[int, int, int], ...]

    @property
    def mine(self) -> tuple[Word, ...]:
        """The words of the stretch in the first passage."""
        return self.one.words[self.blocks[0][0] : self.blocks[-1][0] + self.blocks[-1][2]]

    @property
    def theirs(self) -> tuple[Word, ...]:
        """The words of the stretch in the second passage."""
        return self.other.words[self.blocks[0][1] : self.blocks[-1][1] + self.blocks[-1][2]]

    @property
    def pairs(self) -> tuple[tuple[Word, Word], ...]:
        """The words that both have, as they stand in the one and in the other."""
        return tuple(
            (self.one.words[a + step], self.other.words[b + step])
            for a, b, length in self.blocks
            for step in range(length)
        )


def shared(one: Passage, other: Passage) -> Shared | None:
    """The best stretch that two passages share, if they share a word that tells.

    It is the same whichever comes first: of two chains as good, which one is taken depends on
    that, so the shorter passage, and of two as long the one that comes first in the alphabet,
    is put first.
    """
    mine, theirs = ([word.form for word in passage.words] for passage in (one, other))
    turned = (len(mine), mine) > (len(theirs), theirs)
    first, second = (other, one) if turned else (one, other)
    chain = _widened(_best_chain(first.words, second.words), first, second)
    if not any(first.words[row].telling for row, _ in chain):
        return None
    return Shared(one, other, _blocks([(b, a) for a, b in chain] if turned else chain))


class _Chains:
    """The best chains that end at each shared word, row by row of the first passage.

    What a gap of any length leads on from is the best chain so far that ends before a column;
    of these, only the ones that are better than all that end further left are kept.
    """

    def __init__(self) -> None:
        self._scores: dict[_Pair, float] = {}
        self._before: dict[_Pair, _Pair | None] = {}
        self._columns: list[int] = []
        self._ends: list[_Pair] = []
        self._best: tuple[float, _Pair | None] = (0.0, None)

    def add(self, row: int, columns: Sequence[int]) -> None:
        """Add a row's shared words. Rows come in order."""
        for column in columns:
            here = row, column
            score, self._before[here] = self._came_from(here)
            self._scores[here] = score + 1
            if score + 1 > self._best[0]:
                self._best = score + 1, here
        for column in columns:
            self._keep((row, column))

    def best(self) -> list[_Pair]:
        """The chain with the highest score."""
        chain: list[_Pair] = []
        at = self._best[1]
        while at is not None:
            chain.append(at)
            at = self._before[at]
        return chain[::-1]

    def _came_from(self, here: _Pair) -> tuple[float, _Pair | None]:
        """The best score to go on from at a shared word, and where; nowhere, if that is best."""
        row, column = here
        next_to = row - 1, column - 1
        if next_to in self._scores:
            return self._scores[next_to], next_to
        best: tuple[float, _Pair | None] = (0.0, None)
        for cost, down, right in _STEPS:
            last = row - down, column - right
            score = self._scores.get(last, 0.0) - cost
            if score > best[0]:
                best = score, last
        place = bisect_left(self._columns, column)
        if place:
            far = self._ends[place - 1]
            if self._scores[far] - _FREE > best[0]:
                best = self._scores[far] - _FREE, far
        return best

    def _keep(self, here: _Pair) -> None:
        score, place = self._scores[here], bisect_left(self._columns, here[1])
        if place and self._scores[self._ends[place - 1]] > score:
            return
        after = place
        while after < len(self._ends) and self._scores[self._ends[after]] <= score:
            after += 1
        if place == after < len(self._ends) and self._columns[place] == here[1]:
            return
        self._columns[place:after] = [here[1]]
        self._ends[place:after] = [here]


def _best_chain(one: Sequence[Word], other: Sequence[Word]) -> list[_Pair]:
    """The chain of shared words with the highest score; a small word by itself is none.

    What small words two passages share in the gaps of it is put in afterwards.
    """
    words: dict[str, list[int]] = defaultdict(list)
    twos: dict[tuple[str, str], list[int]] = defaultdict(list)
    for column, word in enumerate(other):
        if word.telling:
            words[word.form].append(column)
        if column:
            twos[other[column - 1].form, word.form].append(column)
    chains = _Chains()
    ahead: Sequence[int] = ()
    for row, word in enumerate(one):
        two = (word.form, one[row + 1].form) if row + 1 < len(one) else ("", "")
        behind, ahead = ahead, twos.get(two, ())
        columns = {*words.get(word.form, ()), *behind, *(column - 1 for column in ahead)}
        if columns:
            chains.add(row, sorted(columns))
    chain = chains.best()
    return [pair for gap in pairwise(chain) for pair in _filled(gap, one, other)] + chain[-1:]


def _filled(gap: tuple[_Pair, _Pair], one: Sequence[Word], other: Sequence[Word]) -> list[_Pair]:
    """A shared word, and the small ones that both have between it and the next one."""
    (a, b), (c, d) = gap
    if not (1 < c - a <= _REACH and 1 < d - b <= _REACH):
        return [gap[0]]
    chains = _Chains()
    for row in range(a + 1, c):
        chains.add(row, [at for at in range(b + 1, d) if other[at].form == one[row].form])
    return [gap[0], *chains.best()]


def _widened(chain: list[_Pair], one: Passage, other: Passage) -> list[_Pair]:
    """The chain with the telling words next to it that a few words part from it.

    A word earns less than "a new" in the place of "another" costs, but "berth" after it
    belongs to what they share.
    """
    for step in (1, -1):
        while chain and (more := _next(chain[-1], step, one.words, other.words)):
            chain = chain + more
        chain = chain[::-1]
    return chain


def _next(last: _Pair, step: int, one: Sequence[Word], other: Sequence[Word]) -> list[_Pair]:
    """The nearest shared word that tells, and those between that stand in a row with it.

    A small one will do if it is next, or next but one in one of the two.
    """

    def alike(down: int, right: int) -> bool:
        row, column = last[0] + step * down, last[1] + step * right
        return (
            0 <= row < len(one) and 0 <= column < len(other) and one[row].form == other[column].form
        )

    def earns(down: int, right: int) -> bool:
        return alike(down, right) and (down + right <= 3 or one[last[0] + step * down].telling)

    near = range(1, _NEAR + 2)
    found = [(down + right, down, right) for down in near for right in near if earns(down, right)]
    if not found:
        return []
    _, down, right = min(found)
    row = 1
    while row < min(down, right) and alike(down - row, right - row):
        row += 1
    return [
        (last[0] + step * (down - back), last[1] + step * (right - back))
        for back in reversed(range(row))
    ]


def _blocks(chain: Sequence[_Pair]) -> tuple[tuple[int, int, int], ...]:
    """A chain as runs: (place in one, place in the other, length)."""
    found: list[tuple[int, int, int]] = []
    for a, b in chain:
        if found and (found[-1][0] + found[-1][2], found[-1][1] + found[-1][2]) == (a, b):
            found[-1] = (*found[-1][:2], found[-1][2] + 1)
        else:
            found.append((a, b, 1))
    return tuple(found)
