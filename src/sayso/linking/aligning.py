"""Two passages word by word: the stretch that they share, and what is different in it.

The matching blocks are those of Ratcliff and Obershelp (difflib); the stretch is the run of
blocks with the highest score, where a word that both have counts one and a word that only one
has costs a half.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from sayso.linking.passages import Passage, Word

_GAP = 0.5
_FREE = 3.0
"""What a gap costs at most: a report may leave out much of a quotation."""

_NEAR = 3
"""So many words, on either side, are a change within a sentence."""

_Block = tuple[int, int, int]


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

    It is the same whichever comes first: difflib's answer may depend on that, so the shorter
    one, and of two as long the one that comes first in the alphabet, is put first.
    """
    mine, theirs = ([word.form for word in passage.words] for passage in (one, other))
    turned = (len(mine), mine) > (len(theirs), theirs)
    matcher = SequenceMatcher(None, *((theirs, mine) if turned else (mine, theirs)), autojunk=False)
    blocks = [(b, a, n) if turned else (a, b, n) for a, b, n in matcher.get_matching_blocks() if n]
    best = _best_run(blocks)
    if not best:
        return None
    found = Shared(one, other, tuple(_widened(best, blocks, one)))
    return found if any(word.telling for word, _ in found.pairs) else None


def _best_run(blocks: list[_Block]) -> list[_Block]:
    """The run of blocks with the highest score (Kadane's algorithm over blocks and gaps)."""
    best: list[_Block] = []
    best_score = 0.0
    run: list[_Block] = []
    score = 0.0
    for block in blocks:
        if run:
            a, b, n = run[-1]
            gaps = (block[0] - a - n, block[1] - b - n)
            score -= min(_FREE, _GAP * min(gaps) + _GAP * max(gaps))
        if score <= 0:
            run, score = [], 0.0
        run.append(block)
        score += block[2]
        if score > best_score:
            best, best_score = list(run), score
    return best


def _widened(best: list[_Block], blocks: list[_Block], one: Passage) -> list[_Block]:
    """The run with the blocks next to it that a few words part from it, if they tell something.

    A run of one word earns less than "a new" in the place of "another" costs, but "berth" after
    it belongs to what they share.
    """
    low, high = blocks.index(best[0]), blocks.index(best[-1])
    while low and _is_near(blocks[low - 1], blocks[low]) and _telling(blocks[low - 1], one):
        low -= 1
    while (
        high + 1 < len(blocks)
        and _is_near(blocks[high], blocks[high + 1])
        and _telling(blocks[high + 1], one)
    ):
        high += 1
    return blocks[low : high + 1]


def _is_near(before: _Block, after: _Block) -> bool:
    a, b, length = before
    return max(after[0] - a, after[1] - b) - length <= _NEAR


def _telling(block: _Block, one: Passage) -> bool:
    return any(word.telling for word in one.words[block[0] : block[0] + block[2]])
