from __future__ import annotations

import pytest
from handmade import stand_in
from typer.testing import CliRunner

import sayso


@pytest.fixture
def runner() -> CliRunner:
    return CliRunner(env={"COLUMNS": "80", "NO_COLOR": "1"})


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """The model is not the subject here."""
    monkeypatch.setattr(sayso, "read", stand_in)
