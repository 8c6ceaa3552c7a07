"""``sayso demo``: the bundled example dossier, read as any other."""

from __future__ import annotations

import typer

from sayso.cli.formats import Format
from sayso.cli.options import DebugOption, FormatOption, OutputOption, WeightsOption
from sayso.cli.reports import show

_HINT = """
These documents are invented. To see them as a page in your browser:
  sayso demo --format html --output demo.html
To read your own:
  sayso read FILE-OR-URL"""


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
        typer.echo(_HINT)
    if failed:
        raise typer.Exit(1)
