"""The same words in two reports, against labelled pairs of BASIL (training/families).

    PYTHONPATH=. SAYSO_CORPORA=... python benchmarks/families.py             both parts, folds
    PYTHONPATH=. SAYSO_CORPORA=... python benchmarks/families.py --tuning    one part only
    PYTHONPATH=. SAYSO_CORPORA=... python benchmarks/families.py --folds 5   five folds, not ten

A link is right if its two stretches overlap both sides of a pair of one family; a pair is found
if a link overlaps both its sides; its label is that of the link that shares the most words with
it. Intervals are the middle 95 % over events drawn again.

The events were first split into a part to make the rules on ("tuning") and one to measure them
("held back"); the rules have since been mended on both. "folds" are all events: those of each
fold are linked with the numbers (training/families/fit.py) that the other folds choose. That is
fair to the numbers, but not to the rules, which were written with all of the events in sight.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import fields
from itertools import combinations
from pathlib import Path

from sayso.linking import Link, Passage, fingerprint, links, passages
from training.corpora import rows
from training.families.fit import FOLDS, event_of, folds, read
from training.families.labels import Pair, held_back, pairs
from training.families.tallies import FIGURES, Tally, tally

_RESAMPLES = 2000

_Documents = dict[str, list[list[Passage]]]
_Gold = dict[str, list[Pair]]


def main() -> None:
    """Link the reports of every event, and print how much of it is right."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tuning", action="store_true", help="only what the rules were made on")
    parser.add_argument("--folds", type=int, default=FOLDS, metavar="N", help="0: none")
    parser.add_argument("--weights", default="default")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE too")
    given = parser.parse_args()
    folder = Path(os.environ.get("SAYSO_CORPORA") or "")
    if not (folder / "basil_dev.jsonl").exists():
        print("families: skipped; SAYSO_CORPORA names no folder with basil_dev.jsonl")
        return
    gold: _Gold = defaultdict(list)
    for pair in pairs(folder):
        gold[pair.event].append(pair)
    documents: _Documents = defaultdict(list)
    for row in rows(folder / "basil_dev.jsonl"):
        event = str(row["event"])
        if not (given.tuning and held_back(event)):
            report = read(row["id"], row["text"], given.weights)
            documents[event].append(passages(report))
    result = _parts(documents, gold)
    if given.folds and not given.tuning:
        result["folds"] = _folds(documents, gold, given.folds)
    if given.json:
        given.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def _parts(documents: _Documents, gold: _Gold) -> dict[str, object]:
    """Measure the rules as they are, on either part of the events."""
    result: dict[str, object] = {}
    for part, wanted in (("tuning", False), ("held back", True)):
        chosen = [event for event in documents if held_back(event) == wanted]
        if not chosen:
            continue
        begun = time.perf_counter()
        found = {event: _linked(documents[event]) for event in chosen}
        seconds = time.perf_counter() - begun
        tallies = [tally(found[event], gold[event]) for event in chosen]
        result[part] = _figures(tallies) | {"seconds": round(seconds, 2)}
        print(_told(f"{part}, linked in {seconds:.1f} s", tallies))
    return result


def _folds(documents: _Documents, gold: _Gold, number: int) -> dict[str, object]:
    """Measure each fold with numbers that were fitted to the others."""
    known = {event: event_of(texts, gold[event]) for event, texts in documents.items()}
    tallies = [one for _, fold in folds(known, number) for one in fold.values()]
    print(_told(f"{number} folds", tallies))
    return _figures(tallies)


def _linked(documents: Sequence[list[Passage]]) -> list[Link]:
    """All links between the documents of one event, by way of shared marks."""
    marked = [[(one, fingerprint(one)) for one in passages] for passages in documents]
    return [
        link
        for first, second in combinations(marked, 2)
        for one, mine in first
        for other, theirs in second
        if mine.meets(theirs)
        for link in links(one, other)
    ]


def _figures(tallies: Sequence[Tally]) -> dict[str, object]:
    whole = sum(tallies, Tally())
    draw = random.Random(0)
    drawn = [sum(draw.choices(tallies, k=len(tallies)), Tally()) for _ in range(_RESAMPLES)]
    figures: dict[str, object] = {one.name: getattr(whole, one.name) for one in fields(Tally)}
    for name, figure in FIGURES.items():
        values = sorted(map(figure, drawn))
        low, high = values[int(0.025 * _RESAMPLES)], values[int(0.975 * _RESAMPLES) - 1]
        figures[name] = {
            "value": round(figure(whole), 4),
            "interval": [round(low, 4), round(high, 4)],
        }
    return figures | {"events": len(tallies)}


def _told(part: str, tallies: Sequence[Tally]) -> str:
    whole, figures = sum(tallies, Tally()), _figures(tallies)
    lines = [
        f"{part}: {len(tallies)} events, {whole.gold} pairs of one family, {whole.links} links"
    ]
    for name in FIGURES:
        one = figures[name]
        assert isinstance(one, dict)
        low, high = one["interval"]
        lines.append(f"  {name:15} {one['value']:6.1%}   ({low:.1%} to {high:.1%})")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
