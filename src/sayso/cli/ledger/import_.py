"""``sayso import``: what ``sayso export`` wrote, into a new ledger."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from sayso.cli.bar import Bar
from sayso.cli.ledger.opening import opened
from sayso.cli.ledger.options import LedgerOption
from sayso.cli.ledger.screen import say
from sayso.cli.lines import counted
from sayso.errors import LedgerError, SourceNotFound, UnreadableSource


def import_(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="What  sayso export  wrote as JSON lines; - for standard input.",
            show_default=False,
        ),
    ],
    ledger: LedgerOption = None,
) -> None:
    """Take in a whole ledger, into one that is still empty: all of it, or nothing."""
    with opened(ledger) as book, Bar(None, "Importing") as bar:
        if file == "-":
            number = book.take(_lines(sys.stdin.buffer, "standard input"), "standard input")
        else:
            with _file(file) as stream:
                number = book.take(_lines(stream, file, bar, Path(file).stat().st_size), file)
    say(f"Imported {counted(number, 'document')}. Check them:  sayso verify")


def _file(name: str) -> BinaryIO:
    try:
        return Path(name).open("rb")
    except FileNotFoundError:
        raise SourceNotFound(name, "no such file", "check the name") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableSource(name, f"it cannot be read ({reason})", "check the file") from None


def _lines(stream: BinaryIO, name: str, bar: Bar | None = None, size: int = 0) -> Iterator[str]:
    done = 0
    for number, line in enumerate(stream, 1):
        try:
            yield line.decode("utf-8")
        except UnicodeDecodeError:
            raise LedgerError(
                f"{name}, line {number}: not UTF-8, so not what  sayso export  writes; nothing "
                "was imported"
            ) from None
        done += len(line)
        if bar and size:
            bar.reach(min(done, size), size)
