"""Noise for training: the same article as other typists would have left it.

Every change keeps the length of the text, so that offsets stay true.
"""

from __future__ import annotations

import random

_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_BARE = str.maketrans({"“": " ", "”": " ", '"': " "})
_GUILLEMETS = str.maketrans({"“": "«", "”": "»"})
_SINGLE = str.maketrans({"“": "‘", "”": "’"})


def disturb(text: str, dice: random.Random) -> str:
    """A text of the same length, most often the text itself."""
    throw = dice.random()
    if throw < 0.18:
        return text.translate(_STRAIGHT)
    if throw < 0.23:
        return text.translate(_BARE)
    if throw < 0.25:
        return text.translate(_GUILLEMETS)
    if throw < 0.27:
        return text.translate(_SINGLE)
    if throw < 0.33:
        return _lowered(text)
    if throw < 0.38:
        return text.replace(",", " ")
    if throw < 0.41:
        return _misread(text, dice)
    return text


_LOOKALIKES = {
    "l": "1",
    "O": "0",
    "o": "c",
    "e": "c",
    "i": "l",
    "S": "5",
    "h": "b",
    "n": "u",
    "u": "n",
    "t": "f",
    "a": "o",
    "c": "e",
    ".": ",",
    ",": ".",
    "B": "8",
    "m": "n",
}


def _misread(text: str, dice: random.Random) -> str:
    """As a scanner misreads a page: now and then a letter becomes one that looks like it."""
    return "".join(
        _LOOKALIKES.get(letter, letter) if dice.random() < 0.04 else letter for letter in text
    )


def _lowered(text: str) -> str:
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text
