"""The mentions of a text as parallel arrays: all that deciding about pairs of them needs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sayso.attribution import Attribution
from sayso.document import Part
from sayso.extracting.model import Floats
from sayso.extracting.words import Ints, Words
from sayso.resolving.mentions import Sort
from sayso.resolving.names import gender_of, parse
from sayso.resolving.slots import slots
from sayso.resolving.traits import FEMALE, MALE, Traits, traits

CONTENT = 6
"""How many of a mention's words are compared."""

NOWHERE = -1

_A_PERSON = 0.5
"""The chance from which on a name may tell a person's gender."""

REACH = 64
"""How many units before a place a mention there may begin."""

_SENTENCE_END = re.compile(r"[.!?…]")


@dataclass(frozen=True, slots=True)
class Table:
    """Mentions in text order, the longer first.

    ``start``, ``end`` and ``head`` are units (``end`` exclusive), ``chances`` the
    probabilities of each sort, ``vectors`` what the link head compares, ``traits`` what
    their words tell, ``slot`` what they are in their clause, ``content`` (mention, word)
    numbers for their words, 0 where there are no more, ``key`` and ``head_word`` numbers
    that are equal for equal words, ``sentence`` and ``paragraph`` where they stand,
    ``scope`` the attribution whose content they lie in, or :data:`NOWHERE`, ``speaker`` the
    mention that speaks there, and ``source`` the attribution whose source they are.
    """

    start: Ints
    end: Ints
    head: Ints
    chances: Floats
    vectors: Floats
    traits: tuple[Traits, ...]
    pronoun: Ints
    gender: Ints
    number: Ints
    definite: Ints
    slot: Ints
    name: Ints
    content: Ints
    key: Ints
    head_word: Ints
    acronym: Ints
    sentence: Ints
    paragraph: Ints
    scope: Ints
    speaker: Ints
    source: Ints

    def __len__(self) -> int:
        return len(self.start)


@dataclass(frozen=True, slots=True)
class Scopes:
    """Who speaks where: for each unit the innermost attribution around it.

    ``sources`` has for each attribution where its source stands, and the source's main word.
    """

    of_unit: Ints
    sources: tuple[tuple[tuple[int, int], int] | None, ...]


def scopes(text: str, words: Words, attributions: Sequence[Attribution]) -> Scopes:
    """The innermost content that each unit lies in, and where each source stands."""
    of_unit = np.full(len(words), NOWHERE, dtype=np.int32)
    runs = [
        (words.within(span.start, span.end), index)
        for index, one in enumerate(attributions)
        for span in one.content
    ]
    for units, index in sorted(runs, key=lambda run: run[0].start - run[0].stop):
        of_unit[units] = index
    return Scopes(of_unit, tuple(place_of(text, words, one.source) for one in attributions))


def place_of(text: str, words: Words, source: Part) -> tuple[tuple[int, int], int] | None:
    """Where the first span of a source stands, in units, and the unit of its main word."""
    if not source:
        return None
    units = words.within(source[0].start, source[0].end)
    if units.stop <= units.start:
        return None
    head = traits(words_of(text, words, units.start, units.stop)).head
    return (units.start, units.stop), units.start + head


def words_of(text: str, words: Words, start: int, end: int) -> tuple[str, ...]:
    """The units of a mention as strings."""
    return tuple(text[words.starts[unit] : words.ends[unit]] for unit in range(start, end))


def word_at(text: str, words: Words, unit: int) -> str:
    """The unit as it stands in the text."""
    return text[words.starts[unit] : words.ends[unit]]


