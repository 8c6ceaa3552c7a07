"""How fast Sayso reads, beside textacy with spaCy's small English model.

    pip install . -r benchmarks/requirements.txt
    SAYSO_CORPORA=... python benchmarks/speed.py

All read the same articles (PolNeAR dev) from files, each in a process of its own on the
same single core, start and loading of the model included, in turns; the median of the
rounds counts. textacy finds direct quotations only, Sayso everything, with each of its sets
of weights.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

LEAST_RATIO = {"default": 1.5, "fast": 3.0}
"""What is aimed at with the sets of weights, as multiples of textacy's rate."""

MOST_MEMORY = 500.0
MOST_IMPORT = 0.2
SINGLE_THREADED = {
    "BLIS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "RAYON_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
IMPORT = (
    "import time; begun = time.perf_counter(); import sayso; print(time.perf_counter() - begun)"
)


@dataclass(frozen=True, slots=True)
class Run:
    """One process: its wall time in seconds and its greatest memory in megabytes."""

    seconds: float
    memory: float


@dataclass(frozen=True, slots=True)
class Reader:
    """Medians over the rounds: words a second, and the most megabytes."""

    words_per_second: float
    memory: float


@dataclass(frozen=True, slots=True)
class Result:
    """What the sets of weights cost beside textacy, and seconds of ``import sayso``."""

    articles: int
    words: int
    rounds: int
    textacy: Reader
    sayso: dict[str, Reader]
    sayso_import: float

    def ratio(self, weights: str) -> float:
        """How many times as fast as textacy Sayso is with these weights."""
        return self.sayso[weights].words_per_second / self.textacy.words_per_second


def main() -> None:
    """Measure, print, and with ``--check`` exit with 1 if an aim is missed."""
    given = _arguments()
    folder = os.environ.get("SAYSO_CORPORA")
    gold = Path(folder or "") / "polnear_dev.jsonl"
    if not folder or not gold.exists():
        print("speed: skipped; SAYSO_CORPORA names no folder with polnear_dev.jsonl")
        return
    lines = gold.read_text(encoding="utf-8").split("\n")
    texts = [json.loads(line)["text"] for line in lines if line.strip()]
    os.sched_setaffinity(0, {given.core if given.core is not None else _last_core()})
    with tempfile.TemporaryDirectory() as place:
        result = _compare(_files(texts, Path(place)), texts, given)
    _show(result)
    if given.json:
        given.json.write_text(json.dumps(asdict(result), indent=2) + "\n", encoding="utf-8")
    if given.check and not _reached(result):
        sys.exit(1)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--weights", nargs="+", default=list(LEAST_RATIO))
    parser.add_argument("--core", type=int, help="the core to run on (default: the last one)")
    parser.add_argument(
        "--textacy-python", default=sys.executable, help="a Python with textacy, if not this one"
    )
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    parser.add_argument("--check", action="store_true", help="fail if an aim is missed")
    return parser.parse_args()


def _last_core() -> int:
    return max(os.sched_getaffinity(0))


def _files(texts: list[str], folder: Path) -> list[str]:
    paths = [folder / f"{number:03}.txt" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return [str(path) for path in paths]


def _compare(files: list[str], texts: list[str], given: argparse.Namespace) -> Result:
    ours = [sys.executable, "-m", "sayso", "read", "--format", "jsonl", "--weights"]
    script = Path(__file__).with_name("direct_quotations.py")
    commands = {"textacy": [given.textacy_python, str(script)]}
    commands |= {name: [*ours, name] for name in given.weights}
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for turn in range(given.rounds):
        for name, command in commands.items():
            runs[name].append(_run([*command, *files]))
        seconds = ", ".join(f"{name} {some[-1].seconds:.1f} s" for name, some in runs.items())
        print(f"round {turn + 1} of {given.rounds}: {seconds}", file=sys.stderr)
    words = sum(len(text.split()) for text in texts)
    readers = {name: _reader(words, some) for name, some in runs.items()}
    return Result(
        articles=len(texts),
        words=words,
        rounds=given.rounds,
        textacy=readers.pop("textacy"),
        sayso=readers,
        sayso_import=_import_time(),
    )


def _reader(words: int, runs: list[Run]) -> Reader:
    return Reader(
        words_per_second=words / statistics.median(run.seconds for run in runs),
        memory=max(run.memory for run in runs),
    )


def _run(command: list[str]) -> Run:
    environment = {**os.environ, **SINGLE_THREADED}
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    if status:
        sys.exit(f"speed: {command[0]} {command[1]} {command[2]} failed")
    return Run(seconds, usage.ru_maxrss / 1024)


def _import_time() -> float:
    return statistics.median(
        float(subprocess.check_output([sys.executable, "-c", IMPORT])) for _ in range(5)
    )


def _show(result: Result) -> None:
    print(f"{result.articles} articles, {result.words} words, {result.rounds} rounds, one core")
    print(f"{'':16} words/s   ratio       aim      MB")
    rows = {"textacy": result.textacy, **result.sayso}
    for name, reader in rows.items():
        ratio = reader.words_per_second / result.textacy.words_per_second
        aim = f"{LEAST_RATIO[name]:9.1f}" if name in LEAST_RATIO else " " * 9
        figures = f"{reader.words_per_second:7.0f} {ratio:7.2f} {aim} {reader.memory:7.0f}"
        print(f"{name:16} {figures}")
    print(f"import sayso: {result.sayso_import:.3f} s (aim: below {MOST_IMPORT})")


def _reached(result: Result) -> bool:
    return result.sayso_import < MOST_IMPORT and all(
        result.ratio(name) >= LEAST_RATIO.get(name, 0) and reader.memory < MOST_MEMORY
        for name, reader in result.sayso.items()
    )


if __name__ == "__main__":
    main()
