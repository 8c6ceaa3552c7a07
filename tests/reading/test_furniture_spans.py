"""Furniture is found in any text, and paragraphs are never taken for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading import furniture_spans

REPORT = (
    "Keepers back families over Weir Seven\n\n"
    "The gate was shut all summer, said Ilse Maradine, a weaver from the village below it.\n\n"
    "She concluded: “It is only fair to ask them to open it.”\n"
)


def stretches(text: str) -> list[str]:
    return [text[start:end] for start, end in furniture_spans(text)]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_related_posts_and_the_teasers_under_them_are_one_stretch(end: str):
    tail = (
        "Related posts\n\nThe great gathering of the League in Tirel\n\n"
        "Wenna Tarrish: My new mother had seen the sea in me"
    )
    text = (REPORT + "\n" + tail).replace("\n", end)
    assert stretches(text) == [tail.replace("\n", end)]


@pytest.mark.parametrize(
    "line",
    [
        "Related posts",
        "RELATED ARTICLES:",
        "You may also like",
        "Read more",
        "Share this",
        "Share this:",
        "Share on Facebook",
        "Tags: weir, Grennick, water",
        "Read more: Gate shut again",
        "Facebook Twitter Email",
    ],
)
def test_a_line_of_furniture_at_the_end_is_found(line: str):
    assert stretches(f"{REPORT}\n{line}\n") == [line]


@pytest.mark.parametrize(
    "paragraph",
    [
        "The minister denied it.",
        "“Nobody told me,” the minister said on Tuesday, and left the room without another word.”",
        "The ministry said in a statement that it would look into the matter before the end of "
        "the year, and that the families would be told of what it found.",
    ],
)
def test_a_paragraph_ends_the_furniture(paragraph: str):
    text = f"{REPORT}\nRelated posts\n\nGate shut again in Tirel\n\n{paragraph}\n\n{paragraph}\n"
    assert stretches(text) == ["Related posts\n\nGate shut again in Tirel"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Share this with your neighbours before they shut the gate, she told the meeting.",
        "Related posts were removed from the page, according to the League.",
        "Read more of the letter and you will see that it says nothing of the sort.",
        "Tags on the gauges show the year in which they were set.",
    ],
)
def test_a_sentence_that_begins_like_furniture_is_none(sentence: str):
    assert stretches(f"{REPORT}\n{sentence}\n") == []


def test_a_text_without_furniture_has_no_spans():
    assert furniture_spans(REPORT) == []
    assert furniture_spans("") == []


@given(
    st.lists(
        st.sampled_from(
            [
                "Related posts",
                "Share this",
                "Tags: a, b",
                "Gate shut again",
                "He denied it.",
                "",
                "\u2028",
            ]
        )
        | st.text(max_size=30),
        max_size=12,
    )
)
def test_spans_are_whole_lines_in_order_and_apart_and_end_no_sentence(lines: list[str]):
    text = "\n".join(lines)
    place = 0
    for start, end in furniture_spans(text):
        assert place <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert "He denied it." not in text[start:end].splitlines()
        place = end
