"""Actors out of groups of mentions: name, aliases, type, number."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.attribution import NARRATOR, Actor, ActorType
from sayso.document import Document, Part
from sayso.extracting.words import Words
from sayso.resolving.groups import Grouped, Groups
from sayso.resolving.kinds import count_of, is_unnamed, type_of
from sayso.resolving.mentions import Sort
from sayso.resolving.names import is_acronym, parse
from sayso.resolving.people import is_persons
from sayso.resolving.table import NOWHERE, Table, words_of
from sayso.resolving.traits import POSSESSIVE, Pronoun, owns

THE_NARRATOR = "the narrator"
ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_CLAUSE = re.compile(r"(?<=\w), (?:who|whose|whom|which)\b.*$")
_LONGEST = 90
_ACTING = (Sort.PERSON, Sort.ORGANISATION, Sort.PLACE)


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of a document, and which of them each mention of the table means."""

    actors: tuple[Actor, ...]
    of_row: dict[int, str]


def cast(document: Document, words: Words, table: Table, grouped: Grouped) -> Cast:
    """The actors among the groups of mentions.

    A group is an actor if it speaks, or if it is of people, an organisation or a place
    that is named or comes up again. What a person says for "us" is that person's word.
    """
    groups = grouped.groups
    sorts = (table.chances[:, 1:].argmax(1) + 1).tolist() if len(table) else []
    together: dict[int, list[int]] = {}
    for rows in groups.groups():
        root = groups.find(rows[0])
        root = NOWHERE if root in grouped.narrator else grouped.voices.get(root, root)
        root = NOWHERE if root in grouped.narrator else root
        together.setdefault(root, []).extend(rows)
    actors: list[Actor] = []
    of_row: dict[int, str] = {}
    for root, rows in sorted(together.items(), key=lambda item: min(item[1])):
        if not _acts(table, groups, sorts, rows):
            continue
        id = NARRATOR if root == NOWHERE else f"act-{len(actors) + 1}"
        actors.append(_actor(document, words, table, groups, sorted(rows), id))
        of_row.update(dict.fromkeys(rows, id))
    return Cast(tuple(actors), of_row)


def _acts(table: Table, groups: Groups, sorts: Sequence[int], rows: Sequence[int]) -> bool:
    """Whether a group of mentions is an actor: it speaks, or it could."""
    if any(groups.source[row] != NOWHERE for row in rows):
        return True
    phrases = [row for row in rows if groups.pronoun[row] == 0]
    if not phrases or (len(rows) == 1 and sorts[rows[0]] not in _ACTING):
        return False
    sort = int(table.chances[rows].sum(0)[1:].argmax()) + 1 if len(rows) > 1 else sorts[rows[0]]
    if sort not in _ACTING:
        return False
    return len(rows) > 1 or bool(groups.names[rows[0]]) or sort != Sort.PLACE


def _actor(
    document: Document, words: Words, table: Table, groups: Groups, rows: Sequence[int], id: str
) -> Actor:
    names = Counter(groups.names[row] for row in rows if groups.names[row])
    phrases = [_phrase(document.text, words, table, row) for row in rows]
    told = [table.traits[row] for row in rows]
    name = _fullest(names) or _first_phrase(table, rows, phrases)
    source = [
        phrase for row, phrase in zip(rows, phrases, strict=True) if table.source[row] != NOWHERE
    ]
    kind = type_of(
        table.chances[list(rows)],
        told,
        named=bool(names),
        abbreviated=any(map(is_acronym, names)),
        person=any(
            groups.names[row]
            and groups.is_person(row)
            and is_persons(words_of(document.text, words, table.start[row], table.head[row] + 1))
            for row in rows
        ),
    )
    return Actor(
        id=id,
        name=(document.publisher or THE_NARRATOR) if id == NARRATOR else name,
        type=kind,
        aliases=tuple(_aliases(names, name)),
        mentions=document.part(_places(words, table, rows)),
        count=next((found for phrase in phrases if (found := count_of(phrase))), None)
        if kind is ActorType.GROUP
        else None,
        unnamed=not names and any(map(is_unnamed, source or phrases[:1])),
    )


