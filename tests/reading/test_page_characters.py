"""Characters that no XML tree can hold, written out or as references, do no harm."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso import Document, ReadingError
from sayso.reading import read_bytes

SENTENCE = "The keepers of the weir say that nobody from the office in Grennick came to look."


def page(middle: str) -> bytes:
    return (
        "<!DOCTYPE html><html><head><title>Gate stays shut</title></head><body><article>"
        f"<p>{SENTENCE}</p><p>They wrote: {middle} and no more, she said.</p>"
        f"<p>Nobody else in Oskerry wished to speak of it.</p></article></body></html>"
    ).encode()


def read(middle: str) -> Document:
    return read_bytes(page(middle), source="page.html")


@pytest.mark.parametrize(
    "written", ["\x00", "\x01", "\x1f", "\uffff", "&#0;", "&#1;", "&#x1F;", "&#xD800;", "&#55296"]
)
def test_one_that_is_none_becomes_a_mark_and_is_reported(written: str):
    document = read(f"[{written}]")
    assert "wrote: [\ufffd] and" in document.text
    assert any("1 character(s)" in line and "U+FFFD" in line for line in document.warnings)


@pytest.mark.parametrize("written", ["&#1114112;", "&#9999999;", "&#xFFFFFF;"])
def test_a_number_past_the_last_character_becomes_a_mark(written: str):
    assert "wrote: [\ufffd] and" in read(f"[{written}]").text


@pytest.mark.parametrize(
    ("written", "character"),
    [("&#8217;", "’"), ("&#x2019;", "’"), ("&rsquo;", "’"), ("&#146;", "’"), ("&#x1F600;", "😀")],
)
def test_a_reference_is_read_as_a_browser_reads_it(written: str, character: str):
    document = read(f"[{written}]")
    assert f"wrote: [{character}] and" in document.text
    assert document.warnings == ()


@pytest.mark.parametrize("tag", ["script", "style", "svg"])
def test_one_beside_what_is_taken_out_is_harmless(tag: str):
    assert "no more, she said" in read(f"\x01<{tag}>x</{tag}>\x02&#3;<br><br>\x04").text


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=40) | st.text("<>&#;x0\x001sb/!-'\"", max_size=40))
def test_anything_between_gives_a_text_that_can_be_written(middle: str):
    data = page(middle.encode("utf-8", "replace").decode())
    try:
        document = read_bytes(data, source="page.html")
    except ReadingError:
        return
    assert document.text.encode("utf-8")
    assert "\x00" not in document.text
    assert read_bytes(data, source="page.html") == document
