"""The mentions met while the encoder reads a text, kept small until all is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sayso.attribution import Attribution
from sayso.document import Part
from sayso.extracting.model import Floats
from sayso.extracting.reporting import VERBS
from sayso.extracting.words import Bools, Ints, Words
from sayso.resolving.heads import Heads
from sayso.resolving.kinds import BODIES, PAPERS
from sayso.resolving.links import link_vectors
from sayso.resolving.mentions import Sort, find_spans
from sayso.resolving.names import is_acronym
from sayso.resolving.people import is_party, is_persons
from sayso.resolving.spotting import again, around, headings, is_certain, is_name, runs
from sayso.resolving.table import (
    Scopes,
    Table,
    place_of,
    scopes,
    source_mention,
    tabulate,
    word_at,
)
from sayso.resolving.traits import PLURAL, Definite, Traits, bare, ends_sentence, main_word, traits

MENTION = 0.5
"""The chance from which on a span is a mention."""

_LIKELY = 0.25
"""The chance from which on it is kept, in case that it is a source."""

_THING = (0.0, 0.0, 0.0, 0.0, 1.0)
"""The sorts of a document."""

_FINITE = ("ed", "said", "told", "wrote", "says", "swore")
_SHORT = 14
"""Up to how many units a source is all one mention."""

_WHERE = frozenset("in of from at near outside around".split())
_PHRASE = 6
"""Up to how many units say where people are."""

_GUESS = (0.0, 0.45, 0.25, 0.1, 0.2)
"""The sorts of a source in which no mention was met."""

_PERSON = (0.0, 0.9, 0.05, 0.03, 0.02)
"""The sorts of a name that is surely a person's."""

_SURELY_NOBODY = 0.6
"""The chance of a house or place from which on a given name makes no person of a name."""

_NAME = (0.0, 0.3, 0.45, 0.15, 0.1)
"""The sorts of a name that was not met as a mention: mostly organisations."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One mention; ``vector`` is all zeros where the encoder's was not kept."""

    start: int
    end: int
    chances: Floats
    vector: Floats
    traits: Traits


