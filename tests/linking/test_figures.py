"""The numbers of a statement."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.linking.figures import figures


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Forty-seven people were killed.", {47}),
        ("We counted eighty-three graves.", {83}),
        ("A crowd of 1,200 stood there.", {1200}),
        ("It cost 3.5 million crowns.", {3_500_000}),
        ("Two thousand three hundred came.", {2300}),
        ("One hundred and forty names were read.", {140}),
        ("A dozen of them left, then twenty-one more.", {12, 21}),
        ("Five, six or seven went.", {5, 6, 7}),
        ("Nobody came, and no one knew.", set()),
        ("One of them stayed.", set()),
        ("The dead of Kromvel are thirteen", {13}),
    ],
)
def test_figures_and_words_are_numbers(text: str, numbers: set[float]) -> None:
    assert figures(text).given == numbers
    assert not figures(text).refused


@pytest.mark.parametrize(
    "text",
    [
        "It was in 1974.",
        "They left on 24 February.",
        "They left on February 24.",
        "The gate was shut at six.",
        "It began at 8:30.",
        "It began around 9 pm.",
    ],
)
def test_when_it_was_is_no_number(text: str) -> None:
    assert not figures(text).given


@pytest.mark.parametrize(
    ("text", "numbers", "refused"),
    [
        ("Eighty-three were buried, not forty-seven.", {83}, {47}),
        ("It was not 64 dead: we carried seventy-one.", {71}, {64}),
    ],
)
def test_what_is_refused_stands_apart(text: str, numbers: set[float], refused: set[float]) -> None:
    assert figures(text).given == numbers
    assert figures(text).refused == refused


@given(st.text())
def test_any_text_can_be_asked(text: str) -> None:
    found = figures(text)
    assert not found.given & found.refused


@given(st.integers(min_value=2, max_value=999_999).filter(lambda one: one not in range(1800, 2100)))
def test_a_number_is_found_however_it_is_grouped(number: int) -> None:
    assert figures(f"They counted {number} graves.").given == {number}
    assert figures(f"They counted {number:,} graves.").given == {number}
