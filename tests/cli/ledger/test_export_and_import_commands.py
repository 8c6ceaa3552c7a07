from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cases import complaint, lines
from typer.testing import CliRunner

from sayso.cli.app import app
from sayso.cli.ledger.columns import csv_pieces
from sayso.ledger import Ledger
from sayso.ledger.rows import Row

Run = Callable[..., Any]
COLUMNS = [
    *("document", "id", "kind", "act", "stance", "confidence", "actor", "actor_id", "chain"),
    *("source", "cue", "content", "start", "end", "title", "publisher", "published"),
    *("language", "url", "document_source"),
]


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    folder = tmp_path / "new"
    Ledger.create(folder).close()
    return folder


class TestLines:
    def test_the_whole_ledger_goes_into_another(
        self, run: Run, runner: CliRunner, empty: Path, tmp_path: Path
    ):
        file = tmp_path / "all.jsonl"
        assert run("export", "--output", str(file)).exit_code == 0
        result = runner.invoke(app, ["import", str(file), "--ledger", str(empty)])
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout == "Imported 4 documents. Check them:  sayso verify\n"
        assert run("export", "--ledger", str(empty)).stdout_bytes == file.read_bytes()
        assert run("verify", "--ledger", str(empty)).exit_code == 0

    def test_standard_input_will_do(self, run: Run, runner: CliRunner, empty: Path):
        whole = run("export").stdout_bytes
        result = runner.invoke(app, ["import", "-", "--ledger", str(empty)], input=whole)
        assert result.exit_code == 0

    def test_originals_can_be_left_out(self, run: Run):
        kinds = {one["record"] for one in lines(run("export", "--no-originals"))}
        assert "original" not in kinds
        assert {"ledger", "document", "capture", "custody"} <= kinds
        assert run("export", "--no-originals", "-f", "csv").exit_code == 2

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (lambda data: data[: len(data) // 2], "not what  sayso export  writes"),
            (lambda data: data.replace(b'"record": "document"', b'"record": "x"', 1), "no record"),
            (lambda data: data + b"\xff\xfe\n", "not UTF-8"),
            (lambda data: b"", "it is empty"),
        ],
    )
    def test_bad_lines_leave_nothing_behind(
        self,
        run: Run,
        runner: CliRunner,
        empty: Path,
        tmp_path: Path,
        change: Callable[[bytes], bytes],
        said: str,
    ):
        file = tmp_path / "all.jsonl"
        file.write_bytes(change(run("export").stdout_bytes))
        line = complaint(runner.invoke(app, ["import", str(file), "--ledger", str(empty)]))
        assert said in line
        assert str(file) in line
        with Ledger.open(empty) as ledger:
            assert ledger.documents() == []
            assert ledger.verify()[0] == []

    def test_only_an_empty_ledger_takes_lines_in(self, run: Run, ledger: Ledger, tmp_path: Path):
        file = tmp_path / "all.jsonl"
        run("export", "-o", str(file))
        assert "import into a new one" in complaint(run("import", str(file)))
        assert len(ledger.documents()) == 4

    def test_a_missing_file_is_one_line(self, run: Run, tmp_path: Path):
        assert "no such file" in complaint(run("import", str(tmp_path / "gone")))
        assert "cannot be read" in complaint(run("import", str(tmp_path)))


class TestTable:
    def test_csv_has_one_row_for_each_statement(self, run: Run, ledger: Ledger):
        heading, *rows = csv.reader(
            io.StringIO(run("export", "--format", "csv").stdout, newline="")
        )
        assert heading == COLUMNS
        summary = ledger.summary()
        assert len(rows) == summary.statements + summary.narrations
        texts = {one.id: ledger.report(one.id).text for one in ledger.documents()}
        for row in rows:
            one = dict(zip(COLUMNS, row, strict=True))
            text = texts[one["document"]]
            words = text[int(one["start"]) : int(one["end"])]
            assert all(piece in words for piece in one["content"].split(" […] "))
            assert bool(one["id"]) == (one["kind"] != "narration")

    def test_actors_are_those_across_documents(self, run: Run, ledger: Ledger):
        (person,) = ledger.people("Ilse Maradine")
        rows = list(csv.DictReader(io.StringIO(run("export", "-f", "csv").stdout)))
        own = [row for row in rows if row["actor_id"] == person.id]
        assert len(own) == person.statements
        assert {row["chain"].rpartition(" › ")[2] for row in own} == {row["actor"] for row in own}

    def test_a_file_begins_with_a_mark_for_spreadsheets(self, run: Run, tmp_path: Path):
        file = tmp_path / "all.csv"
        run("export", "-f", "csv", "-o", str(file))
        assert file.read_text("utf-8").startswith("\ufeffdocument,")
        assert run("export", "-f", "csv").stdout.startswith("document,")

    @pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
    def test_no_cell_is_a_formula(self, begin: str):
        row = Row(
            document="d1",
            id="a1",
            kind="direct",
            act=None,
            stance=None,
            confidence=0.5,
            actor=f"{begin}A1",
            actor_id=None,
            chain=("narrator", "x"),
            source=(),
            cue=(),
            content=(f"{begin}HYPERLINK(1)", "rest"),
            start=3,
            end=9,
            title=f"{begin}title",
            publisher=None,
            published=None,
            language=None,
            url=None,
            document_source="x.txt",
        )
        _, cells = csv.reader(io.StringIO("".join(csv_pieces([row])), newline=""))
        found = dict(zip(COLUMNS, cells, strict=True))
        assert found["actor"] == f"'{begin}A1"
        assert found["title"] == f"'{begin}title"
        assert found["content"] == f"'{begin}HYPERLINK(1) […] rest"
        assert (found["start"], found["confidence"], found["act"]) == ("3", "0.5", "")

    def test_parquet_has_the_same_rows(self, run: Run, ledger: Ledger, tmp_path: Path):
        parquet = pytest.importorskip("pyarrow.parquet")
        file = tmp_path / "all.parquet"
        assert run("export", "-f", "parquet", "-o", str(file)).exit_code == 0
        table = parquet.read_table(file)
        assert table.column_names == COLUMNS
        rows = table.to_pylist()
        assert [row["content"] for row in rows] == [list(row.content) for row in ledger.rows()]
        assert {type(row["start"]) for row in rows} == {int}

    def test_parquet_without_its_library_names_the_extra(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setitem(sys.modules, "pyarrow", None)
        file = tmp_path / "all.parquet"
        line = complaint(run("export", "-f", "parquet", "-o", str(file)))
        assert line == (
            "sayso: writing Parquet needs the [parquet] extra: run  pip install 'sayso[parquet]'"
        )
        assert not file.exists()

    def test_parquet_needs_a_file(self, run: Run):
        assert run("export", "-f", "parquet").exit_code == 2

    @pytest.mark.parametrize("form", ["jsonl", "csv"])
    def test_a_place_that_cannot_be_written_is_one_line(self, run: Run, tmp_path: Path, form: str):
        target = tmp_path / "no-folder" / "all"
        assert "cannot be written" in complaint(run("export", "-f", form, "-o", str(target)))

    def test_the_ledger_is_never_written_over(self, run: Run, folder: Path, ledger: Ledger):
        assert run("export", "-o", str(folder / "ledger.db")).exit_code == 2
        assert run("export", "-o", str(folder / "all.jsonl")).exit_code == 0
        assert ledger.verify()[0] == []
