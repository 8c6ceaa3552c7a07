"""``sayso demo``: the bundled example dossier, read as any other, and what it comes down to."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.text import Text

from sayso.cli.formats import Format
from sayso.cli.lines import wrapped
from sayso.cli.options import DebugOption, FormatOption, OutputOption, WeightsOption
from sayso.cli.output import Output
from sayso.cli.reports import show

if TYPE_CHECKING:
    from sayso.ledger.claims import Claim

_HINT = """
These documents are invented. To see them as a page in your browser:
  sayso demo --format html --output demo.html
To read your own:
  sayso read FILE-OR-URL
To keep them, and to see who only repeats whom:
  sayso init; sayso add FILE-OR-URL …; sayso claims"""


def demo(
    format: FormatOption = Format.TERMINAL,
    output: OutputOption = None,
    weights: WeightsOption = "default",
    debug: DebugOption = False,
) -> None:
    """Read the bundled example dossier: an invented dispute in an invented country."""
    from sayso.dossier import paths

    sources = [str(path) for path in paths()]
    failed = show(sources, format=format, output=output, weights=weights, debug=debug)
    if format is Format.TERMINAL and output is None:
        found = _most_told(sources, weights)
        if found is not None:
            _tell(found)
        typer.echo(_HINT)
    if failed:
        raise typer.Exit(1)


def _most_told(sources: Sequence[str], weights: str) -> Claim | None:
    """The claim that most of the documents tell, by way of a ledger that is thrown away."""
    from sayso.collecting import Collection
    from sayso.ledger import Ledger

    with tempfile.TemporaryDirectory() as folder, Ledger.create(Path(folder) / "demo") as ledger:
        for _ in ledger.add(Collection(sources), weights=weights):
            pass
        return next(iter(ledger.claims(limit=1)), None)


def _tell(claim: Claim) -> None:
    from sayso.cli.ledger.reckoning import told_origins, whole
    from sayso.cli.ledger.screen import show as draw

    words = f"One claim stands in {claim.documents} of these documents. It looks like as many "
    words += f"sources. It comes down to {told_origins(claim.origins)}:"

    def lines(console: Console, width: int) -> Iterator[Text]:
        yield Text()
        yield from wrapped(Text(words, style="bold"), console, width)
        yield Text()
        yield from whole(claim, console, width)

    with Output(None) as out:
        draw(out, lines)
