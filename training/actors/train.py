"""Teach the heads that know mentions and links, and ship them beside the encoder.

    python -m training.actors.train --corpora FOLDER default
    python -m training.actors.train --corpora FOLDER --trial default    to try settings

About a quarter of an hour on one core. The encoder is the shipped one and stays as it is.
What is kept back for measuring is never seen; with ``--trial`` neither are the documents
that settings are tried on, and the heads go to ``runs/actors-NAME.npz``.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch

from sayso.extracting.model import weights_folder
from sayso.resolving.heads import FILE, Heads
from sayso.resolving.mentioned import MENTION
from training.actors import links, mentions
from training.actors.corpora import Marked, ecb, gum, parted
from training.actors.vectors import Vectors, vectors_of

MENTION_EPOCHS, LINK_EPOCHS = 16, 14
_LINK_RATE = 2e-3


def main() -> None:
    """Read the texts, teach both heads, write them."""
    parser = argparse.ArgumentParser(description="teach the heads for mentions and links")
    parser.add_argument("weights")
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--trial", action="store_true", help="leave out what settings are tried on")
    parser.add_argument("--ecb-links", action="store_true", help="learn links from ECB+ too")
    parser.add_argument("--runs", type=Path, default=Path("runs"))
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    print(
        make_heads(
            given.weights,
            given.corpora,
            given.runs,
            trial=given.trial,
            ecb_links=given.ecb_links,
        )
    )


def make_heads(
    weights: str, corpora: Path, runs: Path, *, trial: bool = False, ecb_links: bool = False
) -> Path:
    """Teach the heads for these weights and write them beside the encoder.

    ``runs`` keeps the encoder's vectors. With ``trial``, what settings are tried on is left
    out, and the heads are written to ``runs``.
    """
    learn, tried, _ = parted(gum(corpora))
    texts = learn if trial else [*learn, *tried]
    others = ecb(corpora)
    folder = weights_folder(weights)
    parts = b"".join(file.read_bytes() for file in sorted(folder.glob("encoder.*")))
    seal = hashlib.sha256(parts).hexdigest()[:8]
    seen = vectors_of(texts, weights, runs / f"vectors-{seal}-gum.pkl")
    seen |= vectors_of(others, weights, runs / f"vectors-{seal}-ecb.pkl")
    arrays = taught(texts, others, seen, with_others=ecb_links)
    file = runs / f"actors-{folder.name}.npz" if trial else folder / FILE
    halved: dict[str, Any] = {name: one.astype(np.float16) for name, one in arrays.items()}
    np.savez_compressed(file, **halved)
    return file


def taught(
    texts: list[Marked],
    others: list[Marked],
    seen: dict[str, Vectors],
    *,
    with_others: bool = False,
) -> dict[str, np.ndarray]:
    """The numbers of both heads. Links are learned from ``others`` only ``with_others``."""
    begun = time.monotonic()
    laid = [mentions.taught(text, seen[text.id]) for text in [*texts, *others]]
    laid = [one for one in laid if bool((one.marks > 0).any())]
    arrays = mentions.train(laid, MENTION_EPOCHS).arrays()
    print(f"mentions: {time.monotonic() - begun:.0f} s", flush=True)
    heads = Heads({name: one.astype(np.float32) for name, one in arrays.items()})
    learned = [*texts, *others] if with_others else texts
    tables = [links.linked(text, seen[text.id], heads, MENTION) for text in learned]
    tables = [one for one in tables if bool(one.same.any())]
    arrays |= links.train(tables, LINK_EPOCHS, rate=_LINK_RATE).arrays()
    print(f"links: {time.monotonic() - begun:.0f} s", flush=True)
    return arrays


if __name__ == "__main__":
    main()
