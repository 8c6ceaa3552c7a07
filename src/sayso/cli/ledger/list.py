"""``sayso list``: the documents of a ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from sayso.cli.ledger.figures import short
from sayso.cli.ledger.opening import opened
from sayso.cli.ledger.options import Form, FormOption, LedgerOption, LimitOption, most
from sayso.cli.ledger.records import plain
from sayso.cli.ledger.screen import show, tell
from sayso.cli.ledger.tables import Column, table
from sayso.cli.output import Output

if TYPE_CHECKING:
    from sayso.ledger.listing import Listed

_COLUMNS = (
    Column("id", style="bold"),
    Column("published"),
    Column("publisher", gives=True, most=20),
    Column("title", gives=True),
    Column("statements", right=True),
)


def list_(
    publisher: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="Only those whose publisher has this in its name."),
    ] = None,
    limit: LimitOption = None,
    format: FormOption = Form.TERMINAL,
    ledger: LedgerOption = None,
) -> None:
    """List the documents, the latest published first."""
    with opened(ledger) as book, Output(None) as out:
        longest = most(limit, format)
        found = book.documents(publisher=publisher, limit=longest + 1)
        found, more = found[:longest], len(found) > longest
        if format is Form.JSONL:
            for one in found:
                tell(out, plain(one))
            return
        rest = f"The first {longest:,}; --limit 0 lists all of them." if more else ""
        if not found:
            rest = "No documents."
        show(out, lambda console, width: _lines(found, rest, width))


def _lines(found: Sequence[Listed], rest: str, width: int) -> Iterator[Text]:
    rows = [
        (
            short(one.id),
            one.published or "–",
            one.publisher or "–",
            one.title or one.source,
            f"{one.statements:,}",
        )
        for one in found
    ]
    if rows:
        yield from table(_COLUMNS, rows, width)
    if rest:
        yield Text(rest, style="dim")
