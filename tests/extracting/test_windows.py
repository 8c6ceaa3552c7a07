from __future__ import annotations

import random
from itertools import accumulate, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from sayso.extracting.windows import (
    BREAK,
    FIRST,
    LAST,
    UNKNOWN,
    Pieces,
    Window,
    lay,
    to_pieces,
    windows,
)
from sayso.extracting.words import Words, segment

MOST_PIECES = 4

texts = st.lists(
    st.sampled_from(
        ["boat", "Mara", "said", "harbour", ",", ".", "”", "“", "\n", "😀", "عاد", "it's"]
    ),
    max_size=120,
).map(" ".join)
sizes = st.tuples(st.integers(MOST_PIECES, 8), st.integers(MOST_PIECES, 30))


def pieces_of(lengths: list[int]) -> Pieces:
    first = np.asarray([0, *accumulate(lengths)], dtype=np.int32)
    unit = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    return Pieces(ids=np.arange(len(unit), dtype=np.int32), unit=unit, first=first)


def cut(text: str, size: int, context: int, lengths: list[int] | None = None) -> list[Window]:
    words = segment(text)
    pieces = pieces_of(lengths or [1] * len(words))
    return list(windows(text, words, pieces, size, context))


@st.composite
def cuttings(draw: st.DrawFn) -> tuple[str, Words, Pieces, int, int]:
    text = draw(texts)
    words = segment(text)
    lengths = draw(st.lists(st.integers(1, MOST_PIECES), min_size=len(words), max_size=len(words)))
    context, core = draw(sizes)
    return text, words, pieces_of(lengths), core + 2 * context, context


@given(cuttings())
def test_cores_tile_the_text(cutting: tuple[str, Words, Pieces, int, int]) -> None:
    found = list(windows(*cutting))
    assert [0, *(one.stop for one in found)] == [
        *(one.first for one in found),
        len(cutting[1]),
    ]
    assert all(one.first < one.stop for one in found)


@given(cuttings())
def test_windows_hold_their_core_and_lie_in_the_text(
    cutting: tuple[str, Words, Pieces, int, int],
) -> None:
    for one in windows(*cutting):
        assert 0 <= one.start <= one.first < one.stop <= one.end <= len(cutting[1])


@given(cuttings())
def test_windows_fit_the_size(cutting: tuple[str, Words, Pieces, int, int]) -> None:
    _, _, pieces, size, _ = cutting
    for one in windows(*cutting):
        assert pieces.first[one.end] - pieces.first[one.start] <= size


@given(cuttings(), st.data())
def test_windows_of_a_stretch_tile_it_and_see_nothing_else(
    cutting: tuple[str, Words, Pieces, int, int], data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(cutting[1])))
    stop = data.draw(st.integers(start, len(cutting[1])))
    found = list(windows(*cutting, slice(start, stop)))
    assert [start, *(one.stop for one in found)] == [*(one.first for one in found), stop]
    assert all(start <= one.start and one.end <= stop for one in found)


def test_a_short_text_is_one_window() -> None:
    assert cut("The boats are gone.", 40, 8) == [Window(0, 5, 0, 5)]


def test_a_unit_too_long_for_the_context_stays_out_of_it() -> None:
    assert cut("boats and a harbour", 4, 1, [1, 1, 2, 1])[0] == Window(0, 2, 0, 2)


def test_an_empty_text_has_no_windows() -> None:
    assert cut("", 40, 8) == []


def test_a_unit_too_long_for_any_window_is_a_core_of_its_own() -> None:
    found = cut("one enormous word", 10, 2, [1, 50, 1])
    assert [(one.first, one.stop) for one in found] == [(0, 1), (1, 2), (2, 3)]


def test_a_core_ends_at_a_paragraph_break_where_there_is_one() -> None:
    text = "\n".join(["Mara Quill counted the boats in the harbour."] * 20)
    words = segment(text)
    inner = cut(text, 60, 5)[:-1]
    assert inner
    assert all(words.is_break[one.stop - 1] for one in inner)


