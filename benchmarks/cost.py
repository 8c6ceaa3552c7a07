"""What it costs to find out whose voice it is, beside finding the attributions.

    SAYSO_CORPORA=... taskset -c 0 python benchmarks/cost.py

Reads PolNeAR's development articles once, and takes the processor time of extraction, of
meeting mentions while the encoder reads, and of resolving, apart, in the same run.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from pathlib import Path

import sayso
from sayso.extracting import Extractor
from sayso.extracting.model import Floats
from sayso.extracting.words import segment
from sayso.resolving import Mentioned, load_heads, resolve


def main() -> None:
    """Read, time, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--weights", default="default")
    given = parser.parse_args()
    gold = Path(os.environ.get("SAYSO_CORPORA") or "") / "polnear_dev.jsonl"
    if not gold.exists():
        print("cost: skipped; SAYSO_CORPORA names no folder with polnear_dev.jsonl")
        return
    texts = [json.loads(line)["text"] for line in gold.read_text(encoding="utf-8").splitlines()]
    measured(texts[:1], given.weights)
    extracting, meeting, resolving = measured(texts, given.weights)
    words = sum(len(text.split()) for text in texts)
    whole = extracting + meeting + resolving
    print(f"attributions alone     {words / extracting:7.0f} words/s")
    print(f"with whose voice       {words / whole:7.0f} words/s, {extracting / whole:.1%} of that")
    print(f"of the time, mentions  {meeting / whole:7.1%}")
    print(f"of the time, resolving {resolving / whole:7.1%}")


def measured(texts: list[str], weights: str) -> tuple[float, float, float]:
    """Seconds of the processor: extracting, meeting mentions, resolving."""
    extractor, heads = Extractor.load(weights), load_heads(weights)
    extracting = meeting = resolving = 0.0
    for text in texts:
        document = sayso.Document("a", "0" * 64, text, "a", "text/plain")
        words = segment(text)
        mentioned = Mentioned(text, words, heads)
        met: list[float] = []

        def watch(
            first: int,
            middle: Floats,
            final: Floats,
            mentioned: Mentioned = mentioned,
            met: list[float] = met,
        ) -> None:
            begun = time.process_time()
            mentioned.watch(first, middle, final)
            met.append(time.process_time() - begun)

        begun = time.process_time()
        found = extractor.attributions(document, words, watch=watch)
        extracting += time.process_time() - begun - sum(met)
        meeting += sum(met)
        begun = time.process_time()
        resolve(document, found, mentioned)
        resolving += time.process_time() - begun
    return extracting, meeting, resolving


if __name__ == "__main__":
    main()
