"""Pairing what was predicted with what people marked, one to one, in one document."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from sayso.evaluating.gold import GoldDocument, Labels
from sayso.evaluating.tokens import Tokens, TokenSet

Pair = tuple[int, int]
"""The index of a gold unit and that of the predicted unit it is paired with."""

HALF = 0.5
"""The least Jaccard similarity at which two contents count as the same content."""


@dataclass(frozen=True, slots=True)
class Roles:
    """One attribution as the sets of words that fill its roles."""

    source: TokenSet
    cue: TokenSet
    content: TokenSet

    def same_source(self, other: Roles) -> bool:
        """Whether the sources share a word, or neither side names one."""
        if self.source or other.source:
            return not self.source.isdisjoint(other.source)
        return True


def pair_equal(gold: Sequence[Hashable], predicted: Sequence[Hashable]) -> list[Pair]:
    """Pair equal units, the earliest first."""
    waiting: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for index, unit in enumerate(predicted):
        waiting[unit].append(index)
    return [
        (index, waiting[unit].popleft()) for index, unit in enumerate(gold) if waiting.get(unit)
    ]


def pair_similar(
    gold: Sequence[TokenSet],
    predicted: Sequence[TokenSet],
    least: float = 0.0,
    allowed: Callable[[int, int], bool] = lambda _gold, _predicted: True,
) -> list[Pair]:
    """Pair overlapping units greedily: the greatest Jaccard similarity first, then text order.

    Pairs below ``least``, and those that ``allowed`` refuses, are never made. Only
    units that share a token are ever compared.
    """
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for index, unit in enumerate(predicted):
        for token in unit:
            holders[token].append(index)
    candidates: list[tuple[float, int, int]] = []
    for index, unit in enumerate(gold):
        shared = Counter(holder for token in unit for holder in holders.get(token, ()))
        for other, common in shared.items():
            similarity = common / (len(unit) + len(predicted[other]) - common)
            if similarity >= least and allowed(index, other):
                candidates.append((-similarity, index, other))
    return _best_first(candidates)


def _best_first(candidates: list[tuple[float, int, int]]) -> list[Pair]:
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    pairs: list[Pair] = []
    for _, index, other in sorted(candidates):
        if index not in taken_gold and other not in taken_predicted:
            taken_gold.add(index)
            taken_predicted.add(other)
            pairs.append((index, other))
    return pairs


class Comparison:
    """One document's gold attributions beside the predicted ones.

    Pairs hold positions in :attr:`gold` and :attr:`predicted`, which keep the order
    of the files. Attributions whose content holds no token are never paired.
    """

    def __init__(self, document: GoldDocument, predicted: Sequence[Labels]) -> None:
        self.document = document
        self.labels = tuple(predicted)
        self.tokens = Tokens(document.text)
        self.gold = self._roles(document.attributions)
        self.predicted = self._roles(self.labels)
        self._gold_with = [index for index, one in enumerate(self.gold) if one.content]
        self._predicted_with = [index for index, one in enumerate(self.predicted) if one.content]

    def _roles(self, attributions: Iterable[Labels]) -> list[Roles]:
        within = self.tokens.within
        return [
            Roles(within(one.source), within(one.cue), within(one.content)) for one in attributions
        ]

    @cached_property
    def gold_contents(self) -> list[TokenSet]:
        """The gold contents that hold a token."""
        return [self.gold[index].content for index in self._gold_with]

    @cached_property
    def predicted_contents(self) -> list[TokenSet]:
        """The predicted contents that hold a token."""
        return [self.predicted[index].content for index in self._predicted_with]

    @cached_property
    def exact(self) -> list[Pair]:
        """Pairs whose contents are the same words."""
        return self._pair_equal(lambda one: one.content)

    @cached_property
    def exact_pairs(self) -> list[Pair]:
        """Pairs whose sources and contents are the same words."""
        return self._pair_equal(lambda one: (one.source, one.content))

    @cached_property
    def strict(self) -> list[Pair]:
        """Pairs whose sources, cues and contents are the same words."""
        return self._pair_equal(lambda one: one)

    @cached_property
    def half(self) -> list[Pair]:
        """Pairs whose contents have a Jaccard similarity of one half or more."""
        return self._named(pair_similar(self.gold_contents, self.predicted_contents, HALF))

    @cached_property
    def lenient(self) -> list[Pair]:
        """Pairs as in :attr:`half` whose sources overlap, or that both name none."""

        def same_source(gold: int, predicted: int) -> bool:
            one, other = self._gold_with[gold], self._predicted_with[predicted]
            return self.gold[one].same_source(self.predicted[other])

        return self._named(
            pair_similar(self.gold_contents, self.predicted_contents, HALF, same_source)
        )

    def _pair_equal(self, key: Callable[[Roles], Hashable]) -> list[Pair]:
        return self._named(
            pair_equal(
                [key(self.gold[index]) for index in self._gold_with],
                [key(self.predicted[index]) for index in self._predicted_with],
            )
        )

    def _named(self, pairs: Iterable[Pair]) -> list[Pair]:
        """The same pairs, by position among all attributions of their side."""
        return [(self._gold_with[one], self._predicted_with[other]) for one, other in pairs]
