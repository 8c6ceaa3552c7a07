from __future__ import annotations

from sayso.evaluating import Comparison, GoldDocument, Interval, Labels, bootstrap, tally

RIGHT = GoldDocument("r", "It rained.", (Labels("g", (), (), ((0, 9),)),))


def tallies(right: int, wrong: int):
    found = tally(Comparison(RIGHT, RIGHT.attributions))
    missed = tally(Comparison(RIGHT, ()))
    return [found] * right + [missed] * wrong


def test_documents_that_are_all_alike_leave_no_doubt():
    assert bootstrap(tallies(5, 0), resamples=50)["triple_lenient"] == Interval(1.0, 1.0)


def test_the_interval_holds_the_measure_and_narrows_with_more_documents():
    few, many = (bootstrap(tallies(n, n), resamples=300)["indirect"] for n in (5, 100))
    assert few.low < many.low < 0.5 < many.high < few.high


def test_the_same_seed_gives_the_same_intervals():
    once, again, other = (bootstrap(tallies(7, 4), resamples=40, seed=seed) for seed in (1, 1, 2))
    assert once == again != other


def test_nothing_to_draw_from_gives_no_intervals():
    assert bootstrap([]) == {}
    assert bootstrap(tallies(1, 1), resamples=0) == {}
