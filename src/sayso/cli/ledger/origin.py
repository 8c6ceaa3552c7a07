"""How a document's original was come by, and what has read it, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text

from sayso.cli.ledger.figures import moment
from sayso.cli.ledger.tables import facts
from sayso.cli.messages import one_line

if TYPE_CHECKING:
    from sayso.ledger.listing import Met, ReadBy

_MOST = 8


def origin(id: str, met: Sequence[Met], read: ReadBy) -> Iterator[RenderableType]:
    """Yield a table for each time the original was met, and who read it last."""
    for place, one in enumerate(met[:_MOST]):
        if place:
            yield Text()
        table = facts()
        table.add_row("met again" if place else "original", Text(one_line(one.source)))
        for name, value in _circumstances(one):
            table.add_row(name, Text(one_line(value)))
        yield table
    if len(met) > _MOST:
        yield Text(f"… and {len(met) - _MOST} more times; --format jsonl has all", style="dim")
    table = facts()
    by = f"{read.weights} of Sayso {read.version}, {moment(read.read)}"
    table.add_row("read by ", Text(one_line(by)))
    table.add_row("id", Text(id, style="bold"))
    yield table


def _circumstances(met: Met) -> Iterator[tuple[str, str]]:
    yield "added", moment(met.added)
    if met.captured:
        yield "captured", moment(met.captured)
    if met.url and met.url != met.source:
        yield "address", met.url
    for address in met.redirects:
        yield "by way of", address
    if met.status not in (None, 200):
        yield "answer", f"status {met.status}"
    if met.record and met.record not in met.source:
        yield "record", met.record
    if met.container and not met.source.startswith(met.container):
        yield "listed in", met.container
    if met.feed_source or met.feed_url:
        yield "credit", " · ".join(one for one in (met.feed_source, met.feed_url) if one)
