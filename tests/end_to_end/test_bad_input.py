"""One call with everything that goes wrong in it, and a good report in between."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

PDFS = Path(__file__).parents[1] / "reading" / "fixtures"
SAID = "Mara Quill said that the boats had left the harbour before the storm came."
GOOD = f"The harbour of Osterlund was empty.\n\n{SAID}\n"
SOFT_ERROR = (
    "<html><head><title>404 Not Found</title></head>"
    "<body><h1>Not found</h1><p>Sorry, it is not here.</p></body></html>"
)
NO_ARTICLE = (
    "<!DOCTYPE html><html><head><title>x</title></head><body><div id=app></div></body></html>"
)
BRETON = (
    "Ar vagizi a oa aet kuit eus ar porzh a-raok ar gorventenn, eme an holl dud a oa eno "
    "dec'h d'an noz, ha den ebet ne ouie pelec'h e oant aet goude-se gant o fesketaerien."
)


@dataclass(frozen=True)
class Told:
    """What one call wrote: its status, its lines of complaint, its documents by source."""

    status: int
    complaints: list[str]
    read: dict[str, Any]

    def about(self, source: str) -> str:
        """The only complaint about a source."""
        [line] = [one for one in self.complaints if one.startswith(f"sayso: {source}: ")]
        return line


def call(*sources: str) -> Told:
    done = subprocess.run(
        [sys.executable, "-m", "sayso", "read", "--format", "jsonl", *sources],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    rows = [json.loads(line) for line in done.stdout.split("\n") if line]
    return Told(done.returncode, done.stderr.splitlines(), {row["source"]: row for row in rows})


class Answering(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/soft" else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(SOFT_ERROR.encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def bad(site: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The name of each source that cannot be read."""
    folder = tmp_path_factory.mktemp("bad")
    (folder / "folder").mkdir()
    written = {
        "empty": b"",
        "blank": b" \n\n\t \n",
        "random": random.Random(7).randbytes(50_000),
        "no article": NO_ARTICLE.encode(),
        "half a character": GOOD.encode() + b"\n\xed\xa0\x80\n" + SAID.encode(),
        "cut PDF": (PDFS / "two_columns.pdf").read_bytes()[:300],
    }
    names = {}
    for number, (name, data) in enumerate(written.items()):
        path = folder / f"{number}{'.html' if name == 'no article' else ''}"
        path.write_bytes(data)
        names[name] = str(path)
    return {
        **names,
        "encrypted PDF": str(PDFS / "encrypted.pdf"),
        "scanned PDF": str(PDFS / "scanned.pdf"),
        "folder": str(folder / "folder"),
        "missing": str(folder / "missing.txt"),
        "dead address": "http://127.0.0.1:9/report",
        "error page": f"{site}/soft",
        "not found": f"{site}/gone",
    }


@pytest.fixture(scope="module")
def told(bad: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Told:
    good = tmp_path_factory.mktemp("good") / "good.txt"
    good.write_text(GOOD, encoding="utf-8")
    names = list(bad.values())
    return call(*names[:6], str(good), *names[6:])


def test_the_status_is_one_and_the_good_report_is_read(told: Told) -> None:
    assert told.status == 1
    [row] = told.read.values()
    assert row["text"] == GOOD
    assert [one["source_text"] for one in row["attributions"]] == [["Mara Quill"]]


def test_every_bad_source_has_one_line_and_no_other_is_written(
    told: Told, bad: dict[str, str]
) -> None:
    assert len(told.complaints) == len(bad)


@pytest.mark.parametrize(
    ("which", "what", "remedy"),
    [
        ("empty", "it is empty", "check"),
        ("blank", "white space", "check"),
        ("random", "text", "give"),
        ("no article", "no report", "save the page"),
        ("half a character", "U+D800", "save the text again as UTF-8"),
        ("cut PDF", "PDF", ""),
        ("encrypted PDF", "password", "save"),
        ("scanned PDF", "pictures", "ocrmypdf"),
        ("folder", "folder", "files in it"),
        ("missing", "no such file", "check the name"),
        ("dead address", "refused", "check"),
        ("error page", "404", ""),
        ("not found", "404", "check"),
    ],
)
def test_the_line_names_the_source_what_is_wrong_and_what_to_do(
    told: Told, bad: dict[str, str], which: str, what: str, remedy: str
) -> None:
    line = told.about(bad[which])
    assert what in line
    assert remedy in line.rpartition(";")[2]


def test_a_language_the_weights_do_not_know_is_read_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(BRETON, encoding="utf-8")
    told = call(str(path))
    assert told.status == 0
    [line] = told.complaints
    assert line.startswith(f"sayso: {path}: warning: the weights were trained on English")
    assert "check all of it" in line
    assert told.read[str(path)]["warnings"]


@pytest.mark.parametrize(
    "middle",
    [
        pytest.param("“ " * 50_000, id="50,000 opening marks"),
        pytest.param("” " * 50_000, id="50,000 closing marks"),
        pytest.param('" ' * 50_001, id="50,001 straight marks"),
        pytest.param("a" * 100_000, id="a word of 100,000 letters"),
        pytest.param("🚢👩‍🚒" * 500, id="emoji"),
        pytest.param("قال محمد إن القوارب غادرت. " * 3, id="Arabic"),
    ],
)
def test_odd_text_is_read_around(tmp_path: Path, middle: str) -> None:
    path = tmp_path / "odd.txt"
    path.write_text(f"{GOOD}\n{middle}\n\n{SAID}\n", encoding="utf-8")
    told = call(str(path))
    assert told.status == 0
    found = [one["source_text"] for one in told.read[str(path)]["attributions"]]
    assert found[:1] == found[-1:] == [["Mara Quill"]]


def test_a_page_of_five_megabytes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    scripts = "<script>" + "x = 1; " * 700_000 + "</script>"
    paragraphs = f"<p>{SAID}</p>" * 300
    path.write_text(
        f"<html><head><title>Boats</title>{scripts}</head>"
        f"<body><article>{paragraphs}</article></body></html>"
    )
    told = call(str(path))
    assert told.status == 0
    assert told.complaints == []
    assert told.read[str(path)]["attributions"]
