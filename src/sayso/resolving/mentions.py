"""Where a text mentions somebody or something: people, groups, institutions, places, things.

A span is scored from the vectors of its first and last unit, the meeting of both, and its
length, as in the biaffine named-entity recognition of Yu, Bohnet and Poesio (2020):
mentions may lie within one another ("the [leader of [the group]]"). Only units that are
likely to begin or to end a mention are looked at together.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from sayso.extracting.decoding import softmax
from sayso.extracting.model import Floats
from sayso.extracting.words import Ints, Words
from sayso.resolving.heads import Heads, relu

LONGEST = 24
"""The most units that a mention has."""

_LEAST_EDGE = 0.1
"""The chance below which a unit neither begins nor ends a mention."""


class Sort(IntEnum):
    """What a mention mentions, as far as it matters here; ``NONE`` for what is no mention."""

    NONE = 0
    PERSON = 1
    ORGANISATION = 2
    PLACE = 3
    THING = 4


OTHER = Sort.THING


@dataclass(frozen=True, slots=True)
class Spans:
    """Mentions as parallel arrays, in the order of their beginnings, longest first.

    ``start`` and ``end`` are units of the text, end-exclusive; ``chances`` (mention, sort)
    are the probabilities of each sort.
    """

    start: Ints
    end: Ints
    chances: Floats

    def __len__(self) -> int:
        return len(self.start)


def edges(heads: Heads, middle: Floats, final: Floats, shape: Ints) -> tuple[Floats, Floats]:
    """What the mention head makes of units: their vectors, and chances to begin and to end."""
    seen = heads.linear("mention.middle", middle) + final @ heads["mention.final.weight"]
    vectors = relu(seen + heads["mention.shape"][shape])
    return vectors, _sigmoid(heads.linear("mention.edge", vectors))


def find_spans(
    heads: Heads, words: Words, first: int, middle: Floats, final: Floats, least: float
) -> Spans:
    """The mentions among the units from ``first`` on whose vectors are given.

    ``least`` is the chance of being a mention from which on a span is one.
    """
    inside = slice(first, first + len(middle))
    places = np.flatnonzero(words.is_word[inside]).astype(np.int32)
    vectors, chances = edges(heads, middle[places], final[places], words.shape[inside][places])
    starts = places[chances[:, 0] >= _LEAST_EDGE]
    ends = places[chances[:, 1] >= _LEAST_EDGE]
    low, high = _pairs(starts, ends, words.paragraph[inside])
    if not len(low):
        none = np.zeros(0, dtype=np.int32)
        return Spans(none, none, np.zeros((0, len(Sort)), dtype=np.float32))
    sorts = softmax(_scores(heads, vectors, places, low, high))
    kept = 1.0 - sorts[:, Sort.NONE] >= least
    return Spans(
        (low[kept] + first).astype(np.int32),
        (high[kept] + first + 1).astype(np.int32),
        sorts[kept],
    )


def _scores(heads: Heads, vectors: Floats, places: Ints, low: Ints, high: Ints) -> Floats:
    """Scores of the sorts for spans; ``vectors`` are those of the units at ``places``."""
    width = heads["mention.length"].shape[1]
    starts, begun = np.unique(low, return_inverse=True)
    ends, ended = np.unique(high, return_inverse=True)
    begin = heads.linear("mention.begin", vectors[places.searchsorted(starts)])
    end = heads.linear("mention.end", vectors[places.searchsorted(ends)])
    state = begin[:, width:][begun]
    state *= end[:, width:][ended]
    state += begin[:, :width][begun]
    state += end[:, :width][ended]
    state += heads["mention.length"][high - low]
    return heads.linear("mention.out", relu(state))


def _pairs(starts: Ints, ends: Ints, paragraph: Ints) -> tuple[Ints, Ints]:
    """Each start with the ends that follow it within reach and in its paragraph."""
    after = np.searchsorted(ends, starts)
    until = np.searchsorted(ends, starts + LONGEST)
    low = np.repeat(starts, until - after)
    each = np.arange(len(low)) - np.repeat(
        np.cumsum(until - after) - (until - after), until - after
    )
    high = ends[np.repeat(after, until - after) + each]
    # The longest first, as they hold the others.
    order = np.lexsort((-high, low))
    low, high = low[order], high[order]
    same = paragraph[low] == paragraph[high]
    return low[same], high[same]


def _sigmoid(scores: Floats) -> Floats:
    chances: Floats = (1.0 / (1.0 + np.exp(-scores))).astype(np.float32)
    return chances
