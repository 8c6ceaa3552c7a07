from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sayso.exporting.markup import paragraphs
from sayso.exporting.segments import Mark, Role, lanes, segments

LENGTH = 60


@st.composite
def marks(draw: st.DrawFn) -> list[Mark]:
    ends = st.lists(st.integers(0, LENGTH), min_size=2, max_size=2, unique=True).map(sorted)
    made = draw(st.lists(st.tuples(ends, st.sampled_from(Role)), max_size=12))
    return [Mark(a, b, role, number) for number, ((a, b), role) in enumerate(made, 1)]


@given(marks(), st.sets(st.integers(-5, LENGTH + 5), max_size=5))
def test_segments_cover_the_text_and_know_every_mark_over_them(
    made: list[Mark], cuts: set[int]
) -> None:
    found = list(segments(0, LENGTH, made, cuts))
    assert found[0].start == 0
    assert found[-1].end == LENGTH
    assert all(a.end == b.start for a, b in pairwise(found))
    edges = {piece.start for piece in found}
    assert {cut for cut in cuts if 0 < cut < LENGTH} <= edges
    for piece in found:
        covering = {m for m in made if m.start <= piece.start and piece.end <= m.end}
        touching = {m for m in made if m.start < piece.end and piece.start < m.end}
        assert set(piece.marks) == covering == touching


def test_marks_outside_the_stretch_are_clipped() -> None:
    found = list(segments(10, 20, [Mark(0, 15, Role.CONTENT, 1), Mark(30, 40, Role.CUE, 1)]))
    assert [(one.start, one.end, one.numbers) for one in found] == [(10, 15, (1,)), (15, 20, ())]


@given(marks())
def test_contents_that_overlap_never_share_a_lane(made: list[Mark]) -> None:
    extents = [(mark.start, mark.end) for mark in made]
    given_lanes = lanes(extents)
    for i, (a, b) in enumerate(extents):
        for j, (c, d) in enumerate(extents[:i]):
            assert given_lanes[i] != given_lanes[j] or b <= c or d <= a


def test_an_outer_voice_lies_above_the_voices_within_it() -> None:
    assert lanes([(5, 9), (0, 20), (12, 20), (30, 40)]) == [1, 0, 1, 0]


@given(st.text(alphabet="ab \n\r\t\u2029", max_size=40))
def test_paragraphs_leave_out_nothing_but_white_space(text: str) -> None:
    blocks = paragraphs(text)
    inside = "".join(text[a:b] for a, b in blocks)
    assert "".join(inside.split()) == "".join(text.split())
    assert all(text[a:b] == text[a:b].strip() for a, b in blocks)


def test_blank_lines_part_paragraphs_and_single_line_ends_stay_within() -> None:
    text = "Signed,\nA\nB\r\n \r\nAfter"
    assert [text[a:b] for a, b in paragraphs(text)] == ["Signed,\nA\nB", "After"]
    lines = "A\nB\n"
    assert [lines[a:b] for a, b in paragraphs(lines)] == ["A", "B"]
