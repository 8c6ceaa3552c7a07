from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.evaluating import Comparison, GoldDocument, Labels, Outcome, calibrate, outcomes

GOLD = GoldDocument("d", "Ilda said it rained.", (Labels("g", ((0, 4),), (), ((10, 19),)),))


def test_right_means_the_lenient_triple():
    predicted = [
        Labels("p1", ((0, 4),), (), ((10, 12),), confidence=0.9),
        Labels("p2", (), (), ((10, 19),), confidence=0.4),
        Labels("p3", ((0, 4),), (), ((0, 9),)),
    ]
    assert outcomes(Comparison(GOLD, predicted)) == [Outcome(0.9, True), Outcome(0.4, False)]


def test_the_error_is_the_weighted_distance():
    # Three at 0.95, two of them right; one at 0.25, right: 3/4 · |.95 - 2/3| + 1/4 · |.25 - 1|.
    given = [Outcome(0.95, True), Outcome(0.95, True), Outcome(0.95, False), Outcome(0.25, True)]
    found = calibrate(given)
    assert found is not None
    assert found.error == pytest.approx(0.75 * (0.95 - 2 / 3) + 0.25 * 0.75)
    assert [(bin.low, bin.count) for bin in found.bins if bin.count] == [(0.2, 1), (0.9, 3)]


def test_certainty_falls_into_the_last_bin():
    found = calibrate([Outcome(1.0, True), Outcome(0.0, False)])
    assert found is not None
    assert found.error == 0.0
    assert (found.bins[0].count, found.bins[9].count) == (1, 1)


def test_without_confidence_there_is_no_calibration():
    assert calibrate([]) is None


@given(st.lists(st.builds(Outcome, st.floats(0, 1), st.booleans()), min_size=1))
def test_every_outcome_is_counted_once(results: list[Outcome]):
    found = calibrate(results)
    assert found is not None
    assert sum(bin.count for bin in found.bins) == len(results)
    assert 0 <= found.error <= 1
