"""Plain tables for a terminal: a heading, and each record on one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from sayso.cli.lines import squeezed

_GAP = 2
_NARROWEST = 8


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, never wider than ``most``.

    One that ``gives`` is cut, with an ellipsis, where room is short.
    """

    name: str
    gives: bool = False
    right: bool = False
    style: str = ""
    most: int = 100


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> Iterator[Text]:
    """Yield the heading, a rule and the rows, no wider than ``width`` if columns can give way."""
    cells = [[squeezed(cell) for cell in row] for row in rows]
    widths = [
        min(max(cell_len(column.name), *(cell_len(row[place]) for row in cells)), column.most)
        for place, column in enumerate(columns)
    ]
    _fit(columns, widths, width)
    yield _line(columns, [column.name for column in columns], widths, heading=True)
    yield Text("─" * min(sum(widths) + _GAP * (len(widths) - 1), width), style="dim")
    for row in cells:
        yield _line(columns, row, widths)


def facts() -> Table:
    """A table of names and what is said of each, without lines."""
    found = Table.grid(padding=(0, 2))
    found.add_column(style="dim", no_wrap=True)
    found.add_column(overflow="fold")
    return found


def _fit(columns: Sequence[Column], widths: list[int], width: int) -> None:
    """Narrow the columns that give way, always the widest of them."""
    giving = [place for place, column in enumerate(columns) if column.gives]
    excess = sum(widths) + _GAP * (len(widths) - 1) - width
    while excess > 0 and giving:
        widest = max(giving, key=lambda place: widths[place])
        if widths[widest] <= _NARROWEST:
            return
        widths[widest] -= 1
        excess -= 1


def _line(
    columns: Sequence[Column], row: Sequence[str], widths: Sequence[int], *, heading: bool = False
) -> Text:
    line = Text()
    for place, (column, cell, width) in enumerate(zip(columns, row, widths, strict=True)):
        text = Text(cell, style="dim" if heading else column.style)
        text.truncate(width, overflow="ellipsis")
        text.align("right" if column.right else "left", width)
        line.append(" " * (_GAP if place else 0)).append_text(text)
    return line
