from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso import Document, Part, Span, SpanError


def document(text: str) -> Document:
    return Document("d", "0" * 64, text, "d.txt", "text/plain")


@pytest.mark.parametrize(("start", "end"), [(1, 1), (2, 1), (-1, 1)])
def test_a_span_is_never_empty_or_before_the_text(start: int, end: int):
    with pytest.raises(SpanError, match="0 <= start < end"):
        Span(start, end, "x" * max(end - start, 0))


def test_a_span_holds_as_much_text_as_it_says():
    with pytest.raises(SpanError, match="holds 2 code points where 3 are needed"):
        Span(0, 3, "ab")


def test_spans_sort_by_their_place():
    assert sorted([Span(4, 5, "b"), Span(0, 9, "a" * 9)])[0].start == 0


def test_offsets_count_code_points():
    assert document("👩‍👧 né").span(4, 6).text == "né"


def test_a_span_that_leaves_the_text_is_refused():
    with pytest.raises(SpanError, match="leaves the text, which has 3 code points"):
        document("abc").span(2, 4)


@given(st.text(min_size=1), st.data())
def test_every_span_holds_the_text_at_its_place(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = document(text).span(start, end)
    assert text[span.start : span.end] == span.text


class TestPart:
    part = document("“No,” she said, “never.”").part([[0, 5], [16, 24]])

    def test_it_joins_its_words_with_a_mark_for_the_gap(self):
        assert self.part.text == "“No,” […] “never.”"

    def test_it_knows_where_it_begins_and_ends(self):
        assert (self.part.start, self.part.end) == (0, 24)
        assert self.part.offsets == [[0, 5], [16, 24]]

    def test_it_is_a_sequence_of_spans(self):
        assert len(self.part) == 2
        assert self.part[1] == list(self.part)[1] == self.part[1:][0]

    @pytest.mark.parametrize("offsets", [[[2, 3], [0, 1]], [[0, 2], [1, 3]]])
    def test_its_spans_are_in_order_and_apart(self, offsets: list[list[int]]):
        with pytest.raises(SpanError, match="in order and apart"):
            document("abc").part(offsets)

    def test_its_spans_may_touch(self):
        assert document("abc").part([[0, 1], [1, 2]]).text == "a […] b"

    def test_an_empty_one_is_false_and_has_no_place(self):
        assert not Part()
        assert (Part().text, Part().offsets) == ("", [])
        for edge in ("start", "end"):
            with pytest.raises(SpanError, match="an empty part has no place"):
                getattr(Part(), edge)


def test_a_document_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        document("abc").text = "abd"  # type: ignore[misc]
