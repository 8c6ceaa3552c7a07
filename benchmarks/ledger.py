"""How a ledger bears a load: 20,000 documents added, then searched.

    python benchmarks/ledger.py --documents 20000 --jobs 2

Makes documents by recombining paragraphs of the corpora (the same ones for the same
numbers), adds them with the real model, and prints for every tenth of them the documents a
second, the seconds of processor time a document in the process that writes, and its memory.
Then asks the warm ledger questions of many kinds and prints how long the answers take.
Nothing is timed in tests.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sayso.capture import Capture
from sayso.ledger import Ledger, Query
from training.corpora import rows

CORPORA = ("polnear_train", "gum_train", "ecbplus_train", "basil_dev")
_SHORTEST = 60
_WORD = re.compile(r"[^\W\d_]{3,}")


def main() -> None:
    """Make the documents, add them, ask, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--paragraphs", type=int, default=5, help="in a document")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--weights", default="fast")
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--database", help="a PostgreSQL address instead of SQLite")
    parser.add_argument("--keep", type=Path, help="make the ledger here and leave it")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE too")
    given = parser.parse_args()
    folder = given.keep or Path(tempfile.mkdtemp()) / "ledger"
    try:
        made = not (folder / "sayso.toml").exists()
        ledger = Ledger.create(folder, given.database) if made else Ledger.open(folder)
        with ledger:
            figures = {"documents": given.documents, "weights": given.weights, "jobs": given.jobs}
            figures["adding"] = added(ledger, given)
            figures |= sizes(ledger)
            figures["search"] = searched(ledger, given.queries)
    finally:
        if not given.keep:
            shutil.rmtree(folder.parent, ignore_errors=True)
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def documents(count: int, paragraphs: int) -> Iterator[Capture]:
    """Documents of paragraphs drawn from all corpora, each with a title, a house and a date."""
    pool = [part for part in _paragraphs() if len(part) >= _SHORTEST]
    for number in range(count):
        dice = random.Random(number)
        parts = dice.sample(pool, paragraphs)
        day = f"{dice.randint(2005, 2024)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
        page = "".join(f"<p>{_escaped(part)}</p>\n" for part in parts)
        title = " ".join(_escaped(parts[0]).split()[:9])
        yield Capture(
            data=(
                f"<!doctype html><html lang=en><head><title>{title}</title>"
                f'<meta property="og:site_name" content="House {number % 40}">'
                f'<meta property="article:published_time" content="{day}"></head>'
                f"<body><article><h1>{title}</h1>\n{page}</article></body></html>"
            ).encode(),
            source=f"load/{number:06}.html",
            media_type="text/html",
            charset="utf-8",
        )


