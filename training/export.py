"""Turn a checkpoint into the weights that Sayso ships: int8 ONNX and its settings.

``python -m training.export runs/NAME/epoch6.pt src/sayso/extracting/weights/default``
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from onnx.external_data_helper import set_external_data
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from sayso.extracting.model import FEATURES, FORMAT
from training.graphs import EncoderGraph, RoleGraph
from training.network import DISTANCES, LEAPS, Network, Shape
from training.sharing import share
from training.train import pretrained_folder

DEFAULTS = {
    "format": FORMAT,
    "window": 192,
    "context": 16,
    "cue": 0.4,
    "nested_cue": 0.15,
    "reported": 0.02,
    "switch": 1.5,
    "sure": 0.0,
    "sure_nameless": 0.0,
    "calibration": [0.0] * FEATURES,
    "languages": ["en"],
}

_LARGEST = 45_000_000
"""Bytes in a file at most: hosts of code want none larger."""
_SMALL = 1024
"""Bytes of numbers that stay in the graph."""


def load(checkpoint: Path) -> Network:
    """The network of a checkpoint, with its averaged weights, ready to run."""
    given = torch.load(checkpoint, map_location="cpu", weights_only=True)
    network = Network(Shape(**given["shape"]))
    network.load_state_dict(given["average"])
    return network.eval()


def export(network: Network, folder: Path, *, quantise: bool = True) -> None:
    """Write ``encoder.onnx``, ``roles.onnx``, ``tokenizer.json`` and ``config.json``.

    A ``config.json`` that is already there keeps its thresholds and calibration.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        for name, write in (("encoder", _encoder), ("roles", _roles)):
            plain = Path(scratch) / f"{name}.onnx"
            write(network, plain)
            onnx.checker.check_model(str(plain))
            target = folder / f"{name}.onnx"
            if quantise:
                quantize_dynamic(
                    plain,
                    target,
                    weight_type=QuantType.QInt8,
                    per_channel=True,
                    reduce_range=False,
                    op_types_to_quantize=["MatMul", "Gemm", "Gather"],
                )
            else:
                shutil.copyfile(plain, target)
            if not share(target):
                part(target)
    shutil.copyfile(pretrained_folder() / "tokenizer.json", folder / "tokenizer.json")
    _plain_tokenizer(folder / "tokenizer.json")
    config = folder / "config.json"
    kept = json.loads(config.read_text()) if config.exists() else {}
    config.write_text(json.dumps({**DEFAULTS, **kept}, indent=1) + "\n")


def part(file: Path) -> None:
    """Move the numbers of a graph that is too large for one file into others beside it.

    ONNX Runtime finds them there.
    """
    for old in file.parent.glob(f"{file.stem}.*.bin"):
        old.unlink()
    if file.stat().st_size <= _LARGEST:
        return
    graph = onnx.load(file)
    part = size = 0
    for one in graph.graph.initializer:
        if len(one.raw_data) < _SMALL:
            continue
        if size + len(one.raw_data) > _LARGEST:
            part, size = part + 1, 0
        size += len(one.raw_data)
        set_external_data(one, location=f"{file.stem}.{part}.bin")
    onnx.save(graph, file)


def _plain_tokenizer(file: Path) -> None:
    """Take truncation and padding out of a tokenizer: texts are long."""
    given = json.loads(file.read_text(encoding="utf-8"))
    given["truncation"] = given["padding"] = None
    file.write_text(json.dumps(given, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _encoder(network: Network, file: Path) -> None:
    ids = torch.randint(1000, 2000, (20,))
    _export(
        EncoderGraph(network.encoder).eval(),
        (ids, torch.zeros_like(ids), torch.arange(1, 11)),
        file,
        ["ids", "types", "heads"],
        ["middle", "vectors", "cues"],
        {
            **{name: {0: "piece"} for name in ("ids", "types")},
            **{name: {0: "unit"} for name in ("heads", "middle", "vectors", "cues")},
        },
    )


def _roles(network: Network, file: Path) -> None:
    units = torch.randn(12, network.shape.hidden)
    first, last = torch.tensor([2, 3, 4]), torch.tensor([2, 4, 5])
    distance, leap = torch.randint(0, DISTANCES, (3, 12)), torch.randint(0, LEAPS, (3, 12))
    _export(
        RoleGraph(network).eval(),
        (units, first, last, distance, leap),
        file,
        ["units", "first", "last", "distance", "leap"],
        ["scores"],
        {
            "units": {0: "unit"},
            **{name: {0: "cue"} for name in ("first", "last")},
            **{name: {0: "cue", 1: "unit"} for name in ("distance", "leap", "scores")},
        },
    )


def _export(
    module: nn.Module,
    given: tuple[Tensor, ...],
    file: Path,
    inputs: list[str],
    outputs: list[str],
    axes: dict[str, dict[int, str]],
) -> None:
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module,
            given,
            str(file),
            input_names=inputs,
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--float", action="store_true", help="leave the weights in 32 bits")
    given = parser.parse_args()
    export(load(given.checkpoint), given.folder, quantise=not given.float)


if __name__ == "__main__":
    main()
