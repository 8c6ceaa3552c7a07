"""Which propositions are worth comparing: those that lie nearest to one another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sayso.linking.matters import words
from sayso.linking.propositions import Proposition, propositions
from sayso.linking.relating import Bytes, Floats, in_threads, nearness, relater
from sayso.report import Report

NEAR = 0.3
"""The nearness from which on two propositions are compared."""
MOST = 16
"""With so many others, the nearest, a proposition is compared."""
COPIES = 2
"""So many of these may have the same words as one another."""


@dataclass(frozen=True, slots=True)
class Propositions:
    """The propositions of a document, the vector of each, and the words of all."""

    propositions: Sequence[Proposition]
    vectors: Sequence[Bytes]
    words: frozenset[str]

    @classmethod
    def of(cls, report: Report) -> Propositions:
        """Those of a report. Raises :class:`sayso.WeightsError` if there are no weights."""
        own = propositions(report)
        vectors = in_threads(relater().vector, [one.sought for one in own])
        return cls(own, vectors, words(own))


@dataclass(frozen=True, slots=True)
class Near:
    """Two propositions, and how near they are, from about 0 to 1."""

    one: Proposition
    other: Proposition
    nearness: float


def near_others(own: Propositions, others: Sequence[tuple[Proposition, Bytes]]) -> Iterator[Near]:
    """Each own proposition with those of other documents that are near.

    One that was said before in the same words is what that one is to the rest, and is compared
    with nothing else.
    """
    if not others:
        return
    vectors = np.stack([vector for _, vector in others])
    texts = [other.text for other, _ in others]
    twins: dict[tuple[str, ...], list[Proposition]] = defaultdict(list)
    for other, _ in others:
        twins[_said(other)].append(other)
    for one, vector in zip(own.propositions, own.vectors, strict=True):
        if same := twins.get(_said(one)):
            yield from (Near(one, other, 1.0) for other in same[:COPIES])
            continue
        distances = nearness(vector, vectors)
        for at in _nearest(distances, texts):
            yield Near(one, others[at][0], float(distances[at]))


def near_within(own: Propositions) -> Iterator[Near]:
    """Two of a document that are near, unless one is told by the other's sentence."""
    if not own.vectors:
        return
    vectors = np.stack(own.vectors)
    for place, one in enumerate(own.propositions):
        distances = nearness(vectors[place], vectors[place + 1 :])
        for at in np.argsort(-distances, kind="stable")[:MOST].tolist():
            other = own.propositions[place + 1 + at]
            apart = one.text not in other.told and other.text not in one.told
            if distances[at] >= NEAR and apart:
                yield Near(one, other, float(distances[at]))


def _nearest(distances: Floats, texts: Sequence[str]) -> Iterator[int]:
    """The places of the nearest, of which few have the same words."""
    copies: Counter[str] = Counter()
    chosen = 0
    for at in np.argsort(-distances, kind="stable").tolist():
        if distances[at] < NEAR or chosen == MOST:
            return
        copies[texts[at]] += 1
        if copies[texts[at]] <= COPIES:
            chosen += 1
            yield at


def _said(one: Proposition) -> tuple[str, ...]:
    """What must be the same of two propositions that are the same to all others."""
    return one.text, one.told, one.before, str(one.denied)