def tabulate(
    text: str,
    words: Words,
    start: Ints,
    end: Ints,
    chances: Floats,
    vectors: Floats,
    told: Sequence[Traits],
    scoped: Scopes,
) -> Table:
    """The mentions at ``start`` to ``end`` as a table. They must be in text order."""
    count = len(start)
    content = np.zeros((count, CONTENT), dtype=np.int32)
    for row, one in enumerate(told):
        codes = one.codes.content[:CONTENT]
        content[row, : len(codes)] = codes
    head = start + np.asarray([one.head for one in told], dtype=np.int32).reshape(-1)
    scope = scoped.of_unit[start] if count else np.zeros(0, dtype=np.int32)
    source = _sources(start, end, scoped)
    return Table(
        start=start,
        end=end,
        head=head,
        chances=chances,
        vectors=vectors,
        traits=tuple(told),
        pronoun=_column(told, "pronoun"),
        gender=_genders(text, words, start, head, chances, told),
        number=_column(told, "number"),
        definite=_column(told, "definite"),
        slot=slots(text, words, start, end, told),
        name=_column(told, "name"),
        content=content,
        key=np.asarray([one.codes.key for one in told], dtype=np.int32).reshape(-1),
        head_word=np.asarray([one.codes.head for one in told], dtype=np.int32).reshape(-1),
        acronym=np.asarray([one.codes.initials for one in told], dtype=np.int32).reshape(-1),
        sentence=_sentences(text, words)[start] if count else start,
        paragraph=words.paragraph[start] if count else start,
        scope=scope,
        speaker=_speakers(scope, source, len(scoped.sources)),
        source=source,
    )


def _genders(
    text: str, words: Words, start: Ints, head: Ints, chances: Floats, told: Sequence[Traits]
) -> Ints:
    """The gender that each mention's words or given name tell; a surname alone has its owner's."""
    found = _column(told, "gender")
    people = np.flatnonzero(chances[:, Sort.PERSON] >= _A_PERSON)
    owners: dict[str, int] = {}
    for row in people.tolist():
        if told[row].name and not found[row]:
            name = parse(" ".join(words_of(text, words, int(start[row]), int(head[row]) + 1)))
            found[row] = gender_of(name)
        if told[row].name and found[row]:
            owners[told[row].head_word] = owners.get(told[row].head_word, 0) | int(found[row])
    for row in people.tolist():
        if told[row].name and not found[row]:
            shared = owners.get(told[row].head_word, 0)
            found[row] = shared if shared in (MALE, FEMALE) else 0
    return found


def _sources(start: Ints, end: Ints, scoped: Scopes) -> Ints:
    """For each mention the attribution whose source it is: the longest within the source."""
    found = np.full(len(start), NOWHERE, dtype=np.int32)
    for index, source in enumerate(scoped.sources):
        mention = source_mention(start, end, *source) if source else None
        if mention is not None and found[mention] == NOWHERE:
            found[mention] = index
    return found


def source_mention(start: Ints, end: Ints, units: tuple[int, int], head: int) -> int | None:
    """The mention that a source names: the longest within it that holds its main word.

    ``units`` is where the source stands, ``head`` the unit of its main word.
    """
    low = int(start.searchsorted(np.int32(units[0])))
    high = int(start.searchsorted(np.int32(units[1])))
    inside = [row for row in range(low, high) if head < end[row] <= units[1] and start[row] <= head]
    return min(inside, key=lambda row: (start[row], -end[row]), default=None)


def ending_at(table: Table, unit: int) -> list[int]:
    """The mentions that end before a unit, the longest first."""
    low, high = (int(table.start.searchsorted(np.int32(place))) for place in (unit - REACH, unit))
    return [row for row in range(low, high) if table.end[row] == unit]


def around(table: Table, unit: int) -> list[int]:
    """The mentions that begin before a unit and go on after it, the outermost first."""
    low, high = (int(table.start.searchsorted(np.int32(place))) for place in (unit - REACH, unit))
    return [row for row in range(low, high) if table.end[row] > unit]


def _speakers(scope: Ints, source: Ints, attributions: int) -> Ints:
    """For each mention the mention that speaks around it."""
    mention_of = np.full(attributions + 1, NOWHERE, dtype=np.int32)
    rows = np.flatnonzero(source != NOWHERE)
    mention_of[source[rows]] = rows
    return mention_of[scope]


def _sentences(text: str, words: Words) -> Ints:
    """The number of the sentence that each unit stands in, by marks and paragraphs."""
    ends = np.zeros(len(words), dtype=np.int32)
    for unit in np.flatnonzero(~words.is_word).tolist():
        if words.is_break[unit] or _SENTENCE_END.match(text, words.starts[unit]):
            ends[unit] = 1
    return np.concatenate([[0], np.cumsum(ends[:-1])]).astype(np.int32)


def _column(told: Sequence[Traits], name: str) -> Ints:
    return np.asarray([int(getattr(one, name)) for one in told], dtype=np.int32).reshape(-1)
