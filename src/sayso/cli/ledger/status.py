"""``sayso status``: the ledger in figures, and the lists behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console, RenderableType
from rich.text import Text

from sayso.cli.ledger.figures import day, moment, short, size
from sayso.cli.ledger.opening import opened
from sayso.cli.ledger.options import Form, FormOption, LedgerOption
from sayso.cli.ledger.records import plain
from sayso.cli.ledger.screen import show, tell
from sayso.cli.ledger.tables import facts
from sayso.cli.lines import counted, squeezed, wrapped
from sayso.cli.messages import one_line
from sayso.cli.output import Output

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.ledger.custody import Entry
    from sayso.ledger.listing import Left, Summary, Tombstone

_FROM_WHICH_HASH = (
    "Note this hash where nobody can change it. Later  sayso verify --head HASH  shows that "
    "the log still leads to it."
)


def status(
    skipped: Annotated[
        bool, typer.Option("--skipped", help="List what could not be added, and why.")
    ] = False,
    custody: Annotated[
        bool, typer.Option("--custody", help="List who did what to the evidence, and when.")
    ] = False,
    removed: Annotated[
        bool, typer.Option("--removed", help="List what was removed, by whom and why.")
    ] = False,
    format: FormOption = Form.TERMINAL,
    ledger: LedgerOption = None,
) -> None:
    """Show what the ledger holds and how it is kept."""
    with opened(ledger) as book, Output(None) as out:
        lists: dict[str, list[Any]] = {}
        if skipped:
            lists["skipped"] = book.skipped()
        if custody:
            lists["custody"] = book.custody()
        if removed:
            lists["tombstone"] = book.tombstones()
        if not lists:
            _figures(book, out, format)
            return
        for name, rows in lists.items():
            if format is Form.JSONL:
                for row in rows:
                    tell(out, {"record": name, **plain(row)})
            else:
                _list(out, name, rows)


def _figures(ledger: Ledger, out: Output, form: Form) -> None:
    summary, old = ledger.summary(), len(ledger.outdated())
    if form is Form.JSONL:
        tell(out, {"record": "ledger", **plain(summary), "outdated": old})
        return
    folder = str(ledger.place.folder.resolve())
    where = f"{folder}, records in {ledger.place.address}" if ledger.place.address else folder
    show(out, lambda console, width: _summary(summary, old, where, console, width))


def _summary(
    one: Summary, old: int, where: str, console: Console, width: int
) -> Iterator[RenderableType]:
    yield from wrapped(Text(f"Ledger in {one_line(where)}", style="bold"), console, width)
    table = facts()
    for name, value in _rows(one, old):
        table.add_row(name, Text(value))
    yield table
    if one.head:
        yield Text()
        yield Text(f"Custody log: entry {one.head.number:,}, {moment(one.head.at)}", style="bold")
        yield Text(one.head.hash)
        yield from wrapped(Text(_FROM_WHICH_HASH, style="dim"), console, width)


def _rows(one: Summary, old: int) -> Iterator[tuple[str, str]]:
    yield "made", day(one.created)
    yield "documents", f"{one.documents:,} ({size(one.bytes)} of originals)"
    passages = counted(one.narrations, "passage")
    yield "statements", f"{one.statements:,}, and {passages} in the narrators' own voice"
    asks = " (sayso actors proposals)" if one.proposals else ""
    yield "actors", f"{one.actors:,}; {counted(one.proposals, 'open proposal')}{asks}"
    yield "skipped", f"{one.skipped:,}{' (sayso status --skipped)' if one.skipped else ''}"
    yield "removed", f"{one.removed:,}{' (sayso status --removed)' if one.removed else ''}"
    for weights, documents in sorted(one.readings.items()):
        yield "read by", f"{weights}: {counted(documents, 'document')}"
    if old:
        yield "", f"{counted(old, 'document')} not by the present weights (sayso reread)"
    yield "verified", _verified(one)


def _verified(one: Summary) -> str:
    if one.verified is None:
        return "never (sayso verify)"
    faults = int(one.verified.detail.get("faults", 0))
    found = counted(faults, "fault") if faults else "nothing wrong"
    return f"{moment(one.verified.at)}, {found}"


def _list(out: Output, name: str, rows: list[Any]) -> None:
    make, none = _LISTS[name]

    def lines(console: Console, width: int) -> Iterator[Text]:
        if not rows:
            yield Text(none)
        for row in rows:
            for place, line in enumerate(wrapped(make(row), console, width - 2)):
                yield Text.assemble("  " if place else "", line)

    show(out, lines)


def _skipped(one: Left) -> Text:
    reason = squeezed(one.reason)
    source = squeezed(one.source)
    rest = reason.removeprefix(f"{source}: ")
    return Text.assemble((f"{day(one.at)}  ", "dim"), (source, "bold"), f": {rest}")


def _entry(one: Entry) -> Text:
    detail = ", ".join(
        f"{name} {squeezed(str(value))}"
        for name, value in one.detail.items()
        if value and name != "report"
    )
    return Text.assemble(
        (f"{one.number:>4}  {moment(one.at)}  ", "dim"),
        (squeezed(one.action), "bold"),
        f" {squeezed(_subject(one.subject))} by {squeezed(one.who)}",
        (f" · {detail}" if detail else "", "dim"),
    )


def _subject(subject: str) -> str:
    return subject if subject.startswith("who-") else short(subject)


def _tombstone(one: Tombstone) -> Text:
    return Text.assemble(
        (f"{day(one.at)}  ", "dim"),
        (squeezed(one.title or one.sources[0]), "bold"),
        f" ({short(one.document)}), by {squeezed(one.who)}: {squeezed(one.why)}",
    )


_LISTS: dict[str, tuple[Callable[[Any], Text], str]] = {
    "skipped": (_skipped, "Nothing was skipped."),
    "custody": (_entry, "The log is empty."),
    "tombstone": (_tombstone, "Nothing was removed."),
}
