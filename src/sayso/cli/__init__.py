"""The command line: one file per command, each a thin layer over a library call."""

from __future__ import annotations

import os


def main() -> None:
    """Run the ``sayso`` command and exit with its status.

    The matrices that numpy multiplies here are small: its threads would wait for one another,
    busily, for four times the processor time.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        from sayso.cli.app import app

        app(prog_name="sayso")
    except KeyboardInterrupt:
        raise SystemExit(130) from None
