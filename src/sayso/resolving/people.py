"""Names that are surely of people, whatever the network takes them for, and what is none.

"President Donald Tarn" is nobody's house, and the "(D-Tarn)" behind a senator's name is nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.resolving.kinds import BODIES, ROLES, SITES
from sayso.resolving.names import has_given, is_acronym, is_given, parse
from sayso.resolving.traits import TITLES, bare

_STYLES = frozenset(
    """mr mrs ms miss mx dr sir dame president senator sen rep congressman congresswoman governor
    gov colonel col captain capt sergeant sgt lieutenant lt speaker chancellor ambassador rabbi
    imam sheikh ayatollah reverend rev""".split()
)
"""What stands before people's names, and begins few others'."""

_OF_HOUSES = frozenset(
    "general state foreign defence defense interior finance first prime saint st vice late".split()
)
"""Titles that begin other names too: "General Motors"."""

_LONGEST = 4
"""How many parts a person's name has at most, so that it is surely one."""

_PARTY = re.compile(r"[A-Z] ?[-–] ?[A-Z][\w. ]{0,14}")
_NOBODYS = BODIES | SITES
_CALLED = _STYLES | TITLES | ROLES


def is_persons(units: Sequence[str], *, doubted: bool = False) -> bool:
    """Whether the units of a name are surely a person's.

    A style stands before the name ("Sen. Tarn"), a title before two parts of it ("Justice Orrel
    Tarn"), or it begins with a given name that is known, alone or after what somebody is
    ("Council Chairman Ulf Tarn"). Where the name is ``doubted``, since something else speaks
    against a person, a given name alone tells nothing. Houses and streets that are called
    after people are none.
    """
    words = [unit for unit in units if unit[0].isalpha()]
    lower = [bare(word) for word in words]
    called = [place for place, word in enumerate(lower[:-1], 1) if word in _CALLED]
    first = called[-1] if called else 0
    own = words[first:]
    if not 1 <= len(own) <= _LONGEST or not all(map(_is_capital, own)) or is_acronym(own[-1]):
        return False
    if any(word in _NOBODYS or word.removesuffix("s") in _NOBODYS for word in lower[first:]):
        return False
    title = lower[called[-1] - 1] if called else ""
    if title in _STYLES or (title in TITLES - _OF_HOUSES and len(own) > 1):
        return True
    if called:
        return has_given(parse(" ".join(own)))
    return len(own) > 1 and is_given(own[0]) and not doubted


def _is_capital(word: str) -> bool:
    return word[0].isupper() or len(word) <= 3


def is_party(text: str, start: int, end: int) -> bool:
    """Whether code points ``start`` to ``end`` are what is put behind a politician's name.

    That is a party and a place in brackets or after a comma: "(D-Calif.)".
    """
    before = text[max(0, start - 2) : start]
    return before.endswith(("(", ", ")) and _PARTY.fullmatch(text, start, end) is not None
