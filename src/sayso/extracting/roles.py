"""What the role head scores, and what it needs to know of a cue and a unit."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

ROLES = 4
NONE, SOURCE, CONTENT, CUE = range(ROLES)
"""The role head's labels, in the order of its scores."""

_BUCKETS = 15
_REACH = 3


def pair_features(
    paragraph: NDArray[np.int64], first: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """How far each unit of a window is from a cue: two arrays (cue, unit).

    ``paragraph`` numbers each unit's paragraph, ``first`` gives each cue's first unit.
    The first array buckets the distance in units
    by its logarithm, 0 to 31 with 16 for the cue itself; the second is the distance
    in paragraphs, cut off at three, 0 to 6 with 3 for the cue's own.
    """
    offset = np.arange(len(paragraph))[None] - first[:, None]
    size = np.abs(offset)
    fine = np.where(size <= 4, size, 4 + np.floor(2 * np.log2(np.maximum(size, 4) / 4)))
    bucket = np.minimum(fine, _BUCKETS).astype(np.int64) * np.sign(offset) + _BUCKETS + 1
    leap = np.clip(paragraph[None] - paragraph[first][:, None], -_REACH, _REACH) + _REACH
    return bucket, leap.astype(np.int64)
