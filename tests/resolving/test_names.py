from __future__ import annotations

import pytest

from sayso.resolving.names import (
    clash,
    gender_of,
    initials,
    is_acronym,
    letters,
    parse,
    same_person,
    same_sound,
)
from sayso.resolving.traits import FEMALE, MALE


@pytest.mark.parametrize(
    ("text", "parts", "titles"),
    [
        ("Mara Quill", ("mara", "quill"), ()),
        ("Dr. Mara Quill Jr.", ("mara", "quill"), ("dr",)),
        ("Mara Quill, PhD", ("mara", "quill"), ()),
        ("Prime Minister Ada Brul", ("ada", "brul"), ("prime", "minister")),
        ("Mara Quill’s", ("mara", "quill"), ()),
        ("Zayd al-Harun", ("zayd", "harun"), ()),
        ("Ulf van der Tarn", ("ulf", "tarn"), ()),
        ("the Dunmore Council", ("dunmore", "council"), ("the",)),
        ("Dr", ("dr",), ()),
        ("al", ("al",), ()),
        ("", (), ()),
        ("—", (), ()),
    ],
)
def test_a_name_is_taken_apart(text: str, parts: tuple[str, ...], titles: tuple[str, ...]) -> None:
    name = parse(text)
    assert (name.parts, name.titles) == (parts, titles)
    assert name.last == (parts[-1] if parts else "")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mara Quill", "Quill"),
        ("Mara Quill", "Ms Quill"),
        ("Dr. Mara Quill", "Mara Quill"),
        ("Mara Quill", "M. Quill"),
        ("Mara Quill", "Mara E. Quill"),
        ("J. R. Tarn", "Jorel Tarn"),
        ("Mara Quill Jr.", "Mara Quill"),
        ("Mara O’Dell", "O'Dell"),
        ("Zayd al-Harun", "Zayd Harun"),
        ("Ulf van der Tarn", "Tarn"),
        ("Mara Quill-Tarn", "Tarn"),
        ("Sorena Mussawen", "Soraina Musaven"),
    ],
)
def test_two_forms_of_a_name_can_be_one_person(one: str, other: str) -> None:
    assert same_person(parse(one), parse(other))
    assert same_person(parse(other), parse(one))
    assert not clash(parse(one), parse(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mara Quill", "Ulf Quill"),
        ("Mara Quill", "U. Quill"),
        ("Dr Mara Quill", "Mr Ulf Quill"),
        ("Mara E. Quill", "Ulf E. Quill"),
    ],
)
def test_two_of_one_family_clash(one: str, other: str) -> None:
    for first, second in ((parse(one), parse(other)), (parse(other), parse(one))):
        assert clash(first, second)
        assert not same_person(first, second)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Mara Quill", "Mara Tarn"), ("Mara", "Mara Quill"), ("", "Mara Quill"), ("Tarn", "Torn")],
)
def test_names_with_other_surnames_neither_agree_nor_clash(one: str, other: str) -> None:
    assert not same_person(parse(one), parse(other))
    assert not clash(parse(one), parse(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mujavedin", "Mojavedeen"),
        ("Khaldaran", "Qaldaran"),
        ("Zoltani", "Soltani"),
        ("Wolmar", "Volmar"),
        ("Philben", "Filben"),
        ("Sharavi", "Šaravi"),
        ("Zeyad Haroun", "Ziyad Harun"),
        ("Мареновка", "Marenovka"),
        ("Μαρένθη", "Marenthi"),
        ("مارنتا", "Marenta"),
    ],
)
def test_one_name_in_two_spellings_sounds_the_same(one: str, other: str) -> None:
    assert same_sound(one, other)
    assert same_sound(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Marenth", "Dunmore"),
        ("Thalvari", "Dalvari"),
        ("Tarn", "Torn"),
        ("Mara Quill", "Quill"),
        ("Мареновка", "Dunmore"),
    ],
)
def test_other_names_do_not(one: str, other: str) -> None:
    assert not same_sound(one, other)


@pytest.mark.parametrize("text", ["NRL", "N.R.L.", "N.R.L", "NRLs", "KDR", "U.S.", "UPWo"])
def test_capitals_are_an_abbreviation(text: str) -> None:
    assert is_acronym(text)


@pytest.mark.parametrize("text", ["Nrl", "nrl", "N", "", "Mara", "A1", "NRL-B", "N.s", "N R L"])
def test_anything_else_is_none(text: str) -> None:
    assert not is_acronym(text)


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Northern Relief League", {"NRL"}),
        ("the Union of Port Workers", {"UPW", "UOPW"}),
        ("Upland Irrigators’ League", {"UIL"}),
        ("Lower-Hathe Watch", {"LHW"}),
        ("Quill", set()),
        ("", set()),
    ],
)
def test_a_name_allows_abbreviations_by_its_initials(name: str, forms: set[str]) -> None:
    assert initials(name) == forms


@pytest.mark.parametrize("written", ["NRL", "N.R.L.", "NRLs"])
def test_an_abbreviation_s_letters_leave_out_dots_and_plural(written: str) -> None:
    assert letters(written) == "NRL"


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Mary Quill", FEMALE),
        ("Dr Mary E. Quill", FEMALE),
        ("John Tarn", MALE),
        ("Zabel Tarn", 0),
        ("José Tarn", MALE),
        ("Ji-hoon Tarn", MALE),
        ("Tarn Mei-ling", FEMALE),
        ("Mary", 0),
        ("Quill", 0),
    ],
)
def test_a_given_name_may_tell_the_gender(name: str, gender: int) -> None:
    assert gender_of(parse(name)) == gender
