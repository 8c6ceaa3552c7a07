"""Files, folders and names on standard input."""

from __future__ import annotations

import io
import os
import socket
import sys
from pathlib import Path

import pytest
from archives import PAGE, collected, record

from sayso import EmptySource, SourceNotFound, TooLarge, UnreadableSource
from sayso.capture import Capture
from sayso.collecting import Collection, files

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs what POSIX has")


def test_a_file_is_its_bytes_and_nobody_vouches_for_its_age(tmp_path: Path):
    (tmp_path / "notice.html").write_bytes(PAGE)
    (capture,), errors = collected(tmp_path / "notice.html")
    assert capture == Capture(data=PAGE, source=str(tmp_path / "notice.html"))
    assert errors == []


@pytest.mark.parametrize("name", ["ترامواي تولمير.txt", "⛴️ ferry.txt", "a\nb.txt", "-.txt"])
def test_names_of_all_kinds(tmp_path: Path, name: str):
    (tmp_path / name).write_bytes(b"No ferry.")
    for named in (tmp_path / name, tmp_path):
        (capture,), _ = collected(named)
        assert capture.source == str(tmp_path / name.replace("\n", "\\n"))


@posix
def test_a_name_that_is_not_utf8(tmp_path: Path):
    name = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    Path(name).write_bytes(b"No ferry.")
    for named in (name, tmp_path):
        (capture,), _ = collected(named)
        assert capture.source.encode().endswith(b"caf\\udce9.txt")


def test_bad_names_are_yielded_and_the_rest_goes_on(tmp_path: Path):
    (tmp_path / "a.txt").write_bytes(b"No ferry.")
    names = ["gone.txt", "", "a\0b", "ftp://tolmere.example/", str(tmp_path / "a.txt")]
    captures, errors = collected(*names)
    assert len(captures) == 1
    assert len(errors) == 4
    assert isinstance(errors[0], SourceNotFound)


def test_a_file_past_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(files, "MAX_BYTES", 100)
    (tmp_path / "a.txt").write_bytes(b"a" * 101)
    (tmp_path / "b.txt").write_bytes(b"a" * 100)
    (capture,), (error,) = collected(tmp_path)
    assert len(capture.data) == 100
    assert isinstance(error, TooLarge)


@pytest.mark.parametrize("name", ["a.txt", "a.warc"])
def test_a_file_that_changes_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str):
    path = tmp_path / name
    path.write_bytes(record(1) * 200 if name == "a.warc" else b"No ferry.")
    if name == "a.warc":
        items = iter(Collection([str(path)]))
        next(items)
        with path.open("ab") as file:
            file.write(b"more")
        *_, error = items
    else:
        real = os.fstat
        calls = iter(range(100))

        def growing(number: int) -> os.stat_result:
            if next(calls) == 3:
                os.utime(path, ns=(1, 1))
            return real(number)

        monkeypatch.setattr(os, "fstat", growing)
        (error,) = Collection([str(path)])
    assert "changed while it was read" in str(error)


@posix
def test_special_files_are_refused_and_never_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(os.path.relpath(tmp_path / "socket"))
    captures, errors = collected(tmp_path, tmp_path / "pipe", "/dev/null")
    listening.close()
    assert captures == []
    assert [error.problem for error in errors] == [
        f"this is {kind}, not a file" for kind in ("a pipe", "a socket", "a pipe", "a device")
    ]


