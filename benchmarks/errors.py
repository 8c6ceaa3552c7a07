"""What goes wrong, by type: gold that is not found, and what is found that is not gold.

    SAYSO_CORPORA=... python benchmarks/errors.py             counts
    SAYSO_CORPORA=... python benchmarks/errors.py --show 20   and twenty of each type, to read

PolNeAR's development articles, outermost attributions. An attribution that has no partner
in the lenient sense is *missed* or *extra* if the other side has neither its cue nor half of
its words, *extent* if the cue is there and the contents differ by more than half, *source*
if the contents agree and the sources do not, *cue* if the words are there under another cue.
"""

from __future__ import annotations

import argparse
import json
import os
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from robustness import outermost

from sayso.evaluating import Comparison, Labels, read_gold
from sayso.evaluating.matching import Roles

TYPES = ("missed", "extra", "extent", "source", "cue")


def main() -> None:
    """Count the errors of both sides, and show some."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--weights", default="default")
    parser.add_argument("--show", type=int, default=0, help="how many of each type to print")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the counts to FILE too")
    given = parser.parse_args()
    folder = os.environ.get("SAYSO_CORPORA")
    file = Path(folder or "") / "polnear_dev.jsonl"
    if not folder or not file.exists():
        print("errors: skipped; SAYSO_CORPORA names no folder with polnear_dev.jsonl")
        return
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for gold in read_gold(file):
        compared = Comparison(gold, outermost(gold, gold.text, given.weights))
        for side, type_, words in _errors(compared):
            found[side, type_].append(words)
    counts = Counter({f"{side}, {type_}": len(some) for (side, type_), some in found.items()})
    for side in ("gold", "found"):
        for type_ in TYPES:
            if counts[f"{side}, {type_}"]:
                print(f"{side:6} {type_:8} {counts[f'{side}, {type_}']:5}")
                _show(found[side, type_], given.show)
    if given.json:
        given.json.write_text(json.dumps(counts, indent=1) + "\n", encoding="utf-8")


def _errors(compared: Comparison) -> Iterator[tuple[str, str, str]]:
    paired = [set(places) for places in zip(*compared.lenient, strict=True)] or [set(), set()]
    sides = (
        ("gold", compared.document.attributions, compared.gold, compared.predicted, paired[0]),
        ("found", compared.labels, compared.predicted, compared.gold, paired[1]),
    )
    for side, labels, own, others, done in sides:
        for index, one in enumerate(own):
            if index not in done:
                yield side, _type(one, others, side), _words(compared, labels[index])


def _type(one: Roles, others: Sequence[Roles], side: str) -> str:
    if any(_similar(one, other) >= 0.5 for other in others):
        return "source"
    if any(one.cue & other.cue for other in others):
        return "extent"
    held = max((len(one.content & other.content) for other in others), default=0)
    if 2 * held >= len(one.content):
        return "cue"
    return "missed" if side == "gold" else "extra"


def _similar(one: Roles, other: Roles) -> float:
    return len(one.content & other.content) / max(1, len(one.content | other.content))


def _words(compared: Comparison, labels: Labels) -> str:
    text = compared.document.text
    source, cue, content = (
        " … ".join(text[start:end] for start, end in part)
        for part in (labels.source, labels.cue, labels.content)
    )
    return f"[{source}] <{cue}> {content}"


def _show(some: list[str], count: int) -> None:
    for words in random.Random(0).sample(some, min(count, len(some))):
        print("   ", " ".join(words.split())[:240])


if __name__ == "__main__":
    main()
