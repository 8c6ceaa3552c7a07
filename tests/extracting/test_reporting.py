from __future__ import annotations

import pytest

from sayso.extracting.reporting import VERBS, thresholds
from sayso.extracting.words import segment

USUAL, LOW = 0.5, 0.125


def least(text: str, *, inner: bool) -> dict[str, float]:
    """The words that need less than the usual chance, with the chance that they need."""
    words = segment(text)
    found = thresholds(words, text, USUAL, LOW, inner=inner)
    assert len(found) == len(words)
    return {
        text[words.starts[unit] : words.ends[unit]]: float(found[unit])
        for unit in range(len(words))
        if found[unit] != USUAL
    }


def test_within_words_reported_a_reporting_verb_needs_little() -> None:
    assert least("the boats left and the mayor denied it", inner=True) == {"denied": LOW}


def test_with_a_clause_it_needs_nothing() -> None:
    assert least("they were told to pretend that we shot first", inner=True) == {
        "told": LOW,
        "pretend": 0.0,
    }


def test_a_noun_with_a_clause_still_needs_little() -> None:
    assert least("the claim that we shot first", inner=True) == {"claim": LOW}


def test_in_the_first_reading_only_a_speaker_within_a_relative_clause_counts() -> None:
    text = "Families say they look for relatives who they insist are held, he said"
    assert least(text, inner=False) == {"insist": LOW}


@pytest.mark.parametrize(
    "text",
    [
        "a man who the police say was armed",
        "the crew that Ilvo Brandt says has left",
        "the woman whom she says never wrote",
    ],
)
def test_a_relative_clause_may_name_its_speaker(text: str) -> None:
    assert set(least(text, inner=False)) & {"say", "says"}


@pytest.mark.parametrize("text", ["", "…", "Nobody came to the harbour."])
def test_without_reporting_verbs_nothing_changes(text: str) -> None:
    assert least(text, inner=True) == {}


@pytest.mark.parametrize("verb", ["denies", "admitted", "accusing", "expresses", "said", "voiced"])
def test_verbs_are_known_in_all_their_forms(verb: str) -> None:
    assert verb in VERBS


def test_there_are_no_forms_that_english_lacks() -> None:
    assert not {"denyed", "admited", "voiceed", "expresss"} & VERBS
