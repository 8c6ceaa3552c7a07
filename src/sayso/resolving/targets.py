"""Whom an act is turned on: the accused, those asked, those warned."""

from __future__ import annotations

import re

import numpy as np

from sayso.attribution import Act, Attribution
from sayso.extracting.words import Words
from sayso.resolving.mentions import Sort
from sayso.resolving.table import Table
from sayso.resolving.traits import Pronoun

TURNED = frozenset(
    {Act.ACCUSES, Act.DENIES, Act.DEMANDS, Act.ASKS, Act.PROMISES, Act.WARNS, Act.SUPPORTS, Act.DOUBTS}
)
"""The acts that can be turned on somebody."""

_LEADING = frozenset("on upon against at to of with for about over toward towards the a an “ ” \" '".split())
_LEADS = 3
_PASSIVE = re.compile(
    r"(?i)^(?:has |have |had |was |were |is |are |also |then |even |widely |being |been |be )*"
    r"(?:was|were|is|are|been|being|be|get|gets|got)\b.*\w(?:ed|en)\b"
)
_ASIDE = frozenset((Pronoun.WHO, Pronoun.THIS, Pronoun.ANYONE, Pronoun.IT))


def target_of(
    text: str, words: Words, table: Table, attribution: Attribution, act: Act
) -> int | None:
    """The mention that the act is turned on, if the text names one beside the cue."""
    if act not in TURNED or not attribution.cue:
        return None
    cue = words.within(attribution.cue.start, attribution.cue.end)
    if _PASSIVE.match(attribution.cue.text):
        return _ending(table, cue.start) if act is not Act.DEMANDS else _ending(table, cue.start)
    start = cue.stop
    for _ in range(_LEADS + 1):
        row = _beginning(table, start)
        if row is not None or start >= len(words):
            return row
        if text[words.starts[start] : words.ends[start]].casefold() not in _LEADING:
            return None
        start += 1
    return None


def _beginning(table: Table, unit: int) -> int | None:
    """The longest mention that begins with a unit, if it can be the target of an act."""
    low = int(table.start.searchsorted(np.int32(unit)))
    high = int(table.start.searchsorted(np.int32(unit), side="right"))
    return low if low < high and _can_be(table, low) else None


def _ending(table: Table, unit: int) -> int | None:
    """The longest mention that ends before a unit, if it can be the target of an act."""
    rows = np.flatnonzero(table.end == unit)
    return int(rows[0]) if len(rows) and _can_be(table, int(rows[0])) else None


def _can_be(table: Table, row: int) -> bool:
    sort = int(table.chances[row, 1:].argmax()) + 1
    return sort != Sort.THING and int(table.pronoun[row]) not in _ASIDE
