"""``sayso remove``: a document and its original out of the ledger."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.ledger.figures import short
from sayso.cli.ledger.opening import opened
from sayso.cli.ledger.options import LedgerOption
from sayso.cli.ledger.screen import say
from sayso.cli.lines import counted, squeezed

if TYPE_CHECKING:
    from sayso.report import Report


def remove(
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="A document's id, or the beginning of it.", show_default=False
        ),
    ],
    why: Annotated[
        str,
        typer.Option(metavar="TEXT", help="Why; the tombstone keeps it.", show_default=False),
    ],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    ledger: LedgerOption = None,
) -> None:
    """Remove a document, its original and everything that was read from it.

    A tombstone stays: what it was, who removed it, when and why. The same bytes are never
    added again.
    """
    with opened(ledger) as book:
        report = book.report(id)
        if not yes:
            _ask(report)
        sha256 = book.remove(report.document.id, why)
    say(
        f"Removed {_called(report)} and its original.",
        f"A tombstone stays, with its SHA-256 {sha256[:16]}…; backups and exports that were "
        "made before still hold it.",
    )


def _ask(report: Report) -> None:
    if not _somebody_is_there():
        raise typer.BadParameter("there is nobody to ask here; give --yes to remove it")
    statements = counted(len(report.attributions), "statement")
    question = f"Remove {_called(report)} with {statements}? This cannot be undone"
    typer.confirm(question, abort=True, err=True)


def _somebody_is_there() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _called(report: Report) -> str:
    document = report.document
    name = f"“{squeezed(document.title)}”" if document.title else squeezed(document.source)
    facts = [document.publisher, document.published, short(document.id)]
    return f"{name} ({', '.join(squeezed(one) for one in facts if one)})"
