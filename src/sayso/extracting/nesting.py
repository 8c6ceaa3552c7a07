"""Voices within voices: contents read again, and whose content holds whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.extracting.model import Floats
from sayso.extracting.parts import Parts, Run
from sayso.extracting.quotation import Quotation, between, quotations
from sayso.extracting.words import Words

FEWEST = 4
"""Words that a stretch needs to hold an attribution within it."""


def unquoted(text: str, words: Words, run: Run) -> Words:
    """The words as a reader of this content alone would see them.

    Marks that enclose the whole content are gone, and the marks within them count
    as the outermost.
    """
    start, end = int(words.starts[run[0]]), int(words.ends[run[1] - 1])
    inside = between(words.quotations, start, end)
    here = [words.quotations[index] for index in inside]
    outer = [one for one in here if _encloses(one, start, end)]
    if not outer:
        return words
    quoted = words.quoted.copy()
    inner: list[Quotation] = []
    for one in outer:
        low, high = one.inner
        quoted[words.within(one.start, one.end)] = False
        inner += [
            replace(found, start=found.start + low, end=found.end + low)
            for found in quotations(text[low:high], [])
        ]
    for one in inner:
        quoted[words.within(one.start, one.end)] = True
    kept = [one for one in here if one not in outer]
    changed = sorted([*kept, *inner], key=lambda one: one.start)
    first, after = inside[0], inside[-1] + 1
    return replace(
        words,
        quoted=quoted,
        quotations=(*words.quotations[:first], *changed, *words.quotations[after:]),
    )


def _encloses(quotation: Quotation, start: int, end: int) -> bool:
    inside = min(quotation.end, end) - max(quotation.start, start)
    return inside >= 0.8 * (end - start)


def worth_rereading(words: Words, parts: Parts, chances: Floats, least: Floats) -> list[Run]:
    """The runs of a content where the reading before saw at least a trace of a cue.

    ``least`` says for each unit what chance is a trace.
    """
    return [
        run
        for run in parts.content
        if words.is_word[run[0] : run[1]].sum() >= FEWEST
        and (chances[run[0] : run[1]] >= least[run[0] : run[1]]).any()
    ]


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
