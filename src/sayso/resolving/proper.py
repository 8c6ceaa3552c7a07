"""Which mentions are proper names, and where in a mention its name begins and ends."""

from __future__ import annotations

import re

import numpy as np

from sayso.extracting.words import Bools, Words
from sayso.resolving.kinds import ROLES
from sayso.resolving.mentions import Sort
from sayso.resolving.names import PARTICLES, initials, is_acronym, letters
from sayso.resolving.people import is_persons
from sayso.resolving.relatives import PEOPLE
from sayso.resolving.table import Table, word_at, words_of
from sayso.resolving.traits import POSSESSIVE, PRONOUNS, TITLES

PERSON = 0.5
"""The chance from which on a mention is a person's."""

_DOTTED = re.compile(r"\b[A-Z]\.[A-Z]$")
"""The end of an abbreviation with dots but for the last: "U.S"."""

_BEFORE_NAMES = frozenset("the a an former ex late dear our their his her my its your".split())
_CALLED = TITLES | ROLES
_JOINING = frozenset("of for and the e".split())


def proper_names(text: str, words: Words, table: Table, heading: Bools) -> list[str]:
    """The name that each mention is, or ``""``.

    In a heading every word has a capital: there only what is a name elsewhere is one. At
    the beginning of a sentence too: a word that the text has in lower case is none.
    """
    common = (
        PEOPLE
        | PRONOUNS.keys()
        | {
            word_at(text, words, unit).casefold()
            for unit in np.flatnonzero(words.is_word & (words.shape == 0)).tolist()
        }
    )
    names = [_name(text, words, table, row) for row in range(len(table))]
    for row in np.flatnonzero(table.name).tolist():
        begins = _begins(text, words, int(table.head[row]))
        if begins and " " not in names[row] and names[row].casefold() in common:
            names[row] = ""
    short = {letters(name).upper() for name in names if is_acronym(name)}
    known = {name for row, name in enumerate(names) if name and not heading[int(table.start[row])]}
    for row, name in enumerate(names):
        in_heading = name and heading[int(table.start[row])]
        if in_heading and name not in known and not is_acronym(name):
            parts = name.split()
            ends = (" ".join(parts[place:]) for place in range(len(parts)))
            names[row] = next((end for end in ends if end in known or short & initials(end)), "")
    return names


def _begins(text: str, words: Words, unit: int) -> bool:
    """Whether a unit is the first word of a sentence."""
    while unit > 0 and not words.is_word[unit - 1]:
        if words.is_break[unit - 1] or word_at(text, words, unit - 1) in ".!?:…":
            return True
        unit -= 1
    return unit == 0


def _name(text: str, words: Words, table: Table, row: int) -> str:
    """A mention's name, if it is one: the capitals that end with its head, titles aside."""
    if not table.name[row]:
        return ""
    start, head = int(table.start[row]), int(table.head[row])
    if are_people(text, words, table, row):
        return ""
    first = head
    while first > start and _goes_on(text, words, first - 1):
        first -= 1
    while first < head and not words.shape[first]:
        first += 1
    if table.chances[row, Sort.PERSON] >= PERSON * (1 - table.chances[row, Sort.NONE]):
        first = _after_titles(text, words, first, head)
    while first < head and word_at(text, words, first).casefold() in _BEFORE_NAMES:
        first += 1
    stop = name_end(text, words, table, row)
    name = " ".join(text[words.starts[first] : words.ends[stop - 1]].split())
    dotted = _DOTTED.search(name) and text[words.ends[stop - 1] :][:1] == "."
    return f"{name}." if dotted else POSSESSIVE.sub("", name)


def are_people(text: str, words: Words, table: Table, row: int) -> bool:
    """Whether a mention is of several people by name: "Mara Quill and Sen. Ulf Tarn"."""
    units = words_of(text, words, int(table.start[row]), int(table.head[row]) + 1)
    return "and" in units and is_persons(units[units.index("and") + 1 :])


def _goes_on(text: str, words: Words, unit: int) -> bool:
    """Whether a unit before a capital can be of the same name: a capital, "al-", "J."."""
    word = word_at(text, words, unit)
    initial = word == "I" and unit + 1 < len(words) and word_at(text, words, unit + 1) == "."
    if (
        (words.shape[unit] and (word != "I" or initial))
        or word in ("-", "&")
        or words.is_break[unit]
    ):
        return True
    if unit and word_at(text, words, unit - 1) == "-":
        return bool(words.starts[unit] == words.ends[unit - 1])
    if word in ("'", "’"):
        return unit > 0 and bool(words.shape[unit - 1])
    if word == ".":
        return int(words.ends[unit - 1] - words.starts[unit - 1]) <= 4 if unit else False
    before = unit - 1
    if before > 0 and word_at(text, words, before) in ("'", "’"):
        before -= 1
    return word in PARTICLES or (word in _JOINING and before >= 0 and words.shape[before] > 0)


def _after_titles(text: str, words: Words, first: int, head: int) -> int:
    titled = [
        unit for unit in range(first, head) if word_at(text, words, unit).casefold() in _CALLED
    ]
    after = max(titled, default=first - 1) + 1
    while after < head and not words.is_word[after]:
        after += 1
    return after


def name_end(text: str, words: Words, table: Table, row: int) -> int:
    """Where a name ends: of "Government of Iraq", "of" and the capitals after it are part.

    Of "Senator Tarn of Dunmore" they are none.
    """
    stop = int(table.head[row]) + 1
    end = int(table.end[row])
    if is_persons(words_of(text, words, int(table.start[row]), stop)):
        return stop
    while stop + 1 < end:
        if word_at(text, words, stop) not in ("of", "for", "-", "and"):
            break
        after = stop + 1
        if word_at(text, words, after) == "the":
            after += 1
        if after >= end or not words.shape[after]:
            break
        stop = after + 1
        while stop < end and words.shape[stop]:
            stop += 1
    return stop
