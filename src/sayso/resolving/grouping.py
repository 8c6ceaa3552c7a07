"""Mentions brought together into one actor each: certain rules first, then the link head.

Every joining is checked against what the two sides are known to be: two people of one
surname and different given names, a he and a she, stay apart whatever else speaks for it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from sayso.extracting.model import Floats
from sayso.extracting.words import Bools, Ints, Words
from sayso.resolving.abbreviations import bracketed
from sayso.resolving.kinds import GOVERNMENTS, ORGANISATIONS
from sayso.resolving.mentions import Sort
from sayso.resolving.names import (
    PARTICLES,
    Name,
    clash,
    gender_of,
    initials,
    is_acronym,
    letters,
    parse,
    same_person,
    same_sound,
)
from sayso.resolving.relatives import PEOPLE
from sayso.resolving.table import Table
from sayso.resolving.traits import FEMALE, MALE, PLURAL, TITLES, Definite, Pronoun

_PERSON = 0.5
_MAYBE = 0.15
_IN_TALK = (Pronoun.I, Pronoun.WE, Pronoun.YOU)
_OWNER = re.compile(r"['’]s?$")
_BEFORE_NAMES = frozenset("the a an former ex late dear our their his her my its your".split())
_GENERIC = frozenset(
    "group organisation organization movement company party agency firm network coalition".split()
)
_JOINING = frozenset("of for and the e".split())
_NAMES_COMPARED = 600
"""Different names of a text that are compared with one another for their sound."""


class Groups:
    """A union-find over mentions that refuses to join what cannot be one."""

    def __init__(self, text: str, words: Words, table: Table, heading: Bools) -> None:
        self._above = list(range(len(table)))
        self._others: defaultdict[int, set[int]] = defaultdict(set)
        self.shape = words.shape
        self.pronoun: list[int] = table.pronoun.tolist()
        self.source: list[int] = table.source.tolist()
        self.table = table
        self.names = _names(text, words, table, heading)
        self._genders = [int(one) if one in (MALE, FEMALE) else 0 for one in table.gender]
        self._single = [self._is_single(row) for row in range(len(table))]
        self._several = [int(one) == Pronoun.THEY for one in table.pronoun]
        self._people: list[list[Name]] = [
            [parse(name)] if name and self.is_person(row) else []
            for row, name in enumerate(self.names)
        ]
        for row, told in enumerate(self._people):
            self._genders[row] = self._genders[row] or (gender_of(told[0]) if told else 0)

    def is_person(self, row: int) -> bool:
        """Whether a mention is a person's rather than anything else's."""
        return float(self.table.chances[row, Sort.PERSON]) >= _PERSON

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
        self._several[first] |= self._several[second]
        self._people[first] += self._people[second]
        return True

    def _apart(self, one: int, other: int) -> bool:
        if other in self._others.get(one, ()):
            return True
        if self._genders[one] | self._genders[other] == MALE | FEMALE:
            return True
        if (self._single[one] and self._several[other]) or (
            self._several[one] and self._single[other]
        ):
            return True
        longest = [
            max(self._people[row], key=lambda name: len(name.parts), default=None)
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


def _names(text: str, words: Words, table: Table, heading: Bools) -> list[str]:
    """The name that each mention is, or ``""``.

    In a heading every word has a capital: there only what is a name elsewhere is one. At
    the beginning of a sentence too: a word that the text has in lower case is none.
    """
    common = PEOPLE | {
        _word(text, words, unit).casefold()
        for unit in np.flatnonzero(words.is_word & (words.shape == 0)).tolist()
    }
    names = [_name(text, words, table, row) for row in range(len(table))]
    for row in np.flatnonzero(table.name).tolist():
        begins = _begins(text, words, int(table.head[row]))
        if begins and " " not in names[row] and names[row].casefold() in common:
            names[row] = ""
    known = {name for row, name in enumerate(names) if name and not heading[int(table.start[row])]}
    for row, name in enumerate(names):
        if name and heading[int(table.start[row])] and name not in known | _short(name):
            parts = name.split()
            ends = (" ".join(parts[place:]) for place in range(1, len(parts)))
            names[row] = next((end for end in ends if end in known), "")
    return names


def _begins(text: str, words: Words, unit: int) -> bool:
    """Whether a unit is the first word of a sentence."""
    while unit > 0 and not words.is_word[unit - 1]:
        if words.is_break[unit - 1] or _word(text, words, unit - 1) in ".!?:":
            return True
        unit -= 1
    return unit == 0


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
    while first < head and _word(text, words, first).casefold() in _BEFORE_NAMES:
        first += 1
    stop = name_end(text, words, table, row)
    name = " ".join(text[words.starts[first] : words.ends[stop - 1]].split())
    return _OWNER.sub("", name)


def _word(text: str, words: Words, unit: int) -> str:
    return text[words.starts[unit] : words.ends[unit]]


def _goes_on(text: str, words: Words, unit: int) -> bool:
    """Whether a unit before a capital can be of the same name: a capital, "al-", "J."."""
    word = _word(text, words, unit)
    if (words.shape[unit] and word != "I") or word in ("-", "&") or words.is_break[unit]:
        return True
    if unit and _word(text, words, unit - 1) == "-":
        return bool(words.starts[unit] == words.ends[unit - 1])
    if word in ("'", "’"):
        return unit > 0 and bool(words.shape[unit - 1])
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


def name_end(text: str, words: Words, table: Table, row: int) -> int:
    """Where a name ends: of "Government of Iraq", "of" and the capitals after it are part."""
    stop = int(table.head[row]) + 1
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
    others: Iterable[tuple[int, int]] = (),
) -> Groups:
    """Bring together the mentions of a text.

    ``heading`` tells which units stand in headings. ``linked`` are the link head's
    antecedents with their chances; ``told`` are pairs of mentions that are one for a reason
    of their own, ``others`` pairs that are not one unless
    they have one name.
    """
    groups = Groups(text, words, table, heading)
    told = list(told)
    for one, other in told:
        groups.join(one, other)
    _join_nested(table, groups)
    _join_appositions(text, words, table, groups)
    _join_relatives(text, words, table, groups)
    _join_brackets(text, words, groups)
    _join_names(groups)
    _join_acronyms(groups)
    for one, other in others:
        groups.part(one, other)
    if linked is not None:
        settled = {row for _, row in told}
        _join_linked(groups, *linked, settled)
        _join_definite(groups, linked[0])
        _join_generic(groups, linked[0])
    return groups


def _join_linked(groups: Groups, antecedent: Ints, sure: Floats, settled: set[int]) -> None:
    """Follow the link head, the surest first, for mentions that are not settled yet.

    Who "I" and "you" are depends on who speaks.
    """
    table = groups.table
    rows = np.flatnonzero((antecedent >= 0) & table.vectors.any(1))
    mine, theirs = table.pronoun[rows], table.pronoun[antecedent[rows]]
    spoken = np.isin(mine, _IN_TALK) | np.isin(theirs, _IN_TALK)
    heard = (mine == Pronoun.YOU) & (theirs == Pronoun.YOU)
    heard &= table.scope[rows] == table.scope[antecedent[rows]]
    rows = rows[~spoken | heard]
    for row in rows[np.argsort(-sure[rows], kind="stable")].tolist():
        if row not in settled:
            groups.join(row, int(antecedent[row]))


def _join_definite(groups: Groups, antecedent: Ints) -> None:
    """Take "the letter" without an antecedent for the last letter that was mentioned."""
    table = groups.table
    last: dict[int, int] = {}
    rows = zip(table.head_word.tolist(), table.definite.tolist(), antecedent.tolist(), strict=True)
    for row, (head, definite, before) in enumerate(rows):
        if groups.pronoun[row]:
            continue
        if before < 0 and definite in (Definite.THE, Definite.THIS) and head in last:
            groups.join(last[head], row)
        last[head] = row


def _join_generic(groups: Groups, antecedent: Ints) -> None:
    """Take "the group" without an antecedent for the organisation that has come up most."""
    table = groups.table
    for row in np.flatnonzero(antecedent < 0).tolist():
        generic = table.traits[row].head_word in _GENERIC and table.definite[row] == Definite.THE
        if not generic or len(table.traits[row].content) > 1 or groups.find(row) != row:
            continue
        often = Counter(
            groups.find(other)
            for other in range(row)
            if groups.names[other]
            and not groups.may_be_place(other)
            and (is_acronym(groups.names[other]) or not groups.is_person(other))
        )
        if often:
            groups.join(often.most_common(1)[0][0], row)


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
            if (
                table.name[outer]
                and groups.is_person(outer)
                and table.end[row] <= table.head[outer]
            ):
                between = slice(int(table.end[row]), int(table.head[outer]))
                if groups.shape[between].all():
                    groups.join(outer, row)
            outer -= 1


def _join_appositions(text: str, words: Words, table: Table, groups: Groups) -> None:
    """A phrase and the name that ends it after a comma: "a shift leader, Pell Adric"."""
    for row in np.flatnonzero(table.name).tolist():
        start = int(table.start[row])
        if not groups.names[row] or not start or _word(text, words, start - 1) != ",":
            continue
        outer = np.flatnonzero((table.end == table.end[row]) & (table.head < start - 1))
        for one in outer.tolist():
            inside = range(int(table.start[one]), start)
            if all(_word(text, words, unit).casefold() != "and" for unit in inside):
                groups.join(one, row)


def _join_relatives(text: str, words: Words, table: Table, groups: Groups) -> None:
    """Take "who" for whoever is named right before it, or what the clause around it is about."""
    for row in np.flatnonzero(table.pronoun == Pronoun.WHO).tolist():
        start = int(table.start[row])
        if _word(text, words, start).casefold() not in ("who", "whom"):
            continue
        stop = start - 1 if start and _word(text, words, start - 1) == "," else start
        named = _named_before(text, words, table, groups, stop)
        if named is None:
            around = (table.start < start) & (table.end > start) & (table.head < start)
            named = max(np.flatnonzero(around).tolist(), default=None)
        if named is not None:
            groups.join(named, row)


def _named_before(text: str, words: Words, table: Table, groups: Groups, stop: int) -> int | None:
    """Who is named up to a unit: of "families in Lower Hathe" the families."""
    for row in np.flatnonzero((table.end == stop) & (table.pronoun == Pronoun.NONE)).tolist():
        if not groups.may_be_place(row):
            return int(row)
        before = int(table.start[row]) - 1
        if before > 0 and _word(text, words, before) in ("in", "at", "from", "of", "near"):
            return _named_before(text, words, table, groups, before)
    return None


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
    _join_short_forms(groups, firsts)
    _join_sounds(groups, firsts)


def _join_surnames(groups: Groups, firsts: Sequence[int]) -> None:
    """A surname alone is the only person, or else the one named last, who bears it."""
    people = [row for row in firsts if groups.may_be_person(row)]
    named = {row: parse(groups.names[row]) for row in people}
    for row in people:
        if len(named[row].parts) > 1:
            continue
        fuller = [
            other
            for other in people
            if groups.is_person(other)
            and len(named[other].parts) > 1
            and same_person(named[row], named[other])
        ]
        before = [other for other in fuller if other < row]
        for other in before[-1:] or fuller[:1]:
            groups.join(row, other)
    for place, row in enumerate(people):
        for other in people[:place]:
            both = len(named[row].parts) > 1 and len(named[other].parts) > 1
            if both and same_person(named[row], named[other]):
                groups.join(other, row)


def _join_short_forms(groups: Groups, firsts: Sequence[int]) -> None:
    """Take "the Council" for the one council of the text, or else for the one named last."""
    named = {row: parse(groups.names[row]).parts for row in firsts if not groups.is_person(row)}
    for row, parts in named.items():
        if len(parts) > 1 or parts[0] not in ORGANISATIONS | GOVERNMENTS:
            continue
        fuller = [
            other
            for other, long in named.items()
            if len(long) > 1 and parts[0] in (long[-1], long[0]) and other != row
        ]
        before = [other for other in fuller if other < row]
        for other in before[-1:] or fuller[:1]:
            groups.join(row, other)


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
