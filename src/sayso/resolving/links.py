"""Which mentions are of the same one: each goes back to an earlier mention, or to none.

The mention-ranking model (Denis and Baldridge 2008; Lee and others 2017): every candidate
is scored against the others and against being new; the best one decides, and what hangs
together is one entity.
"""

from __future__ import annotations

import numpy as np

from sayso.extracting.model import Floats
from sayso.extracting.words import Bools, Ints, Words
from sayso.resolving.groups import IN_TALK, SPEAKING, bodily, mute
from sayso.resolving.heads import Heads, relu
from sayso.resolving.mentions import Sort
from sayso.resolving.pairs import candidates, features
from sayso.resolving.prominence import Standing, standing
from sayso.resolving.table import NOWHERE, Table
from sayso.resolving.traits import FEMALE, MALE, PLURAL, Definite, Pronoun

_A_THING = 0.8
"""The chance from which on a mention is surely of a thing."""

_NEVER = -1e4

_AT_ONCE = 20_000
"""Pairs that are laid out together: more save no time and cost memory."""
_IN_CACHE = 1_000
"""Pairs that are scored together: so many stay within the processor's cache."""


def link_vectors(
    heads: Heads, middle: Floats, final: Floats, start: Ints, last: Ints, head: Ints
) -> Floats:
    """What is kept of mentions for linking (mention, width).

    ``start``, ``last`` and ``head`` are places in ``middle`` and ``final``.
    """
    seen = np.concatenate([middle[start], middle[last], middle[head], final[head]], axis=1)
    return relu(heads.linear("link.read", seen))


def antecedents(heads: Heads, words: Words, table: Table) -> tuple[Ints, Floats]:
    """For each mention the earlier one it goes back to, or ``NOWHERE``, and how surely.

    The second array is the probability of that answer among all its candidates.
    """
    later, earlier = candidates(table, _looks(table))
    new = heads.linear(
        "link.new_out",
        relu(heads.linear("link.new", np.concatenate([table.vectors, own(table)], axis=1))),
    )[:, 0]
    scores = np.empty(len(later), dtype=np.float32)
    counted = standing(table)
    for low in range(0, len(later), _AT_ONCE):
        some = slice(low, low + _AT_ONCE)
        scores[some] = _pair_scores(heads, words, table, counted, later[some], earlier[some])
    never = _speechless(table, later, earlier) | _overheard(words, table, later, earlier)
    never |= _of_two_genders(table, later, earlier) | _of_bodies(table, later, earlier)
    never |= _of_many(table, later, earlier)
    scores[never] = _NEVER
    return _best(new, later, earlier, scores)


def _speechless(table: Table, later: Ints, earlier: Ints) -> Bools:
    """Pairs of a pronoun that speaks and what cannot speak."""
    speaks = (table.source != NOWHERE) & np.isin(table.pronoun, SPEAKING)
    pairs: Bools = speaks[later] & mute(table)[earlier]
    return pairs


def _of_two_genders(table: Table, later: Ints, earlier: Ints) -> Bools:
    """Pairs of a he and a she."""
    pairs: Bools = (table.gender[later] | table.gender[earlier]) == (MALE | FEMALE)
    return pairs


def _of_bodies(table: Table, later: Ints, earlier: Ints) -> Bools:
    """Pairs of a he or a she and a name that the text has for an organisation."""
    single = np.isin(table.pronoun, (Pronoun.HE, Pronoun.SHE))
    _, names = np.unique(table.key, return_inverse=True)
    body = (np.bincount(names, bodily(table)) > 0)[names]
    pairs: Bools = (single[later] & body[earlier]) | (body[later] & single[earlier])
    return pairs


def _of_many(table: Table, later: Ints, earlier: Ints) -> Bools:
    """Pairs of a he or a she and several together, as their words tell."""
    single = np.isin(table.pronoun, (Pronoun.HE, Pronoun.SHE))
    nameless = (table.name == 0) & ~np.isin(table.pronoun, IN_TALK)
    several = nameless & (table.number == PLURAL)
    pairs: Bools = (single[later] & several[earlier]) | (several[later] & single[earlier])
    return pairs


