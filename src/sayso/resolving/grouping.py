"""Mentions brought together into one actor each: certain rules first, then the link head.

Every joining is checked against what the two sides are known to be: two people of one
surname and different given names, a he and a she, stay apart whatever else speaks for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np

from sayso.extracting.model import Floats
from sayso.extracting.words import Bools, Ints, Words
from sayso.resolving.groups import Groups
from sayso.resolving.kinds import ROLES
from sayso.resolving.merging import join_acronyms, join_brackets, join_names
from sayso.resolving.names import is_acronym, parse
from sayso.resolving.table import NOWHERE, Table, around, ending_at, word_at
from sayso.resolving.traits import PLURAL, Definite, Pronoun, Traits

_IN_TALK = (Pronoun.I, Pronoun.WE, Pronoun.YOU)
_BACK = 2000
"""How many mentions before "the group" are counted to tell which one it is."""

_NEARBY = 2
"""How many sentences later an "it" that speaks is still the one who spoke before."""

_ANOTHER = frozenset("another second third different further additional".split())
_GENERIC = frozenset(
    "group organisation organization movement company party agency firm network coalition".split()
)


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
    of their own, ``others`` pairs that are not one unless they have one name.
    """
    groups = Groups(text, words, table, heading)
    told = list(told)
    for one, other in told:
        groups.join(one, other)
    _join_addressed(groups)
    _join_nested(words, table, groups)
    _join_appositions(text, words, table, groups)
    _join_relatives(text, words, table, groups)
    join_brackets(text, words, groups)
    join_names(groups)
    join_acronyms(groups)
    for one, other in others:
        groups.part(one, other)
    if linked is not None:
        settled = {row for _, row in told}
        _join_linked(groups, *linked, settled)
        _join_definite(groups, linked[0])
        _join_generic(groups, linked[0])
        _join_speakers(groups)
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
        before = int(antecedent[row])
        if row not in settled and not _other(table.traits[row], table.traits[before]):
            groups.join(row, before)


def _other(mine: Traits, theirs: Traits) -> bool:
    """Whether the words of two phrases tell them apart: "the mayor of X", "the mayor of Y"."""
    if mine.pronoun or theirs.pronoun:
        return False
    own, its = set(mine.content), set(theirs.content)
    if not own & its:
        return False
    return bool(own - its and its - own) or not (own - its).isdisjoint(_ANOTHER)


def _join_definite(groups: Groups, antecedent: Ints) -> None:
    """Take "the letter" without an antecedent for the last letter that was mentioned.

    "The curator" is the last one who was called that: "curator Mara Quill" too.
    """
    table = groups.table
    last: dict[str, int] = {}
    rows = zip(table.traits, table.definite.tolist(), antecedent.tolist(), strict=True)
    for row, (told, definite, before) in enumerate(rows):
        if groups.pronoun[row]:
            continue
        known = before < 0 and definite in (Definite.THE, Definite.THIS)
        if known and told.head_word in last:
            before = last[told.head_word]
            if not _other(told, table.traits[before]):
                groups.join(before, row)
        if groups.names[row] and groups.is_person(row):
            named = parse(groups.names[row]).parts
            called = (word for word in told.content if word in ROLES and word not in named)
            last.update(dict.fromkeys(called, row))
        last[told.head_word] = row


def _join_speakers(groups: Groups) -> None:
    """Take an "it" that speaks, and of which nothing else is known, for the last who spoke."""
    sentence = groups.table.sentence.tolist()
    named = {
        groups.find(row) for row, pronoun in enumerate(groups.pronoun) if pronoun == Pronoun.NONE
    }
    last: int | None = None
    for row, place in enumerate(groups.source):
        if place == NOWHERE or groups.table.scope[row] != NOWHERE:
            continue
        bare = groups.pronoun[row] == Pronoun.IT and groups.find(row) not in named
        if bare and last is not None and sentence[row] - sentence[last] <= _NEARBY:
            groups.join(last, row)
        last = row


def _join_addressed(groups: Groups) -> None:
    """Take every "you" of the narrator for the reader, or whoever is addressed throughout."""
    scope = groups.table.scope.tolist()
    rows = [
        row
        for row, pronoun in enumerate(groups.pronoun)
        if pronoun == Pronoun.YOU and scope[row] == NOWHERE
    ]
    for row in rows[1:]:
        groups.join(rows[0], row)


def _join_generic(groups: Groups, antecedent: Ints) -> None:
    """Take "the group" without an antecedent for the organisation that has come up most."""
    table = groups.table
    for row in np.flatnonzero(antecedent < 0).tolist():
        generic = table.traits[row].head_word in _GENERIC and table.definite[row] == Definite.THE
        if not generic or len(table.traits[row].content) > 1 or groups.find(row) != row:
            continue
        often = Counter(
            groups.find(other)
            for other in range(max(0, row - _BACK), row)
            if groups.names[other]
            and not groups.may_be_place(other)
            and (is_acronym(groups.names[other]) or not groups.is_person(other))
        )
        if often:
            groups.join(often.most_common(1)[0][0], row)


def _join_nested(words: Words, table: Table, groups: Groups) -> None:
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
                if words.shape[between].all():
                    groups.join(outer, row)
            outer -= 1


def _join_appositions(text: str, words: Words, table: Table, groups: Groups) -> None:
    """A phrase and the name that ends it after a comma: "a shift leader, Pell Adric"."""
    for row in np.flatnonzero(table.name).tolist():
        start, end = int(table.start[row]), int(table.end[row])
        if not groups.names[row] or not start or word_at(text, words, start - 1) != ",":
            continue
        for one in (other for other in ending_at(table, end) if table.head[other] < start - 1):
            inside = range(int(table.start[one]), start)
            if all(word_at(text, words, unit).casefold() != "and" for unit in inside):
                groups.join(one, row)
        closed = end >= len(words) or not words.is_word[end] or table.source[row] != NOWHERE
        before = _phrase_up_to(table, groups, start - 1) if closed else None
        if before is not None and groups.is_person(row):
            groups.join(before, row)


def _phrase_up_to(table: Table, groups: Groups, stop: int) -> int | None:
    """The longest phrase for one person, no name, that ends at a unit."""
    rows = [row for row in ending_at(table, stop) if table.number[row] != PLURAL]
    first = rows[0] if rows else None
    if first is None or groups.names[first] or not groups.is_person(first):
        return None
    return int(first)


def _join_relatives(text: str, words: Words, table: Table, groups: Groups) -> None:
    """Take "who" for whoever is named right before it, or what the clause around it is about."""
    for row in np.flatnonzero(table.pronoun == Pronoun.WHO).tolist():
        start = int(table.start[row])
        if word_at(text, words, start).casefold() not in ("who", "whom"):
            continue
        stop = start - 1 if start and word_at(text, words, start - 1) == "," else start
        named = _named_before(text, words, table, groups, stop)
        if named is None:
            about = [one for one in around(table, start) if table.head[one] < start]
            named = max(about, default=None)
        if named is not None:
            groups.join(named, row)


def _named_before(text: str, words: Words, table: Table, groups: Groups, stop: int) -> int | None:
    """Who is named up to a unit: of "families in Lower Hathe" the families."""
    for row in (one for one in ending_at(table, stop) if not groups.pronoun[one]):
        if not groups.may_be_place(row):
            return int(row)
        before = int(table.start[row]) - 1
        if before > 0 and word_at(text, words, before) in ("in", "at", "from", "of", "near"):
            return _named_before(text, words, table, groups, before)
    return None
