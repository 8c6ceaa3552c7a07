"""Planted dossiers go the whole way, and come out with the origins that were planted.

Which places tell one claim is given, as by a person's decisions: what is tested is the reckoning,
on everything that reading, extraction and actors get right or wrong.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))
from benchmarks.dossiers import FOLDER, run

KNOWN = {
    "Seven brooches were stolen": "most of the planted words name the source: no place is found",
}
"""Claims that come out wrong, by the beginning of their statements, and why."""

UNSURE = {
    "Percival Dray demanded": "whom “the contractor” is linked with hangs on rounding",
}
"""Claims that come out right on some processors alone, and why."""

FILES = sorted([*FOLDER.glob("*.toml"), *(FOLDER / "second").glob("*.toml")])
"""Dossiers that the rules were made on. So is ``third``, which taught the relations too."""


@pytest.mark.parametrize("file", FILES, ids=[one.stem for one in FILES])
def test_the_origins_are_the_planted_ones(file: Path) -> None:
    found = list(run(file, given=True))
    wrong = {
        statement: told
        for statement, outcome, told in found
        if not any(statement.startswith(one) for one in UNSURE)
        if outcome.bounds is any(statement.startswith(one) for one in KNOWN)
    }
    assert not wrong
    assert all(outcome.merges_right == outcome.merges for _, outcome, _ in found)
