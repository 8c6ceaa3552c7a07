"""Whose voice: a document's attributions with actors, chains, acts and targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.attribution import NARRATOR, Actor, Attribution, Kind, Naming
from sayso.document import Document, Part
from sayso.extracting.words import Words
from sayso.resolving.actors import Cast, cast, is_publisher, with_authors
from sayso.resolving.acts import act_of
from sayso.resolving.chains import chain
from sayso.resolving.grouping import group
from sayso.resolving.groups import IN_TALK, Grouped
from sayso.resolving.links import antecedents
from sayso.resolving.mentioned import Mentioned
from sayso.resolving.naming import namings
from sayso.resolving.relatives import antecedent
from sayso.resolving.selves import selves
from sayso.resolving.stances import stance_of
from sayso.resolving.table import NOWHERE, Table, place_of, source_mention
from sayso.resolving.talk import is_talk
from sayso.resolving.targets import target_of
from sayso.resolving.traits import Pronoun

_OTHERS = (Pronoun.NONE, Pronoun.HE, Pronoun.SHE)
_AFTER = 160
"""How many code points after a cue are looked at for what it governs."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Attributions with everything that was resolved, the actors, and what they are called."""

    attributions: tuple[Attribution, ...]
    actors: tuple[Actor, ...]
    names: tuple[Naming, ...]


def resolve(
    document: Document, attributions: Sequence[Attribution], mentioned: Mentioned
) -> Resolved:
    """Find out who speaks in each attribution, through whom, to what end.

    ``mentioned`` are the mentions that were met while the document was read.
    Attributions may come before their parents.
    """
    words = mentioned.words
    named = in_relatives(document, attributions)
    table = mentioned.table(attributions, [part for part, _ in named])
    together = grouped(document, table, attributions, mentioned, named)
    told = cast(document, words, table, together)
    by_id = {one.id: one for one in attributions}
    speakers = _speakers(document, words, table, told, attributions)
    voiced = [
        _voiced(
            document, words, table, told, one, speakers.get(one.id), chain(one, by_id, speakers)
        )
        for one in attributions
    ]
    return Resolved(
        attributions=tuple(voiced),
        actors=with_authors(document, told.actors),
        names=namings(document, words, table, told, together.groups.names, attributions, speakers),
    )


def grouped(
    document: Document,
    table: Table,
    attributions: Sequence[Attribution],
    mentioned: Mentioned,
    named: Sequence[tuple[Part, Part]],
) -> Grouped:
    """Bring the mentions of each actor together.

    ``named`` are the sources of relative clauses, as :func:`in_relatives` gives them.
    """
    words = mentioned.words
    linked = antecedents(mentioned.heads, words, table) if mentioned.heads else None
    spoken = selves(table, attributions, talk=is_talk(document.text, words))
    pairs = [*spoken.pairs(), *_relatives(document, words, table, named)]
    groups = group(
        document.text,
        words,
        table,
        mentioned.heading,
        linked,
        pairs,
        [*_quoted(table, attributions), *_told_of(words, table, attributions)],
    )
    voices = spoken.settle(groups)
    narrator = spoken.narrator()
    narrator += [row for row, name in enumerate(groups.names) if is_publisher(document, name)]
    return Grouped(groups, frozenset(groups.find(row) for row in narrator), voices)


def _quoted(table: Table, attributions: Sequence[Attribution]) -> list[tuple[int, int]]:
    """Each source with the source that quotes it: two voices, unless the quoted is a pronoun.

    Nobody calls themselves by a name or a role.
    """
    place_by_id = {one.id: place for place, one in enumerate(attributions)}
    mention_of = {place: row for row, place in enumerate(table.source.tolist())}
    pairs: list[tuple[int, int]] = []
    for place, row in mention_of.items():
        if place == NOWHERE or table.pronoun[row] != Pronoun.NONE:
            continue
        above = mention_of.get(place_by_id.get(attributions[place].parent or "", NOWHERE))
        if above is not None:
            pairs.append((above, row))
    return pairs


def _told_of(
    words: Words, table: Table, attributions: Sequence[Attribution]
) -> list[tuple[int, int]]:
    """Each source with those who are named in its quotation: nobody tells of themselves so.

    Where one quotation holds both, it is another's, but for an "I", who is no "he" there either.
    """
    mention_of = {place: row for row, place in enumerate(table.source.tolist())}
    pairs: list[tuple[int, int]] = []
    for row, place in enumerate(table.scope.tolist()):
        speaker = mention_of.get(place)
        if place == NOWHERE or attributions[place].kind is not Kind.DIRECT:
            continue
        if speaker is None or table.pronoun[row] not in _OTHERS:
            continue
        first, last = sorted((int(table.start[speaker]), int(table.start[row])))
        another = words.quoted[first : last + 1].all() and table.pronoun[speaker] not in IN_TALK
        if words.quoted[table.start[row]] and not another:
            pairs.append((speaker, row))
    return pairs


def in_relatives(
    document: Document, attributions: Sequence[Attribution]
) -> list[tuple[Part, Part]]:
    """Whom each "who" and "they" of a relative clause means, with the source itself."""
    found = ((antecedent(document, one), one.source) for one in attributions)
    return [(named, source) for named, source in found if named]


def _relatives(
    document: Document, words: Words, table: Table, named: Sequence[tuple[Part, Part]]
) -> list[tuple[int, int]]:
    """The mentions of those pairs."""
    pairs: list[tuple[int, int]] = []
    for parts in named:
        row, who = (_mention(document, words, table, part) for part in parts)
        if row is not None and who is not None:
            pairs.append((row, who))
    return pairs


def _mention(document: Document, words: Words, table: Table, part: Part) -> int | None:
    """The mention that names what a part of an attribution names."""
    place = place_of(document.text, words, part)
    return source_mention(table.start, table.end, *place) if place else None


def _speakers(
    document: Document,
    words: Words,
    table: Table,
    told: Cast,
    attributions: Sequence[Attribution],
) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in attributions:
        row = _mention(document, words, table, one.source)
        if row is not None and row in told.of_row:
            found[one.id] = told.of_row[row]
    return found


def _voiced(
    document: Document,
    words: Words,
    table: Table,
    told: Cast,
    one: Attribution,
    actor: str | None,
    voices: tuple[str, ...],
) -> Attribution:
    """An attribution with its actor and chain, its act, that act's target, and its cue's stance."""
    text = document.text
    after = text[one.cue.end : one.cue.end + _AFTER] if one.cue else ""
    act = act_of(one.cue.text, after)
    row = target_of(text, words, table, one, act)
    target = told.of_row.get(row) if row is not None else None
    stance = stance_of(one.cue.text)
    return replace(
        one,
        actor=actor,
        chain=voices,
        act=act,
        target=None if target in (NARRATOR, actor) else target,
        stance=stance[0] if stance else None,
    )
