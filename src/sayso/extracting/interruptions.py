"""Speech that goes on behind a clause of speaking: ``She scolded him: "…" she said. "…"``.

The clause and what follows are no part of what stands before. Who is named in it has the rest, and
the words before it keep the cue that they had.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sayso.extracting.parts import Parts
from sayso.extracting.runs import Run, subtract
from sayso.extracting.words import Words

_LONGEST = 6
"""Units of a clause that only says who goes on speaking."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """A few units between two quotations of one paragraph."""

    start: int
    end: int
    before: Run
    after: Run


def interrupted(words: Words, found: Sequence[Parts]) -> list[Parts]:
    """``found``, where nobody's words go on over a clause in which another goes on speaking."""
    clauses = _clauses(words)
    starts = [one.start for one in clauses]
    result = list(found)
    for at, one in enumerate(found):
        place = bisect_right(starts, one.cue[0][0]) - 1 if one.cue and one.source else -1
        if place < 0 or not _speaks(one, clauses[place]):
            continue
        clause = clauses[place]
        over = [
            other for other, held in enumerate(result) if other != at and _runs_over(held, clause)
        ]
        for other in over:
            content = subtract(list(result[other].content), (clause.start, len(words)))
            result[other] = replace(result[other], content=tuple(content))
        if over:
            content = subtract(list(one.content), (0, clause.start))
            result[at] = replace(one, content=tuple(content))
    return result


def _clauses(words: Words) -> list[_Clause]:
    closed = [one for one in words.quotations if one.close_width]
    runs = [words.within(one.start, one.end) for one in closed]
    return [
        _Clause(one.stop, other.start, (one.start, one.stop), (other.start, other.stop))
        for one, other in pairwise(runs)
        if 0 < other.start - one.stop <= _LONGEST
        and not words.is_break[one.stop : other.start].any()
    ]


def _speaks(one: Parts, clause: _Clause) -> bool:
    """Whether an attribution's source and cue are the clause, and both quotations its words."""
    named = [*one.source, *one.cue]
    return all(clause.start <= low and high <= clause.end for low, high in named) and all(
        any(low < run[1] and run[0] < high for low, high in one.content)
        for run in (clause.before, clause.after)
    )


def _runs_over(one: Parts, clause: _Clause) -> bool:
    return any(low < clause.start and clause.end < high for low, high in one.content)
