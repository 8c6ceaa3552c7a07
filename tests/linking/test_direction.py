"""Which of two reports leans on which."""

from __future__ import annotations

import pytest

from sayso.linking import Provenance, Way, credited, direction


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("HALVERN (AP) — The harbour is closed.", "ap"),
        ("The harbour is closed. (Reuters)", "reuters"),
        ("The closure was first reported by the Harbour Post.", "harbour post"),
        ("“We will wait,” she told The Harbour Post.", "harbour post"),
        ("In an interview with Radio Halvern she denied it.", "radio halvern"),
        ("The Harbour Post first reported the closure.", "harbour post"),
    ],
)
def test_credits_are_found(text: str, name: str) -> None:
    assert name in credited(text)


def test_no_credit_is_found_where_there_is_none() -> None:
    assert credited("The harbour (built in 1902) is closed, said Mara Quill.") == frozenset()


POST = Provenance(("Harbour Post",), "2031-05-02", carried=0.2)
HERALD = Provenance(("The Herald",), "2031-05-03", carried=0.9)


def test_who_credits_the_other_leans_on_it_whatever_the_date() -> None:
    first = Provenance(("The Herald",), "2031-05-01", frozenset({"harbour post"}))
    assert direction(first, POST) == (Way.A_ON_B, "it credits Harbour Post")
    assert direction(POST, first) == (Way.B_ON_A, "the other credits Harbour Post")


def test_an_agency_goes_by_its_initials_too() -> None:
    copy = Provenance(("The Herald",), None, frozenset({"hna"}))
    assert direction(copy, Provenance(("Halvern News Agency",)))[0] is Way.A_ON_B


def test_two_that_credit_the_same_agency_lean_on_neither() -> None:
    credits = frozenset({"ap"})
    one, other = Provenance(("A Post",), credits=credits), Provenance(("B Post",), credits=credits)
    assert direction(one, other) == (Way.UNKNOWN, "both credit ap")


def test_a_later_report_leans_on_an_earlier_one_that_holds_most_of_it() -> None:
    way, why = direction(POST, HERALD)
    assert way is Way.B_ON_A
    assert "90%" in why
    assert direction(HERALD, POST)[0] is Way.A_ON_B


@pytest.mark.parametrize(
    "other",
    [
        Provenance(("The Herald",), "2031-05-03", carried=0.1),
        Provenance(("The Herald",), "2031-05-02T08:00:00Z", carried=0.9),
        Provenance(("The Herald",), None, carried=0.9),
    ],
)
def test_else_nobody_knows(other: Provenance) -> None:
    assert direction(POST, other)[0] is Way.UNKNOWN


def test_each_crediting_the_other_tells_nothing() -> None:
    one = Provenance(("Harbour Post",), credits=frozenset({"herald"}))
    other = Provenance(("The Herald",), credits=frozenset({"harbour post"}))
    assert direction(one, other) == (Way.UNKNOWN, "each credits the other")
