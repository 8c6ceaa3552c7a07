from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cases import complaint, lines
from typer.testing import CliRunner

from sayso.cli.app import app
from sayso.ledger import Ledger

Run = Callable[..., Any]


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "new"
    Ledger.create(folder).close()
    monkeypatch.setenv("SAYSO_LEDGER", str(folder))
    return folder


@pytest.fixture
def rain(tmp_path: Path) -> Path:
    path = tmp_path / "rain.txt"
    path.write_text("“Rain fell all week,” Ilda Merrow said.", encoding="utf-8")
    return path


def test_documents_are_added_once(runner: CliRunner, empty: Path, rain: Path, tmp_path: Path):
    first = runner.invoke(app, ["add", str(rain)])
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout == "1 added with 1 statement\n"
    assert runner.invoke(app, ["add", str(rain)]).stdout == "1 known\n"
    copy = tmp_path / "copy.txt"
    copy.write_bytes(rain.read_bytes())
    assert runner.invoke(app, ["add", str(copy), str(rain)]).stdout == "1 known, 1 met again\n"


def test_what_cannot_be_read_is_skipped_with_one_line(
    runner: CliRunner, empty: Path, rain: Path, tmp_path: Path
):
    gone = tmp_path / "gone.txt"
    result = runner.invoke(app, ["add", str(gone), str(rain)])
    assert complaint(result).startswith(f"sayso: {gone}: ")
    assert result.stdout == (
        "1 added with 1 statement, 1 skipped (sayso status --skipped lists them)\n"
    )


def test_a_lost_original_is_restored(run: Run, ledger: Ledger, reports: Path):
    letter = reports / "open-letter.txt"
    (one,) = [each for each in ledger.documents() if each.source == str(letter)]
    ledger.archive.remove(ledger.report(one.id).document.sha256)
    assert run("add", str(letter)).stdout == "1 restored\n"


def test_each_outcome_is_one_object(runner: CliRunner, empty: Path, rain: Path, tmp_path: Path):
    gone = str(tmp_path / "gone.txt")
    result = runner.invoke(app, ["add", "-f", "jsonl", str(rain), gone])
    added, skipped = lines(result)
    with Ledger.open(empty) as ledger:
        id = ledger.documents()[0].id
    assert added == {
        "source": str(rain),
        "status": "added",
        "document": id,
        "title": None,
        "statements": 1,
        "problem": None,
    }
    assert (skipped["source"], skipped["status"], skipped["document"]) == (gone, "skipped", None)
    assert result.stderr.splitlines()[-1].startswith("sayso: 1 added with 1 statement, 1 skipped")


def test_standard_input_may_name_the_sources(runner: CliRunner, empty: Path, rain: Path):
    result = runner.invoke(app, ["add", "-"], input=f"{rain}\n")
    assert result.stdout == "1 added with 1 statement\n"


def test_known_addresses_are_fetched_again_only_if_asked(
    runner: CliRunner, empty: Path, monkeypatch: pytest.MonkeyPatch
):
    import sayso.collecting

    asked: list[bool] = []

    class Addresses:
        expected, skipped_known = 3, 3

        def __init__(self, names: list[str], **options: object) -> None:
            asked.append("known" in options)

        def __iter__(self) -> Any:
            return iter(())

    monkeypatch.setattr(sayso.collecting, "Collection", Addresses)
    assert runner.invoke(app, ["add", "https://example.org/feed"]).stdout == "3 known\n"
    runner.invoke(app, ["add", "--again", "https://example.org/feed"])
    assert asked == [True, False]


def test_several_processes_give_the_same_ledger(
    runner: CliRunner, empty: Path, rain: Path, tmp_path: Path
):
    other = tmp_path / "other.txt"
    other.write_text("Oren Vask denied that the dam had failed.", encoding="utf-8")
    result = runner.invoke(app, ["add", "--jobs", "2", "-f", "jsonl", str(rain), str(other)])
    assert result.exit_code == 0
    assert [one["source"] for one in lines(result)] == [str(rain), str(other)]
    assert [one["statements"] for one in lines(result)] == [1, 1]


def test_weights_that_cannot_load_stop_everything(runner: CliRunner, empty: Path, rain: Path):
    line = complaint(runner.invoke(app, ["add", "--weights", "nope", str(rain)]))
    assert line.startswith("sayso: there are no weights called 'nope'")


SLOW = """
import sys, time
import sayso.ledger.extraction as extraction
from sayso import Part, Report
from sayso.reading import read_bytes
def slow(capture, weights, progress=None):
    time.sleep({seconds})
    document = read_bytes(capture.data, source=capture.source)
    return Report(document, (), (), Part())
extraction.extracted = slow
from sayso.cli import main
main()
"""


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
class TestInterruption:
    def start(
        self, empty: Path, tmp_path: Path, seconds: float, number: int = 30
    ) -> subprocess.Popen[str]:
        many = tmp_path / "many"
        many.mkdir()
        for one in range(number):
            (many / f"{one:02}.txt").write_text(f"Rain fell on day {one}.", encoding="utf-8")
        return subprocess.Popen(
            [sys.executable, "-c", SLOW.format(seconds=seconds), "add", str(many), "-f", "jsonl"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def whole(self, empty: Path, *, left: int = 0) -> int:
        """The number of documents of a ledger in which nothing is wrong.

        ``left`` originals at most may lie there that nobody has taken in.
        """
        with Ledger.open(empty) as ledger:
            assert ledger.verify()[0] == []
            assert len(list(ledger.place.incoming.iterdir())) <= left
            return len(ledger.documents())

    @pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
    def test_the_document_at_hand_is_finished(
        self, empty: Path, tmp_path: Path, kind: signal.Signals
    ):
        process = self.start(empty, tmp_path, 0.2)
        assert process.stdout
        first = process.stdout.readline()
        process.send_signal(kind)
        rest, complaints = process.communicate(timeout=30)
        assert process.returncode == 130
        added = [json.loads(line) for line in [first, *rest.splitlines()]]
        assert 1 <= len(added) < 30
        assert complaints.splitlines() == [
            "sayso: stopping after this document; press Ctrl-C again to stop at once",
            f"sayso: {len(added)} added with 0 statements",
            "sayso: the same command goes on where this one stopped",
        ]
        assert self.whole(empty) == len(added)

    def test_the_second_time_it_stops_at_once(self, empty: Path, tmp_path: Path):
        process = self.start(empty, tmp_path, 60, 2)
        assert process.stderr
        while not list((empty / "incoming").iterdir()):  # it has begun
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert "stopping after this document" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        shown, complaints = process.communicate(timeout=20)
        assert (process.returncode, shown) == (130, "")
        assert complaints.splitlines()[-1].endswith("goes on where this one stopped")
        assert self.whole(empty, left=1) == 0
