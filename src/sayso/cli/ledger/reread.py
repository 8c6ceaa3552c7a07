"""``sayso reread``: old evidence read by new weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from sayso.cli.bar import Bar
from sayso.cli.ledger.opening import opened
from sayso.cli.ledger.options import Form, FormOption, LedgerOption
from sayso.cli.ledger.screen import say, show, tell
from sayso.cli.ledger.stopping import orderly
from sayso.cli.lines import counted
from sayso.cli.messages import complain
from sayso.cli.options import WeightsOption
from sayso.cli.output import Output
from sayso.errors import LedgerDamaged, UnknownRecord

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.ledger.rereading import Change


def reread(
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ID",
            help="Documents; all that other weights or another version have read, if none.",
            show_default=False,
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Read all documents again, whoever read them last.")
    ] = False,
    weights: WeightsOption = "default",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")
    ] = False,
    format: FormOption = Form.TERMINAL,
    ledger: LedgerOption = None,
) -> None:
    """Read originals again, keep the new readings, and say what changed.

    What people decided about actors holds. A document that cannot be read keeps its old
    reading, and the exit status is 1. Ctrl-C stops after the document at hand.
    """
    if ids and everything:
        raise typer.BadParameter("name documents or give --all, not both")
    with opened(ledger) as book:
        wanted = _wanted(book, ids or [], everything, weights)
        total = _Total(format, kept=not dry_run)
        verb = "Comparing" if dry_run else "Reading"
        with Bar(len(wanted), verb, rate=True) as bar, orderly(bar) as stopping:
            try:
                for id in wanted:
                    bar.begin(id)
                    change = _again(book, id, weights, bar, keep=not dry_run)
                    bar.finish()
                    with bar.hidden():
                        total.add(change)
                    if stopping.asked:
                        break
            finally:
                with bar.hidden():
                    total.sum_up(wanted)
                stopping.end()
    if total.problems:
        raise typer.Exit(1)


def _wanted(ledger: Ledger, ids: Sequence[str], everything: bool, weights: str) -> list[str]:
    if ids:
        return list(dict.fromkeys(ledger.document(id) for id in ids))
    if everything:
        return sorted(one.id for one in ledger.documents())
    return ledger.outdated(weights)


def _again(ledger: Ledger, id: str, weights: str, bar: Bar, *, keep: bool) -> Change:
    from sayso.ledger.rereading import Change

    try:
        return ledger.reread(id, weights=weights, keep=keep, progress=bar.windows)
    except (LedgerDamaged, UnknownRecord) as error:
        return Change(id, None, problem=str(error))


class _Total:
    """Tells of changes as they come, and counts them."""

    def __init__(self, form: Form, *, kept: bool) -> None:
        self.problems = 0
        self._read = self._same = self._gone = self._new = self._changed = 0
        self._form = form
        self._kept = kept
        self._out = Output(None)

    def add(self, change: Change) -> None:
        """Count a change and show it."""
        if change.problem:
            self.problems += 1
            complain(change.problem)
        else:
            self._read += 1
        self._gone += len(change.gone)
        self._new += len(change.new)
        self._changed += len(change.changed)
        differs = bool(change.gone or change.new or change.changed or change.text_changed)
        self._same += not differs and not change.problem
        if self._form is Form.JSONL:
            from sayso.cli.ledger import records

            tell(self._out, records.change(change, kept=self._kept))
        elif differs:
            self._show(change)

    def _show(self, change: Change) -> None:
        from sayso.cli.ledger.changes import lines

        def draw(console: Console, width: int) -> Iterator[Text]:
            yield from lines(change, console, width)
            yield Text()

        show(self._out, draw)

    def sum_up(self, wanted: Sequence[str]) -> None:
        """Say how much was read, and how much is different."""
        line = self._line() if wanted else "Every document is read by these weights already."
        (say if self._form is Form.TERMINAL else complain)(line)

    def _line(self) -> str:
        verb = "read again" if self._kept else "compared; nothing was changed"
        line = f"{counted(self._read, 'document')} {verb}: {self._same:,} without a difference"
        if self._gone or self._new or self._changed:
            line += (
                f"; {counted(self._gone, 'statement')} gone, {self._new:,} new, "
                f"{self._changed:,} told otherwise"
            )
        return f"{line}; {self.problems:,} could not be read" if self.problems else line
