from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cases import complaint, id_of
from typer.testing import CliRunner

from sayso.cli.app import app
from sayso.ledger import Ledger

Run = Callable[..., Any]


def documents(page: str) -> set[str]:
    return set(re.findall('id="doc-([0-9a-f]+)"', page))


@pytest.fixture
def kept(linked: Path) -> Path:
    return linked


def test_a_page_of_the_whole_ledger(run: Run, ledger: Ledger, tmp_path: Path):
    target = tmp_path / "page.html"
    result = run("report", "--output", str(target), "--title", "The <river>")
    assert result.exit_code == 0
    assert result.stdout == ""
    page = target.read_text("utf-8")
    assert "<title>The &lt;river&gt;</title>" in page
    assert page.endswith("</html>\n") or page.endswith("</html>")
    for one in ledger.documents():
        assert f'id="doc-{one.id}"' in page
        assert f"SHA-256 {one.id}" in page
    assert ledger.families()[0].id in page
    assert "‮" not in page.replace('data-c="U+202E">‮', "")


def test_standard_output_gets_the_same_page(run: Run, tmp_path: Path):
    run("report", "-o", str(tmp_path / "page.html"))
    assert run("report").stdout == (tmp_path / "page.html").read_text("utf-8")


def test_only_what_a_document_has_a_part_in(
    run: Run, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    alone = tmp_path / "alone"
    shutil.copytree(whole, alone)
    monkeypatch.setattr(Ledger, "link", lambda *_: 0)
    with Ledger.open(alone) as book:
        council, letter = id_of(book, "Council of Orlat"), id_of(book, "OPEN LETTER")
        third = next(one.id for one in book.documents() if one.id not in (council, letter))
    at = ("report", "--ledger", str(alone), "--document", council[:8])
    page = run(*at).stdout
    assert documents(page) == {council}
    assert "Only what this document has a part in" in page
    assert 'id="who-' in page
    both = run(*at, "--document", letter).stdout
    assert documents(both) == {council, letter}
    assert "Only what these documents have a part in" in both
    assert third not in both


def test_what_documents_have_a_part_in_brings_the_others_along(run: Run, ledger: Ledger):
    family = ledger.families()[0]
    inside, *others = {one.document for one in family.members}
    page = run("report", "--document", inside).stdout
    assert f'id="{family.id}-all"' in page
    assert {inside, *others} <= documents(page)


def test_a_limit_cuts_and_says_so(run: Run, ledger: Ledger):
    assert len(ledger.families()) > 1
    short = run("report", "--limit", "1").stdout
    assert "The first 1 families" in short
    assert "The first" not in run("report", "--limit", "0").stdout


def test_an_unknown_document_leaves_no_page(run: Run, tmp_path: Path):
    target = tmp_path / "page.html"
    assert "ffff" in complaint(run("report", "-o", str(target), "--document", "ffff"))
    assert list(tmp_path.glob("*page*")) == []


def test_a_failure_leaves_the_old_page(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    target = tmp_path / "page.html"
    target.write_text("old")

    def fail(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Ledger, "claims", fail)
    assert run("report", "-o", str(target)).exit_code == 130
    assert target.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir() if "sayso-" in one.name] == []


def test_a_part_of_the_ledger_is_not_replaced(run: Run, folder: Path):
    result = run("report", "-o", str(folder / "ledger.db"))
    assert result.exit_code == 2
    assert "part of the ledger" in result.stderr


def test_an_empty_ledger_has_no_report(runner: CliRunner, tmp_path: Path):
    Ledger.create(tmp_path / "none").close()
    result = runner.invoke(app, ["report", "--ledger", str(tmp_path / "none")])
    assert complaint(result) == "sayso: this ledger is empty; fill it with  sayso add"
