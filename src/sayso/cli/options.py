"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.formats import Format

FormatOption = Annotated[
    Format,
    typer.Option(
        "--format",
        "-f",
        help="How to show it: for the screen, as JSON lines, or as one HTML page.",
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write to FILE instead of standard output, whole or not at all.",
    ),
]
WeightsOption = Annotated[
    str, typer.Option("--weights", metavar="NAME", help="The weights of the model.")
]
DebugOption = Annotated[
    bool, typer.Option("--debug", help="Show the traceback of an unexpected error.")
]
