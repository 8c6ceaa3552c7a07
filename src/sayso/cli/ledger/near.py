"""Names like one that nobody bears."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.ledger import Ledger

_LIKE = 75
_MOST = 3
_LOOKED_AT = 200
_LETTERS = 3


def nobody(ledger: Ledger, asked: str) -> str | None:
    """A line that says that nobody bears this name, and who bears one like it.

    ``None`` if somebody does. Raises :class:`sayso.UnknownRecord` for an id that is none.
    """
    if asked.startswith("who-"):
        ledger.person(asked)
        return None
    if ledger.people(asked, limit=1):
        return None
    names = _near(ledger, asked)
    meant = f"; did you mean {' or '.join(names)}?" if names else "; see  sayso actors"
    return f"nobody in this ledger goes by the name {asked!r}{meant}"


def _near(ledger: Ledger, asked: str) -> list[str]:
    """Names that begin a word as the one asked for does, the most alike first."""
    from rapidfuzz import fuzz
    from rapidfuzz.utils import default_process

    found = {
        name
        for word in asked.split()
        for person in ledger.people(word[:_LETTERS], limit=_LOOKED_AT)
        for _, name in person.names
    }
    scored = sorted((-fuzz.WRatio(asked, name, processor=default_process), name) for name in found)
    return [name for score, name in scored[:_MOST] if -score >= _LIKE]