def _overheard(words: Words, table: Table, later: Ints, earlier: Ints) -> Bools:
    """Pairs of what is told and what is said, which tell nothing of each other.

    They are of any other mention and an "I", "we" or "you", and of a "he" or "she" and one
    within quotation marks before it.
    """
    spoken = np.isin(table.pronoun, IN_TALK)
    single = np.isin(table.pronoun, (Pronoun.HE, Pronoun.SHE))
    quoted = words.quoted[table.start]
    pairs: Bools = ~spoken[later] & spoken[earlier]
    pairs |= (single & ~quoted)[later] & (single & quoted)[earlier]
    return pairs


def _looks(table: Table) -> Bools:
    """Which mentions look back: not things that are spoken of, which become no actors."""
    thing = table.chances[:, Sort.THING] > _A_THING
    looks: Bools = ~thing | (table.source != NOWHERE) | (table.pronoun != Pronoun.NONE)
    return looks


def _pair_scores(
    heads: Heads, words: Words, table: Table, counted: Standing, later: Ints, earlier: Ints
) -> Floats:
    first = int(earlier.min(initial=0))
    rows = slice(first, int(later.max(initial=-1)) + 1)
    width = heads["link.out.weight"].shape[0]
    mine = heads.linear("link.later", table.vectors[rows])
    theirs = heads.linear("link.earlier", table.vectors[rows])
    seen = features(words, table, counted, later, earlier)
    scores = np.empty(len(later), dtype=np.float32)
    for low in range(0, len(later), _IN_CACHE):
        some = slice(low, low + _IN_CACHE)
        one, other = mine[later[some] - first], theirs[earlier[some] - first]
        state = seen[some] @ heads["link.seen.weight"]
        state += one[:, :width]
        state += other[:, :width]
        one[:, width:] *= other[:, width:]
        state += one[:, width:]
        scores[some] = heads.linear("link.out", relu(state))[:, 0]
    return scores


def _best(new: Floats, later: Ints, earlier: Ints, scores: Floats) -> tuple[Ints, Floats]:
    best = np.full(len(new), NOWHERE, dtype=np.int32)
    sure = np.ones(len(new), dtype=np.float32)
    rows, begins, place = np.unique(later, return_index=True, return_inverse=True)
    if not len(rows):
        return best, sure
    most = np.maximum(np.maximum.reduceat(scores, begins), new[rows])
    every = np.exp(scores - most[place])
    total = np.add.reduceat(every, begins) + np.exp(new[rows] - most)
    top = np.flatnonzero(scores == most[place])
    linked, first = np.unique(place[top], return_index=True)
    linked_rows = rows[linked]
    wins = new[linked_rows] < most[linked]
    best[linked_rows[wins]] = earlier[top[first]][wins]
    sure[rows] = 1.0 / total
    return best, sure


def own(table: Table) -> Floats:
    """What is to be seen of each mention alone (mention, feature)."""
    known = np.zeros(len(table), dtype=bool)
    keys: set[int] = set()
    heads: set[int] = set()
    met = np.zeros(len(table), dtype=bool)
    for row, (key, head) in enumerate(
        zip(table.key.tolist(), table.head_word.tolist(), strict=True)
    ):
        known[row], met[row] = key in keys, head in heads
        if key:
            keys.add(key)
        heads.add(head)
    columns = [
        *(table.pronoun == one for one in Pronoun),
        *(table.definite == one for one in Definite),
        table.name > 0,
        table.scope != NOWHERE,
        table.speaker != NOWHERE,
        table.source != NOWHERE,
        known,
        met,
        (table.content > 0).sum(1) > 3,
    ]
    seen = np.stack(columns, axis=1).astype(np.float32)
    return np.concatenate([seen, table.chances], axis=1)


def clusters(antecedent: Ints) -> list[list[int]]:
    """Mentions that hang together, in the order of their first."""
    of: list[int] = []
    found: list[list[int]] = []
    for row, before in enumerate(antecedent.tolist()):
        if before == NOWHERE:
            of.append(len(found))
            found.append([row])
        else:
            of.append(of[before])
            found[of[before]].append(row)
    return found
