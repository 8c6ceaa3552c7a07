"""A WARC file as captures."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace

from sayso.capture import Capture
from sayso.collecting.members import Source
from sayso.collecting.records import Record, records
from sayso.collecting.responses import Moved, capture_of
from sayso.errors import EmptySource, ReadingError

MOST_REDIRECTS = 10_000
_LONGEST_WAY = 20


def captures_in(
    file: Source, name: str, container: str, size: int
) -> Iterator[Capture | ReadingError]:
    """Yield the pages of a WARC file in order, and what is broken in it.

    ``name`` is what to call the file, ``container`` what the user called it or the file
    that it lies in, ``size`` its length in bytes. A page's ``redirects`` are those that the
    file holds before it, of the last 10,000. Memory stays flat, however long the file.
    Raises :class:`sayso.errors.UnsafeArchive` for a file that expands beyond reason.
    """
    ways = _Ways()
    empty = True
    for record in records(file, name, size):
        item = capture_of(record, name, container) if isinstance(record, Record) else record
        if isinstance(item, Moved):
            ways.remember(item)
        elif item is not None:
            empty = False
            if isinstance(item, Capture) and item.url:
                item = replace(item, redirects=ways.to(item.url))
            yield item
    if empty:
        yield EmptySource(
            name, "this archive holds no page that can be read", "check that it was saved whole"
        )


class _Ways:
    """Which address led to which, as far as remembered."""

    def __init__(self) -> None:
        self._before: OrderedDict[str, str] = OrderedDict()

    def remember(self, moved: Moved) -> None:
        self._before.pop(moved.target, None)
        self._before[moved.target] = moved.source
        if len(self._before) > MOST_REDIRECTS:
            self._before.popitem(last=False)

    def to(self, address: str) -> tuple[str, ...]:
        """Return the addresses left behind on the way to ``address``, in order."""
        way = [address]
        while len(way) <= _LONGEST_WAY:
            before = self._before.get(way[-1])
            if before is None or before in way:
                break
            way.append(before)
        return tuple(reversed(way[1:]))
