"""``sayso init``: a new ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.ledger.screen import say


def init(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER",
            help="Where to make it: SAYSO_LEDGER or this folder, if not named.",
            envvar="SAYSO_LEDGER",
            show_default=False,
            show_envvar=False,
        ),
    ] = Path(),
    database: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="A PostgreSQL database for a team: postgresql://user@host/name.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Make a ledger: a folder that keeps reports and everything that is read from them."""
    from sayso.ledger import Ledger

    with Ledger.create(folder, database) as ledger:
        where = f"{ledger.place.folder.resolve()}"
    held = f", its records in {database}" if database else ""
    say(f"Made a ledger in {where}{held}.", "Add reports:  sayso add SOURCE...")
