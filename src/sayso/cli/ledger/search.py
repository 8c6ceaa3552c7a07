"""``sayso search``: statements by their words, and by who says them, how, of whom and when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from sayso.cli.ledger.near import nobody
from sayso.cli.ledger.opening import opened
from sayso.cli.ledger.options import ALL, Form, FormOption, LedgerOption
from sayso.cli.ledger.records import hit
from sayso.cli.ledger.screen import show, tell
from sayso.cli.messages import complain
from sayso.cli.output import Output
from sayso.errors import LedgerError

if TYPE_CHECKING:
    from sayso.ledger import Ledger, Query


def search(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WORDS",
            help="Words that all stand in a statement; '\"salt wells\"' for both in a row, "
            "'flood*' for any ending.",
            show_default=False,
        ),
    ] = None,
    by: Annotated[str | None, typer.Option(metavar="WHO", help="Said by this actor.")] = None,
    about: Annotated[str | None, typer.Option(metavar="WHO", help="About this actor.")] = None,
    through: Annotated[
        str | None, typer.Option(metavar="WHO", help="Told by this actor of somebody else.")
    ] = None,
    act: Annotated[
        str | None, typer.Option(metavar="ACT", help="What is done: denies, accuses, demands, …")
    ] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="direct, mixed, indirect or narration.")
    ] = None,
    after: Annotated[
        str | None, typer.Option(metavar="DATE", help="Published on this day or later.")
    ] = None,
    before: Annotated[
        str | None, typer.Option(metavar="DATE", help="Published on this day or earlier.")
    ] = None,
    publisher: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The publisher has this in its name.")
    ] = None,
    language: Annotated[
        str | None, typer.Option(metavar="CODE", help="The document's language, such as en.")
    ] = None,
    document: Annotated[
        str | None, typer.Option(metavar="ID", help="In this document only.")
    ] = None,
    limit: Annotated[
        int, typer.Option(metavar="N", min=0, help="Show so many at most; 0 for all.")
    ] = 20,
    offset: Annotated[int, typer.Option(metavar="N", min=0, help="Leave out the first ones.")] = 0,
    format: FormOption = Form.TERMINAL,
    ledger: LedgerOption = None,
) -> None:
    """Find statements: the best first, or the latest if no words are given.

    The exit status is 1 if nothing is found.
    """
    from sayso.ledger import Query

    asked = " ".join(words or [])
    query = Query(
        words=asked,
        by=by,
        about=about,
        through=through,
        act=act,
        kind=kind,
        after=after,
        before=before,
        publisher=publisher,
        language=language,
        document=document,
    )
    try:
        query.checked()
    except LedgerError as error:
        raise typer.BadParameter(str(error)) from None
    with opened(ledger) as book, Output(None) as out:
        longest = limit or ALL - 1
        found = book.search(query, limit=longest + 1, offset=offset)
        if not found:
            _explain(book, query, offset)
            raise typer.Exit(1)
        hits, more = found[:longest], len(found) > longest
        if format is Form.JSONL:
            for one in hits:
                tell(out, hit(one))
            return

        def lines(console: Console, width: int) -> Iterator[Text]:
            from sayso.cli.ledger.hits import blocks

            yield from blocks(hits, asked, console, width)
            if more:
                yield Text()
                yield Text(f"There are more: --offset {offset + longest}", style="dim")

        show(out, lines)


def _explain(ledger: Ledger, query: Query, offset: int) -> None:
    """Say that nothing was found, and for each actor that nobody is called this."""
    for who in (query.by, query.about, query.through):
        if who and (line := nobody(ledger, who)):
            complain(line)
    complain("nothing more is found" if offset else "nothing is found")