def test_a_folder_is_read_to_the_bottom_in_order(tmp_path: Path):
    for name in ("b/2.html", "b/10.html", "a.txt", "c.txt", "b/.hidden/x.txt", ".x.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"No ferry.")
    for name in ("a.css", "b/a.JPG", "a.zip"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "b" / "kept.warc").write_bytes(record(1))
    captures, errors = collected(tmp_path)
    names = [Path(c.container or c.source).relative_to(tmp_path).as_posix() for c in captures]
    assert names == ["a.txt", "b/10.html", "b/2.html", "b/kept.warc", "c.txt"]
    assert errors == []


def test_a_very_deep_folder(tmp_path: Path):
    start = Path.cwd()
    try:
        os.chdir(tmp_path)
        for _ in range(300):
            Path("d").mkdir()
            os.chdir("d")
        Path("a.txt").write_bytes(b"No ferry.")
    finally:
        os.chdir(start)
    captures, _ = collected(tmp_path)
    assert len(captures) == 1


def test_a_folder_with_nothing_in_it(tmp_path: Path):
    (tmp_path / "a.css").write_bytes(b"x")
    (tmp_path / "inside").mkdir()
    captures, (error,) = collected(tmp_path)
    assert captures == []
    assert isinstance(error, EmptySource)


@posix
def test_links(tmp_path: Path):
    outside = tmp_path / "outside"
    folder = tmp_path / "folder"
    for path in (outside, folder, folder / "sub"):
        path.mkdir()
    (outside / "secret.txt").write_bytes(b"Not for you.")
    (folder / "a.txt").write_bytes(b"No ferry.")
    links = {
        "b-inside.txt": folder / "a.txt",
        "c-out.txt": outside / "secret.txt",
        "d-out": outside,
        "e-loop.txt": folder / "e-loop.txt",
        "f-nowhere.txt": folder / "gone.txt",
        "sub/g-up": folder,
    }
    for name, target in links.items():
        (folder / name).symlink_to(target)
    captures, errors = collected(folder)
    assert [Path(capture.source).name for capture in captures] == ["a.txt", "b-inside.txt"]
    assert [Path(error.source).name for error in errors] == [
        "c-out.txt",
        "d-out",
        "e-loop.txt",
        "f-nowhere.txt",
    ]
    assert "leads out" in errors[0].problem
    (named,), _ = collected(folder / "c-out.txt")
    assert named.data == b"Not for you."


@posix
def test_a_subfolder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "locked").mkdir()
    (tmp_path / "z.txt").write_bytes(b"No ferry.")
    real = os.scandir

    def deny(path: Path):
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", deny)
    captures, (error,) = collected(tmp_path)
    assert len(captures) == 1
    assert "permission" in error.problem


def test_a_ledger_is_refused_but_not_its_evidence(tmp_path: Path):
    evidence = tmp_path / "evidence"
    evidence.mkdir()
    (tmp_path / "sayso.toml").write_text("")
    (tmp_path / "sayso.db").write_bytes(b"x")
    (evidence / "0123abcd").write_bytes(PAGE)
    captures, (error,) = collected(tmp_path)
    assert captures == []
    assert isinstance(error, UnreadableSource)
    assert "ledger" in error.problem
    captures, errors = collected(evidence)
    assert (len(captures), errors) == (1, [])


def piped(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_a_list_of_names_on_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "a b.txt").write_bytes(b"No ferry.")
    (tmp_path / "kept.warc").write_bytes(record(1))
    lines = f"# kept\r\n\r\n{tmp_path}/a b.txt\r\n{tmp_path}/kept.warc\n{tmp_path}/gone.txt\n-\n"
    piped(monkeypatch, lines.encode())
    captures, errors = collected("-")
    assert len(captures) == 2
    assert isinstance(errors[0], SourceNotFound)
    assert "itself" in errors[1].problem


@pytest.mark.parametrize(
    "data",
    [
        PAGE,
        b"%PDF-1.7\nand so on",
        b"No ferry sailed.\n\nThe harbour office says so.\nhttps://tolmere.example/\n",
        "No ferry.".encode("utf-16"),
    ],
)
def test_a_report_on_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes):
    piped(monkeypatch, data)
    captures, errors = collected("-")
    assert captures == [Capture(data=data, source="-")]
    assert errors == []


@pytest.mark.parametrize("data", [b"", b"\n\n", b"# nothing\n"])
def test_nothing_on_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes):
    piped(monkeypatch, data)
    captures, (error,) = collected("-")
    assert captures == []
    assert isinstance(error, EmptySource)


def test_what_is_expected_grows(tmp_path: Path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"No ferry.")
    collection = Collection([str(tmp_path), "gone.txt"])
    assert collection.expected == 2
    items = iter(collection)
    next(items)
    assert collection.expected == 3
    (tmp_path / "c.warc").write_bytes(record(1))
    assert Collection([str(tmp_path / "c.warc")]).expected is None
