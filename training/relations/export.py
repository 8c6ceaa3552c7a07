"""Write the relation of two statements as it is shipped: int8 ONNX.

``python -m training.relations.export RELATIONS.pt src/sayso/linking/weights``

Those of a larger network go beside its other weights, ``large/sayso_large``; ``--base`` is the
encoder that it began with, and ``--layers`` how many of its layers it took.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path
from typing import cast

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.export import _export, _plain_tokenizer, part
from training.graphs import LayerGraph
from training.network import Layer
from training.relations.network import Relations, mean
from training.sharing import share
from training.train import pretrained_folder, tokenizer


class RelationGraph(nn.Module):
    """One text or pair, with nothing to pad or mask."""

    def __init__(self, network: Relations) -> None:
        super().__init__()
        one = network.encoder
        self.first_place, self.relative = one.first_place, one.relative
        self.words, self.places, self.types, self.norm = one.words, one.places, one.types, one.norm
        self.layers = nn.ModuleList(LayerGraph(cast(Layer, layer)) for layer in one.layers)
        self.alone = network.alone
        self.network = network

    def forward(
        self, ids: Tensor, types: Tensor, first: Tensor, second: Tensor
    ) -> tuple[Tensor, Tensor]:
        """The mean of the ``first`` pieces, and the scores of the pair."""
        length = ids.shape[0]
        places = self.places.weight[self.first_place : self.first_place + length]
        states = self.norm(self.words(ids) + places + self.types(types))
        bias = None if self.relative is None else self.relative(length)[0]
        for layer in self.layers[: self.alone]:
            states = layer(states, bias)
        by_itself = mean(states, first)
        for layer in self.layers[self.alone :]:
            states = layer(states, bias)
        return by_itself, self.network.told(mean(states, first), mean(states, second))


def export(network: Relations, folder: Path) -> None:
    """Write ``relations.onnx`` and ``tokenizer.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "relations.onnx"
        ids = torch.randint(1000, 2000, (20,))
        chosen = torch.ones_like(ids)
        names = ["ids", "types", "first", "second"]
        _export(
            RelationGraph(network).eval(),
            (ids, torch.zeros_like(ids), chosen, chosen),
            plain,
            names,
            ["first_mean", "scores"],
            {name: {0: "piece"} for name in names},
        )
        onnx.checker.check_model(str(plain))
        quantize_dynamic(
            plain,
            folder / plain.name,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=False,
            op_types_to_quantize=["MatMul", "Gather"],
        )
    if not share(folder / plain.name):
        part(folder / plain.name)
    shutil.copyfile(pretrained_folder() / "tokenizer.json", folder / "tokenizer.json")
    _plain_tokenizer(folder / "tokenizer.json")


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--base", type=Path, help="the folder of another BERT or MPNet encoder")
    parser.add_argument("--layers", type=int, help="so many of its first layers, or more")
    given = parser.parse_args()
    network = Relations(given.base or pretrained_folder(), tokenizer(), given.layers)
    network.load_state_dict(torch.load(given.checkpoint, weights_only=True))
    network.eval()
    export(network, given.folder)
    print(json.dumps({one.name: one.stat().st_size for one in sorted(given.folder.iterdir())}))


if __name__ == "__main__":
    main()
