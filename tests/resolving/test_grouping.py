from __future__ import annotations

import pytest
from voicing import Said, cast, met, speakers, told, who

from sayso import ActorType

SALT = "that the wells were salt"
REST = "that the gauges had failed"


def one_actor(text: str, first: str, second: str) -> bool:
    """Whether two sources with the same mentions, seen by the network, are one actor."""
    report = met(text, Said(first, "said", SALT), Said(second, "said", REST))
    one, other = report.attributions
    assert one.actor
    assert other.actor
    return one.actor == other.actor


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Mara Quill", "Mara Quill"),
        ("Mara Quill", "Quill"),
        ("Mara Quill", "Mara"),
        ("Dr Mara Quill", "Quill"),
        ("Dr Mara Quill", "Ms Quill"),
        ("Mara Quill", "Commissioner Quill"),
        ("Mara Quill", "M. Quill"),
        ("Mara E. Quill", "Mara Quill"),
        ("Zayd al-Harun", "Al-Harun"),
        ("Ulf van Tarn", "Tarn"),
        ("The Dunmore Council", "The Council"),
        ("The Northern Relief League", "The NRL"),
    ],
)
def test_forms_of_one_name_are_one_actor(first: str, second: str) -> None:
    text = f"{first} said {SALT}. The mill stands by the river. {second} said {REST}."
    assert one_actor(text, first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Mara Quill", "Ulf Quill"),
        ("Dr Mara Quill", "Mr Ulf Quill"),
        ("Mara Quill", "Ulf Tarn"),
        ("Mary Quill", "Mr Quill"),
        ("The Northern Relief League", "The KDR"),
    ],
)
def test_other_names_are_other_actors(first: str, second: str) -> None:
    text = f"{first} said {SALT}. The mill stands by the river. {second} said {REST}."
    assert not one_actor(text, first, second)


FATHER_AND_SON = (
    f"Lorne Tarn Jr. said {SALT}. The mill stands by the river. Tarn Jr. said that nobody came. "
    f"President Tarn said {REST}."
)
SON_AND_FATHER = (
    f"Lorne Tarn said {SALT}. His son, Lorne Tarn Jr., said that nobody came. "
    f"The mill stands by the river. Tarn said {REST}."
)

SON_AFTER_FATHER = (
    f"The wells of Dunmore\n\nPresident Tarn said {SALT}. Mr. Tarn said that nobody came.\n\n"
    f"Lorne Tarn Jr. said {REST}."
)


@pytest.mark.parametrize(
    ("text", "names", "same"),
    [
        (FATHER_AND_SON, ("Lorne Tarn Jr", "Tarn Jr", "President Tarn"), (0, 0, 1)),
        (SON_AND_FATHER, ("Lorne Tarn", "Lorne Tarn Jr", "Tarn"), (0, 1, 0)),
        (SON_AFTER_FATHER, ("President Tarn", "Mr. Tarn", "Lorne Tarn Jr"), (0, 0, 1)),
    ],
)
def test_father_and_son_of_one_name_are_two(
    text: str, names: tuple[str, ...], same: tuple[int, ...]
) -> None:
    contents = (SALT, "that nobody came", REST)
    said = [Said(name, "said", one) for name, one in zip(names, contents, strict=True)]
    actors = [one.actor for one in met(text, *said).attributions]
    assert [actors.index(one) for one in actors] == [same.index(one) for one in same]


def test_a_junior_who_is_also_called_without_it_is_one() -> None:
    text = f"Lorne Tarn Jr. said {SALT}. The mill stands by the river. Lorne Tarn said {REST}."
    assert one_actor(text, "Lorne Tarn Jr", "Lorne Tarn")


def test_a_surname_alone_is_the_one_of_a_family_named_last() -> None:
    text = (
        f"Mara Quill said {SALT}. Ulf Quill said that nobody came. "
        f"The mill stands by the river. Quill said {REST}."
    )
    report = met(
        text,
        Said("Mara Quill", "said", SALT),
        Said("Ulf Quill", "said", "that nobody came"),
        Said("Quill", "said", REST),
    )
    assert speakers(report) == ["Mara Quill", "Ulf Quill", "Ulf Quill"]


def test_an_actor_has_its_fullest_name_and_the_others_as_aliases() -> None:
    text = f"Dr Quill said {SALT}. The mill stands by the river. Mara Quill said {REST}."
    report = met(text, Said("Dr Quill", "said", SALT), Said("Mara Quill", "said", REST))
    mara = who(report, "Mara Quill")
    assert mara.aliases == ("Quill",)
    assert mara.type is ActorType.PERSON
    assert [span.text for span in mara.mentions] == ["Dr Quill", "Mara Quill"]