class Mentioned:
    """Collects a text's mentions: :meth:`watch` is what the extractor shows its vectors to.

    Without ``heads`` nothing is met, and the mentions are the sources alone.
    """

    def __init__(self, text: str, words: Words, heads: Heads | None = None) -> None:
        self.text = text
        self.words = words
        self.heads = heads
        self._units = [
            text[low:high]
            for low, high in zip(words.starts.tolist(), words.ends.tolist(), strict=True)
        ]
        self.heading = headings(text, words)
        self._capitals = runs(text, words, self.heading)
        self._start: list[Ints] = []
        self._end: list[Ints] = []
        self._chances: list[Floats] = []
        self._vectors: list[Floats] = []

    def watch(self, first: int, middle: Floats, final: Floats) -> None:
        """See the vectors of the text's units from ``first`` on."""
        if self.heads is None:
            return
        found = find_spans(self.heads, self.words, first, middle, final, _LIKELY)
        main = [
            low + main_word(self._words(low, high))
            for low, high in zip(found.start.tolist(), found.end.tolist(), strict=True)
        ]
        head = np.asarray(main, dtype=np.int32)
        sure = found.chances[:, Sort.NONE] <= 1.0 - MENTION
        # What is faint serves for a source without a mention; where one is sure, it is not needed.
        kept = np.flatnonzero(sure | ~np.isin(head, head[sure]))
        start, end, head = found.start[kept], found.end[kept], head[kept]
        self._start.append(start)
        self._end.append(end)
        self._chances.append(found.chances[kept])
        self._vectors.append(
            link_vectors(self.heads, middle, final, start - first, end - 1 - first, head - first)
        )

    def table(self, attributions: Sequence[Attribution], named: Sequence[Part] = ()) -> Table:
        """All mentions of the text, with the sources of ``attributions``, and ``named``."""
        scoped = scopes(self.text, self.words, attributions)
        rows = self._rows(scoped)
        others = (place_of(self.text, self.words, part) for part in named)
        rows += self._unmet(rows, [*scoped.sources, *others])
        ends = _by_end(rows)
        rows += self._by_capitals(rows, ends)
        rows = [self._surer(ends, row) for row in rows if not self._is_party(row)]
        rows += self._again(rows)
        rows += self._papers(rows)
        rows.sort(key=lambda row: (row.start, -row.end))
        width = self.heads["link.read.bias"].shape[0] if self.heads else 0
        return tabulate(
            self.text,
            self.words,
            np.asarray([row.start for row in rows], dtype=np.int32),
            np.asarray([row.end for row in rows], dtype=np.int32),
            np.asarray([row.chances for row in rows], dtype=np.float32).reshape(-1, len(Sort)),
            np.asarray([row.vector for row in rows], dtype=np.float32).reshape(len(rows), width),
            [row.traits for row in rows],
            scoped,
        )

    def _is_party(self, row: _Row) -> bool:
        start, end = self.words.starts[row.start], self.words.ends[row.end - 1]
        return is_party(self.text, int(start), int(end))

    def _surer(self, ends: Mapping[int, list[_Row]], row: _Row) -> _Row:
        """A mention whose name is surely a person's, as such."""
        head = row.start + row.traits.head + 1
        if not row.traits.name:
            return row
        doubted = max(row.chances[Sort.ORGANISATION], row.chances[Sort.PLACE]) > _SURELY_NOBODY
        own = is_persons(self._words(row.start, head), doubted=bool(doubted))
        if not own and not self._is_anybody(ends, row.start, head):
            return row
        chances = np.zeros_like(row.chances)
        chances[Sort.NONE] = row.chances[Sort.NONE]
        chances[Sort.PERSON] = 1 - row.chances[Sort.NONE]
        return replace(row, chances=chances)

    def _rows(self, scoped: Scopes) -> list[_Row]:
        """The mentions that were met, with their edges where names end."""
        start, end, chances, vectors = self._all()
        found: dict[tuple[int, int], _Row] = {}
        sources = {one[0][0]: one for one in scoped.sources if one}
        for row in self._kept(start, end, chances, scoped).tolist():
            low, high = int(start[row]), int(end[row])
            if self._is_clause(low, high):
                continue
            person = int(chances[row, 1:].argmax()) + 1 == Sort.PERSON
            cut = around(self._capitals, low, high) if person else None
            told = traits(self._words(low, high))
            whole = (min(low, cut[0]), max(high, cut[1])) if cut else (low, high)
            if person:
                whole = whole[0], self._before_deed(told, *whole)
            whole = self._untorn(*whole)
            if low in sources and whole == (low, high):
                whole = low, self._placed_until(told, high, *sources[low])
            if whole != (low, high):
                low, high = whole
                told = traits(self._words(low, high))
            found.setdefault((low, high), _Row(low, high, chances[row], vectors[row], told))
        return list(found.values())

    def _is_clause(self, low: int, high: int) -> bool:
        """Whether a span runs over the end of a sentence or bracket, or holds a verb that tells."""
        whole = self._words(low, high)
        if ")" in whole and "(" not in whole[: whole.index(")")]:
            return True
        for unit in range(low + 1, high - 1):
            word = self._word(unit)
            if word in ("who", "which", "that", "whom", "where", "whose"):
                return False
            if word in ".!?" and ends_sentence(bare(self._word(unit - 1))):
                return True
            if unit > low + 1 and word in VERBS and word.endswith(_FINITE):
                return True
        return False

    def _placed_until(self, told: Traits, high: int, source: tuple[int, int], head: int) -> int:
        """Where "families in Lower Hathe" end of whom "families" was met, if they speak."""
        people = told.number == PLURAL and told.definite == Definite.BARE and not told.pronoun
        if not (people and head < high < source[1] <= high + _PHRASE):
            return high
        says_where = self._word(high) in _WHERE and self.words.is_word[high : source[1]].all()
        return source[1] if says_where else high

    def _before_deed(self, told: Traits, low: int, high: int) -> int:
        """Where "the guards to fire" end of whom somebody "ordered": before what they shall do."""
        after = low + told.head + 1
        return after if after < high and self._word(after) == "to" else high

    def _untorn(self, low: int, high: int) -> tuple[int, int]:
        """A span that neither begins nor ends in the middle of a word with hyphens."""
        while 0 < low < len(self.words) and self._is_joined(low):
            low -= 1
        while high < len(self.words) and self._is_joined(high):
            high += 1
        return low, high

    def _is_joined(self, unit: int) -> bool:
        """Whether a hyphen joins a unit to the one before it."""
        touches = self.words.starts[unit] == self.words.ends[unit - 1]
        return bool(touches) and "-" in (self._word(unit - 1), self._word(unit))

    def _word(self, unit: int) -> str:
        return self._units[unit]

    def _words(self, start: int, end: int) -> tuple[str, ...]:
        return tuple(self._units[start:end])

    def _papers(self, rows: list[_Row]) -> list[_Row]:
        """Letters, statements and the like that no mention has for its main word."""
        heads = {row.start + row.traits.head for row in rows}
        found: list[_Row] = []
        for unit in np.flatnonzero(self.words.is_word).tolist():
            if unit in heads or self._word(unit).casefold() not in PAPERS:
                continue
            before = [
                place
                for place in range(max(0, unit - 3), unit)
                if self._word(place).casefold() in ("a", "an", "the", "this", "their", "its")
            ]
            if before:
                found.append(self._blank(before[-1], unit + 1, _THING))
        return found

    def _unmet(
        self, rows: list[_Row], places: Iterable[tuple[tuple[int, int], int] | None]
    ) -> list[_Row]:
        """A mention for each source, by its place and main word, in which none was met."""
        known = sorted(((row.start, row.end) for row in rows), key=lambda one: (one[0], -one[1]))
        start = np.asarray([low for low, _ in known], dtype=np.int32)
        end = np.asarray([high for _, high in known], dtype=np.int32)
        missing = {
            _told(source): None
            for source in places
            if source and _unmet(self.text, self.words, start, end, source)
        }
        by_head = {row.start + row.traits.head: row for row in rows}
        found: list[_Row] = []
        for low, high in missing:
            row = self._blank(low, high, _GUESS)
            alike = by_head.get(low + row.traits.head)
            joint = not {"and", "&"}.isdisjoint(self._words(low, high))
            if alike and not joint:
                row = replace(row, chances=alike.chances, vector=alike.vector)
            found.append(row)
        return found

    def _by_capitals(self, rows: list[_Row], ends: Mapping[int, list[_Row]]) -> list[_Row]:
        """Names of several words, and abbreviations, that no mention has for its main word.

        One within a name is not it: "Sall" is a place in "Sall Watch".
        """
        heads: dict[int, _Row] = {}
        for row in sorted(rows, key=lambda row: row.start - row.end):
            heads[row.start + row.traits.head] = row
        return [
            self._blank(low, high, _PERSON if self._is_anybody(ends, low, high) else _NAME)
            for low, high in self._capitals
            if all(
                unit < high - 1 and heads[unit].chances[1:].argmax() + 1 == Sort.PLACE
                for unit in range(low, high)
                if unit in heads
            )
            if is_name(self.text, self.words, low, high)
        ]

    def _is_anybody(self, ends: Mapping[int, list[_Row]], low: int, high: int) -> bool:
        """Whether a name is surely a person's: "Ines Corrigan, who …", "the chairman, Ines …"."""
        name = self._words(low, high)
        if len(name) < 2 or is_acronym(name[-1]) or not BODIES.isdisjoint(map(bare, name)):
            return False
        after = [self._word(unit) for unit in range(high, min(high + 2, len(self.words)))]
        if after[:1] == ["who"] or after == [",", "who"]:
            return True
        if not low or self._word(low - 1) != "," or (after and after[0][0].isalnum()):
            return False
        return any(
            row.chances[1:].argmax() + 1 == Sort.PERSON
            and not row.traits.name
            and row.traits.pronoun == 0
            and row.traits.number != PLURAL
            for row in ends.get(low - 1, ())
        )

    def _again(self, rows: list[_Row]) -> list[_Row]:
        """The other places of names that were met: what is a name once is one everywhere."""
        sorts: dict[tuple[str, ...], Floats] = {}
        for row in rows:
            if row.traits.name and row.traits.pronoun == 0:
                head = row.start + row.traits.head + 1
                whole = self._words(row.start, head)
                name = _from_capital(whole)
                # "The Court" does not make every "court" with a capital a name.
                if name != whole and len(name) == 1 and not is_acronym(name[0]):
                    continue
                if self.heading[row.start] and not (len(name) == 1 and is_acronym(name[0])):
                    continue
                if all(word[:1].isupper() or not word.isalpha() for word in name):
                    sorts.setdefault(name, row.chances)
        known = {(row.start, row.end) for row in rows}
        heads = {row.end - 1 for row in rows if row.start + row.traits.head + 1 == row.end}
        return [
            self._blank(low, high, sorts[self._words(low, high)])
            for low, high in again(self.text, self.words, filter(is_certain, sorts))
            if (low, high) not in known and high - 1 not in heads
        ]

    def _blank(self, start: int, end: int, chances: Sequence[float] | Floats) -> _Row:
        width = self.heads["link.read.bias"].shape[0] if self.heads else 0
        told = traits(self._words(start, end))
        vector = np.zeros(width, dtype=np.float32)
        return _Row(start, end, np.asarray(chances, dtype=np.float32), vector, told)

    def _all(self) -> tuple[Ints, Ints, Floats, Floats]:
        width = self.heads["link.read.bias"].shape[0] if self.heads else 0
        none = np.zeros(0, dtype=np.int32)
        return (
            np.concatenate([none, *self._start]),
            np.concatenate([none, *self._end]),
            np.concatenate([np.zeros((0, len(Sort)), dtype=np.float32), *self._chances]),
            np.concatenate([np.zeros((0, width), dtype=np.float32), *self._vectors]),
        )

    def _kept(self, start: Ints, end: Ints, chances: Floats, scoped: Scopes) -> Ints:
        """The rows that are mentions, and for each source the likeliest of it if none is."""
        sure = 1.0 - chances[:, Sort.NONE]
        kept = _uncrossed(start, end, np.where(sure >= MENTION, sure, 0.0))
        for source in scoped.sources:
            if source is None:
                continue
            (low, high), head = source
            rows = np.arange(start.searchsorted(low), start.searchsorted(high))
            rows = rows[(start[rows] <= head) & (head < end[rows]) & (end[rows] <= high)]
            if len(rows) and not kept[rows].any():
                kept[rows[sure[rows].argmax()]] = True
        return np.flatnonzero(kept).astype(np.int32)


