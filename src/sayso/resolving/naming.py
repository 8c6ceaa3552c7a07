"""What each voice calls each actor: the names and labels outside of pronouns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sayso.attribution import NARRATOR, Attribution, Naming
from sayso.document import Document
from sayso.extracting.words import Words
from sayso.resolving.actors import Cast, part_of
from sayso.resolving.table import NOWHERE, Table
from sayso.resolving.traits import Pronoun

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_OWNER = re.compile(r"['’]s?$")
_LONGEST = 60


def namings(
    document: Document,
    words: Words,
    table: Table,
    cast: Cast,
    attributions: Sequence[Attribution],
    speakers: Mapping[str, str],
) -> tuple[Naming, ...]:
    """The names used for each actor, by voice, in the order in which they come up."""
    places: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
    spelled: dict[tuple[str, str, str], str] = {}
    reach: dict[str, int] = {}
    for row in range(len(table)):
        actor = cast.of_row.get(row)
        # Of a mention within a mention of the same actor only the longer is a label.
        if actor is None or table.pronoun[row] != Pronoun.NONE:
            continue
        if table.start[row] < reach.get(actor, 0):
            continue
        reach[actor] = int(table.end[row])
        start, end = _label(document.text, words, table, row)
        name = _ARTICLE.sub("", " ".join(document.text[start:end].split()))
        voice = _voice(table, row, attributions, speakers)
        key = (actor, voice, name.casefold())
        spelled.setdefault(key, name)
        places.setdefault(key, []).append((start, end))
    return tuple(
        Naming(actor, voice, spelled[actor, voice, key], part_of(document, spans))
        for (actor, voice, key), spans in places.items()
    )


def _label(text: str, words: Words, table: Table, row: int) -> tuple[int, int]:
    """A mention's place, without an owner's "'s" and, if it is long, without what follows its head."""
    start, end = int(words.starts[table.start[row]]), int(words.ends[table.end[row] - 1])
    if end - start > _LONGEST:
        end = max(int(words.ends[table.head[row]]), start + 1)
    owner = _OWNER.search(text[start:end])
    if owner and owner.start() > 0:
        end = start + owner.start()
    return start, end


def _voice(
    table: Table, row: int, attributions: Sequence[Attribution], speakers: Mapping[str, str]
) -> str:
    """Who uses the words: the source of the innermost content around them that has one."""
    place = int(table.scope[row])
    if place == NOWHERE:
        return NARRATOR
    one: Attribution | None = attributions[place]
    by_id = {other.id: other for other in attributions} if one and one.parent else {}
    while one is not None:
        if one.id in speakers:
            return speakers[one.id]
        one = by_id.get(one.parent or "")
    return NARRATOR
