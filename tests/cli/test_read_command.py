from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

import pytest
from handmade import TEXT
from typer.testing import CliRunner

import sayso
from sayso import Report, WeightsError
from sayso.cli.app import app

HERE = Path(__file__).parent


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def file(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def test_the_terminal_view_is_the_default(runner: CliRunner, letter: Path):
    result = runner.invoke(app, ["read", str(letter)])
    assert result.exit_code == 0
    assert "4 attributions: 1 direct, 2 mixed, 1 indirect" in result.stdout
    assert result.stderr == ""


def test_jsonl_is_one_line_a_document(runner: CliRunner, letter: Path, tmp_path: Path):
    other = file(tmp_path, "rain.txt", "Rain fell.")
    result = runner.invoke(app, ["read", "--format", "jsonl", str(letter), other])
    first, second = map(json.loads, result.stdout.splitlines())
    assert first["text"] == TEXT
    assert [one["id"] for one in first["attributions"]] == ["a1", "a2", "a3", "a4"]
    assert second["text"] == "Rain fell."


def test_html_is_one_page_for_all_documents(
    runner: CliRunner, letter: Path, monkeypatch: pytest.MonkeyPatch
):
    import sayso.exporting

    def to_html(reports: list[Report]) -> str:
        return f"<p>{len(reports)} reports</p>"

    monkeypatch.setattr(sayso.exporting, "to_html", to_html)
    result = runner.invoke(app, ["read", "--format", "html", str(letter), str(letter)])
    assert result.stdout == "<p>2 reports</p>"


def test_a_bad_source_is_one_line_and_the_others_are_read(
    runner: CliRunner, letter: Path, tmp_path: Path
):
    empty = file(tmp_path, "empty.txt", "")
    gone = str(tmp_path / "gone.txt")
    result = runner.invoke(app, ["read", "-f", "jsonl", gone, empty, str(letter)])
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"sayso: {gone}: no such file; check the name",
        f"sayso: {empty}: it is empty; give a file with text in it",
    ]
    assert len(result.stdout.splitlines()) == 1


def test_an_unexpected_error_names_the_file_and_the_others_are_read(
    runner: CliRunner, letter: Path, tmp_path: Path
):
    bad = file(tmp_path, "bad.txt", "explode")
    result = runner.invoke(app, ["read", "-f", "jsonl", bad, str(letter)])
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith(
        f"sayso: {bad}: unexpected ZeroDivisionError: an odd thing; please report"
    )
    assert len(result.stdout.splitlines()) == 1


def test_debug_shows_where_an_unexpected_error_happened(runner: CliRunner, tmp_path: Path):
    bad = file(tmp_path, "bad.txt", "explode")
    result = runner.invoke(app, ["read", "--debug", bad])
    assert "Traceback" in result.stderr
    assert "stand_in" in result.stderr


def test_weights_that_cannot_load_stop_everything_with_one_line(
    runner: CliRunner, letter: Path, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_: object, **__: object) -> Report:
        raise WeightsError("weights 'nope': not found; use 'default'")

    monkeypatch.setattr(sayso, "read", fail)
    result = runner.invoke(app, ["read", "--weights", "nope", str(letter), str(letter)])
    assert result.exit_code == 1
    assert result.stderr == "sayso: weights 'nope': not found; use 'default'\n"


def test_warnings_go_to_standard_error(runner: CliRunner, tmp_path: Path):
    path = file(tmp_path, "b.txt", "Breton")
    result = runner.invoke(app, ["read", "-f", "jsonl", path])
    assert result.exit_code == 0
    assert result.stderr == f"sayso: {path}: warning: the language looks like Breton\n"


def test_a_hostile_file_name_cannot_act_on_the_terminal(runner: CliRunner):
    result = runner.invoke(app, ["read", "a\x1b[2J\nb\u202e.txt"])
    assert result.stderr == "sayso: a␛[2J b<U+202E>.txt: no such file; check the name\n"


@pytest.mark.parametrize(
    "arguments", [["read"], ["read", "-f", "pdf", "x"], ["read", "--wat", "x"], ["wat"]]
)
def test_usage_errors_exit_with_two(runner: CliRunner, arguments: list[str]):
    assert runner.invoke(app, arguments).exit_code == 2


