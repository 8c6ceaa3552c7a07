"""From the network's scores to cues and the roles around each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.extracting.model import Floats, Model
from sayso.extracting.roles import NONE, ROLES, pair_features
from sayso.extracting.windows import Pieces, Window, lay
from sayso.extracting.words import Words

LABELS = 3
"""The labels of each reading of the cue head: outside, begins, goes on."""

BEGINS, GOES_ON = 1, 2

Watch = Callable[[int, Floats, Floats], None]
"""Called with the unit of the text that a window's core begins with, and the vectors
(unit, hidden) of the core's units, halfway and at the end."""

_IDLE = 0.98
"""The chance of no role from which on a unit is not looked at again."""


@dataclass(frozen=True, slots=True)
class Found:
    """One cue with the roles of the units around it.

    ``labels`` and ``probabilities`` (unit, role) begin with the text's unit ``start`` and
    end where nothing else has a role. ``first`` and ``last`` are the cue's units in the
    text; ``chance`` is the probability that a cue begins there.
    """

    start: int
    first: int
    last: int
    chance: float
    labels: NDArray[np.int64]
    probabilities: Floats


@dataclass(frozen=True, slots=True)
class Seen:
    """The cues that begin in a window's core.

    ``outer`` are those of outermost voices, ``inner`` the others: those that the network
    takes for the cue of a voice at some depth.
    """

    outer: list[Found]
    inner: list[Found]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The chance at which a cue begins, for every unit of a text, in the two readings."""

    outer: Floats
    inner: Floats


@dataclass(frozen=True, slots=True)
class _Cues:
    """A window's cues as the network gave them.

    ``spans`` are their first and last units in the window, the first ``outer`` of them
    those of the outermost reading; ``rows`` hold, for each, a unit of the window and the
    probabilities (unit, role) from there.
    """

    spans: list[tuple[int, int]]
    outer: int
    chances: list[float]
    rows: list[tuple[int, Floats]]


def find(
    model: Model,
    words: Words,
    pieces: Pieces,
    looks: Sequence[Window],
    least: Thresholds,
    watch: Watch | None = None,
) -> list[Seen]:
    """Read windows of one text.

    ``watch`` is shown the vectors of every window's core, in text order. Only cues that
    begin in a window's core are taken, so that overlapping windows give no cue twice.
    """
    read = [_read(model, words, pieces, window, least, watch) for window in looks]
    paths = iter(_paths([row for one in read for _, row in one.rows], model.settings.switch))
    return [_seen(window, one, paths) for window, one in zip(looks, read, strict=True)]


def _read(
    model: Model,
    words: Words,
    pieces: Pieces,
    window: Window,
    least: Thresholds,
    watch: Watch | None,
) -> _Cues:
    laid = lay(words, pieces, window, model.settings.window)
    middle, units, scores = model.encode(laid)
    core = range(window.first - window.start, window.stop - window.start)
    if watch:
        watch(window.first, middle[core.start : core.stop], units[core.start : core.stop])
    inside = slice(window.start, window.end)
    outer, inner = softmax(scores[:, :LABELS]), softmax(scores[:, LABELS:])
    spans = [span for span in cue_spans(outer, least.outer[inside]) if span[0] in core]
    known = {unit for first, last in spans for unit in range(first, last + 1)}
    others = [
        span
        for span in cue_spans(inner, least.inner[inside])
        if span[0] in core and known.isdisjoint(range(span[0], span[1] + 1))
    ]
    every = spans + others
    if not every:
        return _Cues([], 0, [], [])
    first, last = (np.asarray(column, dtype=np.int64) for column in zip(*every, strict=True))
    distance, leap = pair_features(laid.paragraph, first)
    chances = [*outer[first[: len(spans)], BEGINS], *inner[first[len(spans) :], BEGINS]]
    probabilities = softmax(model.roles(units, first, last, distance, leap))
    return _Cues(
        every,
        len(spans),
        [float(chance) for chance in chances],
        [_busy(row, *span) for row, span in zip(probabilities, every, strict=True)],
    )


def _busy(row: Floats, first: int, last: int) -> tuple[int, Floats]:
    """The units around a cue, itself included, beyond which nothing has a role.

    Their first unit, and a copy of their probabilities: the windows' own are large.
    """
    places = np.flatnonzero(row[:, NONE] < _IDLE)
    low, high = first, last + 1
    if len(places):
        low, high = min(low, int(places[0])), max(high, int(places[-1]) + 1)
    return low, row[low:high].copy()


def _paths(rows: Sequence[Floats], switch: float) -> list[NDArray[np.int64]]:
    """The best path of every cue, all found in one pass over the units around them."""
    if not rows:
        return []
    padded = np.zeros((max(map(len, rows)), len(rows), ROLES), dtype=np.float32)
    for index, row in enumerate(rows):
        padded[: len(row), index] = np.log(np.maximum(row, 1e-9))
    best = best_paths(padded, switch)
    return [best[: len(row), index].copy() for index, row in enumerate(rows)]


def _seen(window: Window, read: _Cues, paths: Iterator[NDArray[np.int64]]) -> Seen:
    cues = [
        Found(
            start=window.start + low,
            first=window.start + first,
            last=window.start + last,
            chance=chance,
            labels=next(paths),
            probabilities=row,
        )
        for (first, last), chance, (low, row) in zip(
            read.spans, read.chances, read.rows, strict=True
        )
    ]
    return Seen(cues[: read.outer], cues[read.outer :])


def cue_spans(chances: Floats, thresholds: Floats | float) -> list[tuple[int, int]]:
    """First and last unit of every cue.

    It begins where the chance of a beginning passes the threshold there, and goes on while
    going on is likeliest.
    """
    begins = chances[:, BEGINS]
    spans: list[tuple[int, int]] = []
    after = 0
    places: list[int] = np.flatnonzero(begins >= thresholds).tolist()
    for first in places:
        if first < after:
            continue
        last = first
        while last + 1 < len(begins) and chances[last + 1, GOES_ON] >= max(0.5, begins[last + 1]):
            last += 1
        spans.append((first, last))
        after = last + 1
    return spans


def best_paths(logs: Floats, switch: float) -> NDArray[np.int64]:
    """The likeliest labels (unit, row) when each change of label costs ``switch`` nats.

    ``logs`` holds log probabilities (unit, row, label). The Viterbi algorithm with one
    transition weight, over all rows at once.
    """
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
    return path


def softmax(scores: Floats) -> Floats:
    """Probabilities over the last axis."""
    raised: Floats = np.exp(scores - scores.max(-1, keepdims=True))
    normed: Floats = raised / raised.sum(-1, keepdims=True)
    return normed
