"""``sayso read``: who says what in the reports you name."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.formats import Format
from sayso.cli.options import DebugOption, FormatOption, OutputOption, WeightsOption
from sayso.cli.reports import show


def read(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...",
            help="HTML, plain text or PDF files, http(s) URLs, or - for standard input.",
            show_default=False,
        ),
    ],
    format: FormatOption = Format.TERMINAL,
    output: OutputOption = None,
    weights: WeightsOption = "default",
    debug: DebugOption = False,
) -> None:
    """Read reports and show who says what in them.

    A source that cannot be read gives one line on standard error; the others are
    still read, and the exit status is 1.
    """
    if show(sources, format=format, output=output, weights=weights, debug=debug):
        raise typer.Exit(1)
