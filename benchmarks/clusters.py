"""How far clusters of mentions agree with those that people marked.

MUC (Vilain and others 1995), B³ (Bagga and Baldwin 1998), CEAF-e (Luo 2005), and their
mean, which the CoNLL shared task of 2012 ranked by.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linear_sum_assignment

Clusters = Sequence[frozenset[Hashable]]


@dataclass(slots=True)
class Ratio:
    """Precision and recall as sums over documents."""

    right: float = 0.0
    predicted: float = 0.0
    found: float = 0.0
    gold: float = 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both; 0 where nothing is right."""
        precision = self.right / self.predicted if self.predicted else 0.0
        recall = self.found / self.gold if self.gold else 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(slots=True)
class Agreement:
    """The sums of all measures over documents."""

    mentions: Ratio = field(default_factory=Ratio)
    muc: Ratio = field(default_factory=Ratio)
    b_cubed: Ratio = field(default_factory=Ratio)
    ceaf: Ratio = field(default_factory=Ratio)

    @property
    def conll(self) -> float:
        """The mean of MUC, B³ and CEAF-e."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf.f1) / 3

    def add(self, gold: Clusters, predicted: Clusters) -> None:
        """Count one document: clusters of at least two mentions each."""
        mine = {mention for one in predicted for mention in one}
        theirs = {mention for one in gold for mention in one}
        shared = len(mine & theirs)
        _grow(self.mentions, shared, len(mine), shared, len(theirs))
        _grow(self.muc, *_muc(predicted, gold), *_muc(gold, predicted))
        _grow(self.b_cubed, *_b_cubed(predicted, gold), *_b_cubed(gold, predicted))
        alike = _ceaf(gold, predicted)
        _grow(self.ceaf, alike, len(predicted), alike, len(gold))


def _grow(ratio: Ratio, right: float, predicted: float, found: float, gold: float) -> None:
    ratio.right += right
    ratio.predicted += predicted
    ratio.found += found
    ratio.gold += gold


def _where(clusters: Clusters) -> dict[Hashable, int]:
    return {mention: index for index, one in enumerate(clusters) for mention in one}


def _muc(mine: Clusters, others: Clusters) -> tuple[float, float]:
    """Links of ``mine`` that ``others`` have too, and all of them."""
    where = _where(others)
    kept = total = 0
    for one in mine:
        parts = {where.get(mention, mention) for mention in one}
        kept += len(one) - len(parts)
        total += len(one) - 1
    return kept, total


def _b_cubed(mine: Clusters, others: Clusters) -> tuple[float, float]:
    where = _where(others)
    share = 0.0
    for one in mine:
        for other in {where[mention] for mention in one if mention in where}:
            share += len(one & others[other]) ** 2 / len(one)
    return share, sum(map(len, mine))


def _ceaf(gold: Clusters, predicted: Clusters) -> float:
    """The greatest sum of likenesses (twice the shared, over both) of paired clusters."""
    if not gold or not predicted:
        return 0.0
    alike = np.array(
        [[2 * len(one & two) / (len(one) + len(two)) for two in predicted] for one in gold]
    )
    rows, columns = linear_sum_assignment(-alike)
    return float(alike[rows, columns].sum())
