"""Mentions brought together into one actor each: certain rules first, then the link head.

Every joining is checked against what the two sides are known to be: two people of one
surname and different given names, a he and a she, stay apart whatever else speaks for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from sayso.extracting.model import Floats
from sayso.extracting.words import Bools, Ints, Words
from sayso.resolving.abbreviations import bracketed
from sayso.resolving.mentions import Sort
from sayso.resolving.names import (
    PARTICLES,
    Name,
    clash,
    initials,
    is_acronym,
    letters,
    parse,
    same_person,
    same_sound,
)
from sayso.resolving.table import Table
from sayso.resolving.traits import FEMALE, MALE, TITLES, Pronoun

_PERSON = 0.5
_IN_TALK = (Pronoun.I, Pronoun.WE, Pronoun.YOU)
_JOINING = frozenset("of for and the e".split())
_NAMES_COMPARED = 600
"""Different names of a text that are compared with one another for their sound."""


class Groups:
    """A union-find over mentions that refuses to join what cannot be one."""

    def __init__(self, text: str, words: Words, table: Table, heading: Bools) -> None:
        self._above = list(range(len(table)))
        self.shape = words.shape
        self.table = table
        self.names = _names(text, words, table, heading)
        self._genders = [int(one) if one in (MALE, FEMALE) else 0 for one in table.gender]
        self._single = [self._is_single(row) for row in range(len(table))]
        self._several = [int(one) == Pronoun.THEY for one in table.pronoun]
        self._people: list[list[Name]] = [
            [parse(name)] if name and self.is_person(row) else []
            for row, name in enumerate(self.names)
        ]

    def is_person(self, row: int) -> bool:
        """Whether a mention is a person's rather than anything else's."""
        return float(self.table.chances[row, Sort.PERSON]) >= _PERSON

    def _is_single(self, row: int) -> bool:
        """Whether a mention is surely of one person: he, she, or a full name."""
        if int(self.table.pronoun[row]) in (Pronoun.HE, Pronoun.SHE):
            return True
        full = len(parse(self.names[row]).parts) > 1 if self.names[row] else False
        return full and self.is_person(row) and self.table.number[row] != 2

    def find(self, row: int) -> int:
        """The mention that stands for the group of this one."""
        while self._above[row] != row:
            self._above[row] = self._above[self._above[row]]
            row = self._above[row]
        return row

    def join(self, one: int, other: int) -> bool:
        """Bring the groups of two mentions together, unless they cannot be one."""
        first, second = sorted((self.find(one), self.find(other)))
        if first == second:
            return True
        if self._apart(first, second):
            return False
        self._above[second] = first
        self._genders[first] |= self._genders[second]
        self._single[first] |= self._single[second]
        self._several[first] |= self._several[second]
        self._people[first] += self._people[second]
        return True

    def _apart(self, one: int, other: int) -> bool:
        if self._genders[one] | self._genders[other] == MALE | FEMALE:
            return True
        if (self._single[one] and self._several[other]) or (
            self._several[one] and self._single[other]
        ):
            return True
        longest = [max(self._people[row], key=lambda name: len(name.parts), default=None)
                   for row in (one, other)]
        return longest[0] is not None and longest[1] is not None and clash(longest[0], longest[1])

    def groups(self) -> list[list[int]]:
        """The rows of each group, in the order of their first."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for row in range(len(self._above)):
            found[self.find(row)].append(row)
        return list(found.values())


def _names(text: str, words: Words, table: Table, heading: Bools) -> list[str]:
    """The name that each mention is, or ``""``.

    In a heading every word has a capital: there only what is a name elsewhere is one.
    """
    names = [_name(text, words, table, row) for row in range(len(table))]
    known = {
        name for row, name in enumerate(names) if name and not heading[int(table.start[row])]
    }
    for row, name in enumerate(names):
        if name and heading[int(table.start[row])] and name not in known | _short(name):
            parts = name.split()
            ends = (" ".join(parts[place:]) for place in range(1, len(parts)))
            names[row] = next((end for end in ends if end in known), "")
    return names


def _short(name: str) -> set[str]:
    return {name} if is_acronym(name) else set()


def _name(text: str, words: Words, table: Table, row: int) -> str:
    """A mention's name, if it is one: the capitals that end with its head, titles aside."""
    if not table.name[row]:
        return ""
    start, head = int(table.start[row]), int(table.head[row])
    first = head
    while first > start and _goes_on(text, words, first - 1):
        first -= 1
    while first < head and not words.shape[first]:
        first += 1
    if table.chances[row, Sort.PERSON] >= _PERSON:
        first = _after_titles(text, words, first, head)
    stop = _through_of(text, words, table, row, head + 1)
    return " ".join(text[words.starts[first] : words.ends[stop - 1]].split())


def _goes_on(text: str, words: Words, unit: int) -> bool:
    """Whether a unit before a capital can be of the same name: a capital, "al-", "J."."""
    word = text[words.starts[unit] : words.ends[unit]]
    if words.shape[unit] or word in ("-", "&"):
        return True
    if word == ".":
        return int(words.ends[unit - 1] - words.starts[unit - 1]) <= 4 if unit else False
    return word in PARTICLES or (word in _JOINING and unit > 0 and words.shape[unit - 1] > 0)


def _after_titles(text: str, words: Words, first: int, head: int) -> int:
    titled = [
        unit
        for unit in range(first, head)
        if text[words.starts[unit] : words.ends[unit]].casefold() in TITLES
    ]
    after = max(titled, default=first - 1) + 1
    while after < head and not words.is_word[after]:
        after += 1
    return after


