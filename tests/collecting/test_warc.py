"""WARC files: what is taken, and what damage leaves."""

from __future__ import annotations

import base64
import builtins
import gzip
import hashlib
import random
import tempfile
import tracemalloc
import zlib
from pathlib import Path

import pytest
from archives import HTML, PAGE, collected, http, packed, record
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sayso import DamagedArchive, EmptySource, TooLarge, UnsafeArchive
from sayso.capture import Capture
from sayso.collecting import Collection, encodings, members, records, warc

NOISE = random.Random(7)


def body(number: int, size: int = 3000) -> bytes:
    return b"<html>" + bytes(NOISE.choices(b"abcdefgh ", k=size)) + str(number).encode()


BLOCKS = [http(body(number)) for number in range(1, 7)]
RECORDS = [record(number, block) for number, block in enumerate(BLOCKS, start=1)]


def read(folder: Path, data: bytes, name: str = "kept.warc"):
    path = folder / name
    path.write_bytes(data)
    return collected(path)


def numbers(captures) -> list[str]:
    return [capture.record.removeprefix("<urn:uuid:").removesuffix(">") for capture in captures]


@pytest.mark.parametrize("name", ["kept.warc", "kept.warc.gz", "kept"])
def test_a_response_comes_with_its_circumstances(tmp_path: Path, name: str):
    data = record(1, http(PAGE, HTML + "X-Served-By: Tolmère\r\n"))
    (page,), errors = read(tmp_path, packed(data) if name.endswith("gz") else data, name)
    assert errors == []
    assert page.data == PAGE
    assert page.source == f"{tmp_path / name}#<urn:uuid:1>"
    assert page.container == str(tmp_path / name)
    assert page.record == "<urn:uuid:1>"
    assert page.url == "https://tolmere.example/1"
    assert page.captured == "2024-03-01T10:00:00Z"
    assert (page.media_type, page.charset, page.status) == ("text/html", "utf-8", 200)
    assert page.headers == (
        ("Content-Type", "text/html; charset=utf-8"),
        ("X-Served-By", "Tolmère"),
    )


def test_only_pages_are_taken(tmp_path: Path):
    kinds = ["image/png", "text/css", "application/json", "text/javascript", "text/xml"]
    others = [record(1, http(PAGE, f"Content-Type: {kind}\r\n")) for kind in kinds]
    data = b"".join(
        [
            record(1, b"software: made by hand\r\n", kind="warcinfo"),
            record(1, b"GET / HTTP/1.1\r\n\r\n", kind="request"),
            record(1, http(), kind="revisit"),
            record(1, http(status="404 Not Found")),
            record(1, http(), url="dns:tolmere.example"),
            *others,
            record(2, http(b"%PDF-1.7 ...", "Content-Type: application/pdf\r\n")),
            record(3, http(PAGE, "")),
            record(4, http(b"Plain words.", "Content-Type: text/plain\r\n")),
            record(5, PAGE, kind="resource", fields="Content-Type: text/html\r\n"),
        ]
    )
    captures, errors = read(tmp_path, data)
    assert (numbers(captures), errors) == (["2", "3", "4", "5"], [])
    assert captures[-1].status is None
    assert captures[-1].data == PAGE


def test_an_archive_without_pages_says_so(tmp_path: Path):
    for data in (b"", record(1, http(status="500 Oh"))):
        captures, (error,) = read(tmp_path, data)
        assert captures == []
        assert isinstance(error, EmptySource)


def test_redirects_lead_to_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    moved = [
        record(1, http(b"", f"Location: {to}\r\n", "301 Moved"), url=f"http://tolmere.example/{at}")
        for at, to in [("a", "/b"), ("b", "https://tolmere.example/4"), ("x", "/y"), ("y", "/x")]
    ]
    (page,), _ = read(tmp_path, b"".join([*moved, record(4)]))
    assert page.redirects == ("http://tolmere.example/a", "http://tolmere.example/b")
    monkeypatch.setattr(warc, "MOST_REDIRECTS", 2)
    (page,), _ = read(tmp_path, b"".join([*moved, record(4)]))
    assert page.redirects == ()


def chunked(data: bytes) -> bytes:
    parts = [data[at : at + 50] for at in range(0, len(data), 50)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def deflated(data: bytes, form: int = -15) -> bytes:
    packer = zlib.compressobj(wbits=form)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("fields", "data"),
    [
        ("Content-Encoding: gzip\r\n", gzip.compress(PAGE)),
        ("Content-Encoding: deflate\r\n", zlib.compress(PAGE)),
        ("Content-Encoding: deflate\r\n", deflated(PAGE)),
        ("Content-Encoding: gzip, gzip\r\n", gzip.compress(gzip.compress(PAGE))),
        ("Transfer-Encoding: chunked\r\n", chunked(PAGE)),
        (
            "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n",
            chunked(gzip.compress(PAGE)),
        ),
        ("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", PAGE),
        ("Content-Encoding: br\r\n", PAGE),
        ("Content-Encoding: utf-8\r\n", PAGE),
    ],
)
def test_encodings_are_undone(tmp_path: Path, fields: str, data: bytes):
    (page,), errors = read(tmp_path, record(1, http(data, HTML + fields)))
    assert (page.data, errors) == (PAGE, [])


