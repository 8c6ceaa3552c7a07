"""Parts around a cue, from labels made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.extracting.decoding import Found
from sayso.extracting.parts import parts_of
from sayso.extracting.roles import CONTENT, CUE, ROLES, SOURCE
from sayso.extracting.words import segment

_LABELS = {"source": SOURCE, "cue": CUE, "content": CONTENT}


def parts(text: str, **spans: str) -> dict[str, str]:
    """What becomes of a source, a cue and a content that the network would have found."""
    words = segment(text)
    labels = np.zeros(len(words), dtype=np.int64)
    for name, phrase in spans.items():
        start = text.index(phrase)
        labels[words.within(start, start + len(phrase))] = _LABELS[name]
    cue = np.flatnonzero(labels == CUE)
    probabilities = np.eye(ROLES, dtype=np.float32)[labels]
    found = Found(0, int(cue[0]), int(cue[-1]), 0.9, labels, probabilities)
    whole = parts_of(text, words, found, (0, len(words)))
    assert whole is not None
    return {
        name: " … ".join(text[words.starts[low] : words.ends[high - 1]] for low, high in runs)
        for name, runs in (("source", whole.source), ("cue", whole.cue), ("content", whole.content))
    }


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_a_cue_does_not_begin_within_a_name(apostrophe: str) -> None:
    name = f"Edda Crail{apostrophe}s"
    made = parts(
        f"We published {name} account that the scales were sold.",
        source="Edda",
        cue=f"Crail{apostrophe}s account",
        content="that the scales were sold",
    )
    assert made == {"source": name, "cue": "account", "content": "that the scales were sold"}


def test_an_owner_with_a_small_letter_stays_where_it_is() -> None:
    made = parts(
        "In Crail today's ruling says that the scales were sold.",
        source="Crail",
        cue="today's ruling says",
        content="that the scales were sold",
    )
    assert made["cue"] == "today's ruling says"


def test_a_source_does_not_end_with_a_verb_that_helps_the_cue() -> None:
    text = "The manager would often say that the scales were sold."
    made = parts(text, source="The manager would", cue="say", content="that the scales were sold")
    assert made["source"] == "The manager"


def test_a_source_may_end_with_a_clause_of_such_a_verb() -> None:
    text = "Those who could say that the scales were sold."
    made = parts(text, source="Those who could", cue="say", content="that the scales were sold")
    assert made["source"] == "Those who could"


@pytest.mark.parametrize("dash", [" — ", " – ", " - "])
def test_a_place_and_an_agency_at_the_head_are_no_source(dash: str) -> None:
    made = parts(
        f"PORT SALL (Northern Wire){dash}Families said that the scales were sold.",
        source=f"PORT SALL (Northern Wire){dash}Families",
        cue="said",
        content="that the scales were sold",
    )
    assert made["source"] == "Families"
