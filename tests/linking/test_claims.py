"""Claims: propositions that say the same, in groups."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as some

from sayso.linking.claims import Tie, grouped


def test_what_says_the_same_is_one_group() -> None:
    assert grouped([Tie(1, 2, 0.9), Tie(2, 3, 0.8), Tie(1, 3, 0.7)]) == [[1, 2, 3]]


def test_one_tie_does_not_make_one_group_of_two() -> None:
    ties = [Tie(1, 2, 0.9), Tie(3, 4, 0.9), Tie(2, 3, 0.8)]
    assert grouped(ties) == [[1, 2], [3, 4]]


def test_a_person_makes_one_group_of_two() -> None:
    ties = [Tie(1, 2, 0.9), Tie(3, 4, 0.9), Tie(2, 3, 2.0)]
    assert grouped(ties) == [[1, 2, 3, 4]]


def test_what_is_opposed_stays_apart_by_whatever_way() -> None:
    ties = [Tie(1, 2, 0.9), Tie(2, 3, 0.8), Tie(1, 3, 0.6)]
    assert grouped(ties, [frozenset((1, 3))]) == [[1, 2]]


def test_groups_that_agree_on_average_are_one() -> None:
    ties = [Tie(1, 2, 0.9), Tie(3, 4, 0.9), Tie(2, 3, 0.8), Tie(1, 4, 0.8)]
    assert grouped(ties) == [[1, 2, 3, 4]]


def test_a_person_goes_over_what_is_reckoned_but_not_over_a_person() -> None:
    ties, pair = [Tie(1, 2, 0.9), Tie(2, 3, 2.0)], [frozenset((1, 3))]
    assert grouped(ties, opposed=pair) == [[1, 2, 3]]
    assert grouped(ties, apart=pair) == [[1, 2]]


@given(
    some.lists(
        some.tuples(some.integers(0, 9), some.integers(0, 9), some.floats(0.5, 1)).filter(
            lambda one: one[0] != one[1]
        ),
        max_size=30,
    ),
    some.frozensets(some.frozensets(some.integers(0, 9), min_size=2, max_size=2), max_size=6),
    some.integers(),
)
def test_groups_are_disjoint_keep_apart_and_do_not_depend_on_the_order(
    given_ties: list[tuple[int, int, float]], opposed: frozenset[frozenset[int]], seed: int
) -> None:
    ties = [Tie(*one) for one in given_ties]
    found = grouped(ties, opposed)
    members = [one for group in found for one in group]
    assert len(members) == len(set(members))
    assert not any(pair <= set(group) for pair in opposed for group in found)
    random.Random(seed).shuffle(ties)
    assert grouped(ties, opposed) == found
