"""How prominent a mention is where another looks back to it.

What models of salience count (Lappin and Leass 1994; Grosz, Joshi and Weinstein 1995): what a
clause is about comes before what stands after a preposition, who spoke last before who did not,
and what nothing that would fit stands in between before what is further off.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.extracting.words import Bools, Ints
from sayso.resolving.mentions import Sort
from sayso.resolving.slots import Slot
from sayso.resolving.table import NOWHERE, Table
from sayso.resolving.traits import FEMALE, MALE, PLURAL, Pronoun

_RIVALS = 3
"""From so many on, mentions in between that would fit are not told apart."""

_MAYBE = 0.3
"""The chance from which on a mention may be of a sort."""

_OFTEN = np.asarray([2, 3, 6], dtype=np.int32)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is counted once for all mentions of a text.

    ``spoke`` is for each mention the last before it that spoke, ``met`` how often its main word
    has been met; ``fitting`` how many of the mentions before a place each pronoun would fit.
    """

    spoke: Ints
    met: Ints
    fitting: dict[Pronoun, Ints]


def standing(table: Table) -> Standing:
    """What is counted of a text's mentions."""
    fitting = {
        one: np.concatenate([[0], np.cumsum(fits)]).astype(np.int32)
        for one, fits in _fitting(table).items()
    }
    return Standing(_last_speakers(table), _times(table), fitting)


def prominence(
    table: Table, counted: Standing, later: Ints, earlier: Ints
) -> list[NDArray[np.bool_]]:
    """What tells of pairs (later, earlier) how near at hand the earlier mention is."""
    mine, theirs = table.slot[later], table.slot[earlier]
    between = _rivals(table, counted, later, earlier)
    spoke = counted.spoke[later]
    speaker = spoke == earlier
    called = (table.head_word[spoke] == table.head_word[earlier]) & (spoke != NOWHERE)
    met = np.searchsorted(_OFTEN, counted.met[earlier], side="right")
    return [
        *(mine == one for one in Slot),
        *(theirs == one for one in Slot),
        (mine == theirs) & (mine != Slot.NONE),
        (mine == Slot.SUBJECT) & (theirs == Slot.SUBJECT),
        *(between == count for count in range(_RIVALS + 1)),
        speaker,
        speaker & (table.source[later] != NOWHERE),
        called & ~speaker & (table.pronoun[earlier] == Pronoun.NONE),
        *(met == step for step in range(1, len(_OFTEN) + 1)),
    ]


def _fitting(table: Table) -> dict[Pronoun, Bools]:
    """Which mentions each pronoun would fit; of mentions with one main word the longest alone."""
    first = np.zeros(len(table), dtype=bool)
    first[np.unique(table.head, return_index=True)[1]] = True
    plain = (table.pronoun == Pronoun.NONE) & first
    several = table.number == PLURAL
    person = table.chances[:, Sort.PERSON] >= _MAYBE
    body = table.chances[:, Sort.ORGANISATION] >= _MAYBE
    open_ = table.gender == 0
    return {
        Pronoun.HE: plain & person & ~several & (open_ | ((table.gender & MALE) > 0)),
        Pronoun.SHE: plain & person & ~several & (open_ | ((table.gender & FEMALE) > 0)),
        Pronoun.IT: plain & ~person & ~several,
        Pronoun.THEY: plain & (several | body),
    }


def _rivals(table: Table, counted: Standing, later: Ints, earlier: Ints) -> Ints:
    """How many mentions between the two a pronoun would fit; 0 for what is no pronoun."""
    found = np.zeros(len(later), dtype=np.int32)
    for pronoun, upto in counted.fitting.items():
        chosen = table.pronoun[later] == pronoun
        found[chosen] = (upto[later] - upto[earlier + 1])[chosen]
    return np.minimum(found, _RIVALS)


def _last_speakers(table: Table) -> Ints:
    """For each mention the last before it that spoke, outside quotation, and that it may be."""
    last: dict[int, int] = {}
    found = np.full(len(table), NOWHERE, dtype=np.int32)
    rows = zip(
        table.source.tolist(),
        table.scope.tolist(),
        table.gender.tolist(),
        table.number.tolist(),
        strict=True,
    )
    for row, (source, scope, gender, number) in enumerate(rows):
        found[row] = last.get(gender & (MALE | FEMALE), last.get(0, NOWHERE))
        if source == NOWHERE or scope != NOWHERE or number == PLURAL:
            continue
        last[0] = row
        for one in (MALE, FEMALE):
            if not gender & (MALE | FEMALE) or gender & one:
                last[one] = row
    return found


def _times(table: Table) -> Ints:
    """How often each mention's main word has been met, up to it."""
    counts: dict[int, int] = {}
    found: list[int] = []
    for word in table.head_word.tolist():
        counts[word] = counts.get(word, 0) + 1
        found.append(counts[word])
    return np.asarray(found, dtype=np.int32).reshape(-1)
