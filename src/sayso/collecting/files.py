"""A file's bytes, read so that they are known to be one state of the file."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from sayso.collecting.names import printable
from sayso.errors import ReadingError, SourceIsFolder, SourceNotFound, UnreadableSource
from sayso.reading.limits import MAX_BYTES, too_large

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)
_SPECIAL = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def read_file(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises a :class:`ReadingError`: for a name without a file, for anything that is not an
    ordinary file (none is opened that could block), past the limit of size, and for a
    file that was changed while it was read.
    """
    with opened(path) as file:
        size = os.fstat(file.fileno()).st_size
        data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise too_large(printable(str(path)))
        if len(data) != size:
            raise _changed(path)
    return data


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open an ordinary file for reading; at the end, make sure that it is still the same.

    Raises as :func:`read_file` does.
    """
    with _explained(path):
        refuse_special(path, path.stat().st_mode)
        file = os.fdopen(os.open(path, _FLAGS), "rb")
    with file, _explained(path):
        before = os.fstat(file.fileno())
        refuse_special(path, before.st_mode)
        yield file
        if _state(os.fstat(file.fileno())) != _state(before):
            raise _changed(path)


def refuse_special(path: Path, mode: int) -> None:
    """Raise a :class:`ReadingError` unless ``mode`` is that of an ordinary file."""
    if stat.S_ISDIR(mode):
        raise SourceIsFolder(printable(str(path)), "this is a folder", "name the files in it")
    if stat.S_ISREG(mode):
        return
    kind = next((name for is_kind, name in _SPECIAL if is_kind(mode)), "something special")
    raise UnreadableSource(
        printable(str(path)), f"this is {kind}, not a file", "copy what it gives into a file"
    )


def explain(path: Path, error: OSError | ValueError) -> ReadingError:
    """Return what the system's refusal means for the user."""
    name = printable(str(path))
    if isinstance(error, FileNotFoundError):
        if path.is_symlink():
            return SourceNotFound(name, "this link leads nowhere", "remove or mend the link")
        return SourceNotFound(name, "there is no such file", "check the name")
    if isinstance(error, PermissionError):
        return UnreadableSource(
            name, "permission to read it is denied", "ask its owner, or read a copy of your own"
        )
    reason = getattr(error, "strerror", None) or str(error)
    return UnreadableSource(
        name, f"it cannot be read ({printable(reason)})", "check the name and the disk"
    )


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        raise explain(path, error) from None


def _state(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_size, status.st_mtime_ns, status.st_ino


def _changed(path: Path) -> ReadingError:
    return UnreadableSource(
        printable(str(path)),
        "it was changed while it was read",
        "wait until it is written, then add it again",
    )
