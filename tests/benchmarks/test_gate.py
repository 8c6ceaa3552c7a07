from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

GATE = Path(__file__).parents[2] / "benchmarks" / "gate.py"
FULL = "scores.triple_strict.f1"
HALF = "scores.triple_strict.recall"
ROWS = [
    {"id": "g1", "source": [[0, 4]], "cue": [[5, 9]], "content": [[10, 19]]},
    {"id": "g2", "source": [], "cue": [], "content": [[20, 25]]},
]
TEXT = "Ilda said it rained. Rain?"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "gold.jsonl").write_text(
        json.dumps({"id": "d", "text": TEXT, "attributions": ROWS})
    )
    (tmp_path / "found.jsonl").write_text(json.dumps({"id": "d", "attributions": ROWS[:1]}))
    return tmp_path


def gate(
    folder: Path, floors: dict[str, float], *arguments: str, corpora: bool = True
) -> tuple[int, str, dict[str, Any]]:
    """Run the gate with these floors; return its status, its words and its file afterwards."""
    file = folder / "floors.json"
    pinned = {"gold": "gold.jsonl", "options": [], "floors": floors, "lowered": []}
    file.write_text(json.dumps(pinned))
    environment = {key: value for key, value in os.environ.items() if key != "SAYSO_CORPORA"}
    if corpora:
        environment["SAYSO_CORPORA"] = str(folder)
    given = ["--floors", str(file), "--predictions", str(folder / "found.jsonl"), *arguments]
    done = subprocess.run(
        [sys.executable, str(GATE), *given],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout, json.loads(file.read_text())


def test_floors_that_hold_pass(folder: Path):
    status, said, _ = gate(folder, {FULL: 66.6, HALF: 50.0})
    assert status == 0
    assert "accuracy floors: all hold" in said


def test_one_that_does_not_hold_fails(folder: Path):
    status, said, _ = gate(folder, {FULL: 67.0, HALF: 50.0})
    assert status == 1
    assert "accuracy floors: 1 of 2 do not hold" in said


def test_without_the_corpora_nothing_is_checked(folder: Path):
    status, said, _ = gate(folder, {FULL: 99.0}, corpora=False)
    assert status == 0
    assert "skipped; SAYSO_CORPORA names no folder with gold.jsonl" in said


def test_a_floor_is_lowered_with_a_reason_that_stays(folder: Path):
    status, _, pinned = gate(folder, {FULL: 80.0}, "--lower", FULL, "--reason", "smaller model")
    assert status == 0
    assert pinned["floors"] == {FULL: 66.6}
    (entry,) = pinned["lowered"]
    assert (entry["from"], entry["to"], entry["reason"]) == (80.0, 66.6, "smaller model")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--lower", FULL],
        ["--lower", FULL, "--reason", " "],
        ["--lower", "scores.none", "--reason", "x"],
        ["--lower", HALF, "--reason", "it holds already"],
    ],
)
def test_a_floor_is_not_lowered_otherwise(folder: Path, arguments: list[str]):
    floors = {FULL: 80.0, HALF: 40.0}
    status, _, pinned = gate(folder, floors, *arguments)
    assert status != 0
    assert pinned["floors"] == floors


def test_raising_never_lowers(folder: Path):
    status, _, pinned = gate(folder, {FULL: 10.0, HALF: 60.0}, "--raise")
    assert status == 1
    assert pinned["floors"] == {FULL: 66.6, HALF: 60.0}


def test_a_floor_without_a_figure_is_named(folder: Path):
    status, said, _ = gate(folder, {"scores.triple": 10.0})
    assert status == 1
    assert "prints no figure called scores.triple" in said


def test_the_pinned_floors_are_figures_that_exist(folder: Path):
    floors = json.loads(GATE.with_name("floors.json").read_text())["floors"]
    _, said, _ = gate(folder, dict.fromkeys(floors, 0.0))
    assert "accuracy floors: all hold" in said
