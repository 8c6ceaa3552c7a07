from __future__ import annotations

import pytest

from sayso.extracting.words import segment
from sayso.resolving.traits import FEMALE, MALE, NEUTER, Definite, Pronoun, Traits, traits


def of(phrase: str) -> Traits:
    words = segment(phrase)
    return traits(
        tuple(
            phrase[low:high]
            for low, high in zip(words.starts.tolist(), words.ends.tolist(), strict=True)
        )
    )


@pytest.mark.parametrize(
    ("phrase", "pronoun"),
    [
        ("I", Pronoun.I),
        ("me", Pronoun.I),
        ("We", Pronoun.WE),
        ("us", Pronoun.WE),
        ("your", Pronoun.YOU),
        ("himself", Pronoun.HE),
        ("She", Pronoun.SHE),
        ("she’s", Pronoun.SHE),
        ("it", Pronoun.IT),
        ("their", Pronoun.THEY),
        ("whom", Pronoun.WHO),
        ("these", Pronoun.THIS),
        ("someone", Pronoun.ANYONE),
        ("I hereby", Pronoun.I),
        ("he himself", Pronoun.HE),
        ("“he”", Pronoun.NONE),
        ("US", Pronoun.NONE),
        ("IT", Pronoun.NONE),
        ("WHO", Pronoun.NONE),
        ("this letter", Pronoun.NONE),
        ("We the people", Pronoun.NONE),
        ("Mara Quill", Pronoun.NONE),
        ("“", Pronoun.NONE),
    ],
)
def test_which_pronoun_a_mention_is(phrase: str, pronoun: Pronoun) -> None:
    assert of(phrase).pronoun is pronoun


@pytest.mark.parametrize(
    ("phrase", "head", "name"),
    [
        ("Mara Quill", "quill", True),
        ("Mara Quill’s", "quill", True),
        ("Mara Quill who left", "quill", True),
        ("the Dunmore Council", "council", True),
        ("US", "us", True),
        ("the leader of the Dunmore Council", "leader", False),
        ("the Council's leader", "leader", False),
        ("a letter by Mara Quill", "letter", False),
        ("a shift leader, Pell Adric", "leader", False),
        ("former keepers who left", "keepers", False),
        ("we", "we", False),
    ],
)
def test_the_main_word_and_whether_it_is_a_name(phrase: str, head: str, name: bool) -> None:
    told = of(phrase)
    assert told.head_word == head
    assert told.name is name


@pytest.mark.parametrize(
    ("phrase", "number"),
    [
        ("I", 1),
        ("she", 1),
        ("a keeper", 1),
        ("this letter", 1),
        ("we", 2),
        ("their", 2),
        ("three officials", 2),
        ("police", 2),
        ("the villages", 2),
        ("Mara and Ulf", 2),
        ("leaders of the group", 2),
        ("the leader of the keepers", 0),
        ("the news", 0),
        ("the boss", 0),
        ("you", 0),
        ("Mara Quill", 0),
    ],
)
def test_one_or_several(phrase: str, number: int) -> None:
    assert of(phrase).number == number


@pytest.mark.parametrize(
    ("phrase", "gender"),
    [
        ("he", MALE),
        ("her", FEMALE),
        ("it", NEUTER),
        ("Mr Quill", MALE),
        ("Ms Quill", FEMALE),
        ("her uncle", MALE),
        ("the mother of the king", FEMALE),
        ("the spokeswoman for Mr Tarn", FEMALE),
        ("they", 0),
        ("Mara Quill", 0),
        ("the keeper", 0),
    ],
)
def test_what_gender_the_words_tell(phrase: str, gender: int) -> None:
    assert of(phrase).gender == gender


@pytest.mark.parametrize(
    ("phrase", "definite"),
    [
        ("the letter", Definite.THE),
        ("that letter", Definite.THIS),
        ("an official", Definite.A),
        ("three officials", Definite.A),
        ("its members", Definite.OWNED),
        ("Mara’s letter", Definite.OWNED),
        ("former keepers", Definite.BARE),
    ],
)
def test_how_a_phrase_begins(phrase: str, definite: Definite) -> None:
    assert of(phrase).definite is definite


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the Dunmore Council", "Dunmore Council’s", True),
        ("the LEAGUE", "a league", True),
        ("the Dunmore Council", "the Marenth Council", False),
        ("the leader of the League", "the league of the leader", False),
    ],
)
def test_keys_are_equal_for_equal_words(one: str, other: str, same: bool) -> None:
    assert (of(one).key == of(other).key) is same
    assert (of(one).codes.key == of(other).codes.key) is same


def test_an_abbreviation_and_its_long_form_have_equal_initials() -> None:
    assert of("the Northern Relief League").codes.initials == of("NRL").codes.initials != 0
    assert of("NRL").codes.initials != of("KDR").codes.initials
    assert of("the league").codes.initials == of("Dunmore").codes.initials == 0


@pytest.mark.parametrize(
    ("phrase", "pronoun"),
    [
        ("I'm", Pronoun.I),
        ("I’ve", Pronoun.I),
        ("He'd", Pronoun.HE),
        ("they’ll", Pronoun.THEY),
        ("O'Dell", Pronoun.NONE),
        ("Will's", Pronoun.NONE),
    ],
)
def test_a_pronoun_contracted_with_a_verb_is_one(phrase: str, pronoun: Pronoun) -> None:
    assert of(phrase).pronoun is pronoun


@pytest.mark.parametrize(
    ("phrase", "gender"),
    [
        ("Thora Monk", 0),
        ("the monk", MALE),
        ("Mrs King", FEMALE),
        ("the King", MALE),
        ("Crown Prince", MALE),
    ],
)
def test_a_surname_tells_no_gender(phrase: str, gender: int) -> None:
    assert of(phrase).gender == gender
