"""How sure an attribution is: a probability that keeps its word."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sayso.extracting.parts import Parts
from sayso.extracting.words import Words


def features(words: Words, parts: Parts) -> list[float]:
    """What the confidence rests on.

    The chances of the cue and of the source's labels, at half their log odds; whether a source is
    named and whether a cue is; the share of the content that is quoted; and one. The content's
    chances tell a little more, but move with who is named in it, and so do odds where nothing is
    in doubt: the table in ``training/README.md`` has what that costs.
    """
    total = sum(high - low for low, high in parts.content)
    quoted = sum(int(words.quoted[low:high].sum()) for low, high in parts.content)
    return [
        *map(_softened, parts.sure[:2]),
        float(bool(parts.source)),
        float(bool(parts.cue)),
        quoted / total,
        1.0,
    ]


def confidence(words: Words, parts: Parts, calibration: Sequence[float]) -> float:
    """The probability that source and content are right, to two decimals.

    Right in the sense of the lenient triple measure. A logistic regression on
    :func:`features` (Platt 1999), fitted on articles kept out of training.
    """
    total = sum(
        weight * value for weight, value in zip(calibration, features(words, parts), strict=True)
    )
    return round(1 / (1 + math.exp(-total)), 2)


def _softened(chance: float) -> float:
    """The chance with half the log odds."""
    yes, no = math.sqrt(chance), math.sqrt(max(0.0, 1 - chance))
    return yes / (yes + no)
