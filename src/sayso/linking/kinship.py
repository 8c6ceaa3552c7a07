"""What two propositions are to each other: the same in the same words, in others, or a denial."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sayso.linking.forms import WORD, bare, tells
from sayso.linking.links import Link
from sayso.linking.propositions import Places, Proposition
from sayso.linking.relating import Statement, relater
from sayso.linking.small import NEGATIONS

NEAR = 0.4
"""The nearness from which on two propositions are compared."""
SAME = 0.4
"""The chance from which on two say the same."""
DENIES = 0.8
"""The chance from which on one denies the other."""
_KEPT = 0.05
"""Chances below this are not worth keeping."""
_WORTH = 0.2
"""Chances below this are not looked at the other way round."""
_SHARE = 0.6
"""The share of the shorter one's words that stand in the other, in the same words."""
_FEWEST = 3
_NEARLY = 0.85
"""How alike two are that say the same in nearly the same words."""
_SURE = 0.95
_ROW = 8
"""So many words in a row, of which so many carry meaning, are the same words."""
_TELLING = 4


@dataclass(frozen=True, slots=True)
class Kinship:
    """What another proposition is to one.

    ``same`` is the chance that they say the same, ``denied`` that the other denies the one,
    ``denies`` that the one denies the other. ``alike`` is how many words both carry, if they are
    the same words, else 0.
    """

    same: float
    denied: float
    denies: float
    alike: int = 0


def kinship(one: Proposition, other: Proposition, links: Sequence[Link]) -> Kinship | None:
    """What the other is to the one; ``None`` if nothing.

    ``links`` are those between passages of their two documents, among others. Who denies that a
    thing is so, denies whoever says it.
    """
    found = _compared(one, other, links)
    if found is None or one.denied == other.denied:
        return found
    return Kinship(
        0.0, found.same if other.denied else 0.0, found.same if one.denied else 0.0, found.alike
    )


def _compared(one: Proposition, other: Proposition, links: Sequence[Link]) -> Kinship | None:
    mine_forms, their_forms = _forms(one), _forms(other)
    if mine_forms == their_forms:
        return Kinship(1.0, 0.0, 0.0, len(mine_forms))
    alike = max(_alike(one, other, links), _in_a_row(mine_forms, their_forms))
    if alike and _retold(mine_forms, their_forms):
        return Kinship(_SURE, 0.0, 0.0, alike)
    mine, theirs = _statement(one), _statement(other)
    there = relater().chances(mine, theirs)
    if not alike and max(there.same, there.denies) < _WORTH:
        return None
    back = relater().chances(theirs, mine)
    mutual = min(there.denies, back.denies)
    found = Kinship((there.same + back.same) / 2, mutual, mutual, alike)
    return found if alike or max(found.same, found.denied, found.denies) >= _KEPT else None


def _statement(one: Proposition) -> Statement:
    return Statement(one.told, one.before)


def _alike(one: Proposition, other: Proposition, links: Sequence[Link]) -> int:
    """How many words they share by links, if they are most of the shorter one's."""
    least = min(_words(one), _words(other))
    best = 0
    for link in links:
        ends = {link.shared.one.document: 0, link.shared.other.document: 1}
        if ends.keys() != {one.document, other.document}:
            continue
        mine, theirs = ends[one.document], ends[other.document]
        count = sum(
            _within(pair[mine].start, one.places) and _within(pair[theirs].start, other.places)
            for pair in link.shared.pairs
        )
        best = max(best, count)
    return best if best >= _FEWEST and best >= _SHARE * least else 0


def _in_a_row(mine: Sequence[str], theirs: Sequence[str]) -> int:
    """How many words in a row both have, if so many are not alike by chance."""
    block = SequenceMatcher(None, mine, theirs, autojunk=False).find_longest_match()
    run = mine[block.a : block.a + block.size]
    if block.size < _ROW or sum(map(tells, run)) < _TELLING:
        return 0
    return block.size if 2 * block.size >= min(len(mine), len(theirs)) else 0


def _retold(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether one is the other but for small words: no figure, no negation is changed."""
    if SequenceMatcher(None, mine, theirs, autojunk=False).ratio() < _NEARLY:
        return False
    changed = {*mine} ^ {*theirs}
    return not any(form.isdigit() or form in NEGATIONS for form in changed)


def _forms(one: Proposition) -> list[str]:
    return [form for word in WORD.finditer(one.text) for form in bare(word[0])]


def _words(one: Proposition) -> int:
    return len(WORD.findall(one.text))


def _within(place: int, places: Places) -> bool:
    return any(low <= place < high for low, high in places)
