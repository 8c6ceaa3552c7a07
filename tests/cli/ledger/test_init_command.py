from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cases import complaint
from typer.testing import CliRunner

from sayso.cli.app import app


def test_a_folder_becomes_a_ledger(runner: CliRunner, tmp_path: Path):
    folder = tmp_path / "case"
    result = runner.invoke(app, ["init", str(folder)])
    assert result.exit_code == 0
    assert "sayso add SOURCE..." in result.stdout
    assert (folder / "sayso.toml").is_file()


def test_without_a_name_it_is_this_folder(
    runner: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAYSO_LEDGER", raising=False)
    assert runner.invoke(app, ["init"]).exit_code == 0
    (tmp_path / "deep" / "down").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "deep" / "down")
    assert runner.invoke(app, ["list"]).stdout == "No documents.\n"


def test_a_ledger_is_never_made_over_another(runner: CliRunner, folder: Path):
    line = complaint(runner.invoke(app, ["init", str(folder)]))
    assert line == f"sayso: {folder}: there is a ledger here already"


def test_a_password_is_not_kept_in_a_plain_file(runner: CliRunner, tmp_path: Path):
    folder = tmp_path / "case"
    address = "postgresql://ines:secret@host/case"
    line = complaint(runner.invoke(app, ["init", str(folder), "--database", address]))
    assert "PGPASSWORD" in line
    assert "secret" not in line
    assert not folder.exists()


@pytest.mark.parametrize(
    "command",
    ["add x", "list", "show 1234", "search x", "status", "verify", "reread", "actors", "export"],
)
def test_without_a_ledger_every_command_says_how_to_make_one(
    runner: CliRunner, tmp_path: Path, command: str
):
    line = complaint(runner.invoke(app, [*command.split(), "--ledger", str(tmp_path)]))
    assert line == f"sayso: {tmp_path}: no ledger here; run  sayso init {tmp_path}"


@pytest.mark.parametrize("arguments", [["--help"], ["search", "--help"], ["actors", "--help"]])
def test_help_loads_no_library_that_takes_time(arguments: list[str]):
    heavy = "sqlalchemy", "alembic", "onnxruntime", "numpy", "trafilatura", "httpx", "pyarrow"
    program = (
        "import sys, atexit\n"
        f"atexit.register(lambda: print('LOADED', [one for one in {heavy!r} "
        "if one in sys.modules]))\n"
        "from sayso.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        check=True,
    )
    assert done.stdout.endswith("LOADED []\n")
