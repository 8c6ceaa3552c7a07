"""How sure an attribution is: a probability that keeps its word."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sayso.extracting.cue_words import SELDOM, habit
from sayso.extracting.parts import PRONOUNS, Parts
from sayso.extracting.reporting import VERBS
from sayso.extracting.words import Words, form

_CLAUSE, _LONG = 5, 12
"""Words of a content that may be a clause, and from which on its length tells no more."""

_OPENS = frozenset(("that", "whether"))


def features(text: str, words: Words, parts: Parts) -> list[float]:
    """What the confidence rests on: forms alone, so that it cannot move with who is named.

    Whether a source is named, a cue is there, and how much of the content is quoted; the cue's
    form: a verb of reporting, "according to", a single word, how often its words are part of a
    cue; whether the source is a pronoun; the content's form: a "that", a clause, a length, right
    after the cue, in pieces; and one. The network's own chances would rank a little better: the
    table in ``training/README.md`` has what they cost.
    """
    total = sum(high - low for low, high in parts.content)
    quoted = sum(int(words.quoted[low:high].sum()) for low, high in parts.content)
    length = sum(int(words.is_word[low:high].sum()) for low, high in parts.content)
    cue = [form(text, words, unit) for run in parts.cue for unit in range(*run)]
    source = [form(text, words, unit) for run in parts.source for unit in range(*run)]
    return [
        float(bool(source)),
        float(bool(cue)),
        quoted / total,
        float(not VERBS.isdisjoint(cue)),
        float("according" in cue),
        float(len(cue) == 1),
        float(len(source) == 1 and source[0] in PRONOUNS),
        float(form(text, words, parts.content[0][0]) in _OPENS),
        float(length >= _CLAUSE),
        min(length, _LONG) / _LONG,
        max(map(habit, cue), default=SELDOM),
        float(bool(parts.cue) and parts.content[0][0] == parts.cue[-1][1]),
        float(len(parts.content) > 1),
        1.0,
    ]


def confidence(text: str, words: Words, parts: Parts, calibration: Sequence[float]) -> float:
    """The probability that source and content are right, to two decimals.

    Right in the sense of the lenient triple measure. A logistic regression on
    :func:`features` (Platt 1999), fitted on articles kept out of training.
    """
    seen = features(text, words, parts)
    total = sum(weight * value for weight, value in zip(calibration, seen, strict=True))
    return round(1 / (1 + math.exp(-total)), 2)
