"""Whom a short name means among the places that tell one claim."""

from __future__ import annotations

import pytest
from telling import count, told

from sayso.linking.joinings import Known
from sayso.linking.origins import reckon
from sayso.linking.testimony import Voice


def person(name: str, *calls: str, id: str = "") -> Voice:
    """Somebody with a name who is called so in the text."""
    return Voice((name,), id=id or f"who-{name}", person=True, calls=calls or (name,))


CRAIL = person("Edda Crail", "Dr Edda Crail, a vet in Sall")
DOUBT = Known(alike=lambda one, other: "the last word of the other name alone")


@pytest.mark.parametrize(
    ("short", "full"),
    [
        (Voice(("inquiry",), named=False, calls=("the inquiry",)), "Sall Bell Inquiry"),
        (Voice(("Mercury",), id="who-m", calls=("the Mercury",)), "Sall Mercury"),
        (Voice(("Sallwright",), id="who-s", body=True), "Sallwright Brothers"),
        (Voice(("institute",), named=False, calls=("the Institute",)), "Institute of Bells"),
        (Voice(("Gullwing magazine",), named=False), "Gullwing"),
        (Voice(("police",), named=False, calls=("police",)), "Sall City Police"),
        (Voice(("army",), named=False, calls=("the army",)), "Interim Army, General Command"),
        (Voice(("SNA",), id="who-sna", calls=("SNA",)), "Selat News Agency"),
        (Voice(("La Comarca",), id="who-la", calls=("La Comarca",)), "La Comarca de Halvern"),
    ],
)
def test_a_body_is_known_by_its_short_name(short: Voice, full: str) -> None:
    assert count(reckon([told("a", short), told("b", house=full)])) == (1, 1)


def test_a_short_name_that_two_bodies_have_is_neithers() -> None:
    short = Voice(("inquiry",), named=False, calls=("the inquiry",))
    houses = [told("b", house="Sall Bell Inquiry"), told("c", house="Lune Inquiry")]
    assert count(reckon([told("a", short), *houses])) == (2, 3)


@pytest.mark.parametrize(("call", "origins"), [("the {}", (1, 1)), ("a {}", (1, 2))])
def test_an_office_of_one_name_is_one_unless_it_is_one_of_many(
    call: str, origins: tuple[int, int]
) -> None:
    calls = (call.format("governor's office"),)
    office = Voice(("governor's office",), named=False, calls=calls)
    assert count(reckon([told("a", office), told("b", office)])) == origins


def test_an_inquiry_is_not_the_inquiry() -> None:
    short = Voice(("inquiry",), named=False, calls=("an inquiry",))
    assert count(reckon([told("a", short), told("b", house="Sall Bell Inquiry")])) == (1, 2)


@pytest.mark.parametrize(
    "short",
    [
        person("Crail", "Dr Crail"),
        person("Crail", "Mrs Crail, the vet"),
        person("Crail", "Crail's", "she"),
    ],
)
def test_a_surname_with_the_same_title_or_office_or_none_is_the_one_who_bears_it(
    short: Voice,
) -> None:
    assert count(reckon([told("a", CRAIL), told("b", short)], DOUBT)) == (1, 1)


@pytest.mark.parametrize("called", ["Judge Crail", "Mr Crail"])
def test_a_surname_with_another_title_stays_in_doubt(called: str) -> None:
    short = person("Crail", called)
    assert count(reckon([told("a", CRAIL), told("b", short)], DOUBT)) == (1, 2)


def test_one_paper_tells_of_one_bearer_of_a_surname() -> None:
    both = [
        told("a", person("Edda Crail", "Edda Crail"), house="Sall Post"),
        told("b", person("Crail", "Mrs Crail"), house="Sall Post"),
    ]
    assert count(reckon(both, DOUBT)) == (1, 1)


def test_a_surname_that_two_bear_stays_in_doubt() -> None:
    sister = person("Jory Crail", "Dr Jory Crail")
    short = person("Crail", "Dr Crail")
    found = reckon([told("a", CRAIL), told("b", sister), told("c", short)], DOUBT)
    assert found.most == 3


def test_the_vet_is_the_one_who_is_called_a_vet() -> None:
    vet = Voice(("vet",), named=False, person=True, calls=("the vet who came",))
    assert count(reckon([told("a", CRAIL), told("b", vet)])) == (1, 1)


def test_what_the_accused_is_heard_to_say_is_the_word_of_who_heard_it() -> None:
    vance = person("Emeric Vance")
    heard = told("a", CRAIL, vance)
    written = told("b", person("Jory Pask"), about=("who-Emeric Vance",))
    found = reckon([heard, written])
    assert count(found) == (2, 2)
    assert found.groups[0].name in ("Edda Crail", "Jory Pask")


def test_two_who_heard_the_accused_are_two() -> None:
    vance = person("Emeric Vance")
    about = ("who-Emeric Vance",)
    both = [told("a", CRAIL, vance, about=about), told("b", person("Jory Pask"), vance)]
    assert count(reckon(both)) == (2, 2)


def test_who_tells_it_of_themselves_is_the_source_of_it() -> None:
    vance = person("Emeric Vance")
    about = ("who-Emeric Vance",)
    some = [told("a", vance), told("b", CRAIL, vance), told("c", vance, about=about)]
    assert count(reckon(some)) == (1, 1)
