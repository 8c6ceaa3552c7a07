"""Whether cost grows with the text alone: one long document, and two processes.

    SAYSO_CORPORA=... python benchmarks/scaling.py

Documents of 5,000 to 500,000 words are made of PolNeAR's development articles and read on
one core, each in a process of its own; the model's loading is measured apart. Then the
articles are read by one process on one core, and by two on two, half of them each.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from itertools import cycle
from pathlib import Path

from speed import SINGLE_THREADED

SIZES = (5_000, 20_000, 100_000, 500_000)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process cost: seconds on the clock, megabytes at most."""

    words: int
    seconds: float
    memory: float


def main() -> None:
    """Measure and print both tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--weights", default="default")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE too")
    given = parser.parse_args()
    folder = os.environ.get("SAYSO_CORPORA")
    gold = Path(folder or "") / "polnear_dev.jsonl"
    if not folder or not gold.exists():
        print("scaling: skipped; SAYSO_CORPORA names no folder with polnear_dev.jsonl")
        return
    lines = gold.read_text(encoding="utf-8").split("\n")
    texts = [json.loads(line)["text"] for line in lines if line.strip()]
    with tempfile.TemporaryDirectory() as place:
        long = _long(texts, Path(place), given.weights)
        pairs = _pairs(texts, Path(place), given.weights)
    if given.json:
        figures = {"long": [asdict(one) for one in long], "processes": pairs}
        given.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _long(texts: list[str], folder: Path, weights: str) -> list[Cost]:
    start = _cost([_written(folder / "start.txt", "It rained.")], 2, weights)
    print(f"start    {start.seconds:7.1f} s {start.memory:6.0f} MB")
    costs = [start]
    for size in SIZES:
        text, words = _document(texts, size)
        costs.append(_cost([_written(folder / f"{size}.txt", text)], words, weights))
        rate = words / (costs[-1].seconds - start.seconds)
        figures = f"{costs[-1].seconds:7.1f} s {costs[-1].memory:6.0f} MB {rate:7.0f} words/s"
        print(f"{words:8,} {figures}", flush=True)
    return costs


def _document(texts: list[str], size: int) -> tuple[str, int]:
    chosen: list[str] = []
    words = 0
    for text in cycle(texts):
        if words >= size:
            break
        chosen.append(text)
        words += len(text.split())
    return "\n\n".join(chosen), words


def _pairs(texts: list[str], folder: Path, weights: str) -> dict[str, float]:
    files = [_written(folder / f"{index}.txt", text) for index, text in enumerate(texts)]
    words = sum(len(text.split()) for text in texts)
    cores = sorted(os.sched_getaffinity(0))[-2:]
    rates = {}
    for count in (1, 2):
        begun = time.perf_counter()
        running = [
            _start(files[index::count], weights, cores[index % len(cores)])
            for index in range(count)
        ]
        if any(process.wait() for process in running):
            sys.exit("scaling: sayso read failed")
        rates[str(count)] = words / (time.perf_counter() - begun)
        print(f"{count} process{'es' * (count > 1)}: {rates[str(count)]:7.0f} words/s")
    return rates


def _cost(files: list[str], words: int, weights: str) -> Cost:
    begun = time.perf_counter()
    process = _start(files, weights, max(os.sched_getaffinity(0)))
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit("scaling: sayso read failed")
    return Cost(words, time.perf_counter() - begun, usage.ru_maxrss / 1024)


def _start(files: list[str], weights: str, core: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "sayso", "read", "--format", "jsonl", "--weights", weights]
    process = subprocess.Popen(
        [*command, *files], stdout=subprocess.DEVNULL, env={**os.environ, **SINGLE_THREADED}
    )
    os.sched_setaffinity(process.pid, {core})
    return process


def _written(file: Path, text: str) -> str:
    file.write_text(text, encoding="utf-8")
    return str(file)


if __name__ == "__main__":
    main()
