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
from sayso.resolving.groups import IN_TALK, Groups
from sayso.resolving.kinds import DOCUMENTS, ROLES
from sayso.resolving.mentions import Sort
from sayso.resolving.merging import join_acronyms, join_brackets, join_names
from sayso.resolving.names import is_acronym, parse
from sayso.resolving.proper import are_people
from sayso.resolving.strays import join_described, join_headlined, join_presented, join_strays
from sayso.resolving.table import NOWHERE, Table, around, ending_at, word_at
from sayso.resolving.traits import OWNERS, PLURAL, Definite, Pronoun, Traits, owns

_BACK = 2000
"""How many mentions before "the group" are counted to tell which one it is."""

_NEARBY = 2
"""How many sentences later an "it" that speaks is still the one who spoke before."""

_ANOTHER = frozenset("another second third different further additional".split())
_CALLED = 7
"""How many units after a name its role may stand."""

_QUALIFYING = frozenset("of at in for from to who and with on".split())
_LONGEST, _LEAD = 30, 60
"""How many units a headline has at most, and how many mentions below it it may mean."""

_APPOSED = 16
"""How many units an apposition has at most."""

_SURELY_A_PLACE = 0.7
"""The chance from which on a name is a place's, whatever the text goes on to call it."""

_ARTICLES = frozenset("a an the his her its their".split())
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
    _join_nested(text, words, table, groups)
    _join_appositions(text, words, table, groups)
    _join_called(table, groups)
    _join_relatives(text, words, table, groups)
    join_brackets(text, words, groups)
    join_names(groups)
    join_acronyms(groups)
    _join_headline(text, words, table, groups)
    owners = _owners(text, words, table)
    for one, other in [*others, *owners]:
        groups.part(one, other)
    if linked is not None:
        for one, other in owners:
            if linked[0][one] != NOWHERE:
                groups.part(int(linked[0][one]), other)
        settled = {row for _, row in told} | join_presented(text, words, groups)
        _join_linked(groups, *linked, settled)
        _join_definite(text, words, groups, linked[0])
        _join_generic(groups, linked[0])
        _join_speakers(groups)
    if len(table) and _has_headline(text, words):
        join_headlined(text, words, groups)
    join_described(text, words, groups)
    join_strays(text, words, groups)
    return groups


def _join_headline(text: str, words: Words, table: Table, groups: Groups) -> None:
    """Take a headline's "Health officer" for the first person below who is called that."""
    if not len(table) or not _has_headline(text, words):
        return
    after = int(table.paragraph.searchsorted(1))
    below = range(after, min(after + _LEAD, len(table)))
    for row in range(after):
        told = table.traits[row]
        bare = told.definite == Definite.BARE and not told.pronoun and told.number != PLURAL
        if not bare or groups.names[row] or not groups.is_person(row):
            continue
        called = set(told.content)
        meant = (
            one
            for one in below
            if called <= set(table.traits[one].content)
            and table.traits[one].number != PLURAL
            and groups.is_person(one)
            and (groups.names[one] or table.traits[one].head_word == told.head_word)
        )
        first = next(meant, None)
        if first is not None:
            groups.join(row, first)


def _has_headline(text: str, words: Words) -> bool:
    """Whether a text's first paragraph is short and does not end as a sentence does."""
    first = np.flatnonzero((words.paragraph == 0) & ~words.is_break)
    return 0 < len(first) <= _LONGEST and word_at(text, words, int(first[-1])) not in ".!?"


def _owners(text: str, words: Words, table: Table) -> list[tuple[int, int]]:
    """Each owner with what is owned: nobody is "her daughter" or "its chairman" to themselves."""
    pairs: list[tuple[int, int]] = []
    for row, (start, end) in enumerate(zip(table.start.tolist(), table.end.tolist(), strict=True)):
        last = word_at(text, words, end - 1)
        if not (table.pronoun[row] and last.casefold() in OWNERS) and not owns(last):
            continue
        outer = row - 1
        while outer >= 0 and table.start[outer] == start:
            if table.head[outer] >= end:
                pairs.append((row, outer))
            outer -= 1
    return pairs


def _join_linked(groups: Groups, antecedent: Ints, sure: Floats, settled: set[int]) -> None:
    """Follow the link head, the surest first, for mentions that are not settled yet.

    Who "I" and "you" are depends on who speaks.
    """
    table = groups.table
    rows = np.flatnonzero((antecedent >= 0) & table.vectors.any(1))
    mine, theirs = table.pronoun[rows], table.pronoun[antecedent[rows]]
    spoken = np.isin(mine, IN_TALK) | np.isin(theirs, IN_TALK)
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