@pytest.mark.parametrize(
    "first", ["The Northern Relief League (NRL)", "The Northern Relief League"]
)
def test_an_abbreviation_is_its_long_form(first: str) -> None:
    text = f"{first} said {SALT}. The NRL said {REST}."
    report = told(text, Said(first, "said", SALT), Said("The NRL", "said", REST))
    one, other = report.attributions
    assert one.actor == other.actor
    assert report.actor(one.actor or "").aliases == ("NRL",)


def test_a_bracket_may_add_a_letter_to_the_initials() -> None:
    text = f"Northern Relief League (NRLO) said {SALT}. The NRLO said {REST}."
    report = told(
        text, Said("Northern Relief League", "said", SALT), Said("The NRLO", "said", REST)
    )
    assert speakers(report) == ["Northern Relief League"] * 2


def test_an_abbreviation_of_two_names_is_neither() -> None:
    text = (
        f"The Northern Relief League said {SALT}. The Nether Reeve Lodge said that nobody came. "
        f"The NRL said {REST}."
    )
    report = told(
        text,
        Said("The Northern Relief League", "said", SALT),
        Said("The Nether Reeve Lodge", "said", "that nobody came"),
        Said("The NRL", "said", REST),
    )
    assert speakers(report) == ["Northern Relief League", "Nether Reeve Lodge", "NRL"]


def test_the_short_form_of_two_councils_is_the_one_named_last() -> None:
    text = (
        f"The Dunmore Council said {SALT}. The Marenth Council said that nobody came. "
        f"The Council said {REST}."
    )
    report = told(
        text,
        Said("The Dunmore Council", "said", SALT),
        Said("The Marenth Council", "said", "that nobody came"),
        Said("The Council", "said", REST),
    )
    assert speakers(report) == ["Dunmore Council", "Marenth Council", "Marenth Council"]


def test_two_spellings_of_one_sound_are_one_actor() -> None:
    text = f"The Mujavedin said {SALT}. The Mojavedeen said {REST}."
    report = told(text, Said("The Mujavedin", "said", SALT), Said("The Mojavedeen", "said", REST))
    assert [span.text for span in report.actors[0].mentions] == ["The Mujavedin", "The Mojavedeen"]


@pytest.mark.parametrize(
    ("before", "people"),
    [
        ("Families", "Families"),
        ("They met Mara Quill,", "Mara Quill"),
        ("It helped families in Lower Hathe,", "families in Lower Hathe"),
    ],
)
def test_who_is_whoever_is_named_before(before: str, people: str) -> None:
    text = f"{before} who say {SALT}, were there."
    assert speakers(told(text, Said("who", "say", SALT))) == [people]


def test_who_is_the_speaker_named_right_before() -> None:
    text = f"“No boats came,” said the clerk, who says {SALT}."
    report = told(text, Said("the clerk", "said", "“No boats came,”"), Said("who", "says", SALT))
    assert speakers(report) == ["clerk", "clerk"]


def test_a_name_behind_a_comma_is_what_it_stands_beside() -> None:
    text = f"They recall a shift leader, Pell Adric, who said {SALT}."
    report = told(text, Said("a shift leader, Pell Adric", "said", SALT))
    assert cast(report) == {"Pell Adric": ["a shift leader, Pell Adric"]}


def test_a_name_is_the_same_wherever_it_comes_up_again() -> None:
    text = f"Marenth said {SALT}. The boats left Marenth in May."
    assert cast(told(text, Said("Marenth", "said", SALT))) == {"Marenth": ["Marenth", "Marenth"]}


def test_of_the_capitals_of_a_heading_only_a_known_name_is_one() -> None:
    text = f"Angry Quill Says Wells Are Salt\n\nToday Quill said {SALT}."
    report = told(text, Said("Angry Quill", "Says", "Wells Are Salt"), Said("Quill", "said", SALT))
    assert speakers(report) == ["Quill", "Quill"]


def test_a_heading_adds_no_actors() -> None:
    text = f"Angry Mara Quill Warns Harbour Bridge Keepers\n\nMara Quill said {SALT}."
    report = told(text, Said("Mara Quill", "said", SALT))
    assert [one.name for one in report.actors] == ["Mara Quill"]


def test_a_common_word_that_begins_a_sentence_is_no_name() -> None:
    text = f"Sources said {SALT}. Other sources said {REST}."
    report = told(text, Said("Sources", "said", SALT), Said("Other sources", "said", REST))
    assert [one.unnamed for one in report.actors] == [True, True]


@pytest.mark.parametrize(("word", "speaker"), [("us", True), ("US", False)])
def test_us_in_capitals_is_not_the_speaker(word: str, speaker: bool) -> None:
    text = f"“They told {word} lawyers nothing,” the Dunmore Council said on Friday."
    report = told(
        text,
        Said("the Dunmore Council", "said", f"“They told {word} lawyers nothing,”"),
        Said(word, "told", "nothing", parent=1),
    )
    one, other = report.attributions
    assert (one.actor == other.actor) is speaker
