"""``sayso evaluate``: how good the model is on texts that people have marked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.bar import Bar
from sayso.cli.drawing import drawn
from sayso.cli.options import OutputOption, WeightsOption
from sayso.cli.output import Output, refuse_overwriting

if TYPE_CHECKING:
    from sayso.evaluating import GoldDocument, Labels


class TableFormat(StrEnum):
    """The forms of the measures."""

    TABLE = "table"
    JSON = "json"


def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD.jsonl",
            help="Documents with id, text and attributions, one JSON object a line.",
            show_default=False,
        ),
    ],
    predictions: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Measure these predictions; the model is not run."),
    ] = None,
    save_predictions: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write what the model found, as JSON lines."),
    ] = None,
    outermost: Annotated[
        bool,
        typer.Option(
            "--outermost",
            help="Leave out attributions within others, for gold that marks one layer (PolNeAR).",
        ),
    ] = False,
    weights: WeightsOption = "default",
    bootstrap: Annotated[
        int,
        typer.Option(metavar="N", min=0, help="Resamples for the 95 % intervals; 0 for none."),
    ] = 1000,
    seed: Annotated[int, typer.Option(metavar="N", help="Seed of the resampling.")] = 0,
    format: Annotated[
        TableFormat, typer.Option("--format", "-f", help="How to show the measures.")
    ] = TableFormat.TABLE,
    output: OutputOption = None,
) -> None:
    """Measure what the model finds against what people marked.

    Prints precision, recall and F1 with 95 % intervals, recall by kind, and how far
    confidence can be trusted.
    """
    from sayso import evaluating

    if predictions and save_predictions:
        raise typer.BadParameter("--predictions and --save-predictions exclude each other")
    inputs = [str(path) for path in (gold, predictions) if path]
    for path in (output, save_predictions):
        refuse_overwriting(path, inputs)
    documents = evaluating.read_gold(gold)
    if predictions:
        found = evaluating.read_predictions(predictions, documents)
    else:
        found = _predict(documents, weights)
    if outermost:
        found = {id: [one for one in labels if one.parent is None] for id, labels in found.items()}
    if save_predictions:
        _save(documents, found, save_predictions)
    result = evaluating.evaluate(documents, found, resamples=bootstrap, seed=seed)
    with Output(output) as out:
        if format is TableFormat.JSON:
            out.write(json.dumps(result.to_json(), indent=2) + "\n")
        else:
            from sayso.cli.table import render

            out.write(drawn(out.stream, lambda console: render(result, console)))
        out.keep()


def _predict(documents: Sequence[GoldDocument], weights: str) -> dict[str, list[Labels]]:
    from sayso.evaluating import Labels
    from sayso.extracting import Extractor

    extractor = Extractor.load(weights)
    found: dict[str, list[Labels]] = {}
    with Bar(len(documents)) as bar:
        for gold in documents:
            bar.begin(gold.id)
            attributions = extractor.attributions(gold.document(), progress=bar.windows)
            found[gold.id] = [Labels.of(attribution) for attribution in attributions]
            bar.finish()
    return found


def _save(documents: Sequence[GoldDocument], found: dict[str, list[Labels]], path: Path) -> None:
    with Output(path) as out:
        for gold in documents:
            labels = [one.to_json() for one in found.get(gold.id, ())]
            record = {"id": gold.id, "text": gold.text, "attributions": labels}
            out.write(json.dumps(record) + "\n")
        out.keep()
