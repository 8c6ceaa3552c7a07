"""How lines run between dots on a time line without lying on one another or on other dots.

A line leaves its first dot sideways, runs up or down in a lane, and turns to its second dot.
Lines from one dot share a lane, so that what many lean on looks like a tree. Sure lines run to
the left of the dots, doubts to the right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.exporting.dossier.scene import Line

_STEP = 5.0
_CLEAR = 11.0
_AWAY = 11.0

Dot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Run:
    """A line with the place of its lane."""

    line: Line
    lane: float


@dataclass(frozen=True, slots=True)
class _Taken:
    """A lane that is in use between two heights."""

    lane: float
    low: float
    high: float

    def meets(self, lane: float, low: float, high: float) -> bool:
        return abs(self.lane - lane) < _STEP and low <= self.high and self.low <= high


def runs(lines: Sequence[Line], dots: Sequence[Dot], left: float, right: float) -> list[Run]:
    """Give each line a lane between ``left`` and ``right``; ``dots`` are those of all rows."""
    found: list[Run] = []
    for sure in (True, False):
        taken: list[_Taken] = []
        for trunk in _trunks([line for line in lines if line.sure is sure]):
            ends = {trunk[0].one, *(line.other for line in trunk)}
            heights = [dots[end][1] for end in ends]
            low, high = min(heights), max(heights)
            across = [dots[end][0] for end in ends]
            start = min(across) - _AWAY if sure else max(across) + _AWAY
            lane = _free(start, -_STEP if sure else _STEP, (low, high), dots, taken)
            lane = min(max(lane, left), right)
            taken.append(_Taken(lane, low, high))
            found += [Run(line, lane) for line in trunk]
    return found


def _trunks(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each first dot, those that reach least far first."""
    by_dot: dict[int, list[Line]] = {}
    for line in lines:
        by_dot.setdefault(line.one, []).append(line)
    return sorted(by_dot.values(), key=lambda some: (_reach(some), some[0].one))


def _reach(lines: Sequence[Line]) -> int:
    return max(abs(line.other - line.one) for line in lines)


def _free(
    start: float,
    step: float,
    reach: tuple[float, float],
    dots: Sequence[Dot],
    taken: Sequence[_Taken],
) -> float:
    """The first lane from ``start`` on that meets no dot and no other lane."""
    low, high = reach
    lane = start
    for _ in range(40):
        hit = any(abs(x - lane) < _CLEAR and low < y < high for x, y in dots)
        if not hit and not any(one.meets(lane, low, high) for one in taken):
            return lane
        lane += step
    return start


def path(run: Run, dots: Mapping[int, Dot] | Sequence[Dot], radius: float) -> str:
    """The line as the data of an SVG path, from dot to dot."""
    (x1, y1), (x2, y2) = dots[run.line.one], dots[run.line.other]
    side = 1 if run.line.sure else -1
    turn = min(5.0, abs(y2 - y1) / 2) * (1 if y2 > y1 else -1)
    lane = run.lane
    gap = radius + (3 if run.line.leans else 0)
    return (
        f"M{x1 - side * radius:.1f} {y1:.1f}H{lane + side * abs(turn):.1f}"
        f"Q{lane:.1f} {y1:.1f} {lane:.1f} {y1 + turn:.1f}"
        f"V{y2 - turn:.1f}Q{lane:.1f} {y2:.1f} {lane + side * abs(turn):.1f} {y2:.1f}"
        f"H{x2 - side * gap:.1f}"
    )
