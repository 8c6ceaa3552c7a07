"""A text as the model sees it: words, marks of punctuation, and paragraph breaks."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.extracting.quotation import Quotation, quotations

Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]

_UNIT = re.compile(r"\w+(?:['’]\w+)*|\n|[^\w\s]")
_BLOCK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


@dataclass(frozen=True, slots=True)
class Words:
    """The units of a text, in order, as parallel arrays.

    A unit is a word, one mark of punctuation, or a paragraph break. ``starts`` and
    ``ends`` are code points; ``is_word`` and ``is_break`` tell the kinds apart;
    ``paragraph`` numbers the paragraphs; ``quoted`` is true within quotation marks
    (the marks included); ``shape`` is 0 for lower case and others, 1 for a capital
    first letter, 2 for all capitals.
    """

    starts: Ints
    ends: Ints
    is_word: Bools
    is_break: Bools
    paragraph: Ints
    quoted: Bools
    shape: Ints
    quotations: tuple[Quotation, ...]

    def __len__(self) -> int:
        return len(self.starts)

    def within(self, start: int, end: int) -> slice:
        """The units that overlap code points ``start`` to ``end``."""
        # A plain int would have numpy widen the whole array first.
        first = int(self.ends.searchsorted(np.int32(start), side="right"))
        last = int(self.starts.searchsorted(np.int32(end), side="left"))
        return slice(first, max(first, last))


def segment(text: str) -> Words:
    """Cut a text into its units.

    Words follow PolNeAR's scoring convention: runs of word characters with inner
    apostrophes; every other character that is not white space stands alone.
    """
    breaks = paragraph_breaks(text)
    starts: list[int] = []
    ends: list[int] = []
    kinds: list[int] = []
    shapes: list[int] = []
    for match in _UNIT.finditer(text):
        start, end = match.span()
        first = text[start]
        if first == "\n":
            if start not in breaks:
                continue
            kinds.append(2)
            shapes.append(0)
        else:
            is_word = first.isalnum() or first == "_"
            kinds.append(1 if is_word else 0)
            shapes.append(_shape(match.group()) if is_word else 0)
        starts.append(start)
        ends.append(end)
    kind = np.asarray(kinds, dtype=np.int32)
    start_array = np.asarray(starts, dtype=np.int32)
    end_array = np.asarray(ends, dtype=np.int32)
    found = quotations(text, sorted(breaks))
    return Words(
        starts=start_array,
        ends=end_array,
        is_word=kind == 1,
        is_break=kind == 2,
        paragraph=np.cumsum(kind == 2, dtype=np.int32),
        quoted=_covered(start_array, found),
        shape=np.asarray(shapes, dtype=np.int32),
        quotations=tuple(found),
    )


def form(text: str, words: Words, unit: int) -> str:
    """A unit of a text without regard to case."""
    return text[words.starts[unit] : words.ends[unit]].casefold()


def paragraph_breaks(text: str) -> set[int]:
    """The places of the newlines that end a paragraph, one a break.

    In a text whose lines are wrapped at a fixed width, only blank lines end
    paragraphs; in any other, every newline does.
    """
    blocks = [match.start() for match in _BLOCK.finditer(text)]
    if blocks and _is_wrapped(text):
        return set(blocks)
    return {match.start() for match in re.finditer(r"\n\s*", text)}


def _is_wrapped(text: str) -> bool:
    inner = [
        len(line)
        for block in _BLOCK.split(text)
        for line in block.strip("\n").split("\n")[:-1]
        if line.strip()
    ]
    if len(inner) < 3:
        return False
    even = sum(45 <= length <= 100 for length in inner)
    return even >= 0.7 * len(inner)


def _shape(word: str) -> int:
    if not word[0].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1


def _covered(starts: Ints, found: list[Quotation]) -> Bools:
    change = np.zeros(len(starts) + 1, dtype=np.int32)
    places = np.asarray([(one.start, one.end) for one in found], dtype=np.int32).reshape(-1, 2)
    np.add.at(change, starts.searchsorted(places[:, 0]), 1)
    np.add.at(change, starts.searchsorted(places[:, 1]), -1)
    return np.cumsum(change)[:-1] > 0
