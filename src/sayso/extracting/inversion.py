"""A speaker named after the verb without commas: "The worst fear says the letter is for the sick".

Set off by commas the insertion is plain; without them the network takes the subject
of the sentence for the speaker. Where that subject is a thing that cannot speak, and
a noun phrase with a verb of its own follows, the two are told apart.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.extracting.parts import Parts
from sayso.extracting.runs import Run
from sayso.extracting.words import Words

_MUTE = frozenset(
    "aim aims answer answers cause causes challenge challenges concern concerns consequence "
    "consequences danger dangers difference differences difficulty effect effects fact fear fears "
    "goal goals hope hopes idea issue issues key need needs objective outcome priority problem "
    "problems purpose question questions reality reason reasons result results risk risks solution "
    "solutions thing threat threats truth way".split()
)

_SAYS = frozenset("says said writes wrote argues argued warns warned adds added".split())

_SPEAKER = re.compile(
    r"\s+(?P<speaker>(?:(?:the|a|an|his|her|its|their|our|my)\s+)?[\w'’-]+(?:\s+[\w'’-]+){0,3}?)"
    r"\s+(?=(?:is|are|was|were|will|would|has|have|had|lies|lay|remains|remained|must|should)\b)"
)


def mended(text: str, words: Words, found: list[Parts]) -> list[Parts]:
    """``found``, with the speaker after the verb wherever the one before it is mute."""
    return [_mended(text, words, one) for one in found]


def _mended(text: str, words: Words, parts: Parts) -> Parts:
    if len(parts.source) != 1 or len(parts.cue) != 1:
        return parts
    subject, cue = parts.source[0], parts.cue[0]
    mute = _word(text, words, subject[1] - 1) in _MUTE
    if not mute or subject[1] != cue[0] or _text(text, words, cue) not in _SAYS:
        return parts
    named = _SPEAKER.match(text, int(words.ends[cue[1] - 1]))
    if named is None:
        return parts
    units = words.within(*named.span("speaker"))
    speaker = (units.start, units.stop)
    rest = [(max(low, speaker[1]), high) for low, high in parts.content if high > speaker[1]]
    if not rest or rest[0][0] != speaker[1]:
        return parts
    whole = _with_determiner(text, words, subject)
    return replace(parts, source=(speaker,), content=(whole, *rest))


def _with_determiner(text: str, words: Words, run: Run) -> Run:
    first = run[0]
    return (first - 1 if first and _word(text, words, first - 1) == "the" else first), run[1]


def _word(text: str, words: Words, unit: int) -> str:
    return _text(text, words, (unit, unit + 1))


def _text(text: str, words: Words, run: Run) -> str:
    return text[words.starts[run[0]] : words.ends[run[1] - 1]].casefold()
