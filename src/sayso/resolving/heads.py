"""The small heads of the encoder that know mentions and links: their numbers, from one file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sayso.errors import WeightsError
from sayso.extracting.model import Floats, weights_folder
from sayso.extracting.sessions import one_reader

FILE = "actors.npz"

NEEDED = frozenset(
    [
        *("mention.shape", "mention.length", "mention.final.weight", "link.seen.weight"),
        *(
            f"mention.{part}.{kind}"
            for part in ("middle", "edge", "begin", "end", "out")
            for kind in ("weight", "bias")
        ),
        *(
            f"link.{part}.{kind}"
            for part in ("read", "later", "earlier", "out", "new", "new_out")
            for kind in ("weight", "bias")
        ),
    ]
)
"""The arrays that a file of heads holds."""

SEEN = 117
"""How many features of a pair of mentions the link head weighs."""


@dataclass(frozen=True, slots=True)
class Heads:
    """The arrays of ``actors.npz`` by name."""

    arrays: dict[str, Floats]

    def linear(self, name: str, vectors: Floats) -> Floats:
        """``vectors`` (…, in) times the weights (in, out) of this name, and its bias."""
        moved: Floats = vectors @ self.arrays[f"{name}.weight"] + self.arrays[f"{name}.bias"]
        return moved

    def __getitem__(self, name: str) -> Floats:
        return self.arrays[name]


@cache
def load_heads(weights: str) -> Heads:
    """The heads of the weights of this name, loaded once a process.

    Raises :class:`sayso.errors.WeightsError` if they are not there or damaged.
    """
    file = weights_folder(weights) / FILE
    try:
        return read_heads(file)
    except Exception as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise WeightsError(
            f"{file}: cannot be loaded ({reason}); reinstall Sayso, or name another set "
            "with --weights"
        ) from error


def read_heads(file: Path) -> Heads:
    """The heads in a file. Raises ValueError if arrays are missing, or what numpy raises."""
    with one_reader, np.load(file, allow_pickle=False) as given:
        arrays = {name: given[name].astype(np.float32) for name in given.files}
    missing = sorted(NEEDED - arrays.keys())
    if missing:
        raise ValueError(f"it lacks {', '.join(missing)}")
    if len(arrays["link.seen.weight"]) != SEEN:
        raise ValueError(
            f"its link head weighs {len(arrays['link.seen.weight'])} features, not {SEEN}"
        )
    return Heads(arrays)


def relu(vectors: NDArray[np.float32]) -> Floats:
    """``vectors`` without what is below zero, in place."""
    rectified: Floats = np.maximum(vectors, 0.0, out=vectors)
    return rectified