def test_a_core_ends_at_the_end_of_a_sentence_where_no_paragraph_ends() -> None:
    text = " ".join(["Mara Quill counted the boats in the harbour."] * 20)
    words = segment(text)
    inner = cut(text, 60, 5)[:-1]
    assert inner
    assert all(text[words.ends[one.stop - 1] - 1] == "." for one in inner)


@pytest.mark.parametrize("seed", range(5))
def test_a_passage_is_cut_the_same_way_wherever_it_stands(seed: int) -> None:
    made = random.Random(seed)

    def paragraphs(count: int) -> str:
        return "".join(
            " ".join(
                "".join(made.choices("abcdefgh", k=made.randint(2, 8)))
                for _ in range(made.randint(8, 30))
            )
            + ".\n"
            for _ in range(count)
        )

    passage = paragraphs(300)
    before, after = paragraphs(7), paragraphs(5)

    def cuts(text: str, shift: int) -> set[int]:
        words = segment(text)
        found = cut(text, 380, 40)
        return {int(words.starts[one.first]) - shift for one in found}

    alone = cuts(passage, 0)
    within = cuts(before + passage + after, len(before))
    middle = range(len(passage) // 2, len(passage) - 4000)
    assert alone & set(middle)
    assert alone & set(middle) == within & set(middle)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    letters = "abcdefghijklmnopqrstuvwxyz"
    known = ["[PAD]", "[UNK]", *letters, *(f"##{letter}" for letter in letters), ".", ","]
    made = Tokenizer(
        models.WordPiece({piece: at for at, piece in enumerate(known)}, unk_token="[UNK]")
    )
    made.normalizer = normalizers.BertNormalizer()
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made


@given(
    text=st.text(
        st.one_of(
            st.characters(exclude_categories=["Cs"]),
            st.sampled_from("abMQ \n.,“”'’\u0301\u200b\ufeff\x00中é"),
        ),
        max_size=60,
    )
)
def test_every_unit_has_a_word_piece(tokenizer: Tokenizer, text: str) -> None:
    words = segment(text)
    pieces = to_pieces(tokenizer, text, words)
    assert len(pieces.ids) == len(pieces.unit)
    assert sorted(set(pieces.unit.tolist())) == list(range(len(words)))
    assert (np.diff(pieces.unit) >= 0).all()
    assert pieces.first[-1] == len(pieces.unit)
    assert all(low < high for low, high in pairwise(pieces.first.tolist()))


def test_word_pieces_belong_to_the_units_they_stand_in(tokenizer: Tokenizer) -> None:
    text = "ab's c.\n\n中"
    words = segment(text)
    pieces = to_pieces(tokenizer, text, words)
    assert np.diff(pieces.first).tolist() == [4, 1, 1, 1, 1]
    assert pieces.ids[pieces.first[3]] == BREAK


def test_a_unit_that_the_tokenizer_drops_is_unknown(tokenizer: Tokenizer) -> None:
    text = "ab \u200b cd"
    pieces = to_pieces(tokenizer, text, segment(text))
    assert pieces.ids[pieces.first[1]] == UNKNOWN


def test_a_window_is_laid_out_between_the_first_and_the_last_piece() -> None:
    text = "Mara “counts boats”.\nThen rests."
    words = segment(text)
    laid = lay(words, pieces_of([1] * len(words)), Window(0, 6, 0, 6), 20)
    assert laid.ids.tolist() == [FIRST, 0, 1, 2, 3, 4, 5, LAST]
    assert len(set(laid.types[2:6])) == 1  # the quoted units
    assert laid.types[2] != laid.types[6]
    later = lay(words, pieces_of([1] * len(words)), Window(7, 10, 7, 10), 20)
    assert later.ids.tolist() == [FIRST, 7, 8, 9, LAST]
    assert later.heads.tolist() == [1, 2, 3]
    assert later.paragraph.tolist() == [1, 1, 1]
