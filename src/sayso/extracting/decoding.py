"""From the network's scores to cues and the roles around each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.extracting.model import Floats, Model
from sayso.extracting.roles import ROLES, pair_features
from sayso.extracting.windows import Pieces, Window, lay
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


@dataclass(frozen=True, slots=True)
class Look:
    """One window of a text, and the text's units as they are to be seen in it."""

    words: Words
    window: Window


@dataclass(frozen=True, slots=True)
class Seen:
    """What the network saw in a window.

    ``chances`` holds the chance that a cue begins, for each unit of the window's core.
    """

    cues: list[Found]
    chances: Floats


@dataclass(frozen=True, slots=True)
class _Cues:
    """A window's cues as the network gave them: ``scores`` is (cue, unit, role)."""

    spans: list[tuple[int, int]]
    chances: Floats
    scores: Floats


def find(model: Model, pieces: Pieces, looks: Sequence[Look], thresholds: Floats) -> list[Seen]:
    """Read windows of one text.

    ``thresholds`` holds the chance at which a cue begins, for every unit of the text.
    Only cues that begin in a window's core are taken, so that overlapping windows
    give no cue twice.
    """
    read = [_read(model, pieces, look, thresholds) for look in looks]
    paths = _paths([one.scores for one in read], model.settings.switch)
    return [_seen(*one) for one in zip(looks, read, paths, strict=True)]


def _read(model: Model, pieces: Pieces, look: Look, thresholds: Floats) -> _Cues:
    window = look.window
    laid = lay(look.words, pieces, window, model.settings.window)
    units, scores = model.encode(laid)
    chances = softmax(scores)
    low, high = window.first - window.start, window.stop - window.start
    spans = [
        span
        for span in cue_spans(chances, thresholds[window.start : window.end])
        if low <= span[0] < high
    ]
    if not spans:
        return _Cues([], chances, np.zeros((0, 0, ROLES), dtype=np.float32))
    first, last = (np.asarray(column, dtype=np.int64) for column in zip(*spans, strict=True))
    distance, leap = pair_features(laid.paragraph, first)
    return _Cues(spans, chances, model.roles(units, first, last, distance, leap))


def _paths(scores: list[Floats], switch: float) -> list[NDArray[np.int64]]:
    """The best path of every cue of every window, all found in one pass over the units."""
    total = sum(len(one) for one in scores)
    longest = max((one.shape[1] for one in scores), default=0)
    if not total:
        return [np.zeros((0, 0), dtype=np.int64) for _ in scores]
    padded = np.zeros((total, longest, ROLES), dtype=np.float32)
    ends = np.cumsum([len(one) for one in scores])
    for one, end in zip(scores, ends, strict=True):
        padded[end - len(one) : end, : one.shape[1]] = one
    paths = np.split(best_path(padded, switch), ends[:-1])
    return [path[:, : one.shape[1]] for path, one in zip(paths, scores, strict=True)]


def _seen(look: Look, read: _Cues, paths: NDArray[np.int64]) -> Seen:
    window = look.window
    probabilities = softmax(read.scores) if read.spans else read.scores
    cues = [
        Found(
            start=window.start,
            first=window.start + low,
            last=window.start + high,
            chance=float(read.chances[low, 1]),
            labels=paths[index],
            probabilities=probabilities[index],
        )
        for index, (low, high) in enumerate(read.spans)
    ]
    core = slice(window.first - window.start, window.stop - window.start)
    return Seen(cues, read.chances[core, 1])


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
