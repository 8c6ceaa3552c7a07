"""What is different in a stretch that two passages share, change by change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Indel

from sayso.linking.aligning import Shared
from sayso.linking.passages import Word
from sayso.linking.small import NEGATIONS

_BENT = 0.6
"""How alike two words are, at least, of which one is the other bent ("warn", "warned")."""

_LAST = 2
"""So many last (or first) words of a passage stand for what the other has there."""


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the first passage and what the second has instead; either may be empty.

    ``grave``: a negation, a number or a name is touched.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    grave: bool

    @property
    def replaced(self) -> bool:
        """Whether there is something on both sides."""
        return bool(self.before and self.after)


def differences(found: Shared) -> Iterator[Change]:
    """The changes from the first passage to the second, in the order of the first.

    What only one of them has beyond the stretch was left out by the other, and is no change;
    nor is it where both go on at length. But where one goes on for a word or two and the other
    goes on too, or their next words are one word bent, that was replaced.
    """
    one, other, blocks = found.one.words, found.other.words, found.blocks
    start, end = blocks[0], blocks[-1]
    yield from _edge(one[: start[0]][::-1], other[: start[1]][::-1])
    for (a, b, length), (c, d, _) in pairwise(blocks):
        yield _change(one[a + length : c], other[b + length : d])
    yield from _edge(one[end[0] + end[2] :], other[end[1] + end[2] :])


def _edge(mine: Sequence[Word], theirs: Sequence[Word]) -> Iterator[Change]:
    """What stands beyond the stretch, its nearest words first."""
    if not mine or not theirs:
        return
    bent = Indel.normalized_similarity(mine[0].form, theirs[0].form) >= _BENT
    if bent or min(len(mine), len(theirs)) <= _LAST:
        size = 1 if bent else _LAST
        yield _change(mine[:size], theirs[:size])


def _change(mine: Sequence[Word], theirs: Sequence[Word]) -> Change:
    before, after = tuple(word.form for word in mine), tuple(word.form for word in theirs)
    different = {
        word.form for word in (*mine, *theirs) if (word.form in before) != (word.form in after)
    }
    weighty = NEGATIONS & different or any(map(str.isdigit, "".join(different)))
    gone = not (before and after) and any(
        word.name and word.telling and word.form in different for word in (*mine, *theirs)
    )
    return Change(before, after, bool(weighty or gone))
