from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import document, orlat, part
from rich.cells import cell_len
from screens import entry, shown

from sayso import (
    NARRATOR,
    Act,
    Actor,
    ActorType,
    Attribution,
    Kind,
    Naming,
    Part,
    Report,
    Stance,
)


def told(**details: object) -> Report:
    """The Orlat report with all that can be known of its actors."""
    plain = orlat(**details)
    doc = plain.document
    merrow, letter, families = plain.actors
    board = Actor(
        "act-4",
        "Orlat Water Board",
        ActorType.ORGANISATION,
        ("OWB", "Board", "Water Board", "the dam board"),
        part(doc, "Orlat Water Board"),
    )
    residents = Actor("act-5", "residents", ActorType.GROUP, count=40)
    said, claimed, say, reported = plain.attributions
    return replace(
        plain,
        actors=(
            merrow,
            replace(letter, author="act-5"),
            replace(families, unnamed=True, count=3),
            board,
            residents,
        ),
        attributions=(
            replace(said, act=Act.DENIES),
            replace(claimed, act=Act.ACCUSES, target="act-4", stance=Stance.DISTANCES),
            replace(say, act=Act.ASSERTS, stance=Stance.AFFIRMS),
            replace(reported, act=Act.OTHER),
        ),
        names=(
            Naming("act-4", NARRATOR, "Dam board", part(doc, "Dam board")),
            Naming("act-4", NARRATOR, "Orlat Water Board", part(doc, "Orlat Water Board")),
            Naming("act-4", "act-1", "We", part(doc, "We")),
            Naming("act-4", "act-4", "board", part(doc, "board")),
        ),
    )


def table(view: str) -> list[str]:
    """The lines from the heading of the actors up to the blank line below them."""
    lines = view.splitlines()
    first = next(at for at, line in enumerate(lines) if line.startswith("Actors"))
    return lines[first : lines.index("", first)]


def test_the_actors_stand_between_the_statements_and_the_end():
    view = shown(told())
    assert view.index("4  no source named") < view.index("Actors ") < view.index("4 attributions:")


def test_each_actor_has_its_facts_and_its_counts():
    rows = [line.split() for line in table(shown(told(), 100))]
    assert rows[0] == ["Actors", "says", "about"]
    assert "Ilda Merrow (person) 1 –".split() in rows
    assert "Sarn valley letter (document; by residents) 1 –".split() in rows
    assert "families (group; 3 people; unnamed) 1 1".split() in rows
    organisation = "Orlat Water Board (organisation; OWB, Board, Water Board +1) – 1"
    assert organisation.split() in rows
    assert not any("residents" in row for row in rows[-2:])


def test_only_what_others_call_an_actor_is_listed_and_not_its_name():
    assert "  The Orlat Courier: “Dam board”; Ilda Merrow: “We”" in table(shown(told()))


def test_a_few_labels_are_enough():
    report = told()
    used = ((NARRATOR, "Dam"), (NARRATOR, "board"), ("act-2", "gates"), ("act-2", "dam"))
    names = tuple(Naming("act-4", *one, part(report.document, one[1])) for one in used)
    view = shown(replace(report, names=names))
    assert "The Orlat Courier: “Dam”, “board”; Sarn valley letter: “gates” +1" in view


def test_an_act_points_at_its_target_and_a_cue_shows_its_stance():
    view = shown(told())
    assert entry(view, 1)[-1].startswith("denies · ¶ 3")
    deed = "accuses → Orlat Water Board · “claims” distances · ¶ 4"
    assert entry(view, 2)[-2].startswith(deed)
    assert entry(view, 4)[-1].startswith("¶ 5")


def test_a_document_is_signed_in_its_own_entry_and_in_chains():
    view = shown(told(), 100)
    assert entry(view, 2)[0].startswith("2  The letter (Sarn valley letter by residents) · claims")
    chain = "3  The Orlat Courier › Sarn valley letter (residents) › families · say"
    assert entry(view, 3)[0].startswith(chain)


def test_an_unnamed_narrator_is_called_so_in_a_chain():
    view = shown(told(publisher=None), 100)
    assert entry(view, 3)[0].startswith("3  the narrator › Sarn valley letter (residents) › fam")
    assert entry(view, 2)[0].startswith("2  The letter")


def test_loaded_cues_are_a_line_that_says_whose_they_are():
    line = "Loaded cues: distances: claims; affirms: say (by Sarn valley letter)"
    assert line in shown(told()).splitlines()
    assert "Loaded cues" not in shown(orlat())


def crowd(number: int) -> Report:
    doc = document("\n".join(f"Keeper {n:02} said that it rained." for n in range(number)))
    actors = tuple(
        Actor(f"act-{n}", f"Keeper {n:02}", mentions=part(doc, f"Keeper {n:02}"))
        for n in range(number)
    )
    said = tuple(
        Attribution(
            f"a{n}",
            actor.mentions,
            Part(),
            Part(),
            Kind.INDIRECT,
            0.9,
            (NARRATOR, actor.id),
            actor=actor.id,
        )
        for n, actor in enumerate(actors)
    )
    return Report(doc, said, actors, Part())


def test_a_crowd_is_cut_short():
    rows = table(shown(crowd(30)))
    assert len(rows) == 1 + 12 + 1
    assert rows[-1] == "… and 18 more"
    assert not any("more" in row for row in table(shown(crowd(12))))


@pytest.mark.parametrize("width", [40, 80])
def test_the_table_is_no_wider_than_the_terminal(width: int):
    report = told(publisher="雨の新聞 " * 20)
    merrow = replace(report.actors[0], name="雨" * 90, aliases=("x" * 90, "y z " * 40))
    wide = replace(report, actors=(merrow, *report.actors[1:]))
    view = shown(wide, width)
    assert max(map(cell_len, view.splitlines())) <= width
    assert all(line.split()[-2:] == ["says", "about"] for line in table(view)[:1])


def test_actors_cannot_act_on_the_terminal():
    bad = "\x1b[31m\u202eA\nB\x07"
    report = told(publisher=bad)
    actors = tuple(replace(one, name=bad, aliases=(bad,)) for one in report.actors)
    names = tuple(replace(one, name=bad) for one in report.names)
    view = shown(replace(report, actors=actors, names=names))
    assert not set("\x1b\x07\u202e") & set(view)
    assert "␛[31m<U+202E>A B␇" in view
