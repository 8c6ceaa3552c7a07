"""How far a measure might lie elsewhere by the luck of which documents were drawn."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sayso.attribution import Kind
from sayso.evaluating.measures import SCORES, Measures, Tally, summarise

Statistic = Callable[[Measures], float]
"""One figure taken from the measures."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The middle 95 % of what a statistic comes to over resampled documents."""

    low: float
    high: float


def _f1(name: str) -> Statistic:
    return lambda measures: measures.scores[name].f1


def _recall(kind: Kind) -> Statistic:
    return lambda measures: measures.kinds[kind].lenient


STATISTICS: Mapping[str, Statistic] = {
    **{name: _f1(name) for name in SCORES},
    **{kind.value: _recall(kind) for kind in Kind},
    "sourceless": lambda measures: measures.sourceless.lenient,
}
"""What :func:`bootstrap` gives intervals for: the F1 of each score, the lenient recalls."""


def bootstrap(
    tallies: Sequence[Tally],
    *,
    resamples: int = 1000,
    seed: int = 0,
    statistics: Mapping[str, Statistic] = STATISTICS,
) -> dict[str, Interval]:
    """95 % percentile intervals, from documents drawn again with replacement.

    The same ``seed`` gives the same intervals. No resamples, or no documents, give
    no intervals.
    """
    if resamples < 1 or not tallies:
        return {}
    keys = sorted({key for tally in tallies for key in tally})
    rows = np.array([[tally.get(key, 0.0) for key in keys] for tally in tallies])
    draw = random.Random(seed)
    values: dict[str, list[float]] = {name: [] for name in statistics}
    for _ in range(resamples):
        drawn = draw.choices(range(len(tallies)), k=len(tallies))
        sums = rows[drawn].sum(axis=0).tolist()
        measures = summarise(dict(zip(keys, sums, strict=True)))
        for name, statistic in statistics.items():
            values[name].append(statistic(measures))
    return {name: _middle(found) for name, found in values.items()}


def _middle(values: Sequence[float]) -> Interval:
    ordered = sorted(values)
    return Interval(
        low=ordered[int(0.025 * len(ordered))], high=ordered[int(0.975 * len(ordered)) - 1]
    )
