"""Where results go: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import io
import os
import secrets
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, TextIO

import typer

# A lone surrogate has no UTF-8; the escape is what JSON would have for it.
_ERRORS = "backslashreplace"


class OutputError(Exception):
    """The results cannot be written; the text is one line that a user can act on."""


class Output(AbstractContextManager["Output"]):
    """Standard output, or the file at ``path``.

    The file is written beside its place under another name and moved there by
    :meth:`keep`; without that call nothing is left of it. Raises
    :class:`OutputError` when something cannot be written.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._draft: Path | None = None
        self.stream = self._open()

    @property
    def is_terminal(self) -> bool:
        """Whether somebody reads the results on a screen."""
        return self._path is None and self.stream.isatty()

    def write(self, text: str) -> None:
        """Write and flush."""
        try:
            self.stream.write(text)
            self.stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise self._error(error) from error

    @contextmanager
    def binary(self) -> Iterator[BinaryIO]:
        """The stream beneath, for bytes."""
        try:
            self.stream.flush()
            yield self.stream.buffer
            self.stream.buffer.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise self._error(error) from error

    def keep(self) -> None:
        """Move the file to its place."""
        if self._path is None:
            return
        try:
            self._settle(self._path.resolve())
        except OSError as error:
            raise self._error(error) from error

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._path is not None:
            with suppress(OSError):  # what a full disk refused once, it refuses again
                self.stream.close()
        if self._draft is not None:
            self._draft.unlink(missing_ok=True)

    def _open(self) -> TextIO:
        if self._path is None:
            return _standard_output()
        try:
            target = self._path.resolve()
            if target.exists() and not target.is_file() and not target.is_dir():
                return target.open("w", encoding="utf-8", errors=_ERRORS)  # a pipe or a device
            if target.is_dir():
                raise IsADirectoryError(None, "it is a folder")
            draft = target.with_name(f".sayso-{secrets.token_hex(6)}.tmp")
            stream = draft.open("x", encoding="utf-8", errors=_ERRORS, newline="\n")
        except OSError as error:
            raise self._error(error) from error
        self._draft = draft
        return stream

    def _settle(self, target: Path) -> None:
        self.stream.flush()
        if self._draft is None:
            return
        os.fsync(self.stream.fileno())
        self.stream.close()
        if target.exists():
            self._draft.chmod(stat.S_IMODE(target.stat().st_mode))
        self._draft.replace(target)
        self._draft = None

    def _error(self, error: OSError) -> OutputError:
        where = self._path or "standard output"
        return OutputError(f"{where}: cannot be written: {error.strerror or error}")


def refuse_overwriting(path: Path | None, sources: Sequence[str]) -> None:
    """Raise :class:`typer.BadParameter` if the output would replace one of the inputs."""
    if path is None or not path.exists():
        return
    for source in sources:
        if source != "-" and Path(source).exists() and path.samefile(source):
            raise typer.BadParameter(f"{path} is also an input; write to another file")


def _standard_output() -> TextIO:
    if isinstance(sys.stdout, io.TextIOWrapper):
        encoding = None if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors=_ERRORS)
    return sys.stdout
