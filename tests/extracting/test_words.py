from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.extracting.words import Words, paragraph_breaks, segment

texts = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cs"]),
        st.sampled_from("abZ9_ \n\t\r\u00a0\u2028.,'’“”\"«»éßﬁ\u0301😀ع"),
    ),
    max_size=80,
)


def units(text: str) -> list[str]:
    words = segment(text)
    return [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)]


def quoted(text: str) -> list[str]:
    words = segment(text)
    return [unit for unit, flag in zip(units(text), words.quoted, strict=True) if flag]


def paragraphs(text: str) -> list[list[str]]:
    words = segment(text)
    found: list[list[str]] = [[]]
    for unit, is_break in zip(units(text), words.is_break, strict=True):
        if is_break:
            found.append([])
        else:
            found[-1].append(unit)
    return [paragraph for paragraph in found if paragraph]


def arrays(words: Words) -> list[int]:
    return [
        len(one)
        for one in (
            words.starts,
            words.ends,
            words.is_word,
            words.is_break,
            words.paragraph,
            words.quoted,
            words.shape,
        )
    ]


@given(texts)
def test_units_lie_in_the_text_in_order_and_apart(text: str) -> None:
    words = segment(text)
    assert set(arrays(words)) == {len(words)}
    assert (words.starts < words.ends).all()
    assert (words.ends[:-1] <= words.starts[1:]).all()
    if len(words):
        assert words.starts[0] >= 0
        assert words.ends[-1] <= len(text)


@given(texts)
def test_units_cover_all_that_is_not_space(text: str) -> None:
    words = segment(text)
    covered = {
        at for a, b in zip(words.starts, words.ends, strict=True) for at in range(int(a), int(b))
    }
    assert {at for at, char in enumerate(text) if not char.isspace()} <= covered


@given(texts)
def test_only_paragraph_breaks_are_made_of_space(text: str) -> None:
    words = segment(text)
    for unit, is_break in zip(units(text), words.is_break, strict=True):
        assert unit.isspace() == bool(is_break)


@given(texts)
def test_every_unit_of_a_quotation_and_no_other_is_quoted(text: str) -> None:
    words = segment(text)
    for start, flag in zip(words.starts, words.quoted, strict=True):
        assert bool(flag) == any(one.start <= start < one.end for one in words.quotations)


@given(texts, st.data())
def test_within_gives_the_units_that_overlap_a_stretch(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    words = segment(text)
    expected = [
        unit
        for unit in range(len(words))
        if start < end and words.starts[unit] < end and start < words.ends[unit]
    ]
    chosen = words.within(start, end)
    if start < end:
        assert list(range(chosen.start, chosen.stop)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mara's boat", ["Mara's", "boat"]),
        ("Mara’s boat", ["Mara’s", "boat"]),
        ("the dogs' den", ["the", "dogs", "'", "den"]),
        ("Tal-Oren, 3.5", ["Tal", "-", "Oren", ",", "3", ".", "5"]),
        ("well…“so”", ["well", "…", "“", "so", "”"]),
        ("قالت مارا", ["قالت", "مارا"]),
        ("no😀yes", ["no", "😀", "yes"]),
    ],
)
def test_words_keep_inner_apostrophes_and_other_marks_stand_alone(
    text: str, expected: list[str]
) -> None:
    assert units(text) == expected


def test_shape_tells_capitals_apart() -> None:
    assert segment("boat Mara NATO I 9").shape.tolist() == [0, 1, 2, 1, 0]


def test_units_know_whether_they_are_quoted() -> None:
    assert quoted("Mara said “we won” today.") == ["“", "we", "won", "”"]


def test_every_line_of_an_unwrapped_text_is_a_paragraph() -> None:
    text = "The boats are gone.\nThe nets are here.\n\nNobody came."
    assert paragraphs(text) == [
        ["The", "boats", "are", "gone", "."],
        ["The", "nets", "are", "here", "."],
        ["Nobody", "came", "."],
    ]


def test_only_blank_lines_end_paragraphs_of_a_wrapped_text() -> None:
    line = "The harbour master of Dunmore counted all the boats and wrote"
    block = "\n".join([line, line, line, "the end."])
    text = f"{block}\n\n{block}\n \n{block}"
    assert len(paragraphs(text)) == 3
    assert all(len(paragraph) == 36 for paragraph in paragraphs(text))


def test_a_quotation_over_wrapped_lines_is_one() -> None:
    line = "the harbour master of Dunmore counted all the boats and wrote"
    text = f"Mara said: “{line}\n{line}\n{line}\nthe end.”\n\nThe boats are gone."
    assert [text[one.start : one.end] for one in segment(text).quotations] == [
        text[text.index("“") : text.index("”") + 1]
    ]


def test_one_break_stands_for_any_number_of_blank_lines() -> None:
    text = "One.\n\n \n\nTwo."
    assert len(paragraph_breaks(text)) == 1
    assert segment(text).paragraph.tolist() == [0, 0, 1, 1, 1]


@pytest.mark.parametrize("text", ["", " ", " \t\u00a0 "])
def test_nothing_but_space_has_no_units(text: str) -> None:
    assert len(segment(text)) == 0
