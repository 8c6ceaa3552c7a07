"""Write the relation of two statements as it is shipped: int8 ONNX, and the axes of vectors.

``python -m training.relations.export RELATIONS.pt src/sayso/linking/weights``

The axes are found in sentences of the corpora (``SAYSO_CORPORA``).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import tempfile
from pathlib import Path
from typing import Any, cast

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from sayso.linking.sentences import between, sentence_ends
from training.corpora import rows
from training.export import _export, _plain_tokenizer
from training.graphs import LayerGraph
from training.network import Layer
from training.relations.network import Relations, mean, padded
from training.train import pretrained_folder, tokenizer

AXES = 128
SENTENCES = 6_000
_TEXTS = ("basil_dev", "ecbplus_train", "polnear_train")


class RelationGraph(nn.Module):
    """One text or pair, with nothing to pad or mask."""

    def __init__(self, network: Relations) -> None:
        super().__init__()
        one = network.encoder
        self.words, self.places, self.types, self.norm = one.words, one.places, one.types, one.norm
        self.layers = nn.ModuleList(LayerGraph(cast(Layer, layer)) for layer in one.layers)
        self.network = network

    def forward(
        self, ids: Tensor, types: Tensor, first: Tensor, second: Tensor
    ) -> tuple[Tensor, Tensor]:
        """The mean of the ``first`` pieces, and the scores of the pair."""
        states = self.norm(self.words(ids) + self.places.weight[: ids.shape[0]] + self.types(types))
        for layer in self.layers:
            states = layer(states)
        a, b = mean(states, first), mean(states, second)
        return a, self.network.told(a, b)


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
    shutil.copyfile(pretrained_folder() / "tokenizer.json", folder / "tokenizer.json")
    _plain_tokenizer(folder / "tokenizer.json")


def axes(network: Relations, corpora: Path) -> NDArray[Any]:
    """The axes on which vectors of sentences differ most, one a row."""
    sentences = _sentences(corpora)
    pieces = tokenizer()
    found = []
    with torch.no_grad():
        for start in range(0, len(sentences), 64):
            some = padded(sentences[start : start + 64], pieces)
            found.append(network.vectors(*some).numpy())
    vectors = np.concatenate(found)
    _, wide = np.linalg.eigh(vectors.T @ vectors)
    chosen: NDArray[Any] = wide[:, ::-1][:, :AXES].T.astype(np.float16)
    return chosen


def _sentences(corpora: Path) -> list[str]:
    found: list[str] = []
    for name in _TEXTS:
        for row in rows(corpora / f"{name}.jsonl"):
            text = row["text"]
            for low, high in between(0, len(text), sentence_ends(text)):
                words = " ".join(text[low:high].split())
                if len(words) > 30:
                    found.append(words)
    random.Random(0).shuffle(found)
    return found[:SENTENCES]


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--keep-axes", action="store_true", help="leave the axes as they are")
    given = parser.parse_args()
    network = Relations(pretrained_folder(), tokenizer())
    network.load_state_dict(torch.load(given.checkpoint, weights_only=True))
    network.eval()
    export(network, given.folder)
    if not given.keep_axes:
        np.save(given.folder / "axes.npy", axes(network, Path(os.environ["SAYSO_CORPORA"])))
    print(json.dumps({one.name: one.stat().st_size for one in sorted(given.folder.iterdir())}))


if __name__ == "__main__":
    main()
