"""Pages that are huge, endlessly nested or set as traps are read in bounded time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from sayso import Document, NoArticle, ReadingError
from sayso.reading import read_bytes

SENTENCE = "The keepers say that the gate was shut on nineteen days, and that nobody came to look. "
REPORT = f"<p>{SENTENCE * 4}</p>"
SECONDS = 30.0  # for the slowest of machines; the aim is a tenth of it
FIVE_MB = 5_000_000


def read(body: str) -> Document:
    page = f"<!DOCTYPE html><html><head><title>Gate</title></head><body>{body}</body></html>"
    return read_bytes(page.encode("utf-8", "surrogatepass"), source="page.html")


def filled(piece: str, size: int = FIVE_MB) -> str:
    return piece * (size // len(piece))


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<article>{filled(REPORT)}</article>", id="paragraphs"),
        pytest.param(f"<p>{filled(SENTENCE)}</p>", id="one paragraph"),
        pytest.param(f"{REPORT}<script>{filled('x=1;')}</script>", id="script"),
        pytest.param(
            f"{REPORT}<p>{filled('<b>The</b> gate was <i>shut</i>, he said. ', 1_000_000)}</p>",
            id="bold",
        ),
        pytest.param(f"{REPORT}{'<p>“' * 50_000}", id="quotation marks"),
        pytest.param(f"{REPORT}{filled('<')}", id="brackets"),
    ],
)
def test_a_huge_page_is_read_in_bounded_time(body: str):
    begin = time.monotonic()
    assert "nobody came to look." in read(body).text
    assert time.monotonic() - begin < SECONDS


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "ul><li", "table><tr><td", "section"])
@pytest.mark.parametrize("depth", [300, 3000, 20_000])
def test_deep_nesting_is_harmless(tag: str, depth: int):
    try:
        text = read(f"<{tag}>" * depth + REPORT).text
    except NoArticle:
        assert depth > 3000 or tag.startswith("table")
    else:
        assert "nobody came to look." in text


def test_entities_are_not_expanded():
    bomb = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    bomb += "".join(
        f'<!ENTITY c{n} "&{"b" if n == 0 else f"c{n - 1}"};' * 9 + '">' for n in range(9)
    )
    page = f"{bomb}]><html><body>{REPORT}<p>{SENTENCE}&c8;</p></body></html>"
    assert len(read_bytes(page.encode(), source="page.html").text) < 2000


def test_a_file_named_in_an_entity_is_not_read(tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words")
    page = (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
        f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{REPORT}<p>{SENTENCE}&s;</p></body></html>'
    )
    assert "secret words" not in read_bytes(page.encode(), source="page.xhtml").text


def test_a_nul_does_not_end_the_page():
    text = read(f"{REPORT}<p>One\x00 more thing, she said.</p><p>The gate is open now.</p>").text
    assert text.endswith(" more thing, she said.\n\nThe gate is open now.")


@pytest.mark.parametrize("cut", range(17, 400, 23))
def test_a_page_cut_anywhere_gives_what_is_there_or_a_reading_error(cut: int):
    head = "<!DOCTYPE html><html><head><title>G &amp; H</title></head><body>"
    try:
        text = read_bytes(f"{head}{REPORT}"[:cut].encode(), source="page.html").text
    except ReadingError:
        text = ""
    assert text == "" or (cut > len(head) and text in SENTENCE * 4)
