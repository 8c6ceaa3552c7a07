"""Whom an act is turned on: the accused, those asked, those warned."""

from __future__ import annotations

import re

import numpy as np

from sayso.attribution import Act, Attribution
from sayso.extracting.words import Words
from sayso.resolving.mentions import Sort
from sayso.resolving.table import Table, ending_at, word_at
from sayso.resolving.traits import Pronoun

TURNED = frozenset(
    {
        Act.ACCUSES,
        Act.DENIES,
        Act.DEMANDS,
        Act.ASKS,
        Act.PROMISES,
        Act.WARNS,
        Act.SUPPORTS,
        Act.DOUBTS,
    }
)
"""The acts that can be turned on somebody."""

_OF_SOMEBODY = frozenset({Act.ACCUSES, Act.DENIES, Act.SUPPORTS, Act.DOUBTS})
"""The acts that are turned on somebody where they are turned on what is theirs."""

_PRESS = frozenset("journalists media newsmen press reporters".split())
"""Who is told a denial, and not denied."""

_LEADING = frozenset("on upon against at to of with for about over toward towards the a an".split())
_MARKS = frozenset("“”\"'‘’")
_LEADS = 3
_PASSIVE = re.compile(
    r"(?i)^(?:\w+ly |has |have |had |also |then |even |will |would |may |might |should |already )*"
    r"(?:was|were|is|are|been|being|be|get|gets|got)\b.*\w(?:ed|en)\b"
)
_ASIDE = frozenset((Pronoun.WHO, Pronoun.THIS, Pronoun.ANYONE, Pronoun.IT))


def target_of(
    text: str, words: Words, table: Table, attribution: Attribution, act: Act
) -> int | None:
    """The mention that the act is turned on, if the text names one where it should be.

    That is right after the cue ("asked X to"), at the end of it ("urging X"), before it if
    it is passive ("X was accused"), or at the beginning of the content.
    """
    if act not in TURNED or not attribution.cue:
        return None
    cue = words.within(attribution.cue.start, attribution.cue.end)
    if _PASSIVE.match(attribution.cue.text):
        row = _ending(table, cue.start)
        return row if row is not None else _first(words, table, attribution, act)
    row = _within(table, cue.start, cue.stop)
    if row is not None:
        return row
    row = _after(text, words, table, cue.stop, act)
    if row is None:
        return _first(words, table, attribution, act)
    heard = act in _OF_SOMEBODY and table.traits[row].head_word in _PRESS
    return None if heard else row


def _after(text: str, words: Words, table: Table, unit: int, act: Act) -> int | None:
    """The mention after a cue, behind a preposition and quotation marks at most."""
    leading = _LEADING | {"that"} if act in (Act.ACCUSES, Act.DOUBTS) else _LEADING
    for place in range(unit, min(unit + _LEADS + 1, len(words))):
        row = _beginning(table, place, act)
        if row is not None:
            return row
        word = word_at(text, words, place).casefold()
        if word not in leading and word not in _MARKS:
            return None
    return None


def _first(words: Words, table: Table, attribution: Attribution, act: Act) -> int | None:
    """The mention that a content before its cue begins with: "X was refused"."""
    content = attribution.content
    if not content or content.start > attribution.cue.start:
        return None
    return _beginning(table, words.within(content[0].start, content[0].end).start, act)


def _beginning(table: Table, unit: int, act: Act) -> int | None:
    """The longest mention that begins with a unit, if it can be the target of an act.

    Of "the ministry's report" it is the ministry, where what is theirs is meant.
    """
    low = int(table.start.searchsorted(np.int32(unit)))
    high = int(table.start.searchsorted(np.int32(unit), side="right"))
    last = high if act in _OF_SOMEBODY else min(low + 1, high)
    return next((row for row in range(low, last) if _can_be(table, row)), None)


def _ending(table: Table, unit: int) -> int | None:
    """The longest mention that ends before a unit, if it can be the target of an act."""
    rows = ending_at(table, unit)
    return rows[0] if rows and _can_be(table, rows[0]) else None


def _within(table: Table, start: int, stop: int) -> int | None:
    """The longest mention at the end of a cue, if it can be the target of an act."""
    low, high = (int(table.start.searchsorted(np.int32(unit))) for unit in (start + 1, stop))
    ending = [row for row in range(low, high) if table.end[row] in (stop, stop - 1)]
    return next((row for row in ending if _can_be(table, row)), None)


def _can_be(table: Table, row: int) -> bool:
    sort = int(table.chances[row, 1:].argmax()) + 1
    return sort != Sort.THING and int(table.pronoun[row]) not in _ASIDE
