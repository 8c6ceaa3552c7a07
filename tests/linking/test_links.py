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
        ("They took the boats in to the harbour", "They took the boats into the harbour"),
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


@pytest.mark.parametrize(
    "words", ["In Fog We Trust", "The Queen of Halvern", "A Harbour for the Many"]
)
def test_a_title_by_itself_is_no_family(words: str) -> None:
    assert between(quoted("a", words), quoted("b", words)) == []
    assert between(quoted("a", words), report("b", f"They sang “{words}” on the quay.")) == []


def test_three_words_are_enough_between_quotation_marks_and_chance_without() -> None:
    assert one_link("spill the beans", "spill the beans").label is Label.IDENTICAL
    told = "He said on Monday that they would spill the beans."
    assert between(report("a", told, ("said", told[18:-1])), quoted("b", "spill the beans")) == []
    monday = "As he said on Monday, nobody knows."
    assert between(report("a", told, ("said", told[18:-1])), report("b", monday)) == []


def test_a_name_in_a_saying_is_more_than_a_title() -> None:
    assert one_link("do a Mara Quill", "do a Mara Quill").label is Label.IDENTICAL


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("to close the northern quay", "He had said that he meant to close the northern quay."),
        ("two-thirds of the catch", "She had said that they might win two-thirds of the catch."),
    ],
)
def test_few_words_told_without_marks_are_chance(mine: str, theirs: str) -> None:
    assert between(quoted("a", mine), report("b", theirs, ("said", theirs))) == []


def test_nearly_all_of_a_clause_told_without_marks_is_found() -> None:
    told = "that towns may soon decide on opening hours and Sundays"
    said = report("b", f"She said {told}.", ("said", told))
    (link,) = between(quoted("a", "Towns may decide freely on opening hours and on Sundays"), said)
    assert link.why == "both have 8 words alike"


def test_both_telling_the_same_fact_is_chance() -> None:
    one, other = (
        report(id, f"The mayor said {fact}.", ("said", fact))
        for id, fact in (
            ("a", "that she would not stand for the council again in the spring"),
            ("b", "that she would not stand for the council again after the fire"),
        )
    )
    assert between(one, other) == []


@pytest.mark.parametrize("struck", ["f-----g", "f*****g", "f—g"])
def test_an_oath_is_the_same_with_its_letters_struck_out(struck: str) -> None:
    link = one_link(f"We will pay for that {struck} wall", "We will pay for that fucking wall")
    assert link.label is Label.IDENTICAL


def test_a_dash_between_words_strikes_nothing_out() -> None:
    (passage, *_) = passages(quoted("a", "the wall—which fell--was a bitch—for pilots"))
    forms = [word.form for word in passage.words]
    assert forms == "the wall which fell was a bitch for pilots".split()


def test_a_better_match_further_on_is_not_lost_for_a_longer_run() -> None:
    link = one_link(
        "I feel badly for the old pilot. I feel very badly. Nobody asked him at all.",
        "I feel very badly for the old pilot",
    )
    assert [
        word.form for word in link.shared.theirs
    ] == "i feel very badly for the old pilot".split()


@pytest.mark.parametrize(
    ("mine", "theirs", "grave"),
    [
        (f"{LONG} It is over.", f"{LONG} We do not lie. It is over.", False),
        (
            "Nobody trusts the old man. We do not like him. We do not want him in Halvern.",
            "Nobody trusts the old man. We do not want him in Halvern.",
            False,
        ),
        ("I disagree with Mara Quill entirely", "I disagree with Quill entirely", False),
        ("They took 9 boats in to the old harbour", "They took boats into the old harbour", True),
        ("I wish the harbour were not closed", "I wish the harbour were closed", True),
    ],
)
def test_only_what_is_gone_from_within_a_sentence_is_grave(
    mine: str, theirs: str, grave: bool
) -> None:
    for link in (one_link(mine, theirs), one_link(theirs, mine)):
        assert link.label is (Label.ALTERED if grave else Label.SHORTENED)
        assert link.grave is grave


def test_what_stands_around_a_quotation_is_not_replaced() -> None:
    tweet = report(
        "b",
        "She said they should “try a little kindness” on the quay.",
        ("said", "they should “try a little kindness” on the quay"),
    )
    (link,) = between(quoted("a", "Go home and try a little kindness. Now."), tweet)
    assert link.label is Label.SHORTENED


def test_quotations_in_a_row_are_speeches_of_their_own() -> None:
    text = "She wrote “try a little kindness,” “leave the pilots alone,” and more."
    row = report("b", text, ("wrote", text.removeprefix("She wrote ")))
    links_ = between(quoted("a", "try a little kindness"), row)
    assert [link.label for link in links_] == [Label.IDENTICAL]


def test_a_tag_stands_on_the_line_of_its_quotation() -> None:
    text = "“Who closed the harbour?”\nNobody in Halvern would say.\n“We will wait,” said Quill."
    apart = report("b", text, ("say", "“Who closed the harbour?”"), ("said", "“We will wait,”"))
    assert [len(passage.speeches) for passage in passages(apart)][:2] == [1, 1]
