"""How good the extractor is, measured against what people marked.

:func:`read_gold` reads a gold file, :func:`evaluate` takes it and predictions to
measures, 95 % intervals and calibration; :func:`measure` gives the measures alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.evaluating.calibration import Bin, Calibration, Outcome, calibrate, outcomes
from sayso.evaluating.gold import (
    GoldDocument,
    Labels,
    Predictions,
    read_gold,
    read_predictions,
)
from sayso.evaluating.intervals import Interval, bootstrap
from sayso.evaluating.matching import Comparison
from sayso.evaluating.measures import (
    SCORES,
    Measures,
    Recall,
    Score,
    Tally,
    measure,
    summarise,
    tally,
    total,
)

__all__ = [
    "SCORES",
    "Bin",
    "Calibration",
    "Comparison",
    "Evaluation",
    "GoldDocument",
    "Interval",
    "Labels",
    "Measures",
    "Outcome",
    "Predictions",
    "Recall",
    "Score",
    "Tally",
    "bootstrap",
    "calibrate",
    "evaluate",
    "measure",
    "outcomes",
    "read_gold",
    "read_predictions",
    "summarise",
    "tally",
    "total",
]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Measures, the intervals of some of them by name, and the calibration.

    ``calibration`` is ``None`` if no prediction carries a confidence.
    """

    measures: Measures
    intervals: Mapping[str, Interval]
    calibration: Calibration | None

    def to_json(self) -> dict[str, Any]:
        """The evaluation as plain data."""
        return {
            **self.measures.to_json(),
            "intervals": {name: [one.low, one.high] for name, one in self.intervals.items()},
            "calibration": self.calibration and self.calibration.to_json(),
        }


def evaluate(
    gold: Sequence[GoldDocument], predicted: Predictions, *, resamples: int = 1000, seed: int = 0
) -> Evaluation:
    """Measure predictions against gold, with intervals and calibration.

    ``resamples`` and ``seed`` are those of :func:`bootstrap`.
    """
    compared = [Comparison(document, predicted.get(document.id, ())) for document in gold]
    tallies = [tally(comparison) for comparison in compared]
    return Evaluation(
        measures=summarise(total(tallies)),
        intervals=bootstrap(tallies, resamples=resamples, seed=seed),
        calibration=calibrate(
            outcome for comparison in compared for outcome in outcomes(comparison)
        ),
    )
