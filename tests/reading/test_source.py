"""The front door: what can be read, and what each kind of bad input is told."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
from pathlib import Path

import pytest

from sayso import (
    EmptySource,
    NoArticle,
    ReadingError,
    SourceIsFolder,
    SourceNotFound,
    TooLarge,
    UnreadableSource,
)
from sayso.reading import read_bytes, read_document, source

REPORT = (
    "Gate stays shut\n\nThe keepers of Weir Seven say that “nobody came to open it” all summer.\n"
)


def written(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


@pytest.mark.parametrize("as_path", [False, True])
def test_a_file_is_read_by_its_name_or_its_path(tmp_path: Path, as_path: bool):
    name = written(tmp_path, "report.txt", REPORT.encode())
    document = read_document(Path(name) if as_path else name)
    assert document.text == REPORT
    assert document.source == name
    assert document.media_type == "text/plain"
    assert document.url is None


def test_the_hash_is_that_of_the_bytes_and_the_id_begins_it():
    data = b"\xef\xbb\xbf" + REPORT.encode()
    document = read_bytes(data, source="report.txt")
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.id == document.sha256[:16]


def test_the_name_has_no_part_in_the_id():
    one, other = (read_bytes(REPORT.encode(), source=name) for name in ("a.txt", "b.txt"))
    assert one.id == other.id


def test_standard_input_is_called_a_dash(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(REPORT.encode())))
    document = read_document("-")
    assert (document.source, document.text) == ("-", REPORT)


def test_the_bytes_decide_over_the_name(tmp_path: Path):
    page = b"<!DOCTYPE html><html><body><p>The gate was shut, the keepers said.</p></body></html>"
    assert read_document(written(tmp_path, "page.txt", page)).media_type == "text/html"
    assert read_document(written(tmp_path, "note.html", REPORT.encode())).text == REPORT


def test_a_fragment_of_html_is_a_page_by_its_name(tmp_path: Path):
    data = b"<p>The gate was shut, the keepers said.</p>"
    page = read_document(written(tmp_path, "a.html", data))
    assert page.text == "The gate was shut, the keepers said."
    assert read_document(written(tmp_path, "a.txt", data)).text == data.decode()


def test_every_text_field_can_be_written_as_utf8(tmp_path: Path):
    name = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    Path(name).write_text(REPORT)
    document = read_document(name)
    assert json.dumps(document.source, ensure_ascii=False).encode()
    assert document.text == REPORT


class TestRefusals:
    """Each is one line that names the source and says what to do."""

    def refused(self, kind: type[ReadingError], name: str, says: str) -> None:
        with pytest.raises(kind) as caught:
            read_document(name)
        message = str(caught.value)
        assert message.startswith(f"{name}: ")
        assert says in message
        assert "\n" not in message
        assert caught.value.remedy

    def test_a_file_that_is_not_there(self, tmp_path: Path):
        self.refused(SourceNotFound, str(tmp_path / "gone.txt"), "no such file")

    def test_a_folder(self, tmp_path: Path):
        self.refused(SourceIsFolder, str(tmp_path), "folder")

    def test_an_empty_name(self):
        with pytest.raises(ReadingError):
            read_document("")

    @pytest.mark.parametrize(
        "data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe \x00", "\xa0\u2003".encode()]
    )
    def test_nothing_but_white_space(self, tmp_path: Path, data: bytes):
        self.refused(EmptySource, written(tmp_path, "a.txt", data), "empty")

    def test_random_bytes(self, tmp_path: Path):
        data = b"".join(hashlib.sha256(bytes([n])).digest() for n in range(64))
        self.refused(UnreadableSource, written(tmp_path, "noise.bin", data), "not text")
        self.refused(UnreadableSource, written(tmp_path, "noise.txt", data), "not text")

    @pytest.mark.parametrize(
        ("data", "says"),
        [
            (b"PK\x03\x04" + bytes(30), "Word"),
            (b"\x89PNG\r\n\x1a\n" + bytes(30), "picture"),
            (b"{\\rtf1\\ansi The gate was shut.}", "RTF"),
            (b"From: <Saved by a browser>\nContent-Type: multipart/related;\n\nx", "MHTML"),
        ],
    )
    def test_a_format_that_is_not_read(self, tmp_path: Path, data: bytes, says: str):
        self.refused(UnreadableSource, written(tmp_path, "file", data), says)

    @pytest.mark.parametrize(
        "address", ["file:///etc/hostname", "FILE:///etc/hostname", "ftp://host.invalid/a.txt"]
    )
    def test_an_address_that_is_not_on_the_web(self, address: str):
        self.refused(UnreadableSource, address, "http")

    def test_a_file_past_the_limit(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(source, "MAX_BYTES", 1000)
        name = written(tmp_path, "long.txt", b"a" * 1001)
        self.refused(TooLarge, name, "MB")
        assert read_document(written(tmp_path, "short.txt", b"a" * 1000)).text == "a" * 1000

    @pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs file modes")
    def test_a_file_that_may_not_be_read(self, tmp_path: Path):
        name = written(tmp_path, "locked.txt", REPORT.encode())
        Path(name).chmod(0)
        self.refused(UnreadableSource, name, "permission")

    def test_a_file_that_may_not_be_read_says_so(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        def deny(*_: object) -> None:
            raise PermissionError(13, "Permission denied")

        name = written(tmp_path, "locked.txt", REPORT.encode())
        monkeypatch.setattr(Path, "open", deny)
        self.refused(UnreadableSource, name, "permission")

    def test_a_page_without_a_report(self, tmp_path: Path):
        data = b"<html><body><nav><a href='/'>Home</a> <a href='/n'>News</a></nav></body></html>"
        self.refused(NoArticle, written(tmp_path, "shell.html", data), "no report")
