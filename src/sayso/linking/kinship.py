"""What two propositions are to each other: the same in the same words, in others, or a denial."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from sayso.linking.comparing import Near
from sayso.linking.forms import WORD, forms, tells
from sayso.linking.links import Link
from sayso.linking.propositions import Places, Proposition
from sayso.linking.relating import SHIPPED, Chances, Statement, in_threads, relater
from sayso.linking.small import NEGATIONS
from sayso.linking.weighing import Signs, weighed

DENIES = 0.35
"""The chance from which on one denies the other."""
_KEPT = 0.03
"""Chances below this are not worth keeping."""
_WORTH = 0.1
"""Where the encoder gives less one way round, it is not asked the other way."""
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


@dataclass(frozen=True)
class Pair:
    """Two propositions that are near, and their words as they are compared.

    ``weights`` are those of the encoder that is asked about them.
    """

    one: Proposition
    other: Proposition
    links: Sequence[Link] = ()
    nearness: float = 1.0
    weights: str = SHIPPED

    @cached_property
    def forms(self) -> tuple[list[str], list[str]]:
        """The words of the one and of the other."""
        return list(forms(self.one.text)), list(forms(self.other.text))

    @cached_property
    def alike(self) -> int:
        """How many words both carry, if they are the same words, else 0."""
        by_links = _alike(self.one, self.other, self.links)
        return max(by_links, _in_a_row(*self.forms))

    @property
    def by_words(self) -> Kinship | None:
        """What they are to each other, if their words alone tell."""
        mine, theirs = self.forms
        if mine == theirs:
            return Kinship(1.0, 0.0, 0.0, len(mine))
        if self.alike and _retold(mine, theirs):
            return Kinship(_SURE, 0.0, 0.0, self.alike)
        return None

    def signs(self, least: float = 0.0) -> Signs | None:
        """What speaks for the one and the other, if the encoder gives any of it a chance.

        ``None`` too if what it gives one way round would, both ways, come to less than ``least``.
        """
        there = self._asked(self.one, self.other)
        if not self.alike:
            if max(there.same, there.denies) < _WORTH:
                return None
            if least and max(weighed(self._signs(there, there), self.weights)) < least:
                return None
        return self._signs(there, self._asked(self.other, self.one))

    def by_meaning(self) -> Kinship | None:
        """What they are to each other by all that speaks for it; ``None`` if nothing."""
        signs = self.signs(_KEPT)
        if signs is None:
            return None
        same, denies = weighed(signs, self.weights)
        found = Kinship(same, denies, denies, self.alike)
        return found if self.alike or max(same, denies) >= _KEPT else None

    def _signs(self, there: Chances, back: Chances) -> Signs:
        return Signs.of(self.one, self.other, (there, back), self.nearness)

    def _asked(self, one: Proposition, other: Proposition) -> Chances:
        statements = (Statement(each.told, each.before) for each in (one, other))
        return relater(self.weights).chances(*statements)


def kinships(
    near: Sequence[Near], links: Sequence[Link], most: int, weights: str = SHIPPED
) -> list[Kinship | None]:
    """What the other is to the one of each pair; ``None`` if nothing.

    ``links`` are those between passages of their documents, among others. The encoder with these
    ``weights`` is asked of the first ``most`` pairs that words alone do not settle; the rest are
    nothing. Who denies that a thing is so, denies whoever says it.

    Raises :class:`sayso.errors.WeightsError` if the weights cannot be loaded.
    """
    relater(weights)
    between: Mapping[frozenset[str], list[Link]] = defaultdict(list)
    for link in links:
        between[frozenset((link.shared.one.document, link.shared.other.document))].append(link)
    pairs = [
        Pair(
            pair.one,
            pair.other,
            between.get(frozenset((pair.one.document, pair.other.document)), ()),
            pair.nearness,
            weights,
        )
        for pair in near
    ]
    found = [pair.by_words for pair in pairs]
    open_ = [place for place, kin in enumerate(found) if kin is None][:most]
    asked = in_threads(Pair.by_meaning, [pairs[place] for place in open_])
    for place, kin in zip(open_, asked, strict=True):
        found[place] = kin
    return [_taking_back(pair, kin) for pair, kin in zip(pairs, found, strict=True)]


def _taking_back(pair: Pair, kin: Kinship | None) -> Kinship | None:
    """Turn what is the same into a denial where one of the two is what somebody denies."""
    if kin is None or pair.one.denied == pair.other.denied:
        return kin
    return Kinship(
        0.0,
        kin.same if pair.other.denied else 0.0,
        kin.same if pair.one.denied else 0.0,
        kin.alike,
    )


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
    if sum((Counter(mine) & Counter(theirs)).values()) < _ROW:
        return 0
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


def _words(one: Proposition) -> int:
    return len(WORD.findall(one.text))


def _within(place: int, places: Places) -> bool:
    return any(low <= place < high for low, high in places)
