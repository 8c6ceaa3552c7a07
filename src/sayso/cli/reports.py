"""Reading sources one after another: one bad source never stops the others."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

import sayso
from sayso.cli.bar import Bar
from sayso.cli.formats import Format, Writer, writer_for
from sayso.cli.messages import complain, printable
from sayso.cli.output import Output, refuse_overwriting


def show(
    sources: Sequence[str],
    *,
    format: Format,
    output: Path | None,
    weights: str,
    debug: bool,
) -> int:
    """Read the sources, write the reports, and return how many sources failed.

    Raises :class:`sayso.WeightsError` and :class:`sayso.cli.output.OutputError`,
    which no other source would escape either.
    """
    refuse_overwriting(output, sources)
    failed = 0
    with Output(output) as out, Bar(len(sources)) as bar:
        writer = writer_for(format, out)
        for source in sources:
            bar.begin(source)
            text = _attempt(source, writer, bar, weights=weights, debug=debug)
            if text is None:
                failed += 1
            else:
                with bar.hidden():
                    out.write(text)
            bar.finish()
        if failed < len(sources):
            with bar.hidden():
                out.write(writer.close())
            out.keep()
    return failed


def _attempt(source: str, writer: Writer, bar: Bar, *, weights: str, debug: bool) -> str | None:
    """Return what to write for one source, or ``None`` after a complaint about it."""
    try:
        report = sayso.read(source, weights=weights, progress=bar.windows)
        text = writer.add(report)
    except (sayso.WeightsError, sayso.MissingExtra):
        raise
    except Exception as error:
        with bar.hidden():
            if debug:
                print(printable(traceback.format_exc()), file=sys.stderr)
            complain(_explain(source, error))
        return None
    with bar.hidden():
        for warning in report.document.warnings:
            complain(f"{source}: warning: {warning}")
    return text


def _explain(source: str, error: Exception) -> str:
    if isinstance(error, sayso.ReadingError):
        return str(error)
    return (
        f"{source}: unexpected {type(error).__name__}: {error}; "
        "please report this (--debug shows where it happened)"
    )
