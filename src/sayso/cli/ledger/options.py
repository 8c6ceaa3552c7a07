"""Options and arguments that the commands of a ledger share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Form(StrEnum):
    """The forms of records."""

    TERMINAL = "terminal"
    JSONL = "jsonl"


LedgerOption = Annotated[
    Path | None,
    typer.Option(
        "--ledger",
        metavar="FOLDER",
        help="The ledger. If not named: SAYSO_LEDGER, this folder or the nearest above it.",
        show_default=False,
    ),
]
FormOption = Annotated[
    Form, typer.Option("--format", "-f", help="How to show it: for the screen or as JSON lines.")
]
LimitOption = Annotated[
    int | None,
    typer.Option(
        "--limit",
        metavar="N",
        min=0,
        help="Show so many at most; 0 for all. On the screen 50 if not said, else all.",
        show_default=False,
    ),
]
WhyOption = Annotated[
    str | None, typer.Option("--why", metavar="TEXT", help="Why; it is kept with the decision.")
]

_ON_SCREEN = 50
ALL = 2**31 - 1
"""A limit that no ledger reaches."""


def most(limit: int | None, form: Form) -> int:
    """How many records to show."""
    if limit is None:
        return _ON_SCREEN if form is Form.TERMINAL else ALL
    return limit or ALL
