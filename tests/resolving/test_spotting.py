from __future__ import annotations

import pytest

from sayso.extracting.words import Words, segment
from sayso.resolving.spotting import again, around, headings, is_certain, is_name, runs

HEADING = "Harbour Bridge Stays Closed Until Spring"
BODY = "Mara Quill said on Friday that the harbour bridge stays closed until spring."


def phrase(text: str, words: Words, low: int, high: int) -> str:
    return text[words.starts[low] : words.ends[high - 1]]


def capitals(text: str) -> list[str]:
    words = segment(text)
    return [phrase(text, words, *run) for run in runs(text, words, headings(text, words))]


@pytest.mark.parametrize("heading", [HEADING, HEADING.upper(), "Mara Quill: Bridge to Stay Closed"])
def test_a_line_of_capitalised_words_is_a_heading(heading: str) -> None:
    text = f"{heading}\n\n{BODY}"
    words = segment(text)
    inside = headings(text, words)
    assert [
        text[start:end]
        for start, end, one in zip(words.starts, words.ends, inside, strict=True)
        if one
    ] == [text[a:b] for a, b in zip(words.starts, words.ends, strict=True) if b <= len(heading)]


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "The harbour bridge stays closed until spring",
        f"{HEADING}.",
        f"“{HEADING}”",
        "Mara Quill",
        "",
        "—",
    ],
)
def test_other_paragraphs_are_none(text: str) -> None:
    assert not headings(text, segment(text)).any()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("they met Mara Quill, Ulf Tarn and Ada.", ["Mara Quill", "Ulf Tarn", "Ada"]),
        ("they met J. R. Tarn and Mara E. Quill.", ["J. R. Tarn", "Mara E. Quill"]),
        ("they met Mara O’Dell and Ulf O'Dell.", ["Mara O’Dell", "Ulf O'Dell"]),
        ("the Upland Irrigators’ League met.", ["Upland Irrigators’ League"]),
        ("they met Ulf van Tarn and Zayd bin Harun.", ["Ulf van Tarn", "Zayd bin Harun"]),
        (
            "the old Mojar-e Khalvan met the Lower-Hathe Watch.",
            ["Mojar-e Khalvan", "Lower-Hathe Watch"],
        ),
        ("they met Mr. Quill at St. Dunmore.", ["Mr. Quill", "St. Dunmore"]),
        ("they met Mara.\n\nQuill left.", ["Mara", "Quill"]),
        ("they met Mara Quill I think.", ["Mara Quill"]),
        ("nobody was there.", []),
        (f"{HEADING}\n\nonly Mara Quill was there.", ["Mara Quill"]),
    ],
)
def test_capitals_that_follow_one_another_are_a_run(text: str, found: list[str]) -> None:
    assert capitals(text) == found


@pytest.mark.parametrize("name", ["Mara Quill", "NRL", "N.R.L", "Upland Irrigators’ League"])
def test_several_capitals_and_abbreviations_are_names(name: str) -> None:
    words = segment(name)
    assert is_name(name, words, 0, len(words))


@pytest.mark.parametrize("word", ["Mara", "Friday", "Monday October", "They", "AM", "TV", "PDF"])
def test_a_word_alone_and_the_calendar_are_none(word: str) -> None:
    words = segment(word)
    assert not is_name(word, words, 0, len(words))


@pytest.mark.parametrize(
    ("start", "end", "run"),
    [(0, 1, None), (2, 3, (2, 4)), (3, 4, (2, 4)), (2, 4, None), (3, 6, (2, 4)), (4, 5, None)],
)
def test_a_span_that_cuts_into_a_run(start: int, end: int, run: tuple[int, int] | None) -> None:
    assert around([(2, 4), (7, 9)], start, end) == run


def test_names_are_found_wherever_they_come_up_again() -> None:
    text = "Mara Quill met Mara. The NRL met Mara  Quill; nobody met mara quill or Marana."
    words = segment(text)
    names = [("Mara",), ("Mara", "Quill"), ("NRL",), ("Dunmore",)]
    assert [phrase(text, words, *run) for run in again(text, words, names)] == [
        "Mara Quill",
        "Mara",
        "NRL",
        "Mara  Quill",
    ]


@pytest.mark.parametrize(
    ("name", "certain"),
    [(("Quill",), True), (("Ada",), False), (("NRL",), True), (("Ada", "Brul"), True)],
)
def test_short_words_alone_are_no_certain_names(name: tuple[str, ...], certain: bool) -> None:
    assert is_certain(name) is certain
