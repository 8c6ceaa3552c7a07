"""The same words in two reports, against labelled pairs of BASIL (training/families).

    PYTHONPATH=. SAYSO_CORPORA=... python benchmarks/families.py             both parts
    PYTHONPATH=. SAYSO_CORPORA=... python benchmarks/families.py --tuning    without the other

A link is right if its two stretches overlap both sides of a pair of one family; a pair is found
if a link overlaps both its sides; its label is that of the link that shares the most words with
it. Intervals are the middle 95 % over events drawn again.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import combinations
from pathlib import Path

import sayso
from sayso.linking import Link, Passage, fingerprint, links, passages
from training.corpora import rows
from training.families.labels import Pair, held_back, pairs

_RESAMPLES = 2000


@dataclass(slots=True)
class Tally:
    """What became of the links and labelled pairs of one event, or of several."""

    links: int = 0
    right: int = 0
    gold: int = 0
    found: int = 0
    labelled: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Tally)))


FIGURES: Mapping[str, Callable[[Tally], float]] = {
    "precision": lambda tally: tally.right / tally.links if tally.links else 0.0,
    "recall": lambda tally: tally.found / tally.gold if tally.gold else 0.0,
    "label accuracy": lambda tally: tally.labelled / tally.found if tally.found else 0.0,
}


def main() -> None:
    """Link the reports of every event, and print how much of it is right."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tuning", action="store_true", help="only what the rules were made on")
    parser.add_argument("--weights", default="default")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE too")
    given = parser.parse_args()
    folder = Path(os.environ.get("SAYSO_CORPORA") or "")
    if not (folder / "basil_dev.jsonl").exists():
        print("families: skipped; SAYSO_CORPORA names no folder with basil_dev.jsonl")
        return
    gold = pairs(folder)
    events: dict[str, list[str]] = defaultdict(list)
    texts: dict[str, str] = {}
    for row in rows(folder / "basil_dev.jsonl"):
        events[str(row["event"])].append(row["id"])
        texts[row["id"]] = row["text"]
    result: dict[str, object] = {}
    for part, wanted in (("tuning", False), ("held back", True)):
        if given.tuning and wanted:
            continue
        chosen = {one: ids for one, ids in events.items() if held_back(one) == wanted}
        read = {
            id: passages(_report(id, texts[id], given.weights))
            for ids in chosen.values()
            for id in ids
        }
        begun = time.perf_counter()
        found = {event: _linked([read[id] for id in ids]) for event, ids in chosen.items()}
        seconds = time.perf_counter() - begun
        tallies = [
            _tally(found[event], [pair for pair in gold if pair.event == event]) for event in chosen
        ]
        result[part] = _figures(tallies) | {"seconds": round(seconds, 2)}
        print(_told(part, tallies, seconds))
    if given.json:
        given.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def _report(id: str, text: str, weights: str) -> sayso.Report:
    document = sayso.Document(id=id, sha256="0" * 64, text=text, source=id, media_type="text/plain")
    return sayso.extract(document, weights=weights)


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


def _tally(found: Sequence[Link], gold: Sequence[Pair]) -> Tally:
    tally = Tally(links=len(found))
    family = [pair for pair in gold if pair.family]
    best: dict[int, Link] = {}
    for link in found:
        hits = [place for place, pair in enumerate(family) if _meets(link, pair)]
        tally.right += bool(hits)
        for place in hits:
            if place not in best or len(link.shared.pairs) > len(best[place].shared.pairs):
                best[place] = link
    tally.gold, tally.found = len(family), len(best)
    tally.labelled = sum(
        link.label.value == family[place].label.value for place, link in best.items()
    )
    return tally


def _meets(link: Link, pair: Pair) -> bool:
    sides = {
        passage.document: (words[0].start, words[-1].end)
        for passage, words in (
            (link.shared.one, link.shared.mine),
            (link.shared.other, link.shared.theirs),
        )
    }
    return all(
        one.document in sides
        and sides[one.document][0] < one.end
        and one.start < sides[one.document][1]
        for one in (pair.a, pair.b)
    )


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


def _told(part: str, tallies: Sequence[Tally], seconds: float) -> str:
    whole, figures = sum(tallies, Tally()), _figures(tallies)
    lines = [
        f"{part}: {len(tallies)} events, {whole.gold} pairs of one family, "
        f"{whole.links} links in {seconds:.1f} s"
    ]
    for name in FIGURES:
        one = figures[name]
        assert isinstance(one, dict)
        low, high = one["interval"]
        lines.append(f"  {name:15} {one['value']:6.1%}   ({low:.1%} to {high:.1%})")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
