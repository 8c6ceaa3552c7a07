"""What tells how near at hand a mention is where another looks back to it."""

from __future__ import annotations

import numpy as np
import pytest
from voicing import tabled

from sayso.extracting.words import segment
from sayso.resolving.heads import SEEN
from sayso.resolving.mentions import Sort
from sayso.resolving.pairs import candidates, features
from sayso.resolving.prominence import prominence, standing
from sayso.resolving.slots import Slot, slots
from sayso.resolving.table import scopes, tabulate, words_of
from sayso.resolving.traits import FEMALE, MALE, traits

STORY = "Mara Quill praised the plan, but Ivo Tarn criticised it. He told Quill about his plan."


@pytest.mark.parametrize(
    ("text", "mention", "slot"),
    [
        ("Quill praised it.", "Quill", Slot.SUBJECT),
        ("It came from Quill too.", "Quill", Slot.OBLIQUE),
        ("The council praised Quill.", "Quill", Slot.OBJECT),
        ("Quill's plan failed.", "Quill's", Slot.OWNER),
        ("Then he left.", "he", Slot.SUBJECT),
        ("They told him everything.", "him", Slot.OBJECT),
        ("They spoke of him.", "him", Slot.OBLIQUE),
        ("They praised her.", "her", Slot.OBJECT),
        ("They praised her plan.", "her", Slot.OWNER),
        ("They saw their plan fail.", "their", Slot.OWNER),
        ("Quill, Tarn.", "Tarn", Slot.NONE),
        ("Quill", "Quill", Slot.NONE),
    ],
)
def test_the_words_beside_a_mention_tell_its_slot(text: str, mention: str, slot: Slot) -> None:
    words = segment(text)
    units = words.within(text.index(mention), text.index(mention) + len(mention))
    begin, stop = (np.asarray([one], dtype=np.int32) for one in (units.start, units.stop))
    told = [traits(words_of(text, words, units.start, units.stop))]
    assert slots(text, words, begin, stop, told).tolist() == [slot]


def test_a_surname_has_the_gender_of_the_full_name() -> None:
    found = tabled(STORY.replace("Mara", "Mary"), "Mary Quill", "Ivo Tarn", "He", "Quill", "his")
    assert found.gender.tolist() == [FEMALE, MALE, MALE, FEMALE, MALE]


def test_a_surname_of_a_he_and_a_she_tells_no_gender() -> None:
    found = tabled("Mary Quill met John Quill. Quill left.", "Mary Quill", "John Quill", "Quill")
    assert found.gender.tolist() == [FEMALE, MALE, 0]


def test_as_many_features_are_seen_as_the_head_weighs() -> None:
    found = tabled(STORY, "Mara Quill", "Ivo Tarn", "He", "Quill", "his")
    later, earlier = candidates(found)
    assert features(segment(STORY), found, standing(found), later, earlier).shape == (
        len(later),
        SEEN,
    )


def test_what_would_fit_in_between_is_counted_by_gender() -> None:
    text = "John Tarn met Peter Fell and Mary Quill. He left."
    found = tabled(text, "John Tarn", "Peter Fell", "Mary Quill", "He")
    seen = np.stack(
        prominence(found, standing(found), *(np.asarray(one) for one in ([3, 3, 3], [0, 1, 2])))
    )
    counts = seen[2 * len(Slot) + 2 :][:4].argmax(0)
    assert counts.tolist() == [1, 0, 0]


def test_nothing_is_seen_where_nothing_is_mentioned() -> None:
    none = np.zeros(0, dtype=np.int32)
    words = segment("")
    empty = tabulate(
        "",
        words,
        none,
        none,
        np.zeros((0, len(Sort)), np.float32),
        np.zeros((0, 1), np.float32),
        [],
        scopes("", words, []),
    )
    later, earlier = candidates(empty)
    assert features(words, empty, standing(empty), later, earlier).shape == (0, SEEN)
