"""A checkpoint from exported weights, to train on from what a release ships.

``python -m training.restore src/sayso/extracting/weights/default runs/NAME/epoch0.pt``

The numbers are those of the 8-bit weights: a little coarser than the checkpoint that they
were made from.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from onnx import numpy_helper
from torch import Tensor

from training.network import Network, Shape
from training.sharing import whole


def restore(folder: Path, shape: Shape) -> dict[str, Tensor]:
    """The network's state as far as ``encoder.onnx`` and ``roles.onnx`` hold it."""
    state: dict[str, Tensor] = {}
    for name in ("encoder", "roles"):
        for title, array in plain(folder / f"{name}.onnx").items():
            number = torch.from_numpy(array.astype(np.float32))
            state |= parted(f"{name}.{title.removeprefix('roles.')}", number, shape)
    own = Network(shape).state_dict()
    missing = [name for name, value in own.items() if state[name].shape != value.shape]
    if missing:
        raise SystemExit(f"{folder}: of another shape: {missing[:3]}")
    return {name: state[name] for name in own}


def parted(name: str, number: Tensor, shape: Shape) -> dict[str, Tensor]:
    """Queries, keys and values apart, and the queries not scaled."""
    if ".qkv." not in name:
        return {name: number}
    parts = dict(zip(("query", "key", "value"), number.chunk(3), strict=True))
    parts["query"] = parts["query"] * (shape.hidden // shape.heads) ** 0.5
    return {name.replace("qkv", part): value for part, value in parts.items()}


def plain(file: Path) -> dict[str, np.ndarray]:
    """Every parameter of a graph under its name in the network, in 32 bits."""
    graph = whole(file).graph
    found = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    users = {given: node.name for node in graph.node for given in node.input}
    named: dict[str, np.ndarray] = {}
    for name, array in found.items():
        if name.endswith("_quantized"):
            stem = name.removesuffix("_quantized")
            number = (array.astype(np.float32) - found[f"{stem}_zero_point"]) * found[
                f"{stem}_scale"
            ]
            if stem.startswith("onnx::"):
                path = users[name].strip("/").split("/")[:-1]
                named[".".join(path) + ".weight"] = number.T
            elif stem.endswith("_Transposed"):
                named[stem.removesuffix("_Transposed")] = number.T
            else:
                named[stem] = number
        elif not name.endswith(("_scale", "_zero_point")):
            named[name] = array
    return named


def main() -> None:
    """Read the command line and write the checkpoint."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--shape", default="{}", help="sizes unlike the first plan's, as JSON")
    given = parser.parse_args()
    shape = Shape(**json.loads(given.shape))
    given.checkpoint.parent.mkdir(parents=True, exist_ok=True)
    torch.save(
        {"average": restore(given.folder, shape), "shape": shape.as_dict()}, given.checkpoint
    )


if __name__ == "__main__":
    main()
