"""List every attribution of some documents as a table for a spreadsheet.

Run it with ``python examples/voices_table.py FILE… > voices.csv``. An input that
cannot be read is named on standard error, and the others are still read.
"""

from __future__ import annotations

import csv
import sys

import sayso

COLUMNS = ("document", "through", "source", "cue", "words", "kind", "start", "end", "confidence")


def rows(name: str, report: sayso.Report) -> list[tuple[object, ...]]:
    """Give one row for each attribution; ``start`` and ``end`` are code points."""
    return [
        (
            name,
            " > ".join(report.voices(one)),
            one.source.text,
            one.cue.text,
            one.content.text,
            one.kind.value,
            one.content.start,
            one.content.end,
            f"{one.confidence:.2f}",
        )
        for one in report.attributions
        if one.content
    ]


def main(names: list[str]) -> int:
    """Write the table of all documents; return 1 if one could not be read."""
    table = csv.writer(sys.stdout)
    table.writerow(COLUMNS)
    failed = 0
    for name in names:
        try:
            table.writerows(rows(name, sayso.read(name)))
        except sayso.ReadingError as error:
            failed = 1
            print(error, file=sys.stderr)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
