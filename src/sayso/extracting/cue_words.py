"""How often a word is part of a cue: what the confidence knows of words for saying."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FILE = Path(__file__).with_suffix(".txt")

SELDOM = -3.0
"""The log odds of a word that is not listed: it is hardly ever part of a cue."""


def habit(word: str) -> float:
    """The log odds that a word, in lower case, is part of a cue where it stands."""
    return _habits().get(word, SELDOM)


@cache
def _habits() -> dict[str, float]:
    rows = FILE.read_text(encoding="utf-8").splitlines()
    return {
        word: float(odds) for word, odds in (row.split() for row in rows if not row.startswith("#"))
    }
