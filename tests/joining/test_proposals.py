from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.joining import WORTH_ASKING, Likeness, blocks, could_be_one, key_of, propose
from sayso.joining.keys import NameKey


def likeness(one: str, other: str) -> Likeness | None:
    first, second = key_of(one), key_of(other)
    assert first is not None
    assert second is not None
    return propose(first, second)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Marat Velimov", "Марат Велимов", "another script"),
        ("Vandel Com", "Vandelcom", "other spaces"),
        ("Zayd al-Harun", "Zayd Harun", "small ones"),
        ("Mara Quill", "Mara Quill Jr.", "small ones"),
        ("Sorena Mussawen", "Soraina Musaven", "sound the same"),
        ("J. Q. Marsh", "John Marsh", "initials"),
        ("Mara Quill", "Mara Jane Quill", "middle name"),
        ("Tom Quill", "Tomas J. Quill", "initials"),
        ("Mara Quillen", "Mara Quilten", "spelling"),
        ("Quill Mara", "Mara Quill", "another order"),
        ("Mara Quill", "Notorious Mara Quill", "before it"),
        ("NRL", "Northern Relief League", "first letters"),
        ("Harlow Police", "Harlow Police Department", "after it"),
        ("Quill", "Mara Quill", "last word"),
        ("Oster", "Government of Oster", "governs"),
    ],
)
def test_near_names_are_proposed_with_a_reason(one: str, other: str, reason: str) -> None:
    found = likeness(one, other)
    assert found is not None
    assert reason in found.reason
    assert WORTH_ASKING <= found.score < 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mara", "Mara Quill"),
        ("Ned Quill", "Nora Quill"),
        ("VC", "Vandel Clinic"),
    ],
)
def test_weak_likenesses_are_hardly_worth_asking(one: str, other: str) -> None:
    found = likeness(one, other)
    assert found is not None
    assert found.score < WORTH_ASKING


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mara Quill", "Mara Quill"),
        ("Mara Quill", "Ned Tarn"),
        ("Mara Quill", "Mara Tarn"),
        ("Mara Quill", "Ned Quill"),
        ("Vandel", "North Vandel"),
        ("Quill", "Ned Tarn and Mara Quill"),
        ("Oster", "Osterian"),
    ],
)
def test_others_are_not(one: str, other: str) -> None:
    assert likeness(one, other) is None


_WORDS = st.sampled_from(
    """mara quill quil quyll seacom sea com united states ned tarn j q of and police harlow north
    nrl мара ал jr 7""".split()
)
_KEYS = (
    st.lists(_WORDS, min_size=1, max_size=4)
    .map(lambda words: key_of(" ".join(words).title()))
    .filter(lambda key: key is not None)
)


@given(_KEYS, _KEYS)
def test_the_order_of_two_names_is_nothing(one: NameKey, other: NameKey) -> None:
    assert propose(one, other) == propose(other, one)


@settings(derandomize=True)
@given(_KEYS, _KEYS)
def test_names_that_are_proposed_share_a_block(one: NameKey, other: NameKey) -> None:
    found = propose(one, other)
    if found is not None and found.score >= WORTH_ASKING:
        assert blocks(one) & blocks(other)


def test_full_names_of_two_need_not_be_held_against_each_other() -> None:
    assert not could_be_one(NameKey("tom heller"), NameKey("nora hiller"))
    assert could_be_one(NameKey("tom heller"), NameKey("hiller"))
    assert could_be_one(NameKey("mara quillen"), NameKey("mara quilten"))


def test_a_name_has_few_blocks() -> None:
    assert len(blocks(NameKey("central bureau of statistics and surveys of oster"))) < 40
    assert len(blocks(NameKey("mara quill"))) < 10


_PEOPLE = [
    *(("Mara Quill", "Quill"), ("Chidi Obonna", "Obonna"), ("Wei Zhanlo", "Zhanlo")),
    *(("Rivka Sternal", "Sternal"), ("Hamid Karouf", "Karouf"), ("Olga Petrin", "Petrin")),
    *(("Lakshmi Veerap", "Veerap"), ("Tomás Ibarruz", "Ibarruz")),
]


def test_names_of_all_peoples_are_treated_alike() -> None:
    forms = ["{full}", "{last}", "Ms. {last}", "President {full}", "{full}'s", "{initial}. {last}"]
    seen = set()
    for full, last in _PEOPLE:
        written = [form.format(full=full, last=last, initial=full[0]) for form in forms]
        keys = [key_of(one) for one in written]
        assert None not in keys
        shape = tuple(keys.index(key) for key in keys)
        alike = [propose(a, b) for a in keys for b in keys if a and b]
        seen.add((shape, tuple(alike)))
    assert len(seen) == 1
