"""What a terminal shows of a report, and parts of it."""

from __future__ import annotations

import io

from rich.console import Console

from sayso import Report
from sayso.cli.terminal import render


def shown(report: Report, width: int = 80, colour: bool = False) -> str:
    stream = io.StringIO()
    console = Console(
        file=stream, width=width, force_terminal=colour, color_system="standard" if colour else None
    )
    for line in render(report, console):
        console.print(line, soft_wrap=True)
    return stream.getvalue()


def entry(view: str, number: int) -> list[str]:
    """The stripped lines of one numbered attribution."""
    lines = iter(view.splitlines())
    found = [next(line for line in lines if line.split()[:1] == [str(number)])]
    for line in lines:
        if not line.strip():
            break
        found.append(line)
    return [line.strip() for line in found]
