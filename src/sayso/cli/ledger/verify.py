"""``sayso verify``: whether everything is as it was."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from sayso.cli.bar import Bar
from sayso.cli.ledger.opening import opened
from sayso.cli.ledger.options import Form, FormOption, LedgerOption
from sayso.cli.ledger.screen import say, tell
from sayso.cli.lines import counted
from sayso.cli.output import Output

_HASH = re.compile("[0-9a-f]{64}")


def verify(
    head: Annotated[
        str | None,
        typer.Option(
            metavar="HASH", help="A hash of the custody log that you noted earlier, elsewhere."
        ),
    ] = None,
    format: FormOption = Form.TERMINAL,
    ledger: LedgerOption = None,
) -> None:
    """Check every original, every span and the custody log.

    Each fault is one line, and the exit status is 1 if there is any.
    """
    noted = head.strip().lower() if head else None
    if noted is not None and not _HASH.fullmatch(noted):
        raise typer.BadParameter("a hash of the log has 64 digits, 0 to 9 and a to f")
    with opened(ledger) as book:
        with Bar(None, "Checking") as bar:
            faults, entry = book.verify(head=noted, progress=bar.reach)
        summary = book.summary()
    newest = entry or summary.head
    if format is Form.JSONL:
        with Output(None) as out:
            tell(
                out,
                {
                    "faults": faults,
                    "originals": summary.originals,
                    "documents": summary.documents,
                    "entries": newest.number if newest else 0,
                    "head": newest.hash if newest else None,
                    "logged": entry is not None,
                },
            )
    else:
        checked = (
            f"{counted(summary.originals, 'original')}, "
            f"{counted(summary.documents, 'document')} with every span, and "
            f"{newest.number if newest else 0:,} entries of the custody log"
        )
        result = f"{counted(len(faults), 'fault')} found" if faults else "nothing is wrong"
        say(*faults, f"Checked {checked}: {result}.")
        if noted and not faults:
            say("The log leads to the hash that you noted.")
        if entry:
            say("The newest hash of the log, to note where nobody can change it:", entry.hash)
        else:
            say("The ledger cannot be written, so its log does not tell of this.")
    if faults:
        raise typer.Exit(1)
