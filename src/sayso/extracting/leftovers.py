"""Quotations that no attribution has: nobody's words may pass for the narrator's own.

What stands in quotation marks is somebody's word even where the network finds no
cue for it. It joins the attribution that it goes on from, or stands alone, its
source left open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sayso.extracting.parts import Parts
from sayso.extracting.words import Ints, Words

_FEWEST = 6
"""Words of a quotation that is more than a title, a nickname or a scare quote."""

_JOINT = re.compile(r"\s*[,:;–—-]{0,2}\s*")
_NEXT = re.compile(r"[.!?]\s*")
_WIDEST = 3
"""Marks between the words before and the quotation that goes on from them."""


def with_leftovers(
    text: str, words: Words, found: list[Parts], left_out: Sequence[tuple[int, int]]
) -> list[Parts]:
    """``found``, with every longer quotation in it that is not in ``left_out``."""
    found = list(found)
    taken = np.zeros(len(words), dtype=bool)
    owner = np.full(len(words), -1, dtype=np.int32)
    for start, end in left_out:
        taken[words.within(start, end)] = True
    for index, one in enumerate(found):
        for low, high in (*one.source, *one.cue, *one.content):
            taken[low:high] = True
        for low, high in one.content:
            owner[low:high] = index
    for index, quotation in enumerate(words.quotations):
        units = words.within(quotation.start, quotation.end)
        few = int(words.is_word[units].sum()) < _FEWEST
        if few or not _ends(words, index) or taken[units].any():
            continue
        run = (units.start, units.stop)
        before = _speech(words, owner, index)
        if before is None:
            before = _before(text, words, owner, run[0])
        if before is None:
            before = len(found)
            found.append(Parts((), (), (run,)))
        else:
            one = found[before]
            found[before] = replace(one, content=tuple(sorted([*one.content, run])))
        owner[units] = before
    return found


def _ends(words: Words, index: int) -> bool:
    """Whether a quotation is closed, or belongs to a speech over several paragraphs."""
    around = words.quotations[index : index + 2]
    return bool(around[0].close_width or any(one.continues for one in around))


def _speech(words: Words, owner: Ints, index: int) -> int | None:
    """The attribution of the paragraph before, if the speech goes on from there."""
    if not index or not words.quotations[index].continues:
        return None
    before = words.quotations[index - 1]
    first = int(owner[words.within(before.start, before.end).start])
    return first if first >= 0 else None


def _before(text: str, words: Words, owner: Ints, first: int) -> int | None:
    """The attribution that a quotation from unit ``first`` goes on from.

    Its words end where the quotation begins, or the quotation is the next sentence.
    """
    last = first - 1
    while last >= 0 and owner[last] < 0:
        if words.is_word[last] or first - last > _WIDEST:
            return None
        last -= 1
    if last < 0:
        return None
    between = text[int(words.ends[last]) : int(words.starts[first])]
    same_line = not words.is_break[last + 1 : first].any()
    if same_line and (_JOINT.fullmatch(between) or words.quoted[last]):
        return int(owner[last])
    begins_sentence = words.shape[first : first + 2].any()
    return int(owner[last]) if begins_sentence and _NEXT.fullmatch(between) else None
