"""Father and son of one name, where a text tells them apart: "Ulf Tarn" and "Ulf Tarn Jr.".

A writer who gives a name with "Jr." and then without it means one person, as a rule. Two are
meant where the surname alone has it too ("Tarn Jr. said"), which is to tell whose it is; where
two generations are named ("Sr."); where the full name stood without it before, and the text
says beside it whose son or father this is; or where a Tarn has come up below the headline
before, since people are called by their full names first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from sayso.extracting.words import Words
from sayso.resolving.names import Name, parse
from sayso.resolving.table import Table, word_at

_KIN = frozenset("son sons father dad grandson grandfather namesake heir eldest".split())
_BESIDE = 5
"""How many units before and after a name the word for kin stands at most."""
_OFTEN = 2
"""How often a surname has come up when its bearer is known."""


def generations(
    text: str, words: Words, table: Table, names: Sequence[str]
) -> tuple[str | None, ...]:
    """The generation that tells each mention from its namesakes; "" is that of the bare name.

    ``names`` are those of the mentions, "" for none. ``None`` where nothing is told apart.
    """
    parsed = [parse(name) if name else None for name in names]
    two = _told_apart(text, words, table, parsed)
    return tuple(one.generation if one and one.last in two else None for one in parsed)


def _told_apart(
    text: str, words: Words, table: Table, names: Sequence[Name | None]
) -> frozenset[str]:
    """The surnames that people of several generations bear."""
    found: set[str] = set()
    named: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    bare: Counter[str] = Counter()
    for row, one in enumerate(names):
        if one is None:
            continue
        known = named[one.parts]
        if one.generation:
            short = len(one.parts) == 1
            other = bool(known - {one.generation, ""})
            kin = "" in known and _beside_kin(text, words, table, row)
            if short or other or kin or (not known and bare[one.last] >= _OFTEN):
                found.add(one.last)
        elif table.paragraph[row]:
            bare[one.last] += 1
        known.add(one.generation)
    return frozenset(found)


def _beside_kin(text: str, words: Words, table: Table, row: int) -> bool:
    start, end = int(table.start[row]), int(table.end[row])
    near = [*range(max(0, start - _BESIDE), start), *range(end, min(len(words), end + _BESIDE))]
    return any(word_at(text, words, unit).casefold() in _KIN for unit in near)
