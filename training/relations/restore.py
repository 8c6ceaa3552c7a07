"""A checkpoint of relations from the exported weights, to teach on from what a release ships.

``python -m training.relations.restore src/sayso/linking/weights OUT.pt``, or with ``--base`` and
``--layers``, as they were taught, ``large/sayso_large OUT.pt``

The numbers are those of the 8-bit weights: a little coarser than the checkpoint was.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from training.network import Shape
from training.relations.network import Relations
from training.restore import parted, plain
from training.train import pretrained_folder, tokenizer

_HEADS = ("network.", "hidden.", "out.")


def restore(folder: Path, base: Path, layers: int | None = None) -> dict[str, Tensor]:
    """The network's state as ``relations.onnx`` holds it.

    ``base`` is the folder of the encoder that it began with, ``layers`` how many it has.
    """
    shape = Shape.of(base)
    state = Relations(base, tokenizer(), layers).state_dict()
    for title, array in plain(folder / "relations.onnx").items():
        head = title.startswith(_HEADS)
        name = title.removeprefix("network.") if head else f"encoder.{title}"
        state |= parted(name, torch.from_numpy(array.astype(np.float32)), shape)
    return state


def main() -> None:
    """Read the command line and write the checkpoint."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--base", type=Path, help="the folder of another BERT or MPNet encoder")
    parser.add_argument("--layers", type=int, help="so many of its first layers, or more")
    given = parser.parse_args()
    given.checkpoint.parent.mkdir(parents=True, exist_ok=True)
    torch.save(
        restore(given.folder, given.base or pretrained_folder(), given.layers), given.checkpoint
    )


if __name__ == "__main__":
    main()
