from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

import sayso.extracting
from sayso import Attribution, Document, Kind, Part
from sayso.cli.app import app
from sayso.evaluating import read_gold, read_predictions

TEXT = "Ilda Merrow said it rained.\r\n Some \ud83d say it snowed."


class Stub:
    """Finds Merrow's words, and within them some that the gold does not have."""

    def attributions(
        self, document: Document, progress: Callable[[int, int], None]
    ) -> tuple[Attribution, ...]:
        progress(1, 1)
        assert document.text == TEXT
        outer = Attribution(
            "a1",
            document.part([(0, 11)]),
            document.part([(12, 16)]),
            document.part([(17, 26)]),
            Kind.INDIRECT,
            0.75,
        )
        inner = Attribution(
            "a2", Part(), Part(), document.part([(20, 26)]), Kind.INDIRECT, 0.25, parent="a1"
        )
        return outer, inner


@pytest.fixture(autouse=True)
def _stub(monkeypatch: pytest.MonkeyPatch) -> None:
    class Extractor:
        @staticmethod
        def load(weights: str) -> Stub:
            assert weights == "default"
            return Stub()

    monkeypatch.setattr(sayso.extracting, "Extractor", Extractor, raising=False)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    rows = [
        {"id": "g1", "source": [[0, 11]], "cue": [[12, 16]], "content": [[17, 26]]},
        {"id": "g2", "source": [[30, 34]], "cue": [[37, 40]], "content": [[41, 50]]},
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "d", "text": TEXT, "attributions": rows}), encoding="utf-8")
    return path


def measured(runner: CliRunner, *arguments: str) -> dict[str, dict[str, dict[str, float]]]:
    result = runner.invoke(app, ["evaluate", *arguments, "--format", "json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)  # type: ignore[no-any-return]


def test_the_model_is_measured_on_the_text_as_given(runner: CliRunner, gold: Path):
    result = measured(runner, str(gold))
    assert result["scores"]["triple_strict"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert result["intervals"]["triple_strict"] == [0.5, 0.5]
    assert result["calibration"]["error"] == 0.25


def test_outermost_leaves_out_what_is_nested(runner: CliRunner, gold: Path):
    result = measured(runner, str(gold), "--outermost")
    assert result["scores"]["triple_strict"]["precision"] == 1.0


def test_saved_predictions_measure_the_same(runner: CliRunner, gold: Path, tmp_path: Path):
    saved = tmp_path / "found.jsonl"
    direct = measured(runner, str(gold), "--save-predictions", str(saved))
    assert measured(runner, str(gold), "--predictions", str(saved)) == direct
    labels = read_predictions(saved, read_gold(gold))["d"]
    assert [(one.id, one.confidence, one.parent) for one in labels] == [
        ("a1", 0.75, None),
        ("a2", 0.25, "a1"),
    ]


def test_the_table_shows_every_measure(runner: CliRunner, gold: Path):
    result = runner.invoke(app, ["evaluate", str(gold)])
    rows = [line.split() for line in result.stdout.splitlines()]
    assert ["triple_strict", "50.0", "50.0", "50.0", "50.0", "–", "50.0"] in rows
    assert ["0.7", "to", "0.8", "1", "75.0", "100.0"] in rows
    assert "Expected calibration error: 25.0 %" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_no_intervals_without_resamples(runner: CliRunner, gold: Path):
    assert measured(runner, str(gold), "--bootstrap", "0")["intervals"] == {}


def test_bad_gold_is_one_line(runner: CliRunner, tmp_path: Path):
    path = tmp_path / "bad.jsonl"
    path.write_text("{", encoding="utf-8")
    result = runner.invoke(app, ["evaluate", str(path)])
    assert result.exit_code == 1
    assert result.stderr.startswith(f"sayso: {path}, line 1: not JSON")
    assert len(result.stderr.splitlines()) == 1


def test_the_two_prediction_options_exclude_each_other(runner: CliRunner, gold: Path):
    both = ["--predictions", str(gold), "--save-predictions", str(gold)]
    assert runner.invoke(app, ["evaluate", str(gold), *both]).exit_code == 2


def test_gold_is_never_replaced(runner: CliRunner, gold: Path):
    before = gold.read_bytes()
    result = runner.invoke(app, ["evaluate", str(gold), "--save-predictions", str(gold)])
    assert result.exit_code == 2
    assert gold.read_bytes() == before
