"""One speaker, two cues: "The letter points to X and asks Y"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sayso.extracting.parts import Parts
from sayso.extracting.runs import Run
from sayso.extracting.words import Words, form

_LINKS = frozenset({"and", "but", "also", "then", "later", "even", "or", "further"})
_FARTHEST = 5


def with_shared_sources(text: str, words: Words, found: Sequence[Parts]) -> list[Parts]:
    """``found``, where a cue without a source takes that of the words it is joined to.

    Joined means that nothing but a conjunction stands between their end and the cue.
    """
    owner = np.full(len(words), -1, dtype=np.int32)
    for index, one in enumerate(found):
        for low, high in one.content:
            owner[low:high] = index
    result = list(found)
    for index in sorted(range(len(found)), key=lambda place: _start(found[place])):
        one = result[index]
        if one.source or not one.cue:
            continue
        before = _joined(text, words, owner, one.cue[0][0])
        if before is None:
            before = _participle(text, words, owner, one.cue[0][0])
        if before is not None and before != index and result[before].source:
            result[index] = replace(one, source=result[before].source)
    return result


def apart(text: str, words: Words, found: Sequence[Parts]) -> list[Parts]:
    """``found``, where the first of two statements ends before "and" and the second's cue.

    "She denies the charge and says it is late" are two statements of hers, not one
    within the other.
    """
    cuts: dict[tuple[Run, ...], list[int]] = {}
    for one in found:
        cut = _conjunction(text, words, one.cue[0][0]) if one.source and one.cue else None
        if cut is not None:
            cuts.setdefault(one.source, []).append(cut)
    return [_before(one, cuts.get(one.source, ())) for one in found]


def _before(parts: Parts, cuts: Sequence[int]) -> Parts:
    """The parts, whose content ends at the first of the cuts that lies within it."""
    inside = [cut for cut in cuts if parts.content[0][0] < cut < parts.content[-1][1]]
    if not inside or (parts.cue and parts.cue[0][0] > min(inside)):
        return parts
    cut = min(inside)
    kept = tuple((low, min(high, cut)) for low, high in parts.content if low < cut)
    return replace(parts, content=kept)


def _conjunction(text: str, words: Words, first: int) -> int | None:
    """The "and" or "but" right before a cue."""
    for unit in range(first - 1, max(first - 3, 0) - 1, -1):
        word = form(text, words, unit)
        if word in ("and", "but"):
            return unit
        if word not in _LINKS:
            return None
    return None


def _start(parts: Parts) -> int:
    return (parts.cue or parts.content)[0][0]


def _participle(text: str, words: Words, owner: np.ndarray, first: int) -> int | None:
    """Whose words end right before ", adding that"."""
    word = form(text, words, first)
    if not word.endswith("ing") or first < 2:
        return None
    for unit in range(first - 1, max(first - 4, 0) - 1, -1):
        if owner[unit] >= 0:
            return int(owner[unit])
        if words.is_word[unit] or words.is_break[unit]:
            return None
    return None


def _joined(text: str, words: Words, owner: np.ndarray, first: int) -> int | None:
    linked = False
    for unit in range(first - 1, max(first - _FARTHEST, 0) - 1, -1):
        if words.is_break[unit]:
            return None
        word = form(text, words, unit)
        if word in _LINKS:
            linked = linked or word in ("and", "but")
        elif linked and owner[unit] >= 0:
            return int(owner[unit])
        elif words.is_word[unit] or word not in ",”\"'’":
            return None
    return None
