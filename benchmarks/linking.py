"""How linking bears a load: what a document costs at 1, 5 and 20 thousand, and one more.

    PYTHONPATH=. python benchmarks/linking.py --documents 20000 --jobs 2

Makes the documents of ``benchmarks/ledger.py`` (paragraphs of the corpora, recombined: each
recurs many times among 20,000, so the same words are met more often than in life), adds them
with the small weights and links them in one run. Prints at each thousand asked for the seconds a
document since the one before, by the clock and in processor time, and the memory. Then articles
that the ledger has not seen are added and linked one at a time, and families and claims are
asked for. Nothing is timed in tests.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from ledger import documents, memory

from sayso.capture import Capture
from sayso.ledger import Ledger
from training.corpora import rows

_SHOWN = 20


def main() -> None:
    """Make the ledger, link it, add to it, ask it, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--paragraphs", type=int, default=5, help="in a document")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--at", type=int, nargs="+", default=[1000, 5000, 10_000, 15_000, 20_000])
    parser.add_argument("--more", type=int, default=30, help="articles added one at a time")
    parser.add_argument("--ledger", type=Path, help="a ledger with the documents, still to link")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE too")
    given = parser.parse_args()
    folder = given.ledger or Path(tempfile.mkdtemp()) / "ledger"
    figures: dict[str, Any] = {"documents": given.documents}
    try:
        if not given.ledger:
            Ledger.create(folder).close()
        with Ledger.open(folder) as ledger:
            if not given.ledger:
                items = documents(given.documents, given.paragraphs)
                for _ in ledger.add(items, weights="fast", jobs=given.jobs):
                    pass
            figures["linking"] = linked(ledger, given.at)
            figures["one_more"] = one_more(ledger, given.more)
            figures["asking"] = asked(ledger)
    finally:
        if not given.ledger:
            shutil.rmtree(folder.parent, ignore_errors=True)
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def linked(ledger: Ledger, at: Sequence[int]) -> list[dict[str, float]]:
    """Link what the ledger holds; a row for each of the counts asked for.

    What was linked before a cut counts as documents, and takes no time.
    """
    table: list[dict[str, float]] = []
    held = ledger.summary().documents
    begun: list[tuple[int, float, float]] = []
    print("documents   a document   processor   memory", flush=True)

    def told(done: int, total: int) -> None:
        now = (held - total + done, time.perf_counter(), time.process_time())
        if not begun:
            begun.append(now)
        elif now[0] in at or done == total:
            table.append(_row(begun.pop(), now))
            begun.append(now)

    ledger.link(told)
    return table


def _row(before: tuple[int, float, float], now: tuple[int, float, float]) -> dict[str, float]:
    count = now[0] - before[0]
    row = {
        "documents": now[0],
        "ms": 1000 * (now[1] - before[1]) / count,
        "cpu_ms": 1000 * (now[2] - before[2]) / count,
        "memory_mb": memory(),
    }
    print(
        f"{now[0]:9,}   {row['ms']:7.0f} ms   {row['cpu_ms']:6.0f} ms   {row['memory_mb']:5.0f} MB",
        flush=True,
    )
    return row


def one_more(ledger: Ledger, count: int) -> dict[str, float]:
    """Milliseconds that whole articles, new to the ledger, take to be added and to be linked."""
    file = Path(os.environ["SAYSO_CORPORA"]) / "polnear_dev.jsonl"
    articles = [str(row["text"]).encode() for row in rows(file)][: count + 1]
    adding, linking = [], []
    for number, data in enumerate(articles):
        item = Capture(data, f"{number}.txt")
        adding.append(_timed(partial(_add, ledger, item)))
        linking.append(_timed(ledger.link))
    figures: dict[str, float] = {}
    print("\none more article   median   longest   (ms; the first one loads the weights)")
    for name, times in (("added", adding[1:]), ("linked", linking[1:])):
        figures |= {name: statistics.median(times), f"{name}_longest": max(times)}
        print(f"{name:16} {statistics.median(times):8.0f}  {max(times):8.0f}", flush=True)
    return figures


def _add(ledger: Ledger, item: Capture) -> None:
    for _ in ledger.add([item]):
        pass


def asked(ledger: Ledger) -> dict[str, float]:
    """Milliseconds that families and claims take, and the memory after."""
    questions: dict[str, Callable[[], object]] = {
        "families": lambda: ledger.families(limit=_SHOWN),
        "altered families": lambda: ledger.families(altered=True, limit=_SHOWN),
        "claims": lambda: ledger.claims(limit=_SHOWN),
        "denied claims": lambda: ledger.claims(denied=True, limit=_SHOWN),
    }
    figures = {}
    print(f"\nthe first {_SHOWN}         ms   memory")
    for name, ask in questions.items():
        figures[name] = _timed(ask)
        figures[f"{name}, memory_mb"] = memory()
        print(f"{name:16} {figures[name]:8.0f}   {memory():4.0f} MB", flush=True)
    return figures


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    main()