@pytest.mark.parametrize(
    ("fields", "data"),
    [
        ("Content-Encoding: gzip\r\n", gzip.compress(PAGE)[:-12]),
        ("Content-Encoding: gzip\r\n", gzip.compress(PAGE)[:20] + bytes(9)),
        ("Content-Encoding: deflate\r\n", zlib.compress(PAGE)[:-6]),
        ("Content-Encoding: br\r\n", b"\x0b\x02\x80not brotli"),
        ("Transfer-Encoding: chunked\r\n", chunked(PAGE)[:-30]),
    ],
)
def test_a_body_that_is_not_whole_is_no_evidence(tmp_path: Path, fields: str, data: bytes):
    captures, (error,) = read(tmp_path, record(1, http(data, HTML + fields)) + record(2))
    assert numbers(captures) == ["2"]
    assert isinstance(error, DamagedArchive)
    assert "<urn:uuid:1>" in str(error)


def test_headers_that_end_their_lines_as_they_like(tmp_path: Path):
    data = record(1, b"HTTP/1.0 200 OK\nContent-Type: text/html\n\n" + PAGE)
    (page,), errors = read(tmp_path, data)
    assert (page.data, page.media_type, errors) == (PAGE, "text/html", [])


def test_digests_are_checked(tmp_path: Path):
    def base32(data: bytes) -> str:
        return base64.b32encode(hashlib.sha1(data).digest()).decode()

    encoded = gzip.compress(PAGE)
    block = http(encoded, HTML + "Content-Encoding: gzip\r\n")
    good = [
        f"WARC-Payload-Digest: sha1:{base32(encoded)}\r\n",
        f"WARC-Payload-Digest: sha256:{hashlib.sha256(PAGE).hexdigest()}\r\n",
        f"WARC-Block-Digest: sha1:{base32(block)}\r\n",
        "WARC-Block-Digest: blake9:whatever\r\n",
    ]
    bad = [f"WARC-Payload-Digest: sha1:{base32(b'')}\r\n", "WARC-Block-Digest: sha256:00\r\n"]
    data = [record(1, block, fields=fields) for fields in (*good, *bad)]
    captures, errors = read(tmp_path, b"".join(data))
    assert len(captures) == len(good)
    assert len(errors) == len(bad)
    assert all("digest" in str(error) for error in errors)


@settings(max_examples=60, deadline=None)
@given(payloads=st.lists(st.binary(max_size=2000), min_size=1, max_size=5), zipped=st.booleans())
def test_any_payload_comes_back(payloads: list[bytes], zipped: bool):
    made = [record(n, http(payload)) for n, payload in enumerate(payloads, start=1)]
    with tempfile.TemporaryDirectory() as folder:
        captures, errors = read(Path(folder), packed(*made) if zipped else b"".join(made))
    assert errors == []
    assert [capture.data for capture in captures] == payloads


@settings(max_examples=80, deadline=None)
@given(cut=st.floats(0, 1), form=st.sampled_from(["plain", "members", "one member"]))
def test_what_lies_before_the_cut_is_whole(cut: float, form: str):
    whole, ends = made(form)
    at = int(cut * len(whole))
    with tempfile.TemporaryDirectory() as folder:
        captures, errors = read(Path(folder), whole[:at])
    before = sum(end <= at for end in ends)
    assert numbers(captures)[:before] == list("123456")[:before]
    for capture in captures:
        assert capture.data == BLOCKS[int(numbers([capture])[0]) - 1].partition(b"\r\n\r\n")[2]
    assert errors or len(captures) >= before


def made(form: str) -> tuple[bytes, list[int]]:
    """Return an archive of six records, and where each of them is certain to have ended."""
    if form == "one member":
        return gzip.compress(b"".join(RECORDS), mtime=0), []
    parts = [packed(one) if form == "members" else one for one in RECORDS]
    return b"".join(parts), [len(b"".join(parts[: n + 1])) for n in range(6)]


@settings(max_examples=120, deadline=None)
@example(place=0.16561707941808737, junk=b"\0\1\0", form="members", inserted=False)
@given(
    place=st.floats(0, 1),
    junk=st.binary(min_size=1, max_size=60),
    form=st.sampled_from(["plain", "members", "one member"]),
    inserted=st.booleans(),
)
def test_damage_never_raises_nor_changes_a_page(
    place: float, junk: bytes, form: str, inserted: bool
):
    whole, ends = made(form)
    at = int(place * len(whole))
    last = at if inserted else at + len(junk) - 1
    touched = 1 + sum(at < end <= last for end in ends)
    data = whole[:at] + junk + whole[at + (0 if inserted else len(junk)) :]
    with tempfile.TemporaryDirectory() as folder:
        captures, _ = read(Path(folder), data)
    if form != "plain":
        known = {block.partition(b"\r\n\r\n")[2] for block in BLOCKS}
        assert all(capture.data in known for capture in captures)
    if form == "members":
        assert len(captures) >= 6 - touched


