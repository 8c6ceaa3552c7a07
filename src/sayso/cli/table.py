"""The measures of an evaluation as tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich import box
from rich.console import Console
from rich.table import Table

from sayso.evaluating import SCORES, Calibration, Evaluation, Interval, Recall


def render(evaluation: Evaluation, console: Console) -> None:
    """Print the evaluation; figures are shares of one hundred."""
    measures = evaluation.measures
    console.print(
        f"{measures.documents} documents, {measures.gold} gold attributions, "
        f"{measures.predicted} predicted"
    )
    for table in _tables(evaluation):
        console.print()
        console.print(table)
    sources, cues = measures.sources, measures.cues
    console.print()
    console.print(
        f"Where contents agree, the source is exact in {_percent(sources.exact)} % and overlaps "
        f"in {_percent(sources.overlap)} % of {sources.with_source}; a missing source is agreed "
        f"in {_percent(sources.none_agreed)} % of {sources.without_source}; the cue is exact in "
        f"{_percent(cues.exact)} % of {cues.pairs}."
    )
    if evaluation.calibration is None:
        console.print("The predictions carry no confidence, so it cannot be judged.")
    else:
        console.print(f"Expected calibration error: {_percent(evaluation.calibration.error)} %")


def _tables(evaluation: Evaluation) -> Iterable[Table]:
    yield _scores(evaluation)
    yield _recalls(evaluation)
    if evaluation.calibration is not None:
        yield _reliability(evaluation.calibration)


def _scores(evaluation: Evaluation) -> Table:
    table = _table("measure", "P", "R", "F1", "95 % of F1")
    for name in SCORES:
        score = evaluation.measures.scores[name]
        shares = (score.precision, score.recall, score.f1)
        table.add_row(name, *map(_percent, shares), _between(evaluation.intervals.get(name)))
    return table


def _recalls(evaluation: Evaluation) -> Table:
    measures = evaluation.measures
    groups: dict[str, Recall] = {kind.value: recall for kind, recall in measures.kinds.items()}
    groups |= {"sourceless": measures.sourceless, "discontinuous": measures.discontinuous}
    table = _table("recall of", "gold", "partial", "iou50", "exact", "lenient", "95 % of lenient")
    for name, recall in groups.items():
        shares = (recall.partial, recall.iou50, recall.exact, recall.lenient)
        interval = _between(evaluation.intervals.get(name))
        table.add_row(name, str(recall.count), *map(_percent, shares), interval)
    return table


def _reliability(calibration: Calibration) -> Table:
    table = _table("confidence", "predicted", "mean", "right")
    for bin in calibration.bins:
        if bin.count:
            table.add_row(
                f"{bin.low:.1f} to {bin.high:.1f}",
                str(bin.count),
                _percent(bin.confidence),
                _percent(bin.accuracy),
            )
    return table


def _table(first: str, *others: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column(first)
    for name in others:
        table.add_column(name, justify="right")
    return table


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


def _between(interval: Interval | None) -> str:
    return f"{_percent(interval.low)} – {_percent(interval.high)}" if interval else ""
