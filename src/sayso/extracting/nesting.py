"""Voices within voices: how a content looks from within, and whose content holds whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.extracting.parts import Parts
from sayso.extracting.quotation import Quotation, between, quotations
from sayso.extracting.runs import Run
from sayso.extracting.words import Words


def unquoted(text: str, words: Words, runs: Sequence[Run]) -> Words:
    """The words as a reader of each of these contents alone would see them.

    Marks that enclose a whole content are gone, and the marks within them count as the
    outermost.
    """
    quoted = words.quoted.copy()
    gone: set[int] = set()
    inner: list[Quotation] = []
    for low, high in runs:
        start, end = int(words.starts[low]), int(words.ends[high - 1])
        for index in between(words.quotations, start, end):
            one = words.quotations[index]
            if index in gone or not _encloses(one, start, end):
                continue
            gone.add(index)
            quoted[words.within(one.start, one.end)] = False
            first, last = one.inner
            inner += [
                replace(found, start=found.start + first, end=found.end + first)
                for found in quotations(text[first:last], [])
            ]
    if not gone:
        return words
    for one in inner:
        quoted[words.within(one.start, one.end)] = True
    kept = [one for index, one in enumerate(words.quotations) if index not in gone]
    every = sorted([*kept, *inner], key=lambda one: one.start)
    return replace(words, quoted=quoted, quotations=tuple(every))


def _encloses(quotation: Quotation, start: int, end: int) -> bool:
    inside = min(quotation.end, end) - max(quotation.start, start)
    return inside >= 0.8 * (end - start)


def parents(found: Sequence[Parts]) -> list[int | None]:
    """For each attribution, the one whose content it lies in.

    That is the smallest that holds its cue and most of its content, or ``None``.
    """
    runs = sorted((*run, index) for index, one in enumerate(found) for run in one.content)
    anchors = sorted(((one.cue or one.content)[0][0], index) for index, one in enumerate(found))
    result: list[int | None] = [None] * len(found)
    open_runs: list[tuple[int, int, int]] = []
    at = 0
    for place, index in anchors:
        while at < len(runs) and runs[at][0] <= place:
            open_runs.append(runs[at])
            at += 1
        open_runs = [run for run in open_runs if run[1] > place]
        holders = [
            one for _, _, one in open_runs if one != index and _holds(found[one], found[index])
        ]
        result[index] = min(holders, key=lambda one: _size(found[one]), default=None)
    return result


def _holds(outer: Parts, inner: Parts) -> bool:
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in outer.content for c, d in inner.content)
    return _size(inner) < _size(outer) and shared >= 0.8 * _size(inner)


def _size(parts: Parts) -> int:
    return sum(b - a for a, b in parts.content)
