"""Where a ledger lies: a folder with ``sayso.toml``, the database and the evidence."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from sayso.errors import LedgerError, NoLedger

MARK = "sayso.toml"
_DATABASE = "ledger.db"
_EVIDENCE = "evidence"
_INCOMING = "incoming"
_HEADER = "# A ledger of Sayso. The originals lie in evidence/, under their SHA-256.\n"


@dataclass(frozen=True, slots=True)
class Place:
    """A ledger's folder, and the address of its database where that is not in the folder."""

    folder: Path
    address: str | None = None

    @property
    def mark(self) -> Path:
        """The file that says that this folder is a ledger."""
        return self.folder / MARK

    @property
    def database(self) -> Path:
        """The database file; there is none with an ``address``."""
        return self.folder / _DATABASE

    @property
    def evidence(self) -> Path:
        """The folder of the originals."""
        return self.folder / _EVIDENCE

    @property
    def incoming(self) -> Path:
        """Where originals lie until they are whole."""
        return self.folder / _INCOMING

    @property
    def url(self) -> URL:
        """The database's address for SQLAlchemy."""
        if self.address is None:
            return URL.create("sqlite", database=str(self.database))
        return server(self.address)

    def settings(self) -> str:
        """What ``sayso.toml`` holds."""
        line = f'database = "{self.address}"\n' if self.address else ""
        return f"{_HEADER}{line}"


def server(address: str) -> URL:
    """A PostgreSQL address, with the driver that is used.

    Raises :class:`LedgerError` for any other address, and for one that holds a password:
    it would be kept in a plain file.
    """
    try:
        url = make_url(address)
    except ArgumentError:
        raise LedgerError(f"{address}: not the address of a database; {_EXAMPLE}") from None
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise LedgerError(f"{url.drivername}: only PostgreSQL can hold a ledger; {_EXAMPLE}")
    if url.password is not None:
        raise LedgerError(
            "the address holds a password, which would be kept in a plain file; leave it out "
            "and set PGPASSWORD or write it into ~/.pgpass"
        )
    return url.set(drivername="postgresql+psycopg")


_EXAMPLE = "give one such as postgresql://user@host/name"


def at(folder: Path) -> Place:
    """The ledger in a folder. Raises :class:`NoLedger` if there is none."""
    try:
        settings = tomllib.loads((folder / MARK).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise NoLedger(f"{folder}: no ledger here; run  sayso init {folder}") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LedgerError(f"{folder / MARK}: cannot be read ({error}); restore the file") from None
    address = settings.get("database")
    if address is not None and not isinstance(address, str):
        raise LedgerError(f"{folder / MARK}: database must be an address in quotation marks")
    return Place(folder, address)


def find(folder: Path | None = None) -> Place:
    """The ledger that is meant.

    That is the one in ``folder``, or in the folder that ``SAYSO_LEDGER`` names, or in the
    working directory or the nearest one above it. Raises :class:`NoLedger` without one.
    """
    named = folder or (Path(chosen) if (chosen := os.environ.get("SAYSO_LEDGER")) else None)
    if named is not None:
        return at(named)
    here = Path.cwd()
    for above in (here, *here.parents):
        if (above / MARK).is_file():
            return at(above)
    raise NoLedger(
        "there is no ledger in this folder or above it; run  sayso init  to make one here, "
        "or name one with --ledger"
    )
