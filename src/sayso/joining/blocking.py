"""Where to look for names that may be another's: names that share a block are worth comparing."""

from __future__ import annotations

from functools import lru_cache

from sayso.joining.forms import initials, without_suffix
from sayso.joining.keys import NameKey
from sayso.joining.words import BODIES, COMMON, DIRECTIONS, EMPTY, PARTICLES, SUFFIXES
from sayso.resolving.names import plain_letters, skeleton

_SAYING_LITTLE = BODIES | COMMON | DIRECTIONS | EMPTY | SUFFIXES | PARTICLES
_LONGEST_ABBREVIATION = 8
_LETTERS_TO_MISSPELL = 5


def blocks(key: NameKey) -> frozenset[str]:
    """The blocks of a name: a few short strings, to be kept in an index.

    Two names that :func:`sayso.joining.propose` finds worth asking about share one, but for
    words that are misspelled both at the beginning and in sound. There is one for the sound of
    each word that says something, of the first two, the last two and all, one for the last and
    the first's initial, one for the look of each longer word, and one for each abbreviation.
    Blocks of common words grow with a ledger; those with more names than can be compared may
    be left out.
    """
    return _blocks(key.parts)


@lru_cache(maxsize=16384)
def _blocks(parts: tuple[str, ...]) -> frozenset[str]:
    plain = without_suffix(parts)
    telling = [one for one in parts if len(one) > 1 and one not in _SAYING_LITTLE] or [*parts]
    if plain[-1] not in BODIES:
        telling.append(plain[-1])
    bare = [one for one in map(plain_letters, plain) if one not in PARTICLES | EMPTY]
    found = {f"all:{skeleton(''.join(some))}" for some in (parts, bare) if some}
    for both in (plain[:2], plain[-2:]) if len(plain) > 1 else ():
        found.add(f"two:{skeleton(''.join(sorted(both)))}")
    if len(plain) > 1:
        found.add(f"ends:{plain_letters(plain[0])[:1]}{skeleton(plain[-1])}")
    for part in map(plain_letters, telling):
        if len(part) > 1:
            found.add(f"word:{skeleton(part)}")
        if len(part) >= _LETTERS_TO_MISSPELL:
            found.add(f"look:{part[:3]}{part[-1]}")
    if len(parts) == 1 and len(parts[0]) <= _LONGEST_ABBREVIATION:
        found.add(f"short:{parts[0]}")
    found |= {f"short:{one}" for one in initials(parts) if len(one) > 1}
    return frozenset(found)
