"""``sayso check``: look up whether a quotation is in the ledger, in these words and from whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from sayso.cli.bar import Bar
from sayso.cli.ledger.figures import number, short
from sayso.cli.ledger.near import nobody
from sayso.cli.ledger.opening import opened
from sayso.cli.ledger.options import Form, FormOption, LedgerOption, LimitOption, most
from sayso.cli.ledger.records import evidence
from sayso.cli.ledger.screen import show, tell
from sayso.cli.lines import clipped, counted, squeezed, wrapped
from sayso.cli.messages import complain
from sayso.cli.output import Output

if TYPE_CHECKING:
    from sayso.ledger.checking import Checked, Evidence

_LONGEST = 480
_LONGEST_NAME = 60


def check(
    quotation: Annotated[
        str, typer.Argument(metavar="QUOTATION", help="What somebody is said to have said.")
    ],
    by: Annotated[
        str | None, typer.Option(metavar="WHO", help="Who is said to have said it.")
    ] = None,
    limit: LimitOption = None,
    format: FormOption = Form.TERMINAL,
    ledger: LedgerOption = None,
) -> None:
    """Look a quotation up: verbatim, shortened, altered, or said by somebody else.

    The exit status is 1 if nothing like it is in the ledger.
    """
    with opened(ledger) as book, Output(None) as out:
        if by and (line := nobody(book, by)):
            complain(line)
        with Bar(None, "Linking") as bar:
            found = book.check(quotation, by=by, progress=bar.reach)
        shown = found.evidence[: most(limit, format)]
        if format is Form.JSONL:
            for one in shown:
                tell(out, evidence(one))
        elif shown:
            show(out, lambda console, width: _lines(found, shown, by, console, width))
        if not shown:
            complain("nothing like it is in this ledger")
            raise typer.Exit(1)


def _lines(
    found: Checked, shown: tuple[Evidence, ...], by: str | None, console: Console, width: int
) -> Iterator[Text]:
    places = counted(len(found.evidence), "place")
    head = Text(found.found.value.upper(), style="bold").append(f" · {places}", style="not bold")
    if by and found.evidence[0].said:
        head.append(f" · by {clipped(by, _LONGEST_NAME)}", style="not bold")
    yield from wrapped(head, console, width)
    for one in shown:
        yield Text()
        yield from _block(one, console, width)
    if len(shown) < len(found.evidence):
        yield Text(f"The first {len(shown):,}; --limit 0 shows all.", style="dim")


def _block(one: Evidence, console: Console, width: int) -> Iterator[Text]:
    of = one.member
    voices = " › ".join(clipped(each, _LONGEST_NAME) for each in of.voices)
    label = one.found.value.upper() + (", ANOTHER VOICE" if not one.said else "")
    head = Text(voices if of.attribution else "the narrator", style="bold")
    for row, line in enumerate(wrapped(head, console, max(width - len(label) - 2, 10))):
        if row == 0:
            line.pad_right(max(width - len(label) - line.cell_len, 1))
            line.append(label, style="bold red" if one.grave else "bold")
        yield line
    for line in wrapped(Text(clipped(of.text, _LONGEST)), console, width - 2):
        yield Text.assemble(("│ ", "dim"), line)
    if one.changed:
        note = Text(f"! {one.changed}" if one.grave else one.changed)
        note.stylize("bold red" if one.grave else "")
        yield from wrapped(note, console, width)
    told = (
        clipped(of.title or of.source, _LONGEST_NAME),
        squeezed(of.publisher or ""),
        of.published,
    )
    foot = " · ".join([*(each for each in told if each), short(of.document)])
    where = f" {number(of.attribution)}" if of.attribution else ""
    yield from wrapped(Text(f"{foot}{where}, {of.span[0]:,}–{of.span[1]:,}", "dim"), console, width)
