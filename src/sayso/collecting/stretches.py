"""The bytes of a WARC file as stretches, each of which begins with a record."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from zipfile import BadZipFile

from sayso.collecting.members import Members, Source

CHUNK = 64 * 1024


class Stretch:
    """A run of bytes that can be looked at before they are taken.

    ``offset`` is where it begins in the file, ``more`` gives its next bytes and none at
    its end. ``problem`` says, once the end is reached, why it ended too early.
    ``at`` counts the bytes taken; of the file itself where ``inside`` is true, otherwise
    of what is packed there. ``size`` is that of the whole file, if it is known, and
    ``rewind`` goes to another place in the file, if that can be done.
    """

    def __init__(
        self,
        more: Callable[[], bytes],
        offset: int,
        *,
        inside: bool,
        rewind: Callable[[int], object] | None = None,
        size: int | None = None,
    ) -> None:
        self.offset = offset
        self.inside = inside
        self.rewind = rewind
        self.size = size
        self.at = 0
        self.problem: str | None = None
        self._more = more
        self._held = bytearray()
        self._ended = False

    def peek(self, size: int) -> bytes:
        """Return the next ``size`` bytes without taking them, fewer at the end."""
        while len(self._held) < size and not self._ended:
            self._pull()
        with memoryview(self._held) as held:
            return bytes(held[:size])

    def take(self, size: int) -> bytes:
        """Return the next ``size`` bytes, fewer at the end."""
        data = self.peek(size)
        if len(data) == len(self._held):
            self._held = bytearray()
        del self._held[: len(data)]
        self.at += len(data)
        return data

    def skip(self, size: int) -> int:
        """Pass over ``size`` bytes; return how many there were."""
        left = size
        while left > 0 and (data := self.take(min(left, CHUNK))):
            left -= len(data)
        return size - left

    def put_back(self, data: bytes) -> None:
        """Give back bytes that were taken last."""
        self._held[:0] = data
        self.at -= len(data)

    def go_back(self, at: int) -> None:
        """Go back to where ``at`` bytes were taken, by reading the file again."""
        if self.rewind is not None:
            self.rewind(self.offset + at)
            self._held.clear()
            self._ended = False
            self.at = at

    def drop(self) -> None:
        """Leave the rest unread: nothing more comes, and nothing is said of it."""
        self._held.clear()
        self._ended = True
        self.problem = None

    def _pull(self) -> None:
        try:
            data = self._more()
        except EOFError as error:
            self.problem = str(error)
            data = b""
        if data:
            self._held += data
        else:
            self._ended = True


def stretches(file: Source, name: str, size: int) -> Iterator[Stretch]:
    """Yield the stretches of a WARC file: one, or one for each member of a gzip file.

    ``size`` is the file's, in bytes. The next stretch may be asked for when the last one
    is used up. A member that goes on with the record before it belongs to the stretch of
    that record. Raises
    :class:`sayso.errors.UnsafeArchive` where the file expands beyond reason.
    """
    head = file.read(CHUNK)
    if Members.are_in(head):
        members = Members(file, head, name)
        while members.begin():
            yield Stretch(members.more, members.offset, inside=False)
        return
    first = [head]

    def more() -> bytes:
        return first.pop() if first else _next(file)

    def rewind(place: int) -> None:
        first.clear()
        file.seek(place)

    yield Stretch(more, 0, inside=True, rewind=rewind, size=size)


def _next(file: Source) -> bytes:
    """Return the next bytes of ``file``; raises ``EOFError`` where it cannot be read on."""
    try:
        return file.read(CHUNK)
    except (OSError, BadZipFile, zlib.error) as error:
        raise EOFError("it cannot be read on from here") from error
