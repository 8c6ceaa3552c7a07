"""The command line: one file per command, each a thin layer over a library call."""

from __future__ import annotations


def main() -> None:
    """Run the ``sayso`` command and exit with its status."""
    try:
        from sayso.cli.app import app

        app(prog_name="sayso")
    except KeyboardInterrupt:
        raise SystemExit(130) from None
