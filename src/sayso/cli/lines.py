"""Words from documents as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from sayso.cli.messages import printable


def squeezed(text: str) -> str:
    """The text on one line, harmless, with one space between its words."""
    return " ".join(printable(text).split())


def clipped(text: str, longest: int) -> str:
    """As :func:`squeezed`, cut with an ellipsis after so many characters."""
    line = squeezed(text)
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def wrapped(text: Text, console: Console, width: int) -> Iterator[Text]:
    """Yield the text in lines no wider than ``width``."""
    for line in text.wrap(console, max(width, 1)):
        line.rstrip()
        yield line


def counted(number: int, noun: str) -> str:
    """The number and the noun, in the plural unless the number is one."""
    return f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"
