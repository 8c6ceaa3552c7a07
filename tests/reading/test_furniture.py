"""What taking a page apart leaves behind is mended, and quickly."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.furniture import (
    furniture_spans,
    mend_brackets,
    without_doubled_headline,
    without_furniture,
)

PARAGRAPH = "The keepers of the weir say that nobody from the office in Grennick came to look."


@pytest.mark.parametrize(
    ("left", "mended"),
    [
        ("a letter by Hanno Brisk (, to the Minister", "a letter by Hanno Brisk, to the Minister"),
        ("Hanno Brisk (; the keeper", "Hanno Brisk; the keeper"),
        ("Hanno Brisk (, 1996) said", "Hanno Brisk (1996) said"),
        ("the letter ( ) said", "the letter said"),
        ("the letter (()) said", "the letter said"),
        ("the letter ((, said", "the letter, said"),
        ("the League (LUI, UIL) denies it (in part)", "the League (LUI, UIL) denies it (in part)"),
        ("one ( two\nthree ) four", "one ( two\nthree ) four"),
    ],
)
def test_brackets_of_links_without_text_are_mended(left: str, mended: str):
    assert mend_brackets(left) == mended


@given(st.text("ab(),; \n", max_size=40))
def test_no_hole_is_left_in_any_text(text: str):
    mended = mend_brackets(text)
    tight = mended.replace(" ", "")
    assert not any(hole in tight for hole in ("(,", "(;", "()"))
    assert [c for c in mended if c in "ab\n"] == [c for c in text if c in "ab\n"]


@given(st.text("ab,; .\n", max_size=40))
def test_a_text_without_brackets_is_left_alone(text: str):
    assert mend_brackets(text) == text


def test_blocks_of_furniture_are_left_out():
    blocks = [
        PARAGRAPH,
        "Share this",
        PARAGRAPH,
        "Related posts",
        "Ice on the Tolm\nBus to Oskerry",
    ]
    assert without_furniture(blocks) == [PARAGRAPH, PARAGRAPH]


def test_the_headline_is_kept_once_though_a_byline_stands_between():
    blocks = ["Gate stays shut", "By Wenna Tarrish", "GATE STAYS SHUT", PARAGRAPH]
    assert without_doubled_headline(blocks) == ["Gate stays shut", "By Wenna Tarrish", PARAGRAPH]


def test_a_line_that_comes_back_far_below_the_headline_stays():
    blocks = ["No water", PARAGRAPH, PARAGRAPH, PARAGRAPH, "No water"]
    assert without_doubled_headline(blocks) == blocks


def test_a_headline_under_a_heading_at_the_top_is_no_teaser():
    text = f"Latest news\n\nGate stays shut\n\n{PARAGRAPH}\n"
    assert furniture_spans(text) == [(0, len("Latest news"))]


@pytest.mark.parametrize(
    "text",
    [
        "(" * 100_000 + "," * 100_000,
        "( " * 100_000 + ") " * 100_000,
        "Related posts\n" * 30_000,
        "Tags: " + "x" * 500_000,
        " \n" * 200_000,
        "share " * 50_000,
    ],
    ids=["open", "nested", "headings", "long line", "blank", "bar"],
)
def test_any_text_takes_time_in_proportion(text: str):
    begun = time.perf_counter()
    furniture_spans(text)
    mend_brackets(text)
    assert time.perf_counter() - begun < 5