def _fullest(names: Counter[str]) -> str:
    """The fullest form of a name; of forms equally full the one used most."""
    if not names:
        return ""
    return max(
        names,
        key=lambda name: (not is_acronym(name), len(parse(name).parts), names[name], len(name)),
    )


def _is_headline(phrase: str, phrases: Sequence[str]) -> bool:
    """Whether a phrase has only a headline's capitals: "Sall Families", of "families in Sall"."""
    own = phrase.casefold().split()
    return len(own) > 1 and any(
        own[-1] in words and set(own) < {word.casefold() for word in words}
        for words in (phrase.split() for phrase in phrases)
    )


def _aliases(names: Counter[str], name: str) -> list[str]:
    """The other names, as they are written, the most used first."""
    known = {name.casefold()}
    found: list[str] = []
    for other, _ in names.most_common():
        plain = ARTICLE.sub("", other)
        if plain.casefold() not in known:
            known.add(plain.casefold())
            found.append(plain)
    return found


def _phrase(text: str, words: Words, table: Table, row: int) -> str:
    start, end = words.starts[table.start[row]], words.ends[table.end[row] - 1]
    return " ".join(text[start:end].split())


def _first_phrase(table: Table, rows: Sequence[int], phrases: Sequence[str]) -> str:
    """What a nameless actor is called: the longest phrase for it within reason, or a pronoun."""
    told = [
        phrase
        for row, phrase in zip(rows, phrases, strict=True)
        if table.pronoun[row] == Pronoun.NONE
    ]
    short = [phrase for phrase in told if len(phrase) <= _LONGEST]
    sources = [
        phrase
        for row, phrase in zip(rows, phrases, strict=True)
        if table.source[row] != NOWHERE and phrase in short and not _is_headline(phrase, short)
    ]
    name = max(sources or short, key=len, default=(told or phrases)[0])
    return POSSESSIVE.sub("", ARTICLE.sub("", _CLAUSE.sub("", name)))


def _places(words: Words, table: Table, rows: Sequence[int]) -> list[tuple[int, int]]:
    """Where the mentions stand; of those within one another the longest."""
    places: list[tuple[int, int]] = []
    for row in sorted(rows, key=lambda row: (table.start[row], -table.end[row])):
        start, end = int(words.starts[table.start[row]]), int(words.ends[table.end[row] - 1])
        if not places or start >= places[-1][1]:
            places.append((start, end))
    return places


def is_publisher(document: Document, name: str) -> bool:
    """Whether a name is that of the document's publisher, who is its narrator.

    In its own pages the Vailoto Observer is "the Observer".
    """
    if not name or not document.publisher:
        return False
    own, whole = parse(name).parts, parse(document.publisher).parts
    return own == whole or (len(own) == 1 and len(whole) > 1 and own[-1] == whole[-1])


def with_authors(document: Document, actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """Documents with those who wrote them: "a letter by X", "signed by X", "X's letter"."""
    places = sorted(
        (span.start, span.end, one.id)
        for one in actors
        if one.type is not ActorType.DOCUMENT
        for span in one.mentions
    )
    return tuple(
        replace(one, author=_author(document.text, one, places))
        if one.type is ActorType.DOCUMENT
        else one
        for one in actors
    )


_BY = re.compile(r"\b(?:by|from)\s+(?:the\s+|a\s+|an\s+)?$")
_AFTER = 24
"""How many code points after a document's mention its author may be named."""


def _author(text: str, letter: Actor, places: Sequence[tuple[int, int, str]]) -> str | None:
    """Who wrote a document, by ``places``: mentions of others in text order, with their ids."""
    for place in letter.mentions:
        low = bisect_left(places, (place.start, 0, ""))
        high = bisect_left(places, (place.end + _AFTER, 0, ""))
        for start, end, id in sorted(places[low:high], key=lambda one: (one[0], -one[1])):
            if start > place.start and _BY.search(text[place.start : start]):
                return id
            within = start == place.start and end < place.end
            if within and owns(text[start:end]):
                return id
    return None


def part_of(document: Document, places: Sequence[tuple[int, int]]) -> Part:
    """The part made of places that may overlap: of those that do, the first."""
    kept: list[tuple[int, int]] = []
    for place in sorted(places):
        if not kept or place[0] >= kept[-1][1]:
            kept.append(place)
    return document.part(kept)
