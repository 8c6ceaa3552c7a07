"""What the shipped weights make of claims that weaken one another (ClaimDiff's training part).

    PYTHONPATH=. SAYSO_CORPORA=... python benchmarks/claimdiff.py [--json FILE]

ClaimDiff (Ko and others, Findings of ACL 2023) has claims A and B of two reports of one event,
and whether B strengthens A, weakens it, or neither; "weaken" is set against the rest here. This
part is for tuning alone, so what is chosen or fitted for the pairs of a fold comes from the other
folds. Topics are dealt whole to ten folds, the same for all ways of judging; that is done ten
times, and the figures are means over that. Intervals are the middle 95 % over topics drawn again;
nothing is chosen or fitted anew for them.

"B denies A" and "denied in both orders" (the less likely of two) are the encoder's chances, with
the bar that has the highest F1 on the other folds; "by the encoder" is the latter, from 0.7 on.
"fitted" is a logistic regression over these chances, those that both say the same, the nearness
and a few counts of words; "words alone" over the counts only.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sayso.linking.forms import forms, tells
from sayso.linking.relating import Statement, nearness, relater
from sayso.linking.small import NEGATIONS
from training.calibrate import fit
from training.corpora import rows

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Judged = tuple[Floats, Bools]
"""For each pair, how much it looks like weakening, and whether it is said to be."""

_FOLDS = 10
_SHUFFLES = 10
_RESAMPLES = 2000
_LEAST = 1e-4
"""Chances are held this far from 0 and 1, to have odds."""
_BELIEVED = 0.7
"""The chance from which on the encoder is believed."""
_COUNTS = 5
"""From this place on, the features of a pair are counts of words."""


def main() -> None:
    """Judge every pair in each way, and print what that is worth."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE too")
    given = parser.parse_args()
    folder = Path(os.environ.get("SAYSO_CORPORA") or "")
    if not (folder / "claimdiff_train.jsonl").exists():
        print("claimdiff: skipped; SAYSO_CORPORA names no folder with claimdiff_train.jsonl")
        return
    pairs = rows(folder / "claimdiff_train.jsonl")
    gold = np.array([int(one["weak"]) == 1 for one in pairs])
    features = np.array([_features(one["claim_a"], one["claim_b"]) for one in pairs])
    names = sorted({(one["topic"], one["date"]) for one in pairs})
    topics = np.array([names.index((one["topic"], one["date"])) for one in pairs])
    draw = np.random.default_rng(0)
    drawn = draw.multinomial(len(names), np.full(len(names), 1 / len(names)), _RESAMPLES)
    weights = np.vstack([np.ones(len(pairs)), drawn[:, topics]])
    every: dict[str, list[Judged]] = {}
    for _ in range(_SHUFFLES):
        folds = (draw.permutation(len(names)) % _FOLDS)[topics]
        for name, judged in _judged(features, gold, folds, draw):
            every.setdefault(name, []).append(judged)
    values = {
        name: np.mean([_values(gold, *one, weights) for one in several], axis=0)
        for name, several in every.items()
    }
    figures: dict[str, object] = {"pairs": len(pairs), "topics": len(names)}
    figures["weaken"] = int(gold.sum())
    figures["topics with any"] = len(set(topics[gold]))
    figures |= {name: _told(some) for name, some in values.items()}
    figures["fitted less B denies A"] = _told(values["fitted"] - values["B denies A"])
    figures["fitted less words alone"] = _told(values["fitted"] - values["words alone"])
    print(json.dumps(figures, indent=1))
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _features(a: str, b: str) -> list[float]:
    """Odds: B denies A, A denies B, the same both ways; nearness; then what the words show.

    That is the telling words that both have, negations and figures (by their logarithm) that one
    alone has, and whether each has figures that the other has not.
    """
    one, other = Statement(a), Statement(b)
    there, back = relater().chances(one, other), relater().chances(other, one)
    near = nearness(relater().vector(a), relater().vector(b)[None])[0]
    mine, theirs = (set(forms(text)) for text in (a, b))
    told, heard = ({form for form in some if tells(form)} for some in (mine, theirs))
    figures = [{form for form in some if form[0].isdigit()} for some in (mine, theirs)]
    apart = figures[0] ^ figures[1]
    return [
        *map(_odds, (there.denies, back.denies, there.same, back.same)),
        float(near),
        len(told & heard) / max(1, min(len(told), len(heard))),
        float(len(NEGATIONS & mine ^ NEGATIONS & theirs)),
        float(np.log1p(len(apart))),
        float(bool(figures[0] - figures[1] and figures[1] - figures[0])),
    ]


