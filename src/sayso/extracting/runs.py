"""Runs of units, and what can be done with them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

Run = tuple[int, int]
"""Units from the first up to the second (exclusive)."""


def overlap(one: Run, other: Run) -> bool:
    """Whether two runs share a unit."""
    return one[0] < other[1] and other[0] < one[1]


def add(runs: list[Run], run: Run) -> list[Run]:
    """Runs with the units of ``run``, joined where they touch."""
    low, high = run
    kept: list[Run] = []
    for one in runs:
        if one[1] < low or one[0] > high:
            kept.append(one)
        else:
            low, high = min(low, one[0]), max(high, one[1])
    return sorted([*kept, (low, high)])


def meeting(spans: Sequence[Run], runs: Sequence[Run]) -> list[Run]:
    """Those of ``spans`` (sorted, apart from one another) that share a unit with ``runs``."""
    found: dict[Run, None] = {}
    for low, high in runs:
        first = bisect_right(spans, low, key=lambda span: span[1])
        last = bisect_left(spans, high, key=lambda span: span[0])
        found.update(dict.fromkeys(spans[first:last]))
    return list(found)


def subtract(runs: list[Run], run: Run) -> list[Run]:
    """Runs without the units of ``run``."""
    kept: list[Run] = []
    for low, high in runs:
        if low < min(high, run[0]):
            kept.append((low, min(high, run[0])))
        if max(low, run[1]) < high:
            kept.append((max(low, run[1]), high))
    return kept
