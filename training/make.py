"""Make the shipped weights from nothing: train, teach, train again, export, measure.

``python -m training.make --corpora DIR --out runs/NAME --weights FOLDER``

A run that was cut off goes on where it last saved: give the same command again.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

import torch

from training.actors.train import make_heads
from training.calibrate import calibrate
from training.corpora import UNMARKED
from training.export import export, load
from training.teach import teach
from training.train import FIRST, PLANS, train

SHIPPED = ("default", "fast")
"""The sets of weights, and the plans that they are made by."""


def main() -> None:
    """Read the command line and make the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, required=True, help="the corpora as JSON Lines")
    parser.add_argument("--out", type=Path, required=True, help="for checkpoints and labels")
    parser.add_argument("--weights", type=Path, required=True, help="for what Sayso loads")
    parser.add_argument("--unmarked", nargs="*", choices=UNMARKED, default=UNMARKED)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    first, labels = given.out / "first", given.out / "labels.pt"
    checkpoint = first / f"epoch{FIRST.epochs}.pt"
    train(FIRST, given.corpora, first)
    export(load(checkpoint), first / "weights")
    if not labels.exists():
        teach(checkpoint, first / "weights", given.corpora, given.unmarked, labels)
    for name in SHIPPED:
        plan, out = PLANS[name], given.out / name
        train(plan, given.corpora, out, start=checkpoint, labels=[labels])
        export(load(out / f"epoch{plan.epochs}.pt"), given.weights / name)
        calibrate(given.weights / name, given.corpora)
        make_heads(str(given.weights / name), given.corpora, given.out)
        measure(given.weights / name, given.corpora / "polnear_dev.jsonl")


def measure(weights: Path, gold: Path) -> None:
    """Print ``sayso evaluate`` of these weights."""
    command = [sys.executable, "-m", "sayso", "evaluate", str(gold), "--outermost"]
    subprocess.run([*command, "--weights", str(weights.resolve())], check=True)


if __name__ == "__main__":
    main()
