"""``sayso export``: the ledger for other hands: whole, or as a table of statements."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.ledger.opening import opened, spare
from sayso.cli.ledger.options import LedgerOption
from sayso.cli.messages import escaped, printable
from sayso.cli.options import OutputOption
from sayso.cli.output import Output
from sayso.errors import MissingExtra

if TYPE_CHECKING:
    from sayso.ledger import Ledger


class ExportFormat(StrEnum):
    """The forms of a whole ledger."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


def export(
    format: Annotated[
        ExportFormat,
        typer.Option(
            "--format",
            "-f",
            help="Everything, as JSON lines; or every statement as a row of a CSV or Parquet file.",
        ),
    ] = ExportFormat.JSONL,
    output: OutputOption = None,
    no_originals: Annotated[
        bool,
        typer.Option(
            "--no-originals",
            help="Leave the originals' bytes out of JSON lines; such a file cannot be imported.",
        ),
    ] = False,
    ledger: LedgerOption = None,
) -> None:
    """Write out the whole ledger, or its statements as a table."""
    if format is ExportFormat.PARQUET:
        _check_parquet(output)
    if no_originals and format is not ExportFormat.JSONL:
        raise typer.BadParameter("only JSON lines hold originals that can be left out")
    with opened(ledger) as book:
        spare(book, output)
        with Output(output) as out:
            match format:
                case ExportFormat.JSONL:
                    _lines(book, out, originals=not no_originals)
                case ExportFormat.CSV:
                    _csv(book, out, is_file=output is not None)
                case ExportFormat.PARQUET:
                    from sayso.cli.ledger.columns import write_parquet

                    with out.binary() as stream:
                        write_parquet(book.rows(), stream)
            out.keep()


def _lines(ledger: Ledger, out: Output, *, originals: bool) -> None:
    for line in ledger.lines(originals=originals):
        out.write((escaped(line) if out.is_terminal else line) + "\n")


def _csv(ledger: Ledger, out: Output, *, is_file: bool) -> None:
    from sayso.cli.ledger.columns import BOM, csv_pieces

    if is_file:
        out.write(BOM)
    for piece in csv_pieces(ledger.rows()):
        out.write(printable(piece) if out.is_terminal else piece)


def _check_parquet(output: Path | None) -> None:
    if output is None:
        raise typer.BadParameter("Parquet is not for a screen or a pipe; name a file with --output")
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError:
        raise MissingExtra("writing Parquet", "parquet") from None
