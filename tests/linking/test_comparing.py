"""Which propositions are compared."""

from __future__ import annotations

import numpy as np

from sayso.linking.comparing import COPIES, MOST, NEAR, Propositions, near_others, near_within
from sayso.linking.propositions import Proposition
from sayso.linking.relating import Bytes


def said(document: str, text: str, at: int = 0) -> Proposition:
    return Proposition(document, None, ((at, at + len(text)),), text, text, "")


def turned(degrees: float) -> Bytes:
    """A vector in a plane."""
    angle = np.radians(degrees)
    return np.rint(127 * np.array([np.cos(angle), np.sin(angle)])).astype(np.int8)


def own(*given: tuple[Proposition, Bytes]) -> Propositions:
    return Propositions([one for one, _ in given], [vector for _, vector in given], frozenset())


def test_the_nearest_are_compared_and_no_more_than_so_many() -> None:
    others = [(said("b", f"Gate {at} was shut."), turned(at)) for at in range(3 * MOST)]
    found = list(near_others(own((said("a", "The gate was shut."), turned(0))), others))
    assert [one.other.text for one in found] == [f"Gate {at} was shut." for at in range(MOST)]


def test_what_is_far_is_not_compared() -> None:
    limit = float(np.degrees(np.arccos(NEAR)))
    others = [(said("b", "Near."), turned(limit - 3)), (said("b", "Far."), turned(limit + 3))]
    found = near_others(own((said("a", "The gate was shut."), turned(0))), others)
    assert [one.other.text for one in found] == ["Near."]


def test_copies_take_no_room() -> None:
    copies = [(said(f"b{at}", "The gate was shut."), turned(1)) for at in range(2 * MOST)]
    others = [*copies, (said("c", "The gate was open."), turned(2))]
    found = list(near_others(own((said("a", "They shut the gate."), turned(0))), others))
    assert [one.other.text for one in found] == [
        *["The gate was shut."] * COPIES,
        "The gate was open.",
    ]


def test_what_was_said_before_is_compared_with_that_alone() -> None:
    others = [
        (said("b", "The gate was shut."), turned(0)),
        (said("c", "They shut the gate."), turned(1)),
    ]
    found = list(near_others(own((said("a", "The gate was shut."), turned(0))), others))
    assert [(one.other.document, one.nearness) for one in found] == [("b", 1.0)]


def test_two_of_one_document_are_compared_once() -> None:
    some = own(
        (said("a", "The gate was shut."), turned(0)),
        (said("a", "Nobody shut the gate.", 30), turned(5)),
    )
    (found,) = near_within(some)
    assert (found.one.text, found.other.text) == ("The gate was shut.", "Nobody shut the gate.")


def test_without_others_nothing_is_compared() -> None:
    some = own((said("a", "The gate was shut."), turned(0)))
    assert not list(near_others(some, []))
    assert not list(near_within(some))
    assert not list(near_within(own()))