def broken(form: str, damaged: bytes) -> bytes:
    parts = [*RECORDS[:2], damaged, *RECORDS[3:]]
    if form == "members":
        return packed(*parts)
    return gzip.compress(b"".join(parts)) if form == "one member" else b"".join(parts)


@pytest.mark.parametrize("form", ["plain", "members", "one member"])
@pytest.mark.parametrize(
    ("damaged", "says"),
    [
        (record(3, BLOCKS[2], length=500), "long"),
        (record(3, BLOCKS[2], length=5000), ""),
        (record(3, BLOCKS[2], length="many"), "how long"),
        (record(3, BLOCKS[2], length=-5), "how long"),
        (b"a line that nobody ordered\n" * 40, "no record"),
        (record(3, b"Not an answer of any kind."), "HTTP"),
        (record(3, b"HTTP/1.1 fine\r\n\r\n" + PAGE), "status"),
        (record(3, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"), "no end"),
    ],
)
def test_a_broken_record_is_named_and_the_others_are_read(
    tmp_path: Path, form: str, damaged: bytes, says: str
):
    captures, (error,) = read(tmp_path, broken(form, damaged))
    assert numbers(captures) == ["1", "2", "4", "5", "6"]
    assert isinstance(error, DamagedArchive)
    assert says in error.problem
    assert "at byte" in error.problem


@pytest.mark.parametrize("form", ["plain", "members"])
def test_a_length_beyond_the_limit_that_is_a_lie(tmp_path: Path, form: str):
    captures, (error,) = read(tmp_path, broken(form, record(3, BLOCKS[2], length=10**12)))
    assert numbers(captures) == ["1", "2", "4", "5", "6"]
    assert "<urn:uuid:3>" in str(error)


@pytest.mark.parametrize("form", ["plain", "members"])
def test_a_record_that_breaks_off(tmp_path: Path, form: str):
    parts = RECORDS if form == "plain" else [packed(one) for one in RECORDS]
    data = b"".join([*parts[:2], parts[2][:1200], *parts[3:]])
    captures, (error,) = read(tmp_path, data)
    assert numbers(captures) == ["1", "2", "4", "5", "6"]
    assert isinstance(error, DamagedArchive)


def test_bytes_between_members(tmp_path: Path):
    data = packed(*RECORDS[:3]) + b"nobody ordered this" * 5000 + packed(*RECORDS[3:])
    captures, (error,) = read(tmp_path, data)
    assert numbers(captures) == list("123456")
    assert "no record" in error.problem


def test_a_record_past_the_limit_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for module in (records, encodings):
        monkeypatch.setattr(module, "MAX_BYTES", 50_000)
    film = http(bytes(90_000), "Content-Type: video/mp4\r\n")
    bomb = http(gzip.compress(bytes(90_000)), HTML + "Content-Encoding: gzip\r\n")
    parts = [record(1), record(2, http(bytes(90_000))), record(3, film), record(4, bomb), record(5)]
    for data in (b"".join(parts), packed(*parts)):
        captures, errors = read(tmp_path, data)
        assert numbers(captures) == ["1", "5"]
        assert all(isinstance(error, TooLarge) for error in errors)
        assert [error.source[-2] for error in errors] == ["2", "4"]


def test_memory_stays_flat(tmp_path: Path):
    path = tmp_path / "long.warc"
    block = http(bytes(NOISE.choices(b"abc", k=200_000)))
    with path.open("wb") as file:
        for number in range(150):
            file.write(record(1, block, length=len(block) + 7 * (number % 10 == 3)))
    tracemalloc.start()
    taken = sum(not isinstance(item, Exception) for item in Collection([str(path)]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert taken == 135
    assert peak < 3_000_000


def test_an_archive_that_expands_beyond_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(members, "_EXPANDED_FREELY", 100_000)
    captures, (error,) = read(tmp_path, packed(record(1), record(2, bytes(1_000_000))))
    assert numbers(captures) == ["1"]
    assert isinstance(error, UnsafeArchive)


def test_too_much_damage_ends_it(tmp_path: Path):
    captures, errors = read(tmp_path, b"WARC/1.0\r\nX: y\r\n\r\n" * 3000)
    assert captures == []
    assert len(errors) == 1001
    assert "not read on" in str(errors[-1])


def test_without_the_library_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    real = builtins.__import__

    def without(name: str, *rest: object, **more: object) -> object:
        if name.startswith("fastwarc"):
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    (tmp_path / "kept.warc").write_bytes(record(1))
    (tmp_path / "page.txt").write_text("The ferry is late.")
    page, refused = sorted(Collection([str(tmp_path)]), key=lambda one: isinstance(one, Exception))
    assert isinstance(page, Capture)
    assert "run  pip install 'sayso[web]'" in str(refused)
