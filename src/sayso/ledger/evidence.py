"""The evidence archive: originals under their SHA-256, read-only, each kept once.

An original appears in its place whole or not at all: it is written elsewhere on the same
disk, forced onto it, made read-only, and moved.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EDQUOT, ENOSPC, EROFS
from pathlib import Path

from sayso.errors import LedgerDamaged, LedgerError, LedgerFull, LedgerReadOnly
from sayso.ledger.place import Place

try:
    import fcntl
except ImportError:  # Windows, which does not delete what another process holds open
    fcntl = None  # type: ignore[assignment]

_READ_ONLY = 0o444
_HOLD = "hold"


def digest(data: bytes) -> str:
    """The name of an original: the hex digest of its SHA-256."""
    return hashlib.sha256(data).hexdigest()


class Archive:
    """The originals of one ledger."""

    def __init__(self, place: Place) -> None:
        self.place = place

    def path(self, sha256: str) -> Path:
        """Where an original lies."""
        return self.place.evidence / sha256[:2] / sha256

    def read(self, sha256: str) -> bytes:
        """An original's bytes. Raises :class:`LedgerDamaged` if they are not what they were."""
        try:
            data = self.path(sha256).read_bytes()
        except OSError as error:
            raise LedgerDamaged(
                f"{self.path(sha256)}: the original cannot be read ({error.strerror}); restore it "
                "from a backup"
            ) from None
        if digest(data) != sha256:
            raise LedgerDamaged(
                f"{self.path(sha256)}: the original was changed; restore it from a backup"
            )
        return data

    def hash_of(self, sha256: str) -> tuple[str, int] | None:
        """The digest and the size (bytes) of what lies there now; ``None`` for nothing."""
        try:
            with self.path(sha256).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
                return found, file.tell()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _explained(error, self.path(sha256)) from error

    def all(self) -> Iterator[Path]:
        """All files in the archive, also those that should not be there, in order."""
        for top in sorted(self.place.evidence.iterdir()):
            if not top.is_dir():
                yield top
            yield from sorted(one for one in top.rglob("*") if not one.is_dir())

    def remove(self, sha256: str) -> None:
        """Delete an original, if it is there."""
        path = self.path(sha256)
        try:
            if os.name == "nt" and path.exists():
                path.chmod(0o600)
            path.unlink(missing_ok=True)
            with suppress(OSError):
                path.parent.rmdir()
        except OSError as error:
            raise _explained(error, path) from error

    @contextmanager
    def taking(self) -> Iterator[Intake]:
        """A place for originals to arrive in, cleared away afterwards.

        What a process that was killed left in its own is cleared away too.
        """
        folder = self.place.incoming / f"{os.getpid()}-{secrets.token_hex(4)}"
        try:
            self.place.incoming.mkdir(exist_ok=True)
            with _alone(self.place.incoming):
                self._clear()
                folder.mkdir()
                hold = (folder / _HOLD).open("wb")
                _lock(hold.fileno())
        except OSError as error:
            raise _explained(error, folder) from error
        try:
            yield Intake(self, folder)
        finally:
            hold.close()
            shutil.rmtree(folder, ignore_errors=True)

    def _clear(self) -> None:
        with suppress(OSError):
            for folder in list(self.place.incoming.iterdir()):
                if not _held(folder / _HOLD):
                    shutil.rmtree(folder, ignore_errors=True)


class Intake:
    """Puts originals into the archive."""

    def __init__(self, archive: Archive, folder: Path) -> None:
        self._archive = archive
        self._folder = folder

    def keep(self, data: bytes, sha256: str) -> bool:
        """Keep an original, if it does not lie there whole already; gives whether it did not."""
        target = self._archive.path(sha256)
        found = self._archive.hash_of(sha256)
        if found and found[0] == sha256:
            return False
        try:
            self._write(data, target)
            return True
        except OSError as error:
            raise _explained(error, target) from error

    def _write(self, data: bytes, target: Path) -> None:
        draft = self._folder / target.name
        try:
            with draft.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            draft.chmod(_READ_ONLY)
            target.parent.mkdir(exist_ok=True)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
        _settle(target.parent)


def _settle(folder: Path) -> None:
    """Force a folder's list of files onto the disk, where the system can."""
    with suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep others from clearing up until what is made in a folder is held."""
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    if fcntl is not None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _held(file: Path) -> bool:
    """Whether a living process has its place for arrivals here."""
    if fcntl is None:
        return False
    try:
        with file.open("rb") as hold:
            fcntl.flock(hold.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        return False
    return False


def _explained(error: OSError, path: Path) -> LedgerError:
    if error.errno in (ENOSPC, EDQUOT):
        return LedgerFull(
            f"{path}: the disk is full; nothing was half-written: make room and go on"
        )
    if isinstance(error, PermissionError) or error.errno == EROFS:
        return LedgerReadOnly(f"{path}: it cannot be written; check the folder's permissions")
    return LedgerError(f"{path}: {error.strerror or error}; check the disk")
