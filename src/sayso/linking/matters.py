"""Which documents are of one matter: those that share words which few others hold.

Only within a matter is it worth asking whether two statements say the same. A word counts by its
rarity, as an inverse document frequency does (Spärck Jones, Journal of Documentation, 1972); the
sum is divided by the root of both documents' counts of words, so that long ones gain nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import exp, log, sqrt

from sayso.linking.forms import forms, tells
from sayso.linking.propositions import Proposition

LIKE = 0.025
"""The likeness from which on two documents are of one matter.

Chosen so that planted statements of one claim pass, and hardly any documents taken by chance.
"""
_BESIDE = 1000
"""So many other documents are imagined beside a ledger's own, so that in a small one, where
every word is rare, all documents pass that share a few."""
_COMMON = 4.0
"""What a word must exceed to count: about one document in 55 may hold it."""


def words(propositions: Iterable[Proposition]) -> frozenset[str]:
    """The words of a document that carry meaning, as they are compared."""
    return frozenset(form for one in propositions for form in forms(one.told) if tells(form))


def rarity(holders: int, documents: int) -> float:
    """What a word counts that so many documents of so many hold; 0 if they are too many."""
    return max(0.0, log((documents + _BESIDE) / (holders + 1)) - _COMMON)


def most_holders(documents: int) -> int:
    """In how many documents of so many a word may stand and still count."""
    return int((documents + _BESIDE) / exp(_COMMON)) - 1


def likeness(shared: float, one: int, other: int) -> float:
    """How like two documents are: their shared words' rarities together, and their counts."""
    return shared / sqrt(max(1, one * other))
