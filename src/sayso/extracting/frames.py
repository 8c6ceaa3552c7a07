"""Sentences whose form alone tells what is attributed.

"The dam is safe, the union has stated." "As the Post has it, the dam is safe." Where a cue stands
in such a frame, the rest of the sentence is its content, whatever the network made of it: its
answers break off where another verb of saying comes first. Where it found the cue alone, the
frame gives the rest; where it found nothing at all, the frame stands for itself, if a name speaks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.extracting.decoding import Found
from sayso.extracting.parts import Parts, trimmed
from sayso.extracting.reporting import VERBS
from sayso.extracting.runs import Run
from sayso.extracting.words import Words

_VERB = rf"(?:{'|'.join(sorted(VERBS, key=len, reverse=True))})"
_NAME = r"(?:[Tt]he |[Aa]n? |[Hh]is |[Hh]er |[Tt]heir |[Ii]ts )?(?:[\w.'’&-]+ ){0,7}?[\w.'’&-]+"
_WHEN = r"(?: (?:on|in|at|last|this|yesterday|today|later|earlier|again|there|here)\b[\w ]{0,25})?"
_TRAILING = re.compile(
    rf",\s+(?P<source>{_NAME}) (?P<cue>(?:(?:has|have|had) )?{_VERB}){_WHEN}(?=[.!?;](?:\s|$)|$|\n)"
)
_LEADING = re.compile(
    rf"(?:^|(?<=[.!?] )|(?<=\n))As (?P<source>{_NAME}) "
    rf"(?P<cue>(?:(?:has|have|had) )?(?:{_VERB}|put)(?: it)?|(?:has|had) it), (?=\S)"
)
_STARTS = re.compile(r"(?:^|(?<=[.!?…])(?:[”’\"')\]]*)\s+(?=[“‘\"'(\[]?[A-Z0-9])|\n+)")
_WHILE = re.compile(r"(?:when|whenever|while|as|after|before|once|until|having)\b", re.IGNORECASE)
_FEWEST = 4
"""Words of a content that is a clause."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A cue that frames its sentence: its units, those of the content, and those who speak.

    ``named`` if they speak under a name.
    """

    cue: Run
    content: Run
    source: Run
    named: bool


def frames(text: str, words: Words) -> list[Frame]:
    """The frames of a text, in no order."""
    starts = [found.end() for found in _STARTS.finditer(text)]
    return [
        frame
        for met, low, high in _met(text, starts)
        if (frame := _frame(text, words, met, low, high)) is not None
    ]


def with_frames(found: Sequence[Parts], framed: Sequence[Frame]) -> list[Parts]:
    """``found``, with all of its content for each cue that stands in a frame."""
    by_unit = {unit: frame for frame in framed for unit in range(*frame.cue)}
    filled = [_filled(one, by_unit.get(one.cue[0][0])) if one.cue else one for one in found]
    taken = {unit for one in filled for run in one.cue for unit in range(*run)}
    return filled + [
        Parts((frame.source,), (frame.cue,), (frame.content,))
        for frame in framed
        if frame.named and taken.isdisjoint(range(frame.source[0], frame.cue[1]))
    ]


def bare(text: str, words: Words, cue: Found, framed: Sequence[Frame]) -> list[Parts]:
    """What a frame makes of a cue for which the network found no content.

    Nothing where the rest of the sentence only says when: "When the bell rang, he answered".
    """
    return [
        Parts((frame.source,), (frame.cue,), (frame.content,))
        for frame in framed
        if frame.cue[0] <= cue.first < frame.cue[1]
        if not _WHILE.match(text, int(words.starts[frame.content[0]]))
    ]


def _filled(one: Parts, frame: Frame | None) -> Parts:
    if frame is None:
        return one
    low, high = frame.content
    if any(a < low or b > high for a, b in one.content):
        return one
    return replace(one, content=(frame.content,))


def _met(text: str, starts: Sequence[int]) -> Iterator[tuple[re.Match[str], int, int]]:
    """Each frame with the code points of its content."""
    for met in _TRAILING.finditer(text):
        at = bisect_right(starts, met.start())
        yield met, starts[at - 1] if at else 0, met.start()
    for met in _LEADING.finditer(text):
        at = bisect_right(starts, met.end())
        yield met, met.end(), starts[at] if at < len(starts) else len(text)


def _frame(text: str, words: Words, met: re.Match[str], low: int, high: int) -> Frame | None:
    content = words.within(low, high)
    run = trimmed(text, words, (content.start, content.stop))
    if run is None or words.is_break[slice(*run)].any() or words.quoted[slice(*run)].any():
        return None
    if int(words.is_word[slice(*run)].sum()) < _FEWEST:
        return None
    cue, source = (words.within(*met.span(part)) for part in ("cue", "source"))
    named = met["source"].split()[-1][:1].isupper() and met["source"] != "I"
    return Frame((cue.start, cue.stop), run, (source.start, source.stop), named)
