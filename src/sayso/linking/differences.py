"""What is different in a stretch that two passages share, change by change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

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
    goes on too, or their next words are one word bent, that was replaced: if it is within the
    same sentence and quotation.
    """
    one, other, blocks = found.one.words, found.other.words, found.blocks
    start, end = blocks[0], blocks[-1]
    yield from _edge(_on(one[: start[0] + 1][::-1]), _on(other[: start[1] + 1][::-1]))
    for (a, b, length), (c, d, _) in pairwise(blocks):
        yield from _between(one, (a + length, c), other, (b + length, d))
    yield from _edge(_on(one[end[0] + end[2] - 1 :]), _on(other[end[1] + end[2] - 1 :]))


def _on(words: Sequence[Word]) -> Sequence[Word]:
    """What follows a word in the sentence and the quotation that it stands in."""
    first = words[0]
    if first.quote < 0:
        return ()
    return tuple(
        takewhile(
            lambda word: (word.quote, word.sentence) == (first.quote, first.sentence), words[1:]
        )
    )


def _edge(mine: Sequence[Word], theirs: Sequence[Word]) -> Iterator[Change]:
    """What stands beyond the stretch, its nearest words first."""
    if not mine or not theirs:
        return
    bent = Indel.normalized_similarity(mine[0].form, theirs[0].form) >= _BENT
    if bent or min(len(mine), len(theirs)) <= _LAST:
        size = 1 if bent else _LAST
        yield _change(mine[:size], theirs[:size])


def _between(
    one: Sequence[Word], mine: tuple[int, int], other: Sequence[Word], theirs: tuple[int, int]
) -> Iterator[Change]:
    """What stands between two runs; nothing, if only spaces are different ("in to", "into")."""
    before, after = one[slice(*mine)], other[slice(*theirs)]
    if "".join(word.form for word in before) == "".join(word.form for word in after):
        return
    change = _change(before, after)
    if change.grave and not change.replaced:
        whole = _whole(one, mine) if before else _whole(other, theirs)
        if whole or _fuller(one, mine) or _fuller(other, theirs):
            change = replace(change, grave=False)
    yield change


def _whole(words: Sequence[Word], part: tuple[int, int]) -> bool:
    """Whether a part is whole sentences, or would be if it lay a few words on.

    In "We do not like him. We do not want him" nobody can see which "we do not" is gone.
    """
    low, high = part
    while low and words[low - 1].form == words[high - 1].form:
        low, high = low - 1, high - 1
    while high < len(words):
        begins = not low or words[low].sentence != words[low - 1].sentence
        if begins and words[high - 1].sentence != words[high].sentence:
            return True
        if words[low].form != words[high].form:
            return False
        low, high = low + 1, high + 1
    return False


def _fuller(words: Sequence[Word], part: tuple[int, int]) -> bool:
    """Whether a part is names that stand directly before another: "[Mara] Quill"."""
    low, high = part
    return low < high < len(words) and all(
        word.name and word.telling and not word.form.isdigit() for word in words[low : high + 1]
    )


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
