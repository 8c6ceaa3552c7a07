"""The members of a gzip file, found again after damage.

A WARC file is compressed record by record, so behind a broken record the next one begins
with a member of its own. Neither ``gzip`` nor the libraries for WARC files look for it.
"""

from __future__ import annotations

import re
import zlib
from typing import Protocol
from zipfile import BadZipFile

from sayso.errors import UnsafeArchive

GZIP_SIGN = b"\x1f\x8b\x08"

_GZIP = 31
_CHUNK = 64 * 1024
_STEP = 4096
_LOOK_BACK = 256 * 1024
_TRIED = 1024
_RECORD = b"WARC/"
_RECORD_END = b"\r\n\r\n"
_EXPANDED_FREELY = 1024**3
_MOST_EXPANDED = 200
_REREAD = 1024**3


class Source(Protocol):
    """A file as far as it is needed here: read forwards, now and then from another place."""

    def read(self, size: int, /) -> bytes:
        """Return the next ``size`` bytes, fewer at the end."""
        ...

    def seek(self, offset: int, /) -> int:
        """Go to ``offset``."""
        ...


class Members:
    """A gzip file, read forwards, with at most 320 KiB of it in memory.

    :meth:`begin` goes to the next member that begins with a record, :meth:`more` gives
    what is in it. ``offset`` is where the member begins in the file.
    """

    def __init__(self, file: Source, head: bytes, name: str) -> None:
        self.offset = 0
        self._file = file
        self._name = name
        self._kept = bytearray(head)
        self._kept_from = 0
        self._pending = head
        self._inflate = zlib.decompressobj(_GZIP)
        self._ready = head.startswith(GZIP_SIGN)
        self._stray = not self._ready
        self._search_from: int | None = 0 if self._stray else None
        self._last = b""
        self._expanded = 0
        self._reread = 0

    @classmethod
    def are_in(cls, head: bytes) -> bool:
        """Return whether a file that begins so is packed, even if its first bytes are lost."""
        if head.startswith((GZIP_SIGN, _RECORD)):
            return head.startswith(GZIP_SIGN)
        places = (found.start() for found in re.finditer(re.escape(GZIP_SIGN), head))
        return any(cls._begins_record(head[place : place + _TRIED]) for place in places)

    def begin(self) -> bool:
        """Go to the next member, or to bytes that belong to none; return whether there is one."""
        if self._stray:
            return True
        if self._search_from is not None:
            self._search(self._search_from)
        ready, self._ready = self._ready, False
        return ready

    def more(self) -> bytes:
        """Return the next bytes of this member, none at its end.

        Raises ``EOFError``, which says what is wrong, where it breaks off.
        """
        if self._stray:
            self._stray = False
            raise EOFError("these bytes are no record")
        if self._ready:
            return b""
        return self._expand()

    def _expand(self) -> bytes:
        while self._search_from is None:
            if self._inflate.eof:
                return self._next_member()
            if not self._pending and not self._fill():
                self._broken(self.offset + 1, "it breaks off in the middle")
            try:
                data = self._inflate.decompress(self._pending, _STEP)
            except zlib.error:
                self._broken(self.offset + 1, "its compression is damaged")
            self._pending = self._inflate.unconsumed_tail or self._inflate.unused_data
            if data:
                self._check_size(len(data))
                self._last = (self._last + data)[-len(_RECORD_END) :]
                return data
        return b""

    def _next_member(self) -> bytes:
        """Begin the member that follows; return what it gives on with the same record."""
        while not self._pending.lstrip(b"\x00") and self._fill():
            pass
        self._pending = self._pending.lstrip(b"\x00")
        if not self._pending:
            self._search_from = self._end()
            return b""
        while len(self._pending) < _TRIED and self._fill():
            pass
        place = self._end() - len(self._pending)
        if not self._pending.startswith(GZIP_SIGN) or (
            self._last == _RECORD_END and not self._begins_record(self._pending)
        ):
            self.offset = self._search_from = place
            self._stray = True
            return b""
        if self._begins_record(self._pending):
            self._start(self._pending, place)
            return b""
        self._inflate = zlib.decompressobj(_GZIP)
        return self._expand()

    def _search(self, place: int) -> None:
        """Go to the next member from ``place`` on that begins with a record."""
        self._search_from = None
        place = max(place, self._kept_from)
        self._reread += self._end() - place
        if self._reread > _REREAD:
            place = self._end()
        while True:
            self._pending = b""
            found = self._kept.find(GZIP_SIGN, place - self._kept_from)
            if found < 0:
                place = max(place, self._end() - len(GZIP_SIGN) + 1)
                if not self._fill():
                    self._search_from = self._end()
                    return
                continue
            while len(self._kept) - found < _TRIED:
                kept_from = self._kept_from
                if not self._fill():
                    break
                found -= self._kept_from - kept_from
            place = self._kept_from + found
            data = bytes(self._kept[found:])
            if self._begins_record(data):
                self._start(data, place)
                return
            place += 1

    def _start(self, data: bytes, place: int) -> None:
        self.offset = place
        self._pending = data
        self._inflate = zlib.decompressobj(_GZIP)
        self._ready = True

    @staticmethod
    def _begins_record(data: bytes) -> bool:
        try:
            start = zlib.decompressobj(_GZIP).decompress(data[:_TRIED], len(_RECORD))
        except zlib.error:
            return False
        return start == _RECORD

    def _fill(self) -> bool:
        """Read on; return whether there was anything to read."""
        try:
            data = self._file.read(_CHUNK)
        except (OSError, BadZipFile, zlib.error):
            return False
        self._kept += data
        self._pending += data
        spare = len(self._kept) - _LOOK_BACK - _CHUNK
        if spare > 0:
            del self._kept[:spare]
            self._kept_from += spare
        return bool(data)

    def _end(self) -> int:
        return self._kept_from + len(self._kept)

    def _broken(self, search_from: int, problem: str) -> None:
        self._search_from = search_from
        raise EOFError(problem)

    def _check_size(self, size: int) -> None:
        self._expanded += size
        if self._expanded > max(_EXPANDED_FREELY, self._end() * _MOST_EXPANDED):
            raise UnsafeArchive(
                self._name,
                f"it expands to more than {_MOST_EXPANDED} times its size",
                "check where it comes from; unpack it yourself if you trust it",
            )
