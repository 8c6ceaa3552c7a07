"""How sure an attribution is: a probability that keeps its word."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sayso.extracting.parts import Parts
from sayso.extracting.words import Words

_LIMIT = 1e-4


def features(words: Words, parts: Parts) -> list[float]:
    """What the confidence rests on.

    The log odds of the cue, of the source's labels and of the content's; whether a
    source is named and whether a cue is; the share of the content that is quoted;
    and one.
    """
    total = sum(high - low for low, high in parts.content)
    quoted = sum(int(words.quoted[low:high].sum()) for low, high in parts.content)
    return [
        *(_log_odds(chance) for chance in parts.sure),
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


def _log_odds(chance: float) -> float:
    chance = min(max(chance, _LIMIT), 1 - _LIMIT)
    return math.log(chance / (1 - chance))
