"""What two statements are to each other, against the invented pairs that were held back.

    PYTHONPATH=. python benchmarks/relations.py [--json FILE] [--weights sayso_large]

The files ``held-back`` of ``training/relations/pairs`` hold statements A and B of two reports each,
and whether B says the same, denies A, or neither; most that are neither were made to look like one.
The shipped weights answer, or those in a package, in the order (A, B). F1 with the middle 95 % over
matters drawn again.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from sayso.linking.relating import SHIPPED, Statement, relater
from training.relations.pairs import HELD_BACK, LABELS, Pair, held_back

_RESAMPLES = 1000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE too")
    parser.add_argument("--weights", default=SHIPPED, metavar="PACKAGE")
    given = parser.parse_args()
    figures = {name: measured(held_back(name), given.weights) for name in HELD_BACK}
    print(json.dumps(figures, indent=1))
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def measured(pairs: Sequence[Pair], weights: str = SHIPPED) -> dict[str, object]:
    """The figures of one set of pairs."""
    found = [(one, _answer(one, weights)) for one in pairs]
    matters: dict[str, list[tuple[Pair, str]]] = defaultdict(list)
    for answered in found:
        matters[answered[0].matter].append(answered)
    figures: dict[str, object] = {"pairs": len(pairs), "matters": len(matters)}
    figures["accuracy"] = round(sum(one.label == it for one, it in found) / len(found), 4)
    draw = random.Random(0)
    drawn = [
        [one for some in draw.choices(list(matters.values()), k=len(matters)) for one in some]
        for _ in range(_RESAMPLES)
    ]
    for label in LABELS:
        values = sorted(f1(some, label)[2] for some in drawn)
        precision, recall, both = f1(found, label)
        figures[label] = {
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(both, 4),
            "interval": [round(values[25], 4), round(values[-26], 4)],
        }
    kinds: dict[str, list[bool]] = defaultdict(list)
    for one, it in found:
        kinds[f"{one.label}: {one.type}"].append(one.label == it)
    figures["right by type"] = {
        kind: f"{sum(some)} of {len(some)}" for kind, some in sorted(kinds.items())
    }
    return figures


def _answer(one: Pair, weights: str) -> str:
    chances = relater(weights).chances(Statement(one.a), Statement(one.b, one.before))
    neither = 1 - chances.same - chances.denies
    return max(zip((neither, chances.same, chances.denies), LABELS, strict=True))[1]


def f1(found: Sequence[tuple[Pair, str]], label: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of one label."""
    right = sum(one.label == it == label for one, it in found)
    said = sum(it == label for _, it in found)
    gold = sum(one.label == label for one, _ in found)
    return right / max(1, said), right / max(1, gold), 2 * right / max(1, said + gold)


if __name__ == "__main__":
    main()
