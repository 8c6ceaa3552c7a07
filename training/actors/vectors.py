"""What the shipped encoder makes of a text: the vectors of its units, kept from run to run."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sayso.attribution import Attribution
from sayso.document import Document
from sayso.extracting import Extractor
from sayso.extracting.model import Floats
from training.actors.corpora import Marked


@dataclass(frozen=True, slots=True)
class Vectors:
    """The vectors (unit, hidden) of a text's units, halfway and at the end.

    With them the attributions that were found in the text.
    """

    middle: NDArray[np.float16]
    final: NDArray[np.float16]
    attributions: tuple[Attribution, ...]


def vectors_of(texts: list[Marked], weights: str, kept: Path) -> dict[str, Vectors]:
    """The vectors of all texts, by their ids; read from ``kept`` if they are there."""
    known: dict[str, Vectors] = pickle.loads(kept.read_bytes()) if kept.exists() else {}
    missing = [one for one in texts if one.id not in known]
    extractor = Extractor.load(weights)
    for one in missing:
        known[one.id] = _read(extractor, one)
    if missing:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(known))
    return {one.id: known[one.id] for one in texts}


def _read(extractor: Extractor, text: Marked) -> Vectors:
    middles: list[Floats] = []
    finals: list[Floats] = []

    def watch(_first: int, middle: Floats, final: Floats) -> None:
        middles.append(middle)
        finals.append(final)

    document = Document(
        id=text.id, sha256="0" * 64, text=text.text, source=text.id, media_type="text/plain"
    )
    found = extractor.attributions(document, watch=watch)
    return Vectors(
        np.concatenate(middles).astype(np.float16),
        np.concatenate(finals).astype(np.float16),
        found,
    )
