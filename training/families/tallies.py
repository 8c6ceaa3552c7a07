"""What becomes of links and labelled pairs: how many are right, how many are found.

A link is right if its two stretches overlap both sides of a pair of one family; a pair is found
if a link overlaps both its sides; its label is that of the link that shares the most words with
it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields

from sayso.linking import Link
from training.families.labels import Pair


@dataclass(slots=True)
class Tally:
    """What became of the links and labelled pairs of one event, or of several."""

    links: int = 0
    right: int = 0
    gold: int = 0
    found: int = 0
    labelled: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Tally)))


FIGURES: Mapping[str, Callable[[Tally], float]] = {
    "precision": lambda tally: tally.right / tally.links if tally.links else 0.0,
    "recall": lambda tally: tally.found / tally.gold if tally.gold else 0.0,
    "label accuracy": lambda tally: tally.labelled / tally.found if tally.found else 0.0,
}


def tally(found: Sequence[Link], gold: Sequence[Pair]) -> Tally:
    """Set the links of one event against its labelled pairs."""
    family = [pair for pair in gold if pair.family]
    met = [
        (link, [place for place, pair in enumerate(family) if meets(link, pair)]) for link in found
    ]
    return counted(met, family)


def counted(met: Sequence[tuple[Link, Sequence[int]]], family: Sequence[Pair]) -> Tally:
    """Count links of which it is known which pairs of one family they meet, by their places."""
    best: dict[int, Link] = {}
    for link, places in met:
        for place in places:
            if place not in best or len(link.shared.pairs) > len(best[place].shared.pairs):
                best[place] = link
    return Tally(
        links=len(met),
        right=sum(bool(places) for _, places in met),
        gold=len(family),
        found=len(best),
        labelled=sum(link.label.value == family[place].label.value for place, link in best.items()),
    )


def meets(link: Link, pair: Pair) -> bool:
    """Whether the stretches of a link overlap both sides of a pair."""
    sides = {
        passage.document: (words[0].start, words[-1].end)
        for passage, words in (
            (link.shared.one, link.shared.mine),
            (link.shared.other, link.shared.theirs),
        )
    }
    return all(
        one.document in sides
        and sides[one.document][0] < one.end
        and one.start < sides[one.document][1]
        for one in (pair.a, pair.b)
    )
