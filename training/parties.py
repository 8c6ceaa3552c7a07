"""Texts with other names in them: who speaks must not decide what is found.

A name here is a word that the corpora never write in small letters. Another of the same
length takes its place throughout a text, so that offsets stay true.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W\d_]+")
_DATES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december".split()
)
_SLIPS = 0.05
"""A word met in small letters more rarely than this is a name; the rest are slips."""


class Parties:
    """The names of ``texts``, by their length."""

    def __init__(self, texts: Iterable[str]) -> None:
        capital: Counter[str] = Counter()
        small: Counter[str] = Counter()
        for text in texts:
            for word in _WORD.findall(text):
                (capital if word[0].isupper() and word[1:].islower() else small)[word.lower()] += 1
        self._names = frozenset(
            word
            for word, count in capital.items()
            if small[word] < _SLIPS * count and len(word) > 2 and word not in _DATES
        )
        by_length: defaultdict[int, list[str]] = defaultdict(list)
        for name in sorted(self._names):
            by_length[len(name)].append(name.capitalize())
        self._by_length: dict[int, Sequence[str]] = dict(by_length)

    def swapped(self, text: str, dice: random.Random) -> str:
        """``text`` with each of its names replaced, everywhere alike."""
        chosen: dict[str, str] = {}

        def other(found: re.Match[str]) -> str:
            word = found[0]
            if not word[0].isupper() or word.lower() not in self._names:
                return word
            if word not in chosen:
                name = dice.choice(self._by_length[len(word)])
                chosen[word] = name.upper() if word.isupper() else name
            return chosen[word]

        return _WORD.sub(other, text)
