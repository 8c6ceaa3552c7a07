"""All texts that may be trained on: nothing that is held back for measuring."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from training.corpora import (
    GUM_HELD_BACK,
    POLNEAR_HELD_BACK,
    UNMARKED,
    Article,
    gum,
    held_back,
    polnear,
    unmarked,
)
from training.written.read import WRITTEN_HELD_BACK, written


def teachable(folder: Path, texts: Sequence[str] = UNMARKED) -> list[Article]:
    """PolNeAR's and GUM's training documents, the invented texts, and some without marks."""
    return [
        *held_back(polnear(folder, "train"), POLNEAR_HELD_BACK)[0],
        *held_back(gum(folder), GUM_HELD_BACK)[0],
        *held_back([one.article for one in written()], WRITTEN_HELD_BACK)[0],
        *unmarked(folder, texts),
    ]