class TestOutput:
    def test_the_file_holds_what_would_have_been_printed(
        self, runner: CliRunner, letter: Path, tmp_path: Path
    ):
        out = tmp_path / "out.jsonl"
        printed = runner.invoke(app, ["read", "-f", "jsonl", str(letter)]).stdout
        result = runner.invoke(app, ["read", "-f", "jsonl", str(letter), "-o", str(out)])
        assert result.exit_code == 0
        assert result.stdout == ""
        assert out.read_text(encoding="utf-8") == printed

    def test_nothing_is_left_when_nothing_was_read(self, runner: CliRunner, tmp_path: Path):
        out = tmp_path / "out.txt"
        out.write_text("before", encoding="utf-8")
        result = runner.invoke(app, ["read", str(tmp_path / "gone.txt"), "-o", str(out)])
        assert result.exit_code == 1
        assert out.read_text(encoding="utf-8") == "before"
        assert list(tmp_path.iterdir()) == [out]

    def test_an_interruption_leaves_the_old_file_and_no_other(
        self, runner: CliRunner, letter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        out = tmp_path / "out.txt"
        out.write_text("before", encoding="utf-8")
        good = sayso.read

        def interrupted(source: str, **options: object) -> Report:
            if source == "second":
                raise KeyboardInterrupt
            return good(source)

        monkeypatch.setattr(sayso, "read", interrupted)
        result = runner.invoke(app, ["read", str(letter), "second", "-o", str(out)])
        assert result.exit_code == 130
        assert out.read_text(encoding="utf-8") == "before"
        assert sorted(tmp_path.iterdir()) == [letter, out]

    def test_a_link_is_followed_and_permissions_stay(
        self, runner: CliRunner, letter: Path, tmp_path: Path
    ):
        real, link = tmp_path / "real.txt", tmp_path / "link.txt"
        real.write_text("before", encoding="utf-8")
        real.chmod(0o640)
        link.symlink_to(real)
        assert runner.invoke(app, ["read", str(letter), "-o", str(link)]).exit_code == 0
        assert link.is_symlink()
        assert "4 attributions" in real.read_text(encoding="utf-8")
        assert stat.S_IMODE(real.stat().st_mode) == 0o640

    def test_an_input_is_never_replaced(self, runner: CliRunner, letter: Path):
        result = runner.invoke(app, ["read", str(letter), "-o", str(letter)])
        assert result.exit_code == 2
        assert letter.read_text(encoding="utf-8") == TEXT

    @pytest.mark.parametrize("name", ["no-folder/out.txt", "."])
    def test_a_place_that_cannot_be_written_is_one_line(
        self, runner: CliRunner, letter: Path, tmp_path: Path, name: str
    ):
        result = runner.invoke(app, ["read", str(letter), "-o", str(tmp_path / name)])
        assert result.exit_code == 1
        assert result.stderr.startswith(f"sayso: {tmp_path / name}: cannot be written: ")
        assert len(result.stderr.splitlines()) == 1

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
    def test_a_full_disk_is_one_line(self, runner: CliRunner, letter: Path):
        result = runner.invoke(app, ["read", str(letter), "-o", "/dev/full"])
        assert result.exit_code == 1
        assert result.stderr.splitlines() == [
            "sayso: /dev/full: cannot be written: No space left on device"
        ]


def start(
    code: str, *arguments: str, stdout: IO[bytes] | int = subprocess.PIPE
) -> subprocess.Popen[bytes]:
    """Run the command in a process of its own, after ``code`` has replaced ``sayso.read``."""
    program = (
        f"import sys, time; sys.path.insert(0, {str(HERE)!r})\n"
        f"import sayso, handmade\n{code}\n"
        "from sayso.cli import main; main()"
    )
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments], stdout=stdout, stderr=subprocess.PIPE
    )


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
class TestProcess:
    def test_lines_are_flushed_and_ctrl_c_ends_quietly(self, letter: Path):
        process = start(
            "def read(source, **_):\n"
            "    if source == 'slow': time.sleep(30)\n"
            "    return handmade.stand_in(source)\n"
            "sayso.read = read",
            *("read", "-f", "jsonl", str(letter), "slow"),
        )
        assert process.stdout
        line = process.stdout.readline()
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        rest, complaints = process.communicate(timeout=20)
        assert json.loads(line)["text"] == TEXT
        assert (process.returncode, rest, complaints) == (130, b"", b"")

    @pytest.mark.parametrize("format", ["terminal", "jsonl"])
    def test_a_broken_pipe_is_silent(self, letter: Path, format: str):
        process = start(
            "sayso.read = handmade.stand_in", "read", "-f", format, *[str(letter)] * 300
        )
        assert process.stdout
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr
        assert process.stderr.read() == b""
        assert process.wait(timeout=20) == 141

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
    @pytest.mark.parametrize("format", ["terminal", "jsonl"])
    def test_a_full_standard_output_is_one_line(self, letter: Path, format: str):
        with Path("/dev/full").open("wb") as full:
            process = start(
                "sayso.read = handmade.stand_in", "read", "-f", format, str(letter), stdout=full
            )
            _, complaints = process.communicate(timeout=20)
        assert process.returncode == 1
        assert complaints == (
            b"sayso: standard output: cannot be written: No space left on device\n"
        )

    def test_no_bar_and_no_colour_in_piped_output(self, letter: Path):
        process = start(
            "def read(source, progress, **_):\n"
            "    for done in range(13): time.sleep(.1); progress(done, 12)\n"
            "    return handmade.stand_in(source)\n"
            "sayso.read = read",
            *("read", str(letter)),
        )
        shown, complaints = process.communicate(timeout=20)
        assert b"\x1b" not in shown
        assert complaints == b""

    def test_a_bar_is_seen_on_a_terminal_after_a_second(self, letter: Path):
        pty = pytest.importorskip("pty")
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                f"import sys, time; sys.path.insert(0, {str(HERE)!r}); import sayso, handmade\n"
                "def read(source, progress, **_):\n"
                "    progress(6, 12); time.sleep(1.6); return handmade.stand_in(source)\n"
                "sayso.read = read\nfrom sayso.cli import main; main()",
                *("read", "-f", "jsonl", str(letter)),
            ],
            stdout=subprocess.PIPE,
            stderr=theirs,
            env={**os.environ, "TERM": "xterm", "COLUMNS": "80"},
        )
        shown, _ = process.communicate(timeout=20)
        os.close(theirs)
        bar = os.read(ours, 65536).decode()
        os.close(ours)
        assert json.loads(shown)["text"] == TEXT
        assert "50%" in bar
        assert "letter.txt" in bar
