"""What speaks for two statements' being the same, or for a denial."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.linking.propositions import Proposition
from sayso.linking.relating import Chances
from sayso.linking.weighing import Signs, weighed

UNDECIDED = Chances(0.4, 0.3)


def said(document: str, text: str, attribution: str | None = "a1") -> Proposition:
    return Proposition(document, attribution, ((0, len(text)),), text, text, "")


def signs(one: str, other: str, chances: Chances = UNDECIDED, nearness: float = 0.6) -> Signs:
    return Signs.of(said("a", one), said("b", other), (chances, chances), nearness)


def test_who_comes_first_is_nothing() -> None:
    one, other = said("a", "Forty-seven were killed."), said("b", "It was not forty-seven.")
    there, back = Chances(0.3, 0.6), Chances(0.2, 0.4)
    mine = Signs.of(one, other, (there, back), 0.5)
    assert weighed(mine) == pytest.approx(weighed(Signs.of(other, one, (back, there), 0.5)))


def test_both_are_chances() -> None:
    same, denies = weighed(signs("The gate was shut.", "Nobody shut the gate."))
    assert 0 < same < 1
    assert 0 < denies < 1
    assert same + denies < 1


def test_the_encoder_is_heard() -> None:
    texts = "The gate was shut at six.", "At six they closed the gate."
    same, _ = weighed(signs(*texts, Chances(0.9, 0.02)))
    less, _ = weighed(signs(*texts, Chances(0.1, 0.02)))
    assert same > 2 * less
    _, denies = weighed(signs(*texts, Chances(0.02, 0.95)))
    _, fewer = weighed(signs(*texts, Chances(0.02, 0.2)))
    assert denies > fewer


def test_what_lies_nearer_is_likelier_to_be_the_same() -> None:
    texts = "The gate was shut at six.", "At six they closed the gate."
    assert weighed(signs(*texts, nearness=0.8))[0] > weighed(signs(*texts, nearness=0.3))[0]


def test_a_refused_figure_speaks_for_a_denial() -> None:
    mine = "Forty-seven people were killed at the market"
    refused = signs(mine, "Eighty-three people were killed at the market, not forty-seven")
    assert refused.figure_refused
    assert weighed(refused)[1] > weighed(replace(refused, figure_refused=0.0))[1]


def test_names_of_speakers_are_nothing() -> None:
    one = said("a", "The gate was shut at six.")
    other = said("b", "At six they closed the gate.")
    renamed = replace(other, attribution="a7")
    both = UNDECIDED, UNDECIDED
    assert Signs.of(one, other, both, 0.5) == Signs.of(one, renamed, both, 0.5)
