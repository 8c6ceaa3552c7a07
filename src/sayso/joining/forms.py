"""Two names beside one another: whether one is a form of the other, or both cannot be one's."""

from __future__ import annotations

from functools import lru_cache
from itertools import product

from rapidfuzz.distance import JaroWinkler

from sayso.joining.words import BODIES, DIRECTIONS, EMPTY, SMALL, SUFFIXES
from sayso.resolving.names import same_sound

Parts = tuple[str, ...]
"""The words of a name, in lower case."""

_NEAR = 0.9
"""The likeness (Jaro-Winkler) of a word that is misspelled."""
_SOUNDING = 0.8
"""The likeness that spellings of one sound have at least."""
_SPELLED = 5
"""The letters from which on one word alone can be said to be misspelled."""
_SHORTENED = 3
"""The letters that a short form of a given name has at least: "Fred"."""


def related(one: Parts, other: Parts) -> bool:
    """Whether the form alone makes it likely that a report means one actor by both."""
    if is_pair(one) or is_pair(other):
        return False
    short, long = sorted((one, other), key=len)
    return shortens(short, long) or spells(short, long) or fits_nearly(short, long)


def shortens(short: Parts, long: Parts) -> bool:
    """Whether one name is a form of the other that reports use for it.

    The end of it ("Quill", "Fish and Wildlife Service"), its first and last part, its
    beginning where the rest only tells what or where it is ("Harlow Police" for "Harlow
    Police Department"), the first letters ("IMF"). A given name or the town of a team alone
    is none; nor is "Korea" of "North Korea", or "Supreme Court" of a country's.
    """
    if fits(short, long):
        return True
    short, long = without_suffix(short), without_suffix(long)
    if len(short) >= len(long) or is_pair(long):
        return False
    if short == long[-len(short) :]:
        return short[-1] not in BODIES and long[-len(short) - 1] not in DIRECTIONS
    if short == long[: len(short)]:
        rest = long[len(short) :]
        return rest[0] in SMALL or (rest[0] in BODIES and len(long) > 2)
    return len(short) > 1 and short[0] == long[0] and short[-1] == long[-1] and _all_in(short, long)


def without_suffix(parts: Parts) -> Parts:
    """A name without "Jr." and the like."""
    while len(parts) > 1 and parts[-1] in SUFFIXES:
        parts = parts[:-1]
    return parts


def _all_in(short: Parts, long: Parts) -> bool:
    rest = iter(long)
    return all(part in rest for part in short)


def is_pair(parts: Parts) -> bool:
    """Whether a name is two names: "Mara Quill and Ned Tarn", but no "Bureau of This and That"."""
    return "and" in parts and SMALL.isdisjoint(parts[: parts.index("and")])


def fits(short: Parts, long: Parts) -> bool:
    """Whether a name of one word is the first letters of the other."""
    return len(short) == 1 and len(short[0]) <= len(long) and short[0] in initials(long)


def fits_nearly(short: Parts, long: Parts) -> bool:
    """Whether it is with the article's letter before them, or one of a last word more."""
    if len(short) != 1 or not 3 <= len(short[0]) <= len(long) + 1:
        return False
    allowed = initials(long)
    return short[0][:-1] in allowed or (short[0][0] == "t" and short[0][1:] in allowed)


def initials(parts: Parts) -> frozenset[str]:
    """The abbreviations that a name allows, with its small words and without."""
    if not 2 <= len(parts) <= 8:
        return frozenset()
    choices = [("", part[0]) if part in EMPTY else (part[0],) for part in parts]
    return frozenset("".join(one) for one in product(*choices))


def apart(one: Parts, other: Parts) -> bool:
    """Whether two full names cannot be one actor's: each has a part that the other has not."""
    if len(one) < 2 or len(other) < 2:
        return False
    short, long = sorted((one, other), key=len)
    return not within(short, long)


def within(short: Parts, long: Parts) -> bool:
    """Whether all parts of a name are in another, in order, initials and spellings aside."""
    if len(short) > len(long):
        return False
    rest = iter(long)
    return all(any(part_alike(part, other) for other in rest) for part in short)


@lru_cache(maxsize=16384)
def part_alike(one: str, other: str) -> bool:
    """Whether two words can be one: in spellings of one sound, shortened, or an initial."""
    short, long = sorted((one, other), key=len)
    if one == other or (len(short) == 1 and short == long[0]):
        return True
    if len(short) >= _SHORTENED and long.startswith(short):
        return True
    if one.isascii() and other.isascii() and JaroWinkler.similarity(one, other) < _SOUNDING:
        return False
    return same_sound(one, other)


def spells(short: Parts, long: Parts) -> bool:
    """Whether two names are one in two spellings, or one is the other's last part misspelled."""
    if len(short) == 1 and len(short[0]) < _SPELLED:
        return False
    if len(short) == len(long):
        return all(part_alike(a, b) or near(a, b) for a, b in zip(short, long, strict=True))
    return len(short) == 1 and short[0] != long[-1] and near(short[0], long[-1])


def near(one: str, other: str) -> bool:
    """Whether two words differ in a letter or two, and not in an ending."""
    if one == other:
        return True
    if min(len(one), len(other)) < 4 or one.startswith(other) or other.startswith(one):
        return False
    return JaroWinkler.similarity(one, other) >= _NEAR
