"""The same words in two reports: whether they are, and what became of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reported import between, one_link, quoted, report

from sayso.linking import Label, Passage, fingerprint, links, passages

LONG = "We will not close the harbour before every fisherman has found another berth."


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (LONG, LONG),
        (LONG, LONG.upper()),
        ("It’s a slow boat to Halvern.", "It is a slow boat to Halvern"),
        ("The F.B.I. & the mayor agreed.", "the FBI and the mayor agreed"),
        ("a two-in-three chance of fog", "a 2 in 3 chance of fog"),
        ("Sen. Brandt owns the quay", "Senator Brandt owns the quay"),
        ("un café très salé", "Un cafe tres sale"),
        ("⚓️ We sail 🌊 at dawn from Halvern 🚢", "We sail at dawn — from Halvern"),
        ("لن نغلق الميناء قبل الصيف القادم", "لن نغلق الميناء قبل الصيف القادم"),
    ],
)
def test_the_same_words_are_identical_however_they_are_printed(mine: str, theirs: str) -> None:
    link = one_link(mine, theirs)
    assert link.label is Label.IDENTICAL
    assert link.changes == ()
    assert not link.grave


@pytest.mark.parametrize("marks", ['""', "«»", "„“", "‘’"])
def test_quotation_marks_make_no_difference(marks: str) -> None:
    (link,) = between(quoted("a", LONG), quoted("b", LONG, marks))
    assert link.label is Label.IDENTICAL


@pytest.mark.parametrize(
    ("theirs", "grave", "before", "after"),
    [
        (LONG.replace("not ", ""), True, ("not",), ()),
        (LONG.replace("fisherman", "sailor"), False, ("fisherman",), ("sailor",)),
        (LONG.replace("another", "[a new]"), False, ("another",), ("a", "new")),
    ],
)
def test_what_was_changed_is_told(
    theirs: str, grave: bool, before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    link = one_link(LONG, theirs)
    assert link.label is Label.ALTERED
    assert link.grave is grave
    assert [(change.before, change.after) for change in link.changes] == [(before, after)]


def test_a_changed_number_is_grave() -> None:
    link = one_link("It will cost us 40 million crowns", "It will cost us 400 million crowns")
    assert link.label is Label.ALTERED
    assert link.grave


def test_a_name_that_is_gone_from_within_is_grave() -> None:
    link = one_link(
        "The pilots and Mara Quill have lied to this town for a year",
        "The pilots have lied to this town for a year",
    )
    assert link.grave


def test_what_is_left_out_makes_it_shorter() -> None:
    link = one_link(LONG, "every fisherman has found another berth")
    assert link.label is Label.SHORTENED
    assert not link.grave


def test_a_speech_is_whole_though_its_tag_breaks_it() -> None:
    whole = "We will wait. The quay is not ready for the larger ships."
    broken = report(
        "b",
        "“We will wait,” said Mara Quill. “The quay is not ready for the larger ships.”",
        ("said", "“We will wait,”|“The quay is not ready for the larger ships.”"),
    )
    (link,) = between(quoted("a", whole), broken)
    assert link.label is Label.IDENTICAL


def test_a_speech_is_whole_though_two_attributions_share_it() -> None:
    text = "“We will wait,” said Mara Quill. “The quay is not ready for the larger ships.”"
    apart = report(
        "b",
        text,
        ("said", "“We will wait,”"),
        ("", "“The quay is not ready for the larger ships.”"),
    )
    (first, *_) = passages(apart)
    assert first.labels == ("a1", "a2")
    assert (first.start, first.end) == (1, len(text) - 2)


def test_words_opened_anew_are_another_speech() -> None:
    one = report(
        "a",
        "“We will wait for the ships.” She added: “Nobody has asked the pilots.”",
        ("added", "“Nobody has asked the pilots.”"),
        ("", "“We will wait for the ships.”"),
    )
    (link,) = between(one, quoted("b", "Nobody has asked the pilots."))
    assert link.label is Label.IDENTICAL


def test_a_quotation_told_without_marks_is_found() -> None:
    other = report(
        "b",
        "Mara Quill said that every fisherman has found another berth by now.",
        ("said", "that every fisherman has found another berth by now"),
    )
    (link,) = between(quoted("a", "every fisherman has found another berth"), other)
    assert link.label is not Label.IDENTICAL


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("Face the Nation", "Face the Nation"),
        ("very quickly", "very quickly"),
        ("The mayor spoke of the harbour of Halvern", "Nobody in the harbour of Halvern slept"),
        ("We sail at dawn", "They sleep until noon"),
    ],
)
def test_names_fragments_and_other_words_are_no_family(mine: str, theirs: str) -> None:
    assert between(quoted("a", mine), quoted("b", theirs)) == []


def test_narrators_have_the_same_words_if_a_whole_sentence_is_alike() -> None:
    copied = "The council closed the northern quay on Friday after two pilots fell ill."
    retold = "On Friday the northern quay was closed because two of the pilots were ill."
    (link,) = between(report("a", copied), report("b", copied))
    assert link.label is Label.IDENTICAL
    assert between(report("a", copied), report("b", retold)) == []


SAYINGS = [
    LONG,
    LONG.replace("not ", ""),
    "every fisherman has found another berth",
    "Nobody closes a harbour: not before every fisherman, old or young, has found his berth",
]


@pytest.mark.parametrize("mine", SAYINGS)
@pytest.mark.parametrize("theirs", SAYINGS)
def test_which_comes_first_makes_no_difference(mine: str, theirs: str) -> None:
    there = between(quoted("a", mine), quoted("b", theirs))
    back = between(quoted("b", theirs), quoted("a", mine))
    assert [(one.label, one.grave, one.why) for one in there] == [
        (one.label, one.grave, one.why) for one in back
    ]
    assert [one.shared.mine for one in there] == [one.shared.theirs for one in back]


def _same(one: Passage, other: Passage) -> bool:
    return [word.form for word in one.words] == [word.form for word in other.words]


@pytest.mark.parametrize("words", SAYINGS)
def test_every_stretch_lies_in_its_text_and_is_found_by_its_marks(words: str) -> None:
    one, other = quoted("a", words), quoted("b", LONG)
    for link in between(one, other):
        for read, part in ((one, link.shared.mine), (other, link.shared.theirs)):
            assert 0 <= part[0].start < part[-1].end <= len(read.text)
        assert fingerprint(link.shared.one).meets(fingerprint(link.shared.other))
    (mine, *_) = passages(one)
    (link,) = links(mine, replace(mine, document="c"))
    assert link.label is Label.IDENTICAL
    assert _same(link.shared.one, link.shared.other)


def test_marks_are_small_numbers_and_always_the_same() -> None:
    (passage, *_) = passages(report("a", "No fisherman has another berth."))
    assert fingerprint(passage).marks == {1114440617688554677}
