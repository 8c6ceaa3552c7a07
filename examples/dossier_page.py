"""Read the bundled example documents and write one page that shows who says what.

Run it with ``python examples/dossier_page.py dossier.html``.
"""

from __future__ import annotations

import sys
from pathlib import Path

import sayso
from sayso import dossier
from sayso.exporting import to_html


def main(target: Path) -> None:
    """Write the page to ``target``."""
    reports = [sayso.read(path) for path in dossier.paths()]
    target.write_text(to_html(reports), encoding="utf-8")
    count = sum(len(report.attributions) for report in reports)
    print(f"{target}: {len(reports)} documents, {count} attributions")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "dossier.html"))
