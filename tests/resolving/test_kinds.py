from __future__ import annotations

import numpy as np
import pytest

from sayso import ActorType
from sayso.resolving.kinds import count_of, is_unnamed, type_of
from sayso.resolving.mentions import Sort
from sayso.resolving.traits import traits


def typed(sort: Sort, *phrases: str, named: bool = False) -> ActorType:
    """The type of an actor all of whose mentions are surely of one sort."""
    chances = np.zeros((len(phrases), len(Sort)), dtype=np.float32)
    chances[:, sort] = 1.0
    told = [traits(tuple(phrase.split())) for phrase in phrases]
    return type_of(chances, told, named=named, abbreviated=any(one.isupper() for one in phrases))


@pytest.mark.parametrize(
    ("sort", "phrases", "type"),
    [
        (Sort.PERSON, ["a keeper", "she"], ActorType.PERSON),
        (Sort.PERSON, ["three keepers"], ActorType.GROUP),
        (Sort.PERSON, ["the police", "they"], ActorType.GROUP),
        (Sort.ORGANISATION, ["the widows"], ActorType.GROUP),
        (Sort.ORGANISATION, ["the council"], ActorType.ORGANISATION),
        (Sort.PERSON, ["the council"], ActorType.ORGANISATION),
        (Sort.ORGANISATION, ["the government of Marenth"], ActorType.PLACE),
        (Sort.THING, ["a letter", "it"], ActorType.DOCUMENT),
        (Sort.ORGANISATION, ["the report"], ActorType.DOCUMENT),
        (Sort.THING, ["the boat"], ActorType.UNKNOWN),
        (Sort.PERSON, ["It", "its"], ActorType.UNKNOWN),
        (Sort.PERSON, ["the child", "it"], ActorType.PERSON),
    ],
)
def test_the_type_of_what_has_no_name(sort: Sort, phrases: list[str], type: ActorType) -> None:
    assert typed(sort, *phrases) is type


@pytest.mark.parametrize(
    ("sort", "phrases", "type"),
    [
        (Sort.PERSON, ["Mara Quill", "she"], ActorType.PERSON),
        (Sort.PERSON, ["Mara Quill", "they"], ActorType.PERSON),
        (Sort.ORGANISATION, ["the Dunmore Council"], ActorType.ORGANISATION),
        (Sort.PLACE, ["the Dunmore Council"], ActorType.ORGANISATION),
        (Sort.PLACE, ["Marenth"], ActorType.PLACE),
        (Sort.PERSON, ["NRL"], ActorType.ORGANISATION),
    ],
)
def test_the_type_of_what_has_a_name(sort: Sort, phrases: list[str], type: ActorType) -> None:
    assert typed(sort, *phrases, named=True) is type


@pytest.mark.parametrize(
    ("phrase", "count"),
    [
        ("three officials", 3),
        ("Two of them", 2),
        ("the six", 6),
        ("the twelve keepers", 12),
        ("12 families", 12),
        ("some 40 families", 40),
        ("at least four men", 4),
        ("5,000 people", 5000),
        ("two dozen families", 24),
        ("three hundred people", 300),
        ("2 million people", 2_000_000),
        ("a keeper", None),
        ("one official", None),
        ("several officials", None),
        ("dozens of people", None),
        ("the 1999 report", None),
        ("Mara Quill", None),
        ("", None),
        ("—", None),
        ("9" * 400, None),
    ],
)
def test_how_many_they_are(phrase: str, count: int | None) -> None:
    assert count_of(phrase) == count


@pytest.mark.parametrize(
    "phrase",
    [
        "a source close to the ministry",
        "two officials",
        "an aide",
        "senior officials",
        "unnamed diplomats",
        "anonymous sources",
        "several residents",
        "Insiders",
        "a person familiar with the talks",
        "an aide who spoke on condition of anonymity",
    ],
)
def test_a_source_that_is_kept_nameless(phrase: str) -> None:
    assert is_unnamed(phrase)


@pytest.mark.parametrize(
    "phrase",
    ["Mara Quill", "the official", "the Dunmore Council", "the minister", "the families", "a boat"],
)
def test_one_that_is_known(phrase: str) -> None:
    assert not is_unnamed(phrase)
