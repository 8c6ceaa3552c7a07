"""A text cut at every edge of every mark, so that marks may overlap freely."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


class Role(StrEnum):
    """What a marked stretch of text is in its attribution, narration, or who it means."""

    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"
    NARRATION = "narration"
    MENTION = "mention"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text, in code points, that plays one role.

    ``number`` is the attribution's number within its report, from 1; narration
    and mentions have 0. ``lane`` is the line, counted from the text downwards, on
    which a content is underlined: contents that overlap have different lanes.
    ``actor`` is the number of the actor whom a mention means, from 1.
    """

    start: int
    end: int
    role: Role
    number: int = 0
    lane: int = 0
    actor: int = 0


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text over which the set of marks does not change.

    ``marks`` are ordered: contents by lane, then sources and cues, then narration, then
    mentions.
    """

    start: int
    end: int
    marks: tuple[Mark, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of all attributions that cover the segment, ascending."""
        return tuple(sorted({mark.number for mark in self.marks if mark.number}))


_ORDER = {Role.CONTENT: 0, Role.SOURCE: 1, Role.CUE: 2, Role.NARRATION: 3, Role.MENTION: 4}


def segments(
    start: int, end: int, marks: Iterable[Mark], cuts: Iterable[int] = ()
) -> Iterator[Segment]:
    """Cut the text from ``start`` to ``end`` at every edge of a mark and at ``cuts``.

    The segments follow one another without gap or overlap and together are the
    whole stretch. The time taken grows with the number of marks and with how many
    of them cover the same text.
    """
    opening: dict[int, list[Mark]] = defaultdict(list)
    closing: dict[int, list[Mark]] = defaultdict(list)
    edges = {start, end}
    for mark in marks:
        first, last = max(mark.start, start), min(mark.end, end)
        if first < last:
            opening[first].append(mark)
            closing[last].append(mark)
            edges.update((first, last))
    edges.update(cut for cut in cuts if start < cut < end)

    active: dict[Mark, None] = {}
    ordered = sorted(edges)
    for here, there in pairwise(ordered):
        for mark in closing[here]:
            active.pop(mark, None)
        active.update(dict.fromkeys(opening[here]))
        yield Segment(here, there, tuple(sorted(active, key=_rank)))


def _rank(mark: Mark) -> tuple[int, int, int, int]:
    return _ORDER[mark.role], mark.lane, mark.number, mark.actor


def lanes(extents: Sequence[tuple[int, int]]) -> list[int]:
    """Give each extent a lane, so that no two that overlap share one.

    Earlier and longer extents come first, which puts an outer voice above the
    voices within it.
    """
    result = [0] * len(extents)
    busy_until: list[int] = []
    for index in sorted(range(len(extents)), key=lambda i: (extents[i][0], -extents[i][1], i)):
        start, end = extents[index]
        lane = next((n for n, until in enumerate(busy_until) if until <= start), len(busy_until))
        if lane == len(busy_until):
            busy_until.append(end)
        else:
            busy_until[lane] = end
        result[index] = lane
    return result
