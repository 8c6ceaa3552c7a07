"""All that the named sources hold, one original after another."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from sayso.capture import Capture
from sayso.collecting.files import explain, opened, read_file
from sayso.collecting.folders import files_in
from sayso.collecting.listings import listing
from sayso.collecting.members import GZIP_SIGN
from sayso.collecting.names import is_address, listed, printable
from sayso.collecting.tally import Tally
from sayso.collecting.wacz import ZIP_SIGN, captures_in_zip, looks_like_wacz
from sayso.collecting.warc import captures_in
from sayso.collecting.web import Web
from sayso.errors import (
    EmptySource,
    MissingExtra,
    ReadingError,
    SourceNotFound,
    UnreadableSource,
)
from sayso.reading.limits import MAX_BYTES, too_large

_WARC_ENDINGS = (".warc", ".warc.gz")
_LISTING_ENDINGS = (".xml", ".rss", ".atom", ".rdf", ".xml.gz")


def _without(source: str, error: MissingExtra) -> UnreadableSource:
    problem, _, remedy = str(error).partition(": ")
    return UnreadableSource(source, problem, remedy)


def _nothing_known(url: str) -> bool:
    return False


class Collection:
    """What the named sources hold, one after another; iterating does the work lazily.

    A name is a file, a folder, an ``http(s)`` address, or ``-`` for standard input: a
    list of names there, one a line, or else one report. Folders are gone through to the
    bottom. WARC and WACZ files give their pages; so does a feed or a sitemap, at an
    address or in a file called ``.xml``, ``.rss``, ``.atom`` or ``.rdf``: naming it is
    asking for the pages that it lists, which are fetched. ``known`` says of an address
    that it need not be fetched again.

    Iterating yields each original, and in place of a bad one the
    :class:`sayso.errors.ReadingError` that says why, an extra that is not installed
    included. It can be iterated once.
    """

    def __init__(
        self, names: Iterable[str], *, known: Callable[[str], bool] = _nothing_known
    ) -> None:
        self._names = list(names)
        self._tally = Tally(items=len(self._names))
        self._tally.endless = sum(_is_endless(name) for name in self._names)
        self._web = Web(known, self._tally)

    @property
    def expected(self) -> int | None:
        """How many items there will be, so far as is known; grows while it learns.

        Items yielded and addresses skipped both count. ``None`` where only reading to the
        end of an archive or of standard input can tell.
        """
        return self._tally.expected

    @property
    def skipped_known(self) -> int:
        """How many addresses were not fetched because they were known."""
        return self._tally.skipped

    def __iter__(self) -> Iterator[Capture | ReadingError]:
        names, self._names = self._names, []
        for name in names:
            yield from self._named(name)

    def _named(self, name: str) -> Iterator[Capture | ReadingError]:
        if name == "-":
            yield from self._standard_input()
            return
        endless = _is_endless(name)
        try:
            if not name:
                raise SourceNotFound("“”", "this name is empty", "give the name of a file")
            if is_address(name):
                yield from self._web.collect(name)
            elif Path(name).is_dir():
                yield from self._folder(Path(name))
            else:
                yield from self._file(Path(name), name, counted=endless)
        except ReadingError as error:
            yield error
        except MissingExtra as error:
            yield _without(printable(name), error)
        except (OSError, ValueError) as error:
            yield explain(Path(printable(name)), error)
        self._tally.endless -= endless

    def _standard_input(self) -> Iterator[Capture | ReadingError]:
        self._tally.endless -= 1
        data = b"" if sys.stdin is None else sys.stdin.buffer.read(MAX_BYTES + 1)
        names = listed(data)
        if len(data) > MAX_BYTES:
            yield too_large("-")
        elif not data.strip() or names == []:
            yield EmptySource("-", "nothing came in on standard input", "give a file name instead")
        elif names is None:
            yield Capture(data=data, source="-")
        else:
            self._tally.items += len(names) - 1
            self._tally.endless += sum(_is_endless(name) for name in names if name != "-")
            for name in names:
                yield from self._listed_name(name)

    def _listed_name(self, name: str) -> Iterator[Capture | ReadingError]:
        if name == "-":
            yield UnreadableSource("-", "a list cannot name itself", "take the line out")
        else:
            yield from self._named(name)

    def _folder(self, folder: Path) -> Iterator[Capture | ReadingError]:
        items = list(files_in(folder))
        self._tally.items += len(items) - 1
        paths = [item for item in items if isinstance(item, Path)]
        self._tally.endless += sum(_is_endless(str(path)) for path in paths)
        for item in items:
            if isinstance(item, Path):
                endless = _is_endless(str(item))
                yield from self._file(item, str(item), counted=endless)
                self._tally.endless -= endless
            else:
                yield item

    def _file(self, path: Path, name: str, *, counted: bool) -> Iterator[Capture | ReadingError]:
        try:
            yield from self._held_by(path, name, counted=counted)
        except MissingExtra as error:
            yield _without(printable(name), error)

    def _held_by(self, path: Path, name: str, *, counted: bool) -> Iterator[Capture | ReadingError]:
        shown = printable(name)
        try:
            form = _form(path)
            if form in {"warc", "wacz"}:
                yield from self._archive(path, shown, form, counted=counted)
                return
            data = read_file(path)
            found = listing(data, shown) if name.lower().endswith(_LISTING_ENDINGS) else None
        except ReadingError as error:
            yield error
            return
        if found is None:
            yield Capture(data=data, source=shown)
        else:
            yield from self._web.listed(found, shown)

    def _archive(
        self, path: Path, name: str, form: str, *, counted: bool
    ) -> Iterator[Capture | ReadingError]:
        """Yield an archive's pages; it was counted as one item, until its end is reached."""
        self._tally.endless += not counted
        self._tally.items -= 1
        try:
            with opened(path) as file:
                pages = (
                    captures_in(file, name, name, os.fstat(file.fileno()).st_size)
                    if form == "warc"
                    else captures_in_zip(file, name)
                )
                for page in pages:
                    self._tally.items += 1
                    yield page
        except ReadingError as error:
            self._tally.items += 1
            yield error
        finally:
            self._tally.endless -= not counted


def _form(path: Path) -> str:
    """Return ``warc``, ``wacz`` or ``file``: by the ending, and by the bytes."""
    name = path.name.lower()
    with opened(path) as file:
        if name.endswith(_WARC_ENDINGS):
            return "warc"
        if name.endswith(".wacz"):
            return "wacz"
        head = file.read(64 * 1024)
        if head.startswith(b"WARC/") or (head.startswith(GZIP_SIGN) and _packs_warc(head)):
            return "warc"
        return "wacz" if head.startswith(ZIP_SIGN) and looks_like_wacz(file) else "file"


def _packs_warc(head: bytes) -> bool:
    import zlib

    try:
        return zlib.decompressobj(31).decompress(head, 5) == b"WARC/"
    except zlib.error:
        return False


def _is_endless(name: str) -> bool:
    return name == "-" or name.lower().endswith((*_WARC_ENDINGS, ".wacz"))
