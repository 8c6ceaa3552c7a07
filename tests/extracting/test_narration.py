from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import attribution, document, place

from sayso import Attribution
from sayso.extracting.narration import narration


def left(
    text: str,
    attributions: list[Attribution] | None = None,
    out: list[tuple[int, int]] | None = None,
) -> list[str]:
    return [span.text for span in narration(document(text), attributions or [], out or [])]


def test_a_text_without_attributions_is_all_narration() -> None:
    assert left("The boats are gone.") == ["The boats are gone."]


def test_source_cue_and_content_are_no_narration() -> None:
    text = "The boats left at dawn. Mara Quill said that the nets were empty. Nobody came back."
    one = attribution(
        text, "a1", source="Mara Quill", cue="said", content=["that the nets were empty"]
    )
    assert left(text, [one])[0] == "The boats left at dawn."
    assert not any(word in " ".join(left(text, [one])) for word in ("Mara", "said", "empty"))


def test_both_pieces_of_a_split_quotation_are_left_out() -> None:
    text = "“The nets,” she said, “were empty.” The boats left at dawn."
    one = attribution(
        text, "a1", source="she", cue="said", content=["“The nets,”", "“were empty.”"]
    )
    assert left(text, [one]) == ["The boats left at dawn."]


def test_a_stretch_ends_with_its_paragraph() -> None:
    assert left("The boats are gone.\n\nThe nets are here.") == [
        "The boats are gone.",
        "The nets are here.",
    ]


def test_a_short_paragraph_of_its_own_is_narration() -> None:
    assert left("Dunmore\nThe boats are gone.") == ["Dunmore", "The boats are gone."]


def test_a_scrap_beside_an_attribution_is_left_out() -> None:
    text = "On Friday, Mara Quill said that the nets were empty."
    one = attribution(
        text, "a1", source="Mara Quill", cue="said", content=["that the nets were empty."]
    )
    assert left(text, [one]) == []


def test_furniture_is_no_narration() -> None:
    text = "The boats are gone.\nRelated posts\nHarbour opens again"
    assert left(text, out=[place(text, "Related posts\nHarbour opens again")]) == [
        "The boats are gone."
    ]


def test_nested_and_overlapping_attributions_are_left_out_once() -> None:
    text = "The letter says that Mara Quill said that the nets were empty. The boats left at dawn."
    content = "that Mara Quill said that the nets were empty."
    every = [
        attribution(text, "a1", source="The letter", cue="says", content=[content]),
        attribution(
            text,
            "a2",
            source="Mara Quill",
            cue="said",
            content=["that the nets were empty"],
            parent="a1",
        ),
    ]
    assert left(text, every) == ["The boats left at dawn."]
    assert left(text, every[::-1]) == ["The boats left at dawn."]


def test_a_content_over_several_paragraphs_leaves_nothing_of_them() -> None:
    text = "Mara Quill said:\n“The boats left.\n\n“The nets were empty.”\nNobody came back."
    one = attribution(
        text,
        "a1",
        source="Mara Quill",
        cue="said",
        content=["“The boats left.\n\n“The nets were empty.”"],
    )
    assert left(text, [one]) == ["Nobody came back."]


@pytest.mark.parametrize("text", ["", " ", "\n \n", " ,;:– "])
def test_a_text_without_words_has_no_narration(text: str) -> None:
    assert left(text) == []


@given(
    text=st.text(st.sampled_from("boat said,.:;–— \n\u00a0“”😀"), max_size=80),
    cuts=st.lists(st.tuples(st.integers(0, 80), st.integers(1, 20)), max_size=6),
)
def test_narration_lies_in_the_text_and_apart_from_what_is_left_out(
    text: str, cuts: list[tuple[int, int]]
) -> None:
    out = [(start, start + length) for start, length in cuts]
    found = narration(document(text), [], out)
    taken = {at for start, end in out for at in range(start, end)}
    for span in found:
        assert text[span.start : span.end] == span.text
        assert "\n" not in span.text
        assert taken.isdisjoint(range(span.start, span.end))
