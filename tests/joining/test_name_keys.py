from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso import Actor, ActorType
from sayso.joining import NameKey, alias_keys, key_of, name_key


def actor(name: str, *aliases: str, **more: object) -> Actor:
    return Actor(id="act-1", name=name, aliases=aliases, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mara Quill", "MARA QUILL"),
        ("Mara Quill", "Mara  Quill’s"),
        ("Mara Quill", "Ms. Mara Quill"),
        ("Mara Quill", "Prime Minister Mara Quill"),
        ("Mara Quill", "Oster County Sheriff Deputy Mara Quill"),
        ("Mara Quill", "the 33-year-old novelist Mara Quill"),
        ("Mara Quill", "Mara Quill, 45"),
        ("Quill", "Ms Quill"),
        ("Quill", "President Quill"),
        ("Mara O’Dell", "Mara O'Dell"),
        ("J. Q. Marsh", "J.Q. Marsh"),
        ("И. И. Маров", "И.И. Маров"),
        ("U.N.", "UN"),
        ("U. S. Relief Agency", "US Relief Agency"),
        ("the Northern Relief League", "Northern Relief League"),
        ("Vandel Inc.", "Vandel"),
        ("Van\u00addel", "Vandel"),
        ("al-Harun", "Al-Harun"),
        ("Ｍara Quill", "Mara Quill"),
    ],
)
def test_one_name_written_in_two_ways_has_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mara Quill", "Maara Quill"),
        ("Mara Quill", "M. Quill"),
        ("Mara Quill", "Mara Quill Jr."),
        ("Mara Quill", "Мара Квилл"),
        ("Harlow Police", "Harlow Police Department"),
        ("North Vandel", "Vandel"),
    ],
)
def test_other_spellings_and_forms_have_keys_of_their_own(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


@pytest.mark.parametrize(
    "name",
    [
        *("the actress", "Her rep", "I'm", "We", "33", "Officials", "the Police", "", "—", "of"),
        *(
            "Boston's top rival",
            "Supporters of Quill",
            "a Harlow council",
            "Prime Minister",
            "Foreign Ministry",
        ),
    ],
)
def test_what_is_no_name_has_no_key(name: str) -> None:
    assert key_of(name) is None


@pytest.mark.parametrize("name", ["General Motors", "Prince Harbour", "O'Dell"])
def test_words_that_look_like_titles_stay_in_names(name: str) -> None:
    key = key_of(name)
    assert key is not None
    assert key.text == name.casefold()


def test_names_in_other_scripts_have_keys() -> None:
    assert key_of("مارا الحارون") == NameKey("مارا الحارون")
    assert key_of("मीरा नायर") == NameKey("मीरा नायर")


def test_who_is_kept_nameless_or_counted_or_a_document_has_no_key() -> None:
    assert name_key(actor("Mara Quill")) == NameKey("mara quill")
    assert name_key(actor("Mara Quill", unnamed=True)) is None
    assert name_key(actor("Mara Quill", count=3)) is None
    assert name_key(actor("Quill Report", type=ActorType.DOCUMENT)) is None


def test_the_type_is_not_part_of_the_key() -> None:
    keys = {name_key(actor("Vandel", type=one)) for one in ActorType if one != "document"}
    assert keys == {NameKey("vandel")}


def test_aliases_that_look_like_the_name_are_worth_an_edge() -> None:
    mara = actor("Mara Jane Quill", "Quill", "Mara Quill", "Quil", "the Minister", "Mara")
    assert alias_keys(mara) == (NameKey("quill"), NameKey("mara quill"))


def test_a_town_or_a_pair_is_no_alias() -> None:
    assert alias_keys(actor("Vandel Clinic", "Vandel", "Oster", "VANDEL")) == ()
    assert alias_keys(actor("Mara Quill and Ned Tarn", "Tarn", "Mara Quill")) == ()


def test_an_abbreviation_is_worth_an_edge_for_a_body() -> None:
    league = "Northern Relief League"
    assert alias_keys(actor(league, "NRL")) == (NameKey("nrl"),)
    assert alias_keys(actor(league, "ZKV", type=ActorType.ORGANISATION)) == (NameKey("zkv"),)
    assert alias_keys(actor(league, "ZKV", type=ActorType.PERSON)) == ()


def test_who_has_no_key_has_no_aliases() -> None:
    assert alias_keys(actor("the actress", "Mara Quill")) == ()


def test_the_id_is_stable_and_tells_marks_apart() -> None:
    key = NameKey("mara quill")
    assert key.id == "who-95e5265b28c5"
    assert key.marked("the painter").id not in (key.id, key.marked("the judge").id)


@given(st.text(max_size=40))
def test_any_text_has_a_whole_key_or_none(text: str) -> None:
    key = key_of(text)
    if key is not None:
        assert key.text == " ".join(key.parts)
        assert all(key.parts)
        assert len(key.id) == 16
    assert key_of(text) == key
