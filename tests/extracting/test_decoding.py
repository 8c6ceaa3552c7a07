from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.extracting.decoding import best_paths, cue_spans, softmax

LABELS = 3


def worth(logs: np.ndarray, path: tuple[int, ...], switch: float) -> float:
    """What a path of labels is worth: its units' logs, less what its changes cost."""
    changes = sum(before != after for before, after in pairwise(path))
    return float(sum(logs[unit, label] for unit, label in enumerate(path)) - switch * changes)


@given(st.integers(1, 5), st.integers(1, 3), st.floats(0, 4), st.integers(0, 10_000))
def test_no_path_is_worth_more_than_the_best(
    units: int, rows: int, switch: float, seed: int
) -> None:
    scores = np.random.default_rng(seed).normal(0, 2, (units, rows, LABELS)).astype(np.float32)
    logs = np.log(softmax(scores))
    found = best_paths(logs, switch)
    assert found.shape == (units, rows)
    for row in range(rows):
        most = max(worth(logs[:, row], path, switch) for path in product(range(3), repeat=units))
        given = worth(logs[:, row], tuple(found[:, row].tolist()), switch)
        assert given == pytest.approx(most, abs=1e-4)


def test_a_path_for_one_row_does_not_depend_on_the_others() -> None:
    dice = np.random.default_rng(3)
    logs = np.log(softmax(dice.normal(0, 2, (20, 4, LABELS)).astype(np.float32)))
    together = best_paths(logs, 1.0)
    for row in range(4):
        assert (best_paths(logs[:, row : row + 1], 1.0)[:, 0] == together[:, row]).all()


def chances(*begins_and_goes_on: tuple[float, float]) -> np.ndarray:
    return np.asarray([(1 - b - g, b, g) for b, g in begins_and_goes_on], dtype=np.float32)


def test_a_cue_goes_on_while_that_is_likeliest() -> None:
    given = chances((0, 0), (0.9, 0), (0.1, 0.8), (0.1, 0.3), (0, 0.9))
    assert cue_spans(given, 0.5) == [(1, 2)]


def test_two_cues_may_stand_side_by_side() -> None:
    assert cue_spans(chances((0.9, 0), (0.9, 0), (0, 0.9)), 0.5) == [(0, 0), (1, 2)]


def test_each_unit_may_have_a_threshold_of_its_own() -> None:
    given = chances((0.3, 0), (0.3, 0))
    assert cue_spans(given, np.asarray([0.5, 0.2], dtype=np.float32)) == [(1, 1)]
