"""A WACZ file, a zip with WARC files in it, as captures. Nothing is unpacked to disk."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, BinaryIO

from sayso.capture import Capture
from sayso.collecting.names import printable
from sayso.collecting.warc import captures_in
from sayso.errors import DamagedArchive, EmptySource, ReadingError, UnsafeArchive

ZIP_SIGN = b"PK\x03\x04"
MOST_ENTRIES = 10_000
MOST_EXPANDED = 64 * 1024**3
MOST_RATIO = 200

_FREELY = 10 * 1024**2
_MOST_DIRECTORY = 8 * 1024**2
_PACKAGE = "datapackage.json"
_MOST_PACKAGE = 16 * 1024**2
_CHUNK = 64 * 1024
_ENCRYPTED = 0x1
_TAIL = 66 * 1024
_DISTRUST = "check where it comes from; unpack it yourself if you trust it"
_DAMAGE = "look for another copy of the archive"
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, ValueError)


def captures_in_zip(file: BinaryIO, name: str) -> Iterator[Capture | ReadingError]:
    """Yield the pages of the WARC files under ``archive/``, and what is wrong with them.

    A file whose SHA-256 is not the one in ``datapackage.json`` is not read, nor is one
    that is encrypted or a zip itself. Raises :class:`UnsafeArchive` for a zip with names
    that lead elsewhere, too many entries, or more bytes than it could honestly hold, and
    :class:`DamagedArchive` for one that cannot be opened.
    """
    with _opened(file, name) as zipped:
        hashes, problem = _hashes(zipped, name)
        if problem is not None:
            yield problem
        budget = _Budget(name)
        entries = [entry for entry in zipped.infolist() if _matters(entry)]
        for missing in sorted(path for path in hashes if path not in zipped.NameToInfo):
            yield DamagedArchive(
                f"{name}#{printable(missing)}", "it is listed but not there", _DAMAGE
            )
        for entry in entries:
            yield from _entry(zipped, entry, hashes.get(entry.filename), budget)
        if not entries:
            yield EmptySource(
                name, "there is no WARC file in its folder “archive”", "check that it is a WACZ"
            )


def looks_like_wacz(file: BinaryIO) -> bool:
    """Return whether a zip file has what a WACZ must have."""
    try:
        with _opened(file, "") as zipped:
            names = zipped.namelist()
    except ReadingError:
        return False
    return _PACKAGE in names and any(name.startswith("archive/") for name in names)


def _opened(file: BinaryIO, name: str) -> zipfile.ZipFile:
    if _directory_size(file) > _MOST_DIRECTORY:
        raise UnsafeArchive(name, "its table of contents is longer than is sane", _DISTRUST)
    try:
        zipped = zipfile.ZipFile(file)
    except _BROKEN:
        raise DamagedArchive(name, "this is not a whole zip file", _DAMAGE) from None
    seen: set[str] = set()
    for entry in zipped.infolist():
        if len(seen) >= MOST_ENTRIES:
            raise UnsafeArchive(name, f"it has more than {MOST_ENTRIES:,} entries", _DISTRUST)
        if not _stays_inside(entry.filename) or not _stays_inside(entry.orig_filename):
            raise UnsafeArchive(name, "names in it lead out of it", _DISTRUST)
        if entry.filename in seen:
            raise UnsafeArchive(name, "two entries in it have one name", _DISTRUST)
        seen.add(entry.filename)
    return zipped


def _directory_size(file: BinaryIO) -> int:
    """Return the size of a zip's table of contents in bytes, before anything reads it."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _TAIL))
    tail = file.read(_TAIL)
    file.seek(0)
    end = tail.rfind(b"PK\x05\x06")
    found = int.from_bytes(tail[end + 12 : end + 16], "little") if end >= 0 else 0
    wide = tail.rfind(b"PK\x06\x06")
    if wide >= 0:
        found = max(
            found if found != 0xFFFFFFFF else 0,
            int.from_bytes(tail[wide + 40 : wide + 48], "little"),
        )
    return found


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return not (path.is_absolute() or ".." in path.parts or ":" in name.partition("/")[0])


def _matters(entry: zipfile.ZipInfo) -> bool:
    name = entry.filename.lower()
    if name.endswith((".zip", ".wacz")):
        return True
    return name.startswith("archive/") and name.endswith((".warc", ".warc.gz"))


def _hashes(zipped: zipfile.ZipFile, name: str) -> tuple[dict[str, str], ReadingError | None]:
    """Return the SHA-256 of each file that the package lists, in hex digits."""
    if _PACKAGE not in zipped.NameToInfo:
        return {}, None
    try:
        with zipped.open(_PACKAGE) as file:
            package = json.loads(file.read(_MOST_PACKAGE))
        listed = {
            str(resource["path"]): str(resource.get("hash", ""))
            for resource in package["resources"]
        }
    except (*_BROKEN, RuntimeError, LookupError, TypeError, AttributeError):
        problem = "it cannot be read, so the files are read unchecked"
        return {}, DamagedArchive(f"{name}#{_PACKAGE}", problem, _DAMAGE)
    return {
        path: value.removeprefix("sha256:").lower()
        for path, value in listed.items()
        if value.startswith("sha256:")
    }, None


def _entry(
    zipped: zipfile.ZipFile, entry: zipfile.ZipInfo, sha256: str | None, budget: _Budget
) -> Iterator[Capture | ReadingError]:
    name = printable(f"{budget.name}#{entry.filename}")
    if entry.filename.lower().endswith((".zip", ".wacz")):
        yield UnsafeArchive(name, "this is a zip within a zip", "take it out and add it by itself")
        return
    if entry.flag_bits & _ENCRYPTED:
        yield UnsafeArchive(name, "it is encrypted", "unpack it yourself and add the WARC file")
        return
    try:
        if sha256 is not None and _sha256(zipped, entry, budget) != sha256:
            problem = f"it does not have the SHA-256 that {_PACKAGE} gives"
            yield DamagedArchive(name, problem, _DAMAGE)
            return
        with zipped.open(entry) as opened:
            yield from captures_in(
                _Counted(opened, entry, budget), name, budget.name, entry.file_size
            )
    except _BROKEN:
        yield DamagedArchive(name, "it cannot be unpacked", _DAMAGE)


def _sha256(zipped: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: _Budget) -> str:
    digest = hashlib.sha256()
    with zipped.open(entry) as opened:
        counted = _Counted(opened, entry, budget)
        while data := counted.read(_CHUNK):
            digest.update(data)
    return digest.hexdigest()


class _Budget:
    """How many bytes may still come out of an archive."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._left = MOST_EXPANDED

    def spend(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise UnsafeArchive(self.name, "it expands beyond reason", _DISTRUST)


class _Counted:
    """An entry, of which no more is read than its packed size can honestly hold."""

    def __init__(self, opened: IO[bytes], entry: zipfile.ZipInfo, budget: _Budget) -> None:
        self._opened = opened
        self._most = max(_FREELY, entry.compress_size * MOST_RATIO)
        self._place = 0
        self._budget = budget

    def read(self, size: int = -1) -> bytes:
        data = self._opened.read(size)
        self._place += len(data)
        self._budget.spend(len(data))
        if self._place > self._most:
            problem = f"an entry expands to more than {MOST_RATIO} times its size"
            raise UnsafeArchive(self._budget.name, problem, _DISTRUST)
        return data

    def seek(self, offset: int) -> int:
        self._place = self._opened.seek(offset)
        return self._place
