"""``sayso families``: the same words in many documents, and what became of them."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.bar import Bar
from sayso.cli.ledger.opening import opened
from sayso.cli.ledger.options import Form, FormOption, LedgerOption, LimitOption, most
from sayso.cli.ledger.records import family
from sayso.cli.ledger.screen import cut, show, tell
from sayso.cli.messages import complain
from sayso.cli.output import Output


def families(
    document: Annotated[
        str | None, typer.Option(metavar="ID", help="Only those that this document has a part in.")
    ] = None,
    altered: Annotated[
        bool, typer.Option("--altered", help="Only those in which words were changed.")
    ] = False,
    limit: LimitOption = None,
    format: FormOption = Form.TERMINAL,
    ledger: LedgerOption = None,
) -> None:
    """Find the same words in several documents: shortened, altered, or as they were.

    Those in most documents come first; in each, the versions from the earliest to the latest.
    The exit status is 1 if nothing is found.
    """
    with opened(ledger) as book, Output(None) as out:
        longest = most(limit, format)
        with Bar(None, "Linking") as bar:
            found = book.families(
                document=document, altered=altered, limit=longest + 1, progress=bar.reach
            )
        shown, more = found[:longest], len(found) > longest
        if format is Form.JSONL:
            for one in shown:
                tell(out, family(one))
        elif shown:
            from sayso.cli.ledger.versions import blocks

            show(
                out,
                lambda console, width: cut(blocks(shown, console, width), longest, more=more),
            )
        if not shown:
            complain("no words stand in more than one document")
            raise typer.Exit(1)