def _odds(chance: float) -> float:
    held = min(max(chance, _LEAST), 1 - _LEAST)
    return float(np.log(held / (1 - held)))


def _judged(
    features: Floats, gold: Bools, folds: NDArray[np.int64], draw: np.random.Generator
) -> Iterator[tuple[str, Judged]]:
    """Every way of judging, with its name."""
    denied, mutual = features[:, 0], features[:, :2].min(axis=1)
    none, luck = np.zeros(len(gold)), draw.random(len(gold))
    yield "always", (none, ~np.zeros_like(gold))
    yield "never", (none, np.zeros_like(gold))
    yield "at random, as often as it is so", (luck, luck > 1 - gold.mean())
    yield "by the encoder", (mutual, mutual >= _odds(_BELIEVED))
    yield "B denies A", _across(gold, folds, lambda _: denied)
    yield "denied in both orders", _across(gold, folds, lambda _: mutual)
    for name, some in (("words alone", features[:, _COUNTS:]), ("fitted", features)):
        yield name, _across(gold, folds, partial(_fitted, some, gold))


def _fitted(features: Floats, gold: Bools, known: Bools) -> Floats:
    """What a regression over the known pairs makes of all."""
    middle, spread = features[known].mean(axis=0), features[known].std(axis=0)
    ready = np.column_stack([(features - middle) / spread, np.ones(len(features))])
    found: Floats = ready @ np.array(fit(ready[known], gold[known].astype(float)))
    return found


def _across(gold: Bools, folds: NDArray[np.int64], scorer: Callable[[Bools], Floats]) -> Judged:
    """Judge each fold by what the scorer and the best bar make of the others."""
    scores, said = np.zeros(len(gold)), np.zeros_like(gold)
    for fold in range(_FOLDS):
        left = folds == fold
        found = scorer(~left)
        scores[left], said[left] = found[left], found[left] >= _bar(found[~left], gold[~left])
    return scores, said


def _bar(scores: Floats, gold: Bools) -> float:
    """The bar with the highest F1."""
    bars, places = np.unique(scores, return_inverse=True)
    right, every = (np.bincount(places, some)[::-1].cumsum() for some in (gold, np.ones(len(gold))))
    return float(bars[::-1][np.argmax(2 * right / (every + gold.sum()))])


_FIGURES = ("precision", "recall", "f1", "macro f1", "average precision", "roc auc")


def _values(gold: Bools, scores: Floats, said: Bools, weights: Floats) -> Floats:
    """The figures (weighting, figure), with each row of weights for the pairs."""
    right, claimed, weak = weights @ (gold & said), weights @ said, weights @ gold
    every = weights.sum(axis=1)
    rest = every - claimed - weak + right
    f1 = 2 * right / (claimed + weak)
    other = 2 * rest / np.maximum(1, 2 * every - claimed - weak)
    order = np.argsort(-scores)
    ends = np.flatnonzero(np.append(np.diff(scores[order]) != 0, True))
    above, beside = ((weights * one)[:, order].cumsum(axis=1)[:, ends] for one in (gold, ~gold))
    some, none = (np.diff(one, axis=1, prepend=0) for one in (above, beside))
    precision = above / np.maximum(1, above + beside)
    area = (none * (above - some / 2)).sum(axis=1) / (weak * (every - weak))
    return np.column_stack(
        [
            right / np.maximum(1, claimed),
            right / weak,
            f1,
            (f1 + other) / 2,
            (precision * some).sum(axis=1) / weak,
            area,
        ]
    )


def _told(values: Floats) -> dict[str, object]:
    low, high = np.quantile(values[1:], (0.025, 0.975), axis=0)
    return {
        name: {
            "value": round(float(values[0, place]), 4),
            "interval": [round(float(low[place]), 4), round(float(high[place]), 4)],
        }
        for place, name in enumerate(_FIGURES)
    }


if __name__ == "__main__":
    main()
