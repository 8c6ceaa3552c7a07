from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import parts, run

from sayso.extracting.nesting import parents, unquoted
from sayso.extracting.parts import Parts
from sayso.extracting.words import segment

runs = st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda pair: (pair[0], sum(pair)))
contents = st.lists(runs, min_size=1, max_size=3).map(
    lambda many: tuple(
        one
        for at, one in enumerate(sorted(many))
        if at == 0 or one[0] >= max(end for _, end in sorted(many)[:at])
    )
)
cues = st.lists(runs, max_size=1).map(tuple)


@st.composite
def hand_made(draw: st.DrawFn) -> Parts:
    return Parts((), draw(cues), draw(contents))


def test_a_parent_holds_cue_and_content() -> None:
    text = "The letter says that Mara Quill said that the boats are gone."
    outer = parts(
        text,
        source="The letter",
        cue="says",
        content=["that Mara Quill said that the boats are gone"],
    )
    inner = parts(text, source="Mara Quill", cue="said", content=["that the boats are gone"])
    assert parents([outer, inner]) == [None, 0]
    assert parents([inner, outer]) == [1, None]


def test_the_parent_is_the_nearest_of_all_that_hold_it() -> None:
    text = "The letter says that Mara said that Ulf thinks that the boats are gone."
    every = [
        parts(text, cue="says", content=["that Mara said that Ulf thinks that the boats are gone"]),
        parts(text, cue="said", content=["that Ulf thinks that the boats are gone"]),
        parts(text, cue="thinks", content=["that the boats are gone"]),
    ]
    assert parents(every) == [None, 0, 1]


def test_neighbours_have_no_parents() -> None:
    text = "Mara said that the boats are gone. Ulf said that the nets are here."
    every = [
        parts(text, source="Mara", content=["that the boats are gone"]),
        parts(text, source="Ulf", content=["that the nets are here"]),
    ]
    assert parents(every) == [None, None]


def test_a_cue_outside_is_not_held() -> None:
    text = "“The boats are gone and the nets are here,” said Mara, and Ulf agreed."
    every = [
        parts(text, cue="said", content=["“The boats are gone and the nets are here,”"]),
        parts(text, cue="agreed", content=["the nets are here"]),
    ]
    assert parents(every) == [None, None]


def test_the_second_piece_of_a_split_content_is_a_parent_too() -> None:
    text = "“The boats are gone,” said Mara, “and Ulf says that the nets are here.”"
    every = [
        parts(
            text,
            cue="said",
            content=["“The boats are gone,”", "“and Ulf says that the nets are here.”"],
        ),
        parts(text, cue="says", content=["that the nets are here"]),
    ]
    assert parents(every) == [None, 0]


def test_nothing_has_no_parents() -> None:
    assert parents([]) == []


@given(st.lists(hand_made(), max_size=8))
def test_parents_never_go_in_a_circle(found: list[Parts]) -> None:
    above = parents(found)
    assert len(above) == len(found)
    for index in range(len(found)):
        seen = set()
        one: int | None = index
        while one is not None:
            assert one not in seen
            seen.add(one)
            one = above[one]


def quoted_after(text: str, content: str) -> str:
    """The words that count as quoted to a reader of the content alone."""
    words = segment(text)
    inner = unquoted(text, words, [run(text, words, content)])
    return " ".join(
        text[a:b] for a, b, flag in zip(words.starts, words.ends, inner.quoted, strict=True) if flag
    )


@pytest.mark.parametrize(
    "content",
    [
        "“My brother said, ‘The boats are gone,’ and wept.”",
        "“My brother said, «The boats are gone,» and wept.”",
        '«My brother said, "The boats are gone," and wept.»',
    ],
)
def test_marks_within_a_quotation_count_once_it_is_read_alone(content: str) -> None:
    assert "The boats are gone" in quoted_after(f"{content} This was Mara.", content)
    assert "brother" not in quoted_after(f"{content} This was Mara.", content)


def test_other_quotations_keep_their_marks() -> None:
    text = "“Boats come and go,” said Mara. “Nets stay,” said Ulf."
    assert quoted_after(text, "“Boats come and go,”") == "“ Nets stay , ”"


def test_a_content_without_marks_is_read_as_it_stands() -> None:
    text = "Mara said that the boats “are gone” for good."
    words = segment(text)
    inner = unquoted(text, words, [run(text, words, "that the boats “are gone” for good")])
    assert (inner.quoted == words.quoted).all()
    assert inner.quotations == words.quotations


def test_reading_a_content_alone_leaves_the_words_as_they_were() -> None:
    text = "“My brother said, ‘The boats are gone,’ and wept.”"
    words = segment(text)
    before = words.quoted.copy()
    unquoted(text, words, [(0, len(words))])
    assert (words.quoted == before).all()
