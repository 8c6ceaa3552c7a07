"""From the network's scores to cues and the roles around each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.extracting.model import Floats, Model
from sayso.extracting.roles import pair_features
from sayso.extracting.windows import Pieces, Window, to_batch
from sayso.extracting.words import Words


@dataclass(frozen=True, slots=True)
class Found:
    """One cue with the roles of the units around it.

    ``start`` is the first unit of the window it was read in; ``labels`` and
    ``probabilities`` (unit, role) begin there. ``first`` and ``last`` are the cue's
    units in the text; ``chance`` is the probability that a cue begins there.
    """

    start: int
    first: int
    last: int
    chance: float
    labels: NDArray[np.int64]
    probabilities: Floats


def find(
    model: Model,
    words: Words,
    pieces: Pieces,
    batch: list[Window],
    thresholds: Floats,
) -> Iterator[tuple[list[Found], Floats]]:
    """Read a batch of windows: for each, its cues, and the chance of a cue at every unit.

    ``thresholds`` holds the chance at which a cue begins, for every unit of the text.

    Only cues that begin in a window's core are taken, so that overlapping windows
    give no cue twice.
    """
    laid = to_batch(words, pieces, batch, model.settings.window)
    units, scores = model.encode(laid)
    chances = softmax(scores)
    cues: list[tuple[int, int, int]] = []
    for row, window in enumerate(batch):
        length = window.end - window.start
        low, high = window.first - window.start, window.stop - window.start
        cues += [
            (row, first, last)
            for first, last in cue_spans(
                chances[row, :length], thresholds[window.start : window.end]
            )
            if low <= first < high
        ]
    found = _roles(model, units, laid.paragraph, batch, cues, chances, laid.lengths)
    for row, window in enumerate(batch):
        yield found[row], chances[row, window.first - window.start : window.stop - window.start, 1]


def cue_spans(chances: Floats, thresholds: Floats | float) -> list[tuple[int, int]]:
    """First and last unit of every cue.

    It begins where the chance of a beginning passes the threshold there, and goes on while
    going on is likeliest.
    """
    begins = chances[:, 1]
    spans: list[tuple[int, int]] = []
    after = 0
    places: list[int] = np.flatnonzero(begins >= thresholds).tolist()
    for first in places:
        if first < after:
            continue
        last = first
        while last + 1 < len(begins) and chances[last + 1, 2] >= max(0.5, begins[last + 1]):
            last += 1
        spans.append((first, last))
        after = last + 1
    return spans


def _roles(
    model: Model,
    units: Floats,
    paragraph: NDArray[np.int64],
    batch: list[Window],
    cues: list[tuple[int, int, int]],
    chances: Floats,
    lengths: NDArray[np.int64],
) -> list[list[Found]]:
    found: list[list[Found]] = [[] for _ in batch]
    if not cues:
        return found
    row, first, last = (np.asarray(column, dtype=np.int64) for column in zip(*cues, strict=True))
    distance, leap = pair_features(paragraph, row, first)
    scores = model.roles(units, row, first, last, distance, leap)
    labels = best_path(scores, model.settings.switch)
    probabilities = softmax(scores)
    for index, (at, low, high) in enumerate(cues):
        window = batch[at]
        length = int(lengths[at])
        found[at].append(
            Found(
                start=window.start,
                first=window.start + low,
                last=window.start + high,
                chance=float(chances[at, low, 1]),
                labels=labels[index, :length],
                probabilities=probabilities[index, :length],
            )
        )
    return found


def best_path(scores: Floats, switch: float) -> NDArray[np.int64]:
    """The likeliest labels (row, unit) when each change of label costs ``switch`` nats.

    The Viterbi algorithm with one transition weight, over all rows at once.
    """
    logs = np.log(np.maximum(softmax(scores), 1e-9)).transpose(1, 0, 2).copy()
    totals = np.empty_like(logs)
    totals[0] = logs[0]
    for unit in range(1, len(logs)):
        before = totals[unit - 1]
        np.maximum(before, before.max(1, keepdims=True) - switch, out=totals[unit])
        totals[unit] += logs[unit]
    best = totals.argmax(2)
    stays = totals >= totals.max(2, keepdims=True) - switch
    path = np.empty(best.shape, dtype=np.int64)
    path[-1] = best[-1]
    every = np.arange(best.shape[1])
    for unit in range(len(logs) - 2, -1, -1):
        after = path[unit + 1]
        path[unit] = np.where(stays[unit, every, after], after, best[unit])
    return path.T


def softmax(scores: Floats) -> Floats:
    """Probabilities over the last axis."""
    raised: Floats = np.exp(scores - scores.max(-1, keepdims=True))
    normed: Floats = raised / raised.sum(-1, keepdims=True)
    return normed
