"""A speaker named after the verb, whom the network overlooks.

"The worst fear says the letter is for the sick": without commas around the insertion, the
subject of the sentence is taken for the speaker. Where that subject is a thing that cannot
speak, and a noun phrase with a verb of its own follows, the two are told apart.

"“It is safe,” said Bell, on the day on which Cole left": where a quotation ends right
before a verb of saying and a name stands right after it, nobody else speaks.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.extracting.parts import Parts
from sayso.extracting.reporting import VERBS
from sayso.extracting.runs import Run
from sayso.extracting.words import Words, form

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

_NAME = re.compile(
    r"(?:[A-Z][\w'’]*)(?:\s+(?:(?:de|da|di|van|von|der|bin|ibn|al|el)\s+)*[A-Z][\w'’]*)*"
)
_NO_NAMES = frozenset(
    "I The A An In On At Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February "
    "March April May June July August September October November December".split()
)


def mended(text: str, words: Words, found: list[Parts]) -> list[Parts]:
    """``found``, with the speaker after the verb wherever the form leaves no other."""
    return [_named(text, words, _mended(text, words, one)) for one in found]


def _named(text: str, words: Words, parts: Parts) -> Parts:
    """With the name that stands between the verb and the next mark, after a quotation."""
    if len(parts.cue) != 1 or not _ends_quotation(text, words, parts.cue[0][0]):
        return parts
    cue = parts.cue[0]
    verb, first = cue[0], cue[0] + 1
    if any(low <= first < high for low, high in parts.source):
        return parts
    if form(text, words, verb) not in VERBS or not words.shape[first : first + 1].any():
        return parts
    last = first
    while last < len(words) and words.is_word[last]:
        last += 1
    name = text[words.starts[first] : words.ends[last - 1]]
    if not _NAME.fullmatch(name) or name.split()[0] in _NO_NAMES:
        return parts
    return replace(parts, source=((first, last),), cue=((verb, first),))


def _ends_quotation(text: str, words: Words, unit: int) -> bool:
    """Whether a quotation ends before the unit, but for a comma."""
    before = unit - 1
    if before >= 0 and text[words.starts[before]] == ",":
        before -= 1
    return before >= 0 and bool(words.quoted[before]) and not words.quoted[unit]


def _mended(text: str, words: Words, parts: Parts) -> Parts:
    if len(parts.source) != 1 or len(parts.cue) != 1:
        return parts
    subject, cue = parts.source[0], parts.cue[0]
    mute = form(text, words, subject[1] - 1) in _MUTE
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
    return (first - 1 if first and form(text, words, first - 1) == "the" else first), run[1]


def _text(text: str, words: Words, run: Run) -> str:
    return text[words.starts[run[0]] : words.ends[run[1] - 1]].casefold()