def _join_definite(text: str, words: Words, groups: Groups, antecedent: Ints) -> None:
    """Take "the letter" without an antecedent for the last letter that was mentioned.

    "The curator" is the last one who was called that: "curator Mara Quill" too, and "Mara Quill,
    once a curator here".
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
            called = {word for word in told.content if word in ROLES and word not in named}
            called |= _called_after(text, words, int(table.end[row]))
            last.update(dict.fromkeys(called, row))
        last[told.head_word] = row


def _called_after(text: str, words: Words, unit: int) -> set[str]:
    """The role that an apposition after a name tells: of "Ada Voss, once a clerk there" clerk."""
    if unit >= len(words) or word_at(text, words, unit) != ",":
        return set()
    known, called = False, set[str]()
    for one in range(unit + 1, min(unit + _CALLED, len(words))):
        word = word_at(text, words, one).casefold()
        if not words.is_word[one] or word in _QUALIFYING:
            break
        if known and word in ROLES:
            called = {word}
        known |= word in _ARTICLES
    return called


def _join_speakers(groups: Groups) -> None:
    """Take an "it" that speaks, and of which nothing else is known, for the last who spoke.

    In "She left a note. It says …" it is the note.
    """
    sentence = groups.table.sentence.tolist()
    named = {
        groups.find(row) for row, pronoun in enumerate(groups.pronoun) if pronoun == Pronoun.NONE
    }
    last: int | None = None
    for row, place in enumerate(groups.source):
        if place == NOWHERE or groups.table.scope[row] != NOWHERE:
            continue
        bare = groups.pronoun[row] == Pronoun.IT and groups.find(row) not in named
        paper = _paper_before(groups, row) if bare else None
        if paper is not None:
            groups.join(paper, row)
        elif bare and last is not None and sentence[row] - sentence[last] <= _NEARBY:
            groups.join(last, row)
        last = row


def _paper_before(groups: Groups, row: int) -> int | None:
    """The last document that the sentence before speaks of."""
    table = groups.table
    for one in range(row - 1, -1, -1):
        apart = table.sentence[row] - table.sentence[one]
        told = table.traits[one]
        if apart > 1:
            break
        if apart and told.head_word in DOCUMENTS and not told.pronoun and told.number != PLURAL:
            return one
    return None


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
    """Take "the group" without an antecedent for the organisation that has come up most.

    "The monitoring group" is the only one that the sentence before names.
    """
    table = groups.table
    for row in np.flatnonzero(antecedent < 0).tolist():
        generic = table.traits[row].head_word in _GENERIC and table.definite[row] == Definite.THE
        if not generic or groups.find(row) != row:
            continue
        before = [other for other in range(max(0, row - _BACK), row) if groups.names[other]]
        if len(table.traits[row].content) > 1:
            _join_only(groups, row, before)
            continue
        often = Counter(
            groups.find(other)
            for other in before
            if not groups.may_be_place(other)
            and (is_acronym(groups.names[other]) or not groups.is_person(other))
        )
        if often:
            groups.join(often.most_common(1)[0][0], row)


def _join_only(groups: Groups, row: int, before: list[int]) -> None:
    """Take "the monitoring group" for the only body that the sentence before names."""
    table = groups.table
    near = [one for one in before if table.sentence[row] - table.sentence[one] == 1]
    outer = {int(table.start[one]): one for one in sorted(near, key=lambda one: table.end[one])}
    bodies = {
        groups.find(one)
        for one in outer.values()
        if not groups.is_person(one) and table.chances[one, Sort.PLACE] < _SURELY_A_PLACE
    }
    if len(bodies) == 1:
        groups.join(bodies.pop(), row)


def _join_nested(text: str, words: Words, table: Table, groups: Groups) -> None:
    """A mention within a mention with the same main word is the same; so is a role with its name.

    "Leader Ada Voss" and "leader" in it are one, "the leader" of "the leader's aide" is not.
    """
    first: dict[int, int] = {}
    for row, head in enumerate(table.head.tolist()):
        if are_people(text, words, table, row):
            continue
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
        himself = word_at(text, words, start - 2).casefold() in ("himself", "herself")
        before = _phrase_up_to(table, groups, start - 1 - himself)
        if before is None or not groups.is_person(row):
            continue
        speaks = table.source[row] != NOWHERE or table.source[before] != NOWHERE
        if speaks or end >= len(words) or not words.is_word[end]:
            groups.join(before, row)


def _join_called(table: Table, groups: Groups) -> None:
    """A word for a body and the name right after it: "the armed group Northern Front"."""
    first: dict[int, int] = {}
    for row in np.flatnonzero(table.name).tolist():
        if groups.names[row]:
            first.setdefault(int(table.start[row]), row)
    for row, told in enumerate(table.traits):
        named = first.get(int(table.end[row]))
        generic = told.head_word in _GENERIC and table.head[row] == table.end[row] - 1
        if named is not None and generic and table.number[row] != PLURAL and not groups.names[row]:
            groups.join(row, named)


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
        if named is None and stop < start:
            named = _named_over(text, words, table, groups, stop)
        if named is None:
            about = [one for one in around(table, start) if table.head[one] < start]
            named = max(about, default=None)
        if named is not None:
            groups.join(named, row)


def _named_over(text: str, words: Words, table: Table, groups: Groups, stop: int) -> int | None:
    """Who is named before an apposition that ends at a unit: "Ada Voss, once a clerk, who"."""
    first = max(0, stop - _APPOSED)
    for unit in range(stop - 1, first, -1):
        word = word_at(text, words, unit)
        if words.is_break[unit] or word in ".;:?!":
            return None
        if word == "," and not words.is_word[unit]:
            phrase = {word_at(text, words, one).casefold() for one in range(unit + 1, unit + 3)}
            names = [row for row in ending_at(table, unit) if groups.names[row]]
            if phrase & _ARTICLES and names and groups.is_person(names[0]):
                return int(names[0])
            return None
    return None


def _named_before(text: str, words: Words, table: Table, groups: Groups, stop: int) -> int | None:
    """Who is named up to a unit: of "families in Lower Hathe" the families."""
    for row in (one for one in ending_at(table, stop) if not groups.pronoun[one]):
        if not groups.may_be_place(row):
            return int(row)
        before = int(table.start[row]) - 1
        if before > 0 and word_at(text, words, before) in ("in", "at", "from", "of", "near"):
            return _named_before(text, words, table, groups, before)
    return None
