from __future__ import annotations

import pytest
from voicing import Said, cast, chains, met, speakers, told

from sayso import NARRATOR

SALT = "that the wells were salt"


def test_i_and_we_outside_of_quotations_are_the_narrator() -> None:
    text = f"I think {SALT}. We said that nobody came."
    report = told(text, Said("I", "think", SALT), Said("We", "said", "that nobody came"))
    assert [one.actor for one in report.attributions] == [NARRATOR, NARRATOR]
    assert [one.chain for one in report.attributions] == [(NARRATOR,), (NARRATOR,)]
    assert cast(report) == {"the narrator": ["I", "We"]}


def test_a_narrator_who_says_i_has_the_publisher_s_name() -> None:
    text = f"I think {SALT}."
    report = told(text, Said("I", "think", SALT), publisher="The Dunmore Lamp")
    assert cast(report) == {"The Dunmore Lamp": ["I"]}


@pytest.mark.parametrize("name", ["The Dunmore Lamp", "Dunmore Lamp", "the Dunmore Lamp"])
def test_the_publisher_is_the_narrator(name: str) -> None:
    text = f"Today {name} said {SALT}."
    report = told(text, Said(name, "said", SALT), publisher="The Dunmore Lamp")
    assert report.attributions[0].actor == NARRATOR
    assert chains(report) == [("The Dunmore Lamp",)]


def test_another_than_the_publisher_is_not_the_narrator() -> None:
    text = f"The Marenth Post said {SALT}."
    report = told(text, Said("The Marenth Post", "said", SALT), publisher="The Dunmore Lamp")
    assert chains(report) == [("The Dunmore Lamp", "Marenth Post")]


@pytest.mark.parametrize("self", ["I", "We"])
def test_i_and_we_of_the_quoted_are_theirs(self: str) -> None:
    text = f"“{self} think {SALT},” said Mara Quill."
    report = told(
        text,
        Said("Mara Quill", "said", f"“{self} think {SALT},”"),
        Said(self, "think", SALT, parent=1),
    )
    assert speakers(report) == ["Mara Quill", "Mara Quill"]
    assert chains(report) == [(NARRATOR, "Mara Quill")] * 2
    assert cast(report) == {"Mara Quill": [self, "Mara Quill"]}


def test_each_of_two_speakers_has_an_i_of_their_own() -> None:
    text = "“I sold nothing,” said Ulf Tarn. “I saw it,” said Mara Quill."
    report = met(
        text,
        Said("Ulf Tarn", "said", "“I sold nothing,”"),
        Said("Mara Quill", "said", "“I saw it,”"),
    )
    every = [[span.start for span in one.mentions] for one in report.actors]
    first, second = text.index("I sold"), text.index("I saw")
    assert sum(first in mentions for mentions in every) == 1
    assert sum(second in mentions for mentions in every) == 1
    assert not any(first in mentions and second in mentions for mentions in every)


def test_i_of_a_quotation_within_a_quotation_is_the_inner_speaker() -> None:
    text = "“Ulf told me: ‘I think it is salt’,” said Mara Quill."
    report = told(
        text,
        Said("Mara Quill", "said", "“Ulf told me: ‘I think it is salt’,”"),
        Said("Ulf", "told", "‘I think it is salt’", parent=1),
        Said("I", "think", "it is salt", parent=2),
    )
    assert speakers(report) == ["Mara Quill", "Ulf", "Ulf"]


def test_a_group_means_itself_by_we() -> None:
    text = "“We never sold boats,” the Dunmore Council said on Friday."
    report = met(text, Said("the Dunmore Council", "said", "“We never sold boats,”"))
    assert cast(report)["Dunmore Council"] == ["We", "the Dunmore Council"]


@pytest.mark.parametrize(
    ("outer", "inner"),
    [("The letter", "another letter"), ("Keepers", "keepers"), ("The letter", "Mara Quill")],
)
def test_who_is_quoted_is_not_who_quotes(outer: str, inner: str) -> None:
    text = f"{outer} said that {inner} told the court of salt."
    report = met(
        text,
        Said(outer, "said", f"that {inner} told the court of salt"),
        Said(inner, "told", "the court of salt", parent=1),
    )
    one, other = report.attributions
    assert one.actor != other.actor
    assert other.chain == (NARRATOR, one.actor, other.actor)
