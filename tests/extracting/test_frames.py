"""Sentences whose form alone tells what is attributed."""

from __future__ import annotations

import numpy as np
import pytest
from making import parts

from sayso.extracting.decoding import Found
from sayso.extracting.frames import bare, frames, with_frames
from sayso.extracting.words import segment


def framed(text: str) -> list[tuple[str, str]]:
    """The cue and the content of each frame."""
    words = segment(text)

    def of(run: tuple[int, int]) -> str:
        return text[words.starts[run[0]] : words.ends[run[1] - 1]]

    return [(of(one.cue), of(one.content)) for one in frames(text, words)]


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        (
            "It rained. Both sides had been informed of the route, Breadline Relief has stated.",
            "has stated",
            "Both sides had been informed of the route",
        ),
        (
            "The gate stood open all night, the port's own inspector said on Monday. It rained.",
            "said",
            "The gate stood open all night",
        ),
        (
            "It rained.\nAs the Sall Gazette has it, there are men at the lock who cannot swim.",
            "has it",
            "there are men at the lock who cannot swim.",
        ),
        (
            "As the fan site Away End has revealed, the owner has pledged the ground. It rained.",
            "has revealed",
            "the owner has pledged the ground.",
        ),
    ],
)
def test_the_rest_of_the_sentence_is_the_content(text: str, cue: str, content: str) -> None:
    assert framed(text) == [(cue, content)]


@pytest.mark.parametrize(
    "text",
    [
        "The gate stood open, and the inspector said that it was nobody's fault.",
        "“The gate stood open all night,” Mara Quill said.",
        "Well, she said.",
        "They mended the gate, the lock and the weir.",
    ],
)
def test_other_sentences_are_no_frames(text: str) -> None:
    assert framed(text) == []


def test_a_name_speaks_in_a_frame_where_nothing_was_found() -> None:
    text = "Nine children fell ill in Sall, the organisation Fever Watch states."
    words = segment(text)
    (one,) = with_frames([], frames(text, words))
    assert [text[words.starts[low] : words.ends[high - 1]] for low, high in one.source] == [
        "the organisation Fever Watch"
    ]
    nobody = "Nine children fell ill in Sall, a nurse states."
    assert with_frames([], frames(nobody, segment(nobody))) == []


def test_content_from_outside_the_frame_is_left_alone() -> None:
    text = "It rained. The gate stood open all night, Mara Quill said."
    words = segment(text)
    said = {"source": "Mara Quill", "cue": "said"}
    one = parts(text, **said, content=["It rained. The gate stood open"])
    assert with_frames([one], frames(text, words)) == [one]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The dome leaks every night, he agreed at once; it rained.", "The dome leaks every night"),
        ("When the bell rang at noon, he agreed.", None),
    ],
)
def test_a_cue_without_a_content_has_the_rest_of_its_sentence(
    text: str, content: str | None
) -> None:
    words = segment(text)
    unit = words.within(text.index("agreed"), text.index("agreed") + 6).start
    cue = Found(unit, unit, unit, 0.9, np.zeros(1, dtype=np.int64), np.ones((1, 4), np.float32))
    found = bare(text, words, cue, frames(text, words))
    assert [
        text[words.starts[low] : words.ends[high - 1]] for one in found for low, high in one.content
    ] == ([content] if content else [])
