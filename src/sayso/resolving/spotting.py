"""Names by their capitals: where they begin and end, and where they come up again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from sayso.extracting.words import Bools, Words
from sayso.resolving.kinds import BODIES
from sayso.resolving.names import PARTICLES, is_acronym
from sayso.resolving.table import word_at

_BODIES = frozenset(word.capitalize() for word in BODIES)
_HEADING = 0.7
"""The share of a paragraph's longer words with capitals from which on it is a heading."""

_CALENDAR = frozenset(
    """january february march april june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday am pm i the this that but and we he she
    it they""".split()
)
_COMMON = frozenset(
    """a an after again all although also an and another any are as asked at because before both
    but by can did do does during each earlier every few for former from had has have he her here
    his how however if in is it its later many may meanwhile more most much my no nobody nor not
    now of on once one only or other our over she since so some still such than that the their
    then there these they this those though through to today tomorrow two under until was we were
    what when where which while who why will with would yesterday yet you your according asking
    answering speaking writing dear""".split()
)
_NO_NAMES = frozenset("AM PM OK TV A.M P.M AD BC CEO PDF ID DNA USD EST GMT Q A I".split())

_LONGEST_HEADING = 60

Run = tuple[int, int]


def headings(text: str, words: Words) -> Bools:
    """Which units stand in headings with capitals on all words, where capitals tell no names."""
    found = np.zeros(len(words), dtype=bool)
    if not len(words):
        return found
    bounds = np.searchsorted(words.paragraph, np.arange(int(words.paragraph[-1]) + 2)).tolist()
    for low, high in pairwise(bounds):
        long = words.is_word[low:high] & (words.ends[low:high] - words.starts[low:high] > 3)
        if long.sum() < 3 or high - low > _LONGEST_HEADING or _ends(text, words, low, high):
            continue
        capitals = (words.shape[low:high] > 0) & long
        found[low:high] = capitals.sum() >= _HEADING * long.sum()
    return found


def _ends(text: str, words: Words, low: int, high: int) -> bool:
    """Whether a sentence ends in a paragraph, or the paragraph as a quotation does."""
    last = next((unit for unit in range(high - 1, low, -1) if not words.is_break[unit]), low)
    if text[words.starts[last]] in '.!?”"':
        return True
    return any(
        text[words.starts[unit]] in ".!?" and words.ends[unit - 1] - words.starts[unit - 1] > 2
        for unit in range(low + 1, high)
    )


def runs(text: str, words: Words, heading: Bools) -> list[Run]:
    """Where capitals follow one another, with the small words within a name, outside headings."""
    found: list[Run] = []
    unit = 0
    while unit < len(words):
        if not words.shape[unit] or heading[unit] or _begins_none(text, words, unit):
            unit += 1
            continue
        end = _run_end(text, words, unit)
        found.append((unit, end))
        unit = end
    return found


def _run_end(text: str, words: Words, unit: int) -> int:
    end = unit + 1
    while end < len(words):
        word = word_at(text, words, end)
        beside = words.starts[end] - words.ends[end - 1] <= 1
        named = words.shape[end] and word.casefold() not in _CALENDAR
        if named and beside and not words.is_break[end]:
            end += 1
            continue
        after = end + 1
        if word == "-" and after < len(words) and words.is_word[after]:
            # "Mojahedin-e Khalq", "al-Maliki": what a hyphen joins is one word.
            end = after + 1 if words.starts[after] == words.ends[end] else end
            if end == after + 1:
                continue
            break
        owner = word in ("'", "’") and words.starts[end] == words.ends[end - 1]
        initial = word == "." and words.ends[end - 1] - words.starts[end - 1] <= 3
        of = word == "of" and word_at(text, words, end - 1) in _BODIES
        if word in PARTICLES or of:
            after = _past_particles(text, words, after)
        joins = word in PARTICLES or initial or owner or of
        if joins and after < len(words) and words.shape[after]:
            end = after + 1
            continue
        break
    return end


def _past_particles(text: str, words: Words, unit: int) -> int:
    """The unit after particles and their hyphens: in "van der Tarn", "al-Harun" the name."""
    while unit < len(words):
        word = word_at(text, words, unit)
        if word not in PARTICLES and word not in ("-", "the"):
            break
        unit += 1
    return unit


def _begins_none(text: str, words: Words, unit: int) -> bool:
    """Whether a capital begins no name: "I", a day, or a common word that begins a sentence."""
    word = word_at(text, words, unit).casefold()
    return word in _CALENDAR or word in _COMMON


def around(found: list[Run], start: int, end: int) -> Run | None:
    """The run that a span cuts into: it shares units with it and ends or begins inside."""
    low = bisect_right(found, start, key=lambda run: run[1])
    for run in found[low : low + 3]:
        if run[0] < end < run[1] or run[0] < start < run[1]:
            return run
    return None


def again(text: str, words: Words, names: Iterable[tuple[str, ...]]) -> list[Run]:
    """Every place where one of the names, as units, stands: the longest where several fit."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for name in sorted(set(names), key=lambda name: (-len(name), name)):
        by_first.setdefault(name[0], []).append(name)
    found: list[Run] = []
    starts, ends = words.starts.tolist(), words.ends.tolist()
    capitals = np.flatnonzero(words.shape).tolist()
    for unit in capitals:
        if found and unit < found[-1][1]:
            continue
        for name in by_first.get(text[starts[unit] : ends[unit]], ()):
            stop = unit + len(name)
            if stop <= len(words) and all(
                text[starts[unit + place] : ends[unit + place]] == part
                for place, part in enumerate(name)
            ):
                found.append((unit, stop))
                break
    return found


def is_certain(name: tuple[str, ...]) -> bool:
    """Whether units that stand alone are surely a name wherever they come up."""
    return len(name) > 1 or is_acronym(name[0]) or len(name[0]) > 3


def is_name(text: str, words: Words, start: int, end: int) -> bool:
    """Whether capitals are a name whatever the network thinks: several words, or "NRL".

    Months and the like, which begin with capitals too, are none.
    """
    parts = [word_at(text, words, unit) for unit in range(start, end)]
    spoken = [part for part in parts if part[0].isalpha()]
    if not _CALENDAR.isdisjoint(part.casefold() for part in spoken):
        return False
    return len(spoken) > 1 or (is_acronym(spoken[0]) and spoken[0] not in _NO_NAMES)
