"""Whose "I" and "we": whoever speaks there, or the narrator; in talk, whoever has the turn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.attribution import Attribution
from sayso.resolving.groups import Groups
from sayso.resolving.table import NOWHERE, Table
from sayso.resolving.traits import Pronoun

_SELVES = (Pronoun.I, Pronoun.WE)


@dataclass(frozen=True, slots=True)
class Selves:
    """Every "I" and "we" of a text, by the mention that speaks there.

    :data:`NOWHERE` stands for the narrator; numbers below it for the turns of a talk, whose
    speakers are not named.
    """

    mine: dict[int, list[int]] = field(default_factory=dict)
    ours: dict[int, list[int]] = field(default_factory=dict)

    def pairs(self) -> list[tuple[int, int]]:
        """Each "I" with its speaker; those of the narrator with one another."""
        found: list[tuple[int, int]] = []
        for speaker, rows in self.mine.items():
            first = rows[0] if speaker <= NOWHERE else speaker
            found += [(first, row) for row in rows if row != first]
        return found

    def settle(self, groups: Groups) -> dict[int, int]:
        """Bring together every "we" of one speaker, once all else is.

        A group that says "we" means itself. A person means others too: then the "we" stays a
        group of its own, and what is returned has it with the group that speaks for it.
        """
        voices: list[tuple[int, int]] = []
        for speaker, rows in self.ours.items():
            for row in rows[1:]:
                groups.join(rows[0], row)
            mine = self.mine.get(speaker)
            voice = (mine[0] if mine else None) if speaker <= NOWHERE else speaker
            if voice is None:
                continue
            several = speaker not in self.mine and not groups.is_single(voice)
            if several and groups.join(voice, rows[0]):
                continue
            voices.append((rows[0], voice))
        return {groups.find(row): groups.find(voice) for row, voice in voices}

    def narrator(self) -> list[int]:
        """Every "I" and "we" of the narrator."""
        return [*self.mine.get(NOWHERE, ()), *self.ours.get(NOWHERE, ())]


def selves(table: Table, attributions: Sequence[Attribution], *, talk: bool = False) -> Selves:
    """Find out who speaks at each "I" and "we"; where nobody is named, it stays alone.

    ``talk`` says that paragraphs are turns: then each is somebody's, not the narrator's.
    """
    places = {one.id: place for place, one in enumerate(attributions)}
    mention_of = {place: row for row, place in enumerate(table.source.tolist()) if place != NOWHERE}
    mine: defaultdict[int, list[int]] = defaultdict(list)
    ours: defaultdict[int, list[int]] = defaultdict(list)
    for row, pronoun in enumerate(table.pronoun.tolist()):
        if pronoun not in _SELVES:
            continue
        speaker = _speaker(table, attributions, places, mention_of, row)
        if speaker == NOWHERE and talk:
            speaker = NOWHERE - 1 - int(table.paragraph[row])
        if speaker is not None:
            (mine if pronoun == Pronoun.I else ours)[speaker].append(row)
    return Selves(dict(mine), dict(ours))


def _speaker(
    table: Table,
    attributions: Sequence[Attribution],
    places: dict[str, int],
    mention_of: dict[int, int],
    row: int,
) -> int | None:
    """The mention that speaks around an "I", ``NOWHERE`` for the narrator, ``None`` if unknown."""
    place = _around(table, attributions, places, row)
    while place != NOWHERE:
        speaker = mention_of.get(place)
        if speaker is None or table.pronoun[speaker] not in _SELVES:
            return speaker
        place = places.get(attributions[place].parent or "", NOWHERE)
    return NOWHERE


def _around(
    table: Table, attributions: Sequence[Attribution], places: dict[str, int], row: int
) -> int:
    """The attribution in whose words a mention stands; a source stands in those of its parent."""
    place = int(table.source[row])
    if place != NOWHERE:
        return places.get(attributions[place].parent or "", NOWHERE)
    return int(table.scope[row])
