"""What a teacher says of a text, kept by code points so that a disturbed copy can use it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from sayso.extracting.words import Words
from training.corpora import Gold


@dataclass(frozen=True, slots=True)
class SoftCue:
    """A cue, from code point ``start`` to ``end``, and the teacher's scores of the roles.

    ``roles`` (unit, role) begins with the unit numbered ``first`` in the teacher's text.
    """

    start: int
    end: int
    first: int
    roles: np.ndarray


@dataclass(frozen=True, slots=True)
class Soft:
    """The teacher's scores for one text.

    ``starts`` are the code points where its units begin, ``cues`` (unit, BIO) the scores
    of the cue head. ``within`` are the voices that the teacher hears within the contents
    of others, when it reads these as texts of their own.
    """

    starts: np.ndarray
    cues: np.ndarray
    roles: tuple[SoftCue, ...]
    within: tuple[Gold, ...] = ()

    def places(self, words: Words, low: int, high: int) -> np.ndarray:
        """For units ``low`` to ``high`` of a disturbed copy, their number here, or -1."""
        wanted = words.starts[low:high]
        found = np.minimum(np.searchsorted(self.starts, wanted), len(self.starts) - 1)
        return np.where(self.starts[found] == wanted, found, -1)

    def cues_at(self, places: np.ndarray) -> np.ndarray:
        """Cue scores (unit, BIO) for places; not a number where there is none."""
        return _rows(self.cues, places)

    def roles_at(self, cue: SoftCue, places: np.ndarray) -> np.ndarray:
        """Role scores (unit, role) around a cue; not a number where there are none."""
        inside = (places >= cue.first) & (places < cue.first + len(cue.roles))
        return _rows(cue.roles, np.where(inside, places - cue.first, -1))


def _rows(scores: np.ndarray, places: np.ndarray) -> np.ndarray:
    found = scores[np.maximum(places, 0)].astype(np.float32)
    found[places < 0] = np.nan
    return found


def save(labels: dict[str, Soft], file: Path) -> None:
    """Write a teacher's labels, whole or not at all."""
    plain = {
        id: (
            soft.starts,
            soft.cues,
            [(one.start, one.end, one.first, one.roles) for one in soft.roles],
            [(one.source, one.cue, one.content, one.parent) for one in soft.within],
        )
        for id, soft in labels.items()
    }
    part = file.with_suffix(".part")
    torch.save(plain, part)
    part.replace(file)


def load(file: Path) -> dict[str, Soft]:
    """Read what :func:`save` wrote. The file must be one of your own: it is a pickle."""
    plain = torch.load(file, weights_only=False)
    return {
        id: Soft(
            starts,
            cues,
            tuple(SoftCue(*one) for one in roles),
            tuple(Gold(*one) for one in within),
        )
        for id, (starts, cues, roles, within) in plain.items()
    }
