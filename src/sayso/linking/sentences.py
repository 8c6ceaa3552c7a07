"""Where the sentences of a text end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b[A-Z]\w)(?<!\b[A-Z]\w\w)[.!?…]+[”’\"')\]]*\s+(?=[“‘\"'(\[]?[^\W_a-z])|\n+"
)
"""Not after "Mr.", "Sen." and the like, and at the end of every line."""


def sentence_ends(text: str) -> list[int]:
    """Where sentences end, the space after them included, in code points and in order."""
    return [gap.end() for gap in _END.finditer(text)]


def between(low: int, high: int, ends: Sequence[int]) -> list[tuple[int, int]]:
    """The stretches of sentences between two places."""
    within = ends[bisect_right(ends, low) : bisect_left(ends, high)]
    return list(pairwise([low, *within, high]))


def around(low: int, high: int, ends: Sequence[int], length: int) -> tuple[int, int]:
    """The whole sentences that a stretch of a text of some ``length`` touches."""
    before = bisect_right(ends, low)
    after = bisect_left(ends, high)
    return (
        ends[before - 1] if before else 0,
        ends[after] if after < len(ends) else length,
    )
