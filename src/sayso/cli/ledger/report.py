"""``sayso report``: a whole ledger, or what some documents have a part in, as one page."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.bar import Bar
from sayso.cli.ledger.opening import opened, spare
from sayso.cli.ledger.options import LedgerOption
from sayso.cli.messages import printable
from sayso.cli.options import OutputOption
from sayso.cli.output import Output
from sayso.errors import LedgerError


def report(
    output: OutputOption = None,
    title: Annotated[
        str, typer.Option("--title", metavar="TEXT", help="What to call the page.")
    ] = "",
    document: Annotated[
        list[str] | None,
        typer.Option(
            "--document",
            metavar="ID",
            help="Only what this document has a part in; can be given several times.",
        ),
    ] = None,
    limit: Annotated[
        int,
        typer.Option(
            "--limit",
            metavar="N",
            min=0,
            help="So many claims, so many families and actors at most; 0 for all.",
        ),
    ] = 50,
    ledger: LedgerOption = None,
) -> None:
    """Write one HTML page: claims and their origins, altered quotations, actors, documents.

    The page holds no script and loads nothing; it can be printed, kept and sent.
    """
    from sayso.exporting.dossier import dossier_page, gathered

    with opened(ledger) as book:
        spare(book, output)
        if not book.documents(limit=1):
            raise LedgerError("this ledger is empty; fill it with  sayso add")
        asked = [book.document(one) for one in document or ()]
        with Output(output) as out:
            with Bar(None, "Linking") as bar:
                book.link(bar.reach)
            page = dossier_page(gathered(book, title=title, documents=asked, limit=limit))
            out.write(printable(page) if out.is_terminal else page)
            out.keep()
