"""The numbers that a statement gives: how many, not when.

Figures and English number words are read alike ("1,200", "eighty-three", "a dozen"). Years, days
of a month and times of day are left out, since two reports of one matter need not share them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_TOKEN = re.compile(r"\d+(?:[,\u202f]\d{3})*(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)*|[-:.]")
_ONES = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9}
_MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_HOURS = frozenset(("am", "pm", "o'clock", "o’clock"))
_YEARS = range(1800, 2100)


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of a statement: ``given``, and those that it says are not so ("not 47")."""

    given: frozenset[float]
    refused: frozenset[float]


def figures(text: str) -> Figures:
    """The numbers of a statement."""
    tokens = [found.group().casefold() for found in _TOKEN.finditer(text)]
    given: set[float] = set()
    refused: set[float] = set()
    for start, end, value in _numbers(tokens):
        before, after = tokens[max(0, start - 2) : start], tokens[end : end + 2]
        if not _is_time(value, before, after):
            (refused if "not" in before else given).add(value)
    return Figures(frozenset(given - refused), frozenset(refused))


def _numbers(tokens: Sequence[str]) -> Iterator[tuple[int, int, float]]:
    """Where each number starts and ends, and what it is."""
    place = 0
    while place < len(tokens):
        end, value = _number(tokens, place)
        if end > place:
            yield place, end, value
        place = max(end, place + 1)


def _number(tokens: Sequence[str], start: int) -> tuple[int, float]:
    """The number that starts at a token and its end, which is the start if there is none."""
    if tokens[start][0].isdecimal():
        value, place = float(re.sub("[,\u202f]", "", tokens[start])), start + 1
        while place < len(tokens) and tokens[place] in _SCALES:
            value, place = value * _SCALES[tokens[place]], place + 1
        return place, value
    whole = part = 0
    place = end = start
    while place < len(tokens):
        word = tokens[place]
        if word in _TENS and not part % 100:
            part += _TENS[word]
        elif word in _ONES and not part % (10 if part % 100 else 100):
            part += _ONES[word]
        elif word in _SCALES and (part or tokens[place - 1 : place] == ["a"]):
            if _SCALES[word] > 100:
                whole, part = whole + max(part, 1) * _SCALES[word], 0
            else:
                part = max(part, 1) * _SCALES[word]
        elif place == start or word not in ("-", "and"):
            break
        else:
            place += 1
            continue
        place = end = place + 1
    alone = end == start + 1 and tokens[start] in ("one", "zero")
    return (start, 0.0) if alone else (end, float(whole + part))


def _is_time(value: float, before: Sequence[str], after: Sequence[str]) -> bool:
    if value in _YEARS or {*before[-1:], *after[:1]} & _MONTHS or {*after[:1]} & _HOURS:
        return True
    return before[-1:] == ["at"] or before[-1:] == [":"] or after[:1] == [":"]
