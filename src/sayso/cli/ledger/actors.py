"""``sayso actors``: who is who across documents, and who decides about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.text import Text
from typer.core import TyperGroup

from sayso.cli.ledger import people as views
from sayso.cli.ledger.near import nobody
from sayso.cli.ledger.opening import opened
from sayso.cli.ledger.options import Form, FormOption, LedgerOption, LimitOption, WhyOption, most
from sayso.cli.ledger.records import person as person_record
from sayso.cli.ledger.records import plain
from sayso.cli.ledger.screen import say, show, tell
from sayso.cli.lines import counted
from sayso.cli.messages import complain
from sayso.cli.output import Output
from sayso.errors import UnknownRecord

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.ledger.people import Person

_AT_ONCE = 500
_HELP = ("-h", "--help")


class Listing(TyperGroup):
    """Commands of which ``list`` is meant when none is named."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put ``list`` before anything that is not a command."""
        if not args or (args[0] not in self.commands and args[0] not in _HELP):
            args = ["list", *args]
        return super().parse_args(ctx, args)


actors = typer.Typer(
    cls=Listing,
    name="actors",
    help="Who is who across documents: list actors, and decide which names are one actor's.",
    rich_markup_mode="markdown",
    subcommand_metavar="[WORDS]... | COMMAND [ARGS]...",
)


@actors.command("list")
def list_(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORDS", help="Words of a name.", show_default=False),
    ] = None,
    limit: LimitOption = None,
    format: FormOption = Form.TERMINAL,
    ledger: LedgerOption = None,
) -> None:
    """List actors, those in most documents first. `sayso actors` alone does the same."""
    asked, longest = " ".join(words or []), most(limit, format)
    with opened(ledger) as book, Output(None) as out:
        if asked and (line := nobody(book, asked)):
            complain(line)
            raise typer.Exit(1)
        if format is Form.JSONL:
            for one in _people(book, asked, longest):
                tell(out, person_record(one))
            return
        found = list(_people(book, asked, longest + 1))
        more = len(found) > longest

        def draw(console: Console, width: int) -> Iterator[Text]:
            if found:
                yield from views.people(found[:longest], width)
            else:
                yield Text("No actors.")
            if more:
                yield Text(f"The first {longest:,}; --limit 0 lists all of them.", style="dim")

        show(out, draw)


@actors.command()
def proposals(
    about: Annotated[
        str | None, typer.Option(metavar="WHO", help="Only those that this actor has a part in.")
    ] = None,
    limit: LimitOption = None,
    format: FormOption = Form.TERMINAL,
    ledger: LedgerOption = None,
) -> None:
    """List names that may be one actor's. Only you join them."""
    with opened(ledger) as book, Output(None) as out:
        if about and (line := nobody(book, about)):
            complain(line)
            raise typer.Exit(1)
        found = book.proposals(about=about, limit=most(limit, format))
        if format is Form.JSONL:
            for one in found:
                tell(out, plain(one))
        else:
            show(out, lambda console, width: views.proposals(found, console, width))


@actors.command()
def merge(
    one: Annotated[str, typer.Argument(metavar="A", help="An actor's id or name.")],
    other: Annotated[str, typer.Argument(metavar="B", help="Another's.")],
    why: WhyOption = None,
    ledger: LedgerOption = None,
) -> None:
    """Decide that two actors are one."""
    with opened(ledger) as book:
        person = book.merge(one, other, why)
        number = book.decisions()[-1].number
    counts = f"{counted(person.documents, 'document')}, {counted(person.statements, 'statement')}"
    names = ", ".join(name for _, name in person.names)
    say(f"One actor now: {names} ({person.id}; {counts}).", _undo(number))


@actors.command()
def split(
    one: Annotated[str, typer.Argument(metavar="A", help="A name, or the id of one.")],
    other: Annotated[str | None, typer.Argument(metavar="[B]", help="Another.")] = None,
    document: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Keep whoever is called A in this document apart."),
    ] = None,
    why: WhyOption = None,
    ledger: LedgerOption = None,
) -> None:
    """Decide that two names, or the bearers of one in two documents, are not one actor."""
    if (other is None) == (document is None):
        raise typer.BadParameter("give a second name, or a document with --document")
    with opened(ledger) as book:
        if document is not None:
            book.split_in(one, document, why)
        elif other is not None:
            book.split(one, other, why)
        last = book.decisions()[-1]
        sentence = views.decided(last, _names(book))
    say(f"{sentence}.", _undo(last.number))


@actors.command()
def undo(
    number: Annotated[
        int, typer.Argument(metavar="NUMBER", help="As  sayso actors decisions  has it.")
    ],
    ledger: LedgerOption = None,
) -> None:
    """Take a decision back; it stays written down."""
    with opened(ledger) as book:
        sentence = views.decided(book.undo(number), _names(book))
    say(f"Taken back: {sentence}.")


@actors.command()
def decisions(format: FormOption = Form.TERMINAL, ledger: LedgerOption = None) -> None:
    """List what people decided about actors, and what they took back."""
    with opened(ledger) as book, Output(None) as out:
        found = book.decisions()
        if format is Form.JSONL:
            for one in found:
                tell(out, plain(one))
        else:
            named = _names(book)
            show(out, lambda console, width: views.decisions(found, named, console, width))


def _people(ledger: Ledger, words: str, longest: int) -> Iterator[Person]:
    """So many actors, some at a time."""
    for start in range(0, longest, _AT_ONCE):
        some = ledger.people(words, limit=min(_AT_ONCE, longest - start), offset=start)
        yield from some
        if len(some) < _AT_ONCE:
            return


def _names(ledger: Ledger) -> Callable[[str], str]:
    """How each name is written, by its id."""

    def named(id: str) -> str:
        try:
            return dict(ledger.person(id).names)[id]
        except UnknownRecord:
            return id

    return named


def _undo(number: int) -> str:
    return f"Decision {number}; take it back with  sayso actors undo {number}"
