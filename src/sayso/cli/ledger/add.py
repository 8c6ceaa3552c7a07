"""``sayso add``: reports into the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.bar import Bar
from sayso.cli.ledger.opening import opened
from sayso.cli.ledger.options import Form, FormOption, LedgerOption
from sayso.cli.ledger.records import plain
from sayso.cli.ledger.screen import say, tell
from sayso.cli.ledger.stopping import orderly
from sayso.cli.lines import counted
from sayso.cli.messages import complain
from sayso.cli.options import WeightsOption
from sayso.cli.output import Output
from sayso.errors import ReadingError

if TYPE_CHECKING:
    from sayso.capture import Capture
    from sayso.collecting import Collection
    from sayso.ledger.adding import Outcome

_ORDER = ("added", "known", "met again", "restored", "skipped")


def add(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="Files, folders, web archives, http(s) addresses, feeds, or - for a list of them.",
            show_default=False,
        ),
    ],
    weights: WeightsOption = "default",
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", metavar="N", min=1, help="Read so many at once.")
    ] = 1,
    again: Annotated[
        bool, typer.Option("--again", help="Fetch addresses again that were added before.")
    ] = False,
    format: FormOption = Form.TERMINAL,
    ledger: LedgerOption = None,
) -> None:
    """Add reports to the ledger: their bytes, and who says what in them.

    What is in the ledger already is left as it is. A source that cannot be read gives one
    line on standard error; the others are still added, and the exit status is 1. Ctrl-C
    stops after the document at hand.
    """
    from sayso.collecting import Collection

    with opened(ledger) as book, Bar(None, "Adding", rate=True) as bar:
        collection = Collection(sources) if again else Collection(sources, known=book.knows)
        addition = book.addition(
            weights=weights, jobs=jobs, progress=bar.windows if jobs == 1 else None
        )
        tally = _Tally(collection, bar, format)
        at_hand = "this document" if jobs == 1 else "the documents at hand"
        with orderly(bar, addition.stop, after=at_hand) as stopping:
            try:
                for outcome in addition.run(tally.watched()):
                    tally.count(outcome)
            finally:
                tally.sum_up()
                stopping.end()
    if tally.counts["skipped"]:
        raise typer.Exit(1)


class _Tally:
    """Counts outcomes and tells of them as they come."""

    def __init__(self, collection: Collection, bar: Bar, form: Form) -> None:
        self.counts: Counter[str] = Counter()
        self._statements = 0
        self._collection = collection
        self._bar = bar
        self._form = form
        self._out = Output(None)

    def watched(self) -> Iterable[Capture | ReadingError]:
        """The items, each named on the bar when its turn comes."""
        for item in self._collection:
            self._bar.begin(item.source)
            yield item

    def count(self, outcome: Outcome) -> None:
        """Count an outcome, and say so where it was asked for or went wrong."""
        self.counts[outcome.status.value] += 1
        self._statements += outcome.statements
        with self._bar.hidden():
            if outcome.problem:
                complain(outcome.problem)
            if self._form is Form.JSONL:
                tell(self._out, plain(outcome))
        done = self.counts.total() + self._collection.skipped_known
        self._bar.expect(self._collection.expected, done)

    def sum_up(self) -> None:
        """Say how many of each there were: on standard output, unless records go there."""
        self.counts["known"] += self._collection.skipped_known
        line = ", ".join(self._parts()) or "nothing to add"
        with self._bar.hidden():
            (say if self._form is Form.TERMINAL else complain)(line)

    def _parts(self) -> Iterator[str]:
        for status in _ORDER:
            number = self.counts[status]
            if not number:
                continue
            after = {
                "added": f" with {counted(self._statements, 'statement')}",
                "skipped": " (sayso status --skipped lists them)",
            }
            yield f"{number:,} {status}{after.get(status, '')}"
