"""Transcripts: paragraphs that each begin with their speaker's name and a colon.

Interviews, hearings and broadcasts are printed so. A label is sure to be a speaker's
where speakers take turns; a single "Note:" is not. Posts are labelled with what only accounts
are called (@mara, mara_q), and one account may write all of them; a plain word ("mara") is an
account only among such.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from sayso.extracting.parts import Parts, trimmed
from sayso.extracting.runs import Run, meeting, subtract
from sayso.extracting.words import Words

_WORD = r"(?:[A-Z][\w.'’-]*|(?:de|la|van|von|bin|al|el|of)\b)"
_HANDLE = r"@[\w.]{2,30}"
_LABEL = re.compile(
    rf"(?:^|(?<=\n))[ \t]*(?:\[[^\[\]\n]{{1,30}}\] )?[\"“«]?"
    rf"(?P<name>[A-Z][\w.'’-]*(?: {_WORD}){{0,4}}|{_HANDLE}|[a-z0-9]+(?:_[a-z0-9]+)+|"
    rf"(?P<plain>[a-z][a-z0-9-]{{2,24}}))"
    rf"(?: (?P<handle>{_HANDLE}))?(?: \([^()\n]{{1,40}}\))?(?P<colon>:)(?=\s+\S)"
)
_NO_SPEAKERS = frozenset(
    "photo photos photograph picture image video audio graphic source sources credit credits "
    "note notes update updates related caption figure table map tags tag topics filed read "
    "example examples step warning tip date time place location".split()
)
_FEWEST = 4
"""Labelled paragraphs that make a transcript."""
_FEWEST_POSTS = 2
"""Paragraphs labelled with an account that make a thread."""

_LONGEST = 6
"""Paragraphs that one turn may run over."""


def with_turns(text: str, words: Words, found: Sequence[Parts]) -> list[Parts]:
    """``found``, and the turns of a transcript in place of what runs across them."""
    labels = _speakers(text)
    turns = [
        turn
        for index, label in enumerate(labels)
        if (turn := _turn(text, words, label, labels[index + 1 : index + 2])) is not None
    ]
    return [*_between(text, words, found, turns), *turns]


def _speakers(text: str) -> list[re.Match[str]]:
    """The labels of a transcript: at least two speakers, most of whom speak again; or of posts."""
    met = [label for label in _LABEL.finditer(text) if label["name"].casefold() not in _NO_SPEAKERS]
    labels = [label for label in met if not label["plain"]]
    posts = sum(bool(label["handle"]) or label["name"][0].islower() for label in labels)
    posts += sum(label["name"][0] == "@" for label in labels)
    if posts >= _FEWEST_POSTS and 2 * posts >= len(labels):
        return met
    counts = Counter(label["name"] for label in labels)
    again = sum(count for count in counts.values() if count > 1)
    few = len(labels) < _FEWEST or len(counts) < 2
    return [] if few or 2 * again < len(labels) else labels


def _turn(
    text: str, words: Words, label: re.Match[str], following: Sequence[re.Match[str]]
) -> Parts | None:
    source = words.within(*label.span("name"))
    colon = words.within(*label.span("colon"))
    last = words.within(following[0].start(), following[0].end()).start if following else None
    stop = _stop(words, colon.stop, last)
    content = trimmed(text, words, (colon.stop, stop)) if stop > colon.stop else None
    if content is None:
        return None
    cue = ((colon.start, colon.stop),)
    return Parts(((source.start, source.stop),), cue, (content,), verbatim=True)


def _stop(words: Words, first: int, following: int | None) -> int:
    """Where a turn ends: at the next label if that is near, or with its paragraph."""
    breaks = [unit for unit in range(first, min(len(words), first + 2000)) if words.is_break[unit]]
    end_of_paragraph = breaks[0] if breaks else len(words)
    if following is None:
        return end_of_paragraph
    inside = [unit for unit in breaks if unit < following]
    return following if len(inside) <= _LONGEST else end_of_paragraph


def _between(
    text: str, words: Words, found: Sequence[Parts], turns: Sequence[Parts]
) -> list[Parts]:
    """What was found before, without what belongs to a turn or runs over its edge."""
    kept: list[Parts] = []
    spans = [(one.source[0][0], one.content[0][1]) for one in turns]
    colons = {one.cue[0][0] for one in turns}
    for one in found:
        if one.cue and one.cue[0][0] in colons:
            continue
        content = _outside(text, words, one, spans)
        if content:
            kept.append(replace(one, content=content))
    return kept


def _outside(text: str, words: Words, parts: Parts, spans: Sequence[Run]) -> tuple[Run, ...]:
    """The content without the turns that it runs into from elsewhere."""
    runs = list(parts.content)
    place = (parts.cue or parts.content)[0][0]
    for span in meeting(spans, runs):
        if not span[0] <= place < span[1]:
            runs = subtract(runs, span)
    return tuple(run for run in (trimmed(text, words, run) for run in runs) if run)
