"""Whom a "he" or "she" means that speaks and that nothing else names.

A paragraph that presents one person goes on about that person. Where the link head finds no
name for a speaker, it is the person of the nearest sentence before in the paragraph, or of the
last one of the paragraph before; of several the one that is named, and of these the first, as
a rule the sentence's subject. "The nurse" of a headline is the one person whom the report names
before it calls anybody so. And "the 21-year-old", who says what stands in quotation marks, is the
person whom the paragraph presents before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sayso.extracting.words import Words
from sayso.resolving.groups import Groups
from sayso.resolving.table import NOWHERE, word_at
from sayso.resolving.traits import PLURAL, POSSESSIVE, Definite, Pronoun

_REACH = 100
"""How many mentions before a pronoun are looked at."""

_OFFICES = frozenset(
    """accused ambassador archbishop author bishop boss captain chair chairman chairwoman chief
    coroner counsel defendant deputy detective director governor head host inspector interviewer
    judge king lawyer leader magistrate manager mayor minister moderator officer other plaintiff
    pope premier presenter president prime principal prosecutor queen reader rector reporter
    secretary senator sheriff spokesman spokesperson spokeswoman suspect victim""".split()
)
"""What a place or a case has one of, so that it may be called "the …" before it is presented."""


def join_strays(text: str, words: Words, groups: Groups) -> None:
    """Join every "he" and "she" that speaks and is in a group of pronouns alone."""
    named = {
        groups.find(row) for row, pronoun in enumerate(groups.pronoun) if pronoun == Pronoun.NONE
    }
    for row, place in enumerate(groups.source):
        stray = place != NOWHERE and groups.pronoun[row] in (Pronoun.HE, Pronoun.SHE)
        if not stray or groups.find(row) in named:
            continue
        if any(groups.join(before, row) for before in _people(text, words, groups, row)):
            named.add(groups.find(row))


def join_presented(text: str, words: Words, groups: Groups) -> set[int]:
    """Join every "he" and "she" that speaks in a paragraph with the one person it presents.

    That is the only one whom the narration of the paragraph names up to there, in its first
    sentence or the last, unless it has said "he" or "she" of somebody before. What is returned
    are those that were joined.
    """
    table = groups.table
    joined: set[int] = set()
    for row, place in enumerate(groups.source):
        single = groups.pronoun[row] in (Pronoun.HE, Pronoun.SHE)
        if place == NOWHERE or not single or table.scope[row] != NOWHERE:
            continue
        first = _presented(text, words, groups, row)
        if first is not None and groups.join(first, row):
            joined.add(row)
    return joined


def _presented(text: str, words: Words, groups: Groups, row: int) -> int | None:
    """The one person whom the paragraph of a mention names before it, if there is just one."""
    table = groups.table
    told = _told_before(groups, row)
    first = next((one for one in told if groups.names[one] and _is_single(groups, one)), None)
    if first is None or table.sentence[first] not in table.sentence[[told[0], told[-1]]]:
        return None
    if not _is_person(text, words, groups, first):
        return None
    others = (one for one in told if groups.find(one) != groups.find(first))
    return None if any(_is_rival(groups, one, first) for one in others) else first


def join_described(text: str, words: Words, groups: Groups) -> None:
    """Join "the teacher" who speaks after a quotation with the one person presented before it.

    That is of a description that came up nowhere else, and is no office. As with pronouns, the
    narration of the paragraph may have named nobody else.
    """
    table = groups.table
    called = Counter(groups.find(row) for row, one in enumerate(groups.pronoun) if not one)
    for row, place in enumerate(groups.source):
        told = table.traits[row]
        described = told.definite == Definite.THE and not told.pronoun and not groups.names[row]
        if place == NOWHERE or table.scope[row] != NOWHERE or not described:
            continue
        if (
            called[groups.find(row)] > 1
            or told.head_word in _OFFICES
            or not groups.may_be_person(row)
            or table.number[row] == PLURAL
        ):
            continue
        first = _presented(text, words, groups, row)
        if first is not None and words.quoted[table.end[first] : table.start[row]].any():
            groups.join(first, row)


def join_headlined(text: str, words: Words, groups: Groups) -> None:
    """Join whom a headline tells of by a role with the one person who is named before that role.

    "Nurse first at the scene" is about whoever the report presents; then "the nurse" speaks. The
    first paragraph is taken for the headline.
    """
    table = groups.table
    below = int(table.paragraph.searchsorted(1))
    named = {groups.find(row) for row, name in enumerate(groups.names) if name}
    headline = {
        word_at(text, words, unit).casefold()
        for unit in range(int(words.paragraph.searchsorted(1)))
    }
    met = {groups.find(row) for row in range(below)}
    told = {
        groups.find(row)
        for row in range(below, len(table))
        if table.traits[row].head_word in headline and _is_role(groups, row, groups.find(row))
    }
    for root in sorted((met | told) - named):
        role = next((row for row in range(below, len(table)) if _is_role(groups, row, root)), None)
        if role is None:
            continue
        people = {
            groups.find(row): row
            for row in range(below, role)
            if groups.names[row] and table.scope[row] == NOWHERE
            if _is_person(text, words, groups, row)
        }
        if len(people) == 1:
            groups.join(next(iter(people.values())), role)


def _is_role(groups: Groups, row: int, root: int) -> bool:
    """Whether a mention is of a group as "the nurse" who speaks."""
    told = groups.table.traits[row]
    speaks = groups.source[row] != NOWHERE and groups.pronoun[row] == Pronoun.NONE
    return speaks and told.definite == Definite.THE and groups.find(row) == root


def _is_rival(groups: Groups, row: int, first: int) -> bool:
    """Whether a mention is of another person who may be meant."""
    if groups.pronoun[row] in (Pronoun.HE, Pronoun.SHE):
        return row < first
    return bool(groups.names[row]) and _is_single(groups, row)


def _is_single(groups: Groups, row: int) -> bool:
    """Whether a mention is of one person, and not of people together."""
    return groups.is_person(row) and groups.table.number[row] != PLURAL


def _told_before(groups: Groups, row: int) -> list[int]:
    """The narration's mentions before one in its paragraph; none if they are too many."""
    table = groups.table
    first = int(table.paragraph.searchsorted(table.paragraph[row]))
    near = range(first, row) if row - first <= _REACH else ()
    return [one for one in near if table.scope[one] == NOWHERE]


def _people(text: str, words: Words, groups: Groups, row: int) -> Iterator[int]:
    """The single people before a mention who are not spoken of in what it says, the nearest first.

    They stand in the same paragraph, or in the sentence before it.
    """
    table = groups.table
    before: dict[int, list[int]] = {}
    last = NOWHERE
    for other in range(row - 1, max(0, row - _REACH) - 1, -1):
        sentence = int(table.sentence[other])
        if table.paragraph[other] < table.paragraph[row]:
            last = sentence if last == NOWHERE else last
            if sentence != last:
                break
        outside = table.scope[other] == table.scope[row] and table.speaker[other] != row
        if outside and _is_person(text, words, groups, other):
            before.setdefault(sentence, []).append(other)
    for rows in before.values():
        yield from sorted(rows, key=lambda one: (not groups.names[one], one))


def _is_person(text: str, words: Words, groups: Groups, row: int) -> bool:
    """Whether a mention is of one person, and not of an owner."""
    table = groups.table
    owner = POSSESSIVE.search(word_at(text, words, int(table.end[row]) - 1))
    return groups.pronoun[row] == Pronoun.NONE and _is_single(groups, row) and not owner
