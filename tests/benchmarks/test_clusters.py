from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

pytest.importorskip("scipy", reason="the clusters are paired with scipy")

FILE = Path(__file__).parents[2] / "benchmarks" / "clusters.py"


@pytest.fixture(scope="module")
def clusters() -> ModuleType:
    spec = importlib.util.spec_from_file_location("clusters", FILE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["clusters"] = module
    spec.loader.exec_module(module)
    return module


def sets(*groups: str) -> list[frozenset[str]]:
    return [frozenset(group) for group in groups]


def test_the_same_clusters_agree_wholly(clusters: ModuleType) -> None:
    agreement = clusters.Agreement()
    agreement.add(sets("abc", "de"), sets("de", "abc"))
    assert agreement.conll == pytest.approx(1.0)
    assert agreement.mentions.f1 == pytest.approx(1.0)


def test_measures_of_a_worked_example(clusters: ModuleType) -> None:
    """Gold {a b c} {d e f g}; found {a b} {c d} {f g h i}: the figures by hand (Luo 2014)."""
    agreement = clusters.Agreement()
    agreement.add(sets("abc", "defg"), sets("ab", "cd", "fghi"))
    assert agreement.muc.right / agreement.muc.predicted == pytest.approx(2 / 5)
    assert agreement.muc.found / agreement.muc.gold == pytest.approx(2 / 5)
    assert agreement.b_cubed.right / agreement.b_cubed.predicted == pytest.approx(1 / 2)
    assert agreement.b_cubed.found / agreement.b_cubed.gold == pytest.approx(5 / 12)
    assert agreement.ceaf.right / agreement.ceaf.predicted == pytest.approx(13 / 30)
    assert agreement.ceaf.found / agreement.ceaf.gold == pytest.approx(13 / 20)


def test_nothing_found_is_nothing_right(clusters: ModuleType) -> None:
    agreement = clusters.Agreement()
    agreement.add(sets("ab"), [])
    assert agreement.conll == 0