def _by_end(rows: Iterable[_Row]) -> dict[int, list[_Row]]:
    """Mentions by the unit that they end before."""
    found: dict[int, list[_Row]] = {}
    for row in rows:
        found.setdefault(row.end, []).append(row)
    return found


def _uncrossed(start: Ints, end: Ints, sure: Floats) -> Bools:
    """Which spans stay when of those that cross one another the surest stays."""
    kept = sure > 0
    begins = np.arange(len(start))
    counts = np.maximum(start.searchsorted(end) - begins - 1, 0)
    one = np.repeat(begins, counts)
    other = np.arange(counts.sum()) - np.repeat(counts.cumsum() - counts, counts) + one + 1
    crosses = (start[one] < start[other]) & (end[one] < end[other]) & kept[one] & kept[other]
    rivals: dict[int, list[int]] = {}
    for first, second in zip(one[crosses].tolist(), other[crosses].tolist(), strict=True):
        rivals.setdefault(first, []).append(second)
        rivals.setdefault(second, []).append(first)
    for row in sorted(rivals, key=lambda row: (-sure[row], row)):
        if kept[row]:
            kept[[each for each in rivals[row] if sure[each] <= sure[row]]] = False
    return kept


def _from_capital(name: tuple[str, ...]) -> tuple[str, ...]:
    """A name without what stands before it in lower case, such as an article."""
    first = next((place for place, word in enumerate(name) if word[:1].isupper()), 0)
    return name[first:]


def _told(source: tuple[tuple[int, int], int]) -> tuple[int, int]:
    """The mention that a source is where none was met: all of it, or up to its main word."""
    (low, high), head = source
    return (low, high) if high - low <= _SHORT else (low, head + 1)


def _unmet(
    text: str, words: Words, start: Ints, end: Ints, source: tuple[tuple[int, int], int]
) -> bool:
    """Whether no mention names a source, or only the first of several who speak together."""
    row = source_mention(start, end, *source)
    if row is None:
        return True
    joins = {"and", "or", "&"}
    others = (*range(source[0][0], int(start[row])), *range(int(end[row]), source[0][1]))
    beside = [unit for unit in others if word_at(text, words, unit).casefold() in joins]
    return any(unit < start[row] or unit == end[row] for unit in beside)
