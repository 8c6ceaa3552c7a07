"""Mentions of one name: abbreviations, surnames, short forms, other spellings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sayso.extracting.words import Words
from sayso.resolving.abbreviations import bracketed
from sayso.resolving.groups import Groups
from sayso.resolving.kinds import BODIES
from sayso.resolving.names import (
    initials,
    is_acronym,
    letters,
    parse,
    same_person,
    same_sound,
    skeleton,
)
from sayso.resolving.table import Table, ending_at

_ARTICLE = 2
"""How many units before a name its mention may begin: an article."""
_NAMES_COMPARED = 600
"""Different names of a text that are compared with one another for their sound."""


def join_brackets(text: str, words: Words, groups: Groups) -> None:
    """Join names with the abbreviations that the text gives for them in brackets."""
    for long, short in bracketed(text):
        one = _ending_at(words, groups.table, long)
        other = _ending_at(words, groups.table, short)
        if one is not None and other is not None:
            groups.join(one, other)


def _ending_at(words: Words, table: Table, place: tuple[int, int]) -> int | None:
    """The mention that is a stretch of text, or its longest part that ends where it ends."""
    units = words.within(*place)
    ending = (
        row for row in ending_at(table, units.stop) if table.start[row] >= units.start - _ARTICLE
    )
    return next(ending, None)


def join_names(groups: Groups) -> None:
    """The same name in the same or a shorter form."""
    rows: defaultdict[tuple[str, str | None], list[int]] = defaultdict(list)
    for row, name in enumerate(groups.names):
        if name:
            rows[" ".join(parse(name).parts), groups.generation[row]].append(row)
    for same in rows.values():
        for row in same[1:]:
            groups.join(same[0], row)
    firsts = [same[0] for same in rows.values()][:_NAMES_COMPARED]
    _join_surnames(groups, firsts)
    _join_givens(groups, firsts)
    _join_short_forms(groups, firsts)
    _join_sounds(groups, firsts)


def _join_surnames(groups: Groups, firsts: Sequence[int]) -> None:
    """A surname alone is the only person, or else the one named last, who bears it."""
    people = [
        row for row in firsts if groups.may_be_person(row) and " of " not in groups.names[row]
    ]
    named = {row: parse(groups.names[row]) for row in people}
    for row in people:
        if len(named[row].parts) > 1:
            continue
        fuller = [
            other
            for other in people
            if groups.is_person(other)
            and len(named[other].parts) > 1
            and groups.generation[other] == groups.generation[row]
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


def _join_givens(groups: Groups, firsts: Sequence[int]) -> None:
    """A given name alone is the only person who bears it, if it is nobody's surname."""
    named = {row: parse(groups.names[row]).parts for row in firsts if groups.is_person(row)}
    surnames = {parts[-1] for parts in named.values() if len(parts) > 1}
    for row, parts in named.items():
        if len(parts) > 1 or parts[0] in surnames:
            continue
        bearers = [one for one, full in named.items() if len(full) > 1 and full[0] == parts[0]]
        if len({groups.find(one) for one in bearers}) == 1:
            groups.join(bearers[0], row)


def _join_short_forms(groups: Groups, firsts: Sequence[int]) -> None:
    """Take "the Council" for the one council of the text, or else for the one named last."""
    named = {row: parse(groups.names[row]).parts for row in firsts if not groups.is_person(row)}
    for row, parts in named.items():
        if len(parts) > 1 or parts[0] not in BODIES:
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
    by_sound: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for row in firsts:
        by_sound[tuple(map(skeleton, parse(groups.names[row]).parts))].append(row)
    for same in by_sound.values():
        for place, row in enumerate(same):
            for other in same[:place]:
                if same_sound(groups.names[row], groups.names[other]):
                    groups.join(other, row)


def join_acronyms(groups: Groups) -> None:
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
