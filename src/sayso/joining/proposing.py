"""Names that may be one actor's, for a person to decide: with a score and a reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sayso.joining.forms import (
    Parts,
    apart,
    fits,
    is_pair,
    near,
    part_alike,
    within,
    without_suffix,
)
from sayso.joining.keys import NameKey
from sayso.joining.words import BODIES, DIRECTIONS, EMPTY, PARTICLES
from sayso.resolving.names import plain_letters, same_sound

WORTH_ASKING = 0.5
"""The score from which on a proposal is worth a person's time, unless they ask for more."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are, from 0 to 1, and in what way, in plain words.

    The score ranks: what it calls likelier was so in ECB+ (topics 1 to 29). It is no
    probability, for that depends on how many others have the name.
    """

    score: float
    reason: str


Rule = Callable[[Parts, Parts], bool]
"""Whether a name of fewer words, or as many, and one of more are alike in one way."""


def propose(key: NameKey, other: NameKey) -> Likeness | None:
    """The likeness of two names; ``None`` where nothing speaks for one actor, or they are equal.

    The order of the two is nothing. Of several ways to be alike the likeliest counts.
    """
    if key.text == other.text:
        return None
    short, long = sorted((key.parts, other.parts), key=lambda parts: (len(parts), parts))
    found = ((score, reason) for rule, score, reason in _RULES if rule(short, long))
    return next((Likeness(score, reason) for score, reason in found), None)


def could_be_one(one: NameKey, other: NameKey) -> bool:
    """Whether the names that stand for two actors leave it open that they are one.

    Where they are full names of two, "Heller" and "Hiller" need not be held against each other.
    """
    return not apart(one.parts, other.parts) or propose(one, other) is not None


def _plain(parts: Parts) -> Parts:
    return tuple(plain_letters(part) for part in parts)


def _telling(parts: Parts) -> Parts:
    """The words in Latin letters, without particles, small words and suffixes."""
    plain = without_suffix(_plain(parts))
    return tuple(part for part in plain if part not in PARTICLES and part not in EMPTY)


def _same_letters(short: Parts, long: Parts) -> bool:
    return "".join(_plain(short)) == "".join(_plain(long))


def _same_words(short: Parts, long: Parts) -> bool:
    return _telling(short) == _telling(long) != ()


def _same_sounds(short: Parts, long: Parts) -> bool:
    mine, theirs = _telling(short), _telling(long)
    return len(mine) == len(theirs) > 1 and all(map(same_sound, mine, theirs))


def _one_sound(short: Parts, long: Parts) -> bool:
    return len(short) == len(long) == 1 and same_sound(short[0], long[0])


def _initials(short: Parts, long: Parts) -> bool:
    mine, theirs = without_suffix(_plain(short)), without_suffix(_plain(long))
    if len(mine) < 2 or len(theirs) < 2 or mine[-1] != theirs[-1] or is_pair(long):
        return False
    return part_alike(mine[0], theirs[0]) and (within(mine, theirs) or within(theirs, mine))


def _misspelled(short: Parts, long: Parts) -> bool:
    return len(short) > 1 and _nearly(short, long)


def _one_misspelled(short: Parts, long: Parts) -> bool:
    return len(short) == 1 and _nearly(short, long)


def _nearly(short: Parts, long: Parts) -> bool:
    return len(short) == len(long) and all(map(near, _plain(short), _plain(long)))


def _reordered(short: Parts, long: Parts) -> bool:
    return len(short) > 1 and "and" not in long and sorted(_plain(short)) == sorted(_plain(long))


def _abbreviated(short: Parts, long: Parts) -> bool:
    return fits(short, long) and len(short[0]) > 2


def _more_before(short: Parts, long: Parts) -> bool:
    if not 1 < len(short) < len(long) or long[-len(short) :] != short or is_pair(long):
        return False
    return short[-1] not in BODIES and long[-len(short) - 1] not in DIRECTIONS


def _more_after(short: Parts, long: Parts) -> bool:
    return 1 < len(short) < len(long) and long[: len(short)] == short and not is_pair(long)


def _governed(short: Parts, long: Parts) -> bool:
    if len(short) == len(long):
        return False
    return tuple(part for part in long if part not in EMPTY and part not in BODIES) == short


def _last_alone(short: Parts, long: Parts) -> bool:
    full = without_suffix(_plain(long))
    if len(short) != 1 or len(short[0]) < 2 or len(full) < 2 or is_pair(long):
        return False
    return _plain(short)[0] == full[-1] and full[-2] not in DIRECTIONS


def _first_alone(short: Parts, long: Parts) -> bool:
    return len(short) == 1 < len(long) and _plain(short)[0] == _plain(long)[0] and not is_pair(long)


def _within(short: Parts, long: Parts) -> bool:
    rest = iter(_plain(long))
    return (
        1 < len(short) < len(long) and not is_pair(long) and all(p in rest for p in _plain(short))
    )


def _same_last(short: Parts, long: Parts) -> bool:
    both = len(short) == len(long) == 2 and short[1] == long[1] and short[1] not in BODIES
    return both and short[0][0] == long[0][0]


_RULES: tuple[tuple[Rule, float, str], ...] = (
    (_same_letters, 0.95, "the same letters, in another script or with other spaces"),
    (_same_words, 0.9, "the same words but for small ones"),
    (_same_sounds, 0.9, "names that sound the same"),
    (_initials, 0.85, "the same first and last name, with initials or a middle name"),
    (_misspelled, 0.8, "nearly the same spelling"),
    (_reordered, 0.8, "the same words in another order"),
    (_more_before, 0.7, "the whole name, with more before it"),
    (_abbreviated, 0.6, "the first letters of the other name"),
    (_more_after, 0.6, "the whole name, with more after it"),
    (_governed, 0.55, "the same place, and what governs it or works there"),
    (_last_alone, 0.6, "the last word of the other name alone"),
    (_one_sound, 0.5, "one word that sounds the same"),
    (_one_misspelled, 0.5, "one word in nearly the same spelling"),
    (_first_alone, 0.4, "the first word of the other name alone"),
    (_within, 0.4, "all the words of the other name, and more between them"),
    (_same_last, 0.3, "the same last name, and first names that begin alike"),
    (fits, 0.2, "two letters that the words of the other name begin with"),
)
