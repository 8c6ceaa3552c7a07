"""Voices at every depth, in the invented texts that were kept out of training.

    python benchmarks/written.py [--weights NAME]

`training/written` holds letters, courts, talk, fiction, forums, news: every attribution in them is
marked, within others too. One of ours is right if its content and a marked one share half of
their words (IoU) and their sources share a word (or neither has any); each counts once. The
texts were written by the same hands as those that taught the weights: expect less elsewhere.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from pathlib import Path

import sayso
from sayso.evaluating import Comparison, GoldDocument, Labels
from training.corpora import Offsets, held_back
from training.written.read import WRITTEN_HELD_BACK, Written, written

Counts = Counter[str]


def main() -> None:
    """Read the texts and print what was found in them, by kind of text."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--weights", default="default")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE too")
    given = parser.parse_args()
    texts = held_back(written(), WRITTEN_HELD_BACK)[1]
    counts: dict[str, Counts] = {}
    for text in texts:
        kind = text.id.split("/")[0]
        counts.setdefault(kind, Counter()).update(_count(text, given.weights))
    counts["all"] = sum(counts.values(), Counter())
    print(
        f"{len(texts)} texts\n{'':9} {'P':>6} {'R':>6} {'F1':>6} {'nested':>14} {'no source':>14}"
    )
    for kind, some in counts.items():
        print(_row(kind, some))
    if given.json:
        given.json.write_text(json.dumps(counts, indent=1) + "\n", encoding="utf-8")


def _count(text: Written, weights: str) -> Counts:
    digest = hashlib.sha256(text.text.encode()).hexdigest()
    document = sayso.Document(
        id=text.id, sha256=digest, text=text.text, source=text.id, media_type="text/plain"
    )
    found = [Labels.of(one) for one in sayso.extract(document, weights=weights).attributions]
    gold = tuple(
        Labels(str(number), _pairs(one.source), _pairs(one.cue), _pairs(one.content))
        for number, one in enumerate(text.attributions)
    )
    right = {
        place for place, _ in Comparison(GoldDocument(text.id, text.text, gold), found).lenient
    }
    counts: Counts = Counter(found=len(found), gold=len(gold), right=len(right))
    for place, one in enumerate(text.attributions):
        for name, holds in (("nested", one.parent is not None), ("no source", not one.source)):
            counts[name] += holds
            counts[f"{name}, right"] += holds and place in right
    return counts


def _pairs(offsets: Offsets) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in offsets)


def _row(kind: str, counts: Counts) -> str:
    precision, recall = (counts["right"] / max(1, counts[side]) for side in ("found", "gold"))
    f1 = 2 * counts["right"] / max(1, counts["found"] + counts["gold"])
    parts = [
        f"{counts[f'{name}, right']:4} of {counts[name]:4}" for name in ("nested", "no source")
    ]
    return f"{kind:9} {precision:6.1%} {recall:6.1%} {f1:6.1%}   {parts[0]}   {parts[1]}"


if __name__ == "__main__":
    main()
