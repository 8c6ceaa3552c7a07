from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cases import COUNCIL
from typer.testing import CliRunner

from sayso.cli.app import app
from sayso.collecting import Collection
from sayso.dossier import paths
from sayso.ledger import Ledger

Run = Callable[..., "object"]


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three of the bundled documents, a page with hostile characters, and an unreadable file."""
    folder = tmp_path_factory.mktemp("reports")
    for path in paths()[:3]:
        shutil.copy(path, folder)
    (folder / "council.html").write_text(COUNCIL, encoding="utf-8")
    (folder / "empty.txt").write_text("")
    return folder


@pytest.fixture(scope="session")
def whole(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of these reports; nobody changes it."""
    folder = tmp_path_factory.mktemp("whole") / "ledger"
    with Ledger.create(folder) as ledger:
        for _ in ledger.add(Collection([str(reports)])):
            pass
    return folder


@pytest.fixture(scope="session")
def linked(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with its documents compared with one another; nobody changes it."""
    copy = tmp_path_factory.mktemp("linked") / "ledger"
    shutil.copytree(whole, copy)
    with Ledger.open(copy) as book:
        book.link()
    return copy


@pytest.fixture
def kept(whole: Path) -> Path:
    """The ledger that each test gets a copy of."""
    return whole


@pytest.fixture
def folder(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that ledger, which the surroundings name."""
    copy = tmp_path / "ledger"
    shutil.copytree(kept, copy)
    monkeypatch.setenv("SAYSO_LEDGER", str(copy))
    monkeypatch.setenv("SAYSO_WHO", "Ines")
    return copy


@pytest.fixture
def ledger(folder: Path) -> Iterator[Ledger]:
    with Ledger.open(folder) as opened:
        yield opened


@pytest.fixture
def run(runner: CliRunner, folder: Path) -> Run:
    """Run a command on that ledger."""

    def command(*arguments: str, **options: object) -> object:
        return runner.invoke(app, [*arguments], **options)  # type: ignore[arg-type]

    return command
