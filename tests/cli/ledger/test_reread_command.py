from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cases import complaint, id_of, lines

from sayso import Act, Part, Report
from sayso.ledger import Ledger

Run = Callable[..., Any]


@pytest.fixture
def otherwise(monkeypatch: pytest.MonkeyPatch, ledger: Ledger) -> None:
    """Weights that lose a document's first statement, and take its second for a warning."""

    def extracted(capture: Any, weights: str, progress: Any = None) -> Report:
        (one,) = [each for each in ledger.documents() if each.source == capture.source]
        old = ledger.report(one.id)
        _, second, *rest = old.attributions
        kept = (replace(second, act=Act.WARNS, source=Part(), parent=None), *rest)
        return replace(old, attributions=tuple(replace(each, parent=None) for each in kept))

    monkeypatch.setattr("sayso.ledger.ledger.extracted", extracted)


def test_what_is_up_to_date_is_left_alone(run: Run):
    result = run("reread")
    assert result.exit_code == 0
    assert result.stdout == "Every document is read by these weights already.\n"


def test_the_same_weights_change_nothing(run: Run, ledger: Ledger):
    before = ledger.report("ab9a")
    result = run("reread", "ab9a")
    assert result.stdout == "1 document read again: 1 without a difference\n"
    assert ledger.report("ab9a") == before
    assert ledger.custody()[-1].action == "read again"


def test_each_difference_is_shown(run: Run, ledger: Ledger, otherwise: None):
    id = id_of(ledger, "OPEN LETTER")
    before = len(ledger.report(id).attributions)
    result = run("reread", id)
    assert result.exit_code == 0
    shown = result.stdout
    assert "OPEN LETTER TO THE MINISTER OF RIVERS" in shown
    assert "\ngone     " in shown
    assert "\nchanged  " in shown
    assert "→ warns" in shown
    assert "1 statement gone" in " ".join(shown.split())
    assert len(ledger.report(id).attributions) == before - 1


def test_a_dry_run_changes_nothing(run: Run, ledger: Ledger, otherwise: None):
    id = id_of(ledger, "OPEN LETTER")
    head = ledger.custody()[-1]
    before = ledger.report(id)
    result = run("reread", id, "--dry-run")
    assert "1 document compared; nothing was changed" in " ".join(result.stdout.split())
    assert "→ warns" in result.stdout
    assert ledger.report(id) == before
    assert ledger.custody()[-1] == head


def test_each_document_is_one_object(run: Run, ledger: Ledger, otherwise: None):
    found = lines(run("reread", "--all", "-f", "jsonl"))
    assert len(found) == 4
    for one in found:
        assert list(one) == [
            *("document", "title", "gone", "new", "changed", "same", "text_changed"),
            *("problem", "kept"),
        ]
        assert (len(one["gone"]), one["new"], one["kept"]) == (1, [], True)
    (changed,) = found[0]["changed"]
    assert changed["after"]["act"] == "warns"
    assert set(changed["before"]) == {
        *("id", "source", "cue", "content", "source_text", "cue_text", "content_text"),
        *("kind", "act", "stance", "confidence"),
    }


def test_all_that_an_older_version_has_read(
    run: Run, ledger: Ledger, otherwise: None, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("sayso.__version__", "9.9")
    assert len(lines(run("reread", "-f", "jsonl"))) == 4
    assert run("reread").stdout == "Every document is read by these weights already.\n"


def test_a_lost_original_is_one_line_and_the_others_are_read(
    run: Run, ledger: Ledger, otherwise: None
):
    id = id_of(ledger, "OPEN LETTER")
    before = ledger.report(id)
    path = ledger.archive.path(before.document.sha256)
    path.unlink()
    result = run("reread", "--all")
    assert "cannot be read" in complaint(result)
    assert str(path) in result.stderr
    assert "3 documents read again" in result.stdout
    assert "1 could not be read" in " ".join(result.stdout.split())
    assert ledger.report(id) == before


def test_ctrl_c_stops_after_the_document_at_hand(
    run: Run, folder: Path, ledger: Ledger, otherwise: None, monkeypatch: pytest.MonkeyPatch
):
    import signal

    import sayso.ledger.ledger as room

    read = room.extracted

    def interrupted(*given: Any) -> Any:
        signal.raise_signal(signal.SIGINT)
        return read(*given)

    monkeypatch.setattr(room, "extracted", interrupted)
    result = run("reread", "--all")
    assert result.exit_code == 130
    assert "1 document read again" in result.stdout
    assert [line.removeprefix("sayso: ") for line in result.stderr.splitlines()] == [
        "stopping after this document; press Ctrl-C again to stop at once",
        "the same command goes on where this one stopped",
    ]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_documents_and_all_exclude_each_other(run: Run):
    assert run("reread", "ab9a", "--all").exit_code == 2
    assert "no document has this id" in complaint(run("reread", "ffff00001111"))
