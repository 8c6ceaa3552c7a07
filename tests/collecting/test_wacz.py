"""WACZ files: what is in them, and what is refused."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from archives import collected, packed, record, sha256

from sayso import DamagedArchive, EmptySource, ReadingError, UnsafeArchive
from sayso.collecting import wacz

WARC = packed(record(1), record(2))
INSIDE = "archive/data.warc.gz"


def package(**hashes: str) -> bytes:
    resources = [
        {"path": f"archive/{name}.warc.gz", "hash": value} for name, value in hashes.items()
    ]
    return json.dumps({"profile": "data-package", "resources": resources}).encode()


def zipped(folder: Path, entries: dict[str, bytes], name: str = "kept.wacz") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for entry, data in entries.items():
            file.writestr(entry, data)
    return path


def refused(path: Path, kind: type[ReadingError], says: str) -> None:
    captures, errors = collected(path)
    assert captures == []
    assert [type(error) for error in errors] == [kind]
    assert says in str(errors[0])


@pytest.mark.parametrize("name", ["kept.wacz", "kept.zip"])
def test_the_pages_of_a_wacz(tmp_path: Path, name: str):
    entries = {
        INSIDE: WARC,
        "pages/pages.jsonl": b"{}",
        "datapackage.json": package(data=sha256(WARC)),
    }
    path = zipped(tmp_path, entries, name)
    captures, errors = collected(path)
    assert errors == []
    assert [capture.source for capture in captures] == [
        f"{path}#{INSIDE}#<urn:uuid:{number}>" for number in (1, 2)
    ]
    assert captures[0].container == str(path)


def test_a_resource_with_another_hash_is_not_read(tmp_path: Path):
    other = packed(record(3))
    entries = {
        INSIDE: WARC,
        "archive/other.warc.gz": other,
        "datapackage.json": package(data=sha256(b""), other=sha256(other), lost=sha256(b"")),
    }
    (page,), errors = collected(zipped(tmp_path, entries))
    assert page.record == "<urn:uuid:3>"
    assert [type(error) for error in errors] == [DamagedArchive] * 2
    assert {error.problem.split()[-1] for error in errors} == {"gives", "there"}


@pytest.mark.parametrize("data", [b"{", b"[]", b'{"resources": [1]}', b"[" * 50_000])
def test_a_package_that_cannot_be_read(tmp_path: Path, data: bytes):
    captures, (error,) = collected(zipped(tmp_path, {INSIDE: WARC, "datapackage.json": data}))
    assert len(captures) == 2
    assert "unchecked" in error.problem


@pytest.mark.parametrize(
    "name", ["../out.warc", "/etc/out.warc", "archive/../../x", "c:/x.warc", "..\\x"]
)
def test_names_that_lead_elsewhere(tmp_path: Path, name: str):
    refused(zipped(tmp_path, {INSIDE: WARC, name: WARC}), UnsafeArchive, "lead out")


def test_a_zip_in_a_zip_is_not_opened(tmp_path: Path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as file:
        file.writestr(INSIDE, WARC)
    path = zipped(tmp_path, {"archive/inner.wacz": inner.getvalue()})
    refused(path, UnsafeArchive, "zip within a zip")


def test_an_encrypted_entry(tmp_path: Path):
    path = zipped(tmp_path, {INSIDE: WARC})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    refused(path, UnsafeArchive, "encrypted")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_entries_of_one_name(tmp_path: Path):
    path = tmp_path / "kept.wacz"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(INSIDE, WARC)
        file.writestr(INSIDE, WARC)
    refused(path, UnsafeArchive, "one name")


def test_a_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(wacz, "_FREELY", 10_000)
    path = zipped(tmp_path, {"archive/data.warc": record(1) + record(2, bytes(5_000_000))})
    captures, errors = collected(path)
    assert len(captures) <= 1
    assert [type(error) for error in errors] == [UnsafeArchive]
    monkeypatch.undo()
    monkeypatch.setattr(wacz, "MOST_EXPANDED", 1000)
    refused(zipped(tmp_path, {INSIDE: WARC * 20}), UnsafeArchive, "beyond reason")


def test_too_many_entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(wacz, "MOST_ENTRIES", 20)
    path = zipped(tmp_path, {f"{number}.txt": b"" for number in range(21)})
    refused(path, UnsafeArchive, "entries")
    monkeypatch.setattr(wacz, "_MOST_DIRECTORY", 100)
    refused(path, UnsafeArchive, "table of contents")


def test_a_wacz_that_is_none(tmp_path: Path):
    (tmp_path / "a.wacz").write_bytes(b"not a zip")
    refused(tmp_path / "a.wacz", DamagedArchive, "zip")
    refused(zipped(tmp_path, {"a.txt": b""}), EmptySource, "archive")


def test_a_zip_that_is_none_is_a_file(tmp_path: Path):
    (capture,), _ = collected(zipped(tmp_path, {"word/document.xml": b""}, "a.docx"))
    assert capture.data.startswith(b"PK")


def test_damage_in_the_zip(tmp_path: Path):
    path = tmp_path / "kept.wacz"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(INSIDE, WARC)
        file.writestr("archive/other.warc.gz", packed(record(3)))
    whole = path.read_bytes()
    start = whole.index(WARC)
    for place in range(start, start + len(WARC), 17):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        captures, errors = collected(path)
        assert captures[-1].record == "<urn:uuid:3>"
        assert errors
    path.write_bytes(whole[: len(whole) // 2])
    refused(path, DamagedArchive, "zip")
