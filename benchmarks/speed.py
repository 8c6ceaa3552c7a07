"""How fast Sayso reads, beside textacy with spaCy's small English model.

    pip install . -r benchmarks/requirements.txt
    SAYSO_CORPORA=... python benchmarks/speed.py

Both read the same articles (PolNeAR dev) from files, each in a process of its own on the
same single core, start and loading of the model included, in turns; the median of the
rounds counts. textacy finds direct quotations only, Sayso everything.
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

LEAST_RATIO = 0.8
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
class Result:
    """Medians over the rounds: words a second, megabytes, seconds."""

    articles: int
    words: int
    rounds: int
    sayso_words_per_second: float
    textacy_words_per_second: float
    ratio: float
    sayso_memory: float
    textacy_memory: float
    sayso_import: float


def main() -> None:
    """Measure, print, and with ``--check`` exit with 1 if a promise is not kept."""
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
    if given.check and not _kept(result):
        sys.exit(1)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--core", type=int, help="the core to run on (default: the last one)")
    parser.add_argument(
        "--textacy-python", default=sys.executable, help="a Python with textacy, if not this one"
    )
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    parser.add_argument("--check", action="store_true", help="fail if a promise is not kept")
    return parser.parse_args()


def _last_core() -> int:
    return max(os.sched_getaffinity(0))


def _files(texts: list[str], folder: Path) -> list[str]:
    paths = [folder / f"{number:03}.txt" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return [str(path) for path in paths]


def _compare(files: list[str], texts: list[str], given: argparse.Namespace) -> Result:
    ours = [sys.executable, "-m", "sayso", "read", "--format", "jsonl", *files]
    script = Path(__file__).with_name("direct_quotations.py")
    theirs = [given.textacy_python, str(script), *files]
    sayso, textacy = [], []
    for turn in range(given.rounds):
        sayso.append(_run(ours))
        textacy.append(_run(theirs))
        seconds = f"sayso {sayso[-1].seconds:.1f} s, textacy {textacy[-1].seconds:.1f} s"
        print(f"round {turn + 1} of {given.rounds}: {seconds}", file=sys.stderr)
    words = sum(len(text.split()) for text in texts)
    our_rate, their_rate = (
        words / statistics.median(run.seconds for run in runs) for runs in (sayso, textacy)
    )
    return Result(
        articles=len(texts),
        words=words,
        rounds=given.rounds,
        sayso_words_per_second=our_rate,
        textacy_words_per_second=their_rate,
        ratio=our_rate / their_rate,
        sayso_memory=max(run.memory for run in sayso),
        textacy_memory=max(run.memory for run in textacy),
        sayso_import=_import_time(),
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
    print(f"sayso    {result.sayso_words_per_second:7.0f} words/s {result.sayso_memory:6.0f} MB")
    print(
        f"textacy  {result.textacy_words_per_second:7.0f} words/s {result.textacy_memory:6.0f} MB"
    )
    print(f"ratio    {result.ratio:7.2f}   (promised: {LEAST_RATIO} or more)")
    print(f"memory   {result.sayso_memory:7.0f} MB (promised: below {MOST_MEMORY:.0f})")
    print(f"import   {result.sayso_import:7.3f} s (promised: below {MOST_IMPORT})")


def _kept(result: Result) -> bool:
    return (
        result.ratio >= LEAST_RATIO
        and result.sayso_memory < MOST_MEMORY
        and result.sayso_import < MOST_IMPORT
    )


if __name__ == "__main__":
    main()
