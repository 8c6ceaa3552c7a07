from __future__ import annotations

import pytest

from sayso import Act, Actor, Attribution, Document, Kind, Part, Report

DOCUMENT = Document(
    "d", "0" * 64, "The letter claims that families say it rained.", "d.txt", "text/plain"
)
LETTER = Actor("act-1", "the letter", "document")
FAMILIES = Actor("act-2", "families", "group")
CLAIM = Attribution(
    "a1",
    DOCUMENT.part([(0, 10)]),
    DOCUMENT.part([(11, 17)]),
    DOCUMENT.part([(18, 45)]),
    Kind.INDIRECT,
    0.9,
    ("narrator", "act-1"),
    actor="act-1",
)
WITHIN = Attribution(
    "a2",
    DOCUMENT.part([(23, 31)]),
    DOCUMENT.part([(32, 35)]),
    DOCUMENT.part([(36, 45)]),
    Kind.INDIRECT,
    0.7,
    ("narrator", "act-1", "act-2"),
    parent="a1",
    actor="act-2",
)
REPORT = Report(DOCUMENT, (CLAIM, WITHIN), (LETTER, FAMILIES), Part())


def test_an_attribution_reaches_over_all_its_parts():
    assert (CLAIM.start, CLAIM.end) == (0, 45)


def test_a_nameless_attribution_reaches_over_the_rest():
    rained = Attribution("a", Part(), Part(), WITHIN.content, Kind.INDIRECT, 0.5)
    assert (rained.start, rained.end) == (36, 45)
    assert rained.chain == ("narrator",)


def test_kinds_and_acts_are_their_words():
    assert [*Kind] == ["direct", "mixed", "indirect"]
    assert Act.DECLINES == "declines to comment"


def test_a_report_knows_the_voices_of_an_attribution():
    assert REPORT.voices(WITHIN) == ("narrator", "the letter", "families")


def test_a_report_knows_what_is_within_what():
    assert REPORT.children("a1") == (WITHIN,)
    assert REPORT.children("a2") == ()


def test_a_report_finds_by_id():
    assert REPORT.attribution("a2") is WITHIN
    assert REPORT.actor("act-1") is LETTER
    for find in (REPORT.attribution, REPORT.actor):
        with pytest.raises(KeyError, match="nobody"):
            find("nobody")


def test_a_report_speaks_for_its_document():
    assert REPORT.text == DOCUMENT.text
    assert REPORT.title is None
