"""The invented texts that teach: their marks say what their guideline says."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))
from training.written.read import MarkError, read, written

LETTER = (
    "{1s [kell Ida Kell], [kell the keeper],} {1c told} [paper the Gazette] {1t that "
    "{2s [crew the crew]} {2c had warned} [kell her] {2t not to go}}. {3t “[kell I] am "
    "not afraid,”} {3s [kell she]} {3c added}, {3t “of anybody.”} {4s [kell I]} {4c think} "
    "{4t {5s [crew they]} {5c deny} {5t it}}."
)


def test_marks_become_offsets_and_leave_the_text() -> None:
    found = read("letters/kell", LETTER)
    assert found.text.startswith("Ida Kell, the keeper, told the Gazette that the crew had warned")
    parts = [
        [found.text[low:high] for low, high in part]
        for one in found.attributions
        for part in (one.source, one.cue, one.content)
    ]
    assert parts[:3] == [
        ["Ida Kell, the keeper,"],
        ["told"],
        ["that the crew had warned her not to go"],
    ]
    assert parts[8] == ["“I am not afraid,”", "“of anybody.”"]
    named = {found.text[low:high] for low, high, key in found.mentions if key == "kell"}
    assert named == {"Ida Kell", "the keeper", "her", "I", "she"}


def test_a_voice_within_anothers_words_has_it_for_parent_and_an_aside_is_none() -> None:
    one, within, _, aside, last = read("letters/kell", LETTER).attributions
    assert within.parent == 0
    assert one.parent is None
    assert aside.aside
    assert last.parent is None


@pytest.mark.parametrize(
    ("marked", "problem"),
    [
        ("{1s She} {1c said} {1t so", "never closed"),
        ("{1s She} {1c said} {1t so]}", "closes what is not open"),
        ("{1s She} {1t so}", "0 cues"),
        ("{1c said} {1c told} {1t so}", "2 cues"),
        ("{1c said}", "0 contents"),
        ("{She} said", "no number or key"),
        ("{1s } {1c said} {1t so}", "around nothing"),
    ],
)
def test_a_wrong_mark_is_named_with_its_text(marked: str, problem: str) -> None:
    with pytest.raises(MarkError, match=f"letters/kell.*{problem}"):
        read("letters/kell", marked)


def test_all_texts_are_marked_rightly_under_names_of_their_own() -> None:
    found = written()
    assert len({one.id for one in found}) == len(found) > 700
    for one in found:
        assert not set("[]{}") & set(one.text)
        assert all(one.text[low:high].strip() for low, high, _ in one.mentions)
