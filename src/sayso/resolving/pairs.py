"""Whether two mentions are of the same one: what there is to see of a pair of them.

Pairs are (later, earlier). What the two look like follows the mention-pair models of the
field (Soon, Ng and Lim 2001; Lee and others 2011; Clark and Manning 2016): how far apart
they are, whether words agree, gender and number, apposition, and who speaks where.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sayso.extracting.model import Floats
from sayso.extracting.words import Bools, Ints, Words
from sayso.resolving.mentions import Sort
from sayso.resolving.prominence import Standing, prominence
from sayso.resolving.table import NOWHERE, Table
from sayso.resolving.traits import Definite, Pronoun

NEAREST = 48
"""How many mentions before a mention it may go back to, whatever they look like."""

NEAR, NEAR_NAMES = 32, 12
"""The same where time counts, for pronouns and for others."""

ALIKE = 6
"""How many more, further off, that share its main word or its initials."""

_FIRST = (Pronoun.I, Pronoun.WE)
_DISTANCES = np.asarray([1, 2, 3, 5, 9, 17, 33], dtype=np.int32)
_SENTENCES = np.asarray([1, 2, 3, 5, 9], dtype=np.int32)


def candidates(table: Table, looked: Bools | None = None) -> tuple[Ints, Ints]:
    """The pairs (later, earlier) that are looked at.

    ``looked`` says which mentions look back at all; without it, every one does, and
    further.
    """
    count = len(table)
    rows = np.arange(count, dtype=np.int32)
    reach = np.full(count, NEAREST, dtype=np.int32)
    if looked is not None:
        reach = np.where(table.pronoun == Pronoun.NONE, NEAR_NAMES, NEAR).astype(np.int32)
        reach[~looked] = 0
    reach = np.minimum(rows, reach)
    later = np.repeat(rows, reach)
    step = np.arange(len(later)) - np.repeat(np.cumsum(reach) - reach, reach)
    near = later - 1 - step.astype(np.int32)
    far = _alike(table, reach)
    if looked is not None:
        far = far[looked[far[:, 0]]]
    later = np.concatenate([later, far[:, 0]])
    earlier = np.concatenate([near, far[:, 1]])
    order = np.lexsort((-earlier, later))
    return later[order], earlier[order]


def _alike(table: Table, reach: Ints) -> NDArray[np.int32]:
    """Pairs too far apart to be near, whose main words or initials are the same."""
    near = reach.tolist()
    seen: dict[tuple[str, int], list[int]] = {}
    pairs: list[tuple[int, int]] = []
    named = np.flatnonzero(table.pronoun == Pronoun.NONE).tolist()
    for row in named:
        found: list[int] = []
        for name, column in (("h", table.head_word), ("a", table.acronym)):
            if not column[row]:
                continue
            before = seen.setdefault((name, int(column[row])), [])
            found += [one for one in before if row - one > near[row]]
            before.append(row)
            if len(before) > NEAREST + ALIKE:
                del before[1]
        # The first of all is where a name stands in full, the last what is on one's mind.
        kept = sorted(set(found))
        kept = kept[:1] + kept[1:][-(ALIKE - 1) :]
        pairs += [(row, one) for one in kept]
    return np.asarray(pairs, dtype=np.int32).reshape(-1, 2)


def features(words: Words, table: Table, counted: Standing, later: Ints, earlier: Ints) -> Floats:
    """What is to be seen of pairs (pair, feature); ``counted`` is of the same table."""
    columns = [
        *_distance(table, later, earlier),
        *_agreement(table, later, earlier),
        *_likeness(table, later, earlier),
        *_placing(words, table, later, earlier),
        *_speaking(table, later, earlier),
        *prominence(table, counted, later, earlier),
    ]
    return np.stack(columns, axis=1).astype(np.float32)


Columns = list[NDArray[np.bool_]]


def _distance(table: Table, later: Ints, earlier: Ints) -> Columns:
    apart = np.searchsorted(_DISTANCES, later - earlier, side="right")
    between = table.sentence[later] - table.sentence[earlier]
    sentences = np.searchsorted(_SENTENCES, between, side="right")
    return [
        *(apart == step for step in range(len(_DISTANCES) + 1)),
        *(sentences == step for step in range(len(_SENTENCES) + 1)),
        table.paragraph[later] == table.paragraph[earlier],
    ]


def _agreement(table: Table, later: Ints, earlier: Ints) -> Columns:
    mine, theirs = table.pronoun[later], table.pronoun[earlier]
    gender, other = table.gender[later], table.gender[earlier]
    number, count = table.number[later], table.number[earlier]
    known, counted = (gender > 0) & (other > 0), (number > 0) & (count > 0)
    sort, kind = table.chances[later], table.chances[earlier]
    person = int(Sort.PERSON)
    return [
        *(mine == one for one in Pronoun),
        *(theirs == one for one in Pronoun),
        (mine == theirs) & (mine != Pronoun.NONE),
        known & ((gender & other) == 0),
        known & ((gender & other) != 0),
        counted & (number != count),
        counted & (number == count),
        sort[:, 1:].argmax(1) == kind[:, 1:].argmax(1),
        np.isin(mine, (Pronoun.HE, Pronoun.SHE)) & (kind[:, person] < 0.3),
        (mine == Pronoun.IT) & (kind[:, person] > 0.7),
        *(table.definite[later] == one for one in Definite),
        *(table.definite[earlier] == one for one in Definite),
    ]


def _likeness(table: Table, later: Ints, earlier: Ints) -> Columns:
    mine, theirs = table.content[later], table.content[earlier]
    shared = ((mine[:, :, None] == theirs[:, None, :]) & (mine[:, :, None] > 0)).any(2).sum(1)
    own, its = (mine > 0).sum(1), (theirs > 0).sum(1)
    named = (table.pronoun[later] == 0) & (table.pronoun[earlier] == 0)
    names = (table.name[later] > 0) & (table.name[earlier] > 0)
    head = (table.head_word[later] == table.head_word[earlier]) & named
    same = (table.key[later] == table.key[earlier]) & (table.key[later] > 0)
    initials = (table.acronym[later] == table.acronym[earlier]) & (table.acronym[later] > 0)
    return [
        same & names,
        same & ~names,
        head & names,
        head & ~names,
        named & (shared == 0),
        named & (shared == 1),
        named & (shared > 1),
        named & (shared > 0) & (shared == own),
        named & (shared > 0) & (shared == its),
        named & (shared > 0) & (shared < own) & (shared < its),
        initials & ~same,
        names & ~head & (shared == 0),
        table.name[later] > 0,
        table.name[earlier] > 0,
        (table.name[earlier] > 0) & (table.pronoun[later] > 0),
        own > 3,
        its > 3,
    ]


def _placing(words: Words, table: Table, later: Ints, earlier: Ints) -> Columns:
    begin, stop = table.start[later], table.end[later]
    low, high = table.start[earlier], table.end[earlier]
    gap = begin - high
    beside = (gap >= 0) & (gap <= 2)
    # One unit between, and no word: a comma, a bracket, a dash.
    comma = beside & (gap == 1) & ~words.is_word[np.minimum(high, len(words) - 1)]
    first = np.concatenate([[True], table.sentence[1:] != table.sentence[:-1]])
    return [
        (begin >= low) & (stop <= high),
        (begin >= low) & (begin < high) & (stop > high),
        comma,
        beside & (gap == 0),
        beside & ~comma & (gap > 0),
        first[later],
        first[earlier],
        first[earlier] & (table.sentence[later] - table.sentence[earlier] == 1),
        words.quoted[begin],
        words.quoted[low],
    ]


def _speaking(table: Table, later: Ints, earlier: Ints) -> Columns:
    mine, theirs = np.isin(table.pronoun[later], _FIRST), np.isin(table.pronoun[earlier], _FIRST)
    you = (table.pronoun[later] == Pronoun.YOU) | (table.pronoun[earlier] == Pronoun.YOU)
    scope, other = table.scope[later], table.scope[earlier]
    same = scope == other
    speaker = (table.speaker[later] == earlier) | (
        (table.speaker[earlier] == later) & (table.speaker[earlier] != NOWHERE)
    )
    heard = (table.speaker[later] == table.speaker[earlier]) & (table.speaker[later] != NOWHERE)
    return [
        same,
        same & (scope == NOWHERE),
        speaker & (mine | theirs),
        speaker & ~(mine | theirs),
        mine & theirs & (same | heard),
        mine & theirs & ~same & ~heard,
        mine & ~theirs & ~you,
        theirs & ~mine & ~you,
        you & ~same,
        you & same,
        table.source[later] != NOWHERE,
        table.source[earlier] != NOWHERE,
        (table.source[later] != NOWHERE) & (table.source[earlier] != NOWHERE),
    ]
