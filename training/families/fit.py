"""The numbers of :class:`sayso.linking.evidence.Bars`, found again on labelled events.

    PYTHONPATH=. SAYSO_CORPORA=... python training/families/fit.py

All combinations of a few values for each are tried. The best is the one with the highest F1: the
harmonic mean of precision and recall. What it is worth on events that it was not fitted to,
``benchmarks/families.py --folds`` says.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path

import sayso
from sayso.linking import Link, Passage, fingerprint, passages
from sayso.linking.aligning import Shared
from sayso.linking.evidence import BARS, Bars, Count, quoted_alike, told_alike
from sayso.linking.links import link_of, spoken_by_both, told_by_both
from training.corpora import rows
from training.families.labels import Pair, pairs
from training.families.tallies import FIGURES, Tally, counted, meets

FOLDS = 10

_GRID = [
    Bars(piece=piece, sentence=sentence, row=row, telling=telling)
    for piece, sentence, row, telling in product(
        (0.8, 0.7, 0.75, 0.85, 0.9), (0.95, 0.8, 0.85, 0.9, 1.0), (6, 5, 7, 8), (4, 3, 5)
    )
]
"""The values that are tried; of two as good, the first is taken."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Shared words, with the link that they make if they are no chance.

    ``passages`` says which two passages they are of; ``meets`` which pairs of one family, by
    their places among those of the event.
    """

    passages: tuple[object, ...]
    spoken: bool
    count: Count
    link: Link
    meets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """All that the reports of one event share, and which of it is of one family."""

    family: tuple[Pair, ...]
    candidates: tuple[Candidate, ...]

    def tally(self, bars: Bars) -> Tally:
        """What becomes of the candidates with some bars, by the rules of ``links``."""
        taken: list[Candidate] = []
        spoken: set[tuple[object, ...]] = set()
        for one in self.candidates:
            if one.spoken and quoted_alike(one.count, bars):
                spoken.add(one.passages)
                taken.append(one)
            elif not one.spoken and one.passages not in spoken and told_alike(one.count, bars):
                taken.append(one)
        return counted([(one.link, one.meets) for one in taken], self.family)


def main() -> None:
    """Fit the bars to all labelled events, and print them."""
    folder = Path(os.environ.get("SAYSO_CORPORA") or "")
    best = fitted(list(events(folder, read).values()))
    print(best, "as in the code" if best == BARS else f"in the code: {BARS}")


def read(id: str, text: str, weights: str = "default") -> sayso.Report:
    """The report of a text."""
    document = sayso.Document(id=id, sha256="0" * 64, text=text, source=id, media_type="text/plain")
    return sayso.extract(document, weights=weights)


def events(folder: Path, read: Callable[[str, str], sayso.Report]) -> dict[str, Event]:
    """The labelled events by their numbers; ``read`` makes a report of an id and a text."""
    gold: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs(folder):
        gold[pair.event].append(pair)
    documents: dict[str, list[list[Passage]]] = defaultdict(list)
    for row in rows(folder / "basil_dev.jsonl"):
        documents[str(row["event"])].append(passages(read(row["id"], row["text"])))
    return {event: event_of(texts, gold[event]) for event, texts in documents.items()}


def event_of(documents: Sequence[list[Passage]], gold: Sequence[Pair]) -> Event:
    """What the reports of one event share; for each two passages, speeches come first."""
    family = tuple(pair for pair in gold if pair.family)
    return Event(family, tuple(_candidates(documents, family)))


def fitted(known: Sequence[Event]) -> Bars:
    """The bars with the highest F1 over some events."""

    def f1(bars: Bars) -> float:
        whole = sum((event.tally(bars) for event in known), Tally())
        precision, recall = FIGURES["precision"](whole), FIGURES["recall"](whole)
        return precision * recall / (precision + recall) if whole.right else 0.0

    return max(_GRID, key=f1)


def folds(
    known: Mapping[str, Event], number: int = FOLDS
) -> Iterator[tuple[Bars, dict[str, Tally]]]:
    """For each fold, the bars fitted to all other events, and its events' tallies with them."""
    names = sorted(known)
    for fold in range(number):
        left = names[fold::number]
        bars = fitted([event for name, event in known.items() if name not in left])
        yield bars, {name: known[name].tally(bars) for name in left}


def _candidates(documents: Sequence[list[Passage]], family: Sequence[Pair]) -> Iterator[Candidate]:
    marked = [[(one, fingerprint(one)) for one in passages] for passages in documents]
    for first, second in combinations(marked, 2):
        for (one, mine), (other, theirs) in product(first, second):
            if not mine.meets(theirs):
                continue
            for found in spoken_by_both(one, other):
                yield _candidate(one, other, found, family, spoken=True)
            told = told_by_both(one, other)
            if told:
                yield _candidate(one, other, told, family, spoken=False)


def _candidate(
    one: Passage, other: Passage, found: Shared, family: Sequence[Pair], *, spoken: bool
) -> Candidate:
    link = link_of(found, "")
    met = tuple(place for place, pair in enumerate(family) if meets(link, pair))
    key = (one.document, one.place, other.document, other.place)
    return Candidate(key, spoken, Count.of(found), link, met)


if __name__ == "__main__":
    main()
