"""The records of a WARC file, one after another, also behind broken ones.

FastWARC and warcio both stop at the first place where the compression is damaged or the
bytes are no record, and both hand out the beginning of a record that breaks off as if it
were whole. For evidence neither will do, so records are told apart here. FastWARC reads
their headers and undoes the encodings for which Python has nothing.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.collecting.members import Source
from sayso.collecting.stretches import CHUNK, Stretch, stretches
from sayso.errors import DamagedArchive, MissingExtra
from sayso.reading.limits import MAX_BYTES

MAX_HEAD = 32 * 1024
"""The most bytes of the headers of a record, and of those of HTTP within it."""

HEAD_END = re.compile(rb"\r?\n\r?\n")

_SIGN = b"WARC/"
_BEGIN = re.compile(rb"WARC/\d\.\d+\r?\n(?=[A-Za-z])")
_LONGEST_BEGIN = 24
_LINE_BREAKS = re.compile(rb"[\r\n]*")
_BEHIND = 16
_MOST_ERRORS = 1000
_MOST_REREAD = 2 * 1024**3
_REMEDY = "look for another copy of the archive; its other records are read"


@dataclass(frozen=True, slots=True)
class Header:
    """The headers of a record or of HTTP: the first line, and the fields in order."""

    first: str
    status: int | None
    fields: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str:
        """Return the first field of this name (in lower case), empty if there is none."""
        return next((value.strip() for key, value in self.fields if key.lower() == name), "")


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its headers and its block, whole unless ``oversize``.

    Of an oversize record ``block`` is no more than its beginning. ``place`` is how to
    speak of it, ``name`` how to find it again.
    """

    header: Header
    block: bytes
    oversize: bool
    place: str
    name: str


def records(file: Source, name: str, size: int) -> Iterator[Record | DamagedArchive]:
    """Yield the records of a WARC file of ``size`` bytes, plain or compressed, in order.

    In place of what is broken comes a :class:`DamagedArchive` that says where, and reading
    goes on with the next record that can be found. No more than one record of
    :data:`MAX_BYTES` is in memory; what is longer is passed over. Raises
    :class:`sayso.errors.UnsafeArchive` for a file that expands beyond reason.
    """
    framer = _Framer(name)
    for stretch in stretches(file, name, size):
        for item in framer.records(stretch):
            yield item
            if framer.errors >= _MOST_ERRORS:
                yield framer.hopeless()
                return


def parsed(head: bytes) -> Header:
    """Read headers, of WARC or HTTP. Raises ``ValueError`` where there are none.

    Values that are not UTF-8 are read as Latin-1.
    """
    try:
        from fastwarc.warc import HeaderMap
    except ImportError:
        raise MissingExtra("reading WARC files", "web") from None
    found = HeaderMap()
    lines = head.replace(b"\r\n", b"\n").strip(b"\n").replace(b"\n", b"\r\n")
    try:
        found.parse(io.BytesIO(lines + b"\r\n\r\n"))
    except OSError as error:
        raise ValueError("its headers are too long") from error
    fields = tuple((_text(key), _text(value)) for key, value in found.items_bytes())
    return Header(_text(found.status_line_bytes or b""), found.status_code, fields)


class _Framer:
    """Tells the records of a stretch apart."""

    def __init__(self, name: str) -> None:
        self.errors = 0
        self._name = name
        self._reread = 0

    def hopeless(self) -> DamagedArchive:
        return DamagedArchive(
            self._name,
            f"it is broken in {_MOST_ERRORS} places, and is not read on",
            "look for another copy of the archive",
        )

    def records(self, stretch: Stretch) -> Iterator[Record | DamagedArchive]:
        while True:
            while breaks := _LINE_BREAKS.match(stretch.peek(_BEHIND)):
                if stretch.skip(breaks.end()) == 0:
                    break
            if not stretch.peek(1):
                if stretch.problem:
                    yield self._damaged(stretch, stretch.problem)
                return
            yield self._record(stretch)

    def _record(self, stretch: Stretch) -> Record | DamagedArchive:
        place = _place(stretch)
        head = stretch.peek(MAX_HEAD)
        end = HEAD_END.search(head)
        if not head.startswith(_SIGN) or end is None:
            problem = "these bytes are no record"
            if head.startswith(_SIGN):
                problem = stretch.problem or "the headers of this record have no end"
            _seek(stretch, 1)
            return self._damaged(stretch, problem, place)
        try:
            header = parsed(head[: end.end()])
        except ValueError as error:
            _seek(stretch, end.end())
            return self._damaged(stretch, str(error), place)
        length = header.get("content-length")
        if not (length.isascii() and length.isdecimal() and len(length) < 16):
            _seek(stretch, end.end())
            return self._damaged(stretch, "it does not say how long it is", place, header)
        stretch.take(end.end())
        return self._block(stretch, header, int(length), place)

    def _block(
        self, stretch: Stretch, header: Header, length: int, place: str
    ) -> Record | DamagedArchive:
        oversize = length > MAX_BYTES
        begin = stretch.at
        if stretch.size is not None and begin + length > stretch.size:
            _seek(stretch, 0)
            return self._damaged(stretch, "it breaks off in the middle", place, header)
        block = stretch.take(MAX_HEAD if oversize else length)
        whole = len(block) + (stretch.skip(length - len(block)) if oversize else 0) == length
        behind = stretch.peek(_BEHIND)
        if whole and not stretch.problem and (not behind or behind[:1] in b"\r\n"):
            return Record(header, block, oversize, place, header.get("warc-record-id") or place)
        problem = stretch.problem or "it is not as long as it says"
        if not whole and not stretch.problem:
            problem = "it breaks off in the middle"
        if stretch.inside or not stretch.problem:
            stretch.problem = None
            self._look_within(stretch, block, begin)
        else:
            stretch.drop()
        return self._damaged(stretch, problem, place, header)

    def _look_within(self, stretch: Stretch, block: bytes, begin: int) -> None:
        """Go to the next record, which the one with the wrong length may have swallowed.

        ``block`` is what was kept of that one, ``begin`` where it begins in the stretch.
        """
        if stretch.at == begin + len(block):
            self._reread += len(block)
            if self._reread <= _MOST_REREAD:
                stretch.put_back(block)
        elif stretch.rewind is not None:
            self._reread += stretch.at
            if self._reread <= _MOST_REREAD:
                stretch.go_back(begin)
        _seek(stretch, 0)

    def _damaged(
        self, stretch: Stretch, problem: str, place: str = "", header: Header | None = None
    ) -> DamagedArchive:
        self.errors += 1
        place = place or _place(stretch)
        record = header.get("warc-record-id") if header else ""
        name = f"{self._name}#{record}" if record else self._name
        return DamagedArchive(name, f"{place}: {problem}", _REMEDY)


def _seek(stretch: Stretch, start: int) -> None:
    """Go on to the next line that begins a record, from ``start`` bytes ahead."""
    stretch.skip(start)
    while True:
        data = stretch.peek(CHUNK)
        found = _BEGIN.search(data)
        if found:
            stretch.skip(found.start())
            return
        if len(data) < CHUNK:
            stretch.skip(len(data))
            return
        stretch.skip(CHUNK - _LONGEST_BEGIN)


def _place(stretch: Stretch) -> str:
    if stretch.inside or not stretch.at:
        return f"at byte {stretch.offset + stretch.at}"
    return f"at byte {stretch.at} of what is packed at byte {stretch.offset}"


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")
