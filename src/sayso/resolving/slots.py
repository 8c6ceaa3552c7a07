"""The slot of its clause that a mention seems to fill, by the words right before and after it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

import numpy as np

from sayso.extracting.words import Ints, Words, form
from sayso.resolving.traits import Pronoun, Traits, owns


class Slot(IntEnum):
    """What a mention is in its clause; ``NONE`` where the words beside it do not tell."""

    NONE = 0
    SUBJECT = 1
    OBJECT = 2
    OBLIQUE = 3
    OWNER = 4


_PREPOSITIONS = frozenset(
    """of in at on for from with by to about against between under over as than into near outside
    inside like without among since during after before behind beside beyond despite toward towards
    upon via through across around per including""".split()
)
_JOINING = frozenset(
    """and or but nor that which who whom whose if whether because while when where although though
    so yet until unless not also too then""".split()
)
_SMALL = _PREPOSITIONS | _JOINING
_SUBJECTS = frozenset("i we he she they who".split())
_OBJECTS = frozenset("me us him them whom".split())
_OWNERS = frozenset("my our your his their its whose mine ours yours hers theirs".split())


def slots(text: str, words: Words, start: Ints, end: Ints, told: Sequence[Traits]) -> Ints:
    """The slot of each mention at ``start`` to ``end`` (units)."""
    found = [
        _slot(text, words, low, high, one)
        for low, high, one in zip(start.tolist(), end.tolist(), told, strict=True)
    ]
    return np.asarray(found, dtype=np.int32).reshape(-1)


def _slot(text: str, words: Words, start: int, end: int, told: Traits) -> Slot:
    last = form(text, words, end - 1)
    if told.pronoun and last in _SUBJECTS:
        return Slot.SUBJECT
    if owns(last) or (told.pronoun and last in _OWNERS):
        return Slot.OWNER
    before = form(text, words, start - 1) if start else ""
    if before in _PREPOSITIONS:
        return Slot.OBLIQUE
    if told.pronoun and last in _OBJECTS:
        return Slot.OBJECT
    acts = _goes_on(text, words, end)
    if told.pronoun == Pronoun.SHE:
        return Slot.OWNER if acts else Slot.OBJECT
    if acts:
        return Slot.SUBJECT
    follows = start > 0 and words.is_word[start - 1] and before not in _JOINING
    return Slot.OBJECT if follows else Slot.NONE


def _goes_on(text: str, words: Words, unit: int) -> bool:
    """Whether a word in small letters follows that may be a verb."""
    if unit >= len(words) or not words.is_word[unit] or words.shape[unit]:
        return False
    return form(text, words, unit) not in _SMALL
