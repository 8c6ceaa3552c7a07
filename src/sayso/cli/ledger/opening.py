"""The ledger that a command works on, and its files, which no output may replace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from sayso.ledger import Ledger

_OWN = ("evidence", "incoming", "ledger.db", "ledger.db-wal", "ledger.db-shm", "sayso.toml")


def opened(folder: Path | None) -> Ledger:
    """The ledger in the folder, or the one that the surroundings name: a context manager."""
    from sayso.ledger import Ledger

    return Ledger.open(folder)


def spare(ledger: Ledger, output: Path | None) -> None:
    """Raise :class:`typer.BadParameter` if the output would replace a part of the ledger."""
    if output is None:
        return
    home = ledger.place.folder.resolve()
    target = output.resolve()
    if target.is_relative_to(home) and target.relative_to(home).parts[:1] in [
        (name,) for name in _OWN
    ]:
        raise typer.BadParameter(f"{output} is a part of the ledger; write to another file")
