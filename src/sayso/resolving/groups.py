"""Groups of mentions: joined, unless it is known that they cannot be one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from sayso.extracting.model import Floats
from sayso.extracting.words import Bools, Words
from sayso.resolving.generations import generations
from sayso.resolving.kinds import DOCUMENTS, GOVERNMENTS, ORGANISATIONS, count_of
from sayso.resolving.mentions import Sort
from sayso.resolving.names import clash, gender_of, is_acronym, parse
from sayso.resolving.proper import PERSON, proper_names
from sayso.resolving.table import NOWHERE, Table
from sayso.resolving.traits import FEMALE, MALE, PLURAL, Pronoun

SPEAKING = (Pronoun.HE, Pronoun.SHE, Pronoun.IT, Pronoun.THEY)
"""The pronouns that stand for a speaker who is not the one at "I"."""

IN_TALK = (Pronoun.I, Pronoun.WE, Pronoun.YOU)
"""The pronouns whose meaning depends on who speaks."""

_MUTE = 0.35
_ABLE = DOCUMENTS | ORGANISATIONS | GOVERNMENTS
_MAYBE = 0.15
"""The chance of being a person's below which a mention is none."""

_EVEN = 0.2
"""How far apart the chances of two sorts are that are about the same."""


def mute(table: Table) -> Bools:
    """Which mentions are of what cannot speak: things without a name, but for documents."""
    able = np.asarray([one.head_word in _ABLE for one in table.traits], dtype=bool).reshape(-1)
    acting = table.chances[:, Sort.PERSON] + table.chances[:, Sort.ORGANISATION]
    found: Bools = (acting < _MUTE) & (table.pronoun == Pronoun.NONE) & (table.name == 0)
    found &= ~able & (table.source == NOWHERE)
    return found


def bodily(table: Table) -> Floats:
    """How much likelier each name is an organisation's than a person's; 0 for what is none."""
    more = table.chances[:, Sort.ORGANISATION] - table.chances[:, Sort.PERSON]
    found: Floats = np.where((table.name > 0) & (np.abs(more) > _EVEN), more, 0.0)
    return found


class Groups:
    """A union-find over mentions that refuses to join what cannot be one."""

    def __init__(self, text: str, words: Words, table: Table, heading: Bools) -> None:
        self._above = list(range(len(table)))
        self._others: defaultdict[int, set[int]] = defaultdict(set)
        self.pronoun: list[int] = table.pronoun.tolist()
        self.source: list[int] = table.source.tolist()
        self.table = table
        self.names = proper_names(text, words, table, heading)
        chances = table.chances
        told = chances[:, Sort.PERSON] >= PERSON * (1 - chances[:, Sort.NONE])
        self._people: list[bool] = told.tolist()
        self._genders = [int(one) if one in (MALE, FEMALE) else 0 for one in table.gender]
        self._called_he = [one in (Pronoun.HE, Pronoun.SHE) for one in self.pronoun]
        self._bodily: list[float] = bodily(table).tolist()
        self._single = [self._is_single(row) for row in range(len(table))]
        self._mute: list[bool] = mute(table).tolist()
        self._speaks = [
            place != NOWHERE and pronoun in SPEAKING
            for place, pronoun in zip(self.source, self.pronoun, strict=True)
        ]
        self._several = [
            one.pronoun is Pronoun.THEY or count_of(one.head_word) is not None
            for one in table.traits
        ]
        self._full = [[parse(name)] if name and not is_acronym(name) else [] for name in self.names]
        self.generation = generations(text, words, table, self.names)
        self._generations = [set() if one is None else {one} for one in self.generation]
        for row, full in enumerate(self._full):
            if full and self.is_person(row):
                self._genders[row] = self._genders[row] or gender_of(full[0])

    def is_person(self, row: int) -> bool:
        """Whether a mention, which it is taken for, is a person's rather than anything else's."""
        return self._people[row]

    def may_be_person(self, row: int) -> bool:
        """Whether nothing speaks against a mention's being a person's."""
        return float(self.table.chances[row, Sort.PERSON]) >= _MAYBE

    def may_be_place(self, row: int) -> bool:
        """Whether a mention is a place's rather than an organisation's."""
        chances = self.table.chances[row]
        return float(chances[Sort.PLACE]) > float(chances[Sort.ORGANISATION])

    def _is_single(self, row: int) -> bool:
        """Whether a mention is surely of one person: he, she, or a full name."""
        if int(self.table.pronoun[row]) in (Pronoun.HE, Pronoun.SHE):
            return True
        full = len(parse(self.names[row]).parts) > 1 if self.names[row] else False
        return full and self.is_person(row) and self.table.number[row] != PLURAL

    def find(self, row: int) -> int:
        """The mention that stands for the group of this one."""
        while self._above[row] != row:
            self._above[row] = self._above[self._above[row]]
            row = self._above[row]
        return row

    def part(self, one: int, other: int) -> None:
        """Keep the groups of two mentions apart from now on, if they are."""
        first, second = self.find(one), self.find(other)
        if first != second:
            self._others[first].add(second)
            self._others[second].add(first)

    def join(self, one: int, other: int) -> bool:
        """Bring the groups of two mentions together, unless they cannot be one."""
        first, second = sorted((self.find(one), self.find(other)))
        if first == second:
            return True
        if self._apart(first, second):
            return False
        self._above[second] = first
        for other in self._others.pop(second, ()):
            self._others[other].discard(second)
            self._others[other].add(first)
            self._others[first].add(other)
        self._genders[first] |= self._genders[second]
        self._single[first] |= self._single[second]
        self._called_he[first] |= self._called_he[second]
        self._bodily[first] += self._bodily[second]
        self._mute[first] |= self._mute[second]
        self._speaks[first] |= self._speaks[second]
        self._several[first] |= self._several[second]
        self._full[first] += self._full[second]
        self._generations[first] |= self._generations[second]
        return True

    def _apart(self, one: int, other: int) -> bool:
        if other in self._others.get(one, ()):
            return True
        if (self._mute[one] and self._speaks[other]) or (self._speaks[one] and self._mute[other]):
            return True
        if self._genders[one] | self._genders[other] == MALE | FEMALE:
            return True
        he_or_she = self._called_he[one] or self._called_he[other]
        if he_or_she and self._bodily[one] + self._bodily[other] > 0:
            return True
        if (self._single[one] and self._several[other]) or (
            self._several[one] and self._single[other]
        ):
            return True
        if len(self._generations[one] | self._generations[other]) > 1:
            return True
        longest = [
            max(self._full[row], key=lambda name: len(name.parts), default=None)
            for row in (one, other)
        ]
        return longest[0] is not None and longest[1] is not None and clash(longest[0], longest[1])

    def is_single(self, row: int) -> bool:
        """Whether the group of a mention is one person."""
        if self._single[self.find(row)]:
            return True
        return self.is_person(row) and self.table.number[row] != PLURAL

    def groups(self) -> list[list[int]]:
        """The rows of each group, in the order of their first."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for row in range(len(self._above)):
            found[self.find(row)].append(row)
        return list(found.values())


@dataclass(frozen=True, slots=True)
class Grouped:
    """The mentions of each actor together.

    ``narrator`` are the groups that are the narrator; ``voices`` has, for each group that is
    a person's "we", the group of that person, who speaks for it.
    """

    groups: Groups
    narrator: frozenset[int]
    voices: dict[int, int]
