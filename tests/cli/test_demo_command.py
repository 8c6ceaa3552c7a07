from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.cli.app import app


@pytest.fixture(autouse=True)
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    import sayso.dossier

    paths = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for path in paths:
        path.write_text(f"Rain fell on {path.stem}.", encoding="utf-8")
    monkeypatch.setattr(sayso.dossier, "paths", lambda: tuple(paths))
    return paths


def test_every_document_is_shown_and_the_page_is_named(runner: CliRunner, dossier: list[Path]):
    result = runner.invoke(app, ["demo"])
    assert result.exit_code == 0
    assert all(path.name in result.stdout for path in dossier)
    assert "sayso demo --format html --output demo.html" in result.stdout


def test_other_formats_hold_nothing_else(runner: CliRunner):
    result = runner.invoke(app, ["demo", "--format", "jsonl"])
    texts = [json.loads(line)["text"] for line in result.stdout.splitlines()]
    assert texts == ["Rain fell on one.", "Rain fell on two."]
