from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import parts

from sayso.extracting.confidence import confidence, features
from sayso.extracting.model import FEATURES
from sayso.extracting.words import segment

TEXT = "Mara Quill said that the boats “are all gone”."
WORDS = segment(TEXT)
WHOLE = parts(TEXT, source="Mara Quill", cue="said", content=["that the boats “are all gone”"])

weights = st.lists(st.floats(-3, 3), min_size=FEATURES, max_size=FEATURES)


def test_there_is_a_weight_for_every_feature() -> None:
    assert len(features(TEXT, WORDS, WHOLE)) == FEATURES


@given(weights)
def test_confidence_is_a_probability_to_two_decimals(calibration: list[float]) -> None:
    found = confidence(TEXT, WORDS, WHOLE, calibration)
    assert 0 <= found <= 1
    assert found == round(found, 2)


def test_without_weights_it_is_even_odds() -> None:
    assert confidence(TEXT, WORDS, WHOLE, [0.0] * FEATURES) == 0.5


def test_it_knows_whether_a_source_and_a_cue_are_there() -> None:
    whole = features(TEXT, WORDS, WHOLE)
    assert whole != features(TEXT, WORDS, replace(WHOLE, source=()))
    assert whole != features(TEXT, WORDS, replace(WHOLE, cue=()))


def test_it_knows_how_much_of_the_content_is_quoted() -> None:
    quoted = parts(TEXT, content=["“are all gone”"])
    free = parts(TEXT, content=["that the boats"])
    some = parts(TEXT, content=["that the boats “are all gone”"])
    only_quotes = [0.0] * 2 + [1.0] + [0.0] * (FEATURES - 3)
    low, middle, high = (confidence(TEXT, WORDS, one, only_quotes) for one in (free, some, quoted))
    assert low < middle < high


def test_it_knows_the_form_of_cue_source_and_content_and_nothing_of_names() -> None:
    def seen(text: str, source: str, cue: str, content: str) -> list[float]:
        return features(text, segment(text), parts(text, source=source, cue=cue, content=[content]))

    other = "Osei Bram said that the boats “are all gone”."
    assert seen(other, "Osei Bram", "said", "that the boats “are all gone”") == features(
        TEXT, WORDS, WHOLE
    )
    plain = seen("The union said it would strike.", "The union", "said", "it would strike")
    for text, source, cue, content in (
        ("She said it would strike.", "She", "said", "it would strike"),
        ("The union would have it would strike.", "The union", "would have", "it would strike"),
        ("According to the union it would strike.", "the union", "According to", "it would strike"),
        ("The union said that would strike.", "The union", "said", "that would strike"),
        ("The union said it would strike at noon.", "The union", "said", "it would strike at noon"),
        ("The union noted it would strike.", "The union", "noted", "it would strike"),
        ("The union said, it would strike.", "The union", "said", "it would strike"),
    ):
        assert seen(text, source, cue, content) != plain


def test_a_calibration_for_other_features_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        confidence(TEXT, WORDS, WHOLE, [0.0] * (FEATURES - 1))
