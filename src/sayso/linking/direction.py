"""Of two reports with the same words: which leans on which, if anything tells.

A credit tells more than a date: who prints later may have had it from the same agency. Without
a credit only a later report of which most stands in an earlier one leans on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sayso.linking.credits import plain

_MOST = 0.5
"""The share of a report's passages from which on it may be called a copy."""


class Way(StrEnum):
    """Which of two leans on which: "a>b" means that a had it from b."""

    A_ON_B = "a>b"
    B_ON_A = "b>a"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a document says of where it comes from.

    ``names``: what its publisher is called (publisher, feed's source); ``published``: an ISO
    8601 date, with or without a time; ``credits``: whom it credits
    (:func:`sayso.linking.credits.credited`); ``carried``: the share of its passages, from 0 to
    1, that stand in the other too.
    """

    names: tuple[str, ...] = ()
    published: str | None = None
    credits: frozenset[str] = frozenset()
    carried: float = 0.0


def direction(a: Provenance, b: Provenance) -> tuple[Way, str]:
    """Which of two leans on which, and why, in words."""
    a_credits, b_credits = _credited(a, b), _credited(b, a)
    if a_credits and b_credits:
        return Way.UNKNOWN, "each credits the other"
    if a_credits:
        return Way.A_ON_B, f"it credits {a_credits}"
    if b_credits:
        return Way.B_ON_A, f"the other credits {b_credits}"
    common = sorted(a.credits & b.credits)
    if common:
        return Way.UNKNOWN, f"both credit {common[0]}"
    return _by_date(a, b)


def _credited(one: Provenance, other: Provenance) -> str | None:
    """What the one calls the other's publisher where it credits it."""
    names = [(name, plain(name)) for name in other.names if plain(name)]
    own = {plain(name) for name in one.names}
    for credit in sorted(one.credits - own):
        for name, form in names:
            if form not in own and (
                credit == form or _begins(credit, form) or credit == _initials(form)
            ):
                return name
    return None


def _begins(long: str, short: str) -> bool:
    return f"{long} ".startswith(f"{short} ")


def _initials(name: str) -> str:
    words = name.split()
    return "".join(word[0] for word in words) if len(words) > 2 else ""


def _by_date(a: Provenance, b: Provenance) -> tuple[Way, str]:
    if not a.published or not b.published:
        return Way.UNKNOWN, "a date is missing, and neither credits the other"
    size = min(len(a.published), len(b.published))
    first, second = a.published[:size], b.published[:size]
    if first == second:
        return Way.UNKNOWN, "of the same date, and neither credits the other"
    later = a if first > second else b
    if later.carried < _MOST:
        return Way.UNKNOWN, "both may have it from the same mouth; neither credits the other"
    why = f"later, and {later.carried:.0%} of its passages stand in the other"
    return (Way.A_ON_B if later is a else Way.B_ON_A), why
