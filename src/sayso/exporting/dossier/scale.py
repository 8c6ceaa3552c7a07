"""A time line: where a date stands on it, and the few dates that are written above it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from sayso.exporting.dossier.wording import MONTHS, width_of

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d))?)?)?(?![\d-])", re.ASCII)
LABEL = 10.5
"""The size of the labels above the line."""
_DAYS = (1, 2, 3, 7, 14, 30)
_MONTHS = (1, 2, 3, 6, 12)
_YEARS = (1, 2, 5, 10, 20, 50, 100, 500)
_A_MONTH, _A_YEAR = 45, 730


def moment(published: str | None) -> float | None:
    """A date, with a time of day or without, as days; ``None`` if it is none."""
    found = _DATE.match(published or "")
    if not found:
        return None
    year, month, day, hour, minute = (int(part) if part else 0 for part in found.groups())
    try:
        whole = date(year, month or 1, day or 1).toordinal()
    except ValueError:
        return None
    return whole + (hour * 60 + minute) / 1440


@dataclass(frozen=True, slots=True)
class Scale:
    """From ``first`` to ``last`` (days) on a line from ``left`` to ``right``.

    What has no date stands at ``undated``, beyond the line.
    """

    first: float | None
    last: float | None
    left: float
    right: float
    undated: float

    @classmethod
    def of(cls, dates: Iterable[str | None], left: float, right: float) -> Scale:
        """A line that holds all of these dates."""
        days = [moment(one) for one in dates]
        known = [one for one in days if one is not None]
        if not known:
            return cls(None, None, left, right, left)
        end = right - 28 if None in days else right
        return cls(min(known), max(known), left, end, right)

    def at(self, published: str | None) -> float:
        """Where a date stands."""
        day = moment(published)
        if day is None or self.first is None or self.last is None:
            return self.undated
        if self.first == self.last:
            return self.left
        share = (day - self.first) / (self.last - self.first)
        return self.left + share * (self.right - self.left)

    @property
    def ticks(self) -> list[tuple[float, str]]:
        """Where dates are written in the middle, and as what: so many as do not meet."""
        if self.first is None or self.last is None:
            return []
        if self.last - self.first < 1:
            day = date.fromordinal(int(self.first))
            return [(self.left, f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}")]
        found: list[tuple[float, str]] = []
        for some in _round(self.first, self.last):
            found = [(self._place(day), label) for day, label in some]
            if _apart(found):
                return found
        return found[:1]

    def _place(self, day: date) -> float:
        assert self.first is not None and self.last is not None  # noqa: PT018
        share = (day.toordinal() - self.first) / (self.last - self.first)
        return self.left + share * (self.right - self.left)


def _apart(ticks: Sequence[tuple[float, str]]) -> bool:
    """Whether no two labels meet."""
    ends = [(x, width_of(label, LABEL) / 2 + 3) for x, label in ticks]
    return all(x + half < y - other for (x, half), (y, other) in pairwise(ends))


def _round(first: float, last: float) -> Iterator[list[tuple[date, str]]]:
    """Round dates between two days, many of them first."""
    begin, end = date.fromordinal(int(first)), date.fromordinal(int(last))
    if first > begin.toordinal():
        begin += timedelta(days=1)
    if last - first < _A_MONTH:
        yield from (_days(begin, end, step) for step in _DAYS)
    elif last - first < _A_YEAR:
        yield from (_months(begin, end, step) for step in _MONTHS)
    else:
        yield from (_years(begin, end, step) for step in _YEARS)


def _days(begin: date, end: date, step: int) -> list[tuple[date, str]]:
    found = range(begin.toordinal(), end.toordinal() + 1, step)
    days = map(date.fromordinal, found)
    return [(one, f"{one.day} {MONTHS[one.month - 1][:3]}") for one in days]


def _months(begin: date, end: date, step: int) -> list[tuple[date, str]]:
    firsts = (
        date(year, month, 1)
        for year in range(begin.year, end.year + 1)
        for month in range(1, 13, step)
    )
    return [
        (one, f"{MONTHS[one.month - 1][:3]} {one.year}") for one in firsts if begin <= one <= end
    ]


def _years(begin: date, end: date, step: int) -> list[tuple[date, str]]:
    low = begin.year if begin == date(begin.year, 1, 1) else begin.year + 1
    return [(date(year, 1, 1), str(year)) for year in range(low, end.year + 1) if year % step == 0]
