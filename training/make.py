"""Make a set of weights from nothing: train, export, calibrate, measure.

``python -m training.make --corpora DIR --out runs/NAME --weights FOLDER``

A run that was cut off goes on after the last epoch that it finished: give the same
command again.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import torch

from training.calibrate import calibrate
from training.export import export, load
from training.train import FIRST, train


def main() -> None:
    """Read the command line and make the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, required=True, help="PolNeAR as JSON Lines")
    parser.add_argument("--out", type=Path, required=True, help="for checkpoints")
    parser.add_argument("--weights", type=Path, required=True, help="for what Sayso loads")
    parser.add_argument("--epochs", type=int, default=FIRST.epochs)
    parser.add_argument("--seed", type=int, default=FIRST.seed)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    train(replace(FIRST, epochs=given.epochs, seed=given.seed), given.corpora, given.out)
    export(load(given.out / f"epoch{given.epochs}.pt"), given.weights)
    calibrate(given.weights, given.corpora)
    measure(given.weights, given.corpora / "polnear_dev.jsonl")


def measure(weights: Path, gold: Path) -> None:
    """Print ``sayso evaluate`` of these weights."""
    command = [sys.executable, "-m", "sayso", "evaluate", str(gold), "--outermost"]
    subprocess.run([*command, "--weights", str(weights.resolve())], check=True)


if __name__ == "__main__":
    main()
