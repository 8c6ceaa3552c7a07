from __future__ import annotations

import pytest
from voicing import Said, cast, met, who

from sayso import ActorType
from sayso.resolving.people import is_party, is_persons

SALT = "that the wells were salt"
REST = "that the gauges had failed"


@pytest.mark.parametrize(
    "name",
    [
        "Sen . Tarn",
        "President Orrel Tarn",
        "Ruth Tarn",
        "Zainab al - Harun",
        "Council Chairman Walter Tarn",
        "Harbour Committee Spokeswoman Ruth Tarn",
        "House Speaker Orrel Tarn",
    ],
)
def test_a_style_or_a_given_name_makes_a_person(name: str) -> None:
    assert is_persons(name.split())


@pytest.mark.parametrize(
    "name",
    [
        "Tarn",
        "Orrel Tarn",
        "Ruth Street",
        "Walter Tarn Foundation",
        "President Tarn Hospital",
        "Harbour Committee",
        "Ruth NRL",
        "the tall Ruth",
    ],
)
def test_no_other_name_is_surely_a_persons(name: str) -> None:
    assert not is_persons(name.split())


def test_what_speaks_against_a_person_outweighs_a_given_name_alone() -> None:
    assert not is_persons(["Ruth", "Tarn"], doubted=True)
    assert is_persons(["Sen", ".", "Ruth", "Tarn"], doubted=True)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("(D-Calif.)", True), ("Tarn, R-Ore", True), ("A K-Flow", False), ("(UK-France)", False)],
)
def test_a_party_behind_a_name_is_told_by_its_form(text: str, is_one: bool) -> None:
    start = text.index("-") - 1 if text[0] != "(" else 1
    assert is_party(text, start, len(text.rstrip(".)"))) == is_one


def test_the_speaker_of_a_house_is_one_person_with_her_surname_and_no_house() -> None:
    text = (
        f"House Speaker Nancy Tarn (D-Calif.) said {SALT}. The mill stands by the river. "
        f"Tarn said {REST}."
    )
    report = met(
        text, Said("House Speaker Nancy Tarn (D-Calif.)", "said", SALT), Said("Tarn", "said", REST)
    )
    speaker = who(report, "Nancy Tarn")
    assert speaker.type is ActorType.PERSON
    assert [one.actor for one in report.attributions] == [speaker.id, speaker.id]
    assert not any("D-" in name for name in cast(report))


def test_two_people_together_are_neither_of_them() -> None:
    text = (
        f"Senator Mark Quill and Senator Ruth Tarn said {SALT}. The mill stands by the river. "
        f"Senator Tarn said {REST}."
    )
    both = "Senator Mark Quill and Senator Ruth Tarn"
    report = met(text, Said(both, "said", SALT), Said("Senator Tarn", "said", REST))
    one, other = report.attributions
    assert report.name(other.actor or "") == "Ruth Tarn"
    assert one.actor != other.actor