def _through_of(text: str, words: Words, table: Table, row: int, stop: int) -> int:
    """Where a name such as "Government of Iraq" ends: "of" and capitals belong to it."""
    end = int(table.end[row])
    while stop + 1 < end:
        if text[words.starts[stop] : words.ends[stop]] not in ("of", "for", "-", "and"):
            break
        after = stop + 1
        if text[words.starts[after] : words.ends[after]] == "the":
            after += 1
        if after >= end or not words.shape[after]:
            break
        stop = after + 1
        while stop < end and words.shape[stop]:
            stop += 1
    return stop


def group(
    text: str,
    words: Words,
    table: Table,
    heading: Bools,
    linked: tuple[Ints, Floats] | None,
    told: Iterable[tuple[int, int]] = (),
) -> Groups:
    """Bring together the mentions of a text.

    ``heading`` tells which units stand in headings. ``linked`` are the link head's antecedents with their chances; ``told`` are pairs of
    mentions that are one for a reason of their own.
    """
    groups = Groups(text, words, table, heading)
    for one, other in told:
        groups.join(one, other)
    _join_nested(table, groups)
    _join_brackets(text, words, groups)
    _join_names(groups)
    _join_acronyms(groups)
    if linked is not None:
        _join_linked(groups, *linked)
    return groups


def _join_linked(groups: Groups, antecedent: Ints, sure: Floats) -> None:
    """Follow the link head, the surest first; who "I" and "you" are depends on who speaks."""
    table = groups.table
    rows = np.flatnonzero((antecedent >= 0) & table.vectors.any(1))
    mine, theirs = table.pronoun[rows], table.pronoun[antecedent[rows]]
    spoken = np.isin(mine, _IN_TALK) | np.isin(theirs, _IN_TALK)
    heard = (mine == Pronoun.YOU) & (theirs == Pronoun.YOU)
    heard &= table.scope[rows] == table.scope[antecedent[rows]]
    rows = rows[~spoken | heard]
    for row in rows[np.argsort(-sure[rows], kind="stable")].tolist():
        groups.join(row, int(antecedent[row]))


def _join_nested(table: Table, groups: Groups) -> None:
    """A mention within a mention with the same main word is the same; so is a role with its name.

    "Leader Ada Voss" and "leader" in it are one, "the leader" of "the leader's aide" is not.
    """
    first: dict[int, int] = {}
    for row, head in enumerate(table.head.tolist()):
        groups.join(first.setdefault(head, row), row)
        if table.name[row] or not groups.is_person(row):
            continue
        outer = row - 1
        while outer >= 0 and table.start[outer] == table.start[row]:
            if table.name[outer] and groups.is_person(outer) and table.end[row] <= table.head[outer]:
                between = slice(int(table.end[row]), int(table.head[outer]))
                if groups.shape[between].all():
                    groups.join(outer, row)
            outer -= 1


def _join_brackets(text: str, words: Words, groups: Groups) -> None:
    for long, short in bracketed(text):
        one = _ending_at(words, groups.table, long)
        other = _ending_at(words, groups.table, short)
        if one is not None and other is not None:
            groups.join(one, other)


def _ending_at(words: Words, table: Table, place: tuple[int, int]) -> int | None:
    """The mention that is a stretch of text, or its longest part that ends where it ends."""
    units = words.within(*place)
    low = int(table.start.searchsorted(units.start))
    high = int(table.start.searchsorted(units.stop))
    ending = [row for row in range(low, high) if table.end[row] == units.stop]
    return min(ending, default=None)


def _join_names(groups: Groups) -> None:
    """The same name in the same or a shorter form."""
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for row, name in enumerate(groups.names):
        if name:
            rows[" ".join(parse(name).parts)].append(row)
    for same in rows.values():
        for row in same[1:]:
            groups.join(same[0], row)
    firsts = [same[0] for same in rows.values()][:_NAMES_COMPARED]
    _join_surnames(groups, firsts)
    _join_sounds(groups, firsts)


def _join_surnames(groups: Groups, firsts: Sequence[int]) -> None:
    """A surname alone is the only person, or else the one named last, who bears it."""
    people = [row for row in firsts if groups.is_person(row)]
    named = {row: parse(groups.names[row]) for row in people}
    for row in people:
        if len(named[row].parts) > 1:
            continue
        fuller = [
            other
            for other in people
            if len(named[other].parts) > 1 and same_person(named[row], named[other])
        ]
        before = [other for other in fuller if other < row]
        for other in (before[-1:] or fuller[:1]):
            groups.join(row, other)
    for place, row in enumerate(people):
        for other in people[:place]:
            both = len(named[row].parts) > 1 and len(named[other].parts) > 1
            if both and same_person(named[row], named[other]):
                groups.join(other, row)


def _join_sounds(groups: Groups, firsts: Sequence[int]) -> None:
    by_sound: defaultdict[int, list[int]] = defaultdict(list)
    for row in firsts:
        by_sound[len(parse(groups.names[row]).parts)].append(row)
    for same in by_sound.values():
        for place, row in enumerate(same):
            for other in same[:place]:
                if same_sound(groups.names[row], groups.names[other]):
                    groups.join(other, row)


def _join_acronyms(groups: Groups) -> None:
    """An abbreviation is the one name of the text whose initials it has."""
    long: defaultdict[str, list[int]] = defaultdict(list)
    for row, name in enumerate(groups.names):
        for form in initials(name) if name and not is_acronym(name) else ():
            if form[:1] == name.split()[0][:1].upper() or len(form) > 2:
                long[form].append(row)
    for row, name in enumerate(groups.names):
        if not name or not is_acronym(name):
            continue
        meant = {groups.find(other): other for other in long.get(letters(name).upper(), ())}
        if len(meant) == 1:
            groups.join(row, *meant.values())

