"""Fit the confidence of exported weights on articles kept out of training.

``python -m training.calibrate --corpora DIR src/sayso/extracting/weights/default``
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sayso.evaluating import GoldDocument, Labels
from sayso.evaluating.matching import Comparison
from sayso.extracting import Extractor
from sayso.extracting.confidence import features
from sayso.extracting.model import Model
from sayso.extracting.nesting import parents
from sayso.extracting.runs import Run
from sayso.extracting.words import Words
from training.corpora import POLNEAR_HELD_BACK, Article, Offsets, held_back, polnear

_RIDGE = 1.0


def observations(
    extractor: Extractor, articles: Sequence[Article]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """For each outermost prediction its features (prediction, feature), and 1 if it is right."""
    rows: list[list[float]] = []
    right: list[float] = []
    for article in articles:
        words, found = extractor.parts(article.text)
        above = parents(found)
        kept = [one for one, parent in zip(found, above, strict=True) if parent is None]
        labels = [
            Labels(
                str(index),
                _spans(words, one.source),
                _spans(words, one.cue),
                _spans(words, one.content),
            )
            for index, one in enumerate(kept)
        ]
        gold = tuple(
            Labels(str(index), _pairs(one.source), _pairs(one.cue), _pairs(one.content))
            for index, one in enumerate(article.attributions)
        )
        compared = Comparison(GoldDocument(article.id, article.text, gold), labels)
        paired = {place for _, place in compared.lenient}
        rows += [features(article.text, words, one) for one in kept]
        right += [float(index in paired) for index in range(len(kept))]
    return np.asarray(rows), np.asarray(right)


def fit(rows: NDArray[np.float64], right: NDArray[np.float64]) -> list[float]:
    """Weights of a logistic regression with a small ridge, by Newton's method."""
    weights = np.zeros(rows.shape[1])
    penalty = np.full(rows.shape[1], _RIDGE)
    penalty[-1] = 0.0
    for _ in range(50):
        chances = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - chances) - penalty * weights
        curve = (rows * (chances * (1 - chances))[:, None]).T @ rows + np.diag(penalty)
        step = np.linalg.solve(curve + 1e-9 * np.eye(len(weights)), slope)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return [round(float(one), 4) for one in weights]


def _spans(words: Words, runs: Sequence[Run]) -> tuple[tuple[int, int], ...]:
    return tuple((int(words.starts[low]), int(words.ends[high - 1])) for low, high in runs)


def _pairs(offsets: Offsets) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in offsets)


def calibrate(folder: Path, corpora: Path) -> None:
    """Fit on PolNeAR's held-back training articles and write into ``config.json``.

    All that is found there counts, sure or not.
    """
    articles = held_back(polnear(corpora, "train"), POLNEAR_HELD_BACK)[1]
    model = Model(folder)
    model.settings = replace(model.settings, sure=0.0, sure_nameless=0.0)
    rows, right = observations(Extractor(model), articles)
    file = folder / "config.json"
    config = json.loads(file.read_text())
    config["calibration"] = fit(rows, right)
    file.write_text(json.dumps(config, indent=1) + "\n")
    print(
        f"{len(right)} predictions in {len(articles)} articles, {right.mean():.1%} right: "
        f"{config['calibration']}"
    )


def main() -> None:
    """Read the command line and calibrate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    calibrate(given.folder, given.corpora)


if __name__ == "__main__":
    main()
