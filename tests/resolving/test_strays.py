"""Speakers that are "he", "she", "who" or a role: who is meant by them."""

from __future__ import annotations

import pytest
from voicing import Said, cast, met, read, speakers

from sayso import Actor, ActorType, Report


def actor(report: Report, content: str) -> Actor:
    """Who says what holds some words."""
    one = next(one for one in report.attributions if content in one.content.text)
    return next(actor for actor in report.actors if actor.id == one.actor)


@pytest.mark.parametrize("name", ["Orla Tennick", "Thora Monk", "Wanda Prince"])
@pytest.mark.parametrize("pronoun", ["I", "My brother and I"])
def test_a_pronoun_that_speaks_is_the_person_who_was_presented(name: str, pronoun: str) -> None:
    report = read(
        f"The mayor would not talk of the bell. {name}, who has rung it for thirty years, would. "
        f"“{pronoun} heard it crack on Sunday, long before the frost,” she said at the door."
    )
    assert actor(report, "heard it crack").name == name


def test_who_is_named_in_a_quotation_is_not_the_one_who_says_it() -> None:
    report = read(
        "Jory Pask, a cooper in Nether Sall, was woken by a knock on the door. “There was no bell "
        "at all, and the only noise was Corwin calling for his horse,” he said."
    )
    assert actor(report, "no bell").name == "Jory Pask"


def test_a_paragraph_that_presents_another_person_goes_on_about_that_person() -> None:
    report = read(
        "Dr Lena Marrable counted the sheep on Monday. “There are ninety and no more,” she said."
        "\n\nHester Coyle keeps the inn at Sall Bridge. “Three of them were in my kitchen,” she "
        "said. She has closed the door since."
    )
    assert actor(report, "There are ninety").name == "Lena Marrable"
    assert actor(report, "in my kitchen").name == "Hester Coyle"


def test_without_a_name_in_reach_a_pronoun_stays_alone() -> None:
    report = met(
        "The bell cracked on Sunday.\n\n“I heard it crack,” she said.",
        Said("she", "said", "“I heard it crack,”"),
    )
    assert speakers(report) in (["she"], ["I"])


def test_who_goes_back_over_an_apposition() -> None:
    report = met(
        "He has been accused by Edda Crail, once a porter at the corn hall, who says that he "
        "sold the scales.",
        Said("who", "says", "that he sold the scales"),
    )
    assert speakers(report) == ["Edda Crail"]


def test_who_after_a_group_within_an_apposition_stays_with_it() -> None:
    report = met(
        "It was found by Edda Crail, one of the porters who say that the scales were sold.",
        Said("who", "say", "that the scales were sold"),
    )
    assert speakers(report) != ["Edda Crail"]


def test_a_role_and_the_name_after_it_are_one_person() -> None:
    report = read(
        "The Sall Drainage Board will open its books in May, its chairman said on Monday.\n\n"
        "“We had no sign of any crack before Friday, and then we acted,” the chairman, Jasper "
        "Orme, told the meeting."
    )
    found = actor(report, "no sign of any crack")
    assert (found.name, found.type) == ("Jasper Orme", ActorType.PERSON)
    assert "its chairman" in cast(report)["Jasper Orme"]


def test_a_role_in_a_headline_is_the_person_below_it() -> None:
    report = read(
        "Harbour master gives her reasons\n\nCaptain Isolde Venn, the port's harbour master, "
        "brought a chart to the hall. “There are forty moorings in here, each with a number,” "
        "she said."
    )
    assert actor(report, "forty moorings").name == "Isolde Venn"


def test_the_clerk_is_who_was_once_a_clerk() -> None:
    report = met(
        "Mary Crail, once a clerk at the corn hall, has left the town. He believes that the clerk "
        "bears him a grudge.",
        Said("the clerk", "bears", "him a grudge"),
    )
    assert speakers(report) == ["Mary Crail"]


def test_nobody_is_their_own_daughter() -> None:
    report = read(
        "Mrs Aldith Penner sells cress by the lake. “They wait till it is night,” Mrs Penner said. "
        "Her daughter thinks that the affair is bad for trade."
    )
    assert "Penner" in actor(report, "wait till it is night").name
    assert "Penner" not in actor(report, "bad for trade").name


def test_a_name_of_two_owners_is_whole() -> None:
    report = read(
        "A quarrel is brewing on the coast, where the Sallow Weavers' and Dyers' Union says that "
        "the mill empties its vats into the stream."
    )
    assert actor(report, "empties its vats").name == "Sallow Weavers' and Dyers' Union"


def test_a_nameless_actor_is_called_without_its_clause() -> None:
    report = read(
        "The sculptor's nephew, who lives abroad, has written to say that there was always meant "
        "to be a fourth horse."
    )
    assert actor(report, "a fourth horse").name == "sculptor's nephew"


def test_the_role_of_a_headline_is_the_one_person_named_before_it_speaks() -> None:
    report = read(
        "Porter on his way to work pulled two from the river\n\nJory Pask had just locked his door "
        "when the cart went over the wall in front of him.\n\n“The water was up to its lamps, and "
        "I did not think,” the porter said."
    )
    assert actor(report, "up to its lamps").name == "Jory Pask"


def test_who_is_described_after_a_quotation_is_the_one_person_presented() -> None:
    report = read(
        "Orla Tennick was one of those who stayed until the end. “Every sheet that we were given "
        "on Friday I had seen the night before,” the 21-year-old told the fair's own paper."
    )
    assert actor(report, "Every sheet").name == "Orla Tennick"


def test_an_office_is_not_the_person_presented() -> None:
    report = read("Jory Pask took money for years. “A shameful business,” the judge said.")
    assert actor(report, "shameful").name != "Jory Pask"


@pytest.mark.parametrize("name", ["Open Lanterns", "River Keepers", "the Harrow Trust"])
def test_the_monitoring_group_is_the_body_named_right_before(name: str) -> None:
    report = read(
        f"It has been given fresh powder by {name}. The monitoring group found that nobody "
        "had opened the gates of the lower lock while the water rose."
    )
    assert actor(report, "opened the gates").name == name.removeprefix("the ")


def test_a_group_that_is_named_first_does_not_hide_who_is_presented() -> None:
    report = read(
        "The claim by the Friends of Sall Wood that ninety elms fell was borne out by Corwin Hale, "
        "who drives the cart. “Ninety, and I counted them twice over,” he said."
    )
    assert actor(report, "Ninety, and I").name == "Corwin Hale"


def test_a_report_is_by_the_whole_of_its_authors_name() -> None:
    report = read(
        "The mill let dye into the Sall on nine days, according to a report published on Monday by "
        "Sall Watch. The rowing club has cancelled its regatta."
    )
    papers = [one for one in report.actors if one.type is ActorType.DOCUMENT and one.author]
    authors = {one.author for one in papers}
    assert [one.name for one in report.actors if one.id in authors] == ["Sall Watch"]


def test_people_are_called_by_the_place_that_their_phrase_tells() -> None:
    report = read("Families in Lower Sall say that their wells turned salt in August.")
    assert actor(report, "wells turned salt").name == "Families in Lower Sall"
