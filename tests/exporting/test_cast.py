from __future__ import annotations

import pytest

from sayso import NARRATOR, Act, Actor, ActorType, Report, Stance
from sayso.exporting.cast import Cast, doing, people, through


def figure(report: Report, name: str):
    return next(one for one in Cast(report).figures if one.actor.name == name)


def test_whoever_says_most_comes_first_and_the_silent_last(ferry: Report) -> None:
    counted = [(one.actor.name, len(one.by), len(one.about)) for one in Cast(ferry).figures]
    assert counted == [
        ("open letter", 3, 0),
        ("Lumen Ferry Company", 2, 2),
        ("Oskar Venn", 2, 1),
        ("source close to the harbour board", 2, 0),
        ("former mates", 1, 1),
        ("Government of Castrey", 0, 1),
    ]


def test_numbers_are_those_of_the_list(ferry: Report) -> None:
    venn = figure(ferry, "Oskar Venn")
    said = [ferry.attributions[number - 1] for number in venn.by]
    about = [ferry.attributions[number - 1] for number in venn.about]
    assert [one.cue.text for one in said] == ["said", "denied"]
    assert [one.cue.text for one in about] == ["alleged"]
    assert dict(venn.acts) == {Act.ASSERTS: 1, Act.DENIES: 1}


def test_names_are_kept_apart_by_voice_the_narrator_first(ferry: Report) -> None:
    names = figure(ferry, "Lumen Ferry Company").names
    letter = next(actor.id for actor in ferry.actors if actor.name == "open letter")
    assert [(one.id, [label.name for label in one.labels]) for one in names] == [
        (NARRATOR, ["the company", "Lumen Ferry Company"]),
        (letter, ["these undertakers"]),
    ]


def test_a_document_is_signed_with_its_author(ferry: Report) -> None:
    cast = Cast(ferry)
    inner = next(one for one in ferry.attributions if one.parent)
    assert [cast.signed(voice) for voice in through(inner)] == [
        "The Castrey Herald",
        "open letter (Ada Tallis)",
    ]


def test_a_loaded_cue_within_a_content_is_not_the_narrators(ferry: Report) -> None:
    cast = Cast(ferry)
    found = [(cast.name(one.voice), one.stance, one.cue) for one in cast.loaded()]
    assert found == [
        ("The Castrey Herald", Stance.DISTANCES, "claims"),
        ("The Castrey Herald", Stance.DISTANCES, "alleged"),
        ("The Castrey Herald", Stance.DISTANCES, "claimed"),
        ("The Castrey Herald", Stance.AFFIRMS, "pointed out"),
        ("The Castrey Herald", Stance.COLOURS, "boasted"),
        ("open letter", Stance.AFFIRMS, "admit"),
    ]


def test_the_same_cue_is_counted_whatever_its_capitals(annotate) -> None:
    a = annotate("Claimed one: yes. Two claimed: no.")
    a.says("one", "Claimed", "yes", "indirect", stance=Stance.DISTANCES)
    a.says("Two", "claimed", "no", "indirect", stance=Stance.DISTANCES)
    assert [(one.cue, one.numbers) for one in Cast(a.report()).loaded()] == [("claimed", (1, 2))]


@pytest.mark.parametrize(
    ("type", "count", "words"),
    [
        (ActorType.GROUP, 3, "3 people"),
        (ActorType.PERSON, 1, "1 person"),
        (ActorType.UNKNOWN, 1200, "1,200 people"),
        (ActorType.ORGANISATION, 2, "2 organisations"),
        (ActorType.DOCUMENT, 1, "1 document"),
        (ActorType.GROUP, None, None),
    ],
)
def test_how_many_they_are_in_words(type: ActorType, count: int | None, words: str | None) -> None:
    assert people(Actor("act-1", "they", type, count=count)) == words


@pytest.mark.parametrize(
    ("act", "target", "words"),
    [
        (Act.ASKS, "the state", "asks"),
        (Act.DEMANDS, "the state", "demands of"),
        (Act.DEMANDS, None, "demands"),
        (Act.DECLINES, None, "declines to comment"),
        (Act.OTHER, None, None),
        (Act.OTHER, "the state", "speaks to"),
        (None, "the state", None),
    ],
)
def test_an_act_reads_on_to_its_target(
    act: Act | None, target: str | None, words: str | None
) -> None:
    assert doing(act, target) == words


def test_voices_with_a_label_of_their_own_come_before_those_that_use_the_name(annotate) -> None:
    a = annotate("Ann said Weir Board and Weir Board. Bo said the drowners.")
    board, ann, bo = a.actor("Weir Board", "organisation"), a.actor("Ann"), a.actor("Bo")
    a.says("Ann", "said", "Weir Board and Weir Board", "indirect", actor=ann, target=board)
    a.calls(ann, board, "Weir Board", times=2)
    a.calls(bo, board, "the drowners")
    assert [one.id for one in figure(a.report(), "Weir Board").names] == [bo, ann]
