"""The ``sayso`` command: its options, its commands, and how it ends."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

import sayso
from sayso.cli.demo import demo
from sayso.cli.evaluate import evaluate
from sayso.cli.ledger.actors import actors
from sayso.cli.ledger.add import add
from sayso.cli.ledger.check import check
from sayso.cli.ledger.claims import claim, claims
from sayso.cli.ledger.export import export
from sayso.cli.ledger.families import families
from sayso.cli.ledger.import_ import import_
from sayso.cli.ledger.init import init
from sayso.cli.ledger.list import list_
from sayso.cli.ledger.remove import remove
from sayso.cli.ledger.report import report
from sayso.cli.ledger.reread import reread
from sayso.cli.ledger.search import search
from sayso.cli.ledger.show import show
from sayso.cli.ledger.status import status
from sayso.cli.ledger.verify import verify
from sayso.cli.messages import complain
from sayso.cli.output import OutputError
from sayso.cli.read import read

INTERRUPTED = 130
BROKEN_PIPE = 141
_LEDGER = "The ledger: evidence that lasts"


class Commands(TyperGroup):
    """All commands, with one way to end for each thing that can stop them."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            _close_stdout()
            raise typer.Exit(BROKEN_PIPE) from None
        except OutputError as error:
            complain(str(error))
            _close_stdout()
            raise typer.Exit(1) from None
        except sayso.SaysoError as error:
            complain(str(error))
            raise typer.Exit(1) from None


def _close_stdout() -> None:
    """Point standard output at nothing, so that the last flush cannot fail again."""
    with suppress(OSError), Path(os.devnull).open("w") as nothing:
        os.dup2(nothing.fileno(), sys.stdout.fileno())


app = typer.Typer(
    cls=Commands,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"sayso {sayso.__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """On whose say-so? Find who says what in a report, in exactly which words.

    Everything runs on this machine. Nothing is sent anywhere, and nothing is fetched
    unless you name a URL.
    """


app.command()(read)
app.command()(demo)
app.command()(evaluate)
app.command(rich_help_panel=_LEDGER)(init)
app.command(rich_help_panel=_LEDGER)(add)
app.command("list", rich_help_panel=_LEDGER)(list_)
app.command(rich_help_panel=_LEDGER)(show)
app.command(rich_help_panel=_LEDGER)(search)
app.add_typer(actors, rich_help_panel=_LEDGER)
app.command(rich_help_panel=_LEDGER)(families)
app.add_typer(claims, rich_help_panel=_LEDGER)
app.command(rich_help_panel=_LEDGER)(claim)
app.command(rich_help_panel=_LEDGER)(check)
app.command(rich_help_panel=_LEDGER)(report)
app.command(rich_help_panel=_LEDGER)(status)
app.command(rich_help_panel=_LEDGER)(verify)
app.command(rich_help_panel=_LEDGER)(reread)
app.command(rich_help_panel=_LEDGER)(remove)
app.command(rich_help_panel=_LEDGER)(export)
app.command("import", rich_help_panel=_LEDGER)(import_)
