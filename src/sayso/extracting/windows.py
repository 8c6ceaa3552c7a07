"""Words cut into word pieces, and word pieces into windows that the encoder can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.extracting.words import Ints, Words

UNKNOWN, FIRST, LAST, BREAK = 100, 101, 102, 1
"""Ids of BERT's vocabulary: unknown, first and last of a window; a paragraph
break takes the first of the unused ids."""

_SURROGATE = re.compile("[\ud800-\udfff]")

_AT_ONCE = 50_000
"""Code points, and the rest of the line, that are cut into word pieces at a time."""

SHAPES = 3
TYPES = 2 * SHAPES
"""Token types: outside or inside quotation marks, times three shapes of word."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text as word pieces.

    ``ids``, the ``unit`` each belongs to, and for every unit the index of its
    ``first`` piece (with one more entry for the end).
    """

    ids: Ints
    unit: Ints
    first: Ints


@dataclass(frozen=True, slots=True)
class Window:
    """Units ``start`` to ``end`` (exclusive) of a text.

    Of these, ``first`` to ``stop`` (exclusive) are the core: the window's own, where
    the rest is context.
    """

    start: int
    end: int
    first: int
    stop: int


@dataclass(frozen=True, slots=True)
class Laid:
    """A window as the encoder takes it.

    ``ids`` and ``types`` have an entry for each piece, ``heads`` (the place of each
    unit's first piece) and ``paragraph`` one for each unit.
    """

    ids: NDArray[np.int64]
    types: NDArray[np.int64]
    heads: NDArray[np.int64]
    paragraph: NDArray[np.int64]


def to_pieces(tokenizer: Tokenizer, text: str, words: Words) -> Pieces:
    """Cut every unit of a text into word pieces; none is left without one."""
    ids, starts = _encoded(tokenizer, _SURROGATE.sub("\ufffd", text))
    unit = np.searchsorted(words.starts, starts, side="right").astype(np.int32) - 1
    inside = (unit >= 0) & (starts < words.ends[np.maximum(unit, 0)])
    inside &= ~words.is_break[np.maximum(unit, 0)]
    ids, unit = ids[inside], unit[inside]
    missing = np.setdiff1d(np.arange(len(words), dtype=np.int32), unit)
    filler = np.where(words.is_break[missing], BREAK, UNKNOWN).astype(np.int32)
    unit = np.concatenate([unit, missing])
    order = np.argsort(unit, kind="stable")
    unit = unit[order]
    first = np.searchsorted(unit, np.arange(len(words) + 1)).astype(np.int32)
    return Pieces(ids=np.concatenate([ids, filler])[order], unit=unit, first=first)


def _encoded(tokenizer: Tokenizer, text: str) -> tuple[Ints, Ints]:
    """The ids of a text's word pieces, and the code points where they start.

    The text is encoded line by line, some lines at a time: the tokenizer's own record
    of a piece takes a hundred times the room of a number.
    """
    ids: list[Ints] = [np.zeros(0, dtype=np.int32)]
    starts: list[Ints] = [np.zeros(0, dtype=np.int32)]
    low = 0
    while low < len(text):
        high = text.find("\n", low + _AT_ONCE) + 1 or len(text)
        encoding = tokenizer.encode(text[low:high], add_special_tokens=False)
        ids.append(np.asarray(encoding.ids, dtype=np.int32))
        places = np.fromiter((start for start, _ in encoding.offsets), np.int32)
        starts.append(places + np.int32(low))
        low = high
    return np.concatenate(ids), np.concatenate(starts)


def windows(
    text: str, words: Words, pieces: Pieces, size: int, context: int, bounds: slice | None = None
) -> Iterator[Window]:
    """Cut a text, or the units within ``bounds``, into windows of at most ``size`` pieces.

    The cores of the windows lie side by side; around each, the window shows up to
    ``context`` pieces on either side. A core ends at a paragraph break where there
    is one; which one depends only on the words that follow it (the least of their
    checksums, as in content-defined chunking), so that the same passage is cut the
    same way wherever it stands.
    """
    bounds = bounds or slice(0, len(words))
    most = size - 2 * context
    start = bounds.start
    while start < bounds.stop:
        end = max(_fitting(pieces, start, most, bounds.stop), start + 1)
        if end < bounds.stop:
            end = _cut(text, words, pieces, start, end, most)
        low = _fitting_back(pieces, start, context, bounds.start)
        high = _fitting(pieces, end, context, bounds.stop)
        yield Window(low, high, start, end)
        start = end


def _fitting(pieces: Pieces, start: int, room: int, limit: int) -> int:
    """The end of the units from ``start`` that fit into ``room`` pieces."""
    end = int(pieces.first.searchsorted(pieces.first[start] + np.int32(room), side="right")) - 1
    return min(max(end, start), limit)


def _fitting_back(pieces: Pieces, end: int, room: int, limit: int) -> int:
    return max(int(pieces.first.searchsorted(pieces.first[end] - np.int32(room))), limit)


def _cut(text: str, words: Words, pieces: Pieces, start: int, end: int, most: int) -> int:
    """Where a core that must end by ``end`` ends best."""
    earliest = max(_fitting(pieces, start, most * 3 // 5, end), start + 1)
    for places in (_after_breaks(words, earliest, end), _after_stops(text, words, earliest, end)):
        if places:
            return min(places, key=lambda unit: (_checksum(text, words, unit), unit))
    return end


def _after_breaks(words: Words, low: int, high: int) -> list[int]:
    return [int(low + place) for place in np.flatnonzero(words.is_break[low - 1 : high - 1])]


def _after_stops(text: str, words: Words, low: int, high: int) -> list[int]:
    """Units that follow the end of a sentence."""
    return [
        unit
        for unit in range(low, high)
        if text[words.starts[unit - 1]] in '.!?”"' and words.shape[unit] > 0
    ]


def _checksum(text: str, words: Words, unit: int) -> int:
    start = int(words.starts[unit])
    return crc32(text[start : start + 24].encode("utf-8", "surrogatepass"))


def lay(words: Words, pieces: Pieces, window: Window, size: int) -> Laid:
    """Lay a window out for the encoder, cut off after ``size`` pieces.

    A piece's token type says whether it stands in quotation marks, and its word's shape.
    """
    low, high = int(pieces.first[window.start]), int(pieces.first[window.end])
    high = min(high, low + size)
    inside = slice(window.start, window.end)
    types = words.quoted[inside].astype(np.int64) * SHAPES + words.shape[inside]
    ids = np.zeros(high - low + 2, dtype=np.int64)
    kinds = np.zeros(high - low + 2, dtype=np.int64)
    ids[0], ids[-1] = FIRST, LAST
    ids[1:-1] = pieces.ids[low:high]
    kinds[1:-1] = types[pieces.unit[low:high] - window.start]
    heads = np.minimum(pieces.first[inside] - low, high - low - 1) + 1
    return Laid(ids, kinds, heads.astype(np.int64), words.paragraph[inside].astype(np.int64))
