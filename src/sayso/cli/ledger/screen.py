"""Writing for the commands of a ledger: lines for a terminal, JSON lines, short messages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from rich.console import Console, RenderableType
from rich.text import Text

from sayso.cli.drawing import drawn
from sayso.cli.lines import wrapped
from sayso.cli.messages import escaped, one_line
from sayso.cli.output import Output
from sayso.cli.terminal import WIDEST

Draw = Callable[[Console, int], Iterable[RenderableType]]
"""Called with a console and the width that lines may have."""


def show(out: Output, draw: Draw) -> None:
    """Write what is drawn: texts as lines, tables and the like in the console's width."""

    def whole(console: Console) -> None:
        for one in draw(console, min(console.width, WIDEST)):
            console.print(one, soft_wrap=isinstance(one, Text))

    lines = drawn(out.stream, whole).split("\n")
    out.write("\n".join(line.rstrip(" ") for line in lines))


def cut(lines: Iterable[Text], longest: int, *, more: bool) -> Iterator[Text]:
    """Yield lines of records, and below them that these are the first so many of ``more``."""
    yield from lines
    if more:
        yield Text()
        yield Text(f"The first {longest:,}; --limit 0 shows all.", style="dim")


def tell(out: Output, record: Mapping[str, Any]) -> None:
    """Write one record as a line of JSON."""
    from sayso.exporting.jsonl import line_of

    line = line_of(record)
    out.write((escaped(line) if out.is_terminal else line) + "\n")


def say(*messages: str) -> None:
    """Write short messages to standard output, each wrapped to the screen."""

    def lines(console: Console, width: int) -> Iterable[Text]:
        for message in messages:
            yield from wrapped(Text(one_line(message)), console, width)

    with Output(None) as out:
        show(out, lines)
