"""Whether a confidence of 0.8 is right four times in five."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.evaluating.matching import Comparison

BINS = 10


@dataclass(frozen=True, slots=True)
class Outcome:
    """One prediction's confidence, and whether it was right.

    Right means paired with a gold attribution in the sense of ``triple_lenient``.
    """

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The predictions whose confidence lies from ``low`` up to ``high``.

    ``confidence`` is their mean confidence and ``accuracy`` the share of them that
    is right; both are 0 where ``count`` is.
    """

    low: float
    high: float
    count: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The expected calibration error, from 0 to 1, and the reliability table behind it."""

    error: float
    bins: tuple[Bin, ...]

    def to_json(self) -> dict[str, Any]:
        """The calibration as plain data; empty bins are left out."""
        return {
            "error": self.error,
            "bins": [
                {name: getattr(bin, name) for name in bin.__slots__}
                for bin in self.bins
                if bin.count
            ],
        }


def outcomes(comparison: Comparison) -> list[Outcome]:
    """The outcome of each prediction of one document that carries a confidence."""
    right = {predicted for _, predicted in comparison.lenient}
    return [
        Outcome(labels.confidence, index in right)
        for index, labels in enumerate(comparison.labels)
        if labels.confidence is not None
    ]


def calibrate(results: Iterable[Outcome]) -> Calibration | None:
    """Sort outcomes into ten bins of equal width; ``None`` if there are none.

    The error is the mean distance between confidence and accuracy over the bins,
    each weighted by its count (Naeini, Cooper and Hauskrecht 2015).
    """
    sorted_in: list[list[Outcome]] = [[] for _ in range(BINS)]
    count = 0
    for outcome in results:
        sorted_in[min(int(outcome.confidence * BINS), BINS - 1)].append(outcome)
        count += 1
    if not count:
        return None
    bins = tuple(_bin(index, held) for index, held in enumerate(sorted_in))
    error = sum(bin.count * abs(bin.confidence - bin.accuracy) for bin in bins) / count
    return Calibration(error, bins)


def _bin(index: int, held: Sequence[Outcome]) -> Bin:
    size = len(held) or 1
    return Bin(
        low=index / BINS,
        high=(index + 1) / BINS,
        count=len(held),
        confidence=sum(outcome.confidence for outcome in held) / size,
        accuracy=sum(outcome.right for outcome in held) / size,
    )