def _paragraphs() -> Iterator[str]:
    folder = Path(os.environ["SAYSO_CORPORA"])
    for name in CORPORA:
        for row in rows(folder / f"{name}.jsonl"):
            yield from (part.strip() for part in row["text"].split("\n") if part.strip())


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def added(ledger: Ledger, given: argparse.Namespace) -> list[dict[str, float]]:
    """Add the documents; a row for every tenth of them."""
    table: list[dict[str, float]] = []
    step = max(1, given.documents // 10)
    began, cpu = time.perf_counter(), time.process_time()
    print("documents   a second   writer's CPU a document   writer's memory")
    items = documents(given.documents, given.paragraphs)
    for count, _ in enumerate(ledger.add(items, weights=given.weights, jobs=given.jobs), 1):
        if count % step:
            continue
        row = {
            "documents": count,
            "a_second": step / (time.perf_counter() - began),
            "cpu_ms": 1000 * (time.process_time() - cpu) / step,
            "memory_mb": memory(),
            "wal_mb": _size(ledger.place.database.with_suffix(".db-wal")),
        }
        table.append(row)
        print(
            f"{count:9,}   {row['a_second']:8.1f}   {row['cpu_ms']:20.1f} ms"
            f"   {row['memory_mb']:12.0f} MB",
            flush=True,
        )
        began, cpu = time.perf_counter(), time.process_time()
    return table


def memory() -> float:
    """The megabytes that this process holds now."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _size(file: Path) -> float:
    return file.stat().st_size / 2**20 if file.exists() else 0.0


def sizes(ledger: Ledger) -> dict[str, float]:
    """What the database takes of the disk, for a document."""
    summary = ledger.summary()
    figures: dict[str, float] = {
        "statements": summary.statements,
        "actors": summary.actors,
        "proposals": summary.proposals,
        "original_kb": summary.bytes / 1024 / summary.documents,
    }
    if ledger.database.is_sqlite:
        figures["database_kb"] = _size(ledger.place.database) * 1024 / summary.documents
    else:
        with ledger.database.reading() as connection:
            size = connection.exec_driver_sql("SELECT pg_database_size(current_database())")
            figures["database_kb"] = size.scalar_one() / 1024 / summary.documents
    print(
        f"\n{summary.documents:,} documents, {summary.statements:,} statements, "
        f"{summary.actors:,} actors, {summary.proposals:,} proposals; "
        f"{figures['database_kb']:.1f} KB of database a document "
        f"(originals {figures['original_kb']:.1f} KB)"
    )
    return figures


def searched(ledger: Ledger, count: int) -> dict[str, dict[str, float]]:
    """Milliseconds that answers take, for each kind of question: median, 95 in 100, longest."""
    table: dict[str, dict[str, float]] = {}
    print("\nquestion                 median      95 %   longest   (ms)")
    everything: list[float] = []
    for name, ask in _questions(ledger).items():
        dice = random.Random(7)
        asked = [ask(dice) for _ in range(count)]
        for query in asked[:20]:
            ledger.search(query)
        times = []
        for query in asked:
            began = time.perf_counter()
            ledger.search(query)
            times.append(1000 * (time.perf_counter() - began))
        everything += times
        table[name] = _told(name, times)
    table["all"] = _told("all", everything)
    return table


def _told(name: str, times: list[float]) -> dict[str, float]:
    row = {
        "median": statistics.median(times),
        "p95": statistics.quantiles(times, n=100)[94],
        "longest": max(times),
    }
    print(f"{name:22} {row['median']:8.1f}  {row['p95']:8.1f}  {row['longest']:8.1f}", flush=True)
    return row


def _questions(ledger: Ledger) -> dict[str, Callable[[random.Random], Query]]:
    """Kinds of questions: each draws its words from the texts that were added."""
    texts = [part for part in _paragraphs() if len(part) >= _SHORTEST]
    people = [person.name for person in ledger.people(limit=500)]

    def words(dice: random.Random, count: int) -> str:
        found = _WORD.findall(dice.choice(texts))
        start = dice.randrange(max(1, len(found) - count))
        return " ".join(found[start : start + count])

    return {
        "a word": lambda dice: Query(words=words(dice, 1)),
        "the commonest word": lambda dice: Query(words="the"),
        "three words": lambda dice: Query(words=words(dice, 3)),
        "a phrase": lambda dice: Query(words=f'"{words(dice, 2)}"'),
        "a beginning": lambda dice: Query(words=f"{words(dice, 1)[:4]}*"),
        "by an actor": lambda dice: Query(by=dice.choice(people)),
        "about an actor": lambda dice: Query(about=dice.choice(people)),
        "a word, by an actor": lambda dice: Query(words=words(dice, 1), by=dice.choice(people)),
        "said, denials": lambda dice: Query(words="said", act="denies"),
        "a word, of a house": lambda dice: Query(
            words=words(dice, 1), publisher=f"House {dice.randrange(40)}"
        ),
        "a word, since a day": lambda dice: Query(
            words=words(dice, 1), after=f"{dice.randint(2005, 2024)}-07-15"
        ),
    }


if __name__ == "__main__":
    main()
