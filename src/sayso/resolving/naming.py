"""What each voice calls each actor: the names and labels outside of pronouns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from sayso.attribution import NARRATOR, Attribution, Naming
from sayso.document import Document
from sayso.extracting.reporting import VERBS
from sayso.extracting.words import Words
from sayso.resolving.actors import ARTICLE, Cast, part_of
from sayso.resolving.kinds import ROLES
from sayso.resolving.proper import name_end
from sayso.resolving.table import NOWHERE, Table, word_at
from sayso.resolving.traits import POSSESSIVE, Pronoun

_LONGEST = 60
_MOST_CALLED = 6
_SMALL = frozenset(
    """the a an of by in for to and or with from that at on as but than who which is was were are
    be been has have had will would not its their his her our my this these those into over under
    about against between""".split()
)


def namings(
    document: Document,
    words: Words,
    table: Table,
    cast: Cast,
    names: Sequence[str],
    attributions: Sequence[Attribution],
    speakers: Mapping[str, str],
) -> tuple[Naming, ...]:
    """The names used for each actor, by voice, in the order in which they come up.

    ``names`` has for each mention the name that it is, or ``""``.
    """
    places: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
    spelled: dict[tuple[str, str, str], str] = {}
    reach: dict[str, int] = {}
    by_id = {one.id: one for one in attributions}
    phrases = np.flatnonzero(table.pronoun == Pronoun.NONE).tolist()
    starts, ends = table.start.tolist(), table.end.tolist()
    for row in phrases:
        actor = cast.of_row.get(row)
        # Of a mention within a mention of the same actor only the longer is a label.
        if actor is None or starts[row] < reach.get(actor, 0):
            continue
        reach[actor] = ends[row]
        start, end = _label(document.text, words, table, row, names[row])
        name = ARTICLE.sub("", " ".join(document.text[start:end].split()))
        voice = _voice(table, row, attributions, by_id, speakers)
        key = (actor, voice, name.casefold())
        spelled.setdefault(key, name)
        places.setdefault(key, []).append((start, end))
    return tuple(
        Naming(actor, voice, spelled[actor, voice, key], part_of(document, spans))
        for (actor, voice, key), spans in places.items()
    )


def _label(text: str, words: Words, table: Table, row: int, name: str) -> tuple[int, int]:
    """Where a mention's label stands, without an owner's "'s".

    A name ends where it ends, and has before it what it is called: "armed group X". A long
    phrase ends with its main word.
    """
    first, last = int(table.start[row]), int(table.end[row])
    start, end = int(words.starts[first]), int(words.ends[last - 1])
    if name:
        end = int(words.ends[name_end(text, words, table, row) - 1])
        start = int(words.starts[_called(text, words, first)])
    elif end - start > _LONGEST or "(" in text[start:end]:
        end = max(int(words.ends[table.head[row]]), start + 1)
    owner = POSSESSIVE.search(text[start:end])
    if owner and owner.start() > 0:
        end = start + owner.start()
    return start, end


def _called(text: str, words: Words, first: int) -> int:
    """Where the words for what somebody is begin, right before a name: "foreign armed group"."""
    before = first - 1
    if before < 0 or word_at(text, words, before) not in ROLES:
        return first
    while before > 0 and first - before < _MOST_CALLED:
        word = word_at(text, words, before - 1)
        stops = not words.is_word[before - 1] or word.casefold() in _SMALL or word in VERBS
        if stops:
            break
        before -= 1
    return before


def _voice(
    table: Table,
    row: int,
    attributions: Sequence[Attribution],
    by_id: Mapping[str, Attribution],
    speakers: Mapping[str, str],
) -> str:
    """Who uses the words: the source of the innermost content around them that has one."""
    place = int(table.scope[row])
    if place == NOWHERE:
        return NARRATOR
    one: Attribution | None = attributions[place]
    while one is not None:
        if one.id in speakers:
            return speakers[one.id]
        one = by_id.get(one.parent or "")
    return NARRATOR
