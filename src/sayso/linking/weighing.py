"""What two statements are to each other, weighed from all that speaks for it.

The encoder's chances are one thing of several: it reads two statements and nothing else. How near
they lie, whether they have words and figures in common, whether somebody is quoted and whether one
document has both, are weighed with them by a multinomial logistic regression. Its weights are fit
on planted dossiers that did not teach the encoder (``training/relations/weigh.py``), so what comes
out are chances. Who speaks is nothing to it, and no name is.
"""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass, fields
from functools import cache, lru_cache
from math import log, log1p

import numpy as np
from numpy.typing import NDArray

from sayso.errors import WeightsError
from sayso.linking.figures import Figures, figures
from sayso.linking.forms import forms, tells
from sayso.linking.propositions import Proposition
from sayso.linking.relating import SHIPPED, Chances, relations_folder
from sayso.linking.small import NEGATIONS

_LEAST = 0.003
"""Chances are held this far from 0 and 1, to have odds."""
_REMEMBERED = 2_000
"""So many statements are remembered, since each is compared with several."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What is weighed, each a number.

    The encoder's log odds are means or extremes over both orders. ``common`` is the share of the
    shorter one's words that both have, of those that carry meaning; ``shorter`` the logarithm of
    how many it has, and one more.
    """

    same: float
    same_least: float
    denies_least: float
    denies_most: float
    nearness: float
    figure_refused: float
    figure_differs: float
    common: float
    nothing_common: float
    one_document: float
    narrated: float
    shorter: float
    negated: float

    @classmethod
    def of(
        cls,
        one: Proposition,
        other: Proposition,
        chances: tuple[Chances, Chances],
        nearness: float,
    ) -> Signs:
        """The signs of two propositions; ``chances`` are the encoder's in both orders."""
        mine, theirs = _read(one.told), _read(other.told)
        shorter = min(len(mine.telling), len(theirs.telling))
        shared = len(mine.telling & theirs.telling)
        first, second = mine.figures, theirs.figures
        refused = first.given & second.refused or second.given & first.refused
        single = len(first.given) == len(second.given) == 1
        there, back = chances
        least = _odds(min(there.denies, back.denies))
        return cls(
            same=_odds((there.same + back.same) / 2),
            same_least=_odds(min(there.same, back.same)),
            denies_least=least,
            denies_most=_odds(max(there.denies, back.denies)),
            nearness=nearness,
            figure_refused=float(bool(refused)),
            figure_differs=float(single and first.given != second.given),
            common=shared / max(1, shorter),
            nothing_common=float(not shared),
            one_document=float(one.document == other.document),
            narrated=float((one.attribution is None) + (other.attribution is None)),
            shorter=log1p(shorter),
            negated=(mine.negated is not theirs.negated) * least,
        )

    def row(self) -> NDArray[np.float64]:
        """All of them, and a 1 for the bias."""
        return np.array([*astuple(self), 1.0])


@dataclass(frozen=True, slots=True)
class _Read:
    """What is weighed of a statement by itself: its words that carry meaning, and its figures."""

    telling: frozenset[str]
    negated: bool
    figures: Figures


@lru_cache(maxsize=_REMEMBERED)
def _read(told: str) -> _Read:
    words = list(forms(told))
    return _Read(frozenset(filter(tells, words)), not NEGATIONS.isdisjoint(words), figures(told))


def weighed(signs: Signs, weights: str = SHIPPED) -> tuple[float, float]:
    """The chances that both say the same, and that one denies the other.

    ``weights`` are those of the encoder that was asked: each set has weights of signs beside it.
    """
    scores = np.array([0.0, *(_weights(weights) @ signs.row())])
    odds = np.exp(scores - scores.max())
    _, same, denies = odds / odds.sum()
    return float(same), float(denies)


def _odds(chance: float) -> float:
    held = min(max(chance, _LEAST), 1 - _LEAST)
    return log(held / (1 - held))


@cache
def _weights(weights: str) -> NDArray[np.float64]:
    """For "same" and "denies" the weight of each sign, the bias last."""
    file = relations_folder(weights) / "signs.json"
    try:
        given = json.loads(file.read_text(encoding="utf-8"))
        names = [*(one.name for one in fields(Signs)), "bias"]
        return np.array([[given[label][name] for name in names] for label in ("same", "denies")])
    except (OSError, ValueError, KeyError) as error:
        raise WeightsError(
            f"the weights for statements cannot be loaded ({error}); reinstall Sayso"
        ) from error
